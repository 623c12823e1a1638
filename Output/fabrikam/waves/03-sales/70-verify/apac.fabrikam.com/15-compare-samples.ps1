#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Compare the samples of apac.fabrikam.com with what they were

.DESCRIPTION
    The inventory wrote down a few objects of every kind before anything changed. Whatever differs now in Active Directory itself would look like a fault of the wave in every other comparison.

    Reads evidence\<domain>\samples.json, which the inventory wrote before anything changed, and looks for each of these objects again, by objectGUID: whether it is
    still there and where it was, and whether its identifiers (objectGUID, security identifier, mS-DS-ConsistencyGuid and the source anchor that follows from them), account
    name, displayName, mail, userPrincipalName and proxyAddresses (as a set) are what they were. Every difference is named. A user whom the kit itself has moved is
    expected at the new place. A mS-DS-ConsistencyGuid that was empty and is now filled without changing the anchor is no difference: Connect Sync does that.
    Managers, memberships and the like change in daily work; what has changed is recorded and fails nothing.
    Samples that were taken after the wave began prove nothing about it; then the step refuses.
    All that was found is in evidence\<domain>\samples-<wave>.json. It changes nothing and works in ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AcceptDifference
    Go on although samples differ, after looking at each of them: somebody married, somebody left. The result says that it was accepted. A changed
    identifier, a changed anchor and an object that was moved are not accepted by it.

.PARAMETER AcceptMovesFrom
    A text file that names the samples that were meant to be moved, one a line, by the distinguished name that the samples have. Write it after finding out for each of
    them which engine has it now, and that its twin in the cloud is the same object as before. Every moved sample has to be on the list, and everything on the list has to
    have moved. The result says what was accepted. A changed identifier and a changed anchor are never accepted.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.sales.verify.samples.apac.fabrikam.com, file waves/03-sales/70-verify/apac.fabrikam.com/15-compare-samples.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every sample is there, with the same identifiers, anchor, names and addresses.
    Go on or stop:  Stop at a changed identifier or anchor, and at a sample that was moved: the scheduler is not started before. Moves that were meant, once the twin in the cloud is known to be the same object: -AcceptMovesFrom with a file that names them. Other differences, once each is explained: -AcceptDifference. The result says so.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.sales.start.watch.apac.fabrikam.com
        waves.sales.rules.install.FAB-SYNC01
        waves.sales.rules.install.FAB-SYNC02
    Sources:
        BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner) (2026-09-22)
        WN-HARD: Microsoft Entra: What's new, hard match changes of June and July 2026 (2026-07)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [switch]$AcceptDifference,

    [string]$AcceptMovesFrom = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.sales.verify.samples.apac.fabrikam.com'
# Empty and 0 for steps that belong to no wave.
$Wave = 'sales'
$Revision = 3
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.sales.rules.install.FAB-SYNC01'; Wave = 'sales'; Revision = 3 }
    @{ Step = 'waves.sales.rules.install.FAB-SYNC02'; Wave = 'sales'; Revision = 3 }
    @{ Step = 'waves.sales.start.watch.apac.fabrikam.com'; Wave = 'sales'; Revision = 3 }
)
$Domain = 'apac.fabrikam.com'

