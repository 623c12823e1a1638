#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Bring the rules on FAB-SYNC01 back to revision 1

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
    Undo: run waves/02-research/30-rules/fab-sync01/10-install-rules.ps1
#>
<#
    Part of the migration kit of fabrikam; step waves.research.rollback.restore-rules.FAB-SYNC01, file waves/02-research/90-rollback/30-restore-rules-fab-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC01
    Expected:  Read back and equal to the plan.
    Go on or stop:  Refuses while a Cloud Sync job of the wave is active.
    Undo:      run waves/02-research/30-rules/fab-sync01/10-install-rules.ps1
    Comes after:
        waves.research.rollback.pause.fabrikam.com
        waves.research.rollback.pause.labs.fabrikam.net
        waves.research.rollback.stop.FAB-SYNC01
        waves.research.rollback.stop.FAB-SYNC02
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.research.rollback.restore-rules.FAB-SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.research.rollback.pause.fabrikam.com'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.rollback.pause.labs.fabrikam.net'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.rollback.stop.FAB-SYNC01'; Wave = 'research'; Revision = 2 }
    @{ Step = 'waves.research.rollback.stop.FAB-SYNC02'; Wave = 'research'; Revision = 2 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.research.connect.stop.FAB-SYNC01'
    'waves.research.connect.stop.FAB-SYNC02'
    'waves.research.rules.install.FAB-SYNC01'
    'waves.research.rules.verify.FAB-SYNC01'
    'waves.research.rules.install.FAB-SYNC02'
    'waves.research.rules.verify.FAB-SYNC02'
    'waves.research.preview.full-synchronization.FAB-SYNC01'
    'waves.research.preview.prove-rules.FAB-SYNC01'
    'waves.research.preview.pending-exports.FAB-SYNC01'
    'waves.research.preview.full-synchronization.FAB-SYNC02'
    'waves.research.preview.prove-rules.FAB-SYNC02'
    'waves.research.preview.pending-exports.FAB-SYNC02'
    'waves.research.scope.put.fabrikam.com'
    'waves.research.scope.check.fabrikam.com'
    'waves.research.scope.put.labs.fabrikam.net'
    'waves.research.scope.check.labs.fabrikam.net'
    'waves.research.start.gate.fabrikam.com'
    'waves.research.start.test-objects.fabrikam.com'
    'waves.research.start.provisioning.fabrikam.com'
    'waves.research.start.watch.fabrikam.com'
    'waves.research.start.password-hash-sync.fabrikam.com'
    'waves.research.start.exchange-writeback.fabrikam.com'
    'waves.research.start.gate.labs.fabrikam.net'
    'waves.research.start.test-objects.labs.fabrikam.net'
    'waves.research.start.provisioning.labs.fabrikam.net'
    'waves.research.start.watch.labs.fabrikam.net'
    'waves.research.start.device-sync.labs.fabrikam.net'
    'waves.research.verify.collect.fabrikam.com'
    'waves.research.verify.samples.fabrikam.com'
    'waves.research.verify.objects.fabrikam.com'
    'waves.research.verify.cloud.fabrikam.com'
    'waves.research.verify.writeback.fabrikam.com'
    'waves.research.verify.collect.labs.fabrikam.net'
    'waves.research.verify.samples.labs.fabrikam.net'
    'waves.research.verify.objects.labs.fabrikam.net'
    'waves.research.verify.cloud.labs.fabrikam.net'
    'waves.research.verify.writeback.labs.fabrikam.net'
    'waves.research.verify.baseline.fabrikam.com'
    'waves.research.verify.baseline.labs.fabrikam.net'
    'waves.research.verify.password-events.FAB-SYNC01'
    'waves.research.connect.start.FAB-SYNC01'
    'validation.check-estate'
    'waves.research.rollback.full-synchronization.FAB-SYNC01'
    'waves.research.rollback.pending-exports.FAB-SYNC01'
    'waves.research.rollback.start.FAB-SYNC01'
)
$Server = 'FAB-SYNC01'
$IsFirstWave = $false

# The rules as this wave installed them.
$Rules = @(
    New-Object -TypeName psobject -Property @{
        Id               = '0c86bb03-615f-531a-bd7a-e8c203067dc5'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - User NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'user'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 40
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '4787f418-5a9d-5491-83bc-379cfaa58eaf'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - Group NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'Join'
        Precedence       = 41
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '83c5a3a9-f107-5dfd-b486-cdd8054c0cca'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - Contact NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'contact'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 43
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'ed62af35-ded5-5df4-b59a-91ffd978eeee'
        Name             = 'Cloud Sync migration - In from AD (labs.fabrikam.net) - User NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'labs.fabrikam.net'
        SourceObjectType = 'user'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 44
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '8fd63854-de6a-5b6a-8228-44df6c5f6323'
        Name             = 'Cloud Sync migration - In from AD (labs.fabrikam.net) - inetOrgPerson NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'labs.fabrikam.net'
        SourceObjectType = 'inetOrgPerson'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 45
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '26269898-436d-56e3-b842-1c902acaf262'
        Name             = 'Cloud Sync migration - In from AD (labs.fabrikam.net) - Group NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'labs.fabrikam.net'
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'Join'
        Precedence       = 46
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'c57a4804-4760-5961-8b6d-c1e88ca80c88'
        Name             = 'Cloud Sync migration - In from AD (labs.fabrikam.net) - Device NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'labs.fabrikam.net'
        SourceObjectType = 'computer'
        TargetObjectType = 'device'
        LinkType         = 'Join'
        Precedence       = 47
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'ab5e74a8-a76d-5fde-8385-c90af3f160b7'
        Name             = 'Cloud Sync migration - Out to Entra - User NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'user'
        LinkType         = 'JoinNoFlow'
        Precedence       = 48
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'fa8c94f5-81bf-534e-95d3-4a98b1c84210'
        Name             = 'Cloud Sync migration - Out to Entra - Group NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'JoinNoFlow'
        Precedence       = 49
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'e155b66d-f912-5339-9087-c9c9148b1e7a'
        Name             = 'Cloud Sync migration - Out to Entra - Contact NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'contact'
        LinkType         = 'JoinNoFlow'
        Precedence       = 52
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '30d7fd39-14c3-5114-b893-e9d1110a04a0'
        Name             = 'Cloud Sync migration - Out to Entra - Device NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'device'
        TargetObjectType = 'device'
        LinkType         = 'JoinNoFlow'
        Precedence       = 53
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
        Id               = '0c86bb03-615f-531a-bd7a-e8c203067dc5'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - User NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'user'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 40
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '4787f418-5a9d-5491-83bc-379cfaa58eaf'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - Group NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'Join'
        Precedence       = 41
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '83c5a3a9-f107-5dfd-b486-cdd8054c0cca'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - Contact NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'contact'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 43
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'ab5e74a8-a76d-5fde-8385-c90af3f160b7'
        Name             = 'Cloud Sync migration - Out to Entra - User NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'user'
        LinkType         = 'JoinNoFlow'
        Precedence       = 48
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'fa8c94f5-81bf-534e-95d3-4a98b1c84210'
        Name             = 'Cloud Sync migration - Out to Entra - Group NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'JoinNoFlow'
        Precedence       = 49
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'e155b66d-f912-5339-9087-c9c9148b1e7a'
        Name             = 'Cloud Sync migration - Out to Entra - Contact NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'contact'
        LinkType         = 'JoinNoFlow'
        Precedence       = 52
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
