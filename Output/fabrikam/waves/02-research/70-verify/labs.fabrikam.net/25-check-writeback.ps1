#Requires -Version 5.1
#Requires -Modules ActiveDirectory
#Requires -Modules Microsoft.Graph.Authentication
<#
.SYNOPSIS
    Check what is written back to labs.fabrikam.net

.DESCRIPTION
    Looks in Active Directory for what the cloud has to bring there (passwords), and that no source anchor was written.

    Passwords: nothing in Active Directory says that a password came from the cloud. Reset the password of a test user in the cloud, and name the user and the time:
    pwdLastSet has to be younger. Without that it is not verified.
    Anchors: Cloud Sync never writes mS-DS-ConsistencyGuid back. The anchor of every object that was collected has to be what it was.

    Which engine wrote a value cannot be read from it: Connect Sync's own writeback of the same attributes has to be off for the domain.
    The numbers are also in evidence\<domain>\writeback-<wave>.json. It changes nothing. FullLanguage mode is needed for the objects of the Graph module.

    Permissions: User.Read.All, Group.Read.All, OrgContact.Read.All (delegated). Reader roles are enough.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER ClientId
    Sign in as this application with -CertificateThumbprint instead of interactively.

.PARAMETER CertificateThumbprint
    The certificate of that application, in the certificate store.

.PARAMETER UseDeviceCode
    Sign in with a code on another device.

.PARAMETER ResetUser
    Distinguished name of the test user whose password was reset in the cloud.

.PARAMETER ResetUtc
    When that was, such as 2026-11-24T13:00:00Z.

.PARAMETER AcceptNotVerified
    Go on although something could not be compared, after looking at it by hand. The result says that it was accepted.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.research.verify.writeback.labs.fabrikam.net, file waves/02-research/70-verify/labs.fabrikam.net/25-check-writeback.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every value names its object in the cloud, and no anchor has changed.
    Go on or stop:  Stop at a value that names another object and at a changed anchor. What could not be verified has not passed; once it was looked at by hand: -AcceptNotVerified; the result says so.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.research.verify.collect.labs.fabrikam.net
    Sources:
        MS-EXO: Microsoft Learn: Exchange hybrid writeback with Cloud Sync (2026-08-25)
        MS-SSPR: Microsoft Learn: Password writeback with Cloud Sync (2025)
        MS-GWB: Microsoft Learn: Migrate group writeback v2 to Cloud Sync (2025-09-29)
        MS-FAQ: Microsoft Learn: Cloud Sync FAQ (2026-03-30)
        INFERRED: Follows from documented facts; unverified on a live system (2026-10)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [string]$ClientId = '',

    [string]$CertificateThumbprint = '',

    [switch]$UseDeviceCode,

    [string]$ResetUser = '',

    [string]$ResetUtc = '',

    [switch]$AcceptNotVerified
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.research.verify.writeback.labs.fabrikam.net'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.research.verify.collect.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
)
$Domain = 'labs.fabrikam.net'

# The units of this revision in this domain.
$Units = @(
    'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Graph.ps1')

# The objects of a class that carry an attribute, with its value. Asked for by filter first: a filter may name an attribute that the schema lacks, a list of
# properties may not.
function Get-Carrier {
    param(
        [Parameter(Mandatory = $true)][string]$Type,
        [Parameter(Mandatory = $true)][string]$Attribute,
        [Parameter(Mandatory = $true)][string]$SearchBase
    )
    $filter = '(&{0}({1}=*))' -f (Get-DirectoryFilter -Type $Type), $Attribute
    $first = @(Get-ADObject -LDAPFilter $filter -SearchBase $SearchBase -SearchScope Subtree -ResultSetSize 1 -Server $Domain)
    if ($first.Count -eq 0) { return }
    $property = @($Attribute, 'mS-DS-ConsistencyGuid')
    Get-ADObject -LDAPFilter $filter -SearchBase $SearchBase -SearchScope Subtree -ResultPageSize 1000 -Server $Domain -Properties $property |
        Select-Object -Property (Get-DirectoryPropertyName -Property $property)
}

