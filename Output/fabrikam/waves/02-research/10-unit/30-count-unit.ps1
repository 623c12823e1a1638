#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Count what goes over

.DESCRIPTION
    Counts the objects of each unit of the revision by class, and compares each distinguished name with the one that Active Directory returns, by case too: a scope that matches nothing looks like success.

    Counts what is in the units of this wave, nested units included: users, inetOrgPersons, groups, contacts, computers. Each unit's distinguished name has to
    be spelled exactly as Active Directory returns it, by case too, because rules and scope compare with it. An empty unit is a failure: a scope that
    matches nothing looks like a success. A unit that is to be created first is reported as such. It changes nothing and works in
    ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.research.unit.count, file waves/02-research/10-unit/30-count-unit.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every unit exists, is spelled as in the kit and is not empty.
    Go on or stop:  Stop when a unit is missing, empty or spelled otherwise.
    Undo:      nothing to undo: it only reads
    Sources:
        MS-TUT: Microsoft Learn: Tutorial, pilot Cloud Sync beside Connect Sync (2026-06)
        INFERRED: Follows from documented facts; unverified on a live system (2026-10)
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
$StepId = 'waves.research.unit.count'
# Empty and 0 for steps that belong to no wave.
$Wave = 'research'
$Revision = 2
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
# Whether the kit may create units of this wave that are not there yet, and whether users are moved into the first of them.
$CreatesUnits = $false

# The units of this revision.
$Units = @(
    @{ Dn = 'OU=R\+D\, Labs,OU=Sites,DC=fabrikam,DC=com'; Domain = 'fabrikam.com'; IsNew = $true }
    @{ Dn = 'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'; Domain = 'emea.fabrikam.com'; IsNew = $false }
    @{ Dn = 'OU=R\+D\, Labs,DC=labs,DC=fabrikam,DC=net'; Domain = 'labs.fabrikam.net'; IsNew = $true }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $table = foreach ($unit in $Units) {
        $entry = Get-DirectoryEntry -DistinguishedName $unit.Dn -Server $unit.Domain
        if ($null -eq $entry) {
            if ($CreatesUnits -and $unit.IsNew) {
                Add-KitRemark -Id 'unit' -Status 'skipped' -Message ('{0} is not there yet; the next step creates it.' -f $unit.Dn)
            }
            else {
                Add-KitRemark -Id 'unit' -Status 'failed' -Expected 'there' -Message ('{0} is not in {1}.' -f $unit.Dn, $unit.Domain)
            }
            continue
        }
        $spelling = [string]$entry.DistinguishedName
        Add-KitCheck -Id 'unit.spelling' -Passed ($spelling.Equals($unit.Dn)) -Expected $unit.Dn -Actual $spelling -Message 'Spelled as Active Directory has it, by case too.'

        $counts = @{}
        $total = 0
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact', 'device')) {
            $counts[$type] = 0
            Get-DirectoryObject -Type $type -SearchBase $unit.Dn -Server $unit.Domain | ForEach-Object { $counts[$type] += 1 }
            $total += $counts[$type]
        }
        New-Object -TypeName psobject -Property ([ordered]@{
                Unit = $unit.Dn; Users = $counts.user; InetOrgPersons = $counts.inetOrgPerson; Groups = $counts.group; Contacts = $counts.contact; Computers = $counts.device
            })
        if ($total -eq 0 -and $CreatesUnits -and $unit.IsNew) {
            Add-KitRemark -Id 'unit.count' -Status 'skipped' -Actual '0' -Message ('{0} is empty; users are moved into it by a later step.' -f $unit.Dn)
        }
        else {
            Add-KitCheck -Id 'unit.count' -Passed ($total -gt 0) -Expected 'more than 0' -Actual $total -Message $unit.Dn
        }
    }
    Write-KitMessage -Message ($table | Format-Table -AutoSize | Out-String -Width 200)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
