#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Checks a Connect Sync server during the soak: it is there to be the way back, and it is one only while it stays fresh. Staging mode on, scheduler on,
    a successful synchronization within the last 7 days, our rules as the last revision has them, no delete pending. It changes nothing.
    The choice of staging mode rather than a disabled scheduler is deliberate: a server that stands still for 7 days needs a full synchronization.
    FullLanguage mode is needed: pending exports are read as a stream.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER NothingPending
    Go on where csexport writes no file, after the Synchronization Service Manager has shown that no export is pending. Without effect where it writes one; the result
    says that it was taken at the operator's word.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [switch]$NothingPending
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
$Server = {{server.name}}

# Every rule of this kit, as the last revision has it.
$Rules = @(
{{#each kit.allRules as rule}}
{{> PowerShell/Parts/rule.ps1}}
{{/each}}
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
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

    Test-ConnectRuleSet -Wanted @(Resolve-ConnectRule -Rule $Rules)

    $entra = Get-ConnectEntraConnector
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', 'connect', $Server) -ChildPath ('soak.{0}.xml' -f (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
    Export-ConnectPending -ConnectorName $entra.Name -Path $file -NothingPending ([bool]$NothingPending)
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
