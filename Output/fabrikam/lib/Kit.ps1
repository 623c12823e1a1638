#Requires -Version 5.1
<#
.SYNOPSIS
    What all scripts of this kit share: run folder, results, state, gates and exit codes.

.DESCRIPTION
    Dot-sourced by every script of the kit; never run by itself. It only ever writes below the run folder, which lies outside the kit.
    Written for Windows PowerShell 5.1 and PowerShell 7, and without anything that ConstrainedLanguage mode refuses; scripts that need
    FullLanguage say so and check it first.
#>

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this kit -----

$script:KitEnvironment = 'fabrikam'
$script:KitRunFolderName = 'fabrikam-run'

# The exit codes of every script of the kit, PowerShell and bash alike.
$script:KitExitCode = @{
    # everything that was asked for is done and was checked
    'done' = 0
    # a check found something that stands against going on
    'checkFailed' = 1
    # something that has to be there first is missing; nothing was changed
    'preconditionMissing' = 2
    # an error that the script does not know; read the result file and the transcript
    'unexpectedError' = 3
    # two or more things fit where exactly one is needed; nothing was changed
    'ambiguous' = 4
    # the provisioning job is in quarantine
    'quarantined' = 5
    # the waiting time is over and the state was not reached
    'timedOut' = 6
    # nothing failed, but at least one check could not be made; that is not a pass
    'notVerified' = 7
    # the operator did not confirm; nothing was changed
    'refusedByOperator' = 8
    # something that the cloud held before the wave is lost: an object, a licence, a membership or a source anchor
    'objectsLost' = 9
    # wrong arguments; nothing was changed
    'wrongUsage' = 64
}

# ----- The step that is being carried out -----

$script:KitRoot = Split-Path -Path $PSScriptRoot -Parent
# Filled by Initialize-KitStep.
$script:KitStep = $null
# The exit code that Deny-KitStep asked for.
$script:KitDenial = $null

# The time in UTC as results write it; now, unless a date is given. Invariant, because some cultures spell other years and other colons.
function Get-KitTime {
    param([string]$Format = 'yyyy-MM-ddTHH:mm:ssZ', [AllowNull()][object]$Date = $null)
    $moment = Get-Date
    if ($null -ne $Date) { $moment = [datetime]$Date }
    return $moment.ToUniversalTime().ToString($Format, [cultureinfo]::InvariantCulture)
}

# What the operator reads while the script works.
function Write-KitMessage {
    param([AllowEmptyString()][string]$Message)
    Write-Information -MessageData $Message -InformationAction Continue
}

# Ends the script with one of the kit's exit codes: the script's catch block writes the result.
function Deny-KitStep {
    param(
        [Parameter(Mandatory = $true)][string]$Code,
        [Parameter(Mandatory = $true)][string]$Message
    )
    $script:KitDenial = @{ ExitCode = $script:KitExitCode[$Code]; Message = $Message }
    throw $Message
}

# Writes UTF-8 without a byte order mark and with LF: New-Item does so in both editions, Set-Content and Out-File do not.
# The run folder is not what -WhatIf is about, so files there are written in rehearsals too.
function Write-KitFile {
    param(
        [Parameter(Mandatory = $true)][string]$Path,
        [Parameter(Mandatory = $true)][AllowEmptyString()][string]$Text
    )
    $lines = $Text.Replace("`r`n", "`n")
    $part = '{0}.part' -f $Path
    [void](New-Item -Path $part -ItemType File -Value $lines -Force -WhatIf:$false -Confirm:$false)
    Move-Item -LiteralPath $part -Destination $Path -Force -WhatIf:$false -Confirm:$false
}

function ConvertTo-KitJson {
    param([Parameter(Mandatory = $true)][object]$Value)
    return (ConvertTo-Json -InputObject $Value -Depth 20) + "`n"
}

# The object in a JSON file; $null when there is no such file.
function Read-KitJson {
    param([Parameter(Mandatory = $true)][string]$Path)
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { return $null }
    return Get-Content -LiteralPath $Path -Raw -Encoding UTF8 | ConvertFrom-Json
}

