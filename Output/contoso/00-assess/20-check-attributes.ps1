#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Check the attributes that synchronization stumbles over

.DESCRIPTION
    Looks for duplicates of proxyAddresses, mail and userPrincipalName across all domains, illegal characters, suffixes that cannot be routed and values that are too long. IdFix, which did this, is retired since 2026-06-30.

    Looks through every domain for what stops or corrupts synchronization, now that IdFix is no longer supported: values of proxyAddresses, mail and
    userPrincipalName that two objects of the estate share; characters that are not allowed; user principal names whose suffix cannot be routed; values that are
    too long. One line for each finding goes to evidence\attributes.csv, the number of findings by rule to evidence\attributes.json, which the generator reads
    back (inventory: in the environment file). It changes nothing and works in ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER RoutableSuffix
    Domains that are verified in the tenant, separated by commas. Without it only suffixes that can never be verified (no dot, .local, .lan, .internal) are reported.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step assess.check-attributes, file 00-assess/20-check-attributes.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  No duplicate and no illegal value among the objects of the waves.
    Go on or stop:  Mend duplicates in the units of a wave before that wave.
    Undo:      nothing to undo: it only reads
    Sources:
        IDFIX: IdFix: deprecation notice (2026-06-30)
        MS-PRE25: Microsoft Learn: Cloud Sync prerequisites (2025-04-09)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [string]$RoutableSuffix = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'assess.check-attributes'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)

