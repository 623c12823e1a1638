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
    Part of the migration kit of fabrikam; step waves.research.rollback.full-synchronization.FAB-SYNC01, file waves/02-research/90-rollback/40-full-synchronization-fab-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC01
    Expected:  Every run ends with success.
    Go on or stop:  Stop when a run ends otherwise.
    Undo:      nothing to undo: it exports nothing
    Comes after:
        waves.research.rollback.restore-rules.FAB-SYNC01
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
$StepId = 'waves.research.rollback.full-synchronization.FAB-SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.research.rollback.restore-rules.FAB-SYNC01'; Wave = 'research'; Revision = 2 }
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
    'waves.research.rollback.pending-exports.FAB-SYNC01'
    'waves.research.rollback.start.FAB-SYNC01'
)
$Server = 'FAB-SYNC01'

# The connectors of the forests whose rules were changed.
$Connectors = @(
    'fabrikam.com'
    'labs.fabrikam.net'
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
