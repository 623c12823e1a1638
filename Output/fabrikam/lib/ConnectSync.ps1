#Requires -Version 5.1
#Requires -Modules ADSync
<#
.SYNOPSIS
    Connect Sync: its state, its connectors, our rules in it and its pending exports.

.DESCRIPTION
    Dot-sourced after Kit.ps1; never run by itself. Nothing in here changes Connect Sync: rules are built in memory only, and the scripts
    commit them, one by one, after asking.
    FullLanguage mode is needed: scope conditions are objects of the product, and pending exports are read as a stream.
#>

# The connector of the Entra side has the same identifier on every installation.
$script:EntraConnectorId = 'b891884f-051e-4a83-95af-2544101c9083'
# Builds below this one are no longer served (2026-09-30); JoinNoFlow itself needs 1.4.32.0.
$script:LowestConnectBuild = '2.5.79.0'
$script:ZeroGuid = '00000000-0000-0000-0000-000000000000'
$script:MarkAttribute = 'cloudNoFlow'

# ----- State -----

# What Connect Sync is doing right now.
function Get-ConnectActivity {
    $scheduler = Get-ADSyncScheduler
    $running = @(Get-ADSyncConnectorRunStatus)
    return [pscustomobject]@{
        SchedulerEnabled = [bool]$scheduler.SyncCycleEnabled
        CycleInProgress  = [bool]$scheduler.SyncCycleInProgress
        StagingMode      = [bool]$scheduler.StagingModeEnabled
        NextPolicy       = [string]$scheduler.NextSyncCyclePolicyType
        BusyConnectors   = $running.Count
    }
}

function Test-ConnectIdle {
    $activity = Get-ConnectActivity
    return -not $activity.CycleInProgress -and $activity.BusyConnectors -eq 0
}

# Waits until no cycle runs and no connector is busy; $false when the time is over.
function Wait-ConnectIdle {
    param([Parameter(Mandatory = $true)][int]$TimeoutMinutes)
    $end = (Get-Date).AddMinutes($TimeoutMinutes)
    while (-not (Test-ConnectIdle)) {
        if ((Get-Date) -gt $end) { return $false }
        Start-Sleep -Seconds 15
    }
    return $true
}

# Rules and run profiles are touched only while the scheduler is off and nothing runs.
function Assert-ConnectFrozen {
    $activity = Get-ConnectActivity
    if ($activity.SchedulerEnabled) {
        Deny-KitStep -Code 'preconditionMissing' -Message 'The scheduler is on. Stop it first; a cycle could export in the middle of this step.'
    }
    if ($activity.CycleInProgress -or $activity.BusyConnectors -gt 0) {
        Deny-KitStep -Code 'preconditionMissing' -Message 'A synchronization cycle or a connector is still running. Wait until Connect Sync is idle.'
    }
}

# The server has the role that the kit was written for: an active server that turned out to be staging would prove nothing, and the other way
# round would export.
function Assert-ConnectRole {
    param([Parameter(Mandatory = $true)][string]$Server, [Parameter(Mandatory = $true)][bool]$Staging)
    Assert-KitHost -Name $Server
    $found = (Get-ConnectActivity).StagingMode
    if ($found -ne $Staging) {
        Deny-KitStep -Code 'preconditionMissing' -Message (
            'Staging mode of {0} is {1}; the kit was written for {2}. Correct the environment file and generate again.' -f $Server, $found, $Staging)
    }
}

# A parameter of the server configuration; $null when this build does not have it. Not stated is never taken for off.
function Get-ConnectSetting {
    param([Parameter(Mandatory = $true)][string]$Name)
    $found = @((Get-ADSyncGlobalSettings).Parameters | Where-Object { Test-SameText -Left ([string]$_.Name) -Right $Name })
    if ($found.Count -ne 1) { return $null }
    return [string]$found[0].Value
}

# The build of this server is new enough.
function Test-ConnectBuild {
    $build = Get-ConnectSetting -Name 'Microsoft.Synchronize.ServerConfigurationVersion'
    $isNewEnough = -not [string]::IsNullOrEmpty($build) -and [version]$build -ge [version]$script:LowestConnectBuild
    Add-KitCheck -Id 'build' -Passed $isNewEnough -Expected ('{0} or later' -f $script:LowestConnectBuild) -Actual $build -Message (
        'Build of Connect Sync. Older ones are no longer served; JoinNoFlow itself needs 1.4.32.0.')
}