# What could not be compared is "not verified", unless the operator has looked at it by hand.
function Add-UnverifiedRemark {
    param([Parameter(Mandatory = $true)][string]$Id, [AllowEmptyString()][string]$Actual = '', [Parameter(Mandatory = $true)][string]$Message)
    if ($AcceptNotVerified) { Add-KitRemark -Id $Id -Status 'skipped' -Actual $Actual -Message ('{0} Accepted by the operator.' -f $Message) }
    else { Add-KitRemark -Id $Id -Status 'notVerified' -Actual $Actual -Message $Message }
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of the Graph module'
    Assert-GraphSignIn -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -DeviceCode ([bool]$UseDeviceCode)
    Assert-KitGate -Gate $Gates
    $numbers = [ordered]@{}

    # Anchors, against what was collected for the wave.
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', $Domain) -ChildPath ('directory-{0}.json' -f $Wave)
    $evidence = Read-KitJson -Path $file
    if ($null -eq $evidence) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing: collect the objects of the directory first.' -f $file) }
    $anchors = Get-Hashtable
    foreach ($object in @($evidence.objects | Where-Object { $null -ne $_ })) { $anchors[[string]$object.objectGuid] = [string]$object.anchor }
    $changed = @()
    $compared = 0
    foreach ($unit in $Units) {
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact')) {
            Get-DirectoryObject -Type $type -SearchBase $unit -Server $Domain -Property 'mS-DS-ConsistencyGuid' | ForEach-Object {
                $guid = ([string]$_.ObjectGUID).ToLowerInvariant()
                if ($anchors.ContainsKey($guid)) {
                    $compared += 1
                    $now = ConvertTo-AnchorText -Guid ([guid]$_.ObjectGUID) -Consistency $_.'mS-DS-ConsistencyGuid'
                    if (-not $now.Equals($anchors[$guid])) { $changed += [string]$_.DistinguishedName }
                }
            }
        }
    }
    $numbers['anchors'] = $compared
    Add-KitCheck -Id 'anchors' -Passed ($changed.Count -eq 0 -and $compared -gt 0) -Expected ('{0} collected, none changed' -f $anchors.Count) -Actual (
        'compared {0}, changed {1}' -f $compared, (Get-KitSample -Item $changed)) -Message 'Source anchors. Nobody but Connect Sync may write mS-DS-ConsistencyGuid; put back what was there.'

    Open-GraphTenant -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -DeviceCode ([bool]$UseDeviceCode)

    # Passwords.
    if ($ResetUser -eq '' -or $ResetUtc -eq '') {
        Add-UnverifiedRemark -Id 'password.reset' -Message 'Reset the password of a test user in the cloud, then run this again with -ResetUser and -ResetUtc.'
    }
    else {
        $entry = Get-DirectoryEntry -DistinguishedName $ResetUser -Server $Domain -Property 'pwdLastSet'
        if ($null -eq $entry) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not in {1}.' -f $ResetUser, $Domain) }
        # Hundreds of nanoseconds since 1601; 0 stands for "has to change the password at the next logon", which a reset can ask for too.
        $set = Get-KitTime -Date (([datetime]'1601-01-01T00:00:00Z').ToUniversalTime().AddSeconds([double]$entry.pwdLastSet / 10000000))
        $mustChange = [string]$entry.pwdLastSet -eq '0'
        $isYounger = -not $mustChange -and ([datetime]$set) -ge ([datetime]$ResetUtc)
        if ($mustChange) { Add-UnverifiedRemark -Id 'password.reset' -Actual '0' -Message ('{0} has to change the password at the next logon; that hides when it was set.' -f $ResetUser) }
        else { Add-KitCheck -Id 'password.reset' -Passed $isYounger -Expected ('at {0} or later' -f $ResetUtc) -Actual $set -Message ('Password of {0} in Active Directory. Have the user sign in with it on premises.' -f $ResetUser) }
    }

    $report = Join-Path -Path (Get-KitFolder -Name 'evidence', $Domain) -ChildPath ('writeback-{0}.json' -f $Wave)
    Write-KitFile -Path $report -Text (ConvertTo-KitJson -Value ([ordered]@{
                format = 1; kind = 'syncshift-writeback'; domain = $Domain; wave = $Wave; revision = $Revision; kitDigest = Get-KitDigest; checkedUtc = Get-KitTime; numbers = $numbers
            }))
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
finally {
    Close-GraphTenant
}
exit $exitCode
