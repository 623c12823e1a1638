#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Bring the rules on SYNC01 to revision 1

.DESCRIPTION
    Creates or updates our rules by identifier: inbound ones mark the objects of the units with cloudNoFlow, outbound ones keep marked objects from flowing. Every server needs them by hand; a staging server without them would export the migrated objects again after a failover.

    Brings the rules of this kit to the revision of this wave: an inbound rule for each connector and object type, which marks the objects of the
    units with cloudNoFlow, and an outbound rule for each object type, which keeps marked objects from flowing to Entra (JoinNoFlow; references
    such as member and manager still flow). Rules are found by identifier, created when they are missing, updated in place when they differ, and read
    back and compared afterwards. Outbound rules come first, so that no object is ever marked without the rule that acts on the mark.

    It refuses: a rule of another identifier under one of our names; a precedence in use; a standard or tagged rule under one of our identifiers; a unit
    that Connect Sync does not include, that is not in the connector space, or whose spelling differs by case; a name in the connector space that a rule would
    match although it is below none of the units, such as what lies in OU=Inner\,OU=Sales beside OU=Sales, which is one name with a comma in it; and to drop a
    unit that is in the live scope of one of our rules. It never deletes a rule, never touches a standard rule, and does not synchronize or export. The whole
    connector space is read once, which takes some minutes where it is large.

    FullLanguage mode is needed: scope conditions are objects of the product.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: run waves/01-pilot/90-rollback/30-restore-rules-sync01.ps1
#>
<#
    Part of the migration kit of contoso; step waves.pilot.rules.install.SYNC01, file waves/01-pilot/30-rules/sync01/10-install-rules.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  6 rules as in the xml folder, read back and compared.
    Go on or stop:  Stop when a precedence is taken, a rule of our name has another identifier, or a unit is spelled otherwise in Active Directory.
    Undo:      run waves/01-pilot/90-rollback/30-restore-rules-sync01.ps1
    Comes after:
        waves.pilot.connect.stop.SYNC01
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-GWB: Microsoft Learn: Migrate group writeback v2 to Cloud Sync (2025-09-29)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
        MS-IMPEXP: Microsoft Learn: Import and export Connect configuration (2025)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.rules.install.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.pilot.connect.stop.SYNC01'; Wave = 'pilot'; Revision = 1 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.pilot.rules.verify.SYNC01'
    'waves.pilot.preview.full-synchronization.SYNC01'
    'waves.pilot.preview.prove-rules.SYNC01'
    'waves.pilot.preview.pending-exports.SYNC01'
    'waves.pilot.scope.put.contoso.com'
    'waves.pilot.scope.check.contoso.com'
    'waves.pilot.start.gate.contoso.com'
    'waves.pilot.start.test-objects.contoso.com'
    'waves.pilot.start.provisioning.contoso.com'
    'waves.pilot.start.watch.contoso.com'
    'waves.pilot.start.password-hash-sync.contoso.com'
    'waves.pilot.verify.collect.contoso.com'
    'waves.pilot.verify.samples.contoso.com'
    'waves.pilot.verify.objects.contoso.com'
    'waves.pilot.verify.cloud.contoso.com'
    'waves.pilot.verify.baseline.contoso.com'
    'waves.pilot.verify.password-events.SYNC01'
    'waves.pilot.connect.start.SYNC01'
    'validation.check-estate'
    'waves.pilot.rollback.pause.contoso.com'
    'rollback.pause.contoso.com'
)
$Server = 'SYNC01'
$IsStaging = $false
$ScopeOperator = 'ENDSWITH'

# The rules as this revision has them.
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

# Every rule that any revision of this kit may have made.
$KnownRuleIds = @(
    '7b5de354-224c-5e19-b779-f25ec42827f1'
    'ec9fb839-1bc4-59cd-82e5-d897a6c588c4'
    '7db9c36d-3d8d-5f06-94c9-a040e0a8d2bb'
    '20f7836d-1478-53ba-b5d5-e6517aebead1'
    '6487509a-a77d-57e0-bd05-417ea6d525b3'
    '14ec87a5-cf42-5ca4-a2a9-5de33d0c7c22'
)

# The units of this revision, and the connector of each.
$Units = @(
    @{ Dn = 'OU=CloudSyncPilot,DC=contoso,DC=com'; Connector = 'contoso.com'; IsNew = $true }
)

