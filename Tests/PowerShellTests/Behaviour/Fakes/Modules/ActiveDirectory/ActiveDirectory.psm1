# An Active Directory that remembers: directory.json holds the objects of each domain. A domain controller answers for its own domain only.
# Objects come back as the real ones do: attributes without a value are not there at all, and only those that were asked for.

$script:Directory = $null

# Everything that an object of a class is.
$script:ClassChain = @{
    user               = @('top', 'person', 'organizationalPerson', 'user')
    inetOrgPerson      = @('top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson')
    contact            = @('top', 'person', 'organizationalPerson', 'contact')
    computer           = @('top', 'person', 'organizationalPerson', 'user', 'computer')
    group              = @('top', 'group')
    organizationalUnit = @('top', 'organizationalUnit')
    container          = @('top', 'container')
    builtinDomain      = @('top', 'builtinDomain')
    domainDNS          = @('top', 'domain', 'domainDNS')
    foreignSecurityPrincipal = @('top', 'foreignSecurityPrincipal')
}
$script:Category = @{ user = 'person'; inetOrgPerson = 'person'; contact = 'person'; computer = 'computer'; group = 'group' }

function Get-Directory {
    if ($null -eq $script:Directory) { $script:Directory = Read-FakeFile -Name 'directory' }
    return $script:Directory
}

function Save-Directory {
    Save-FakeFile -Name 'directory' -Value $script:Directory
}

function Get-DomainRecord {
    param([string]$Server)
    if ($Server -eq '') { throw 'Without -Server nobody knows which domain answers.' }
    if ((Get-FakeFault -Name 'domain-unreachable') -eq $Server) { throw 'Unable to contact the server.' }
    $found = @((Get-Directory).domains | Where-Object { $_.name -eq $Server })
    if ($found.Count -ne 1) { throw ('Unable to contact the server {0}.' -f $Server) }
    return $found[0]
}

