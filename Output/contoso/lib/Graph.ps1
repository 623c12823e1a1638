#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Authentication
<#
.SYNOPSIS
    Microsoft Graph, as the comparing scripts read it.

.DESCRIPTION
    Dot-sourced after Kit.ps1; never run by itself. It only reads. FullLanguage mode is needed: answers are objects of the Graph module.
    Permissions: User.Read.All, Group.Read.All, OrgContact.Read.All (delegated). Reader roles are enough.
#>

$script:GraphTenantId = '3b1f8a52-6c0e-4d1a-9a57-0c4c2f6f1d10'
$script:GraphEnvironment = 'Global'
$script:GraphRoot = 'https://graph.microsoft.com'
$script:GraphIsOpen = $false

# Refuses half of a sign-in and two at once, before anything is read: whoever meant the application is not to be asked for a password.
function Assert-GraphSignIn {
    param(
        [AllowEmptyString()][string]$ClientId = '',
        [AllowEmptyString()][string]$CertificateThumbprint = '',
        [bool]$DeviceCode = $false
    )
    $missing = ''
    if ($ClientId -eq '' -and $CertificateThumbprint -ne '') { $missing = '-ClientId' }
    if ($ClientId -ne '' -and $CertificateThumbprint -eq '') { $missing = '-CertificateThumbprint' }
    if ($missing -ne '') {
        Deny-KitStep -Code 'wrongUsage' -Message (
            '{0} is missing: an application signs in with -ClientId and -CertificateThumbprint, a person with neither of them.' -f $missing)
    }
    if ($ClientId -ne '' -and $DeviceCode) {
        Deny-KitStep -Code 'wrongUsage' -Message 'An application signs in with its certificate and a person with -UseDeviceCode: leave out one of the two.'
    }
}

# Signs in, as an application with a certificate or interactively, and makes sure that it is the right tenant.
function Open-GraphTenant {
    param(
        [AllowEmptyString()][string]$ClientId = '',
        [AllowEmptyString()][string]$CertificateThumbprint = '',
        [bool]$DeviceCode = $false
    )
    if ($ClientId -ne '') {
        Connect-MgGraph -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -TenantId $script:GraphTenantId -Environment $script:GraphEnvironment -NoWelcome
    }
    else {
        Connect-MgGraph -Scopes 'User.Read.All', 'Group.Read.All', 'OrgContact.Read.All' -TenantId $script:GraphTenantId -Environment $script:GraphEnvironment -UseDeviceCode:$DeviceCode -NoWelcome
    }
    $script:GraphIsOpen = $true
    $context = Get-MgContext
    if ($null -eq $context -or -not (Test-SameText -Left ([string]$context.TenantId) -Right $script:GraphTenantId)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('Signed in to another tenant than {0}.' -f $script:GraphTenantId)
    }
}

# Signs out again where somebody signed in.
function Close-GraphTenant {
    if (-not $script:GraphIsOpen) { return }
    $script:GraphIsOpen = $false
    Disconnect-MgGraph | Out-Null
}

# All pages of a Graph collection. A next link that leaves the tenant's own cloud is refused.
function Get-GraphCollection {
    param([Parameter(Mandatory = $true)][string]$Path)
    $uri = '{0}/v1.0/{1}' -f $script:GraphRoot, $Path
    while ($uri -ne '') {
        if (-not $uri.StartsWith(('{0}/' -f $script:GraphRoot), 'Ordinal')) {
            Deny-KitStep -Code 'unexpectedError' -Message ('Graph answered with a link to another host: {0}' -f $uri)
        }
        $page = Invoke-MgGraphRequest -Method GET -Uri $uri -Headers @{ ConsistencyLevel = 'eventual' } -OutputType PSObject |
            Select-Object -Property 'value', '@odata.nextLink'
        $page.value
        $uri = [string]$page.'@odata.nextLink'
    }
}

# The number that Graph counts for a collection.
function Get-GraphCount {
    param([Parameter(Mandatory = $true)][string]$Path)
    # Plain text, which may begin with a byte order mark.
    $text = ([string](Invoke-MgGraphRequest -Method GET -Uri ('{0}/v1.0/{1}' -f $script:GraphRoot, $Path) -Headers @{ ConsistencyLevel = 'eventual' })) -replace '[^0-9]', ''
    if ($text -eq '') { Deny-KitStep -Code 'unexpectedError' -Message ('Graph gave no number for {0}.' -f $Path) }
    return [int]$text
}
