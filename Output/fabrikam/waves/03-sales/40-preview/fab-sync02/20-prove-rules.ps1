#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Prove that the rules bite on FAB-SYNC02

.DESCRIPTION
    Takes sampled objects from inside the units, which must carry cloudNoFlow in the metaverse, and from outside, which must not. No hit at all is a failure: a scope that matches nothing looks like 'no deletes'.

    Proves that the rules bite. Objects inside the units of this revision have to carry cloudNoFlow in the metaverse, objects outside must not; objects
    outside whose name only looks like one of the units are looked at first. A unit in which not one object is marked is a failure: a rule that
    matches nothing looks exactly like "no deletes pending".
    It also checks that the Entra side of each sampled object is held by one of our outbound rules, and keeps the list for the pending-export gate.
    It changes nothing.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER SampleSize
    How many objects to look at in each unit, and how many outside.

.PARAMETER EmptyUnitIsExpected
    Accept units without any synchronized object, as long as another unit has marked objects. The result says so.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.sales.preview.prove-rules.FAB-SYNC02, file waves/03-sales/40-preview/fab-sync02/20-prove-rules.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC02
    Expected:  Every sampled object as it must be, and at least one inside each new unit.
    Go on or stop:  Stop at the first object that is not. A unit that is meant to be empty yet: -EmptyUnitIsExpected.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.sales.preview.full-synchronization.FAB-SYNC02
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        INFERRED: Follows from documented facts; unverified on a live system (2026-10)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [ValidateRange(10, 100000)]
    [int]$SampleSize = 200,

    [switch]$EmptyUnitIsExpected
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.sales.preview.prove-rules.FAB-SYNC02'
# Empty and 0 for steps that belong to no wave.
$Wave = 'sales'
$Revision = 3
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.sales.preview.full-synchronization.FAB-SYNC02'; Wave = 'sales'; Revision = 3 }
)
$Server = 'FAB-SYNC02'
$IsStaging = $true

# The units of this revision, and the connector of each.
$Units = @(
    @{ Dn = 'OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'; Rdn = 'O’’Brien''s "Team"'; Connector = 'fabrikam.com' }
    @{ Dn = 'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'; Rdn = 'R+D, Labs'; Connector = 'fabrikam.com' }
    @{ Dn = 'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'; Rdn = 'Müller & Söhne'; Connector = 'fabrikam.com' }
    @{ Dn = 'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'; Rdn = 'SalesEMEA'; Connector = 'fabrikam.com' }
    @{ Dn = 'OU=Sales,DC=apac,DC=fabrikam,DC=com'; Rdn = 'Sales'; Connector = 'fabrikam.com' }
    @{ Dn = 'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'; Rdn = 'R+D, Labs'; Connector = 'labs.fabrikam.net' }
)

# The wave's test objects: always looked at.
$TestObjects = @(
    'CN=Niamh O’’Brien,OU=O’’Brien''s \"Team\",OU=Sales,DC=fabrikam,DC=com'
    'CN=Mei Tanaka,OU=Sales,DC=apac,DC=fabrikam,DC=com'
)

# The object types that our rules mark, by connector.
$MarkedTypes = @(
    @{ Connector = 'fabrikam.com'; ObjectType = 'user' }
    @{ Connector = 'fabrikam.com'; ObjectType = 'group' }
    @{ Connector = 'fabrikam.com'; ObjectType = 'contact' }
    @{ Connector = 'labs.fabrikam.net'; ObjectType = 'user' }
    @{ Connector = 'labs.fabrikam.net'; ObjectType = 'inetOrgPerson' }
    @{ Connector = 'labs.fabrikam.net'; ObjectType = 'group' }
    @{ Connector = 'labs.fabrikam.net'; ObjectType = 'computer' }
)

