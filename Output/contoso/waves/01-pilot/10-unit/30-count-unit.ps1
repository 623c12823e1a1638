#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Count what goes over

.DESCRIPTION
    Counts the objects of each unit of the revision by class, and compares each distinguished name with the one that Active Directory returns, by case too: a scope that matches nothing looks like success. Of a class that is not handed over not one object may lie in a unit.

    Counts what is in the units of this wave, nested units included: users, inetOrgPersons, groups, contacts, computers. Each unit's distinguished name has to
    be spelled exactly as Active Directory returns it, by case too, because rules and scope compare with it. An empty unit is a failure: a scope that
    matches nothing looks like a success. A unit that is to be created first is reported as such.
    Units go over whole, classes need not: where a class is not handed over, not one object of it may lie in a unit, because Connect Sync would go on writing it and
    nobody would after the cutover. Objects of such a class are counted, and fail the step. Computers count as such a class only where Connect Sync synchronizes
    devices and does not stay. It changes nothing and works in ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step waves.pilot.unit.count, file waves/01-pilot/10-unit/30-count-unit.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every unit exists, is spelled as in the kit and is not empty.
    Go on or stop:  Stop when a unit is missing, empty or spelled otherwise, or holds objects of a class that is not handed over.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.pilot.unit.create
        waves.pilot.unit.move
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        INFERRED: Follows from documented facts; unverified on a live system (2026-10)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.unit.count'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.pilot.unit.create'; Wave = 'pilot'; Revision = 1 }
    @{ Step = 'waves.pilot.unit.move'; Wave = 'pilot'; Revision = 1 }
)
# Whether the kit may create units of this wave that are not there yet, and whether users are moved into the first of them.
$CreatesUnits = $true

# The units of this revision.
$Units = @(
    @{ Dn = 'OU=CloudSyncPilot,DC=contoso,DC=com'; Domain = 'contoso.com'; IsNew = $true }
)

# The classes that are not handed over, and what becomes of them: left-out, stays-on-connect, not-synchronized or unanswered.
$ClassesBeside = @(
    @{ Domain = 'contoso.com'; Type = 'inetOrgPerson'; Fate = 'left-out' }
    @{ Domain = 'contoso.com'; Type = 'device'; Fate = 'not-synchronized' }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

# Objects of a class that is not handed over, in a unit that is.
function Add-ClassCheck {
    param(
        [Parameter(Mandatory = $true)][string]$Type,
        [Parameter(Mandatory = $true)][string]$Fate,
        [Parameter(Mandatory = $true)][int]$Count,
        [Parameter(Mandatory = $true)][string]$Unit
    )
    $id = 'unit.beside.{0}' -f $Type
    if ($Fate -eq 'not-synchronized') {
        Add-KitRemark -Id $id -Status 'passed' -Actual $Count -Message ('{0}: the environment file says that nobody synchronizes these.' -f $Unit)
    }
    elseif ($Fate -eq 'stays-on-connect') {
        Add-KitRemark -Id $id -Status 'passed' -Actual $Count -Message ('{0}: these stay on Connect Sync. Keep the unit in its scope.' -f $Unit)
    }
    elseif ($Fate -eq 'unanswered' -and $Count -gt 0) {
        Add-KitRemark -Id $id -Status 'notVerified' -Expected '0, or an answer' -Actual $Count -Message (
            '{0}: the environment file does not say whether Connect Sync synchronizes these. Answer connect: features: device-sync, and generate the kit again.' -f $Unit)
    }
    else {
        Add-KitCheck -Id $id -Passed ($Count -eq 0) -Expected '0' -Actual $Count -Message (
            '{0}: objects of class {1}, which is not handed over. Move them out of the unit before the wave, or add {1} to object-types and generate the kit again.' -f $Unit, $Type)
    }
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $table = foreach ($unit in $Units) {
        $entry = Get-DirectoryEntry -DistinguishedName $unit.Dn -Server $unit.Domain
        if ($null -eq $entry) {
            if ($CreatesUnits -and $unit.IsNew) {
                Add-KitRemark -Id 'unit' -Status 'skipped' -Message ('{0} is not there yet; the next step creates it.' -f $unit.Dn)
            }
            else {
                Add-KitRemark -Id 'unit' -Status 'failed' -Expected 'there' -Message ('{0} is not in {1}.' -f $unit.Dn, $unit.Domain)
            }
            continue
        }
        $spelling = [string]$entry.DistinguishedName
        Add-KitCheck -Id 'unit.spelling' -Passed ($spelling.Equals($unit.Dn)) -Expected $unit.Dn -Actual $spelling -Message 'Spelled as Active Directory has it, by case too.'

        $counts = @{}
        $total = 0
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact', 'device')) {
            $counts[$type] = 0
            Get-DirectoryObject -Type $type -SearchBase $unit.Dn -Server $unit.Domain | ForEach-Object { $counts[$type] += 1 }
            $total += $counts[$type]
        }
        New-Object -TypeName psobject -Property ([ordered]@{
                Unit = $unit.Dn; Users = $counts.user; InetOrgPersons = $counts.inetOrgPerson; Groups = $counts.group; Contacts = $counts.contact; Computers = $counts.device
            })
        foreach ($class in @($ClassesBeside | Where-Object { Test-SameText -Left $_.Domain -Right $unit.Domain })) {
            Add-ClassCheck -Type $class.Type -Fate $class.Fate -Count $counts[$class.Type] -Unit $unit.Dn
        }
        if ($total -eq 0 -and $CreatesUnits -and $unit.IsNew) {
            Add-KitRemark -Id 'unit.count' -Status 'skipped' -Actual '0' -Message ('{0} is empty; users are moved into it by a later step.' -f $unit.Dn)
        }
        else {
            Add-KitCheck -Id 'unit.count' -Passed ($total -gt 0) -Expected 'more than 0' -Actual $total -Message $unit.Dn
        }
    }
    Write-KitMessage -Message ($table | Format-Table -AutoSize | Out-String -Width 200)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
