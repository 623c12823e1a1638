#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

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
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
{{> PowerShell/Parts/outdates.ps1}}
$Server = {{server.name}}
$IsStaging = {{server.isStaging}}
$ScopeOperator = {{wave.scopeOperator}}

# The rules as this revision has them.
$Rules = @(
{{#each wave.rules as rule}}
{{> PowerShell/Parts/rule.ps1}}
{{/each}}
)

# Every rule that any revision of this kit may have made.
$KnownRuleIds = @(
{{#each kit.allRules as known}}
    {{known.id}}
{{/each}}
)

# The units of this revision, and the connector of each.
$Units = @(
{{#each wave.units as unit}}
    @{ Dn = {{unit.dn}}; Connector = {{unit.connector}}; IsNew = {{unit.isNew}} }
{{/each}}
)

# Users that the wave has moved into its first unit, by the names that they have there: Connect Sync has to know them before a rule acts on the unit.
$MovedUsers = @(
{{#each wave.movedNames as moved}}
    {{moved}}
{{/each}}
)
$MoveTarget = {{wave.moveTarget}}

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
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
