# A Connect Sync server that remembers: scheduler, connectors, rules, connector space and metaverse, runs and pending exports, in
# connect.<server>.json. The scheduler's switch lives in the tenant, for all servers (tenant.json).
# What the product does with a rule is done here too: a full synchronization marks and unmarks objects, an export empties what is pending.

$script:Connect = $null
$script:Tenant = $null
$script:ZeroGuid = '00000000-0000-0000-0000-000000000000'
$script:EntraConnectorId = 'b891884f-051e-4a83-95af-2544101c9083'

# ----- State -----

function Get-Connect {
    if ($null -eq $script:Connect) {
        $script:Connect = Read-FakeFile -Name ('connect.{0}' -f $env:COMPUTERNAME.ToUpperInvariant())
        $script:Tenant = Read-FakeFile -Name 'tenant'
    }
    if ([bool]$script:Tenant.schedulerEnabled -and -not [bool]$script:Connect.suspended -and $global:FakeClock -ge [int]$script:Connect.nextCycle) { Step-Cycle }
    return $script:Connect
}

function Save-Connect {
    Save-FakeFile -Name ('connect.{0}' -f $env:COMPUTERNAME.ToUpperInvariant()) -Value $script:Connect
}

function Get-GuidText {
    param([object]$Value)
    return ([string]$Value).Trim('{', '}', ' ').ToLowerInvariant()
}

function Get-ConnectorRecord {
    param([object]$Identifier)
    $wanted = Get-GuidText -Value $Identifier
    $found = @((Get-Connect).connectors | Where-Object { (Get-GuidText -Value $_.Identifier) -eq $wanted })
    if ($found.Count -ne 1) { throw ('The management agent {0} could not be found.' -f $wanted) }
    return $found[0]
}

# ----- Synchronization -----

function Test-Condition {
    param([object]$Condition, [string]$Value)
    $wanted = [string]$Condition.ComparisonValue
    switch ([string]$Condition.ComparisonOperator) {
        'ENDSWITH' { return $Value.EndsWith($wanted, 'Ordinal') }
        'CONTAINS' { return $Value.Contains($wanted) }
        'EQUAL' { return $Value.ToUpperInvariant().Equals($wanted.ToUpperInvariant()) }
        'NOTEQUAL' { return -not $Value.ToUpperInvariant().Equals($wanted.ToUpperInvariant()) }
        'ISNULL' { return $Value -eq '' }
        'ISNOTNULL' { return $Value -ne '' }
    }
    throw ('The fake does not know the operator {0}.' -f $Condition.ComparisonOperator)
}

# Groups are alternatives; the conditions of a group all have to hold; no group means every object.
function Test-RuleScope {
    param([object]$Rule, [hashtable]$Attribute)
    $groups = @($Rule.ScopeFilter)
    if ($groups.Count -eq 0) { return $true }
    foreach ($group in $groups) {
        $holds = $true
        foreach ($condition in @($group.ScopeConditionList)) {
            $value = ''
            if ($Attribute.ContainsKey([string]$condition.Attribute)) { $value = [string]$Attribute[[string]$condition.Attribute] }
            if (-not (Test-Condition -Condition $condition -Value $value)) {
                $holds = $false
                break
            }
        }
        if ($holds) { return $true }
    }
    return $false
}

function Get-EntraType {
    param([string]$Type)
    if ($Type -eq 'inetOrgPerson') { return 'user' }
    if ($Type -eq 'computer') { return 'device' }
    return $Type
}

# The mark on every object of one directory, by the inbound rules as they are now.
function Sync-Directory {
    param([object]$Connector)
    $id = Get-GuidText -Value $Connector.Identifier
    $rules = @($script:Connect.rules | Where-Object { $_.Direction -eq 'Inbound' -and -not [bool]$_.Disabled -and (Get-GuidText -Value $_.Connector) -eq $id })
    $writing = @($rules | Where-Object { @($_.AttributeFlowMappings | Where-Object { $_.Destination -eq 'cloudNoFlow' }).Count -gt 0 })
    foreach ($object in @($script:Connect.objects)) {
        if ($object.connector -ne $id -or $object.mv -eq '') { continue }
        $mark = ''
        foreach ($rule in $writing) {
            if ($rule.SourceObjectType -ne $object.type) { continue }
            if (Test-RuleScope -Rule $rule -Attribute @{ dn = [string]$object.dn }) { $mark = 'true' }
        }
        $object.mark = $mark
    }
}

