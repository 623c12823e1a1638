#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Connect Sync leaves a part of some units out, so the containers below these go over one by one. A container that was created beside them since the inventory
    was taken, and an object that lies directly in such a unit, is in the scope of Connect Sync and in none of Cloud Sync: once Connect Sync is gone, nobody
    synchronizes it. One of them is a failure, with its name. It changes nothing and works in
    ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding()]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
$Domain = {{domain.name}}
$ObjectTypes = @(
{{#each domain.objectTypes as objectType}}
    {{objectType}}
{{/each}}
)

{{> PowerShell/Parts/parents.ps1}}

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    foreach ($parent in $Parents) {
        Test-DirectorySibling -Parent $parent.Dn -Child @($parent.Children) -Type $ObjectTypes -Server $Domain
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
