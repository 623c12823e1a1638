#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    See whose password hashes SYNC01 still sends

.DESCRIPTION
    Cloud Sync sends the hashes of the wave's users now. Whether Connect Sync goes on sending those of marked users is not documented (unverified); its events 656 and 657 show what it does here. Both send the same hash, so this is evidence and no fault.

    Reads the events 656 (a password change was asked for) and 657 (its result) that Connect Sync wrote into the application log since the rules of this wave were changed on
    this server, and counts them for users inside the units of this revision and outside. Whether Connect Sync goes on sending hashes of marked users is not documented: the
    numbers say what it does here. Change the password of one test user in the units, and of one user outside, ten minutes before.
    Without any event nothing is known: the step then ends as not verified. It changes nothing.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step waves.staff.verify.password-events.SYNC01, file waves/02-staff/70-verify/40-check-password-events-sync01.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server SYNC01
    Expected:  Events for the test user whose password was changed, or none for users inside the units; no result other than success.
    Go on or stop:  Stop when a user whose password was changed cannot sign in with it. Change a test user's password ten minutes before; without any event the step is not verified.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.staff.start.password-hash-sync.contoso.com
        waves.staff.rules.verify.SYNC01
    Sources:
        RULE-XML: Connect Sync configuration export, build 1.1.130.0, as published with Microsoft's Configuration Documenter (2016-05)
        INFERRED: Follows from documented facts; unverified on a live system (2026-10)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.staff.verify.password-events.SYNC01'
# Empty and 0 for steps that belong to no wave.
$Wave = 'staff'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.staff.rules.verify.SYNC01'; Wave = 'staff'; Revision = 2 }
    @{ Step = 'waves.staff.start.password-hash-sync.contoso.com'; Wave = 'staff'; Revision = 2 }
)
$Server = 'SYNC01'
$IsStaging = $false

# The units of this revision.
$Units = @(
    'OU=CloudSyncPilot,DC=contoso,DC=com'
    'OU=Staff,DC=contoso,DC=com'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-ConnectRole -Server $Server -Staging $IsStaging
    Assert-KitGate -Gate $Gates

    $rules = Read-KitState -Name ('rules-{0}' -f $Server) -Property 'changedUtc', 'revision'
    if ($null -eq $rules -or ([int]$rules.revision) -ne $Revision) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('The rules of revision {0} are not on {1} by the record in this run folder.' -f $Revision, $Server)
    }
    $since = ([datetime]$rules.changedUtc).ToLocalTime()

    $events = @()
    try {
        $events = @(Get-WinEvent -FilterHashtable @{ LogName = 'Application'; ProviderName = 'Directory Synchronization'; Id = 656, 657; StartTime = $since })
    }
    catch {
        # An empty answer comes as an error; anything else is one.
        if ([string]$_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') { throw }
    }

    # One event can name several users, each as "Anchor : ..., Dn : ..., Result : ..." (or "Change Date : ..." in event 656).
    $named = @(foreach ($entry in $events) {
            foreach ($match in @([regex]::Matches([string]$entry.Message, 'Dn : (?<dn>.+?), (?<what>Change Date|Result) : (?<text>[^,\r\n]+)'))) {
                [pscustomobject]@{ Id = [int]$entry.Id; Dn = $match.Groups['dn'].Value; Text = $match.Groups['text'].Value.Trim() }
            }
        })
    $inside = @($named | Where-Object { (Get-UnitOfName -Name $_.Dn -Unit $Units) -ne '' })
    $outside = @($named | Where-Object { (Get-UnitOfName -Name $_.Dn -Unit $Units) -eq '' })
    $failed = @($named | Where-Object { $_.Id -eq 657 -and $_.Text -notmatch '^Success' } | ForEach-Object { '{0}: {1}' -f $_.Dn, $_.Text })

    Add-KitRemark -Id 'hashes.inside' -Status 'passed' -Actual (Get-KitSample -Item @($inside | ForEach-Object { '{0} {1}' -f $_.Id, $_.Dn })) -Message (
        'Events for users inside the units since {0}: what Connect Sync still does for marked users.' -f $rules.changedUtc)
    Add-KitRemark -Id 'hashes.outside' -Status 'passed' -Actual $outside.Count -Message 'Events for users outside the units: these are Connect Sync''s own.'
    Add-KitCheck -Id 'hashes.failed' -Passed ($failed.Count -eq 0) -Expected '0' -Actual (Get-KitSample -Item $failed) -Message 'Results other than success.'
    if ($named.Count -eq 0) {
        Add-KitRemark -Id 'hashes' -Status 'notVerified' -Expected 'at least one event' -Actual ('{0} events, none with a name' -f $events.Count) -Message (
            'No password was changed since, or the log was cleared: change the password of a test user and run this again after ten minutes.')
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
