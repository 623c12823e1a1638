#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Move the test users into the unit

.DESCRIPTION
    Moves the named users into the first unit of the wave. The unit has to be in the scope of Connect Sync, and Connect has to complete one cycle after the move and before the rules change: it must see the move, or it sees a deletion.

    Moves the users that the environment file names into the first unit of this wave. Connect Sync has to see the move before its rules change: after this step one
    complete synchronization cycle has to end, with the scheduler still on.
    It refuses once any Cloud Sync job of the domain has run: a user that moves out of a unit of Cloud Sync, or into one, is then deleted and created
    again. It refuses when the unit is not there. Where everybody came from is kept in the run folder (state\moves-<wave>.json).
    Undo by hand: move the users back with that list, before the rules of this wave are installed.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: While no job of the domain has run, move the users back to the places that the run folder's state file lists, then wait for one Connect cycle.
#>
<#
    Part of the migration kit of contoso; step waves.pilot.unit.move, file waves/01-pilot/10-unit/20-move-test-users.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  The users are in the unit, and one Connect cycle has completed since.
    Go on or stop:  Stop once any job of the domain has run: a move between an engine's units then deletes and creates the user anew.
    Undo:      While no job of the domain has run, move the users back to the places that the run folder's state file lists, then wait for one Connect cycle.
    Comes after:
        waves.pilot.unit.create
        waves.pilot.baseline.cloud.contoso.com
        assess.check-connect-server.SYNC01
    Sources:
        MS-MIG: Microsoft Learn: Migrate from Connect Sync to Cloud Sync (2026-10-06)
        MS-FAQ: Microsoft Learn: Cloud Sync FAQ (2026-03-30)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.unit.move'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'assess.check-connect-server.SYNC01'; Wave = ''; Revision = 0 }
    @{ Step = 'waves.pilot.baseline.cloud.contoso.com'; Wave = 'pilot'; Revision = 1 }
    @{ Step = 'waves.pilot.unit.create'; Wave = 'pilot'; Revision = 1 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
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

# The wave's units; the first is the target.
$Units = @(
    @{ Dn = 'OU=CloudSyncPilot,DC=contoso,DC=com'; Domain = 'contoso.com' }
)

# The users to move, by the names that they have now.
$Users = @(
    'CN=Ada Lovelace,OU=Staff,DC=contoso,DC=com'
    'CN=Grace Hopper,OU=Staff,DC=contoso,DC=com'
)
$Target = 'OU=CloudSyncPilot,DC=contoso,DC=com'
$TargetDomain = 'contoso.com'

# Every domain that this revision has units in: none of their jobs may have run.
$TouchedDomains = @(
    'contoso.com'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'changes are asked for one by one, with ShouldProcess'
    Assert-KitGate -Gate $Gates

    if ($Users.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message 'The environment file names no users to move.' }
    if (@($Units | Where-Object { Test-SameText -Left $_.Dn -Right $Target }).Count -eq 0) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not a new unit of this wave.' -f $Target)
    }

    # No job of the domain may have run, in any wave, not even once: results of starts, kept ones too, and what the Graph scripts noted.
    foreach ($domain in $TouchedDomains) {
        $patterns = @(
            'waves.*.start.provisioning.{0}*' -f $domain
            'waves.*.start.test-objects.{0}*' -f $domain
        )
        $traces = @()
        foreach ($folder in @((Get-KitFolder -Name 'results'), (Get-KitFolder -Name 'results', 'history'))) {
            foreach ($pattern in $patterns) {
                foreach ($file in @(Get-ChildItem -LiteralPath $folder | Where-Object { $_.Name -like ('{0}.json' -f $pattern) })) {
                    $result = Read-KitJson -Path $file.FullName | Select-Object -Property 'dryRun', 'outdatedBy', 'hadResult'
                    # A mark that lies over no result is no trace: it only says that the step has to be done later.
                    $isMark = $result.outdatedBy -and $null -ne $result.hadResult -and -not [bool]$result.hadResult
                    if (-not $isMark -and ($null -eq $result.dryRun -or -not $result.dryRun)) { $traces += $file.Name }
                }
            }
        }
        Add-KitCheck -Id ('jobs.{0}' -f $domain) -Passed ($traces.Count -eq 0) -Expected 'no job has run' -Actual ($traces -join '; ') -Message ('Jobs of {0}' -f $domain)
    }
    if (Test-KitFailure) { Deny-KitStep -Code 'preconditionMissing' -Message 'A Cloud Sync job of this domain has run. From then on nobody is moved between units.' }

    if ($null -eq (Get-DirectoryEntry -DistinguishedName $Target -Server $TargetDomain)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} does not exist yet.' -f $Target)
    }

    $moves = @()
    $state = Read-KitState -Name ('moves-{0}' -f $Wave) -Property 'moves'
    if ($null -ne $state) { $moves = @($state.moves) }
    $count = 0
    foreach ($user in $Users) {
        if (Test-NameInside -Name $user -Unit $Target) {
            Add-KitRemark -Id 'user' -Status 'passed' -Message ('{0} is in the unit already.' -f $user)
            continue
        }
        $entry = Get-DirectoryEntry -DistinguishedName $user -Server $TargetDomain
        if ($null -eq $entry) {
            $earlier = @($moves | Where-Object { Test-SameText -Left $_.from -Right $user })
            Add-KitCheck -Id 'user' -Passed ($earlier.Count -gt 0) -Expected 'there, or moved before' -Message ('{0} is not in {1}; moved before: {2}' -f $user, $TargetDomain, ($earlier.Count -gt 0))
            continue
        }
        if ($PSCmdlet.ShouldProcess($user, ('Move to {0}' -f $Target))) {
            if ($count -eq 0) { Write-KitOutdated -StepId $Outdates }
            # Noted before the move, so that an interrupted run still knows where everybody came from; and once.
            $moves = @($moves | Where-Object { -not (Test-SameText -Left $_.guid -Right ([string]$entry.ObjectGUID)) })
            $moves += @{ guid = [string]$entry.ObjectGUID; from = [string]$entry.DistinguishedName; to = $Target; movedUtc = Get-KitTime }
            Save-KitState -Name ('moves-{0}' -f $Wave) -Value (@{ moves = @($moves) })
            Move-ADObject -Identity $entry.ObjectGUID -TargetPath $Target -Server $TargetDomain -Confirm:$false
            $count += 1
            $after = Get-ADObject -Identity $entry.ObjectGUID -Server $TargetDomain
            Add-KitCheck -Id 'user' -Passed (Test-NameInside -Name ([string]$after.DistinguishedName) -Unit $Target) -Expected $Target -Actual ([string]$after.DistinguishedName) -Message ('{0} moved' -f $user)
        }
        else {
            Add-KitRefusal -Change ('move {0}' -f $user)
        }
    }
    if ($count -gt 0) {
        Write-KitMessage -Message 'Now wait until one complete synchronization cycle has ended (Get-ADSyncScheduler on the active Connect server) before the next step.'
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
