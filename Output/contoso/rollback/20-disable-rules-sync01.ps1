#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Disable our rules on SYNC01

.DESCRIPTION
    Disables the rules by identifier and deletes none.

    Disables every rule of this kit on this server, inbound rules first. Nothing is deleted, and no other rule is touched: rules are found by
    identifier, and a rule that is a standard rule or carries a tag stops the script.
    Disabling a rule makes Connect Sync take its objects back at the next full synchronization: the Cloud Sync jobs have to be paused before.
    It does not synchronize or export.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: run waves/02-staff/30-rules/sync01/10-install-rules.ps1
#>
<#
    Part of the migration kit of contoso; step rollback.disable-rules.SYNC01, file rollback/20-disable-rules-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  All our rules are disabled.
    Go on or stop:  Stop at any delete, with the server still in staging.
    Undo:      run waves/02-staff/30-rules/sync01/10-install-rules.ps1
    Comes after:
        rollback.pause.contoso.com
        rollback.stop.SYNC01
    Sources:
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'rollback.disable-rules.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'rollback.pause.contoso.com'; Wave = 'staff'; Revision = 2 }
    @{ Step = 'rollback.stop.SYNC01'; Wave = 'staff'; Revision = 2 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'rollback.full-synchronization.SYNC01'
    'rollback.pending-exports.SYNC01'
    'rollback.start.SYNC01'
    'rollback.remove-rules.SYNC01'
)
$Server = 'SYNC01'

# Every rule that any revision of this kit may have made.
$Rules = @(
    New-Object -TypeName psobject -Property @{
        Id               = '7b5de354-224c-5e19-b779-f25ec42827f1'
        Name             = 'Cloud Sync migration - In from AD (contoso.com) - User NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'contoso.com'
        SourceObjectType = 'user'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 50
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'ec9fb839-1bc4-59cd-82e5-d897a6c588c4'
        Name             = 'Cloud Sync migration - In from AD (contoso.com) - Group NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'contoso.com'
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'Join'
        Precedence       = 51
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '7db9c36d-3d8d-5f06-94c9-a040e0a8d2bb'
        Name             = 'Cloud Sync migration - In from AD (contoso.com) - Contact NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'contoso.com'
        SourceObjectType = 'contact'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 52
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '20f7836d-1478-53ba-b5d5-e6517aebead1'
        Name             = 'Cloud Sync migration - Out to Entra - User NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'user'
        LinkType         = 'JoinNoFlow'
        Precedence       = 53
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '6487509a-a77d-57e0-bd05-417ea6d525b3'
        Name             = 'Cloud Sync migration - Out to Entra - Group NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'JoinNoFlow'
        Precedence       = 54
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '14ec87a5-cf42-5ca4-a2a9-5de33d0c7c22'
        Name             = 'Cloud Sync migration - Out to Entra - Contact NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'contact'
        LinkType         = 'JoinNoFlow'
        Precedence       = 55
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
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