# Who holds each object on the Entra side, and what is pending for export.
function Sync-Entra {
    $rules = @($script:Connect.rules | Where-Object { $_.Direction -eq 'Outbound' -and -not [bool]$_.Disabled -and (Get-GuidText -Value $_.Connector) -eq $script:EntraConnectorId } |
            Sort-Object -Property { [int]$_.Precedence })
    $pending = @($script:Connect.basePending)
    foreach ($object in @($script:Connect.objects)) {
        if ($object.mv -eq '') { continue }
        $type = Get-EntraType -Type $object.type
        $kind = 'User'
        if ($type -eq 'contact') { $kind = 'Contact' }
        if ($type -eq 'group') { $kind = 'Group' }
        $held = ''
        foreach ($rule in $rules) {
            if ($rule.TargetObjectType -ne $type) { continue }
            if (-not (Test-RuleScope -Rule $rule -Attribute @{ cloudNoFlow = [string]$object.mark; sourceObjectType = $kind })) { continue }
            if ($rule.LinkType -eq 'JoinNoFlow') { $held = [string]$rule.Identifier }
            break
        }
        $object.held = $held
        $entry = [pscustomobject]@{ id = $object.mv; dn = $object.entra; type = $type; operation = ''; attributes = @() }
        if ($held -eq '') {
            if ([bool]$object.gone) { $entry.operation = 'delete' }
            elseif ($object.entra -eq '') {
                $entry.operation = 'add'
                $entry.dn = 'CN={{{0}}}' -f $object.anchorHex
                $entry.attributes = @('displayName', 'userPrincipalName')
            }
            elseif (@($object.changed).Count + @($object.references).Count -gt 0) {
                $entry.operation = 'update'
                $entry.attributes = @($object.changed) + @($object.references)
            }
        }
        elseif (@($object.references).Count -gt 0) {
            # A held object still has its references exported.
            $entry.operation = 'update'
            $entry.attributes = @($object.references)
        }
        if ($entry.operation -ne '') { $pending += $entry }
    }
    $script:Connect.pending = @($pending)
}

function Add-Run {
    param([object]$Connector, [string]$RunProfile, [string]$Result)
    $number = @($script:Connect.runs).Count + 1
    $script:Connect.runs = @($script:Connect.runs) + @([pscustomobject]@{
            id = '00000000-0000-0000-0000-{0:d12}' -f $number; number = $number; connector = Get-GuidText -Value $Connector.Identifier
            runProfile = $RunProfile; result = $Result; start = $global:FakeClock; end = $global:FakeClock
        })
}

# One whole cycle: every directory, the Entra side, and, on an active server, the export.
function Step-Cycle {
    $script:Connect.nextCycle = $global:FakeClock + 1800
    foreach ($connector in @($script:Connect.connectors)) {
        if ((Get-GuidText -Value $connector.Identifier) -ne $script:EntraConnectorId) { Sync-Directory -Connector $connector }
    }
    Sync-Entra
    foreach ($connector in @($script:Connect.connectors)) { Add-Run -Connector $connector -RunProfile 'Delta Synchronization' -Result 'success' }
    if (-not [bool]$script:Connect.staging) {
        $result = Get-FakeFault -Name 'export-result'
        if ($null -eq $result) { $result = 'success' }
        Add-Run -Connector (Get-ConnectorRecord -Identifier $script:EntraConnectorId) -RunProfile 'Export' -Result $result
        if ($result -eq 'success') {
            foreach ($entry in @($script:Connect.pending)) {
                $script:Connect.exported = @($script:Connect.exported) + @($entry)
                foreach ($object in @($script:Connect.objects | Where-Object { $_.mv -eq $entry.id })) {
                    if ($entry.operation -eq 'add') { $object.entra = $entry.dn }
                    $object.changed = @($object.changed | Where-Object { @($entry.attributes) -notcontains $_ })
                    $object.references = @()
                }
            }
            $script:Connect.pending = @()
            $script:Connect.basePending = @()
        }
    }
    Save-Connect
}

# ----- Scheduler and runs -----

