#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Reads what has to be right before anything else is done on this server: build, role, connectors, rule precedences, the attribute cloudNoFlow in the
    metaverse schema, the units in the scope of Connect Sync, password and writeback settings, auto-upgrade, deletion threshold, and that no cycle hangs.
    Writes down the threshold and the auto-upgrade state as they are. It changes nothing on the server; one configuration export goes to the run folder.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AADUserName
    Sign in as this administrator to read the deletion threshold from the tenant as well. Without it the server's own record is used.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [string]$AADUserName = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
$Server = {{server.name}}
$IsStaging = {{server.isStaging}}
$SourceAnchor = {{kit.sourceAnchor}}

# The connectors of this server.
$Connectors = @(
{{#each server.connectors as connector}}
    @{ Name = {{connector.name}}; Id = {{#if connector.id}}{{connector.id}}{{else}}''{{/if}} }
{{/each}}
)

# Every rule of this kit: identifiers, names and precedences.
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
