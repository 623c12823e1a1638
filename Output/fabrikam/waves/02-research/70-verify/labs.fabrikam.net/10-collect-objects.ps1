#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Collect the evidence of labs.fabrikam.net from Active Directory

.DESCRIPTION
    Writes what Active Directory says about the objects of the units: identifiers, anchors, display name, mail, user principal name, proxy addresses, manager and member counts.

    Writes down what Active Directory says about every user, inetOrgPerson, group and contact in the units of this wave in this domain: identifiers, source anchor, names,
    mail, proxyAddresses, manager, and how many members each group has. The step that compares with the cloud reads the file. It changes nothing and needs no
    FullLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.research.verify.collect.labs.fabrikam.net, file waves/02-research/70-verify/labs.fabrikam.net/10-collect-objects.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  A file of evidence in the run folder that holds every object of the units.
    Go on or stop:  Stop when the file is empty.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.research.start.watch.labs.fabrikam.net
    Sources:
        BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner) (2026-09-22)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.research.verify.collect.labs.fabrikam.net'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    [pscustomobject]@{ Step = 'waves.research.start.watch.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
)
$Domain = 'labs.fabrikam.net'
$ObjectTypes = @(
    'user'
    'inetOrgPerson'
    'group'
)

# The units of this revision in this domain.
$Units = @(
    'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $attributes = 'objectSid', 'sAMAccountName', 'displayName', 'mail', 'userPrincipalName', 'proxyAddresses', 'manager', 'member', 'mS-DS-ConsistencyGuid'
    $objects = @()
    $anchors = Get-Hashtable
    foreach ($unit in $Units) {
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact')) {
            if ($ObjectTypes -notcontains $type) { continue }
            $found = @(Get-DirectoryObject -Type $type -SearchBase $unit -Server $Domain -Property $attributes)
            Add-KitRemark -Id ('collected.{0}' -f $type) -Status 'passed' -Actual $found.Count -Message $unit
            foreach ($object in $found) {
                $consistency = $object.'mS-DS-ConsistencyGuid'
                $anchor = ConvertTo-AnchorText -Guid ([guid]$object.ObjectGUID) -Consistency $consistency
                $sid = ''
                if ($null -ne $object.objectSid) { $sid = [string]$object.objectSid }
                $objects += [pscustomobject][ordered]@{
                    type               = $type
                    unit               = $unit
                    dn                 = [string]$object.DistinguishedName
                    objectGuid         = ([string]$object.ObjectGUID).ToLowerInvariant()
                    hasConsistencyGuid = @($consistency | Where-Object { $null -ne $_ }).Count -gt 0
                    anchor             = $anchor
                    sid                = $sid
                    samAccountName     = [string]$object.sAMAccountName
                    displayName        = [string]$object.displayName
                    mail               = [string]$object.mail
                    userPrincipalName  = [string]$object.userPrincipalName
                    proxyAddresses     = @(Get-DirectoryText -Value $object.proxyAddresses)
                    manager            = [string]$object.manager
                    managerAnchor      = ''
                    members            = @(Get-DirectoryText -Value $object.member).Count
                }
                $anchors[([string]$object.DistinguishedName).ToUpperInvariant()] = $anchor
            }
        }
    }

    # The manager's anchor, because the cloud names people by identifier. Managers outside the units are looked up one by one.
    foreach ($object in @($objects | Where-Object { $_.manager -ne '' })) {
        $key = $object.manager.ToUpperInvariant()
        if (-not $anchors.ContainsKey($key)) {
            $anchors[$key] = ''
            $manager = $null
            try {
                $manager = Get-DirectoryEntry -DistinguishedName $object.manager -Server (Get-DirectoryDomainOfName -Name $object.manager) -Property 'mS-DS-ConsistencyGuid'
            }
            catch {
                # Left empty, the comparison reports it as not verified.
                Write-Warning -Message ('The manager {0} cannot be read: {1}' -f $object.manager, $_.Exception.Message)
            }
            if ($null -ne $manager) { $anchors[$key] = ConvertTo-AnchorText -Guid ([guid]$manager.ObjectGUID) -Consistency $manager.'mS-DS-ConsistencyGuid' }
        }
        $object.managerAnchor = $anchors[$key]
    }

    Add-KitCheck -Id 'collected' -Passed ($objects.Count -gt 0) -Expected 'more than 0' -Actual $objects.Count -Message 'Objects in the units of this domain.'
    $without = @($objects | Where-Object { -not $_.hasConsistencyGuid }).Count
    Add-KitRemark -Id 'anchors' -Status 'passed' -Actual ('{0} without mS-DS-ConsistencyGuid' -f $without) -Message 'For these Cloud Sync takes objectGUID, as Connect Sync does for groups.'
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', $Domain) -ChildPath ('directory-{0}.json' -f $Wave)
    Write-KitFile -Path $file -Text (ConvertTo-KitJson -Value ([pscustomobject][ordered]@{
                format = 1; domain = $Domain; wave = $Wave; revision = $Revision; kitDigest = Get-KitDigest; collectedUtc = Get-KitTime; units = @($Units); objects = @($objects)
            }))
    Write-KitMessage -Message ('Evidence of {0} objects: {1}' -f $objects.Count, $file)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
