# The part of Microsoft Graph that the verification reads: users, groups, contacts and numbers of members, from cloud.json, two objects a page.
# What was not selected is not returned, as in the real one.

$script:Cloud = $null
$script:SignedIn = $false

function Get-Cloud {
    if ($null -eq $script:Cloud) { $script:Cloud = Read-FakeFile -Name 'cloud' }
    return $script:Cloud
}

function Connect-MgGraph {
    param(
        [string[]]$Scopes = @(), [string]$ClientId = '', [string]$TenantId = '', [string]$CertificateThumbprint = '', [string]$Environment = 'Global', [switch]$UseDeviceCode,
        [switch]$NoWelcome, [string]$ContextScope = 'CurrentUser'
    )
    Add-FakeCall -Command 'Connect-MgGraph' -Bound $PSBoundParameters
    if ($Environment -ne (Get-Cloud).environment) { throw ('The tenant is not in the cloud {0}.' -f $Environment) }
    if ($TenantId -ne (Get-Cloud).tenantId -and -not (Get-FakeFault -Name 'other-tenant')) { throw 'Tenant not found.' }
    $script:SignedIn = $true
}

function Get-MgContext {
    param()
    if (-not $script:SignedIn) { return }
    $tenant = (Get-Cloud).tenantId
    if (Get-FakeFault -Name 'other-tenant') { $tenant = '11111111-2222-3333-4444-555555555555' }
    return [pscustomobject]@{ TenantId = $tenant; Account = 'reader@example.test'; Scopes = @('User.Read.All', 'Group.Read.All', 'OrgContact.Read.All') }
}

function Disconnect-MgGraph {
    param()
    Add-FakeCall -Command 'Disconnect-MgGraph' -Bound $PSBoundParameters
    $script:SignedIn = $false
    return [pscustomobject]@{ TenantId = (Get-Cloud).tenantId }
}

function Select-Part {
    param([object]$Entry, [string[]]$Name)
    $result = [ordered]@{}
    foreach ($property in @($Entry.PSObject.Properties)) {
        if ($Name -contains $property.Name) { $result[$property.Name] = $property.Value }
    }
    return [pscustomobject]$result
}

function Invoke-MgGraphRequest {
    param(
        [string]$Method = 'GET', [Parameter(Mandatory = $true)][string]$Uri, [object]$Body, [hashtable]$Headers = @{}, [string]$OutputType = 'HashTable'
    )
    Add-FakeCall -Command 'Invoke-MgGraphRequest' -Bound $PSBoundParameters -IsSetter ($Method -ne 'GET')
    if (-not $script:SignedIn) { throw 'Authentication needed. Please call Connect-MgGraph.' }
    if ($Method -ne 'GET') { throw 'The fake only reads.' }
    $root = '{0}/v1.0/' -f (Get-Cloud).root
    if (-not $Uri.StartsWith($root, 'Ordinal')) { throw ('No such host: {0}' -f $Uri) }
    $path = $Uri.Substring($root.Length)
    $query = ''
    $mark = $path.IndexOf('?')
    if ($mark -ge 0) {
        $query = $path.Substring($mark + 1)
        $path = $path.Substring(0, $mark)
    }
    if ($path.EndsWith('/members/$count')) {
        if ([string]$Headers['ConsistencyLevel'] -ne 'eventual') { throw 'Request_UnsupportedQuery' }
        $id = $path.Split('/')[1]
        $group = @((Get-Cloud).groups | Where-Object { $_.id -eq $id })
        if ($group.Count -ne 1) { throw 'Request_ResourceNotFound' }
        if (Get-FakeFault -Name 'no-number') { return '' }
        # A plain text that begins with a byte order mark.
        return '{0}{1}' -f [char]0xFEFF, @($group[0].members).Count
    }
    $entries = $null
    if ($path -match '^groups/([^/]+)/members/microsoft\.graph\.(user|group|orgContact)$') {
        if (@($query -split '&') -notcontains '$count=true' -or [string]$Headers['ConsistencyLevel'] -ne 'eventual') { throw 'Request_UnsupportedQuery' }
        $id = $Matches[1]
        $kind = @{ user = 'users'; group = 'groups'; orgContact = 'contacts' }[$Matches[2]]
        $group = @((Get-Cloud).groups | Where-Object { $_.id -eq $id })
        if ($group.Count -ne 1) { throw 'Request_ResourceNotFound' }
        $members = @($group[0].members)
        $entries = @((Get-Cloud).$kind | Where-Object { $members -contains $_.id })
    }
    if ($path -eq 'users') { $entries = @((Get-Cloud).users) }
    if ($path -eq 'groups') { $entries = @((Get-Cloud).groups) }
    if ($path -eq 'contacts') { $entries = @((Get-Cloud).contacts) }
    if ($null -eq $entries) { throw ('Request_ResourceNotFound: {0}' -f $path) }
    $names = @('id', 'displayName')
    $skip = 0
    $rest = @()
    foreach ($part in @($query -split '&')) {
        if ($part.StartsWith('$skiptoken=')) {
            $skip = [int]$part.Substring(11)
            continue
        }
        $rest += $part
        if ($part.StartsWith('$select=')) { $names = @($part.Substring(8) -split ',') }
        if ($part.StartsWith('$expand=')) { $names += ($part.Substring(8) -split '\(')[0] }
        if ($part.StartsWith('$filter=')) {
            if ($part -ne '$filter=onPremisesSyncEnabled eq true') { throw ('Invalid filter clause: {0}' -f $part) }
            if (@($query -split '&') -notcontains '$count=true' -or [string]$Headers['ConsistencyLevel'] -ne 'eventual') { throw 'Request_UnsupportedQuery' }
            $entries = @($entries | Where-Object { [bool]$_.onPremisesSyncEnabled })
        }
    }
    $page = @($entries | Select-Object -Skip $skip -First 2 | ForEach-Object { Select-Part -Entry $_ -Name $names })
    $result = [ordered]@{ '@odata.context' = 'fake'; value = $page }
    if ($skip + 2 -lt $entries.Count) {
        $next = '{0}{1}?{2}&$skiptoken={3}' -f $root, $path, ($rest -join '&'), ($skip + 2)
        if (Get-FakeFault -Name 'foreign-link') { $next = 'https://graph.example.test/v1.0/users' }
        $result['@odata.nextLink'] = $next
    }
    return [pscustomobject]$result
}

Export-ModuleMember -Function 'Connect-MgGraph', 'Disconnect-MgGraph', 'Get-MgContext', 'Invoke-MgGraphRequest'
