#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Run a full synchronization on SYNC01, without export

.DESCRIPTION
    The server is in staging and exports nothing.

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
    Part of the migration kit of contoso; step rollback.full-synchronization.SYNC01, file rollback/30-full-synchronization-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  Every run ends with success.
    Go on or stop:  Stop at any delete, with the server still in staging.
    Undo:      nothing to undo: it exports nothing
    Comes after:
        rollback.disable-rules.SYNC01
    Sources:
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
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
$StepId = 'rollback.full-synchronization.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'staff'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'rollback.disable-rules.SYNC01'; Wave = ''; Revision = 0 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.staff.connect.stop.SYNC01'
    'waves.staff.rules.install.SYNC01'
    'waves.staff.rules.verify.SYNC01'
    'waves.staff.preview.full-synchronization.SYNC01'
    'waves.staff.preview.prove-rules.SYNC01'
    'waves.staff.preview.pending-exports.SYNC01'
    'waves.staff.scope.pause.contoso.com'
    'waves.staff.scope.put.contoso.com'
    'waves.staff.scope.check.contoso.com'
    'waves.staff.start.gate.contoso.com'
    'waves.staff.start.test-objects.contoso.com'
    'waves.staff.start.provisioning.contoso.com'
    'waves.staff.start.watch.contoso.com'
    'waves.staff.start.password-hash-sync.contoso.com'
    'waves.staff.verify.collect.contoso.com'
    'waves.staff.verify.samples.contoso.com'
    'waves.staff.verify.objects.contoso.com'
    'waves.staff.verify.cloud.contoso.com'
    'waves.staff.verify.baseline.contoso.com'
    'waves.staff.verify.password-events.SYNC01'
    'waves.staff.connect.start.SYNC01'
    'validation.check-estate'
    'rollback.pending-exports.SYNC01'
    'rollback.start.SYNC01'
)
$Server = 'SYNC01'

# The connectors of the forests whose rules were changed.
$Connectors = @(
    'contoso.com'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
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
