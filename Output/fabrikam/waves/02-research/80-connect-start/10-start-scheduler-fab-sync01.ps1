#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Start the scheduler on FAB-SYNC01

.DESCRIPTION
    Switches the scheduler on again after checking that the rules and the pending exports of this revision passed on every server. The setting is kept in the tenant and reaches the staging server too.

    Turns the scheduler on again, waits for the export of the cycle that follows and checks how it ended. It is the last step on this server, and the
    only one that lets Connect Sync export: it refuses unless the rules were previewed with this kit and this revision after they were last changed, and
    no new delete was pending.
    When the export fails, or stops at the deletion threshold, the scheduler is turned off again without asking, and stays off.
    It does not start a cycle by hand, and it does not change rules, scope, thresholds or staging mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER TimeoutMinutes
    How long to wait for the export of the cycle that follows.

.PARAMETER AcceptExportErrors
    Go on when the export completed with errors of single objects. Read them first; the result says that they were accepted.

.NOTES
    Undo: run waves/02-research/20-connect-stop/10-stop-scheduler-fab-sync01.ps1
#>
<#
    Part of the migration kit of fabrikam; step waves.research.connect.start.FAB-SYNC01, file waves/02-research/80-connect-start/10-start-scheduler-fab-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC01
    Expected:  Scheduler on; the next cycle exports no delete.
    Go on or stop:  Stop when a Cloud Sync job of the wave is in quarantine, or when the comparison with the baseline found a loss. When the export fails, the script turns the scheduler off again without asking. Errors of single objects, once read and known: -AcceptExportErrors.
    Undo:      run waves/02-research/20-connect-stop/10-stop-scheduler-fab-sync01.ps1
    Comes after:
        waves.research.verify.samples.fabrikam.com
        waves.research.verify.objects.fabrikam.com
        waves.research.verify.samples.labs.fabrikam.net
        waves.research.verify.objects.labs.fabrikam.net
        waves.research.verify.baseline.fabrikam.com
        waves.research.verify.baseline.labs.fabrikam.net
        waves.research.preview.pending-exports.FAB-SYNC01
        waves.research.preview.pending-exports.FAB-SYNC02
    Sources:
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = '',

    [ValidateRange(1, 1440)]
    [int]$TimeoutMinutes = 120,

    [switch]$AcceptExportErrors
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.research.connect.start.FAB-SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.research.preview.pending-exports.FAB-SYNC01'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.preview.pending-exports.FAB-SYNC02'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.verify.samples.fabrikam.com'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.verify.objects.fabrikam.com'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.verify.samples.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.verify.objects.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.verify.baseline.fabrikam.com'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.verify.baseline.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
)
$Server = 'FAB-SYNC01'
$IsStaging = $false
# Whether this is the last step of a wave, rather than of a rollback.
$EndsWave = $true

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-ConnectRole -Server $Server -Staging $IsStaging
    Assert-KitGate -Gate $Gates

    $stateName = 'scheduler-{0}' -f $Server
    $state = Read-KitState -Name $stateName -Property 'stopped', 'previousEnabled'
    if ($null -eq $state) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('The step that stops the scheduler has not run on {0}: there is no state {1}.' -f $Server, $stateName)
    }
    if (-not $state.previousEnabled) {
        Deny-KitStep -Code 'preconditionMissing' -Message 'The scheduler was off before this kit stopped it. Whoever turned it off decides when it goes on.'
    }

    # Without a preview that is younger than the last change of a rule nobody knows what the first export would do.
    $rules = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'revision', 'status', 'pendingPreview'
    if ($null -ne $rules -and $rules.pendingPreview) {
        Deny-KitStep -Code 'preconditionMissing' -Message 'Rules were changed on this server and their pending exports were not checked since.'
    }
    if ($null -ne $rules) {
        $preview = Read-KitState -Name ('preview-{0}' -f $Server) -Property 'step', 'revision', 'kitDigest', 'wave'
        if ($null -eq $preview) {
            Deny-KitStep -Code 'preconditionMissing' -Message 'The pending exports of this server were never checked.'
        }
        if ($Revision -gt 0 -and ([int]$preview.revision) -ne $Revision) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('The pending exports were checked for revision {0}, not for {1}.' -f $preview.revision, $Revision)
        }
        if (-not (Test-SameText -Left $preview.kitDigest -Right (Get-KitDigest))) {
            Deny-KitStep -Code 'preconditionMissing' -Message 'The pending exports were checked with another version of this kit.'
        }
    }

    $before = Get-ConnectActivity
    if ($before.CycleInProgress -or $before.BusyConnectors -gt 0) {
        Deny-KitStep -Code 'preconditionMissing' -Message 'A cycle or a connector is running although the scheduler should be off.'
    }
    $entra = Get-ConnectEntraConnector
    $lastExport = Get-ConnectLastRun -Connector $entra -RunProfile 'Export'
    $lastId = ''
    if ($null -ne $lastExport) { $lastId = [string]$lastExport.RunHistoryId }

    # Asked once, for all that follows: nobody may be there any more when the export fails, and then the scheduler must not wait for an answer.
    $action = 'Turn the synchronization scheduler on; the next cycle exports to Entra, and the scheduler is turned off again when that export fails'
    if ($before.SchedulerEnabled) { $action = 'Watch the next export, and turn the scheduler off when it fails' }
    if ($PSCmdlet.ShouldProcess($Server, $action)) {
        if (-not $before.SchedulerEnabled) { Set-ADSyncScheduler -SyncCycleEnabled $true }
        $isOn = (Get-ConnectActivity).SchedulerEnabled
        Add-KitCheck -Id 'scheduler.on' -Passed $isOn -Expected 'True' -Actual $isOn -Message ('The scheduler is on; before: {0}.' -f $before.SchedulerEnabled)
        Save-KitState -Name $stateName -Value ([pscustomobject]@{ stopped = $false; previousEnabled = $true; startedUtc = Get-KitTime; step = $StepId })

        if ($isOn -and -not $IsStaging) {
            $end = (Get-Date).AddMinutes($TimeoutMinutes)
            $run = $null
            while ($null -eq $run) {
                if ((Get-Date) -gt $end) {
                    Deny-KitStep -Code 'timedOut' -Message ('No export within {0} minutes. The scheduler is on; look at Get-ADSyncScheduler and at the last runs.' -f $TimeoutMinutes)
                }
                Start-Sleep -Seconds 30
                $candidate = Get-ConnectLastRun -Connector $entra -RunProfile 'Export'
                if ($null -ne $candidate -and [bool]$candidate.IsRunComplete -and ([string]$candidate.RunHistoryId) -ne $lastId) { $run = $candidate }
            }
            $result = [string]$run.Result
            if ($result -eq 'success') {
                Add-KitRemark -Id 'export.result' -Status 'passed' -Expected 'success' -Actual $result -Message ('The export of run {0} succeeded.' -f $run.RunNumber)
            }
            elseif ($AcceptExportErrors -and $result -eq 'completed-export-errors') {
                Add-KitRemark -Id 'export.result' -Status 'passed' -Expected 'success' -Actual $result -Message ('Run {0}: errors of single objects were accepted by the operator.' -f $run.RunNumber)
            }
            else {
                Set-ADSyncScheduler -SyncCycleEnabled $false
                Save-KitState -Name $stateName -Value ([pscustomobject]@{ stopped = $true; previousEnabled = $true; stoppedUtc = Get-KitTime; step = $StepId })
                $advice = 'Read the export errors in the Synchronization Service Manager. Where they are known and harmless, run this again with -AcceptExportErrors.'
                if ($result -eq 'stopped-deletion-threshold-exceeded') {
                    $advice = 'More deletes than the threshold allows were pending. Find out which before anything else; do not raise or disable the threshold.'
                }
                Add-KitRemark -Id 'export.result' -Status 'failed' -Expected 'success' -Actual $result -Message ('The scheduler is off again. {0}' -f $advice)
            }
            # The next wave asks for this before it stops the scheduler.
            if ($EndsWave -and -not (Test-KitFailure)) {
                Save-KitState -Name 'finished-wave' -Value ([pscustomobject]@{ wave = $Wave; revision = $Revision; finishedUtc = Get-KitTime; step = $StepId })
            }
        }
    }
    else {
        Add-KitRefusal -Change $action
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
