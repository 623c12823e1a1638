#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Writes to the run folder: the server configuration (every rule, connector and the metaverse), the rules as objects, the wizard's JSON files, the global
    settings, the scheduler's state, and the pending exports of the Entra connector. Fails when any of it is missing.
    Rule and PowerShell changes are not in the wizard's JSON: back up again after every change of a rule. Not in any of these files: device writeback,
    chosen object types and attributes, run profiles. A snapshot of the server is a good second net.
    The rule files are for review and comparison; they are not a supported way to import rules. It changes nothing on the server.
    FullLanguage mode is needed: pending exports are read as a stream.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER NothingPending
    Go on where csexport writes no file, after the Synchronization Service Manager has shown that no export is pending. Without effect where it writes one; the result
    says that it was taken at the operator's word.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [switch]$NothingPending
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
$Server = {{server.name}}
$IsStaging = {{server.isStaging}}

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'pending exports are read as a stream'
    Assert-ConnectRole -Server $Server -Staging $IsStaging
    Assert-KitGate -Gate $Gates

    $stamp = Get-KitTime -Format 'yyyyMMddTHHmmssZ'
    $folder = Join-Path -Path (Get-KitFolder -Name 'backup', $Server) -ChildPath $stamp
    if (Test-Path -LiteralPath $folder) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is already there.' -f $folder) }

    # The configuration, into a new and empty folder.
    $configuration = Get-KitFolder -Name 'backup', $Server, $stamp, 'configuration'
    Get-ADSyncServerConfiguration -Path $configuration | Out-Null
    $rules = @(Get-ADSyncRule)
    $connectors = @(Get-ADSyncConnector)
    foreach ($part in @(
            [pscustomobject]@{ Folder = 'SynchronizationRules'; Expected = $rules.Count }
            [pscustomobject]@{ Folder = 'Connectors'; Expected = $connectors.Count }
            [pscustomobject]@{ Folder = 'GlobalSettings'; Expected = 1 }
        )) {
        $path = Join-Path -Path $configuration -ChildPath $part.Folder
        $files = @(Get-ChildItem -LiteralPath $path -ErrorAction SilentlyContinue | Where-Object { $_.Name -like '*.xml' })
        Add-KitCheck -Id ('configuration.{0}' -f $part.Folder) -Passed ($files.Count -gt 0 -and $files.Count -ge $part.Expected) -Expected ('at least {0} files' -f $part.Expected) -Actual $files.Count -Message $path
    }

    # The rules as objects, with what the XML does not say (standard or not).
    $rules | Export-Clixml -LiteralPath (Join-Path -Path $folder -ChildPath 'rules.clixml') -Depth 10 -Encoding UTF8
    Add-KitCheck -Id 'rules' -Passed ($rules.Count -gt 0) -Expected 'more than 0' -Actual $rules.Count -Message 'Rules as objects.'

    # The wizard's own files.
    $wizard = Get-KitFolder -Name 'backup', $Server, $stamp, 'wizard'
    $source = Join-Path -Path $env:ProgramData -ChildPath 'AADConnect'
    $policies = @(Get-ChildItem -LiteralPath $source -ErrorAction SilentlyContinue | Where-Object { $_.Name -like '*SynchronizationPolicy*.json' })
    foreach ($policy in $policies) { Copy-Item -LiteralPath $policy.FullName -Destination $wizard }
    $newest = @($policies | Sort-Object -Property 'LastWriteTimeUtc' -Descending | ForEach-Object { $_.Name })
    $newestName = 'none'
    if ($newest.Count -gt 0) { $newestName = $newest[0] }
    Add-KitCheck -Id 'wizard' -Passed ($policies.Count -gt 0) -Expected 'at least one policy file' -Actual $newestName -Message (
        'Wizard policy files in {0}. When there is none, export the current settings in the wizard first ("View or export current configuration").' -f $source)

    # Settings and scheduler.
    $settings = @((Get-ADSyncGlobalSettings).Parameters | ForEach-Object { [pscustomobject]@{ name = [string]$_.Name; value = [string]$_.Value } })
    Write-KitFile -Path (Join-Path -Path $folder -ChildPath 'global-settings.json') -Text (ConvertTo-KitJson -Value ([pscustomobject]@{ settings = $settings }))
    Add-KitCheck -Id 'settings' -Passed ($settings.Count -gt 0) -Expected 'more than 0' -Actual $settings.Count -Message 'Global settings, the deletion threshold among them.'
    $activity = Get-ConnectActivity
    Write-KitFile -Path (Join-Path -Path $folder -ChildPath 'scheduler.json') -Text (ConvertTo-KitJson -Value $activity)
    Add-KitRemark -Id 'scheduler' -Status 'passed' -Actual ('on: {0}' -f $activity.SchedulerEnabled) -Message 'State of the scheduler.'

    # Pending exports: what would be exported if nothing were changed.
    $entra = Get-ConnectEntraConnector
    $file = Join-Path -Path $folder -ChildPath 'pending.xml'
    Export-ConnectPending -ConnectorName $entra.Name -Path $file -NothingPending ([bool]$NothingPending)
    $summary = Get-ConnectPendingSummary -Pending @(Read-ConnectPending -Path $file)
    Add-KitRemark -Id 'pending' -Status 'passed' -Actual $summary -Message 'Pending exports of the Entra connector.'

    # What was written, so that it can be checked after it was carried away.
    $inventory = @(Get-ChildItem -LiteralPath $folder -Recurse | Where-Object { -not $_.PSIsContainer } | Sort-Object -Property 'FullName' | ForEach-Object {
            [pscustomobject]@{
                path   = $_.FullName.Substring($folder.Length + 1).Replace('\', '/')
                bytes  = $_.Length
                sha256 = (Get-FileHash -LiteralPath $_.FullName -Algorithm SHA256).Hash.ToLowerInvariant()
            }
        })
    Write-KitFile -Path (Join-Path -Path $folder -ChildPath 'inventory.json') -Text (ConvertTo-KitJson -Value ([pscustomobject]@{ server = $Server; takenUtc = Get-KitTime; files = $inventory }))
    if (-not (Test-KitFailure)) {
        Save-KitState -Name ('backup-{0}' -f $Server) -Value ([pscustomobject]@{ folder = $stamp; takenUtc = Get-KitTime; kitDigest = Get-KitDigest })
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
