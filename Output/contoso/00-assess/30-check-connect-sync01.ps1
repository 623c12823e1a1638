#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Check the Connect Sync server SYNC01

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
    Part of the migration kit of contoso; step assess.check-connect-server.SYNC01, file 00-assess/30-check-connect-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  All checks passed: build, role, one connector of each planned name, cloudNoFlow in the schema, free precedences.
    Go on or stop:  Stop when a check fails; nothing of this kit may run on the server before.
    Undo:      nothing to undo: it only reads
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        CONN-DATES: Connect Sync support table, as repeated in public scripts (secondary source) (2026-10)
        MS-IMPEXP: Microsoft Learn: Import and export Connect configuration (2025)
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
$StepId = 'assess.check-connect-server.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
$Server = 'SYNC01'
$IsStaging = $false
$SourceAnchor = 'mS-DS-ConsistencyGuid'

# The connectors of this server.
$Connectors = @(
    @{ Name = 'contoso.com'; Id = 'ae4db4cc-b16b-4eb2-acf5-837ca84e4d7d' }
)

# Every rule of this kit: identifiers, names and precedences.
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
