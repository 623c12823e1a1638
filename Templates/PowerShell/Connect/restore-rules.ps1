#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Takes the rules of this server back to the revision before this wave. For the first wave that means: all rules of this kit are disabled. For a later
    wave the rules get the scope of the revision before, and rules that the revision before does not have are disabled. Inbound rules are
    changed first, so that objects lose their mark before the rule that acts on it. Nothing is deleted.

    It works from the state that the installation of this wave left on this server; without it, the rules have to be as before the wave already, and nothing is
    changed. It needs the paused Cloud Sync jobs of the wave's domains: an object
    must not have two writers. The jobs stay paused afterwards; resuming them with the scope of this wave is refused.
    It does not synchronize or export: that is for the steps that follow.

    FullLanguage mode is needed: scope conditions are objects of the product.

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
$IsFirstWave = {{wave.isFirst}}

# The rules as this wave installed them.
$Rules = @(
{{#each wave.rules as rule}}
{{> PowerShell/Parts/rule.ps1}}
{{/each}}
)

# The rules as the revision before has them; none before the first wave.
$PreviousRules = @(
{{#each wave.previousRules as rule}}
{{> PowerShell/Parts/rule.ps1}}
{{/each}}
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'scope conditions are objects of the product'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates
    Assert-ConnectFrozen

    $stateName = 'rules-{0}' -f $Server
    $state = Read-KitState -Name $stateName -Property 'status', 'wave', 'revision'
    $liveRevision = 0
    if ($null -ne $state) { $liveRevision = [int]$state.revision }
    if ($liveRevision -gt $Revision) {
        Deny-KitStep -Code 'preconditionMissing' -Message (
            'The rules on {0} have revision {1}; this script takes back revision {2}. Take later waves back first.' -f $Server, $liveRevision, $Revision)
    }
    if (-not $IsFirstWave -and $PreviousRules.Count -eq 0) {
        Deny-KitStep -Code 'unexpectedError' -Message 'The revision before has no rules although this is not the first wave; nothing was changed.'
    }

    $present = @(Get-ADSyncRule)
    $installed = @(Resolve-ConnectRule -Rule $Rules)
    $target = @(Resolve-ConnectRule -Rule $PreviousRules)
    foreach ($rule in $installed) {
        $actual = Get-ConnectRuleById -Rule $present -Id $rule.Id
        if ($null -ne $actual) { Assert-ConnectRuleIsOurs -Rule $actual }
    }

    # A wave whose rules were never installed here, or were taken back before, is taken back already - when the server shows it. Anything else is not ours to undo.
    $open = @($installed | Where-Object {
            $actual = Get-ConnectRuleById -Rule $present -Id $_.Id
            $id = $_.Id
            $before = @($target | Where-Object { $_.Id -eq $id })
            if ($before.Count -gt 0) { $null -eq $actual -or @(Compare-ConnectRule -Wanted $before[0] -Actual $actual).Count -gt 0 }
            else { $null -ne $actual -and -not [bool]$actual.Disabled }
        })
    if ($liveRevision -ne $Revision) {
        if ($open.Count -gt 0) {
            Deny-KitStep -Code 'preconditionMissing' -Message (
                'This kit has no record of installing revision {0} on {1}, yet {2} of its rules are not as before the wave. Compare them by hand.' -f $Revision, $Server, $open.Count)
        }
        Add-KitRemark -Id 'rules' -Status 'passed' -Message 'The rules are already as they were before this wave; nothing to take back.'
    }

    $ordered = @($installed | Where-Object { $_.Direction -eq 'Inbound' }) + @($installed | Where-Object { $_.Direction -eq 'Outbound' })
    $isMarked = $false
    foreach ($rule in $ordered) {
        $actual = Get-ConnectRuleById -Rule $present -Id $rule.Id
        if ($null -eq $actual) { continue }
        $before = @($target | Where-Object { $_.Id -eq $rule.Id })
        $action = ''
        if ($before.Count -eq 0) {
            if (-not [bool]$actual.Disabled) { $action = 'Disable synchronization rule' }
        }
        elseif (@(Compare-ConnectRule -Wanted $before[0] -Actual $actual).Count -gt 0) {
            $action = 'Take synchronization rule back to the revision before'
        }
        if ($action -eq '') { continue }

        if ($PSCmdlet.ShouldProcess($rule.Name, $action)) {
            if (-not $isMarked) {
                Write-KitOutdated -StepId $Outdates
                Save-KitState -Name $stateName -Value ([pscustomobject]@{
                        status = 'restoring'; wave = $Wave; revision = $Revision; changedUtc = Get-KitTime; pendingPreview = $true; step = $StepId
                    })
                $isMarked = $true
            }
            if ($before.Count -eq 0) {
                $actual.Disabled = $true
                [void](Add-ADSyncRule -SynchronizationRule $actual)
            }
            else {
                $object = ConvertTo-ConnectRule -Wanted $before[0]
                [void](Add-ADSyncRule -SynchronizationRule $object)
            }
        }
        else {
            Add-KitRefusal -Change ('{0}: {1}' -f $action, $rule.Name)
        }
    }

    if (-not $WhatIfPreference) {
        $now = @(Get-ADSyncRule)
        foreach ($rule in $installed) {
            if (@($target | Where-Object { $_.Id -eq $rule.Id }).Count -gt 0) { continue }
            $actual = Get-ConnectRuleById -Rule $now -Id $rule.Id
            $isOff = $null -eq $actual -or [bool]$actual.Disabled
            Add-KitCheck -Id ('rule.{0}' -f $rule.Id) -Passed $isOff -Expected 'disabled' -Message ('{0} is disabled' -f $rule.Name)
        }
        Test-ConnectRuleSet -Wanted $target
        if (-not (Test-KitFailure) -and $liveRevision -eq $Revision) {
            Save-KitState -Name $stateName -Value ([pscustomobject]@{
                    status = 'restored'; wave = $Wave; revision = $Revision - 1; changedUtc = Get-KitTime; pendingPreview = $true; step = $StepId
                })
            Write-KitMessage -Message 'Next: full synchronization without export, then the check of the pending exports. The Cloud Sync jobs stay paused.'
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
