#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Watch SYNC01 for two weeks

.DESCRIPTION
    Checks that the server is in staging, that its scheduler runs and its last cycle is younger than 7 days, and that its pending exports hold no deletes.

    Checks a Connect Sync server during the soak: it is there to be the way back, and it is one only while it stays fresh. Staging mode on, scheduler on,
    a successful synchronization within the last 7 days, our rules as they were verified, no delete pending. It changes nothing.
    The choice of staging mode rather than a disabled scheduler is deliberate: a server that stands still for 7 days needs a full synchronization.
    FullLanguage mode is needed: pending exports are read as a stream.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step cutover.soak.SYNC01, file 80-cutover/20-check-soak-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  Passed, twice a week for two weeks.
    Go on or stop:  Stop and follow rollback/R5.md when a fault of the whole estate shows.
    Undo:      nothing to undo: it only reads
    Comes after:
        cutover.staging
    Sources:
        MS-TOOL: Microsoft Learn: Migrate Connect Sync to Cloud Sync with the wizard (2026-09-16)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'cutover.soak.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
$Server = 'SYNC01'

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'pending exports are read as a stream'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates

    $activity = Get-ConnectActivity
    Add-KitCheck -Id 'staging' -Passed $activity.StagingMode -Expected 'True' -Actual $activity.StagingMode -Message 'This server does not export.'
    Add-KitCheck -Id 'scheduler' -Passed $activity.SchedulerEnabled -Expected 'True' -Actual $activity.SchedulerEnabled -Message 'The server keeps importing and synchronizing.'

    $oldest = (Get-Date).ToUniversalTime().AddDays(-7)
    foreach ($connector in @(Get-ADSyncConnector)) {
        $runs = @('Delta Synchronization', 'Full Synchronization' | ForEach-Object { Get-ConnectLastRun -Connector $connector -RunProfile $_ } | Where-Object { $null -ne $_ })
        $fresh = @($runs | Where-Object { ([string]$_.Result) -eq 'success' -and ([datetime]$_.EndDate) -gt $oldest })
        Add-KitCheck -Id ('fresh.{0}' -f $connector.Name) -Passed ($fresh.Count -gt 0) -Expected 'a successful synchronization within 7 days' -Actual (
            @($runs | ForEach-Object { '{0}: {1} at {2:u}' -f $_.RunProfileName, $_.Result, [datetime]$_.EndDate }) -join '; ') -Message $connector.Name
    }

    $entra = Get-ConnectEntraConnector
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', 'connect', $Server) -ChildPath ('soak.{0}.xml' -f (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
    Export-ConnectPending -ConnectorName $entra.Name -Path $file
    $pending = @(Read-ConnectPending -Path $file)
    $deletes = @($pending | Where-Object { 'delete', 'delete-add', 'obsoletion' -contains $_.Operation })
    Add-KitCheck -Id 'pending.deletes' -Passed ($deletes.Count -eq 0) -Expected '0' -Actual (Get-ConnectPendingSummary -Pending $pending) -Message (
        'Deletes that this server would export if it became active.')
    $threshold = Get-ConnectSetting -Name 'Microsoft.OptionalFeature.ExportDeletionThreshold'
    Add-KitRemark -Id 'deletion-threshold' -Status 'passed' -Actual $threshold -Message 'Recorded.'
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
