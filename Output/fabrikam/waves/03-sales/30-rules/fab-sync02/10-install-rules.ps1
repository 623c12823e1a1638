#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Bring the rules on FAB-SYNC02 to revision 3

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
    Undo: run waves/03-sales/90-rollback/30-restore-rules-fab-sync02.ps1
#>
<#
    Part of the migration kit of fabrikam; step waves.sales.rules.install.FAB-SYNC02, file waves/03-sales/30-rules/fab-sync02/10-install-rules.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC02
    Expected:  11 rules as in the xml folder, read back and compared.
    Go on or stop:  Stop when a precedence is taken, a rule of our name has another identifier, or a unit is spelled otherwise in Active Directory.
    Undo:      run waves/03-sales/90-rollback/30-restore-rules-fab-sync02.ps1
    Comes after:
        waves.sales.connect.stop.FAB-SYNC01
        waves.sales.connect.stop.FAB-SYNC02
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-GWB: Microsoft Learn: Migrate group writeback v2 to Cloud Sync (2025-09-29)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
        MS-IMPEXP: Microsoft Learn: Import and export Connect configuration (2025)
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
$StepId = 'waves.sales.rules.install.FAB-SYNC02'
# Empty and 0 for steps that belong to no wave.
$Wave = 'sales'
$Revision = 3
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.sales.connect.stop.FAB-SYNC01'; Wave = 'sales'; Revision = 3 }
    @{ Step = 'waves.sales.connect.stop.FAB-SYNC02'; Wave = 'sales'; Revision = 3 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'waves.sales.rules.verify.FAB-SYNC02'
    'waves.sales.preview.full-synchronization.FAB-SYNC02'
    'waves.sales.preview.prove-rules.FAB-SYNC02'
    'waves.sales.preview.pending-exports.FAB-SYNC02'
    'waves.sales.scope.pause.fabrikam.com'
    'waves.sales.scope.put.fabrikam.com'
    'waves.sales.scope.check.fabrikam.com'
    'waves.sales.scope.pause.emea.fabrikam.com'
    'waves.sales.scope.put.emea.fabrikam.com'
    'waves.sales.scope.check.emea.fabrikam.com'
    'waves.sales.scope.put.apac.fabrikam.com'
    'waves.sales.scope.check.apac.fabrikam.com'
    'waves.sales.start.gate.fabrikam.com'
    'waves.sales.start.test-objects.fabrikam.com'
    'waves.sales.start.provisioning.fabrikam.com'
    'waves.sales.start.watch.fabrikam.com'
    'waves.sales.start.password-hash-sync.fabrikam.com'
    'waves.sales.start.exchange-writeback.fabrikam.com'
    'waves.sales.start.gate.emea.fabrikam.com'
    'waves.sales.start.provisioning.emea.fabrikam.com'
    'waves.sales.start.watch.emea.fabrikam.com'
    'waves.sales.start.password-hash-sync.emea.fabrikam.com'
    'waves.sales.start.gate.apac.fabrikam.com'
    'waves.sales.start.test-objects.apac.fabrikam.com'
    'waves.sales.start.provisioning.apac.fabrikam.com'
    'waves.sales.start.watch.apac.fabrikam.com'
    'waves.sales.start.password-hash-sync.apac.fabrikam.com'
    'waves.sales.verify.collect.fabrikam.com'
    'waves.sales.verify.samples.fabrikam.com'
    'waves.sales.verify.objects.fabrikam.com'
    'waves.sales.verify.cloud.fabrikam.com'
    'waves.sales.verify.writeback.fabrikam.com'
    'waves.sales.verify.collect.emea.fabrikam.com'
    'waves.sales.verify.samples.emea.fabrikam.com'
    'waves.sales.verify.objects.emea.fabrikam.com'
    'waves.sales.verify.cloud.emea.fabrikam.com'
    'waves.sales.verify.writeback.emea.fabrikam.com'
    'waves.sales.verify.collect.apac.fabrikam.com'
    'waves.sales.verify.samples.apac.fabrikam.com'
    'waves.sales.verify.objects.apac.fabrikam.com'
    'waves.sales.verify.cloud.apac.fabrikam.com'
    'waves.sales.verify.writeback.apac.fabrikam.com'
    'waves.sales.verify.baseline.fabrikam.com'
    'waves.sales.verify.baseline.emea.fabrikam.com'
    'waves.sales.verify.baseline.apac.fabrikam.com'
    'waves.sales.verify.password-events.FAB-SYNC01'
    'waves.sales.connect.start.FAB-SYNC01'
    'validation.check-estate'
    'waves.pilot.rollback.pause.emea.fabrikam.com'
    'waves.research.rollback.pause.fabrikam.com'
    'waves.research.rollback.pause.labs.fabrikam.net'
    'waves.sales.rollback.pause.fabrikam.com'
    'waves.sales.rollback.pause.emea.fabrikam.com'
    'waves.sales.rollback.pause.apac.fabrikam.com'
)
$Server = 'FAB-SYNC02'
$IsStaging = $true
$ScopeOperator = 'ENDSWITH'

# The rules as this revision has them.
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
            'OU=Sales,DC=apac,DC=fabrikam,DC=com'
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
            'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Sales,DC=apac,DC=fabrikam,DC=com'
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
            'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
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
            'OU=Sales,DC=apac,DC=fabrikam,DC=com'
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
            'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Sales,DC=apac,DC=fabrikam,DC=com'
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
            'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
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
            'OU=Sales,DC=apac,DC=fabrikam,DC=com'
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
            'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
            'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Sales,DC=apac,DC=fabrikam,DC=com'
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
            'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
            'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
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

# Every rule that any revision of this kit may have made.
$KnownRuleIds = @(
    '0c86bb03-615f-531a-bd7a-e8c203067dc5'
    '4787f418-5a9d-5491-83bc-379cfaa58eaf'
    '83c5a3a9-f107-5dfd-b486-cdd8054c0cca'
    'ed62af35-ded5-5df4-b59a-91ffd978eeee'
    '8fd63854-de6a-5b6a-8228-44df6c5f6323'
    '26269898-436d-56e3-b842-1c902acaf262'
    'c57a4804-4760-5961-8b6d-c1e88ca80c88'
    'ab5e74a8-a76d-5fde-8385-c90af3f160b7'
    'fa8c94f5-81bf-534e-95d3-4a98b1c84210'
    'e155b66d-f912-5339-9087-c9c9148b1e7a'
    '30d7fd39-14c3-5114-b893-e9d1110a04a0'
)

# The units of this revision, and the connector of each.
$Units = @(
    @{ Dn = 'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'; Connector = 'fabrikam.com'; IsNew = $true }
    @{ Dn = 'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'; Connector = 'fabrikam.com'; IsNew = $false }
    @{ Dn = 'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'; Connector = 'fabrikam.com'; IsNew = $false }
    @{ Dn = 'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'; Connector = 'fabrikam.com'; IsNew = $true }
    @{ Dn = 'OU=Sales,DC=apac,DC=fabrikam,DC=com'; Connector = 'fabrikam.com'; IsNew = $true }
    @{ Dn = 'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'; Connector = 'labs.fabrikam.net'; IsNew = $false }
)

# Users that the wave has moved into its first unit, by the names that they have there: Connect Sync has to know them before a rule acts on the unit.
$MovedUsers = @(
)
$MoveTarget = 'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'

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
