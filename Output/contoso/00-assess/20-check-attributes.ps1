#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Check the attributes that synchronization stumbles over

.DESCRIPTION
    Looks for duplicates of proxyAddresses, mail and userPrincipalName across all domains, illegal characters, suffixes that cannot be routed and values that are too long. IdFix, which did this, is retired since 2026-06-30.

    Looks through every domain for what stops or corrupts synchronization, now that IdFix is no longer supported: values of proxyAddresses, mail and
    userPrincipalName that two objects of the estate share; characters that are not allowed; user principal names whose suffix cannot be routed; values that
    are too long. One line for each finding goes to evidence\attributes.csv. It changes nothing and needs no FullLanguage mode.

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
    [pscustomobject]@{ Name = 'contoso.com'; Dn = 'DC=contoso,DC=com' }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $verified = @($RoutableSuffix -split ',' | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' })
    $findings = @()
    $seen = Get-Hashtable
    $objects = 0
    foreach ($domain in $Domains) {
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact')) {
            $found = @(Get-DirectoryObject -Type $type -SearchBase $domain.Dn -Server $domain.Name -Property 'mail', 'proxyAddresses', 'userPrincipalName', 'sAMAccountName', 'displayName')
            foreach ($object in $found) {
                $objects += 1
                $dn = [string]$object.DistinguishedName
                $isUser = $type -eq 'user' -or $type -eq 'inetOrgPerson'

                # Addresses share one name space: an address in mail collides with the same address in another object's proxyAddresses.
                $addresses = @(Get-DirectoryText -Value $object.proxyAddresses) + @(Get-DirectoryText -Value $object.mail | ForEach-Object { 'smtp:{0}' -f $_ })
                foreach ($address in @($addresses | ForEach-Object { $_.ToUpperInvariant() } | Select-Object -Unique)) {
                    $key = 'address|{0}' -f $address
                    if (-not $seen.ContainsKey($key)) { $seen[$key] = @() }
                    $seen[$key] += $dn
                }
                foreach ($address in $addresses) {
                    $value = $address.Substring($address.IndexOf(':') + 1)
                    if ($address -match '^smtp:' -and $value -notmatch '^[A-Za-z0-9.!#$%&''*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$') {
                        $findings += [pscustomobject]@{ Finding = 'address-format'; Attribute = 'proxyAddresses or mail'; Value = $address; Object = $dn }
                    }
                    if ($value.Length -gt 256) { $findings += [pscustomobject]@{ Finding = 'too-long'; Attribute = 'proxyAddresses or mail'; Value = $address; Object = $dn } }
                }

                if ($isUser) {
                    $principal = [string]$object.userPrincipalName
                    if ($principal -eq '') {
                        $findings += [pscustomobject]@{ Finding = 'upn-missing'; Attribute = 'userPrincipalName'; Value = ''; Object = $dn }
                    }
                    else {
                        $key = 'upn|{0}' -f $principal.ToUpperInvariant()
                        if (-not $seen.ContainsKey($key)) { $seen[$key] = @() }
                        $seen[$key] += $dn
                        $at = $principal.LastIndexOf('@')
                        $prefix = ''
                        $suffix = ''
                        if ($at -gt 0) {
                            $prefix = $principal.Substring(0, $at)
                            $suffix = $principal.Substring($at + 1)
                        }
                        if ($prefix -notmatch '^[A-Za-z0-9''._!#^~-]+$' -or $prefix -match '\.$' -or $prefix.Length -gt 64 -or $suffix.Length -gt 48) {
                            $findings += [pscustomobject]@{ Finding = 'upn-format'; Attribute = 'userPrincipalName'; Value = $principal; Object = $dn }
                        }
                        $isRoutable = $suffix -match '\.' -and $suffix -notmatch '\.(local|lan|internal|intra|corp|home|test|invalid|localhost)$'
                        if ($isRoutable -and $verified.Count -gt 0) { $isRoutable = $verified -contains $suffix }
                        if (-not $isRoutable) { $findings += [pscustomobject]@{ Finding = 'upn-suffix'; Attribute = 'userPrincipalName'; Value = $principal; Object = $dn } }
                    }
                    $account = [string]$object.sAMAccountName
                    if ($account.Length -gt 20 -or $account -match '["/\\\[\]:|<>+=;?,*@]') {
                        $findings += [pscustomobject]@{ Finding = 'account-name'; Attribute = 'sAMAccountName'; Value = $account; Object = $dn }
                    }
                }
                $displayName = [string]$object.displayName
                if ($displayName.Length -gt 256 -or $displayName -match '[\x00-\x1F\x7F]') {
                    $findings += [pscustomobject]@{ Finding = 'display-name'; Attribute = 'displayName'; Value = $displayName; Object = $dn }
                }
            }
        }
    }
    foreach ($key in @($seen.Keys | Where-Object { @($seen[$_] | Select-Object -Unique).Count -gt 1 })) {
        foreach ($dn in @($seen[$key] | Select-Object -Unique)) {
            $findings += [pscustomobject]@{ Finding = 'duplicate'; Attribute = ($key -split '\|')[0]; Value = $key.Substring($key.IndexOf('|') + 1); Object = $dn }
        }
    }

    $file = Join-Path -Path (Get-KitFolder -Name 'evidence') -ChildPath 'attributes.csv'
    $findings | Sort-Object -Property 'Finding', 'Value', 'Object' | Export-Csv -LiteralPath $file -NoTypeInformation -Encoding UTF8
    foreach ($kind in @('duplicate', 'address-format', 'too-long', 'upn-missing', 'upn-format', 'upn-suffix', 'account-name', 'display-name')) {
        $count = @($findings | Where-Object { $_.Finding -eq $kind }).Count
        Add-KitCheck -Id $kind -Passed ($count -eq 0) -Expected '0' -Actual $count -Message ('Details in {0}' -f $file)
    }
    Add-KitCheck -Id 'objects' -Passed ($objects -gt 0) -Expected 'more than 0' -Actual $objects -Message 'Objects looked at.'
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