function Get-ADSyncScheduler {
    param()
    Add-FakeCall -Command 'Get-ADSyncScheduler' -Bound $PSBoundParameters
    $connect = Get-Connect
    $policy = 'Delta'
    if ([bool]$connect.fullSyncRequired) { $policy = 'Initial' }
    return [pscustomobject]@{
        AllowedSyncCycleInterval = '00:30:00'; CurrentlyEffectiveSyncCycleInterval = '00:30:00'; CustomizedSyncCycleInterval = ''
        NextSyncCyclePolicyType = $policy; NextSyncCycleStartTimeInUTC = $global:FakeEpoch.AddSeconds([int]$connect.nextCycle)
        PurgeRunHistoryInterval = '7.00:00:00'; SyncCycleEnabled = [bool]$script:Tenant.schedulerEnabled; MaintenanceEnabled = $true
        StagingModeEnabled = [bool]$connect.staging; SchedulerSuspended = [bool]$connect.suspended; SyncCycleInProgress = $global:FakeClock -lt [int]$connect.cycleEnds
    }
}

function Set-ADSyncScheduler {
    param(
        [object]$CustomizedSyncCycleInterval, [object]$SyncCycleEnabled, [ValidateSet('Unspecified', 'Delta', 'Initial')][string]$NextSyncCyclePolicyType,
        [object]$PurgeRunHistoryInterval, [object]$MaintenanceEnabled, [object]$SchedulerSuspended, [switch]$Force
    )
    Enter-FakeSetter -Command 'Set-ADSyncScheduler' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Set-ADSyncScheduler' -Bound $PSBoundParameters -Name @('CustomizedSyncCycleInterval', 'PurgeRunHistoryInterval', 'MaintenanceEnabled', 'SchedulerSuspended', 'NextSyncCyclePolicyType', 'Force')
    $connect = Get-Connect
    if (Get-FakeFault -Name 'scheduler-does-not-obey') { return }
    $script:Tenant.schedulerEnabled = [bool]$SyncCycleEnabled
    if ([bool]$SyncCycleEnabled) {
        $connect.nextCycle = $global:FakeClock + 60
        Save-Connect
    }
    Save-FakeFile -Name 'tenant' -Value $script:Tenant
    Exit-FakeSetter
}

function Stop-ADSyncSyncCycle {
    param()
    Enter-FakeSetter -Command 'Stop-ADSyncSyncCycle' -Bound $PSBoundParameters
    $connect = Get-Connect
    # The running step is ended first; that takes a while. Some cycles hang.
    if (-not (Get-FakeFault -Name 'cycle-hangs')) {
        $connect.cycleEnds = [math]::Min([int]$connect.cycleEnds, $global:FakeClock + 40)
        Save-Connect
    }
    Exit-FakeSetter
}

function Get-ADSyncConnectorRunStatus {
    param()
    Add-FakeCall -Command 'Get-ADSyncConnectorRunStatus' -Bound $PSBoundParameters
    $connect = Get-Connect
    if ($global:FakeClock -lt [int]$connect.cycleEnds -or [bool](Get-FakeFault -Name 'connector-busy')) {
        return [pscustomobject]@{ ConnectorName = $connect.connectors[0].Name; RunState = 'Busy' }
    }
}

function Invoke-ADSyncRunProfile {
    param([string]$ConnectorName = '', [object]$ConnectorIdentifier, [Parameter(Mandatory = $true)][string]$RunProfileName, [switch]$Resume)
    Enter-FakeSetter -Command 'Invoke-ADSyncRunProfile' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Invoke-ADSyncRunProfile' -Bound $PSBoundParameters -Name @('ConnectorName', 'Resume')
    $connector = Get-ConnectorRecord -Identifier $ConnectorIdentifier
    if (@($connector.RunProfiles | Where-Object { $_.Name -eq $RunProfileName }).Count -ne 1) { throw ('There is no run profile {0}.' -f $RunProfileName) }
    if ($RunProfileName -ne 'Full Synchronization') { throw ('The fake does not run {0}: no script of a kit has a reason to.' -f $RunProfileName) }
    $result = Get-FakeFault -Name 'run-result'
    if ($null -eq $result) { $result = 'success' }
    if ($result -ne 'no-entry') {
        if ($result -eq 'success' -or $result -eq 'completed-sync-errors') {
            if ((Get-GuidText -Value $connector.Identifier) -eq $script:EntraConnectorId) {
                Sync-Entra
                $script:Connect.fullSyncRequired = $false
            }
            else { Sync-Directory -Connector $connector }
        }
        Add-Run -Connector $connector -RunProfile $RunProfileName -Result $result
    }
    Save-Connect
    Exit-FakeSetter
    return $result
}

