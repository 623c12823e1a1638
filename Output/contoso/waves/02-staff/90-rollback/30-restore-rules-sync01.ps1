#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Bring the rules on SYNC01 back to revision 1

.DESCRIPTION
    Sets the scope of our inbound rules to the units of the waves before this one. Connect takes the objects of this wave back.

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
    Undo: run waves/02-staff/30-rules/sync01/10-install-rules.ps1
#>
<#
    Part of the migration kit of contoso; step waves.staff.rollback.restore-rules.SYNC01, file waves/02-staff/90-rollback/30-restore-rules-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  Read back and equal to the plan.
    Go on or stop:  Refuses while a Cloud Sync job of the wave is active.
    Undo:      run waves/02-staff/30-rules/sync01/10-install-rules.ps1
    Comes after:
        waves.staff.rollback.pause.contoso.com
        waves.staff.rollback.stop.SYNC01
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.staff.rollback.restore-rules.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'staff'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.staff.rollback.pause.contoso.com'; Wave = 'staff'; Revision = 2 }
    @{ Step = 'waves.staff.rollback.stop.SYNC01'; Wave = 'staff'; Revision = 2 }
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
    'waves.staff.rollback.full-synchronization.SYNC01'
    'waves.staff.rollback.pending-exports.SYNC01'
    'waves.staff.rollback.start.SYNC01'
)
$Server = 'SYNC01'
$IsFirstWave = $false

# The rules as this wave installed them.
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

# The rules as the revision before has them; none before the first wave.
$PreviousRules = @(
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
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
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
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
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
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
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
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
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
