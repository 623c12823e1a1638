#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Watch SYNC01 for two weeks

.DESCRIPTION
    Checks that the server is in staging, that its scheduler runs and its last cycle is younger than 7 days, and that its pending exports hold no deletes.

    Checks a Connect Sync server during the soak: it is there to be the way back, and it is one only while it stays fresh. Staging mode on, scheduler on,
    a successful synchronization within the last 7 days, our rules as the last revision has them, no delete pending. It changes nothing.
    The choice of staging mode rather than a disabled scheduler is deliberate: a server that stands still for 7 days needs a full synchronization.
    FullLanguage mode is needed: pending exports are read as a stream.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER NothingPending
    Go on where csexport writes no file, after the Synchronization Service Manager has shown that no export is pending. Without effect where it writes one; the result
    says that it was taken at the operator's word.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step cutover.soak.SYNC01, file 80-cutover/20-check-soak-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  Passed, twice a week for two weeks.
    Go on or stop:  Stop and follow rollback/R5.md when a fault of the whole estate shows.
    Undo:      nothing to undo: it only reads
    Comes after:
        cutover.staging
    Sources:
        MS-TOOL: Microsoft Learn: Migrate Connect Sync to Cloud Sync with the wizard (2026-09-16)
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
$StepId = 'cutover.soak.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
$Server = 'SYNC01'

# Every rule of this kit, as the last revision has it.
$Rules = @(
    New-Object -TypeName psobject -Property @{
        Id               = '7b5de354-224c-5e19-b779-f25ec42827f1'
        Name             = 'Cloud Sync migration - In from AD (contoso.com) - User NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'contoso.com'
        SourceObjectType = 'user'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 50
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'ec9fb839-1bc4-59cd-82e5-d897a6c588c4'
        Name             = 'Cloud Sync migration - In from AD (contoso.com) - Group NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'contoso.com'
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'Join'
        Precedence       = 51
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '7db9c36d-3d8d-5f06-94c9-a040e0a8d2bb'
        Name             = 'Cloud Sync migration - In from AD (contoso.com) - Contact NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'contoso.com'
        SourceObjectType = 'contact'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 52
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '20f7836d-1478-53ba-b5d5-e6517aebead1'
        Name             = 'Cloud Sync migration - Out to Entra - User NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'user'
        LinkType         = 'JoinNoFlow'
        Precedence       = 53
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '6487509a-a77d-57e0-bd05-417ea6d525b3'
        Name             = 'Cloud Sync migration - Out to Entra - Group NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'JoinNoFlow'
        Precedence       = 54
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '14ec87a5-cf42-5ca4-a2a9-5de33d0c7c22'
        Name             = 'Cloud Sync migration - Out to Entra - Contact NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'contact'
        LinkType         = 'JoinNoFlow'
        Precedence       = 55
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'pending exports are read as a stream'
    Assert-KitHost -Name $Server
    Assert-KitGate -Gate $Gates

    $activity = Get-ConnectActivity
    Add-KitCheck -Id 'staging' -Passed $activity.StagingMode -Expected 'True' -Actual $activity.StagingMode -Message 'This server does not export.'
    Add-KitCheck -Id 'scheduler' -Passed $activity.SchedulerEnabled -Expected 'True' -Actual $activity.SchedulerEnabled -Message 'The server keeps importing and synchronizing.'

    $oldest = (Get-Date).ToUniversalTime().AddDays(-7)
    foreach ($connector in @(Get-ADSyncConnector)) {
        $runs = @('Delta Synchronization', 'Full Synchronization' | ForEach-Object { Get-ConnectLastRun -Connector $connector -RunProfile $_ } | Where-Object { $null -ne $_ })
        $fresh = @($runs | Where-Object { ([string]$_.Result) -eq 'success' -and ([datetime]$_.EndDate) -gt $oldest })
        Add-KitCheck -Id ('fresh.{0}' -f $connector.Name) -Passed ($fresh.Count -gt 0) -Expected 'a successful synchronization within 7 days' -Actual (
            @($runs | ForEach-Object { '{0}: {1} at {2:u}' -f $_.RunProfileName, $_.Result, [datetime]$_.EndDate }) -join '; ') -Message $connector.Name
    }

    Test-ConnectRuleSet -Wanted @(Resolve-ConnectRule -Rule $Rules)

    $entra = Get-ConnectEntraConnector
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', 'connect', $Server) -ChildPath ('soak.{0}.xml' -f (Get-KitTime -Format 'yyyyMMddTHHmmssZ'))
    Export-ConnectPending -ConnectorName $entra.Name -Path $file -NothingPending ([bool]$NothingPending)
    $pending = @(Read-ConnectPending -Path $file)
    $deletes = @($pending | Where-Object { 'delete', 'delete-add', 'obsoletion' -contains $_.Operation })
    Add-KitCheck -Id 'pending.deletes' -Passed ($deletes.Count -eq 0) -Expected '0' -Actual (Get-ConnectPendingSummary -Pending $pending) -Message (
        'Deletes that this server would export if it became active.')
    $threshold = Get-ConnectSetting -Name 'Microsoft.OptionalFeature.ExportDeletionThreshold'
    Add-KitRemark -Id 'deletion-threshold' -Status 'passed' -Actual $threshold -Message 'Recorded.'
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