function Get-ADSyncRunProfileResult {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [object]$RunHistoryId, [object]$ConnectorId, [object]$RunProfileId, [int]$RunNumber = 0, [int]$NumberRequested = 0, [switch]$RunStepDetails, [int]$StepNumber = 0
    )
    Add-FakeCall -Command 'Get-ADSyncRunProfileResult' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Get-ADSyncRunProfileResult' -Bound $PSBoundParameters -Name @('RunHistoryId', 'RunProfileId', 'RunNumber', 'RunStepDetails', 'StepNumber')
    # The real one only reads and honours -WhatIf all the same.
    if (-not $PSCmdlet.ShouldProcess('run history')) { return }
    $connect = Get-Connect
    $wanted = Get-GuidText -Value $ConnectorId
    $found = @($connect.runs | Where-Object { $_.connector -eq $wanted } | Sort-Object -Property { [int]$_.number } -Descending)
    if ($NumberRequested -gt 0) { $found = @($found | Select-Object -First $NumberRequested) }
    foreach ($run in $found) {
        [pscustomobject]@{
            RunHistoryId = $run.id; ConnectorId = $run.connector; RunNumber = [int]$run.number; RunProfileName = $run.runProfile; IsRunComplete = $true
            Result = $run.result; StartDate = $global:FakeEpoch.AddSeconds([int]$run.start); EndDate = $global:FakeEpoch.AddSeconds([int]$run.end)
        }
    }
}

# ----- Server -----

function Get-ADSyncAutoUpgrade {
    param()
    return (Get-Connect).autoUpgrade
}

function Get-ADSyncExportDeletionThreshold {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param([string]$AADUserName = '')
    Add-FakeCall -Command 'Get-ADSyncExportDeletionThreshold' -Bound $PSBoundParameters
    if (-not $PSCmdlet.ShouldProcess('tenant')) { return }
    return [pscustomobject]@{ DeletionPrevention = 1; ThresholdCount = 500; ThresholdPercentage = 0 }
}

# The names of its properties are not documented; these are those of one script that reads them. A fault leaves them out.
function Get-ADSyncConnectorStatistics {
    param([Parameter(Mandatory = $true)][string]$ConnectorName)
    Add-FakeCall -Command 'Get-ADSyncConnectorStatistics' -Bound $PSBoundParameters
    if (Get-FakeFault -Name 'statistics-fail') { throw 'The statistics are not available.' }
    $pending = @((Get-Connect).pending)
    if (Get-FakeFault -Name 'statistics-say-nothing') { return [pscustomobject]@{ TotalConnectors = 1 } }
    return [pscustomobject]@{
        TotalConnectors = @($script:Connect.objects).Count
        PendingExportAdd = @($pending | Where-Object { $_.operation -eq 'add' }).Count
        PendingExportUpdate = @($pending | Where-Object { $_.operation -eq 'update' }).Count
        PendingExportDelete = @($pending | Where-Object { $_.operation -eq 'delete' }).Count
    }
}

function Get-ADSyncGlobalSettings {
    param()
    Add-FakeCall -Command 'Get-ADSyncGlobalSettings' -Bound $PSBoundParameters
    $parameters = @((Get-Connect).settings.PSObject.Properties | ForEach-Object { [pscustomobject]@{ Name = $_.Name; Value = $_.Value } })
    return [pscustomobject]@{ Version = 1; Parameters = $parameters }
}