# Whether a name is another one or lies below it, by component.
function Test-Below {
    param([string]$Name, [string]$Base)
    $left = $Name.ToUpperInvariant()
    $right = $Base.ToUpperInvariant()
    if ($left.Equals($right)) { return $true }
    if (-not $left.EndsWith(',' + $right, 'Ordinal')) { return $false }
    $before = $left.Substring(0, $left.Length - $right.Length - 1)
    return (($before.Length - $before.TrimEnd('\').Length) % 2) -eq 0
}

function Get-ParentName {
    param([string]$Name)
    $at = 0
    while ($at -lt $Name.Length) {
        if ($Name.Substring($at, 1) -eq '\') { $at += 2; continue }
        if ($Name.Substring($at, 1) -eq ',') { return $Name.Substring($at + 1) }
        $at += 1
    }
    return ''
}

# ----- LDAP filters -----

# Splits the parts of a filter such as (a=1)(b=2) at their own brackets.
function Split-Filter {
    param([string]$Text)
    $depth = 0
    $start = 0
    for ($at = 0; $at -lt $Text.Length; $at++) {
        $sign = $Text.Substring($at, 1)
        if ($sign -eq '(') {
            if ($depth -eq 0) { $start = $at }
            $depth += 1
        }
        elseif ($sign -eq ')') {
            $depth -= 1
            if ($depth -eq 0) { $Text.Substring($start, $at - $start + 1) }
        }
    }
    if ($depth -ne 0) { throw ('The search filter {0} cannot be recognized.' -f $Text) }
}

# The filter as a tree: kind, attribute, value, parts.
function ConvertTo-Filter {
    param([string]$Text)
    if (-not ($Text.StartsWith('(', 'Ordinal') -and $Text.EndsWith(')', 'Ordinal'))) { throw ('The search filter {0} cannot be recognized.' -f $Text) }
    $inner = $Text.Substring(1, $Text.Length - 2)
    $first = $inner.Substring(0, 1)
    if ($first -eq '&' -or $first -eq '|' -or $first -eq '!') {
        $parts = @(Split-Filter -Text $inner.Substring(1) | ForEach-Object { ConvertTo-Filter -Text $_ })
        return [pscustomobject]@{ Kind = $first; Attribute = ''; Value = ''; Parts = $parts }
    }
    $at = $inner.IndexOf('=')
    if ($at -lt 1) { throw ('The search filter {0} cannot be recognized.' -f $Text) }
    return [pscustomobject]@{ Kind = '='; Attribute = $inner.Substring(0, $at); Value = $inner.Substring($at + 1); Parts = @() }
}

# The signs that a filter writes as a backslash and two digits.
function ConvertFrom-FilterValue {
    param([string]$Text)
    $text = $Text
    foreach ($pair in @(@('\28', '('), @('\29', ')'), @('\2a', '*'), @('\00', [string][char]0), @('\5c', '\'))) { $text = $text.Replace($pair[0], $pair[1]) }
    return $text
}

function Get-AttributeValue {
    param([object]$Record, [string]$Name)
    if ($Name -eq 'objectClass') { return $script:ClassChain[[string]$Record.class] }
    if ($Name -eq 'objectCategory') { return $script:Category[[string]$Record.class] }
    if ($Name -eq 'distinguishedName') { return $Record.dn }
    return Get-FakeProperty -InputObject $Record.attributes -Name $Name
}

function Test-Filter {
    param([object]$Filter, [object]$Record)
    switch ($Filter.Kind) {
        '&' {
            foreach ($part in $Filter.Parts) { if (-not (Test-Filter -Filter $part -Record $Record)) { return $false } }
            return $true
        }
        '|' {
            foreach ($part in $Filter.Parts) { if (Test-Filter -Filter $part -Record $Record) { return $true } }
            return $false
        }
        '!' { return -not (Test-Filter -Filter $Filter.Parts[0] -Record $Record) }
    }
    $values = @(Get-AttributeValue -Record $Record -Name $Filter.Attribute | Where-Object { $null -ne $_ -and [string]$_ -ne '' })
    if ($Filter.Value -eq '*') { return $values.Count -gt 0 }
    if ($Filter.Value.Contains('*')) { throw ('The fake does not read the filter value {0}.' -f $Filter.Value) }
    $wanted = (ConvertFrom-FilterValue -Text $Filter.Value).ToUpperInvariant()
    return @($values | Where-Object { ([string]$_).ToUpperInvariant().Equals($wanted) }).Count -gt 0
}

# ----- Reading -----

function ConvertTo-DirectoryObject {
    param([object]$Record, [string[]]$Property)
    $result = [ordered]@{
        DistinguishedName = [string]$Record.dn; Name = [string]$Record.name; ObjectClass = [string]$Record.class; ObjectGUID = [guid]$Record.guid
    }
    $names = @($Property)
    if ($names -contains '*') { $names = @($Record.attributes.PSObject.Properties | ForEach-Object { $_.Name }) }
    foreach ($name in $names) {
        if (@($result.Keys) -contains $name) { continue }
        $value = Get-FakeProperty -InputObject $Record.attributes -Name $name
        if ($null -eq $value) { continue }
        $result[$name] = $value
    }
    return [pscustomobject]$result
}

function Find-Record {
    param([string]$LDAPFilter, [string]$SearchBase, [string]$SearchScope, [string]$Server)
    $domain = Get-DomainRecord -Server $Server
    if ($SearchBase -eq '') { $SearchBase = $domain.dn }
    if (-not (Test-Below -Name $SearchBase -Base $domain.dn)) { throw 'A referral was returned from the server.' }
    $isThere = $SearchBase.ToUpperInvariant().Equals(([string]$domain.dn).ToUpperInvariant())
    $upper = $SearchBase.ToUpperInvariant()
    foreach ($record in @($domain.objects)) {
        if (([string]$record.dn).ToUpperInvariant().Equals($upper)) {
            $isThere = $true
            break
        }
    }
    if (-not $isThere) {
        $missing = New-Object -TypeName 'Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException' -ArgumentList 'Directory object not found'
        throw $missing
    }
    $filter = ConvertTo-Filter -Text $LDAPFilter
    foreach ($record in @($domain.objects)) {
        $name = [string]$record.dn
        if ($SearchScope -eq 'Base') { if (-not $name.ToUpperInvariant().Equals($upper)) { continue } }
        elseif ($SearchScope -eq 'OneLevel') { if (-not (Get-ParentName -Name $name).ToUpperInvariant().Equals($upper)) { continue } }
        elseif (-not (Test-Below -Name $name -Base $SearchBase)) { continue }
        if (Test-Filter -Filter $filter -Record $record) { $record }
    }
}

function Find-RecordById {
    param([object]$Identity, [string]$Server)
    $domain = Get-DomainRecord -Server $Server
    $wanted = ([string]$Identity).ToUpperInvariant()
    $found = @($domain.objects | Where-Object { ([string]$_.guid).ToUpperInvariant() -eq $wanted -or ([string]$_.dn).ToUpperInvariant() -eq $wanted })
    if ($found.Count -ne 1) {
        $missing = New-Object -TypeName 'Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException' -ArgumentList ('Cannot find an object with identity: {0}' -f $Identity)
        throw $missing
    }
    return $found[0]
}

function Get-ADObject {
    param(
        [object]$Identity, [object]$Filter, [string]$LDAPFilter = '', [Alias('Property')][string[]]$Properties = @(), [int]$ResultPageSize = 256, [int]$ResultSetSize = 0,
        [string]$SearchBase = '', [ValidateSet('Base', 'OneLevel', 'Subtree')][string]$SearchScope = 'Subtree', [string]$Server = '', [string]$Partition = '',
        [object]$AuthType, [object]$Credential, [switch]$IncludeDeletedObjects
    )
    Add-FakeCall -Command 'Get-ADObject' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Get-ADObject' -Bound $PSBoundParameters -Name @('Filter', 'Partition', 'AuthType', 'Credential', 'IncludeDeletedObjects')
    if ($null -ne $Identity) {
        return ConvertTo-DirectoryObject -Record (Find-RecordById -Identity $Identity -Server $Server) -Property $Properties
    }
    $found = @(Find-Record -LDAPFilter $LDAPFilter -SearchBase $SearchBase -SearchScope $SearchScope -Server $Server)
    if ($ResultSetSize -gt 0) { $found = @($found | Select-Object -First $ResultSetSize) }
    foreach ($record in $found) {
        ConvertTo-DirectoryObject -Record $record -Property $Properties
    }
}

function Get-ADGroup {
    param(
        [object]$Identity, [object]$Filter, [string]$LDAPFilter = '', [Alias('Property')][string[]]$Properties = @(), [int]$ResultPageSize = 256, [int]$ResultSetSize = 0,
        [string]$SearchBase = '', [ValidateSet('Base', 'OneLevel', 'Subtree')][string]$SearchScope = 'Subtree', [string]$Server = '', [string]$Partition = '',
        [object]$AuthType, [object]$Credential, [switch]$ShowMemberTimeToLive
    )
    Add-FakeCall -Command 'Get-ADGroup' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Get-ADGroup' -Bound $PSBoundParameters -Name @('Identity', 'Filter', 'ResultSetSize', 'Partition', 'AuthType', 'Credential', 'ShowMemberTimeToLive')
    foreach ($record in (Find-Record -LDAPFilter ('(&(objectCategory=group){0})' -f $LDAPFilter) -SearchBase $SearchBase -SearchScope $SearchScope -Server $Server)) {
        ConvertTo-DirectoryObject -Record $record -Property $Properties
    }
}

# ----- Changing -----

function Move-ADObject {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true)][object]$Identity,
        [Parameter(Mandatory = $true)][string]$TargetPath,
        [string]$Server = '', [string]$TargetServer = '', [string]$Partition = '', [object]$AuthType, [object]$Credential, [switch]$PassThru
    )
    if (-not $PSCmdlet.ShouldProcess([string]$Identity)) { return }
    Enter-FakeSetter -Command 'Move-ADObject' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Move-ADObject' -Bound $PSBoundParameters -Name @('TargetServer', 'Partition', 'AuthType', 'Credential', 'PassThru')
    $record = Find-RecordById -Identity $Identity -Server $Server
    [void](Find-RecordById -Identity $TargetPath -Server $Server)
    if (Get-FakeFault -Name 'move-does-nothing') { return }
    $parent = Get-ParentName -Name $record.dn
    $old = [string]$record.dn
    $record.dn = '{0},{1}' -f ([string]$record.dn).Substring(0, ([string]$record.dn).Length - $parent.Length - 1), $TargetPath
    # References follow, in every domain.
    foreach ($domain in @((Get-Directory).domains)) {
        foreach ($other in @($domain.objects)) {
            foreach ($property in @($other.attributes.PSObject.Properties | Where-Object { 'member', 'manager' -contains $_.Name })) {
                if ($property.Name -eq 'manager') { if ($property.Value -eq $old) { $property.Value = $record.dn } }
                else { $property.Value = @($property.Value | ForEach-Object { if ($_ -eq $old) { $record.dn } else { $_ } }) }
            }
        }
    }
    Save-Directory
    Exit-FakeSetter
}

function New-ADOrganizationalUnit {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true)][string]$Name,
        [string]$Path = '', [bool]$ProtectedFromAccidentalDeletion = $true, [string]$Server = '', [switch]$PassThru, [object]$AuthType, [string]$City, [string]$Country,
        [object]$Credential, [string]$Description, [string]$DisplayName, [object]$Instance, [object]$ManagedBy, [hashtable]$OtherAttributes, [string]$PostalCode,
        [string]$State, [string]$StreetAddress
    )
    if (-not $PSCmdlet.ShouldProcess($Name)) { return }
    Enter-FakeSetter -Command 'New-ADOrganizationalUnit' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'New-ADOrganizationalUnit' -Bound $PSBoundParameters -Name @(
        'PassThru', 'AuthType', 'City', 'Country', 'Credential', 'Description', 'DisplayName', 'Instance', 'ManagedBy', 'OtherAttributes', 'PostalCode', 'State', 'StreetAddress')
    $domain = Get-DomainRecord -Server $Server
    if ($Path -ne $domain.dn) { [void](Find-RecordById -Identity $Path -Server $Server) }
    # -Name is the plain name; the distinguished name escapes it.
    $escaped = $Name -replace '([,+"\\<>;=])', '\$1'
    if (Get-FakeFault -Name 'unit-is-spelled-differently') { $escaped = $escaped.ToUpperInvariant() }
    $number = @($domain.objects).Count + 1
    $domain.objects = @($domain.objects) + @([pscustomobject]@{
            dn = 'OU={0},{1}' -f $escaped, $Path; name = $Name; class = 'organizationalUnit'; guid = '0000abcd-0000-0000-0000-{0:d12}' -f $number
            attributes = [pscustomobject]@{ protected = $ProtectedFromAccidentalDeletion }
        })
    Save-Directory
    Exit-FakeSetter
}

Export-ModuleMember -Function 'Get-ADGroup', 'Get-ADObject', 'Move-ADObject', 'New-ADOrganizationalUnit'
