#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Compare the pending exports of FAB-SYNC01 with the baseline

.DESCRIPTION
    Only expected corrections of attributes may be pending. A delete stops the rollback here, with the scheduler off.

    Writes the pending exports of the Entra connector with csexport, reads the XML and compares it with the baseline that was taken when the scheduler was
    stopped. It blocks on a delete that was not pending before, on an operation that it does not know, on a new add, and - where the rules were
    proved on samples - on a pending add, delete or change of anything but references of a sampled object. It changes nothing and exports nothing.
    FullLanguage mode is needed: the files are read as a stream.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER AcceptAdds
    Go on although objects are pending to be added that were not before. Only after looking at the list in the result; the result says that they were accepted.

.PARAMETER AcceptDeletesFrom
    In a rollback only: a text file that names the deletes that are wanted, one a line, as the result lists them (object type, a blank, the name in the Entra connector space).
    Every new delete has to be on the list, and everything on the list has to be pending. Write it after finding out for each of them what it is and why it goes: a user
    who was deleted in Active Directory meanwhile, for one. The result says what was accepted.

.PARAMETER NothingPending
    Go on where csexport writes no file, after the Synchronization Service Manager has shown that no export is pending. Without effect where it writes one; the result
    says that it was taken at the operator's word.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.research.rollback.pending-exports.FAB-SYNC01, file waves/02-research/90-rollback/50-check-pending-exports-fab-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC01
    Expected:  No new delete.
    Go on or stop:  Stop at any new delete and read it before anything else. Deletes that are wanted, such as a user who was deleted in Active Directory meanwhile, are accepted one by one, by exact name, with -AcceptDeletesFrom and a file that the approver has seen; never as a number.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.research.rollback.full-synchronization.FAB-SYNC01
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [switch]$AcceptAdds,

    [string]$AcceptDeletesFrom = '',

    [switch]$NothingPending
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.research.rollback.pending-exports.FAB-SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.research.rollback.full-synchronization.FAB-SYNC01'; Wave = 'research'; Revision = 2 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
)
$Server = 'FAB-SYNC01'
# Whether this check belongs to a rollback, where sampled objects are expected to change. Otherwise it opens the way to Cloud Sync.
$IsWayBack = $true

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'pending exports are read as a stream'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates
    Assert-ConnectFrozen

    $baseline = Read-KitState -Name ('pending-baseline-{0}' -f $Server) -Property 'file', 'takenUtc'
    if ($null -eq $baseline) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('There is no baseline of pending exports for {0}. It is taken when the scheduler is stopped.' -f $Server)
    }
    $folder = Get-KitFolder -Name 'evidence', 'connect', $Server
    $baselineFile = Join-Path -Path $folder -ChildPath $baseline.file
    if (-not (Test-Path -LiteralPath $baselineFile -PathType Leaf)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing.' -f $baselineFile)
    }

    $entra = Get-ConnectEntraConnector
    $file = Join-Path -Path $folder -ChildPath ('pending.{0}.{1}.xml' -f $StepId, (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
    Export-ConnectPending -ConnectorName $entra.Name -Path $file -NothingPending ([bool]$NothingPending)
    $before = @(Read-ConnectPending -Path $baselineFile)
    $now = @(Read-ConnectPending -Path $file)
    Add-KitRemark -Id 'pending.summary' -Status 'passed' -Expected (Get-ConnectPendingSummary -Pending $before) -Actual (Get-ConnectPendingSummary -Pending $now) -Message (
        'Pending exports at {0} and now; details in {1}' -f $baseline.takenUtc, $file)

    $known = Get-Hashtable
    foreach ($item in $before) { $known[$item.Key] = @($item.Attributes) }
    $new = @($now | Where-Object { -not $known.ContainsKey($_.Key) })

    $deletes = @($new | Where-Object { 'delete', 'delete-add', 'obsoletion' -contains $_.Operation })
    $deleteList = @($deletes | ForEach-Object { '{0} {1}' -f $_.ObjectType, $_.Name })
    $accepted = @()
    if ($AcceptDeletesFrom -ne '') {
        if (-not $IsWayBack) { Deny-KitStep -Code 'wrongUsage' -Message 'Deletes are accepted by name in a rollback only. On the way forward every new delete blocks.' }
        if (-not (Test-Path -LiteralPath $AcceptDeletesFrom -PathType Leaf)) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing: nothing is accepted, and nothing was decided.' -f $AcceptDeletesFrom)
        }
        $accepted = @(Get-Content -LiteralPath $AcceptDeletesFrom -Encoding UTF8 | ForEach-Object { $_.Trim() } | Where-Object { $_ -ne '' } | Sort-Object -Unique)
        $idle = @($accepted | Where-Object { $line = $_; @($deleteList | Where-Object { Test-SameText -Left $_ -Right $line }).Count -eq 0 })
        Add-KitCheck -Id 'pending.accepted' -Passed ($idle.Count -eq 0) -Expected 'every accepted delete is pending' -Actual (Get-KitSample -Item $idle) -Message (
            '{0} deletes accepted by name in {1}' -f $accepted.Count, $AcceptDeletesFrom)
    }
    $unwanted = @($deleteList | Where-Object { $line = $_; @($accepted | Where-Object { Test-SameText -Left $_ -Right $line }).Count -eq 0 })
    Add-KitCheck -Id 'pending.deletes' -Passed ($unwanted.Count -eq 0) -Expected '0 new' -Actual (Get-KitSample -Item $unwanted) -Message (
        'Deletes that were not pending before; {0} of {1} accepted by name.' -f ($deletes.Count - $unwanted.Count), $deletes.Count)
    $list = Join-Path -Path $folder -ChildPath ('deletes.{0}.{1}.txt' -f $StepId, (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
    if ($deleteList.Count -gt 0) {
        Write-KitFile -Path $list -Text (($deleteList -join "`n") + "`n")
        Write-KitMessage -Message ('All new deletes, one a line: {0}' -f $list)
    }

    $unknown = @($now | Where-Object { 'add', 'update', 'replace', 'delete', 'delete-add', 'obsoletion' -notcontains $_.Operation })
    $unknownList = @($unknown | ForEach-Object { '{0} {1} "{2}"' -f $_.ObjectType, $_.Name, $_.Operation })
    Add-KitCheck -Id 'pending.unknown' -Passed ($unknown.Count -eq 0) -Expected '0' -Actual (Get-KitSample -Item $unknownList) -Message 'Operations that this script does not know.'

    $adds = @($new | Where-Object { $_.Operation -eq 'add' })
    $addList = @($adds | ForEach-Object { '{0} {1}' -f $_.ObjectType, $_.Name })
    $message = 'Adds that were not pending before.'
    if ($AcceptAdds -and $adds.Count -gt 0) { $message = 'Adds that were not pending before; accepted by the operator.' }
    Add-KitCheck -Id 'pending.adds' -Passed ($adds.Count -eq 0 -or [bool]$AcceptAdds) -Expected '0 new' -Actual (Get-KitSample -Item $addList) -Message $message

    if (-not $IsWayBack) {
        $proved = Read-KitState -Name ('proved-{0}' -f $Server) -Property 'revision', 'kitDigest', 'entraNames'
        if ($null -eq $proved -or ([int]$proved.revision) -ne $Revision -or -not (Test-SameText -Left $proved.kitDigest -Right (Get-KitDigest))) {
            Add-KitRemark -Id 'pending.sampled' -Status 'failed' -Expected 'a proof of this revision' -Message 'The rules were not proved on this server for this revision.'
        }
        else {
            $names = Get-Hashtable
            foreach ($name in @($proved.entraNames)) { $names[([string]$name).ToUpperInvariant()] = $true }
            # What was pending before does not count: on a staging server that is everything that it never exported.
            $touched = @($now | Where-Object { $names.ContainsKey(([string]$_.Name).ToUpperInvariant()) } | Where-Object {
                    $earlier = @()
                    if ($known.ContainsKey($_.Key)) { $earlier = @($known[$_.Key]) }
                    $isNew = -not $known.ContainsKey($_.Key)
                    ($isNew -and $_.Operation -ne 'update') -or @($_.Attributes | Where-Object { $earlier -notcontains $_ }).Count -gt 0
                })
            $touchedList = @($touched | ForEach-Object { '{0} {1} ({2})' -f $_.Operation, $_.Name, ($_.Attributes -join ', ') })
            Add-KitCheck -Id 'pending.sampled' -Passed ($touched.Count -eq 0) -Expected 'references only' -Actual (Get-KitSample -Item $touchedList) -Message (
                'Pending changes of the {0} sampled objects inside the units.' -f $names.Count)
        }
    }

    if (-not (Test-KitFailure)) {
        # From now on a start may follow: a pause from an earlier rollback says nothing about what runs.
        if (-not $IsWayBack) { Write-KitOutdated -StepId $Outdates }
        Save-KitState -Name ('preview-{0}' -f $Server) -Value ([pscustomobject]@{ step = $StepId; wave = $Wave; revision = $Revision; kitDigest = Get-KitDigest; endedUtc = Get-KitTime })
        $rules = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'status', 'wave', 'revision', 'changedUtc', 'step'
        if ($null -ne $rules) {
            Save-KitState -Name ('rules-{0}' -f $Server) -Value ([pscustomobject]@{
                    status = $rules.status; wave = $rules.wave; revision = $rules.revision; changedUtc = $rules.changedUtc; pendingPreview = $false; step = $rules.step
                })
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