# The product's own export, as far as anything reads it: one file a rule, one a connector, and the metaverse.
function Get-ADSyncServerConfiguration {
    param([Parameter(Mandatory = $true)][string]$Path)
    Add-FakeCall -Command 'Get-ADSyncServerConfiguration' -Bound $PSBoundParameters
    $connect = Get-Connect
    if (-not (Get-FakeFault -Name 'configuration-without-rules')) {
        foreach ($rule in @($connect.rules)) {
            $file = Join-Path -Path $Path -ChildPath ('SynchronizationRules/SynchronizationRule_{{{0}}}.xml' -f (Get-GuidText -Value $rule.Identifier))
            $text = '<synchronizationRule><id>{{{0}}}</id></synchronizationRule>' -f (Get-GuidText -Value $rule.Identifier)
            [void](New-Item -Path $file -ItemType File -Value $text -Force)
        }
    }
    foreach ($connector in @($connect.connectors)) {
        $file = Join-Path -Path $Path -ChildPath ('Connectors/Connector_{{{0}}}.xml' -f (Get-GuidText -Value $connector.Identifier))
        [void](New-Item -Path $file -ItemType File -Value '<saved-ma-configuration></saved-ma-configuration>' -Force)
    }
    $attribute = ''
    $type = ''
    if ([bool]$connect.schemaHasMark) {
        $attribute = '<dsml:attribute ref="#cloudNoFlow" required="false"></dsml:attribute>'
        $type = '<dsml:attribute-type id="cloudNoFlow" single-value="true"></dsml:attribute-type>'
    }
    # What the schema lacks: the type of the attribute, one class that has it, or everything.
    $lacking = [string](Get-FakeFault -Name 'schema-lacks')
    if ($lacking -eq 'type') { $type = '' }
    if ($lacking -eq 'file') { return }
    $classes = @('person', 'group', 'device' | ForEach-Object {
            $own = $attribute
            if ($_ -eq $lacking) { $own = '' }
            '<dsml:class id="{0}" type="structural">{1}</dsml:class>' -f $_, $own
        }) -join ''
    $text = '<saved-mv-configuration><mv-data><schema><dsml:dsml xmlns:dsml="http://www.dsml.org/DSML"><dsml:directory-schema>{0}{1}</dsml:directory-schema></dsml:dsml></schema></mv-data></saved-mv-configuration>' -f $classes, $type
    [void](New-Item -Path (Join-Path -Path $Path -ChildPath 'GlobalSettings/MV.xml') -ItemType File -Value $text -Force)
}

function Get-ADSyncConnector {
    param([string]$Name = '', [object]$Identifier)
    Add-FakeCall -Command 'Get-ADSyncConnector' -Bound $PSBoundParameters
    foreach ($connector in @((Get-Connect).connectors)) {
        if ($Name -ne '' -and $connector.Name -ne $Name) { continue }
        if ($null -ne $Identifier -and (Get-GuidText -Value $connector.Identifier) -ne (Get-GuidText -Value $Identifier)) { continue }
        [pscustomobject]@{
            Name = $connector.Name; Identifier = [guid]$connector.Identifier; ConnectorTypeName = $connector.ConnectorTypeName; Type = $connector.ConnectorTypeName
            SubType = $connector.SubType; Partitions = @($connector.Partitions); RunProfiles = @($connector.RunProfiles)
        }
    }
}

# ----- Rules -----

# A copy, so that nobody changes the server by changing what was read.
function Copy-Rule {
    param([Parameter(Mandatory = $true)][object]$Rule)
    $groups = @($Rule.ScopeFilter | ForEach-Object {
            [pscustomobject]@{
                ScopeConditionList = @($_.ScopeConditionList | ForEach-Object {
                        [pscustomobject]@{ Attribute = $_.Attribute; ComparisonOperator = $_.ComparisonOperator; ComparisonValue = $_.ComparisonValue }
                    })
            }
        })
    $flows = @($Rule.AttributeFlowMappings | ForEach-Object {
            [pscustomobject]@{
                Source = @($_.Source); Destination = $_.Destination; FlowType = $_.FlowType; ValueMergeType = $_.ValueMergeType
                Expression = $_.Expression; ExecuteOnce = [bool]$_.ExecuteOnce
            }
        })
    return [pscustomobject]@{
        Identifier = $Rule.Identifier; Name = $Rule.Name; Description = $Rule.Description; Direction = $Rule.Direction; Connector = $Rule.Connector
        SourceObjectType = $Rule.SourceObjectType; TargetObjectType = $Rule.TargetObjectType; LinkType = $Rule.LinkType; Precedence = [int]$Rule.Precedence
        PrecedenceAfter = $Rule.PrecedenceAfter; PrecedenceBefore = $Rule.PrecedenceBefore; SoftDeleteExpiryInterval = $Rule.SoftDeleteExpiryInterval
        EnablePasswordSync = [bool]$Rule.EnablePasswordSync; Disabled = [bool]$Rule.Disabled; ImmutableTag = $Rule.ImmutableTag; Version = $Rule.Version
        IsStandardRule = [bool]$Rule.IsStandardRule; IsLegacyCustomRule = [bool]$Rule.IsLegacyCustomRule
        ScopeFilter = $groups; JoinFilter = @($Rule.JoinFilter); AttributeFlowMappings = $flows
    }
}