# Our outbound rules.
$OutboundRuleIds = @(
    'ab5e74a8-a76d-5fde-8385-c90af3f160b7'
    'fa8c94f5-81bf-534e-95d3-4a98b1c84210'
    'e155b66d-f912-5339-9087-c9c9148b1e7a'
    '30d7fd39-14c3-5114-b893-e9d1110a04a0'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-ConnectRole -Server $Server -Staging $IsStaging
    Assert-KitGate -Gate $Gates
    Assert-ConnectFrozen

    $entra = Get-ConnectEntraConnector
    $marked = 0
    $proved = @()
    foreach ($connectorName in @($Units | ForEach-Object { $_.Connector } | Sort-Object -Unique)) {
        $connector = Get-ConnectDirectoryConnector -Name $connectorName
        $types = @($MarkedTypes | Where-Object { $_.Connector -eq $connectorName } | ForEach-Object { $_.ObjectType })
        $unitsHere = @($Units | Where-Object { $_.Connector -eq $connectorName })
        $names = @($unitsHere | ForEach-Object { $_.Dn })

        # Sort the connector space into the units, the outsiders that look alike, and the other outsiders. Only joined objects of the marked types count.
        $inside = Get-Hashtable
        foreach ($unit in $unitsHere) { $inside[$unit.Dn] = @() }
        $tests = @()
        $lookalikes = @()
        $outsiders = @()
        $total = 0
        foreach ($object in (Get-ConnectSpaceObject -Connector $connector)) {
            if ($types -notcontains $object.ObjectType -or $object.MetaverseId -eq '') { continue }
            $total += 1
            $dn = $object.Dn
            $unit = Get-UnitOfName -Name $dn -Unit $names
            if ($unit -ne '') {
                if (@($TestObjects | Where-Object { Test-SameText -Left $_ -Right $dn }).Count -gt 0) { $tests += $object }
                elseif ($inside[$unit].Count -lt $SampleSize) { $inside[$unit] += $object }
            }
            elseif (@($unitsHere | Where-Object { $dn.ToUpperInvariant().Contains($_.Rdn.ToUpperInvariant()) }).Count -gt 0) {
                if ($lookalikes.Count -lt $SampleSize) { $lookalikes += $object }
            }
            elseif ($outsiders.Count -lt $SampleSize) { $outsiders += $object }
        }
        Write-KitMessage -Message ('{0}: {1} joined objects of the marked types.' -f $connectorName, $total)

        foreach ($unit in $unitsHere) {
            $sample = @($tests | Where-Object { Test-NameInside -Name $_.Dn -Unit $unit.Dn }) + @($inside[$unit.Dn])
            $unmarked = @()
            $unheld = @()
            foreach ($entry in $sample) {
                $joined = Get-ADSyncMVObject -Identifier $entry.MetaverseId
                if ((Get-ConnectMark -MetaverseObject $joined) -ne 'true') {
                    $unmarked += $entry.Dn
                    continue
                }
                $marked += 1
                foreach ($line in @($joined.Lineage | Where-Object { Test-SameText -Left ([string]$_.ConnectorName) -Right ([string]$entra.Name) })) {
                    $entraName = [string]$line.ConnectedCsObjectDN
                    $cloudSide = Find-ConnectObject -Connector $entra -Name $entraName
                    $holding = @()
                    if ($null -ne $cloudSide) {
                        $holding = @($cloudSide.Lineage | Where-Object { $OutboundRuleIds -contains (Get-ConnectGuidText -Value $_.SyncRuleInternalId) })
                    }
                    if ($holding.Count -eq 0) { $unheld += $entry.Dn }
                    $proved += $entraName
                }
            }
            if ($sample.Count -eq 0) {
                if ($EmptyUnitIsExpected) {
                    Add-KitRemark -Id 'inside.empty' -Status 'skipped' -Message ('{0} holds no synchronized object; accepted by the operator.' -f $unit.Dn)
                }
                else {
                    Add-KitRemark -Id 'inside.empty' -Status 'failed' -Expected 'at least one object' -Actual '0' -Message (
                        '{0} holds no synchronized object: nothing proves that its rule matches.' -f $unit.Dn)
                }
                continue
            }
            Add-KitCheck -Id 'inside.marked' -Passed ($unmarked.Count -eq 0) -Expected ('{0} marked' -f $sample.Count) -Actual ('not marked {0}' -f (Get-KitSample -Item $unmarked)) -Message $unit.Dn
            Add-KitCheck -Id 'inside.held' -Passed ($unheld.Count -eq 0) -Expected 'held by one of our outbound rules' -Actual ('not held {0}' -f (Get-KitSample -Item $unheld)) -Message $unit.Dn
        }

        $outside = @($lookalikes) + @($outsiders)
        $wrong = @($outside | Where-Object { (Get-ConnectMark -MetaverseObject (Get-ADSyncMVObject -Identifier $_.MetaverseId)) -ne '' } | ForEach-Object { $_.Dn })
        Add-KitCheck -Id 'outside.unmarked' -Passed ($wrong.Count -eq 0) -Expected 'no mark outside the units' -Actual ('marked {0}' -f (Get-KitSample -Item $wrong)) -Message (
            '{0}: {1} objects outside, {2} of them with a name that looks alike' -f $connectorName, $outside.Count, $lookalikes.Count)

        $missing = @($TestObjects | Where-Object {
                $name = $_
                (Get-UnitOfName -Name $name -Unit $names) -ne '' -and @($tests | Where-Object { Test-SameText -Left $_.Dn -Right $name }).Count -eq 0
            })
        Add-KitCheck -Id 'test-objects' -Passed ($missing.Count -eq 0) -Expected 'all in the connector space and joined' -Actual ($missing -join '; ') -Message $connectorName
    }
    if ($marked -gt 0 -and $proved.Count -eq 0) {
        Add-KitRemark -Id 'inside.entra' -Status 'notVerified' -Expected 'at least one object with an Entra side' -Message (
            'None of the sampled objects is in Entra yet, so nothing shows that the outbound rules hold.')
    }
    Add-KitCheck -Id 'marked' -Passed ($marked -gt 0) -Expected 'more than 0' -Actual $marked -Message 'Marked objects found in all units together.'
    if (-not (Test-KitFailure)) {
        Save-KitState -Name ('proved-{0}' -f $Server) -Value ([pscustomobject]@{ wave = $Wave; revision = $Revision; kitDigest = Get-KitDigest; entraNames = @($proved) })
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
