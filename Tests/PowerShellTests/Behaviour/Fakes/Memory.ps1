# What the fakes remember: JSON files in the folder SYNCSHIFT_FAKES, one for each server or directory, and calls.jsonl, one line a call.
# Dot-sourced once, by Start.ps1. The functions are global, because modules see no others.

# The clock stands at a fixed time; only sleeping moves it.
$global:FakeEpoch = (Microsoft.PowerShell.Utility\Get-Date -Date '2026-11-24T08:00:00Z').ToUniversalTime()
$global:FakeClock = 0
$global:FakeSetterCount = 0
$global:FakeFaults = $null

function global:Read-FakeFile {
    param([Parameter(Mandatory = $true)][string]$Name)
    $path = Join-Path -Path $env:SYNCSHIFT_FAKES -ChildPath ('{0}.json' -f $Name)
    return Get-Content -LiteralPath $path -Raw -Encoding UTF8 | ConvertFrom-Json
}

function global:Save-FakeFile {
    param(
        [Parameter(Mandatory = $true)][string]$Name,
        [Parameter(Mandatory = $true)][object]$Value
    )
    $path = Join-Path -Path $env:SYNCSHIFT_FAKES -ChildPath ('{0}.json' -f $Name)
    $text = ConvertTo-Json -InputObject $Value -Depth 20 -Compress
    [void](New-Item -Path $path -ItemType File -Value $text -Force -WhatIf:$false -Confirm:$false)
}

# The value of a fault that the scenario has switched on; $null when it has not.
function global:Get-FakeFault {
    param([Parameter(Mandatory = $true)][string]$Name)
    if ($null -eq $global:FakeFaults) { $global:FakeFaults = Read-FakeFile -Name 'faults' }
    $found = @($global:FakeFaults.PSObject.Properties | Where-Object { $_.Name -eq $Name })
    if ($found.Count -eq 0) { return $null }
    return $found[0].Value
}

# One line in the record of calls. Objects are written as their names.
function global:Add-FakeCall {
    param(
        [Parameter(Mandatory = $true)][string]$Command,
        [Parameter(Mandatory = $true)][object]$Bound,
        [bool]$IsSetter = $false
    )
    $parameters = @{}
    foreach ($key in @($Bound.Keys)) {
        $value = $Bound[$key]
        $text = ''
        if ($null -ne $value) {
            $text = [string]$value
            if ($value -is [System.Management.Automation.PSCustomObject]) {
                $named = @($value.PSObject.Properties | Where-Object { $_.Name -eq 'Name' })
                if ($named.Count -eq 1) { $text = [string]$named[0].Value }
            }
        }
        $parameters[$key] = $text
    }
    $line = [pscustomobject]@{ command = $Command; setter = $IsSetter; clock = $global:FakeClock; host = [string]$env:COMPUTERNAME; parameters = [pscustomobject]$parameters }
    $text = ConvertTo-Json -InputObject $line -Depth 5 -Compress
    Add-Content -LiteralPath (Join-Path -Path $env:SYNCSHIFT_FAKES -ChildPath 'calls.jsonl') -Value $text -Encoding UTF8 -WhatIf:$false -Confirm:$false
}

# A scenario can break off at the n-th change: before it takes effect or after, by an error or by the end of the process.
function global:Step-FakeInterrupt {
    param([Parameter(Mandatory = $true)][string]$When)
    $fault = Get-FakeFault -Name 'interrupt'
    if ($null -eq $fault -or $fault.when -ne $When -or $global:FakeSetterCount -ne [int]$fault.at) { return }
    if ($fault.how -eq 'exit') { exit 98 }
    throw ('The scenario interrupts here, {0} change {1}.' -f $When, $fault.at)
}

# Called by every fake that changes something, before it does.
function global:Enter-FakeSetter {
    param(
        [Parameter(Mandatory = $true)][string]$Command,
        [Parameter(Mandatory = $true)][object]$Bound
    )
    $global:FakeSetterCount += 1
    Add-FakeCall -Command $Command -Bound $Bound -IsSetter $true
    Step-FakeInterrupt -When 'before'
}

# ... and after it did.
function global:Exit-FakeSetter {
    Step-FakeInterrupt -When 'after'
}

# Parameters that the real command takes and the fake has no answer for.
function global:Deny-FakeParameter {
    param(
        [Parameter(Mandatory = $true)][string]$Command,
        [Parameter(Mandatory = $true)][object]$Bound,
        [string[]]$Name
    )
    foreach ($key in @($Bound.Keys)) {
        if ($Name -contains $key) { throw ('The fake of {0} has no answer for the parameter {1}.' -f $Command, $key) }
    }
}