function Get-ADSyncRule {
    param([object]$Identifier)
    Add-FakeCall -Command 'Get-ADSyncRule' -Bound $PSBoundParameters
    foreach ($rule in @((Get-Connect).rules)) {
        if ($null -ne $Identifier -and (Get-GuidText -Value $rule.Identifier) -ne (Get-GuidText -Value $Identifier)) { continue }
        Copy-Rule -Rule $rule
    }
}

function New-ADSyncRule {
    param(
        [Parameter(Mandatory = $true)][string]$Name,
        [Parameter(Mandatory = $true)][guid]$Identifier,
        [Parameter(Mandatory = $true)][string]$Description,
        [Parameter(Mandatory = $true)][ValidateSet('Inbound', 'Outbound')][string]$Direction,
        [Parameter(Mandatory = $true)][int]$Precedence,
        [Parameter(Mandatory = $true)][guid]$PrecedenceAfter,
        [Parameter(Mandatory = $true)][guid]$PrecedenceBefore,
        [Parameter(Mandatory = $true)][string]$SourceObjectType,
        [Parameter(Mandatory = $true)][string]$TargetObjectType,
        [Parameter(Mandatory = $true)][guid]$Connector,
        [Parameter(Mandatory = $true)][ValidateSet('Join', 'JoinNoFlow', 'Provision', 'StickyJoin')][string]$LinkType,
        [Parameter(Mandatory = $true)][object]$SoftDeleteExpiryInterval,
        [Parameter(Mandatory = $true)][AllowEmptyString()][string]$ImmutableTag,
        [switch]$EnablePasswordSync,
        [switch]$Disabled
    )
    Add-FakeCall -Command 'New-ADSyncRule' -Bound $PSBoundParameters
    return [pscustomobject]@{
        Identifier = [string]$Identifier; Name = $Name; Description = $Description; Direction = $Direction; Connector = [string]$Connector
        SourceObjectType = $SourceObjectType; TargetObjectType = $TargetObjectType; LinkType = $LinkType; Precedence = $Precedence
        PrecedenceAfter = [string]$PrecedenceAfter; PrecedenceBefore = [string]$PrecedenceBefore; SoftDeleteExpiryInterval = '00:00:00'
        EnablePasswordSync = [bool]$EnablePasswordSync; Disabled = [bool]$Disabled; ImmutableTag = $ImmutableTag; Version = 1
        IsStandardRule = $false; IsLegacyCustomRule = $false; ScopeFilter = @(); JoinFilter = @(); AttributeFlowMappings = @()
    }
}

function Add-ADSyncAttributeFlowMapping {
    param(
        [Parameter(Mandatory = $true)][object]$SynchronizationRule,
        [string[]]$Source = @(),
        [Parameter(Mandatory = $true)][string]$Destination,
        [Parameter(Mandatory = $true)][ValidateSet('Direct', 'Constant', 'Expression')][string]$FlowType,
        [Parameter(Mandatory = $true)][ValidateSet('Update', 'Replace', 'Merge', 'MergeCaseInsensitive')][string]$ValueMergeType,
        [string]$Expression = '',
        [switch]$ExecuteOnce
    )
    Add-FakeCall -Command 'Add-ADSyncAttributeFlowMapping' -Bound $PSBoundParameters
    $SynchronizationRule.AttributeFlowMappings = @($SynchronizationRule.AttributeFlowMappings) + @([pscustomobject]@{
            Source = @($Source); Destination = $Destination; FlowType = $FlowType; ValueMergeType = $ValueMergeType; Expression = $Expression; ExecuteOnce = [bool]$ExecuteOnce
        })
    return $SynchronizationRule
}