# ----- Connectors -----

function Get-ConnectorKind {
    param([Parameter(Mandatory = $true)][object]$Connector)
    $names = $Connector | Select-Object -Property 'ConnectorTypeName', 'Type'
    if ($names.ConnectorTypeName) { return [string]$names.ConnectorTypeName }
    return [string]$names.Type
}

# The one connector to a forest. Connectors are found by name, because their identifiers differ from server to server.
function Get-ConnectDirectoryConnector {
    param([Parameter(Mandatory = $true)][string]$Name)
    $found = @(Get-ADSyncConnector | Where-Object { (Test-SameText -Left $_.Name -Right $Name) -and (Get-ConnectorKind -Connector $_) -eq 'AD' })
    if ($found.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message ('There is no Active Directory connector named {0}.' -f $Name) }
    if ($found.Count -gt 1) { Deny-KitStep -Code 'ambiguous' -Message ('{0} Active Directory connectors are named {1}.' -f $found.Count, $Name) }
    return $found[0]
}

function Get-ConnectEntraConnector {
    $found = @(Get-ADSyncConnector | Where-Object { (Get-ConnectGuidText -Value $_.Identifier) -eq $script:EntraConnectorId })
    if ($found.Count -ne 1) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('The Entra connector {0} is not there.' -f $script:EntraConnectorId)
    }
    return $found[0]
}

# A GUID as lower-case text without braces, however it came.
function Get-ConnectGuidText {
    param([AllowNull()][object]$Value)
    return ([string]$Value).Trim('{', '}', ' ').ToLowerInvariant()
}

# Whether Connect Sync includes a unit. The container that matches longest decides; no match at all means out.
function Test-ConnectScope {
    param([Parameter(Mandatory = $true)][object]$Connector, [Parameter(Mandatory = $true)][string]$Unit)
    $included = -1
    $excluded = -1
    foreach ($partition in @($Connector.Partitions)) {
        foreach ($name in @($partition.ConnectorPartitionScope.ContainerInclusionList)) {
            $text = [string]$name
            if ((Test-NameInside -Name $Unit -Unit $text) -and $text.Length -gt $included) { $included = $text.Length }
        }
        foreach ($name in @($partition.ConnectorPartitionScope.ContainerExclusionList)) {
            $text = [string]$name
            if ((Test-NameInside -Name $Unit -Unit $text) -and $text.Length -gt $excluded) { $excluded = $text.Length }
        }
    }
    return $included -ge 0 -and $included -ge $excluded
}

# The containers below a unit that Connect Sync leaves out. Cloud Sync takes a unit with everything below it, so these would come in as new objects.
function Get-ConnectExclusionBelow {
    param([Parameter(Mandatory = $true)][object]$Connector, [Parameter(Mandatory = $true)][string]$Unit)
    foreach ($partition in @($Connector.Partitions)) {
        foreach ($name in @($partition.ConnectorPartitionScope.ContainerExclusionList)) {
            $text = [string]$name
            if ((Test-NameInside -Name $text -Unit $Unit) -and -not (Test-SameText -Left $text -Right $Unit)) { $text }
        }
    }
}

# The object of that name in the connector space; $null when there is none, or more than one.
function Find-ConnectObject {
    param([Parameter(Mandatory = $true)][object]$Connector, [Parameter(Mandatory = $true)][string]$Name)
    try {
        $found = @(Get-ADSyncCSObject -ConnectorIdentifier $Connector.Identifier -DistinguishedName $Name)
    }
    catch {
        Write-KitMessage -Message ('{0} was not found in the connector space of {1}: {2}' -f $Name, $Connector.Name, $_.Exception.Message)
        return $null
    }
    if ($found.Count -ne 1) { return $null }
    return $found[0]
}