# Users that the wave has moved into its first unit, by the names that they have there: Connect Sync has to know them before a rule acts on the unit.
$MovedUsers = @(
    'CN=Ada Lovelace,OU=CloudSyncPilot,DC=contoso,DC=com'
    'CN=Grace Hopper,OU=CloudSyncPilot,DC=contoso,DC=com'
)
$MoveTarget = 'OU=CloudSyncPilot,DC=contoso,DC=com'

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'scope conditions are objects of the product'
    Assert-ConnectRole -Server $Server -Staging $IsStaging
    Assert-KitGate -Gate $Gates
    Assert-ConnectFrozen

    if ($Rules.Count -eq 0) { Deny-KitStep -Code 'unexpectedError' -Message 'This revision has no rules; nothing was changed.' }
    Test-ConnectBuild

    # A backup of this server from before the change.
    $backup = Read-KitState -Name ('backup-{0}' -f $Server) -Property 'folder', 'takenUtc', 'kitDigest'
    $hasBackup = $null -ne $backup -and (Test-Path -LiteralPath (Join-Path -Path (Get-KitFolder -Name 'backup', $Server) -ChildPath $backup.folder) -PathType Container)
    if (-not $hasBackup) { Deny-KitStep -Code 'preconditionMissing' -Message ('There is no backup of {0} in the run folder. Back up first.' -f $Server) }

    $exported = Get-KitFolder -Name 'backup', $Server, $backup.folder, 'configuration'
    Test-ConnectSchema -ExportFolder $exported -Class @($Rules | Where-Object { $_.Direction -eq 'Inbound' } | ForEach-Object { $_.TargetObjectType } | Sort-Object -Unique)

    $wanted = @(Resolve-ConnectRule -Rule $Rules)
    $present = @(Get-ADSyncRule)
    Test-ConnectRuleRoom -Wanted $wanted -Present $present

    # Units: included by Connect Sync, known to the connector space, and spelled exactly as there, because the rules compare with that spelling.
    foreach ($unit in $Units) {
        $connector = Get-ConnectDirectoryConnector -Name $unit.Connector
        $isIncluded = Test-ConnectScope -Connector $connector -Unit $unit.Dn
        Add-KitCheck -Id 'unit.included' -Passed $isIncluded -Expected 'in the scope of Connect Sync' -Message $unit.Dn
        $below = @(Get-ConnectExclusionBelow -Connector $connector -Unit $unit.Dn)
        Add-KitCheck -Id 'unit.exclusions' -Passed ($below.Count -eq 0) -Expected 'nothing below it is excluded' -Actual ($below -join '; ') -Message $unit.Dn
        $found = Find-ConnectObject -Connector $connector -Name $unit.Dn
        if ($null -eq $found) {
            Add-KitRemark -Id 'unit.known' -Status 'failed' -Expected 'in the connector space' -Message ('{0} is not in the connector space of {1}.' -f $unit.Dn, $connector.Name)
        }
        else {
            $spelling = [string]$found.DistinguishedName
            Add-KitCheck -Id 'unit.spelling' -Passed ($spelling.Equals($unit.Dn)) -Expected $unit.Dn -Actual $spelling -Message 'The unit is spelled as Connect Sync has it, by case too.'
        }
    }

    # Moved users have to have arrived: one completed cycle after the move.
    foreach ($name in $MovedUsers) {
        $target = @($Units | Where-Object { Test-SameText -Left $_.Dn -Right $MoveTarget })[0]
        $arrived = Find-ConnectObject -Connector (Get-ConnectDirectoryConnector -Name $target.Connector) -Name $name
        Add-KitCheck -Id 'move.arrived' -Passed ($null -ne $arrived) -Expected 'in the connector space: one complete cycle after the move' -Message $name
    }

    # A rule compares texts, and a text can match where no unit is: every match outside the wave's units stops the installation.
    foreach ($connectorName in @($Units | ForEach-Object { $_.Connector } | Sort-Object -Unique)) {
        $connector = Get-ConnectDirectoryConnector -Name $connectorName
        $texts = @($wanted | Where-Object { $_.Direction -eq 'Inbound' -and $_.ConnectorName -eq $connectorName } | ForEach-Object { $_.ScopeValues } | Sort-Object -Unique)
        $names = @($Units | Where-Object { $_.Connector -eq $connectorName } | ForEach-Object { $_.Dn })
        $strays = @(Get-ConnectStray -Connector $connector -Operator $ScopeOperator -Text $texts -Unit $names)
        Add-KitCheck -Id 'scope.strays' -Passed ($strays.Count -eq 0) -Expected 'no match outside the units' -Actual (Get-KitSample -Item $strays) -Message (
            '{0}: names that {1} would match although they are below none of the units. Rename the container, or leave the unit out of the wave.' -f $connectorName, $ScopeOperator)
    }

    # A scope never shrinks outside a rollback.
    foreach ($id in $KnownRuleIds) {
        $actual = Get-ConnectRuleById -Rule $present -Id $id
        if ($null -eq $actual) { continue }
        Assert-ConnectRuleIsOurs -Rule $actual
        $live = @(Get-ConnectLiveUnit -Rule $actual)
        if ($live.Count -eq 0 -or [bool]$actual.Disabled) { continue }
        $planned = @($wanted | Where-Object { (Get-ConnectGuidText -Value $_.Id) -eq (Get-ConnectGuidText -Value $id) })
        $kept = @($planned | ForEach-Object { $_.ScopeValues })
        $dropped = @($live | Where-Object { $name = $_; @($kept | Where-Object { Test-SameText -Left $_ -Right $name }).Count -eq 0 })
        Add-KitCheck -Id ('rule.{0}.scope' -f $id) -Passed ($dropped.Count -eq 0) -Expected 'no live unit is dropped' -Actual ($dropped -join '; ') -Message ([string]$actual.Name)
    }

    if (Test-KitFailure) { Deny-KitStep -Code 'checkFailed' -Message 'At least one check failed. No rule was changed.' }

    # The outbound rules first.
    $ordered = @($wanted | Where-Object { $_.Direction -eq 'Outbound' }) + @($wanted | Where-Object { $_.Direction -eq 'Inbound' })
    $todo = @($ordered | Where-Object {
            $actual = Get-ConnectRuleById -Rule $present -Id $_.Id
            $null -eq $actual -or @(Compare-ConnectRule -Wanted $_ -Actual $actual).Count -gt 0
        })
    if ($todo.Count -eq 0) { Write-KitMessage -Message 'All rules are already as this revision wants them; nothing to do.' }

    $isMarked = $false
    foreach ($rule in $todo) {
        $actual = Get-ConnectRuleById -Rule $present -Id $rule.Id
        $action = 'Create synchronization rule, precedence {0}' -f $rule.Precedence
        if ($null -ne $actual) {
            $differences = @(Compare-ConnectRule -Wanted $rule -Actual $actual)
            foreach ($line in $differences) { Write-KitMessage -Message ('{0}: {1}' -f $rule.Name, $line) }
            $action = 'Update synchronization rule ({0} differences)' -f $differences.Count
        }
        if ($PSCmdlet.ShouldProcess($rule.Name, $action)) {
            if (-not $isMarked) {
                # Kept before the first change, so that an interrupted run can be rolled back.
                Write-KitOutdated -StepId $Outdates
                Save-KitState -Name ('rules-{0}' -f $Server) -Value ([pscustomobject]@{
                        status = 'installing'; wave = $Wave; revision = $Revision; changedUtc = Get-KitTime; pendingPreview = $true; step = $StepId
                    })
                $isMarked = $true
            }
            $object = ConvertTo-ConnectRule -Wanted $rule
            [void](Add-ADSyncRule -SynchronizationRule $object)
        }
        else {
            Add-KitRefusal -Change ('{0}: {1}' -f $action, $rule.Name)
        }
    }

    if (-not $WhatIfPreference) {
        Test-ConnectRuleSet -Wanted $wanted
        if (-not (Test-KitFailure)) {
            $state = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'pendingPreview', 'revision', 'changedUtc'
            $isPending = $isMarked -or $null -eq $state -or [bool]$state.pendingPreview -or ([int]$state.revision) -ne $Revision
            Save-KitState -Name ('rules-{0}' -f $Server) -Value ([pscustomobject]@{
                    status = 'installed'; wave = $Wave; revision = $Revision; changedUtc = Get-KitTime; pendingPreview = $isPending; step = $StepId
                })
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
