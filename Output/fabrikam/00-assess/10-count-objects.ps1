#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Count the objects of every domain

.DESCRIPTION
    Counts users, inetOrgPersons, groups, contacts and computers of each domain and finds the largest group by the length of its member attribute, then compares with the limits of Cloud Sync.

    Counts users, inetOrgPersons, groups, contacts and computers of each domain, and the members of the largest group, and compares them with what Cloud
    Sync takes: 150,000 objects in a domain, 50,000 members in a group. From 90 percent on it warns. The numbers also go to evidence\<domain>\counts.json
    under the names that the environment file uses.
    Members are read from the attribute member: Get-ADGroupMember stops at 5,000. The counts are those of the whole domain, which is never less than what is
    in scope. It changes nothing. It does not need FullLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step assess.count-objects, file 00-assess/10-count-objects.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every domain below 150000 objects, no group above 50000 members.
    Go on or stop:  Stop when a limit is exceeded or a domain cannot be read.
    Undo:      nothing to undo: it only reads
    Sources:
        MS-DEC: Microsoft Learn: Connect Sync to Cloud Sync decision guide (2025-02-17)
        MS-FAQ: Microsoft Learn: Cloud Sync FAQ (2026-03-30)
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
$StepId = 'assess.count-objects'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)
$ObjectLimit = 150000
$MemberLimit = 50000

# The domains, and what the environment file says about them; -1 where it says nothing.
$Domains = @(
    [pscustomobject]@{
        Name           = 'fabrikam.com'
        Dn             = 'DC=fabrikam,DC=com'
        Users          = 139500
        InetOrgPersons = 0
        Groups         = 6100
        Contacts       = 320
        Computers      = 0
        LargestGroup   = 31000
    }
    [pscustomobject]@{
        Name           = 'emea.fabrikam.com'
        Dn             = 'DC=emea,DC=fabrikam,DC=com'
        Users          = 21000
        InetOrgPersons = 0
        Groups         = 1900
        Contacts       = 15
        Computers      = 0
        LargestGroup   = 8200
    }
    [pscustomobject]@{
        Name           = 'apac.fabrikam.com'
        Dn             = 'DC=apac,DC=fabrikam,DC=com'
        Users          = 9400
        InetOrgPersons = 0
        Groups         = 700
        Contacts       = 0
        Computers      = 0
        LargestGroup   = 2100
    }
    [pscustomobject]@{
        Name           = 'labs.fabrikam.net'
        Dn             = 'DC=labs,DC=fabrikam,DC=net'
        Users          = 2600
        InetOrgPersons = 35
        Groups         = 210
        Contacts       = 0
        Computers      = 0
        LargestGroup   = 900
    }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $table = @()
    foreach ($domain in $Domains) {
        $counts = [ordered]@{}
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact', 'device')) {
            $filter = Get-DirectoryFilter -Type $type
            $counts[$type] = @(Get-ADObject -LDAPFilter $filter -SearchBase $domain.Dn -SearchScope Subtree -ResultPageSize 1000 -Server $domain.Name).Count
        }
        $largest = 0
        $largestName = ''
        Get-ADGroup -LDAPFilter '(member=*)' -SearchBase $domain.Dn -ResultPageSize 1000 -Server $domain.Name -Properties 'member' | ForEach-Object {
            $members = @($_.member).Count
            if ($members -gt $largest) {
                $largest = $members
                $largestName = [string]$_.DistinguishedName
            }
        }
        $total = $counts.user + $counts.inetOrgPerson + $counts.group + $counts.contact + $counts.device
        $table += [pscustomobject][ordered]@{
            Domain = $domain.Name; Users = $counts.user; InetOrgPersons = $counts.inetOrgPerson; Groups = $counts.group; Contacts = $counts.contact
            Computers = $counts.device; Total = $total; LargestGroup = $largest
        }

        $withoutComputers = $total - $counts.device
        Add-KitCheck -Id ('objects.{0}' -f $domain.Name) -Passed ($withoutComputers -le $ObjectLimit) -Expected ('at most {0}' -f $ObjectLimit) -Actual $withoutComputers -Message (
            'Users, inetOrgPersons, groups and contacts; with computers {0}' -f $total)
        Add-KitCheck -Id ('largest-group.{0}' -f $domain.Name) -Passed ($largest -le $MemberLimit) -Expected ('at most {0}' -f $MemberLimit) -Actual $largest -Message $largestName
        if ($withoutComputers -ge 0.9 * $ObjectLimit) { Write-Warning -Message ('{0} is at 90 percent of the objects that Cloud Sync takes, or above.' -f $domain.Name) }
        if ($largest -ge 0.9 * $MemberLimit) { Write-Warning -Message ('{0}: the largest group is at 90 percent of the members that Cloud Sync takes, or above.' -f $domain.Name) }
        if ($counts.device -gt 0 -and $total -gt $ObjectLimit) { Write-Warning -Message ('{0} passes the limit once computers are synchronized too.' -f $domain.Name) }

        # What the environment file says must not be less than what is there by more than a tenth: the readiness report rests on it.
        $stated = @(
            [pscustomobject]@{ Name = 'users'; Stated = $domain.Users; Counted = $counts.user }
            [pscustomobject]@{ Name = 'inet-org-persons'; Stated = $domain.InetOrgPersons; Counted = $counts.inetOrgPerson }
            [pscustomobject]@{ Name = 'groups'; Stated = $domain.Groups; Counted = $counts.group }
            [pscustomobject]@{ Name = 'contacts'; Stated = $domain.Contacts; Counted = $counts.contact }
            [pscustomobject]@{ Name = 'computers'; Stated = $domain.Computers; Counted = $counts.device }
            [pscustomobject]@{ Name = 'largest-group'; Stated = $domain.LargestGroup; Counted = $largest }
        )
        foreach ($line in $stated) {
            if ($line.Stated -lt 0) { continue }
            $isSame = $line.Stated -eq $line.Counted
            $status = 'passed'
            $message = 'The environment file says the same.'
            if (-not $isSame) {
                $status = 'skipped'
                $message = 'The environment file says {0}. Write the new number into it and generate again.' -f $line.Stated
            }
            Add-KitRemark -Id ('stated.{0}.{1}' -f $domain.Name, $line.Name) -Status $status -Expected $line.Stated -Actual $line.Counted -Message $message
        }

        $file = Join-Path -Path (Get-KitFolder -Name 'evidence', $domain.Name) -ChildPath 'counts.json'
        Write-KitFile -Path $file -Text (ConvertTo-KitJson -Value ([pscustomobject][ordered]@{
                    domain = $domain.Name; countedUtc = Get-KitTime
                    counts = [pscustomobject][ordered]@{
                        users = $counts.user; 'inet-org-persons' = $counts.inetOrgPerson; groups = $counts.group; contacts = $counts.contact
                        computers = $counts.device; 'largest-group' = $largest
                    }
                }))
    }
    Write-KitMessage -Message ($table | Format-Table -AutoSize | Out-String -Width 160)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
