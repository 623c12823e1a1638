#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Run a full synchronization on FAB-SYNC01, without export

.DESCRIPTION
    Changing or disabling rules needs a full synchronization on all connectors; plan hours for large estates.

    Runs the profile "Full Synchronization" on each changed Active Directory connector, one after the other, and then on the Entra connector, so that
    the changed rules take effect on every object. Nothing is imported and nothing is exported: what would be exported is staged, and the next steps
    look at it. The scheduler stays off.
    On a large estate this takes hours; the runs are synchronous.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AcceptSynchronizationErrors
    Go on when a run completed with synchronization errors of single objects. Read them first; the result says that they were accepted.

.NOTES
    Undo: nothing to undo: it exports nothing
#>
<#
    Part of the migration kit of fabrikam; step waves.pilot.rollback.full-synchronization.FAB-SYNC01, file waves/01-pilot/90-rollback/40-full-synchronization-fab-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC01
    Expected:  Every run ends with success.
    Go on or stop:  Stop when a run ends otherwise.
    Undo:      nothing to undo: it exports nothing
    Comes after:
        waves.pilot.rollback.restore-rules.FAB-SYNC01
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

    [switch]$AcceptSynchronizationErrors
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.rollback.full-synchronization.FAB-SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.pilot.rollback.restore-rules.FAB-SYNC01'; Wave = 'pilot'; Revision = 1 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.pilot.connect.stop.FAB-SYNC01'
    'waves.pilot.connect.stop.FAB-SYNC02'
    'waves.pilot.rules.install.FAB-SYNC01'
    'waves.pilot.rules.verify.FAB-SYNC01'
    'waves.pilot.rules.install.FAB-SYNC02'
    'waves.pilot.rules.verify.FAB-SYNC02'
    'waves.pilot.preview.full-synchronization.FAB-SYNC01'
    'waves.pilot.preview.prove-rules.FAB-SYNC01'
    'waves.pilot.preview.pending-exports.FAB-SYNC01'
    'waves.pilot.preview.full-synchronization.FAB-SYNC02'
    'waves.pilot.preview.prove-rules.FAB-SYNC02'
    'waves.pilot.preview.pending-exports.FAB-SYNC02'
    'waves.pilot.scope.put.emea.fabrikam.com'
    'waves.pilot.scope.check.emea.fabrikam.com'
    'waves.pilot.start.gate.emea.fabrikam.com'
    'waves.pilot.start.test-objects.emea.fabrikam.com'
    'waves.pilot.start.provisioning.emea.fabrikam.com'
    'waves.pilot.start.watch.emea.fabrikam.com'
    'waves.pilot.start.password-hash-sync.emea.fabrikam.com'
    'waves.pilot.verify.collect.emea.fabrikam.com'
    'waves.pilot.verify.samples.emea.fabrikam.com'
    'waves.pilot.verify.objects.emea.fabrikam.com'
    'waves.pilot.verify.cloud.emea.fabrikam.com'
    'waves.pilot.verify.writeback.emea.fabrikam.com'
    'waves.pilot.verify.baseline.emea.fabrikam.com'
    'waves.pilot.verify.password-events.FAB-SYNC01'
    'waves.pilot.connect.start.FAB-SYNC01'
    'validation.check-estate'
    'waves.pilot.rollback.pending-exports.FAB-SYNC01'
    'waves.pilot.rollback.start.FAB-SYNC01'
)
$Server = 'FAB-SYNC01'

# The connectors of the forests whose rules were changed.
$Connectors = @(
    'fabrikam.com'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates
    Assert-ConnectFrozen

    $profileName = 'Full Synchronization'
    $order = @($Connectors | ForEach-Object { Get-ConnectDirectoryConnector -Name $_ }) + @(Get-ConnectEntraConnector)
    foreach ($connector in $order) {
        $found = @($connector.RunProfiles | Where-Object { Test-SameText -Left ([string]$_.Name) -Right $profileName })
        if ($found.Count -ne 1) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('Connector {0} has no run profile "{1}". Nothing was run.' -f $connector.Name, $profileName)
        }
    }

    $isMarked = $false
    foreach ($connector in $order) {
        if ($PSCmdlet.ShouldProcess($connector.Name, $profileName)) {
            if (-not $isMarked) {
                Write-KitOutdated -StepId $Outdates
                $isMarked = $true
            }
            $last = Get-ConnectLastRun -Connector $connector -RunProfile $profileName
            $lastId = ''
            if ($null -ne $last) { $lastId = [string]$last.RunHistoryId }
            [void](Invoke-ADSyncRunProfile -ConnectorIdentifier $connector.Identifier -RunProfileName $profileName)
            $run = Get-ConnectLastRun -Connector $connector -RunProfile $profileName
            if ($null -eq $run -or ([string]$run.RunHistoryId) -eq $lastId) {
                Add-KitRemark -Id ('run.{0}' -f $connector.Name) -Status 'notVerified' -Expected 'success' -Message 'The run left no entry in the run history.'
                continue
            }
            $result = [string]$run.Result
            $isGood = $result -eq 'success'
            $message = 'Full synchronization of {0}, run {1}' -f $connector.Name, $run.RunNumber
            if (-not $isGood -and $AcceptSynchronizationErrors -and $result -eq 'completed-sync-errors') {
                $isGood = $true
                $message = '{0}: errors of single objects were accepted by the operator' -f $message
            }
            Add-KitCheck -Id ('run.{0}' -f $connector.Name) -Passed $isGood -Expected 'success' -Actual $result -Message $message
            if (-not $isGood) { Deny-KitStep -Code 'checkFailed' -Message ('The run on {0} ended with {1}; the other connectors were not run.' -f $connector.Name, $result) }
        }
        else {
            Add-KitRefusal -Change ('{0} on {1}' -f $profileName, $connector.Name)
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
