#Requires -Version 5.1
<#
.SYNOPSIS
    Says whether the kit of contoso is what was written and approved.

.DESCRIPTION
    Names every file that is edited, missing or extra. Reads only, and needs no network. Windows keeps no permission to execute, so that is
    looked at by verify.sh alone.

    Who could change the kit could change this script too: run the one of a copy that you trust (-Kit names the kit to look at), and compare
    the checksum of manifest.json with the approved one.

.PARAMETER Kit
    The kit to look at. Default: the folder of this script.

.PARAMETER Digest
    The approved checksum of manifest.json. Without it, compare the one that is printed.

.PARAMETER Domain
    The folder holds the part of this domain; files that are of another domain alone may be missing.

.PARAMETER Signed
    The .ps1 files may carry an Authenticode signature block, which is left out of their checksum. Needs FullLanguage mode.

.EXAMPLE
    powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File .\verify.ps1

.NOTES
    Exit codes: as in all scripts of the kit; 0 nothing differs, 1 something does.
#>
[CmdletBinding()]
param(
    [string]$Kit = '',
    [ValidatePattern('^([0-9A-Fa-f]{64})?$')]
    [string]$Digest = '',
    [string]$Domain = '',
    [switch]$Signed
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$KitEnvironment = 'contoso'
$ExitCode = @{
    'done' = 0
    'checkFailed' = 1
    'preconditionMissing' = 2
    'unexpectedError' = 3
    'ambiguous' = 4
    'quarantined' = 5
    'timedOut' = 6
    'notVerified' = 7
    'refusedByOperator' = 8
    'objectsLost' = 9
    'wrongUsage' = 64
}

# The checksum of a file, in small letters as the manifest has it.
function Get-FileDigest {
    param([Parameter(Mandatory = $true)][string]$Path)
    return (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant()
}

# The checksums that a script may have without the signature block at its end; none when there is no proper block. Whatever stands below
# the first line of the block has to be a comment of the block.
function Get-UnsignedDigest {
    param([Parameter(Mandatory = $true)][string]$Path)
    $bytes = [System.IO.File]::ReadAllBytes($Path)
    # One character a byte, so that places in the text are places in the file.
    $text = [System.Text.Encoding]::GetEncoding(28591).GetString($bytes)
    $mark = 'SIG # '
    $pattern = '(?<=\n)# {0}Begin signature block\r?\n(# [A-Za-z0-9+/=]+\r?\n)+# {0}End signature block(\r?\n)?\z' -f $mark
    $block = [regex]::Match($text, $pattern)
    if (-not $block.Success) { return }
    $sha256 = [System.Security.Cryptography.SHA256]::Create()
    # Signing puts a line break of its own, CR and LF, before the block.
    foreach ($size in @(($block.Index - 2), $block.Index)) {
        if ($size -ge 0) {
            $hash = $sha256.ComputeHash($bytes, 0, $size)
            -join @($hash | ForEach-Object { $_.ToString('x2') })
        }
    }
}

# The files that the manifest lists, in its order. It is read line by line, because it is written line by line.
function Get-ListedFile {
    param([Parameter(Mandatory = $true)][string]$Path)
    $name = ''
    $hash = ''
    foreach ($line in @(Get-Content -LiteralPath $Path -Encoding UTF8)) {
        if ($line -cmatch '^      "path": "([^"\\]+)",$') { $name = $Matches[1] }
        elseif ($line -cmatch '^      "sha256": "([0-9a-f]{64})",$') { $hash = $Matches[1] }
        elseif ($line -cmatch '^      "executable": (true|false)$') {
            @{ Path = $name; Sha256 = $hash }
            $name = ''
            $hash = ''
        }
    }
}

# The domains that units of the kit lie in, in small letters.
function Get-ListedDomain {
    param([Parameter(Mandatory = $true)][string]$Path)
    foreach ($line in @(Get-Content -LiteralPath $Path -Encoding UTF8)) {
        if ($line -cmatch '^    "([^"\\]+)": \[') { $Matches[1].ToLowerInvariant() }
    }
}

# Whether a file is of another domain alone than the one that was asked for. It lies in a folder of that name, or its own name ends with it; of
# two names the longer one counts. The ways back are of all domains.
function Test-OtherDomain {
    param(
        [Parameter(Mandatory = $true)][string]$Path,
        [AllowEmptyCollection()][string[]]$Domains,
        [Parameter(Mandatory = $true)][string]$Wanted
    )
    $found = ''
    $folded = '/{0}' -f $Path.ToLowerInvariant()
    if ($folded -cmatch '/(90-)?rollback/') { return $false }
    $stem = $folded -replace '\.[^.]*$', ''
    foreach ($name in $Domains) {
        $isOf = $folded.Contains('/{0}/' -f $name) -or $stem.EndsWith(('-{0}' -f $name), 'Ordinal')
        if ($isOf -and $name.Length -gt $found.Length) { $found = $name }
    }
    return ($found -ne '' -and $found -cne $Wanted)
}

# The text that SHA256SUMS has to hold: one line a file, sorted by the bytes of the paths.
function Get-ExpectedSum {
    param(
        [AllowEmptyCollection()][object[]]$File,
        [Parameter(Mandatory = $true)][string]$ManifestDigest
    )
    $lines = @()
    $isDone = $false
    foreach ($entry in $File) {
        if (-not $isDone -and [string]::CompareOrdinal($entry.Path, 'manifest.json') -gt 0) {
            $lines += ('{0}  manifest.json' -f $ManifestDigest)
            $isDone = $true
        }
        $lines += ('{0}  {1}' -f $entry.Sha256, $entry.Path)
    }
    if (-not $isDone) { $lines += ('{0}  manifest.json' -f $ManifestDigest) }
    return ($lines -join "`n") + "`n"
}

function Write-Problem {
    param(
        [Parameter(Mandatory = $true)][string]$Kind,
        [Parameter(Mandatory = $true)][string]$Path,
        [Parameter(Mandatory = $true)][string]$Detail
    )
    Write-Output -InputObject ('{0,-10} {1}: {2}' -f $Kind, $Path, $Detail)
}

if ($Signed -and [string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Output -InputObject 'The switch -Signed needs FullLanguage mode. Sign this script with a certificate that the policy trusts.'
    exit $ExitCode.preconditionMissing
}
if ([string]::IsNullOrEmpty($Kit)) { $Kit = $PSScriptRoot }
# As the files below spell it: Windows may have a short name for a folder of the path.
$root = (Get-Item -LiteralPath $Kit -Force).FullName.TrimEnd('\', '/')
$manifest = Join-Path -Path $root -ChildPath 'manifest.json'
$sums = Join-Path -Path $root -ChildPath 'SHA256SUMS'
foreach ($own in @($manifest, $sums)) {
    if (-not (Test-Path -LiteralPath $own -PathType Leaf)) {
        Write-Problem -Kind 'missing' -Path $own -Detail 'it is not here, so this is not a whole kit'
        exit $ExitCode.checkFailed
    }
}

$domains = @(Get-ListedDomain -Path $manifest)
$wantedDomain = $Domain.ToLowerInvariant()
if ($wantedDomain -and $domains -cnotcontains $wantedDomain) {
    Write-Output -InputObject ('The kit has no units in a domain {0}.' -f $Domain)
    exit $ExitCode.wrongUsage
}

$problems = @()
$manifestDigest = Get-FileDigest -Path $manifest
$listed = @(Get-ListedFile -Path $manifest)
$sumText = [string](Get-Content -LiteralPath $sums -Encoding UTF8 -Raw)
$expectedText = Get-ExpectedSum -File $listed -ManifestDigest $manifestDigest

if ($Digest -and $Digest -ne $manifestDigest) {
    $problems += Write-Problem -Kind 'edited' -Path 'manifest.json' -Detail ('its checksum {0} is not the approved one' -f $manifestDigest)
}
elseif (-not $sumText.Contains(('{0}  manifest.json' -f $manifestDigest) + "`n")) {
    $problems += Write-Problem -Kind 'edited' -Path 'manifest.json' -Detail 'its checksum is not the one in SHA256SUMS; one of the two was changed'
}
# The line about the manifest was looked at above.
$sumRest = $sumText -creplace '(?m)^[0-9a-f]{64}  manifest\.json\n', ''
$expectedRest = $expectedText -creplace '(?m)^[0-9a-f]{64}  manifest\.json\n', ''
$sameLines = $sumRest -ceq $expectedRest
if (-not $sameLines -or (Get-Item -LiteralPath $sums -Force).Length -ne $expectedText.Length) {
    $problems += Write-Problem -Kind 'edited' -Path 'SHA256SUMS' -Detail 'its lines are not those that follow from manifest.json; one of the two was changed'
}

# What is there, by path. A name in other letters than the kit's is another file.
$present = @{}
$folders = @{}
foreach ($item in @(Get-ChildItem -LiteralPath $root -Recurse -Force)) {
    $path = $item.FullName.Substring($root.Length + 1).Replace('\', '/')
    if ($item.PSIsContainer) {
        if (@(Get-ChildItem -LiteralPath $item.FullName -Force).Count -eq 0) { $folders[$path] = $true }
    }
    else {
        $present[$path] = $item
    }
}
$wanted = @{ 'manifest.json' = 'manifest.json'; 'SHA256SUMS' = 'SHA256SUMS' }
foreach ($entry in $listed) { $wanted[$entry.Path] = $entry.Path }
foreach ($path in @($present.Keys | Sort-Object)) {
    if (-not $wanted.ContainsKey($path) -or $wanted[$path] -cne $path) {
        $problems += Write-Problem -Kind 'extra' -Path $path -Detail 'the kit has no such file'
    }
}
foreach ($path in @($folders.Keys | Sort-Object)) {
    $problems += Write-Problem -Kind 'extra' -Path $path -Detail 'the kit has no such folder'
}

foreach ($entry in $listed) {
    if (-not $present.ContainsKey($entry.Path)) {
        if ($wantedDomain -and (Test-OtherDomain -Path $entry.Path -Domains $domains -Wanted $wantedDomain)) { continue }
        $problems += Write-Problem -Kind 'missing' -Path $entry.Path -Detail 'it is not here'
        continue
    }
    $item = $present[$entry.Path]
    if (([string]$item.Attributes -split ', ') -contains 'ReparsePoint') {
        $problems += Write-Problem -Kind 'edited' -Path $entry.Path -Detail 'it is a link'
        continue
    }
    $found = Get-FileDigest -Path $item.FullName
    if ($found -ceq $entry.Sha256) { continue }
    if ($Signed -and $entry.Path.EndsWith('.ps1') -and @(Get-UnsignedDigest -Path $item.FullName) -ccontains $entry.Sha256) { continue }
    $problems += Write-Problem -Kind 'edited' -Path $entry.Path -Detail ('its checksum is {0}, and was {1}' -f $found, $entry.Sha256)
}

foreach ($problem in $problems) { Write-Output -InputObject $problem }
Write-Output -InputObject ('manifest.json has the checksum {0}.' -f $manifestDigest)
if ($problems.Count -gt 0) {
    Write-Output -InputObject ('The kit of {0} is NOT what was written: {1} problems.' -f $KitEnvironment, $problems.Count)
    exit $ExitCode.checkFailed
}
if (-not $Digest) {
    Write-Output -InputObject 'Compare it with the one that was approved: whoever changes everything can change the checksums too.'
}
if ($wantedDomain) {
    Write-Output -InputObject ('The part of {0} of the kit of {1} is what was written: {2} files.' -f $wantedDomain, $KitEnvironment, $present.Count)
    exit $ExitCode.done
}
Write-Output -InputObject ('The kit of {0} is what was written: {1} files.' -f $KitEnvironment, ($listed.Count + 2))
exit $ExitCode.done
