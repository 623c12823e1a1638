#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Creates the units of this wave that do not exist, each protected from accidental deletion. Units that are there are left alone. Only organizational units
    are created, and only below a parent that exists. It moves nothing and deletes nothing.
    A new unit has to be in the scope of Connect Sync before anything is moved into it: where the scope names units one by one, include it in the Connect wizard first.
    Undo by hand: remove the protection and the unit, while it is still empty.

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

# The units that this wave brings in.
$Units = @(
{{#each wave.newUnits as unit}}
    @{ Dn = {{unit.dn}}; Parent = {{unit.parent}}; Name = {{unit.rdn}}; Domain = {{unit.domain}}; IsOrganizationalUnit = {{unit.isOrganizationalUnit}} }
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

    # Outer units before inner ones.
    $ordered = @($Units | Sort-Object -Property @{ Expression = { $_.Dn.Length } })
    $created = @()
    $state = Read-KitState -Name ('units-{0}' -f $Wave) -Property 'created'
    if ($null -ne $state) { $created = @($state.created) }
    foreach ($unit in $ordered) {
        $entry = Get-DirectoryEntry -DistinguishedName $unit.Dn -Server $unit.Domain
        if ($null -ne $entry) {
            Add-KitRemark -Id 'unit' -Status 'passed' -Message ('{0} is already there.' -f $unit.Dn)
            continue
        }
        if (-not $unit.IsOrganizationalUnit) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not an organizational unit; this script creates no other containers.' -f $unit.Dn)
        }
        if ($null -eq (Get-DirectoryEntry -DistinguishedName $unit.Parent -Server $unit.Domain) -and -not $WhatIfPreference) {
            Deny-KitStep -Code 'preconditionMissing' -Message ('The parent {0} does not exist.' -f $unit.Parent)
        }
        if ($PSCmdlet.ShouldProcess($unit.Dn, 'Create organizational unit, protected from accidental deletion')) {
            # Noted before the unit is made, so that an interrupted run still says which units are the kit's.
            if (@($created | Where-Object { Test-SameText -Left $_ -Right $unit.Dn }).Count -eq 0) { $created += $unit.Dn }
            Save-KitState -Name ('units-{0}' -f $Wave) -Value (@{ created = @($created); createdUtc = Get-KitTime })
            Write-KitOutdated -StepId $Outdates
            New-ADOrganizationalUnit -Name $unit.Name -Path $unit.Parent -ProtectedFromAccidentalDeletion $true -Server $unit.Domain -Confirm:$false
            $entry = Get-DirectoryEntry -DistinguishedName $unit.Dn -Server $unit.Domain
            $spelling = ''
            if ($null -ne $entry) { $spelling = [string]$entry.DistinguishedName }
            Add-KitCheck -Id 'unit' -Passed ($spelling.Equals($unit.Dn)) -Expected $unit.Dn -Actual $spelling -Message 'Created, and spelled as the kit spells it.'
        }
        else {
            Add-KitRefusal -Change ('create {0}' -f $unit.Dn)
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