# The metaverse schema has the mark, on every class that our rules write it to. Read from the product's own configuration export.
function Test-ConnectSchema {
    param([Parameter(Mandatory = $true)][string]$ExportFolder, [AllowEmptyCollection()][string[]]$Class)
    $file = Join-Path -Path $ExportFolder -ChildPath 'GlobalSettings\MV.xml'
    if (-not (Test-Path -LiteralPath $file -PathType Leaf)) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing.' -f $file) }
    $query = '//*[local-name()="attribute-type"][@id="{0}"]' -f $script:MarkAttribute
    $hasType = @(Select-Xml -LiteralPath $file -XPath $query).Count -gt 0
    Add-KitCheck -Id 'schema' -Passed $hasType -Expected $script:MarkAttribute -Message 'The attribute is in the metaverse schema.'
    foreach ($name in $Class) {
        $query = '//*[local-name()="class"][@id="{0}"]/*[local-name()="attribute"][@ref="#{1}"]' -f $name, $script:MarkAttribute
        $hasAttribute = @(Select-Xml -LiteralPath $file -XPath $query).Count -gt 0
        Add-KitCheck -Id ('schema.{0}' -f $name) -Passed $hasAttribute -Expected $script:MarkAttribute -Message ('The class {0} has the attribute.' -f $name)
    }
}

# ----- Rules -----

# The rules of the kit with the connector that each belongs to on this server.
function Resolve-ConnectRule {
    param([AllowEmptyCollection()][object[]]$Rule)
    foreach ($wanted in $Rule) {
        if ($wanted.Direction -eq 'Inbound') {
            $connector = Get-ConnectDirectoryConnector -Name $wanted.ConnectorName
        }
        else {
            $connector = Get-ConnectEntraConnector
        }
        $wanted | Select-Object -Property '*', @{ Name = 'ConnectorId'; Expression = { Get-ConnectGuidText -Value $connector.Identifier } }
    }
}

# The rule with an identifier; $null when there is none.
function Get-ConnectRuleById {
    param([AllowEmptyCollection()][object[]]$Rule, [Parameter(Mandatory = $true)][string]$Id)
    $found = @($Rule | Where-Object { (Get-ConnectGuidText -Value $_.Identifier) -eq (Get-ConnectGuidText -Value $Id) })
    if ($found.Count -eq 0) { return $null }
    return $found[0]
}

# A rule with one of our identifiers that is a standard rule, or carries a tag, is not ours; then nothing is touched.
function Assert-ConnectRuleIsOurs {
    param([Parameter(Mandatory = $true)][object]$Rule)
    $tag = [string]$Rule.ImmutableTag
    if ([bool]$Rule.IsStandardRule -or -not [string]::IsNullOrEmpty($tag)) {
        Deny-KitStep -Code 'ambiguous' -Message (
            'Rule {0} ({1}) is a standard rule or carries the tag "{2}". It is not one of this kit; nothing was changed.' -f $Rule.Name, $Rule.Identifier, $tag)
    }
}

# The scope groups that a rule of the kit has, one text a group.
function Get-ConnectWantedScope {
    param([Parameter(Mandatory = $true)][object]$Rule)
    if ($Rule.Direction -eq 'Inbound') {
        foreach ($value in @($Rule.ScopeValues)) { 'dn {0} {1}' -f $Rule.ScopeOperator, $value }
    }
    else {
        '{0} EQUAL True' -f $script:MarkAttribute
    }
}

# The scope groups that a rule has on this server, one text a group.
function Get-ConnectScope {
    param([Parameter(Mandatory = $true)][object]$Rule)
    foreach ($group in @($Rule.ScopeFilter | Where-Object { $null -ne $_ })) {
        $clauses = foreach ($condition in @($group.ScopeConditionList | Where-Object { $null -ne $_ })) {
            '{0} {1} {2}' -f $condition.Attribute, ([string]$condition.ComparisonOperator).ToUpperInvariant(), $condition.ComparisonValue
        }
        @($clauses) -join ' AND '
    }
}

# The units in a rule's live scope: what an inbound rule of ours marks at this moment.
function Get-ConnectLiveUnit {
    param([Parameter(Mandatory = $true)][object]$Rule)
    foreach ($group in @($Rule.ScopeFilter | Where-Object { $null -ne $_ })) {
        foreach ($condition in @($group.ScopeConditionList | Where-Object { $null -ne $_ })) {
            if (Test-SameText -Left ([string]$condition.Attribute) -Right 'dn') { [string]$condition.ComparisonValue }
        }
    }
}