$Domains = @(
    @{ Name = 'contoso.com'; Dn = 'DC=contoso,DC=com' }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

# What is looked for. Lengths and characters: learn.microsoft.com, "Prepare for directory synchronization to Microsoft 365"; nobody can
# register the suffixes (RFC 2606, RFC 6762 and its appendix G).
$Rules = @(
    'duplicate-proxy-address', 'duplicate-mail', 'duplicate-user-principal-name', 'address-format', 'address-too-long', 'user-principal-name-missing'
    'user-principal-name-format', 'user-principal-name-suffix', 'account-name', 'display-name'
)
$AddressPattern = '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$'
$PrincipalPattern = '^[A-Za-z0-9''._!#^~-]+$'
$UnroutablePattern = '\.(local|localhost|lan|internal|intra|intranet|corp|home|private|test|example|invalid)$'
$AccountPattern = '["/\\\[\]:|<>+=;?,*@]'

# One finding, as a line of the table.
function ConvertTo-Finding {
    param(
        [Parameter(Mandatory = $true)][string]$Rule,
        [Parameter(Mandatory = $true)][string]$Attribute,
        [AllowEmptyString()][string]$Value = '',
        [Parameter(Mandatory = $true)][string]$Name
    )
    return New-Object -TypeName psobject -Property ([ordered]@{ Rule = $Rule; Attribute = $Attribute; Value = $Value; Object = $Name })
}

# The finding that a value is taken already, for the object that has it now and, once, for the one that had it first.
function Get-TakenFinding {
    param(
        [Parameter(Mandatory = $true)][object]$Owner,
        [Parameter(Mandatory = $true)][string]$Rule,
        [Parameter(Mandatory = $true)][string]$Attribute,
        [Parameter(Mandatory = $true)][string]$Value,
        [Parameter(Mandatory = $true)][string]$Name
    )
    $key = '{0}|{1}' -f $Rule, $Value.ToUpperInvariant()
    if (-not $Owner.ContainsKey($key)) {
        $Owner[$key] = @{ First = $Name; IsTold = $false }
        return
    }
    $entry = $Owner[$key]
    if (Test-SameText -Left $entry.First -Right $Name) { return }
    if (-not $entry.IsTold) {
        ConvertTo-Finding -Rule $Rule -Attribute $Attribute -Value $Value -Name $entry.First
        $entry.IsTold = $true
    }
    ConvertTo-Finding -Rule $Rule -Attribute $Attribute -Value $Value -Name $Name
}

# The findings about the mail addresses of an object. Addresses share one name space: what stands in mail of one object must not stand in proxyAddresses of another.
function Get-AddressFinding {
    param([Parameter(Mandatory = $true)][object]$Entry, [Parameter(Mandatory = $true)][string]$Name, [Parameter(Mandatory = $true)][object]$Owner)
    $mail = [string]$Entry.mail
    $addresses = @(Get-DirectoryText -Value $Entry.proxyAddresses)
    if ($mail -ne '') {
        Get-TakenFinding -Owner $Owner -Rule 'duplicate-mail' -Attribute 'mail' -Value $mail -Name $Name
        $addresses += 'smtp:{0}' -f $mail
    }
    foreach ($address in @($addresses | ForEach-Object { $_.ToUpperInvariant() } | Select-Object -Unique)) {
        Get-TakenFinding -Owner $Owner -Rule 'duplicate-proxy-address' -Attribute 'proxyAddresses or mail' -Value $address -Name $Name
    }
    foreach ($address in $addresses) {
        $value = $address -replace '^[^:]*:', ''
        if ($address -match '^smtp:' -and $value -notmatch $AddressPattern) {
            ConvertTo-Finding -Rule 'address-format' -Attribute 'proxyAddresses or mail' -Value $address -Name $Name
        }
        if ($value.Length -gt 256) { ConvertTo-Finding -Rule 'address-too-long' -Attribute 'proxyAddresses or mail' -Value $address -Name $Name }
    }
}

# The findings about the names that a user signs in with.
function Get-SignInFinding {
    param(
        [Parameter(Mandatory = $true)][object]$Entry,
        [Parameter(Mandatory = $true)][string]$Name,
        [Parameter(Mandatory = $true)][object]$Owner,
        [AllowEmptyCollection()][string[]]$Verified
    )
    $principal = [string]$Entry.userPrincipalName
    if ($principal -eq '') {
        ConvertTo-Finding -Rule 'user-principal-name-missing' -Attribute 'userPrincipalName' -Name $Name
    }
    else {
        Get-TakenFinding -Owner $Owner -Rule 'duplicate-user-principal-name' -Attribute 'userPrincipalName' -Value $principal -Name $Name
        $prefix = ''
        $suffix = ''
        if ($principal -match '^(.+)@([^@]*)$') {
            $prefix = $Matches[1]
            $suffix = $Matches[2]
        }
        if ($prefix -notmatch $PrincipalPattern -or $prefix -match '\.$' -or $prefix.Length -gt 64 -or $suffix.Length -gt 48) {
            ConvertTo-Finding -Rule 'user-principal-name-format' -Attribute 'userPrincipalName' -Value $principal -Name $Name
        }
        $isRoutable = $suffix -match '\.' -and $suffix -notmatch $UnroutablePattern
        if ($isRoutable -and $Verified.Count -gt 0) { $isRoutable = $Verified -contains $suffix }
        if (-not $isRoutable) { ConvertTo-Finding -Rule 'user-principal-name-suffix' -Attribute 'userPrincipalName' -Value $principal -Name $Name }
    }
    $account = [string]$Entry.sAMAccountName
    if ($account.Length -gt 20 -or $account -match $AccountPattern) {
        ConvertTo-Finding -Rule 'account-name' -Attribute 'sAMAccountName' -Value $account -Name $Name
    }
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $verified = @($RoutableSuffix -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' })
    $owner = Get-Hashtable
    $objects = 0
    $findings = @(
        foreach ($domain in $Domains) {
            foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact')) {
                $isUser = $type -eq 'user' -or $type -eq 'inetOrgPerson'
                Get-DirectoryObject -Type $type -SearchBase $domain.Dn -Server $domain.Name -Property 'mail', 'proxyAddresses', 'userPrincipalName', 'sAMAccountName', 'displayName' | ForEach-Object {
                    $objects += 1
                    $name = [string]$_.DistinguishedName
                    Get-AddressFinding -Entry $_ -Name $name -Owner $owner
                    if ($isUser) { Get-SignInFinding -Entry $_ -Name $name -Owner $owner -Verified $verified }
                    $displayName = [string]$_.displayName
                    if ($displayName.Length -gt 256 -or $displayName -match '[\x00-\x1F\x7F]') {
                        ConvertTo-Finding -Rule 'display-name' -Attribute 'displayName' -Value $displayName -Name $name
                    }
                }
            }
        }
    )

    $folder = Get-KitFolder -Name 'evidence'
    $file = Join-Path -Path $folder -ChildPath 'attributes.csv'
    $findings | Sort-Object -Property 'Rule', 'Value', 'Object' | Export-Csv -LiteralPath $file -NoTypeInformation -Encoding UTF8
    $problems = @(foreach ($rule in $Rules) {
            $count = @($findings | Where-Object { $_.Rule -eq $rule }).Count
            Add-KitCheck -Id $rule -Passed ($count -eq 0) -Expected '0' -Actual $count -Message ('Details in {0}' -f $file)
            [ordered]@{ rule = $rule; count = $count }
        })
    Write-KitFile -Path (Join-Path -Path $folder -ChildPath 'attributes.json') -Text (ConvertTo-KitJson -Value ([ordered]@{
                format = 1; kind = 'syncshift-attribute-check'; checkedUtc = Get-KitTime; objects = $objects; problems = @($problems)
            }))
    Add-KitCheck -Id 'objects' -Passed ($objects -gt 0) -Expected 'more than 0' -Actual $objects -Message 'Objects looked at.'
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