function Add-ADSyncScopeConditionGroup {
    param(
        [Parameter(Mandatory = $true)][object]$SynchronizationRule,
        [Parameter(Mandatory = $true)][object[]]$ScopeConditions
    )
    Add-FakeCall -Command 'Add-ADSyncScopeConditionGroup' -Bound $PSBoundParameters
    $SynchronizationRule.ScopeFilter = @($SynchronizationRule.ScopeFilter) + @([pscustomobject]@{ ScopeConditionList = @($ScopeConditions) })
    return $SynchronizationRule
}

# Saves a rule; one with the same identifier is changed in place. What the product would refuse, or do unasked, is refused here.
function Add-ADSyncRule {
    param([Parameter(Mandatory = $true, ValueFromPipeline = $true)][object]$SynchronizationRule)
    process {
        Enter-FakeSetter -Command 'Add-ADSyncRule' -Bound $PSBoundParameters
        $connect = Get-Connect
        [void](Get-ConnectorRecord -Identifier $SynchronizationRule.Connector)
        foreach ($flow in @($SynchronizationRule.AttributeFlowMappings)) {
            if ($flow.Destination -eq 'cloudNoFlow' -and -not [bool]$connect.schemaHasMark) { throw 'cloudNoFlow is not a defined attribute type.' }
        }
        $id = Get-GuidText -Value $SynchronizationRule.Identifier
        $others = @($connect.rules | Where-Object { (Get-GuidText -Value $_.Identifier) -ne $id })
        if (@($others | Where-Object { [int]$_.Precedence -eq [int]$SynchronizationRule.Precedence }).Count -gt 0) {
            throw ('Precedence {0} is taken. Nobody knows what the product does now.' -f $SynchronizationRule.Precedence)
        }
        if ($others.Count -lt @($connect.rules).Count) {
            $old = @($connect.rules | Where-Object { (Get-GuidText -Value $_.Identifier) -eq $id })[0]
            if ([bool]$old.IsStandardRule) { throw ('{0} is a standard rule.' -f $old.Name) }
        }
        $copy = Copy-Rule -Rule $SynchronizationRule
        if (Get-FakeFault -Name 'rule-is-saved-differently') { $copy.Description = 'changed by the server' }
        if (Get-FakeFault -Name 'rule-stays-enabled') { $copy.Disabled = $false }
        $connect.rules = $others + @($copy)
        $connect.fullSyncRequired = $true
        Save-Connect
        Exit-FakeSetter
    }
}

function Remove-ADSyncRule {
    param([object]$Identifier, [object]$SynchronizationRule)
    Enter-FakeSetter -Command 'Remove-ADSyncRule' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Remove-ADSyncRule' -Bound $PSBoundParameters -Name @('SynchronizationRule')
    $connect = Get-Connect
    $id = Get-GuidText -Value $Identifier
    $found = @($connect.rules | Where-Object { (Get-GuidText -Value $_.Identifier) -eq $id })
    if ($found.Count -ne 1) { throw ('There is no rule {0}.' -f $id) }
    if ([bool]$found[0].IsStandardRule) { throw ('{0} is a standard rule.' -f $found[0].Name) }
    if (Get-FakeFault -Name 'rule-stays') { return }
    $connect.rules = @($connect.rules | Where-Object { (Get-GuidText -Value $_.Identifier) -ne $id })
    $connect.fullSyncRequired = $true
    Save-Connect
    Exit-FakeSetter
}

# ----- Objects -----

function ConvertTo-SpaceObject {
    param([object]$Record, [bool]$IsEntra)
    $mv = $script:ZeroGuid
    if ($Record.mv -ne '') { $mv = $Record.mv }
    if (-not $IsEntra) {
        return [pscustomobject]@{
            DistinguishedName = $Record.dn; ObjectType = $Record.type; ConnectorId = [guid]$Record.connector; ConnectedMVObjectId = [guid]$mv; Lineage = @(); HasExportError = $false
        }
    }
    $lineage = @([pscustomobject]@{ SyncRuleInternalId = $script:ZeroGuid; SyncRuleName = 'Out to AAD - Standard'; Operation = 'Provision' })
    if ($Record.held -ne '') { $lineage = @([pscustomobject]@{ SyncRuleInternalId = $Record.held; SyncRuleName = 'held'; Operation = 'JoinNoFlow' }) }
    return [pscustomobject]@{
        DistinguishedName = $Record.entra; ObjectType = Get-EntraType -Type $Record.type; ConnectorId = [guid]$script:EntraConnectorId; ConnectedMVObjectId = [guid]$mv; Lineage = $lineage; HasExportError = $false
    }
}

