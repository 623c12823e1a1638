#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Runs the profile "Full Synchronization" on each changed Active Directory connector, one after the other, and then on the Entra connector, so that
    the changed rules take effect on every object. Nothing is imported and nothing is exported: what would be exported is staged, and the next steps
    look at it. The scheduler stays off.
    On a large estate this takes hours; the runs are synchronous.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AcceptSynchronizationErrors
    Go on when a run completed with synchronization errors of single objects. Read them first; the result says that they were accepted.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = '',

    [switch]$AcceptSynchronizationErrors
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
{{> PowerShell/Parts/outdates.ps1}}
$Server = {{server.name}}

# The connectors of the forests whose rules were changed.
$Connectors = @(
{{#each script.changedConnectors as connector}}
    {{connector}}
{{/each}}
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
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
