#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Back up the configuration of SYNC01

.DESCRIPTION
    Exports the server configuration and every rule, copies the wizard's JSON files, and takes the pending exports of the Entra connector as the baseline that later previews are compared with. Rules made in the editor or by PowerShell are not in the wizard's automatic exports, so this is repeated before every wave.

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
    Undo: nothing to undo: it writes into the run folder only
#>
<#
    Part of the migration kit of contoso; step backup.connect.SYNC01, file 10-backup/10-back-up-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  The run folder holds connectors, rules, wizard JSON, scheduler state, threshold and the baseline of pending exports.
    Go on or stop:  Stop when anything is missing, or when the baseline already holds deletes that nobody can explain.
    Undo:      nothing to undo: it writes into the run folder only
    Comes after:
        assess.check-connect-server.SYNC01
    Sources:
        MS-IMPEXP: Microsoft Learn: Import and export Connect configuration (2025)
        MS-STAGE: Microsoft Learn: Connect Sync staging server (2025)
        MS-SCHED: Microsoft Learn: Connect Sync scheduler (2025)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [switch]$NothingPending
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'backup.connect.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'assess.check-connect-server.SYNC01'; Wave = ''; Revision = 0 }
)
$Server = 'SYNC01'
$IsStaging = $false

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
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
