#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Take the inventory of every domain

.DESCRIPTION
    Counts users, inetOrgPersons, groups, contacts and computers of each domain, finds the largest groups by the length of their member attribute, and compares with the limits of Cloud Sync. Writes down the tree of units, the anchors, the references and a few sample objects as they are now; later steps and the generator read these files.

    For each domain, asked for by its name: users, inetOrgPersons, groups, contacts and computers; the ten largest groups; the tree of units and containers
    with the objects that stand directly in each; how many objects have a mS-DS-ConsistencyGuid, and whether it says something else than objectGUID; how many
    managers and members there are, across the border of the domain too; and a few sample objects of every kind that has gone wrong elsewhere.
    It writes evidence\<domain>\inventory.json and samples.json in the run folder. Name the run folder in the environment file (inventory:), and the next kit is
    generated from what was measured here.

    Counts are those of the whole domain, which is never less than what is in scope. They are compared with what Cloud Sync takes: 150,000 objects in a domain,
    50,000 members in a group; from 90 percent on it warns. Members are read from the attribute member, because Get-ADGroupMember stops at 5,000. A domain
    controller hands out long attributes piece by piece and the module puts them together; that the ten longest came whole is checked by counting from the other
    side, with a search for objects that are member of them.
    Objects are counted as they come and are not kept, so memory does not grow with the domain. It changes nothing and works in ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step assess.count-objects, file 00-assess/10-count-objects.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  Every domain below 150000 objects, no group above 50000 members; inventory.json and samples.json of each domain in the run folder.
    Go on or stop:  Stop when a limit is exceeded or a domain cannot be read.
    Undo:      nothing to undo: it only reads
    Sources:
        MS-DEC: Microsoft Learn: Connect Sync to Cloud Sync decision guide (2025-02-17)
        MS-FAQ: Microsoft Learn: Cloud Sync FAQ (2026-03-30)
        BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner) (2026-09-22)
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

