#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Create the units that are missing

.DESCRIPTION
    Creates the units of this wave that do not exist yet, protected from accidental deletion. A unit that exists is left as it is.

    Creates the units of this wave that do not exist, each protected from accidental deletion. Units that are there are left alone. Only organizational units
    are created, and only below a parent that exists. It moves nothing and deletes nothing.
    A new unit has to be in the scope of Connect Sync before anything is moved into it: where the scope names units one by one, include it in the Connect wizard first.
    Undo by hand: remove the protection and the unit, while it is still empty.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: Remove the units that the result file lists as created, while they are empty: lift the protection, then delete.
#>
<#
    Part of the migration kit of contoso; step waves.pilot.unit.create, file waves/01-pilot/10-unit/10-create-unit.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every unit of the wave exists.
    Go on or stop:  Stop when a unit would have to be created outside the scope of Connect Sync.
    Undo:      Remove the units that the result file lists as created, while they are empty: lift the protection, then delete.
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.unit.create'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.pilot.unit.move'
    'waves.pilot.unit.count'
    'waves.pilot.connect.stop.SYNC01'
    'waves.pilot.rules.install.SYNC01'
    'waves.pilot.rules.verify.SYNC01'
    'waves.pilot.preview.full-synchronization.SYNC01'
    'waves.pilot.preview.prove-rules.SYNC01'
    'waves.pilot.preview.pending-exports.SYNC01'
    'waves.pilot.scope.put.contoso.com'
    'waves.pilot.scope.check.contoso.com'
    'waves.pilot.start.gate.contoso.com'
    'waves.pilot.start.test-objects.contoso.com'
    'waves.pilot.start.provisioning.contoso.com'
    'waves.pilot.start.watch.contoso.com'
    'waves.pilot.start.password-hash-sync.contoso.com'
    'waves.pilot.verify.collect.contoso.com'
    'waves.pilot.verify.samples.contoso.com'
    'waves.pilot.verify.objects.contoso.com'
    'waves.pilot.verify.cloud.contoso.com'
    'waves.pilot.verify.baseline.contoso.com'
    'waves.pilot.verify.password-events.SYNC01'
    'waves.pilot.connect.start.SYNC01'
    'validation.check-estate'
)

# The units that this wave brings in.
$Units = @(
    @{ Dn = 'OU=CloudSyncPilot,DC=contoso,DC=com'; Parent = 'DC=contoso,DC=com'; Name = 'CloudSyncPilot'; Domain = 'contoso.com'; IsOrganizationalUnit = $true }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'changes are asked for one by one, with ShouldProcess'
    Assert-KitGate -Gate $Gates

    # Outer units before inner ones.
    $ordered = @($Units | Sort-Object -Property @{ Expression = { $_.Dn.Length } })
    $created = @()
    $state = Read-KitState -Name ('units-{0}' -f $Wave) -Property 'created'
    if ($null -ne $state) { $created = @($state.created) }
    foreach ($unit in $ordered) {
        $entry = Get-DirectoryEntry -DistinguishedName $unit.Dn -Server $unit.Domain
        if ($null -ne $entry) {
            Add-KitRemark -Id 'unit' -Status 'passed' -Message ('{0} is already there.' -f $unit.Dn)
            continue
        }
        if (-not $unit.IsOrganizationalUnit) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not an organizational unit; this script creates no other containers.' -f $unit.Dn)
        }
        if ($null -eq (Get-DirectoryEntry -DistinguishedName $unit.Parent -Server $unit.Domain) -and -not $WhatIfPreference) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('The parent {0} does not exist.' -f $unit.Parent)
        }
        if ($PSCmdlet.ShouldProcess($unit.Dn, 'Create organizational unit, protected from accidental deletion')) {
            # Noted before the unit is made, so that an interrupted run still says which units are the kit's.
            if (@($created | Where-Object { Test-SameText -Left $_ -Right $unit.Dn }).Count -eq 0) { $created += $unit.Dn }
            Save-KitState -Name ('units-{0}' -f $Wave) -Value (@{ created = @($created); createdUtc = Get-KitTime })
            Write-KitOutdated -StepId $Outdates
            New-ADOrganizationalUnit -Name $unit.Name -Path $unit.Parent -ProtectedFromAccidentalDeletion $true -Server $unit.Domain -Confirm:$false
            $entry = Get-DirectoryEntry -DistinguishedName $unit.Dn -Server $unit.Domain
            $spelling = ''
            if ($null -ne $entry) { $spelling = [string]$entry.DistinguishedName }
            Add-KitCheck -Id 'unit' -Passed ($spelling.Equals($unit.Dn)) -Expected $unit.Dn -Actual $spelling -Message 'Created, and spelled as the kit spells it.'
        }
        else {
            Add-KitRefusal -Change ('create {0}' -f $unit.Dn)
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