# A folder below the run folder, made when it is not there.
function Get-KitFolder {
    param([Parameter(Mandatory = $true)][string[]]$Name)
    $path = $script:KitStep.RunFolder
    foreach ($part in $Name) { $path = Join-Path -Path $path -ChildPath $part }
    if (-not (Test-Path -LiteralPath $path -PathType Container)) {
        [void](New-Item -Path $path -ItemType Directory -Force -WhatIf:$false -Confirm:$false)
    }
    return $path
}

function Get-KitResultPath {
    param([Parameter(Mandatory = $true)][string]$StepId)
    return Join-Path -Path (Get-KitFolder -Name 'results') -ChildPath ('{0}.json' -f $StepId)
}

# Two texts that differ at most in case. Compared by ordinal: the -eq operator also equates spellings that Active Directory keeps apart.
function Test-SameText {
    param([AllowEmptyString()][AllowNull()][string]$Left, [AllowEmptyString()][AllowNull()][string]$Right)
    return $Left.ToUpperInvariant().Equals($Right.ToUpperInvariant())
}

# A table whose keys are compared exactly. The literal @{} compares them by culture, which takes different spellings for the same.
function Get-Hashtable {
    return New-Object -TypeName System.Collections.Hashtable
}

# Whether a distinguished name is that of a unit or lies below it. Compared by component: OU=SalesEMEA is not below OU=Sales.
function Test-NameInside {
    param([AllowEmptyString()][AllowNull()][string]$Name, [AllowEmptyString()][AllowNull()][string]$Unit)
    if ([string]::IsNullOrEmpty($Name) -or [string]::IsNullOrEmpty($Unit)) { return $false }
    if (Test-SameText -Left $Name -Right $Unit) { return $true }
    $border = $Name.Length - $Unit.Length - 1
    if ($border -lt 1) { return $false }
    if (-not (Test-SameText -Left $Name.Substring($border) -Right (',' + $Unit))) { return $false }
    # A comma with an odd number of backslashes before it belongs to a value and is no border.
    $before = $Name.Substring(0, $border)
    return (($before.Length - $before.TrimEnd('\').Length) % 2) -eq 0
}

# The unit of a list that holds an object; empty when none does.
function Get-UnitOfName {
    param([AllowEmptyString()][AllowNull()][string]$Name, [AllowEmptyCollection()][string[]]$Unit)
    foreach ($candidate in $Unit) {
        if (Test-NameInside -Name $Name -Unit $candidate) { return $candidate }
    }
    return ''
}

# Opens the run folder, takes the kit's digest and begins the transcript. A real run first puts the step's last result aside, so that an
# interrupted run never leaves an older success behind.
function Initialize-KitStep {
    param(
        [Parameter(Mandatory = $true)][string]$StepId,
        [AllowEmptyString()][string]$RunFolder = '',
        [AllowEmptyString()][string]$Subject = '',
        [AllowEmptyString()][string]$Wave = '',
        [int]$Revision = 0,
        [bool]$DryRun = $false
    )
    $manifest = Join-Path -Path $script:KitRoot -ChildPath 'manifest.json'
    if (-not (Test-Path -LiteralPath $manifest -PathType Leaf)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing: this is not a whole kit.' -f $manifest)
    }
    if ([string]::IsNullOrEmpty($RunFolder)) {
        $RunFolder = Join-Path -Path (Split-Path -Path $script:KitRoot -Parent) -ChildPath $script:KitRunFolderName
    }
    if (-not (Test-Path -LiteralPath $RunFolder -PathType Container)) {
        [void](New-Item -Path $RunFolder -ItemType Directory -Force -WhatIf:$false -Confirm:$false)
    }
    $RunFolder = (Resolve-Path -LiteralPath $RunFolder).ProviderPath
    $script:KitStep = @{
        Id         = $StepId
        RunFolder  = $RunFolder
        Subject    = $Subject
        Wave       = $Wave
        Revision   = $Revision
        DryRun     = $DryRun
        KitDigest  = (Get-FileHash -LiteralPath $manifest -Algorithm SHA256).Hash.ToLowerInvariant()
        StartedUtc = Get-KitTime
        Stamp      = Get-KitTime -Format 'yyyyMMddTHHmmssZ'
        Checks     = @()
        Refusals   = @()
        Transcript = $false
    }
    if (-not $DryRun) {
        $last = Get-KitResultPath -StepId $StepId
        if (Test-Path -LiteralPath $last -PathType Leaf) {
            $aside = Join-Path -Path (Get-KitFolder -Name 'results', 'history') -ChildPath ('{0}.before-{1}.json' -f $StepId, $script:KitStep.Stamp)
            Move-Item -LiteralPath $last -Destination $aside -Force -WhatIf:$false -Confirm:$false
        }
    }
    $transcript = Join-Path -Path (Get-KitFolder -Name 'transcripts') -ChildPath ('{0}.{1}.txt' -f $StepId, $script:KitStep.Stamp)
    try {
        [void](Start-Transcript -LiteralPath $transcript -WhatIf:$false -Confirm:$false)
        $script:KitStep.Transcript = $true
    }
    catch {
        Write-Warning -Message ('No transcript can be written here: {0}' -f $_.Exception.Message)
    }
    $mode = ''
    if ($DryRun) { $mode = ' (rehearsal: nothing is changed)' }
    Write-KitMessage -Message ('Step {0}{1}; run folder {2}' -f $StepId, $mode, $RunFolder)
}

# SHA-256 of the kit's manifest: which kit this is.
function Get-KitDigest {
    return [string]$script:KitStep.KitDigest
}

# Scripts that create objects of product types, or read large XML files, cannot work in ConstrainedLanguage mode.
function Assert-KitFullLanguage {
    param([Parameter(Mandatory = $true)][string]$Reason)
    $mode = [string]$ExecutionContext.SessionState.LanguageMode
    if ($mode -ne 'FullLanguage') {
        Deny-KitStep -Code 'preconditionMissing' -Message (
            'This script needs FullLanguage mode ({0}); here it is {1}. Sign the kit with a certificate that the policy trusts.' -f $Reason, $mode)
    }
}

# The script runs on the machine that it was written for.
function Assert-KitHost {
    param([Parameter(Mandatory = $true)][string]$Name)
    $expected = ($Name -split '\.')[0]
    # COMPUTERNAME is the NetBIOS name: the first 15 characters of a longer name.
    $short = $expected
    if ($short.Length -gt 15) { $short = $short.Substring(0, 15) }
    if (-not (Test-SameText -Left $short -Right $env:COMPUTERNAME)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('This script is written for {0}; this machine is {1}.' -f $expected, $env:COMPUTERNAME)
    }
}

# Adds one check to the result: it passed or it failed.
function Add-KitCheck {
    param(
        [Parameter(Mandatory = $true)][string]$Id,
        [Parameter(Mandatory = $true)][bool]$Passed,
        [AllowEmptyString()][AllowNull()][string]$Expected = '',
        [AllowEmptyString()][AllowNull()][string]$Actual = '',
        [AllowEmptyString()][AllowNull()][string]$Message = ''
    )
    $status = 'failed'
    if ($Passed) { $status = 'passed' }
    Add-KitRemark -Id $Id -Status $status -Expected $Expected -Actual $Actual -Message $Message
}

# Adds one line to the result and tells the operator. "notVerified" is never taken for "passed".
function Add-KitRemark {
    param(
        [Parameter(Mandatory = $true)][string]$Id,
        [Parameter(Mandatory = $true)][ValidateSet('passed', 'failed', 'skipped', 'notVerified')][string]$Status,
        [AllowEmptyString()][AllowNull()][string]$Expected = '',
        [AllowEmptyString()][AllowNull()][string]$Actual = '',
        [AllowEmptyString()][AllowNull()][string]$Message = ''
    )
    $script:KitStep.Checks += [ordered]@{
        id = $Id; status = $Status; expected = $Expected; actual = $Actual; message = $Message
    }
    $detail = ''
    if ($Status -ne 'passed') { $detail = ' (expected {0}; found {1})' -f $Expected, $Actual }
    Write-KitMessage -Message ('[{0}] {1}: {2}{3}' -f $Status, $Id, $Message, $detail)
}

# How many there are and the first of them, as one line for a result.
function Get-KitSample {
    param([AllowNull()][AllowEmptyCollection()][object[]]$Item)
    $texts = @($Item | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_ })
    if ($texts.Count -eq 0) { return '0' }
    $more = ''
    if ($texts.Count -gt 50) { $more = '; ...' }
    return '{0}: {1}{2}' -f $texts.Count, (@($texts | Select-Object -First 50) -join '; '), $more
}

# Whether a check of this run has failed so far.
function Test-KitFailure {
    return @($script:KitStep.Checks | Where-Object { $_.status -eq 'failed' }).Count -gt 0
}

# Notes that a change was not made because it was not confirmed. In a rehearsal nobody was asked.
function Add-KitRefusal {
    param([Parameter(Mandatory = $true)][string]$Change)
    if ($script:KitStep.DryRun) {
        Write-KitMessage -Message ('[rehearsal] {0}' -f $Change)
        return
    }
    $script:KitStep.Refusals += $Change
    Write-Warning -Message ('Not confirmed, not done: {0}' -f $Change)
}

# What later steps and rollbacks need. Rehearsals leave it alone.
function Save-KitState {
    param(
        [Parameter(Mandatory = $true)][string]$Name,
        [Parameter(Mandatory = $true)][object]$Value
    )
    if ($script:KitStep.DryRun) { return }
    $path = Join-Path -Path (Get-KitFolder -Name 'state') -ChildPath ('{0}.json' -f $Name)
    Write-KitFile -Path $path -Text (ConvertTo-KitJson -Value $Value)
}

# The state under a name, with the properties that the caller asks for; $null when there is none.
function Read-KitState {
    param(
        [Parameter(Mandatory = $true)][string]$Name,
        [Parameter(Mandatory = $true)][string[]]$Property
    )
    $path = Join-Path -Path (Get-KitFolder -Name 'state') -ChildPath ('{0}.json' -f $Name)
    $state = Read-KitJson -Path $path
    if ($null -eq $state) { return $null }
    return $state | Select-Object -Property $Property
}

# Why the result of a step does not open a gate; empty when it does. A result counts only when it passed, was no rehearsal, and comes from
# this very kit, environment, wave and revision.
function Get-KitGateProblem {
    param(
        [Parameter(Mandatory = $true)][string]$StepId,
        [AllowEmptyString()][string]$Wave = '',
        [int]$Revision = 0
    )
    $path = Get-KitResultPath -StepId $StepId
    $file = Read-KitJson -Path $path
    if ($null -eq $file) { return ('there is no result {0}' -f $path) }
    $result = $file | Select-Object -Property 'step', 'kitDigest', 'environment', 'wave', 'revision', 'dryRun', 'exitCode', 'outdatedBy'
    if ($result.outdatedBy) { return ('step {0} came after it, or before it was ever done; do it again' -f $result.outdatedBy) }
    if (-not (Test-SameText -Left $result.step -Right $StepId)) { return ('the file holds the result of step {0}' -f $result.step) }
    if ($null -eq $result.exitCode -or $result.exitCode -ne 0) { return ('it ended with exit code {0}' -f $result.exitCode) }
    if ($null -eq $result.dryRun -or $result.dryRun) { return 'it was a rehearsal' }
    if (-not (Test-SameText -Left $result.kitDigest -Right $script:KitStep.KitDigest)) { return 'it was made with another version of this kit' }
    if (-not (Test-SameText -Left $result.environment -Right $script:KitEnvironment)) { return 'it belongs to another environment' }
    if (-not (Test-SameText -Left $result.wave -Right $Wave)) { return ('it belongs to wave {0}' -f $result.wave) }
    $found = 0
    if ($null -ne $result.revision) { $found = [int]$result.revision }
    if ($found -ne $Revision) { return ('it belongs to revision {0}' -f $found) }
    return ''
}

# Stops unless every step that has to come before has passed.
function Assert-KitGate {
    param([AllowEmptyCollection()][object[]]$Gate)
    $problems = @()
    foreach ($entry in $Gate) {
        $problem = Get-KitGateProblem -StepId $entry.Step -Wave $entry.Wave -Revision $entry.Revision
        $opens = [string]::IsNullOrEmpty($problem)
        $message = 'passed with this kit and this revision'
        if (-not $opens) {
            $message = $problem
            $problems += ('{0}: {1}' -f $entry.Step, $problem)
        }
        Add-KitCheck -Id ('gate.{0}' -f $entry.Step) -Passed $opens -Expected 'passed' -Message $message
    }
    if ($problems.Count -gt 0) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('Steps that come before are not done: {0}' -f ($problems -join '; '))
    }
}

# Marks the results of steps that rest on what is being changed now, so that no gate accepts them again. Called before the first change.
# They are overwritten rather than removed, and written also where this copy of the run folder has no result: a copy on another machine may have
# one, and when the copies are brought together the mark has to lie over it.
function Write-KitOutdated {
    param([AllowEmptyCollection()][string[]]$StepId)
    if ($script:KitStep.DryRun) { return }
    foreach ($id in $StepId) {
        $path = Get-KitResultPath -StepId $id
        # What was there: nothing, a result, or an earlier mark, which says what it lies over.
        $hadResult = $false
        $earlier = Read-KitJson -Path $path
        if ($null -ne $earlier) {
            $there = $earlier | Select-Object -Property 'outdatedBy', 'hadResult'
            $hadResult = -not $there.outdatedBy -or [bool]$there.hadResult
        }
        $mark = [ordered]@{
            format = 1; step = $id; kitDigest = $script:KitStep.KitDigest; environment = $script:KitEnvironment
            dryRun = $false; checks = @(); exitCode = $script:KitExitCode.preconditionMissing
            outdatedBy = $script:KitStep.Id; hadResult = $hadResult; endedUtc = Get-KitTime
        }
        Write-KitFile -Path $path -Text (ConvertTo-KitJson -Value $mark)
        if ($hadResult) { Write-KitMessage -Message ('The result of step {0} no longer counts.' -f $id) }
    }
}

# Writes the result, ends the transcript and returns the exit code.
function Complete-KitStep {
    param([AllowNull()][object]$ErrorRecord = $null)
    $denied = $null -ne $script:KitDenial -and $null -ne $ErrorRecord -and $ErrorRecord.Exception.Message -eq $script:KitDenial.Message
    if ($null -eq $script:KitStep) {
        if ($null -ne $ErrorRecord) { Write-Warning -Message $ErrorRecord.Exception.Message }
        if ($denied) { return $script:KitDenial.ExitCode }
        return $script:KitExitCode.unexpectedError
    }
    $step = $script:KitStep
    $exitCode = $script:KitExitCode.done
    if ($null -ne $ErrorRecord) {
        $exitCode = $script:KitExitCode.unexpectedError
        $place = ''
        if ($denied) { $exitCode = $script:KitDenial.ExitCode } else { $place = ' ({0})' -f $ErrorRecord.InvocationInfo.PositionMessage }
        Add-KitRemark -Id 'stopped' -Status 'failed' -Message ('{0}{1}' -f $ErrorRecord.Exception.Message, $place)
    }
    elseif (Test-KitFailure) { $exitCode = $script:KitExitCode.checkFailed }
    elseif ($step.Refusals.Count -gt 0) { $exitCode = $script:KitExitCode.refusedByOperator }
    elseif (@($step.Checks | Where-Object { $_.status -eq 'notVerified' }).Count -gt 0) { $exitCode = $script:KitExitCode.notVerified }

    $wave = $null
    $revision = $null
    if ($step.Wave) { $wave = $step.Wave }
    if ($step.Revision -gt 0) { $revision = $step.Revision }
    $subject = $null
    if ($step.Subject) { $subject = $step.Subject }
    $result = [ordered]@{
        format      = 1
        step        = $step.Id
        kitDigest   = $step.KitDigest
        environment = $script:KitEnvironment
        wave        = $wave
        revision    = $revision
        subject     = $subject
        startedUtc  = $step.StartedUtc
        endedUtc    = Get-KitTime
        host        = [string]$env:COMPUTERNAME
        user        = '{0}\{1}' -f $env:USERDOMAIN, $env:USERNAME
        dryRun      = $step.DryRun
        checks      = @($step.Checks)
        exitCode    = $exitCode
    }
    $text = ConvertTo-KitJson -Value $result
    $history = Join-Path -Path (Get-KitFolder -Name 'results', 'history') -ChildPath ('{0}.{1}.json' -f $step.Id, $step.Stamp)
    Write-KitFile -Path $history -Text $text
    $path = Get-KitResultPath -StepId $step.Id
    # A rehearsal never takes the place of a real result.
    if (-not $step.DryRun -or -not (Test-Path -LiteralPath $path -PathType Leaf)) { Write-KitFile -Path $path -Text $text }
    Write-KitMessage -Message ('Exit code {0}; result {1}' -f $exitCode, $history)
    if ($step.Transcript) { [void](Stop-Transcript) }
    return $exitCode
}