# The attribute flows that a rule of the kit has.
function Get-ConnectWantedFlow {
    param([Parameter(Mandatory = $true)][object]$Rule)
    if ($Rule.Direction -eq 'Inbound') { '{0} Constant True Update  False' -f $script:MarkAttribute }
}

# The attribute flows of a rule on this server, spelled the same way.
function Get-ConnectFlow {
    param([Parameter(Mandatory = $true)][object]$Rule)
    foreach ($flow in @($Rule.AttributeFlowMappings | Where-Object { $null -ne $_ })) {
        $source = @($flow.Source | Where-Object { $null -ne $_ }) -join ','
        # A boolean constant is stored as it was written; both spellings mean the same.
        if (Test-SameText -Left $source -Right 'true') { $source = 'True' }
        '{0} {1} {2} {3} {4} {5}' -f $flow.Destination, $flow.FlowType, $source, $flow.ValueMergeType, $flow.Expression, [bool]$flow.ExecuteOnce
    }
}

# What differs between a rule of the kit and the rule on this server, one line a property; nothing when they are the same.
function Compare-ConnectRule {
    param([Parameter(Mandatory = $true)][object]$Wanted, [Parameter(Mandatory = $true)][object]$Actual)
    $pairs = @(
        [pscustomobject]@{ Name = 'Name'; Wanted = $Wanted.Name; Actual = $Actual.Name }
        [pscustomobject]@{ Name = 'Description'; Wanted = $Wanted.Description; Actual = $Actual.Description }
        [pscustomobject]@{ Name = 'Direction'; Wanted = $Wanted.Direction; Actual = $Actual.Direction }
        [pscustomobject]@{ Name = 'Connector'; Wanted = $Wanted.ConnectorId; Actual = Get-ConnectGuidText -Value $Actual.Connector }
        [pscustomobject]@{ Name = 'SourceObjectType'; Wanted = $Wanted.SourceObjectType; Actual = $Actual.SourceObjectType }
        [pscustomobject]@{ Name = 'TargetObjectType'; Wanted = $Wanted.TargetObjectType; Actual = $Actual.TargetObjectType }
        [pscustomobject]@{ Name = 'LinkType'; Wanted = $Wanted.LinkType; Actual = $Actual.LinkType }
        [pscustomobject]@{ Name = 'Precedence'; Wanted = $Wanted.Precedence; Actual = $Actual.Precedence }
        [pscustomobject]@{ Name = 'PrecedenceAfter'; Wanted = $script:ZeroGuid; Actual = Get-ConnectGuidText -Value $Actual.PrecedenceAfter }
        [pscustomobject]@{ Name = 'PrecedenceBefore'; Wanted = $script:ZeroGuid; Actual = Get-ConnectGuidText -Value $Actual.PrecedenceBefore }
        [pscustomobject]@{ Name = 'EnablePasswordSync'; Wanted = 'False'; Actual = [bool]$Actual.EnablePasswordSync }
        [pscustomobject]@{ Name = 'Disabled'; Wanted = 'False'; Actual = [bool]$Actual.Disabled }
        [pscustomobject]@{ Name = 'ImmutableTag'; Wanted = ''; Actual = $Actual.ImmutableTag }
    )
    foreach ($pair in $pairs) {
        if (-not ([string]$pair.Wanted).Equals([string]$pair.Actual)) { '{0}: wanted "{1}", found "{2}"' -f $pair.Name, $pair.Wanted, $pair.Actual }
    }
    $expiry = [string]$Actual.SoftDeleteExpiryInterval
    if ($expiry -ne '0' -and $expiry -ne '00:00:00') { 'SoftDeleteExpiryInterval: wanted "00:00:00", found "{0}"' -f $expiry }
    if (@($Actual.JoinFilter | Where-Object { $null -ne $_ }).Count -gt 0) { 'JoinFilter: wanted none, found some' }
    Compare-ConnectList -Name 'ScopeFilter' -Wanted @(Get-ConnectWantedScope -Rule $Wanted) -Actual @(Get-ConnectScope -Rule $Actual)
    Compare-ConnectList -Name 'AttributeFlowMappings' -Wanted @(Get-ConnectWantedFlow -Rule $Wanted) -Actual @(Get-ConnectFlow -Rule $Actual)
}

