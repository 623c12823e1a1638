#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Run a full synchronization on FAB-SYNC02, without export

.DESCRIPTION
    Runs the full synchronization profile of the changed AD connectors, then of the Entra connector. A rule change needs it; a cycle would export at its end, so no cycle is started.

    Runs the profile "Full Synchronization" on each changed Active Directory connector, one after the other, and then on the Entra connector, so that
    the changed rules take effect on every object. Nothing is imported and nothing is exported: what would be exported is staged, and the next steps
    look at it. The scheduler stays off.
    On a large estate this takes hours; the runs are synchronous.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AcceptSynchronizationErrors
    Go on when a run completed with synchronization errors of single objects. Read them first; the result says that they were accepted.

.NOTES
    Undo: run waves/03-sales/90-rollback/30-restore-rules-fab-sync02.ps1
#>
<#
    Part of the migration kit of fabrikam; step waves.sales.preview.full-synchronization.FAB-SYNC02, file waves/03-sales/40-preview/fab-sync02/10-full-synchronization.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC02
    Expected:  Every run ends with success.
    Go on or stop:  Stop when a run ends otherwise. Errors of single objects, once read and known: -AcceptSynchronizationErrors.
    Undo:      run waves/03-sales/90-rollback/30-restore-rules-fab-sync02.ps1
    Comes after:
        waves.sales.rules.verify.FAB-SYNC02
    Sources:
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
        MS-CSDEL: Microsoft Learn: Connect Sync, prevent accidental deletes (2025)
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
$StepId = 'waves.sales.preview.full-synchronization.FAB-SYNC02'
# Empty and 0 for steps that belong to no wave.
$Wave = 'sales'
$Revision = 3
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.sales.rules.verify.FAB-SYNC02'; Wave = 'sales'; Revision = 3 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.sales.preview.prove-rules.FAB-SYNC02'
    'waves.sales.preview.pending-exports.FAB-SYNC02'
    'waves.sales.scope.pause.fabrikam.com'
    'waves.sales.scope.put.fabrikam.com'
    'waves.sales.scope.check.fabrikam.com'
    'waves.sales.scope.pause.emea.fabrikam.com'
    'waves.sales.scope.put.emea.fabrikam.com'
    'waves.sales.scope.check.emea.fabrikam.com'
    'waves.sales.scope.put.apac.fabrikam.com'
    'waves.sales.scope.check.apac.fabrikam.com'
    'waves.sales.start.gate.fabrikam.com'
    'waves.sales.start.test-objects.fabrikam.com'
    'waves.sales.start.provisioning.fabrikam.com'
    'waves.sales.start.watch.fabrikam.com'
    'waves.sales.start.password-hash-sync.fabrikam.com'
    'waves.sales.start.exchange-writeback.fabrikam.com'
    'waves.sales.start.gate.emea.fabrikam.com'
    'waves.sales.start.provisioning.emea.fabrikam.com'
    'waves.sales.start.watch.emea.fabrikam.com'
    'waves.sales.start.password-hash-sync.emea.fabrikam.com'
    'waves.sales.start.gate.apac.fabrikam.com'
    'waves.sales.start.test-objects.apac.fabrikam.com'
    'waves.sales.start.provisioning.apac.fabrikam.com'
    'waves.sales.start.watch.apac.fabrikam.com'
    'waves.sales.start.password-hash-sync.apac.fabrikam.com'
    'waves.sales.verify.collect.fabrikam.com'
    'waves.sales.verify.samples.fabrikam.com'
    'waves.sales.verify.objects.fabrikam.com'
    'waves.sales.verify.cloud.fabrikam.com'
    'waves.sales.verify.writeback.fabrikam.com'
    'waves.sales.verify.collect.emea.fabrikam.com'
    'waves.sales.verify.samples.emea.fabrikam.com'
    'waves.sales.verify.objects.emea.fabrikam.com'
    'waves.sales.verify.cloud.emea.fabrikam.com'
    'waves.sales.verify.writeback.emea.fabrikam.com'
    'waves.sales.verify.collect.apac.fabrikam.com'
    'waves.sales.verify.samples.apac.fabrikam.com'
    'waves.sales.verify.objects.apac.fabrikam.com'
    'waves.sales.verify.cloud.apac.fabrikam.com'
    'waves.sales.verify.writeback.apac.fabrikam.com'
    'waves.sales.verify.baseline.fabrikam.com'
    'waves.sales.verify.baseline.emea.fabrikam.com'
    'waves.sales.verify.baseline.apac.fabrikam.com'
    'waves.sales.verify.password-events.FAB-SYNC01'
    'waves.sales.connect.start.FAB-SYNC01'
    'validation.check-estate'
    'waves.pilot.rollback.pause.emea.fabrikam.com'
    'waves.research.rollback.pause.fabrikam.com'
    'waves.research.rollback.pause.labs.fabrikam.net'
    'waves.sales.rollback.pause.fabrikam.com'
    'waves.sales.rollback.pause.emea.fabrikam.com'
    'waves.sales.rollback.pause.apac.fabrikam.com'
)
$Server = 'FAB-SYNC02'

# The connectors of the forests whose rules were changed.
$Connectors = @(
    'fabrikam.com'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
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
