#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -Modules ADSync
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Verify the rules on FAB-SYNC02

.DESCRIPTION
    Compares every property, the scope and the mapping of each rule with the plan. Changes nothing.

    Compares every property, scope group and attribute flow of our rules on this server with the revision of this wave. Exit code 1 on any
    difference. It changes nothing.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.pilot.rules.verify.FAB-SYNC02, file waves/01-pilot/30-rules/fab-sync02/20-verify-rules.ps1.

    Who:       Connect Sync administrator
    Where:     Connect Sync server FAB-SYNC02
    Expected:  No difference.
    Go on or stop:  Stop at any difference; the start gate asks for this result.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.pilot.rules.install.FAB-SYNC02
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.rules.verify.FAB-SYNC02'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.pilot.rules.install.FAB-SYNC02'; Wave = 'pilot'; Revision = 1 }
)
$Server = 'FAB-SYNC02'
$IsStaging = $true

# The rules as this revision has them.
$Rules = @(
    New-Object -TypeName psobject -Property @{
        Id               = '0c86bb03-615f-531a-bd7a-e8c203067dc5'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - User NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'user'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 40
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '4787f418-5a9d-5491-83bc-379cfaa58eaf'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - Group NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'Join'
        Precedence       = 41
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = '83c5a3a9-f107-5dfd-b486-cdd8054c0cca'
        Name             = 'Cloud Sync migration - In from AD (fabrikam.com) - Contact NoFlow'
        Description      = 'Syncshift: marks the objects of migrated units with cloudNoFlow.'
        Direction        = 'Inbound'
        ConnectorName    = 'fabrikam.com'
        SourceObjectType = 'contact'
        TargetObjectType = 'person'
        LinkType         = 'Join'
        Precedence       = 43
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
            'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'ab5e74a8-a76d-5fde-8385-c90af3f160b7'
        Name             = 'Cloud Sync migration - Out to Entra - User NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'user'
        LinkType         = 'JoinNoFlow'
        Precedence       = 48
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'fa8c94f5-81bf-534e-95d3-4a98b1c84210'
        Name             = 'Cloud Sync migration - Out to Entra - Group NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'group'
        TargetObjectType = 'group'
        LinkType         = 'JoinNoFlow'
        Precedence       = 49
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
    New-Object -TypeName psobject -Property @{
        Id               = 'e155b66d-f912-5339-9087-c9c9148b1e7a'
        Name             = 'Cloud Sync migration - Out to Entra - Contact NoFlow'
        Description      = 'Syncshift: keeps the join of marked objects, stops their adds, deletes and updates.'
        Direction        = 'Outbound'
        ConnectorName    = ''
        SourceObjectType = 'person'
        TargetObjectType = 'contact'
        LinkType         = 'JoinNoFlow'
        Precedence       = 52
        ScopeOperator    = 'ENDSWITH'
        Units            = @(
        )
        # What the scope groups compare dn with, one a group.
        ScopeValues      = @(
        )
    }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\ConnectSync.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Server -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of Connect Sync'
    Assert-ConnectRole -Server $Server -Staging $IsStaging
    Assert-KitGate -Gate $Gates

    if ($Rules.Count -eq 0) { Deny-KitStep -Code 'unexpectedError' -Message 'This revision has no rules; there is nothing to verify.' }
    $wanted = @(Resolve-ConnectRule -Rule $Rules)
    Test-ConnectRuleRoom -Wanted $wanted -Present @(Get-ADSyncRule)
    Test-ConnectRuleSet -Wanted $wanted
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