# What differs between two lists of texts, whatever their order. Compared exactly, by case too: a scope is compared with distinguished names.
function Compare-ConnectList {
    param(
        [Parameter(Mandatory = $true)][string]$Name,
        [AllowEmptyCollection()][AllowEmptyString()][string[]]$Wanted,
        [AllowEmptyCollection()][AllowEmptyString()][string[]]$Actual
    )
    foreach ($text in $Wanted) {
        if (@($Actual | Where-Object { $text.Equals($_) }).Count -ne 1) { '{0}: wanted once "{1}"' -f $Name, $text }
    }
    foreach ($text in $Actual) {
        if (@($Wanted | Where-Object { $text.Equals($_) }).Count -eq 0) { '{0}: not wanted "{1}"' -f $Name, $text }
    }
}

# The rule as an object in memory. Nothing is saved before it is passed to Add-ADSyncRule; the same identifier then updates in place.
# Every parameter is given, because New-ADSyncRule asks for those that are missing instead of failing.
function ConvertTo-ConnectRule {
    param([Parameter(Mandatory = $true)][object]$Wanted)
    $parameters = @{
        Name                     = $Wanted.Name
        Identifier               = $Wanted.Id
        Description              = $Wanted.Description
        Direction                = $Wanted.Direction
        Precedence               = $Wanted.Precedence
        PrecedenceAfter          = $script:ZeroGuid
        PrecedenceBefore         = $script:ZeroGuid
        SourceObjectType         = $Wanted.SourceObjectType
        TargetObjectType         = $Wanted.TargetObjectType
        Connector                = $Wanted.ConnectorId
        LinkType                 = $Wanted.LinkType
        SoftDeleteExpiryInterval = 0
        ImmutableTag             = ''
    }
    $rule = New-ADSyncRule @parameters
    if ($Wanted.Direction -eq 'Inbound') {
        if (@($Wanted.ScopeValues).Count -eq 0) {
            Deny-KitStep -Code 'unexpectedError' -Message ('Rule {0} has no unit: an empty scope would mean every object.' -f $Wanted.Name)
        }
        [void](Add-ADSyncAttributeFlowMapping -SynchronizationRule $rule -Destination $script:MarkAttribute -FlowType 'Constant' -Source @('True') -ValueMergeType 'Update')
        # One group for each unit: groups are alternatives, conditions inside a group all have to hold.
        foreach ($value in @($Wanted.ScopeValues)) {
            $condition = Get-ConnectScopeCondition -Attribute 'dn' -Value $value -Operator $Wanted.ScopeOperator
            [void](Add-ADSyncScopeConditionGroup -SynchronizationRule $rule -ScopeConditions @($condition))
        }
    }
    else {
        $condition = Get-ConnectScopeCondition -Attribute $script:MarkAttribute -Value 'True' -Operator 'EQUAL'
        [void](Add-ADSyncScopeConditionGroup -SynchronizationRule $rule -ScopeConditions @($condition))
    }
    return $rule
}

# The constructor's order is attribute, value, operator; the operator is last.
function Get-ConnectScopeCondition {
    param(
        [Parameter(Mandatory = $true)][string]$Attribute,
        [Parameter(Mandatory = $true)][string]$Value,
        [Parameter(Mandatory = $true)][string]$Operator
    )
    return New-Object -TypeName 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition' -ArgumentList @($Attribute, $Value, $Operator)
}

