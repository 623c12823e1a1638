#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Stop the scheduler on FAB-SYNC01 and wait until it is idle

.DESCRIPTION
    No cycle may run while the rules change.

    Turns the scheduler off, stops a cycle that is running, waits until no connector is busy, and writes down what was pending for export at that
    moment: the baseline that the pending-export gate compares with. The setting from before is kept for the step that starts the scheduler again.
    From the second wave on it refuses while the wave before is not finished, or was taken back.
    The scheduler's setting is stored in the tenant: off on the active server means off on the staging server too.
    It does not change rules, scope, thresholds or staging mode.
    A Connect server that does not synchronize for 7 days needs a full synchronization: do not leave the scheduler off longer than that.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER TimeoutMinutes
    How long to wait for a running cycle to end.

.PARAMETER NothingPending
    Go on where csexport writes no file, after the Synchronization Service Manager has shown that no export is pending. Without effect where it writes one; the result
    says that it was taken at the operator's word.

.NOTES
    Undo: The last step of this rollback starts it again.
#>
<#
    Part of the migration kit of fabrikam; step waves.research.rollback.stop.FAB-SYNC01, file waves/02-research/90-rollback/20-stop-scheduler-fab-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC01
    Expected:  Scheduler off and idle.
    Go on or stop:  Stop when the server does not come to rest.
    Undo:      The last step of this rollback starts it again.
    Comes after:
        waves.research.rollback.pause.fabrikam.com
        waves.research.rollback.pause.labs.fabrikam.net
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = '',

    [ValidateRange(1, 1440)]
    [int]$TimeoutMinutes = 90,

    [switch]$NothingPending
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.research.rollback.stop.FAB-SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.research.rollback.pause.fabrikam.com'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.rollback.pause.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.research.connect.stop.FAB-SYNC01'
    'waves.research.connect.stop.FAB-SYNC02'
    'waves.research.rules.install.FAB-SYNC01'
    'waves.research.rules.verify.FAB-SYNC01'
    'waves.research.rules.install.FAB-SYNC02'
    'waves.research.rules.verify.FAB-SYNC02'
    'waves.research.preview.full-synchronization.FAB-SYNC01'
    'waves.research.preview.prove-rules.FAB-SYNC01'
    'waves.research.preview.pending-exports.FAB-SYNC01'
    'waves.research.preview.full-synchronization.FAB-SYNC02'
    'waves.research.preview.prove-rules.FAB-SYNC02'
    'waves.research.preview.pending-exports.FAB-SYNC02'
    'waves.research.scope.put.fabrikam.com'
    'waves.research.scope.check.fabrikam.com'
    'waves.research.scope.put.labs.fabrikam.net'
    'waves.research.scope.check.labs.fabrikam.net'
    'waves.research.start.gate.fabrikam.com'
    'waves.research.start.test-objects.fabrikam.com'
    'waves.research.start.provisioning.fabrikam.com'
    'waves.research.start.watch.fabrikam.com'
    'waves.research.start.password-hash-sync.fabrikam.com'
    'waves.research.start.exchange-writeback.fabrikam.com'
    'waves.research.start.gate.labs.fabrikam.net'
    'waves.research.start.test-objects.labs.fabrikam.net'
    'waves.research.start.provisioning.labs.fabrikam.net'
    'waves.research.start.watch.labs.fabrikam.net'
    'waves.research.start.device-sync.labs.fabrikam.net'
    'waves.research.verify.collect.fabrikam.com'
    'waves.research.verify.samples.fabrikam.com'
    'waves.research.verify.objects.fabrikam.com'
    'waves.research.verify.cloud.fabrikam.com'
    'waves.research.verify.writeback.fabrikam.com'
    'waves.research.verify.collect.labs.fabrikam.net'
    'waves.research.verify.samples.labs.fabrikam.net'
    'waves.research.verify.objects.labs.fabrikam.net'
    'waves.research.verify.cloud.labs.fabrikam.net'
    'waves.research.verify.writeback.labs.fabrikam.net'
    'waves.research.verify.baseline.fabrikam.com'
    'waves.research.verify.baseline.labs.fabrikam.net'
    'waves.research.verify.password-events.FAB-SYNC01'
    'waves.research.connect.start.FAB-SYNC01'
    'validation.check-estate'
    'waves.research.rollback.stop.FAB-SYNC02'
    'waves.research.rollback.restore-rules.FAB-SYNC01'
    'waves.research.rollback.full-synchronization.FAB-SYNC01'
    'waves.research.rollback.pending-exports.FAB-SYNC01'
    'waves.research.rollback.restore-rules.FAB-SYNC02'
    'waves.research.rollback.full-synchronization.FAB-SYNC02'
    'waves.research.rollback.pending-exports.FAB-SYNC02'
    'waves.research.rollback.start.FAB-SYNC01'
)
$Server = 'FAB-SYNC01'
$IsStaging = $false
# The revision that has to be finished before this step; 0 when none has to.
$RevisionBefore = 0

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'pending exports are read as a stream'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates

    # Waves go in order. Each revision holds the units of the waves before it, so the rules of a wave that was jumped over would be installed all the same,
    # while nobody starts Cloud Sync for its domains: those objects would belong to no engine. Told from the state of this server, which outlives a kit.
    if ($RevisionBefore -gt 0) {
        $rules = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'status', 'revision'
        if ($null -eq $rules -or ([int]$rules.revision) -lt $RevisionBefore -or @('installing', 'installed', 'restored') -notcontains $rules.status) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('The rules of revision {0} are not on {1} by the record in this run folder. The wave before comes first.' -f $RevisionBefore, $Server)
        }
        $finished = Read-KitState -Name 'finished-wave' -Property 'revision'
        if (-not $IsStaging -and ($null -eq $finished -or ([int]$finished.revision) -lt $RevisionBefore)) {
            Deny-KitStep -Code 'preconditionMissing' -Message (
                'Revision {0} is not finished: its last step, which starts the scheduler of {1} after Cloud Sync was verified, has not passed with this run folder.' -f $RevisionBefore, $Server)
        }
    }

    $stateName = 'scheduler-{0}' -f $Server
    $before = Get-ConnectActivity
    $state = Read-KitState -Name $stateName -Property 'stopped', 'previousEnabled', 'stoppedUtc'

    # A second run keeps the setting from before the first one.
    $previous = $before.SchedulerEnabled
    if ($null -ne $state -and $state.stopped) { $previous = [bool]$state.previousEnabled }

    $changed = $true
    if ($before.SchedulerEnabled) {
        $changed = $false
        if ($PSCmdlet.ShouldProcess($Server, 'Turn the synchronization scheduler off')) {
            Write-KitOutdated -StepId $Outdates
            Save-KitState -Name $stateName -Value ([pscustomobject]@{ stopped = $true; previousEnabled = $previous; stoppedUtc = Get-KitTime; step = $StepId })
            Set-ADSyncScheduler -SyncCycleEnabled $false
            $changed = $true
        }
        else {
            Add-KitRefusal -Change 'turn the scheduler off'
        }
    }
    else {
        Save-KitState -Name $stateName -Value ([pscustomobject]@{ stopped = $true; previousEnabled = $previous; stoppedUtc = Get-KitTime; step = $StepId })
    }

    if ($changed) {
        if (-not (Test-ConnectIdle)) {
            if ($PSCmdlet.ShouldProcess($Server, 'Stop the running synchronization cycle')) {
                Stop-ADSyncSyncCycle
                if (-not (Wait-ConnectIdle -TimeoutMinutes $TimeoutMinutes)) {
                    Deny-KitStep -Code 'timedOut' -Message ('Connect Sync is still busy after {0} minutes. The scheduler is off; wait and run this step again.' -f $TimeoutMinutes)
                }
            }
            else {
                Add-KitRefusal -Change 'stop the running cycle'
            }
        }

        $after = Get-ConnectActivity
        if (-not $WhatIfPreference) {
            Add-KitCheck -Id 'scheduler.off' -Passed (-not $after.SchedulerEnabled) -Expected 'False' -Actual $after.SchedulerEnabled -Message 'The scheduler is off.'
            Add-KitCheck -Id 'scheduler.idle' -Passed (-not $after.CycleInProgress -and $after.BusyConnectors -eq 0) -Expected 'idle' -Actual (
                'cycle in progress: {0}, busy connectors: {1}' -f $after.CycleInProgress, $after.BusyConnectors) -Message 'Nothing is running.'
        }

        if (-not $WhatIfPreference -and -not (Test-KitFailure)) {
            $entra = Get-ConnectEntraConnector
            $file = Join-Path -Path (Get-KitFolder -Name 'evidence', 'connect', $Server) -ChildPath ('pending-baseline.{0}.xml' -f (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
            Export-ConnectPending -ConnectorName $entra.Name -Path $file -NothingPending ([bool]$NothingPending)
            $pending = @(Read-ConnectPending -Path $file)
            $summary = Get-ConnectPendingSummary -Pending $pending
            # A repeated stop after rules were changed must not turn their effect into the baseline.
            $baseline = Read-KitState -Name ('pending-baseline-{0}' -f $Server) -Property 'file', 'wave', 'revision'
            $rules = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'revision', 'status', 'pendingPreview'
            $isSpoiled = $null -ne $baseline -and $null -ne $rules -and [bool]$rules.pendingPreview
            if ($isSpoiled) {
                Write-KitMessage -Message ('Rules were changed and not previewed since; the earlier baseline {0} stays in force.' -f $baseline.file)
            }
            else {
                Save-KitState -Name ('pending-baseline-{0}' -f $Server) -Value ([pscustomobject]@{
                        file = (Split-Path -Path $file -Leaf); wave = $Wave; revision = $Revision; takenUtc = Get-KitTime
                    })
            }
            Add-KitRemark -Id 'pending.baseline' -Status 'passed' -Actual $summary -Message ('Pending exports before any change: {0}' -f $summary)
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
