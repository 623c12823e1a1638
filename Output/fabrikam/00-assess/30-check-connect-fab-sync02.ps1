#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Check the Connect Sync server FAB-SYNC02

.DESCRIPTION
    Reads the build, the role, the scheduler, the connectors, the metaverse schema (cloudNoFlow has to be there) and the rules in place, and records the deletion threshold.

    Reads what has to be right before anything else is done on this server: build, role, connectors, rule precedences, the attribute cloudNoFlow in the
    metaverse schema, the units in the scope of Connect Sync, password and writeback settings, auto-upgrade, deletion threshold, and that no cycle hangs.
    Writes down the threshold and the auto-upgrade state as they are. It changes nothing on the server; one configuration export goes to the run folder.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AADUserName
    Sign in as this administrator to read the deletion threshold from the tenant as well. Without it the server's own record is used.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step assess.check-connect-server.FAB-SYNC02, file 00-assess/30-check-connect-fab-sync02.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC02
    Expected:  All checks passed: build, role, one connector of each planned name, cloudNoFlow in the schema, free precedences.
    Go on or stop:  Stop when a check fails; nothing of this kit may run on the server before.
    Undo:      nothing to undo: it only reads
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        CONN-DATES: Connect Sync support table, as repeated in public scripts (secondary source) (2026-10)
        MS-IMPEXP: Microsoft Learn: Import and export Connect configuration (2025)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [string]$AADUserName = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'assess.check-connect-server.FAB-SYNC02'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
$Server = 'FAB-SYNC02'
$IsStaging = $true
$SourceAnchor = 'mS-DS-ConsistencyGuid'

# The connectors of this server.
$Connectors = @(
    @{ Name = 'fabrikam.com'; Id = '8c2e1f74-3d57-4c1d-8f0e-6f3b9a7d2e02' }
    @{ Name = 'labs.fabrikam.net'; Id = '' }
)