# Refusals that hold before any rule is written: names taken by foreign rules, precedences in use, standard rules that would win.
function Test-ConnectRuleRoom {
    param([AllowEmptyCollection()][object[]]$Wanted, [AllowEmptyCollection()][object[]]$Present)
    foreach ($rule in $Wanted) {
        $foreign = @($Present | Where-Object {
                (Test-SameText -Left ([string]$_.Name) -Right $rule.Name) -and (Get-ConnectGuidText -Value $_.Identifier) -ne (Get-ConnectGuidText -Value $rule.Id)
            })
        Add-KitCheck -Id ('rule.{0}.name' -f $rule.Id) -Passed ($foreign.Count -eq 0) -Expected 'no other rule of this name' -Actual ($foreign.Count) -Message $rule.Name
        $taken = @($Present | Where-Object {
                $_.Precedence -eq $rule.Precedence -and (Get-ConnectGuidText -Value $_.Identifier) -ne (Get-ConnectGuidText -Value $rule.Id)
            })
        $names = @($taken | ForEach-Object { [string]$_.Name }) -join ', '
        Add-KitCheck -Id ('rule.{0}.precedence' -f $rule.Id) -Passed ($taken.Count -eq 0) -Expected 'free' -Actual $names -Message (
            'Precedence {0} for {1}' -f $rule.Precedence, $rule.Name)
        if ($rule.Direction -eq 'Outbound') {
            $ours = @($Wanted | ForEach-Object { Get-ConnectGuidText -Value $_.Id })
            $winning = @($Present | Where-Object {
                    ([string]$_.Direction) -eq 'Outbound' -and -not [bool]$_.Disabled -and (Get-ConnectGuidText -Value $_.Connector) -eq $rule.ConnectorId -and
                    (Test-SameText -Left ([string]$_.TargetObjectType) -Right $rule.TargetObjectType) -and $_.Precedence -lt $rule.Precedence -and
                    $ours -notcontains (Get-ConnectGuidText -Value $_.Identifier)
                })
            $names = @($winning | ForEach-Object { '{0} ({1})' -f $_.Name, $_.Precedence }) -join ', '
            Add-KitCheck -Id ('rule.{0}.wins' -f $rule.Id) -Passed ($winning.Count -eq 0) -Expected 'no enabled outbound rule of a lower number' -Actual $names -Message $rule.Name
        }
    }
}

# Compares every rule of the kit with this server and adds a check for each. Changes nothing.
function Test-ConnectRuleSet {
    param([AllowEmptyCollection()][object[]]$Wanted)
    $present = @(Get-ADSyncRule)
    foreach ($rule in $Wanted) {
        $actual = Get-ConnectRuleById -Rule $present -Id $rule.Id
        if ($null -eq $actual) {
            Add-KitRemark -Id ('rule.{0}' -f $rule.Id) -Status 'failed' -Expected $rule.Name -Actual 'not there' -Message ('{0} is not there' -f $rule.Name)
            continue
        }
        $differences = @(Compare-ConnectRule -Wanted $rule -Actual $actual)
        $message = '{0} is as the kit wants it' -f $rule.Name
        if ($differences.Count -gt 0) { $message = '{0}: {1}' -f $rule.Name, ($differences -join '; ') }
        Add-KitCheck -Id ('rule.{0}' -f $rule.Id) -Passed ($differences.Count -eq 0) -Expected 'no difference' -Actual ($differences.Count) -Message $message
    }
}

# ----- Pending exports -----

# How many exports are pending by the connector's own statistics; -1 when this build does not say. The names of its properties are not documented,
# so every one that begins with PendingExport is added up.
function Get-ConnectPendingCount {
    param([Parameter(Mandatory = $true)][string]$ConnectorName)
    try {
        $statistics = Get-ADSyncConnectorStatistics -ConnectorName $ConnectorName
    }
    catch {
        Write-KitMessage -Message ('No statistics of {0}: {1}' -f $ConnectorName, $_.Exception.Message)
        return -1
    }
    $numbers = @($statistics.psobject.Properties | Where-Object { $_.Name -like 'PendingExport*' } | ForEach-Object { [int]$_.Value })
    if ($numbers.Count -eq 0) { return -1 }
    $sum = 0
    foreach ($number in $numbers) { $sum += $number }
    return $sum
}

