#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Later: remove our rules from SYNC01

.DESCRIPTION
    Once Connect has run well for two weeks and nobody will try again soon. Removes only rules with our identifiers, and only while they are disabled.

    Removes the rules of this kit from this server. A late step: disabling is enough to go back, removing destroys evidence.
    Only rules with the identifiers of this kit are removed, one by one; never by name, never a standard or tagged rule, and not while any of
    them is enabled. It does not synchronize or export.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: run waves/02-staff/30-rules/sync01/10-install-rules.ps1
#>
<#
    Part of the migration kit of contoso; step rollback.remove-rules.SYNC01, file rollback/90-remove-rules-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  None of our rules is left; no other rule was touched.
    Go on or stop:  Refuses while a rule of ours is enabled.
    Undo:      run waves/02-staff/30-rules/sync01/10-install-rules.ps1
    Comes after:
        rollback.disable-rules.SYNC01
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-RULE: Microsoft Learn: Create a custom synchronization rule (2025)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'rollback.remove-rules.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'rollback.disable-rules.SYNC01'; Wave = ''; Revision = 0 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
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