# Every rule of this kit: identifiers, names and precedences.
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

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates

    # The server.
    $activity = Get-ConnectActivity
    Add-KitCheck -Id 'role' -Passed ($activity.StagingMode -eq $IsStaging) -Expected ('staging mode {0}' -f $IsStaging) -Actual $activity.StagingMode -Message (
        'The role is the one in the environment file.')
    Add-KitCheck -Id 'idle' -Passed (Wait-ConnectIdle -TimeoutMinutes 60) -Expected 'idle within 60 minutes' -Message 'No cycle hangs.'
    $service = @(Get-Service -Name 'ADSync' -ErrorAction SilentlyContinue)
    Add-KitCheck -Id 'service' -Passed ($service.Count -eq 1 -and [string]$service[0].Status -eq 'Running') -Expected 'Running' -Message 'The service ADSync runs.'
    Test-ConnectBuild
    $anchor = Get-ConnectSetting -Name 'Microsoft.SynchronizationOption.AnchorAttribute'
    Add-KitCheck -Id 'source-anchor' -Passed (Test-SameText -Left $anchor -Right $SourceAnchor) -Expected $SourceAnchor -Actual $anchor -Message 'The source anchor is the one in the environment file.'

    # The state of things that this migration records and leaves alone.
    $upgrade = [string](Get-ADSyncAutoUpgrade)
    Add-KitRemark -Id 'auto-upgrade' -Status 'passed' -Actual $upgrade -Message 'Recorded. An upgrade in the middle of a wave changes builds under your feet: agree on a freeze.'
    $thresholdOn = Get-ConnectSetting -Name 'Microsoft.OptionalFeature.ExportDeletionThreshold'
    $thresholdValue = Get-ConnectSetting -Name 'Microsoft.OptionalFeature.ExportDeletionThresholdValue'
    $tenant = ''
    if ($AADUserName -ne '') {
        $parameters = (Get-Command -Name 'Get-ADSyncExportDeletionThreshold').Parameters
        if ($parameters.ContainsKey('AADUserName')) {
            $tenant = [string](Get-ADSyncExportDeletionThreshold -AADUserName $AADUserName -WhatIf:$false -Confirm:$false | Out-String).Trim()
        }
        else {
            Write-Warning -Message 'This build asks for a credential instead of a user name; the tenant''s threshold is not read.'
        }
    }
    Add-KitRemark -Id 'deletion-threshold' -Status 'passed' -Actual ('on: {0}, value: {1} {2}' -f $thresholdOn, $thresholdValue, $tenant) -Message 'Recorded. Keep it on during the migration.'
    if ($null -ne $thresholdOn -and -not (Test-SameText -Left $thresholdOn -Right 'True')) {
        Write-Warning -Message 'The server records the export deletion threshold as off. Verify it in the tenant and turn it on before the first wave.'
    }

    # Connectors.
    [void](Get-ConnectEntraConnector)
    Add-KitRemark -Id 'connector.entra' -Status 'passed' -Message 'The Entra connector is there.'
    foreach ($expected in $Connectors) {
        $connector = Get-ConnectDirectoryConnector -Name $expected.Name
        $id = Get-ConnectGuidText -Value $connector.Identifier
        if ($expected.Id -eq '') {
            Add-KitRemark -Id ('connector.{0}' -f $expected.Name) -Status 'passed' -Actual $id -Message 'Found by name. Write its identifier into the environment file to get the rules as XML as well.'
        }
        else {
            Add-KitCheck -Id ('connector.{0}' -f $expected.Name) -Passed ($id -eq (Get-ConnectGuidText -Value $expected.Id)) -Expected $expected.Id -Actual $id -Message (
                'The identifier is the one in the environment file.')
        }
        # Units of every wave, by the last revision of the rules.
        $units = @($Rules | Where-Object { $_.Direction -eq 'Inbound' -and $_.ConnectorName -eq $expected.Name } | ForEach-Object { $_.Units } | Sort-Object -Unique)
        foreach ($unit in $units) {
            Add-KitCheck -Id 'unit.included' -Passed (Test-ConnectScope -Connector $connector -Unit $unit) -Expected 'in the scope of Connect Sync' -Message $unit
            $below = @(Get-ConnectExclusionBelow -Connector $connector -Unit $unit)
            Add-KitCheck -Id 'unit.exclusions' -Passed ($below.Count -eq 0) -Expected 'nothing below it is excluded' -Actual ($below -join '; ') -Message $unit
        }
    }

    # Rules.
    $present = @(Get-ADSyncRule)
    Test-ConnectRuleRoom -Wanted @(Resolve-ConnectRule -Rule $Rules) -Present $present
    $custom = @($present | Where-Object { -not [bool]$_.IsStandardRule -and @($Rules | ForEach-Object { $_.Id }) -notcontains (Get-ConnectGuidText -Value $_.Identifier) })
    $names = @($custom | ForEach-Object { '{0} ({1})' -f $_.Name, $_.Precedence }) -join '; '
    Add-KitRemark -Id 'custom-rules' -Status 'passed' -Actual ('{0}: {1}' -f $custom.Count, $names) -Message 'Recorded: custom rules of this server, which Cloud Sync does not know.'
    $writers = @($custom | Where-Object { @($_.AttributeFlowMappings | Where-Object { $null -ne $_ -and (Test-SameText -Left ([string]$_.Destination) -Right 'cloudNoFlow') }).Count -gt 0 } | ForEach-Object { [string]$_.Name })
    Add-KitCheck -Id 'cloudnoflow.writers' -Passed ($writers.Count -eq 0) -Expected 'no other rule writes cloudNoFlow' -Actual ($writers -join '; ') -Message (
        'Another rule that sets the mark would exclude objects that no wave names.')

    # The metaverse schema, from the product's own configuration export.
    $folder = Get-KitFolder -Name 'evidence', 'connect', $Server, ('configuration.{0}' -f (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
    Get-ADSyncServerConfiguration -Path $folder | Out-Null
    Test-ConnectSchema -ExportFolder $folder -Class @($Rules | Where-Object { $_.Direction -eq 'Inbound' } | ForEach-Object { $_.TargetObjectType } | Sort-Object -Unique)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