# Writes the pending exports of a connector to a new XML file with the product's own tool.
# Whether csexport writes a file when nothing is pending is not documented. Where it writes none, the operator has to have seen that nothing is pending,
# and the connector's statistics must not say otherwise.
function Export-ConnectPending {
    param(
        [Parameter(Mandatory = $true)][string]$ConnectorName,
        [Parameter(Mandatory = $true)][string]$Path,
        [bool]$NothingPending = $false
    )
    $tool = Join-Path -Path $env:ProgramFiles -ChildPath 'Microsoft Azure AD Sync\Bin\csexport.exe'
    if (-not (Test-Path -LiteralPath $tool -PathType Leaf)) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing.' -f $tool) }
    if (Test-Path -LiteralPath $Path) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is already there; csexport wants a new name.' -f $Path) }
    # Its error stream is left alone: redirected, Windows PowerShell 5.1 would stop at the first line of it.
    $output = @(& $tool $ConnectorName $Path '/f:x' | ForEach-Object { [string]$_ })
    $code = $LASTEXITCODE
    if ($code -ne 0) {
        Deny-KitStep -Code 'unexpectedError' -Message ('csexport ended with {0}: {1}' -f $code, ($output -join ' '))
    }
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) {
        $count = Get-ConnectPendingCount -ConnectorName $ConnectorName
        if ($count -gt 0) {
            Deny-KitStep -Code 'unexpectedError' -Message ('csexport wrote no file although {0} exports are pending: {1}' -f $count, ($output -join ' '))
        }
        if (-not $NothingPending) {
            Deny-KitStep -Code 'preconditionMissing' -Message (
                'csexport wrote no file: {0}. Without it nothing is known about pending exports. When the Synchronization Service Manager shows none for {1}, run this again with -NothingPending.' -f ($output -join ' '), $ConnectorName)
        }
        Write-KitFile -Path $Path -Text ('<cs-objects />' + "`n")
        Add-KitRemark -Id 'pending.none' -Status 'passed' -Actual ('statistics: {0}' -f $count) -Message ('csexport wrote no file; the operator has seen that nothing is pending for {0}.' -f $ConnectorName)
    }
}

# The pending exports in a csexport file, one object each. The files can be large, so they are read element by element; a document type is refused.
function Read-ConnectPending {
    param([Parameter(Mandatory = $true)][string]$Path)
    $reader = [System.Xml.XmlReader]::Create($Path)
    try {
        [void]$reader.MoveToContent()
        if ($reader.LocalName -ne 'cs-objects') {
            Deny-KitStep -Code 'unexpectedError' -Message ('{0} is not a csexport file: its root is {1}.' -f $Path, $reader.LocalName)
        }
        [void]$reader.Read()
        while (-not $reader.EOF) {
            if ($reader.NodeType -eq [System.Xml.XmlNodeType]::Element -and $reader.LocalName -eq 'cs-object') {
                # ReadOuterXml leaves the reader behind the element.
                $document = New-Object -TypeName System.Xml.XmlDocument
                $document.LoadXml($reader.ReadOuterXml())
                ConvertTo-ConnectPending -Element $document.DocumentElement
            }
            else {
                [void]$reader.Read()
            }
        }
    }
    finally {
        $reader.Close()
    }
}

# One pending export: the object, what is to be done to it, and which attributes other than references it changes.
function ConvertTo-ConnectPending {
    param([Parameter(Mandatory = $true)][System.Xml.XmlElement]$Element)
    $delta = $Element.SelectSingleNode('unapplied-export/delta')
    $operation = ''
    $name = ''
    $attributes = @()
    if ($null -ne $delta) {
        $operation = $delta.GetAttribute('operation')
        $name = $delta.GetAttribute('dn')
        $attributes = @($delta.SelectNodes('attr') | ForEach-Object { $_.GetAttribute('name') })
    }
    return [pscustomobject]@{
        Key        = '{0}|{1}' -f $Element.GetAttribute('id'), $operation
        Name       = $name
        ObjectType = $Element.GetAttribute('object-type')
        Operation  = $operation
        Attributes = $attributes
    }
}

# How many pending exports there are of each operation, as one line for people.
function Get-ConnectPendingSummary {
    param([AllowEmptyCollection()][object[]]$Pending)
    $groups = @($Pending | Group-Object -Property 'Operation' | Sort-Object -Property 'Name')
    if ($groups.Count -eq 0) { return 'none' }
    return @($groups | ForEach-Object { '{0} {1}' -f $_.Count, $_.Name }) -join ', '
}

# ----- Runs -----

