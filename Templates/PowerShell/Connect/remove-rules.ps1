#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Removes the rules of this kit from this server. A late step: disabling is enough to go back, removing destroys evidence.
    Only rules with the identifiers of this kit are removed, one by one; never by name, never a standard or tagged rule, and not while any of
    them is enabled. It does not synchronize or export.

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
    if (-not (Test-ConnectIdle)) { Deny-KitStep -Code 'preconditionMissing' -Message 'A cycle or a connector is running. Wait until Connect Sync is idle.' }

    $present = @(Get-ADSyncRule)
    $ours = @($Rules | Where-Object { $null -ne (Get-ConnectRuleById -Rule $present -Id $_.Id) })
    foreach ($rule in $ours) {
        $actual = Get-ConnectRuleById -Rule $present -Id $rule.Id
        Assert-ConnectRuleIsOurs -Rule $actual
        Add-KitCheck -Id ('rule.{0}.disabled' -f $rule.Id) -Passed ([bool]$actual.Disabled) -Expected 'disabled' -Message $rule.Name
    }
    if (Test-KitFailure) { Deny-KitStep -Code 'checkFailed' -Message 'A rule of this kit is still enabled. Disable it, synchronize fully and check the pending exports first.' }

    $isMarked = $false
    foreach ($rule in $ours) {
        if ($PSCmdlet.ShouldProcess($rule.Name, 'Remove synchronization rule')) {
            if (-not $isMarked) {
                Write-KitOutdated -StepId $Outdates
                $isMarked = $true
            }
            Remove-ADSyncRule -Identifier $rule.Id
        }
        else {
            Add-KitRefusal -Change ('remove {0}' -f $rule.Name)
        }
    }
    if (-not $WhatIfPreference) {
        $now = @(Get-ADSyncRule)
        foreach ($rule in $ours) {
            $isGone = $null -eq (Get-ConnectRuleById -Rule $now -Id $rule.Id)
            Add-KitCheck -Id ('rule.{0}.gone' -f $rule.Id) -Passed $isGone -Expected 'not there' -Message $rule.Name
        }
        # Written also when an earlier run removed the last rule and was broken off before it could say so.
        $state = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'pendingPreview', 'status'
        $left = @($Rules | Where-Object { $null -ne (Get-ConnectRuleById -Rule $now -Id $_.Id) })
        if ($left.Count -eq 0 -and ($isMarked -or ($null -ne $state -and $state.status -ne 'removed'))) {
            # The rules were disabled: removing them changes nothing that flows. A preview that was open before stays open.
            $isPending = $null -ne $state -and [bool]$state.pendingPreview
            Save-KitState -Name ('rules-{0}' -f $Server) -Value ([pscustomobject]@{
                    status = 'removed'; wave = ''; revision = 0; changedUtc = Get-KitTime; pendingPreview = $isPending; step = $StepId
                })
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