# The users that this wave and those before it have moved, by their old and new names.
$Moves = @(
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

# One thing that is not what it was.
function Get-Difference {
    param(
        [Parameter(Mandatory = $true)][ValidateSet('identity', 'place', 'names', 'references')][string]$Kind,
        [Parameter(Mandatory = $true)][object]$Sample,
        [Parameter(Mandatory = $true)][string]$Attribute,
        [AllowEmptyString()][string]$Before = '',
        [AllowEmptyString()][string]$Now = ''
    )
    return [ordered]@{
        kind = $Kind; attribute = $Attribute; dn = [string]$Sample.object.dn; objectGuid = [string]$Sample.object.objectGuid; sample = [string]$Sample.reason
        before = $Before; now = $Now
    }
}

# A list of texts as a set: the same texts in another order are the same. Exact, because SMTP: and smtp: say which address is the primary one.
function ConvertTo-TextSet {
    param([AllowNull()][object]$Value)
    $seen = Get-Hashtable
    foreach ($text in @(Get-DirectoryText -Value $Value)) { $seen[$text] = $true }
    return @($seen.Keys | Sort-Object) -join '; '
}

# The texts of one list that another does not have.
function Get-TextBeside {
    param([AllowNull()][object]$Value, [AllowNull()][object]$Other)
    $there = Get-Hashtable
    foreach ($text in @(Get-DirectoryText -Value $Other)) { $there[$text] = $true }
    return @(Get-DirectoryText -Value $Value | Where-Object { -not $there.ContainsKey($_) } | Sort-Object) -join '; '
}

# What of a sample is not what it was, one record an attribute.
function Compare-Sample {
    param([Parameter(Mandatory = $true)][object]$Sample, [Parameter(Mandatory = $true)][object]$Now)
    $before = $Sample.object
    foreach ($name in @('objectGuid', 'sid', 'anchor')) {
        if (-not ([string]$before.$name).Equals([string]$Now.$name)) { Get-Difference -Kind 'identity' -Sample $Sample -Attribute $name -Before $before.$name -Now $Now.$name }
    }
    # Without the attribute the anchor may still be the same by chance of objectGUID; what was in it is lost all the same.
    if ($before.hasConsistencyGuid -and -not $Now.hasConsistencyGuid) {
        Get-Difference -Kind 'identity' -Sample $Sample -Attribute 'mS-DS-ConsistencyGuid' -Before 'there' -Now 'empty'
    }
    $wanted = [string]$before.dn
    foreach ($move in $Moves) {
        if (Test-SameText -Left $move.From -Right $before.dn) { $wanted = $move.To }
    }
    # Both places are right for a user whom the kit moves: the samples may have been taken after the move, and the move may have been left out.
    if (-not (Test-SameText -Left $Now.dn -Right $before.dn) -and -not (Test-SameText -Left $Now.dn -Right $wanted)) {
        $kind = 'names'
        if (-not (Test-SameText -Left (Get-DirectoryParentName -Name $Now.dn) -Right (Get-DirectoryParentName -Name $wanted))) { $kind = 'place' }
        Get-Difference -Kind $kind -Sample $Sample -Attribute 'distinguishedName' -Before $wanted -Now $Now.dn
    }
    foreach ($name in @('samAccountName', 'displayName', 'mail', 'userPrincipalName')) {
        if (-not ([string]$before.$name).Equals([string]$Now.$name)) { Get-Difference -Kind 'names' -Sample $Sample -Attribute $name -Before $before.$name -Now $Now.$name }
    }
    if (-not (ConvertTo-TextSet -Value $before.proxyAddresses).Equals((ConvertTo-TextSet -Value $Now.proxyAddresses))) {
        Get-Difference -Kind 'names' -Sample $Sample -Attribute 'proxyAddresses' -Before (Get-TextBeside -Value $before.proxyAddresses -Other $Now.proxyAddresses) -Now (
            Get-TextBeside -Value $Now.proxyAddresses -Other $before.proxyAddresses)
    }
    foreach ($name in @('manager', 'members', 'isDisabled', 'mustChangePassword')) {
        if (-not ([string]$before.$name).Equals([string]$Now.$name)) { Get-Difference -Kind 'references' -Sample $Sample -Attribute $name -Before $before.$name -Now $Now.$name }
    }
    if (-not (ConvertTo-TextSet -Value $before.memberOf).Equals((ConvertTo-TextSet -Value $Now.memberOf))) {
        Get-Difference -Kind 'references' -Sample $Sample -Attribute 'memberOf' -Before (Get-TextBeside -Value $before.memberOf -Other $Now.memberOf) -Now (
            Get-TextBeside -Value $Now.memberOf -Other $before.memberOf)
    }
}

# Differences of one kind as lines for the result. Lists show what is gone and what is new.
function Get-DifferenceLine {
    param([AllowEmptyCollection()][object[]]$Difference, [Parameter(Mandatory = $true)][string]$Kind)
    foreach ($entry in @($Difference | Where-Object { $_.kind -eq $Kind })) { '{0} {1}: before "{2}", now "{3}"' -f $entry.dn, $entry.attribute, $entry.before, $entry.now }
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $folder = Get-KitFolder -Name 'evidence', $Domain
    $file = Join-Path -Path $folder -ChildPath 'samples.json'
    $evidence = Read-KitJson -Path $file
    if ($null -eq $evidence) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing. The inventory writes it, before the wave.' -f $file) }
    $facts = $evidence | Select-Object -Property 'kind', 'domain', 'takenUtc', 'samples'
    if (-not (Test-SameText -Left $facts.kind -Right 'syncshift-samples') -or -not (Test-SameText -Left $facts.domain -Right $Domain)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} does not hold the samples of {1}.' -f $file, $Domain)
    }
    # One object may be a sample for several reasons.
    $seen = Get-Hashtable
    $samples = @($facts.samples | Where-Object { $null -ne $_ } | Where-Object {
            $guid = ([string]$_.object.objectGuid).ToUpperInvariant()
            $isNew = -not $seen.ContainsKey($guid)
            $seen[$guid] = $true
            $isNew
        })
    if ($samples.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} holds no sample; comparing nothing would prove nothing.' -f $file) }
    foreach ($gate in $Gates) {
        $begun = Read-KitJson -Path (Get-KitResultPath -StepId $gate.Step) | Select-Object -Property 'startedUtc'
        if (([datetime]$facts.takenUtc) -gt ([datetime]$begun.startedUtc)) {
            Deny-KitStep -Code 'preconditionMissing' -Message (
                'The samples were taken at {0}, after step {1} had begun: they do not show what was before. Give an earlier file its name again: the inventory leaves them beside it, as samples.<time>.json.' -f $facts.takenUtc, $gate.Step)
        }
    }

    $property = @(Get-DirectoryEvidenceProperty)
    $gone = @()
    $filled = @()
    $differences = @()
    foreach ($sample in $samples) {
        $entry = Get-DirectoryEntryById -Guid $sample.object.objectGuid -Server $Domain -Property $property
        if ($null -eq $entry) {
            $gone += $sample
            continue
        }
        $now = ConvertTo-DirectoryEvidence -Entry $entry -Type $sample.object.type -Unit $sample.object.unit
        if ($now.hasConsistencyGuid -and -not $sample.object.hasConsistencyGuid) { $filled += $sample.object.dn }
        $differences += @(Compare-Sample -Sample $sample -Now $now)
    }

    $identity = @(Get-DifferenceLine -Difference $differences -Kind 'identity')
    $names = @(Get-DifferenceLine -Difference $differences -Kind 'names')
    $references = @(Get-DifferenceLine -Difference $differences -Kind 'references')
    $missing = @($gone | ForEach-Object { [string]$_.object.dn })
    $accepted = ''
    if ($AcceptDifference) { $accepted = ' The differences were accepted by the operator.' }
    Add-KitCheck -Id 'samples.there' -Passed ($missing.Count -eq 0 -or [bool]$AcceptDifference) -Expected ('{0} objects' -f $samples.Count) -Actual ('gone {0}' -f (Get-KitSample -Item $missing)) -Message (
        'Every sample of {0} is still in the domain.{1}' -f $facts.takenUtc, $accepted)
    Add-KitCheck -Id 'samples.identity' -Passed ($identity.Count -eq 0) -Expected 'no difference' -Actual (Get-KitSample -Item $identity) -Message (
        'objectGUID, security identifier, mS-DS-ConsistencyGuid and source anchor. They tie the object to its twin in the cloud; put back what was there.')
    $moves = @($differences | Where-Object { $_.kind -eq 'place' })
    $wanted = @()
    if ($AcceptMovesFrom -ne '') {
        if (-not (Test-Path -LiteralPath $AcceptMovesFrom -PathType Leaf)) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing: nothing is accepted, and nothing was decided.' -f $AcceptMovesFrom)
        }
        $wanted = @(Get-Content -LiteralPath $AcceptMovesFrom -Encoding UTF8 | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' } | Sort-Object -Unique)
        $idle = @($wanted | Where-Object { $line = $_; @($moves | Where-Object { Test-SameText -Left $_.dn -Right $line }).Count -eq 0 })
        Add-KitCheck -Id 'samples.accepted' -Passed ($idle.Count -eq 0) -Expected 'every accepted object was moved' -Actual (Get-KitSample -Item $idle) -Message (
            '{0} moves accepted by name in {1}' -f $wanted.Count, $AcceptMovesFrom)
    }
    $unwanted = @($moves | Where-Object { $dn = $_.dn; @($wanted | Where-Object { Test-SameText -Left $_ -Right $dn }).Count -eq 0 })
    $place = @(Get-DifferenceLine -Difference $unwanted -Kind 'place')
    Add-KitCheck -Id 'samples.place' -Passed ($place.Count -eq 0) -Expected 'where they were, or where the kit moved them' -Actual (Get-KitSample -Item $place) -Message (
        'Whoever moves between units of different engines is deleted and made anew. Find out which engine has each of them now; {0} of {1} accepted by name.' -f ($moves.Count - $unwanted.Count), $moves.Count)
    Add-KitCheck -Id 'samples.names' -Passed ($names.Count -eq 0 -or [bool]$AcceptDifference) -Expected 'no difference' -Actual (Get-KitSample -Item $names) -Message (
        'Name, account name, displayName, mail, userPrincipalName, proxyAddresses as a set.{0}' -f $accepted)
    Add-KitRemark -Id 'samples.references' -Status 'passed' -Actual (Get-KitSample -Item $references) -Message (
        'Managers, members, memberships, and whether an account is disabled: recorded, because they change in daily work.')
    if ($filled.Count -gt 0) {
        Add-KitRemark -Id 'samples.filled' -Status 'passed' -Actual (Get-KitSample -Item $filled) -Message 'mS-DS-ConsistencyGuid was empty and is filled now; the comparison of anchors says whether it changed them.'
    }
    $report = Join-Path -Path $folder -ChildPath ('samples-{0}.json' -f $Wave)
    Write-KitFile -Path $report -Text (ConvertTo-KitJson -Value ([ordered]@{
                format = 1; kind = 'syncshift-sample-comparison'; domain = $Domain; wave = $Wave; revision = $Revision; kitDigest = Get-KitDigest; takenUtc = [string]$facts.takenUtc
                comparedUtc = Get-KitTime; compared = $samples.Count; gone = @($missing); filled = @($filled); differences = @($differences)
            }))
    Write-KitMessage -Message ('{0} samples compared: {1}' -f $samples.Count, $report)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