function Get-ADSyncCSObject {
    param(
        [object]$Identifier, [string]$ConnectorName = '', [object]$ConnectorIdentifier, [string]$DistinguishedName = '', [switch]$SkipDNValidation, [switch]$Transient,
        [int]$StartIndex = 0, [int]$MaxResultCount = 0
    )
    Add-FakeCall -Command 'Get-ADSyncCSObject' -Bound $PSBoundParameters
    Deny-FakeParameter -Command 'Get-ADSyncCSObject' -Bound $PSBoundParameters -Name @('Identifier', 'ConnectorName', 'SkipDNValidation', 'Transient')
    $connector = Get-ConnectorRecord -Identifier $ConnectorIdentifier
    $id = Get-GuidText -Value $connector.Identifier
    $isEntra = $id -eq $script:EntraConnectorId
    if ($DistinguishedName -ne '') {
        $wanted = $DistinguishedName.ToUpperInvariant()
        foreach ($record in @($script:Connect.objects)) {
            $name = [string]$record.dn
            if ($isEntra) { $name = [string]$record.entra }
            elseif ($record.connector -ne $id) { continue }
            if ($name.ToUpperInvariant().Equals($wanted)) { return ConvertTo-SpaceObject -Record $record -IsEntra $isEntra }
        }
        throw ('The object {0} could not be found.' -f $DistinguishedName)
    }
    $all = @($script:Connect.objects | Where-Object { ($isEntra -and $_.entra -ne '') -or $_.connector -eq $id })
    # A build that forgets where it was told to begin.
    if (Get-FakeFault -Name 'paging-does-not-advance') { $StartIndex = 0 }
    $last = [math]::Min($all.Count, $StartIndex + $MaxResultCount) - 1
    if ($StartIndex -gt $last) { return }
    foreach ($record in $all[$StartIndex..$last]) { ConvertTo-SpaceObject -Record $record -IsEntra $isEntra }
}

function Get-ADSyncMVObject {
    param([Parameter(Mandatory = $true)][object]$Identifier)
    Add-FakeCall -Command 'Get-ADSyncMVObject' -Bound $PSBoundParameters
    $wanted = Get-GuidText -Value $Identifier
    $connect = Get-Connect
    $found = @($connect.objects | Where-Object { $_.mv -eq $wanted })
    if ($found.Count -ne 1) { throw ('There is no metaverse object {0}.' -f $wanted) }
    $attributes = @([pscustomobject]@{ Name = 'displayName'; Values = @($found[0].dn) })
    if ($found[0].mark -ne '') { $attributes += [pscustomobject]@{ Name = 'cloudNoFlow'; Values = @($found[0].mark) } }
    $lineage = @([pscustomobject]@{ ConnectorName = (Get-ConnectorRecord -Identifier $found[0].connector).Name; ConnectedCsObjectDN = $found[0].dn })
    if ($found[0].entra -ne '') { $lineage += [pscustomobject]@{ ConnectorName = (Get-ConnectorRecord -Identifier $script:EntraConnectorId).Name; ConnectedCsObjectDN = $found[0].entra } }
    return [pscustomobject]@{ ObjectId = [guid]$wanted; Attributes = $attributes; Lineage = $lineage }
}

Export-ModuleMember -Function @(
    'Add-ADSyncAttributeFlowMapping', 'Add-ADSyncRule', 'Add-ADSyncScopeConditionGroup', 'Get-ADSyncAutoUpgrade', 'Get-ADSyncConnector', 'Get-ADSyncConnectorRunStatus', 'Get-ADSyncConnectorStatistics'
    'Get-ADSyncCSObject', 'Get-ADSyncExportDeletionThreshold', 'Get-ADSyncGlobalSettings', 'Get-ADSyncMVObject', 'Get-ADSyncRule', 'Get-ADSyncRunProfileResult'
    'Get-ADSyncScheduler', 'Get-ADSyncServerConfiguration', 'Invoke-ADSyncRunProfile', 'New-ADSyncRule', 'Remove-ADSyncRule', 'Set-ADSyncScheduler', 'Stop-ADSyncSyncCycle'
)