# The last run of a run profile on a connector; $null when there was none.
function Get-ConnectLastRun {
    param([Parameter(Mandatory = $true)][object]$Connector, [Parameter(Mandatory = $true)][string]$RunProfile)
    # This cmdlet honours -WhatIf although it only reads; a rehearsal has to see what is there too.
    $runs = @(Get-ADSyncRunProfileResult -ConnectorId $Connector.Identifier -NumberRequested 50 -WhatIf:$false -Confirm:$false |
            Where-Object { Test-SameText -Left ([string]$_.RunProfileName) -Right $RunProfile } |
            Sort-Object -Property 'RunNumber' -Descending)
    if ($runs.Count -eq 0) { return $null }
    return $runs[0] | Select-Object -Property 'RunHistoryId', 'RunNumber', 'RunProfileName', 'IsRunComplete', 'Result', 'StartDate', 'EndDate'
}

# ----- Marked objects -----

# The mark that an object carries in the metaverse, as text; empty when it carries none.
function Get-ConnectMark {
    param([Parameter(Mandatory = $true)][object]$MetaverseObject)
    $found = @($MetaverseObject.Attributes | Where-Object { Test-SameText -Left ([string]$_.Name) -Right $script:MarkAttribute })
    if ($found.Count -eq 0) { return '' }
    return @($found[0].Values | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_ }) -join ','
}

# The metaverse identifier of a connector space object; empty when it is not joined.
function Get-ConnectMetaverseId {
    param([Parameter(Mandatory = $true)][object]$ConnectorSpaceObject)
    $id = Get-ConnectGuidText -Value $ConnectorSpaceObject.ConnectedMVObjectId
    if ($id -eq $script:ZeroGuid) { return '' }
    return $id
}

# All objects in the connector space of a forest: name, type and metaverse identifier only, because a large space with all attributes does not
# fit into memory. Read page by page; stops when a page brings nothing new.
function Get-ConnectSpaceObject {
    param([Parameter(Mandatory = $true)][object]$Connector)
    $start = 0
    $last = ''
    while ($true) {
        $page = @(Get-ADSyncCSObject -ConnectorIdentifier $Connector.Identifier -StartIndex $start -MaxResultCount 1000)
        if ($page.Count -eq 0) { break }
        $first = [string]$page[0].DistinguishedName
        if ($start -gt 0 -and $first.Equals($last)) {
            Deny-KitStep -Code 'unexpectedError' -Message ('Reading the connector space of {0} does not advance past {1} objects.' -f $Connector.Name, $start)
        }
        $last = $first
        foreach ($object in $page) {
            [pscustomobject]@{
                Dn          = [string]$object.DistinguishedName
                ObjectType  = [string]$object.ObjectType
                MetaverseId = Get-ConnectMetaverseId -ConnectorSpaceObject $object
            }
        }
        $start += $page.Count
    }
}

# The names in the connector space of a forest that a scope would match although they are below none of the units. A scope compares texts, without case as far as
# is known: CONTAINS finds containers that only look alike, and ENDSWITH finds what lies below a container whose own name ends like a unit's, behind an
# escaped comma.
function Get-ConnectStray {
    param(
        [Parameter(Mandatory = $true)][object]$Connector,
        [Parameter(Mandatory = $true)][ValidateSet('ENDSWITH', 'CONTAINS')][string]$Operator,
        [Parameter(Mandatory = $true)][AllowEmptyCollection()][string[]]$Text,
        [Parameter(Mandatory = $true)][string[]]$Unit
    )
    $wanted = @($Text | ForEach-Object { $_.ToUpperInvariant() })
    foreach ($object in (Get-ConnectSpaceObject -Connector $Connector)) {
        $name = $object.Dn.ToUpperInvariant()
        $matched = ''
        foreach ($piece in $wanted) {
            $isMatch = $name.EndsWith($piece, 'Ordinal')
            if ($Operator -eq 'CONTAINS') { $isMatch = $name.Contains($piece) }
            if ($isMatch) {
                $matched = $piece
                break
            }
        }
        if ($matched -eq '') { continue }
        # Where whole names are compared, the text is the unit, and nearly every match ends here.
        if (Test-NameInside -Name $name -Unit $matched) { continue }
        if ((Get-UnitOfName -Name $object.Dn -Unit $Unit) -eq '') { $object.Dn }
    }
}