# The domains with the units of all waves, and what the environment file says about their objects; -1 where it says nothing.
$Domains = @(
    @{
        Name   = 'contoso.com'
        Dn     = 'DC=contoso,DC=com'
        Units  = @(
            'OU=CloudSyncPilot,DC=contoso,DC=com'
            'OU=Staff,DC=contoso,DC=com'
        )
        Stated = @{
            'users'          = 12000
            'inetorgpersons' = 0
            'groups'         = 800
            'contacts'       = 40
            'computers'      = 0
            'largest-group'  = 4200
        }
    }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Inventory.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $table = foreach ($domain in $Domains) {
        Write-KitMessage -Message ('Counting {0}.' -f $domain.Name)
        $inventory = Get-DomainInventory -Name $domain.Name -DistinguishedName $domain.Dn
        $counts = $inventory.counts
        $people = $counts.users + $counts.inetorgpersons + $counts.groups + $counts.contacts
        $all = $people + $counts.computers
        $largest = $counts.'largest-group'
        $largestName = @($inventory.largestGroups | Select-Object -First 1 | ForEach-Object { $_.dn }) -join ''

        Add-KitCheck -Id ('objects.{0}' -f $domain.Name) -Passed ($people -le $ObjectLimit) -Expected ('at most {0}' -f $ObjectLimit) -Actual $people -Message (
            'Users, inetOrgPersons, groups and contacts; with computers {0}' -f $all)
        Add-KitCheck -Id ('largest-group.{0}' -f $domain.Name) -Passed ($largest -le $MemberLimit) -Expected ('at most {0}' -f $MemberLimit) -Actual $largest -Message $largestName
        if ($people -ge 0.9 * $ObjectLimit) { Write-Warning -Message ('{0} is at 90 percent of the objects that Cloud Sync takes, or above.' -f $domain.Name) }
        if ($largest -ge 0.9 * $MemberLimit) { Write-Warning -Message ('{0}: the largest group is at 90 percent of the members that Cloud Sync takes, or above.' -f $domain.Name) }
        if ($people -le $ObjectLimit -and $all -gt $ObjectLimit) { Write-Warning -Message ('{0} passes the limit once computers are synchronized too.' -f $domain.Name) }

        # A list of members that came in part would make the group look small.
        $cut = @($inventory.largestGroups | Where-Object { (Measure-DirectoryBackLink -Group $_.dn -SearchBase $domain.Dn -Server $domain.Name) -gt $_.members } | ForEach-Object { $_.dn })
        Add-KitCheck -Id ('members-whole.{0}' -f $domain.Name) -Passed ($cut.Count -eq 0) -Expected 'no more members by memberOf than by member' -Actual (Get-KitSample -Item $cut) -Message (
            'The lists of members of the {0} largest groups came whole.' -f @($inventory.largestGroups).Count)
        Add-KitCheck -Id ('any.{0}' -f $domain.Name) -Passed ($all -gt 0) -Expected 'more than 0' -Actual $all -Message 'Objects found; none would mean that this account cannot read the domain.'

        # The readiness report rests on what the environment file says.
        foreach ($name in @($domain.Stated.Keys | Sort-Object)) {
            if ($domain.Stated[$name] -lt 0) { continue }
            $isSame = $domain.Stated[$name] -eq $counts[$name]
            $status = 'passed'
            $message = 'The environment file says the same.'
            if (-not $isSame) {
                $status = 'skipped'
                $message = 'The environment file says {0}. Write the new number into it, or name this run folder in it, and generate again.' -f $domain.Stated[$name]
            }
            Add-KitRemark -Id ('stated.{0}.{1}' -f $domain.Name, $name) -Status $status -Expected $domain.Stated[$name] -Actual $counts[$name] -Message $message
        }
        foreach ($kind in @('users', 'groups', 'contacts')) {
            $anchors = $inventory.anchors[$kind]
            Add-KitRemark -Id ('anchors.{0}.{1}' -f $domain.Name, $kind) -Status 'passed' -Actual (
                '{0} of {1} with mS-DS-ConsistencyGuid, {2} of them another value than objectGUID' -f $anchors.withConsistencyGuid, $anchors.total, $anchors.differing) -Message (
                'Without it Cloud Sync takes objectGUID as the source anchor.')
        }
        $member = $inventory.references.member
        Add-KitRemark -Id ('references.{0}' -f $domain.Name) -Status 'passed' -Actual (
            'managers {0}, in another domain {1}; members {2}, in another domain {3}, foreign security principals {4}' -f $inventory.references.manager.total,
            $inventory.references.manager.crossDomain, $member.total, $member.crossDomain, $member.foreignSecurityPrincipals) -Message 'References, to be compared after every wave.'
        if ($inventory.otherParents.Count -gt 0) {
            Add-KitRemark -Id ('parents.{0}' -f $domain.Name) -Status 'passed' -Actual (Get-KitSample -Item @($inventory.otherParents | ForEach-Object { $_.dn })) -Message (
                'Objects stand below these, which are neither units nor containers; they are in the counts.')
        }

        $folder = Get-KitFolder -Name 'evidence', $domain.Name
        Write-KitFile -Path (Join-Path -Path $folder -ChildPath 'inventory.json') -Text (ConvertTo-KitJson -Value $inventory)

        # Earlier samples stay beside the new ones: a wave that has begun is compared with what was before it.
        $sampleFile = Join-Path -Path $folder -ChildPath 'samples.json'
        $earlier = Read-KitJson -Path $sampleFile
        if ($null -ne $earlier) {
            $aside = Join-Path -Path $folder -ChildPath ('samples.{0}.json' -f (Get-KitTime -Format 'yyyyMMddTHHmmssZ' -Date $earlier.takenUtc))
            Move-Item -LiteralPath $sampleFile -Destination $aside -Force
        }
        $samples = @(Get-DomainSample -Inventory $inventory -Unit $domain.Units)
        Write-KitFile -Path $sampleFile -Text (ConvertTo-KitJson -Value ([ordered]@{
                    format = 1; kind = 'syncshift-samples'; domain = $domain.Name; takenUtc = Get-KitTime; samples = @($samples)
                }))
        $kinds = @($samples | ForEach-Object { $_.reason } | Sort-Object -Unique) -join ', '
        Add-KitRemark -Id ('samples.{0}' -f $domain.Name) -Status 'passed' -Actual ('{0}: {1}' -f $samples.Count, $kinds) -Message 'Sample objects, written down as they are before anything changes.'

        New-Object -TypeName psobject -Property ([ordered]@{
                Domain = $domain.Name; Users = $counts.users; InetOrgPersons = $counts.inetorgpersons; Groups = $counts.groups; Contacts = $counts.contacts
                Computers = $counts.computers; Total = $all; LargestGroup = $largest; Containers = @($inventory.organizationalUnits).Count
            })
    }
    Write-KitMessage -Message ($table | Format-Table -AutoSize | Out-String -Width 160)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
