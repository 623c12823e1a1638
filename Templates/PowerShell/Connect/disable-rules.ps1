#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Disables every rule of this kit on this server, inbound rules first. Nothing is deleted, and no other rule is touched: rules are found by
    identifier, and a rule that is a standard rule or carries a tag stops the script.
    Disabling a rule makes Connect Sync take its objects back at the next full synchronization: the Cloud Sync jobs have to be paused before.
    It does not synchronize or export.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
{{> PowerShell/Parts/outdates.ps1}}
$Server = {{server.name}}

# Every rule that any revision of this kit may have made.
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
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates
    Assert-ConnectFrozen

    $present = @(Get-ADSyncRule)
    $ordered = @($Rules | Where-Object { $_.Direction -eq 'Inbound' }) + @($Rules | Where-Object { $_.Direction -eq 'Outbound' })
    $ours = @($ordered | Where-Object { $null -ne (Get-ConnectRuleById -Rule $present -Id $_.Id) })
    if ($ours.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message ('None of this kit''s rules is on {0}; there is nothing to disable.' -f $Server) }
    foreach ($rule in $ours) { Assert-ConnectRuleIsOurs -Rule (Get-ConnectRuleById -Rule $present -Id $rule.Id) }

    $stateName = 'rules-{0}' -f $Server
    $state = Read-KitState -Name $stateName -Property 'revision', 'wave', 'status'
    $installedRevision = 0
    $installedWave = ''
    if ($null -ne $state) {
        $installedRevision = [int]$state.revision
        $installedWave = [string]$state.wave
    }
    $isMarked = $false
    foreach ($rule in $ours) {
        $actual = Get-ConnectRuleById -Rule $present -Id $rule.Id
        if ([bool]$actual.Disabled) { continue }
        if ($PSCmdlet.ShouldProcess($rule.Name, 'Disable synchronization rule')) {
            if (-not $isMarked) {
                Write-KitOutdated -StepId $Outdates
                Save-KitState -Name $stateName -Value ([pscustomobject]@{
                        status = 'disabling'; wave = $installedWave; revision = $installedRevision; changedUtc = Get-KitTime; pendingPreview = $true; step = $StepId
                    })
                $isMarked = $true
            }
            $actual.Disabled = $true
            [void](Add-ADSyncRule -SynchronizationRule $actual)
        }
        else {
            Add-KitRefusal -Change ('disable {0}' -f $rule.Name)
        }
    }

    if (-not $WhatIfPreference) {
        $now = @(Get-ADSyncRule)
        foreach ($rule in $ours) {
            $actual = Get-ConnectRuleById -Rule $now -Id $rule.Id
            $isOff = $null -ne $actual -and [bool]$actual.Disabled
            Add-KitCheck -Id ('rule.{0}' -f $rule.Id) -Passed $isOff -Expected 'disabled' -Message $rule.Name
        }
        # An earlier run may have disabled the last rule and been broken off before it could say so.
        $wasBroken = $null -ne $state -and $state.status -eq 'disabling'
        if (($isMarked -or $wasBroken) -and -not (Test-KitFailure)) {
            Save-KitState -Name $stateName -Value ([pscustomobject]@{
                    status = 'disabled'; wave = $installedWave; revision = $installedRevision; changedUtc = Get-KitTime; pendingPreview = $true; step = $StepId
                })
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
