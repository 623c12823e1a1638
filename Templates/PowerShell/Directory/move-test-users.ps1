#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Moves the users that the environment file names into the first unit of this wave. Connect Sync has to see the move before its rules change: after this step one
    complete synchronization cycle has to end, with the scheduler still on.
    It refuses once any Cloud Sync job of the domain has run: a user that moves out of a unit of Cloud Sync, or into one, is then deleted and created
    again. It refuses when the unit is not there. Where everybody came from is kept in the run folder (state\moves-<wave>.json).
    Undo by hand: move the users back with that list, before the rules of this wave are installed.

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

# The wave's units; the first is the target.
$Units = @(
{{#each wave.newUnits as unit}}
    @{ Dn = {{unit.dn}}; Domain = {{unit.domain}} }
{{/each}}
)

# The users to move, by the names that they have now.
$Users = @(
{{#each wave.moves as moved}}
    {{moved}}
{{/each}}
)
$Target = {{wave.moveTarget}}
$TargetDomain = {{wave.moveTargetDomain}}

# Every domain that this revision has units in: none of their jobs may have run.
$TouchedDomains = @(
{{#each wave.domains as touched}}
    {{touched}}
{{/each}}
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'changes are asked for one by one, with ShouldProcess'
    Assert-KitGate -Gate $Gates

    if ($Users.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message 'The environment file names no users to move.' }
    if (@($Units | Where-Object { Test-SameText -Left $_.Dn -Right $Target }).Count -eq 0) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not a new unit of this wave.' -f $Target)
    }

    # No job of the domain may have run, in any wave, not even once: results of starts, kept ones too, and what the Graph scripts noted.
    foreach ($domain in $TouchedDomains) {
        $patterns = @(
            'waves.*.start.provisioning.{0}*' -f $domain
            'waves.*.start.test-objects.{0}*' -f $domain
        )
        $traces = @()
        foreach ($folder in @((Get-KitFolder -Name 'results'), (Get-KitFolder -Name 'results', 'history'))) {
            foreach ($pattern in $patterns) {
                foreach ($file in @(Get-ChildItem -LiteralPath $folder | Where-Object { $_.Name -like ('{0}.json' -f $pattern) })) {
                    $result = Read-KitJson -Path $file.FullName | Select-Object -Property 'dryRun', 'outdatedBy', 'hadResult'
                    # A mark that lies over no result is no trace: it only says that the step has to be done later.
                    $isMark = $result.outdatedBy -and $null -ne $result.hadResult -and -not [bool]$result.hadResult
                    if (-not $isMark -and ($null -eq $result.dryRun -or -not $result.dryRun)) { $traces += $file.Name }
                }
            }
        }
        Add-KitCheck -Id ('jobs.{0}' -f $domain) -Passed ($traces.Count -eq 0) -Expected 'no job has run' -Actual ($traces -join '; ') -Message ('Jobs of {0}' -f $domain)
    }
    if (Test-KitFailure) { Deny-KitStep -Code 'preconditionMissing' -Message 'A Cloud Sync job of this domain has run. From then on nobody is moved between units.' }

    if ($null -eq (Get-DirectoryEntry -DistinguishedName $Target -Server $TargetDomain)) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} does not exist yet.' -f $Target)
    }

    $moves = @()
    $state = Read-KitState -Name ('moves-{0}' -f $Wave) -Property 'moves'
    if ($null -ne $state) { $moves = @($state.moves) }
    $count = 0
    foreach ($user in $Users) {
        if (Test-NameInside -Name $user -Unit $Target) {
            Add-KitRemark -Id 'user' -Status 'passed' -Message ('{0} is in the unit already.' -f $user)
            continue
        }
        $entry = Get-DirectoryEntry -DistinguishedName $user -Server $TargetDomain
        if ($null -eq $entry) {
            $earlier = @($moves | Where-Object { Test-SameText -Left $_.from -Right $user })
            Add-KitCheck -Id 'user' -Passed ($earlier.Count -gt 0) -Expected 'there, or moved before' -Message ('{0} is not in {1}; moved before: {2}' -f $user, $TargetDomain, ($earlier.Count -gt 0))
            continue
        }
        if ($PSCmdlet.ShouldProcess($user, ('Move to {0}' -f $Target))) {
            if ($count -eq 0) { Write-KitOutdated -StepId $Outdates }
            # Noted before the move, so that an interrupted run still knows where everybody came from; and once.
            $moves = @($moves | Where-Object { -not (Test-SameText -Left $_.guid -Right ([string]$entry.ObjectGUID)) })
            $moves += @{ guid = [string]$entry.ObjectGUID; from = [string]$entry.DistinguishedName; to = $Target; movedUtc = Get-KitTime }
            Save-KitState -Name ('moves-{0}' -f $Wave) -Value (@{ moves = @($moves) })
            Move-ADObject -Identity $entry.ObjectGUID -TargetPath $Target -Server $TargetDomain -Confirm:$false
            $count += 1
            $after = Get-ADObject -Identity $entry.ObjectGUID -Server $TargetDomain
            Add-KitCheck -Id 'user' -Passed (Test-NameInside -Name ([string]$after.DistinguishedName) -Unit $Target) -Expected $Target -Actual ([string]$after.DistinguishedName) -Message ('{0} moved' -f $user)
        }
        else {
            Add-KitRefusal -Change ('move {0}' -f $user)
        }
    }
    if ($count -gt 0) {
        Write-KitMessage -Message 'Now wait until one complete synchronization cycle has ended (Get-ADSyncScheduler on the active Connect server) before the next step.'
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
