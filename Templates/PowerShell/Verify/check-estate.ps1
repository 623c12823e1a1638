#Requires -Version 5.1
#Requires -Modules ActiveDirectory
#Requires -Modules Microsoft.Graph.Authentication
<#
.SYNOPSIS
    {{step.title|comment}}

.DESCRIPTION
    {{step.purpose|comment}}

    Three questions, over all domains and all waves at once.
    Results: is the result of every verification there, passed, no rehearsal, and of this very kit? The steps are listed below; a missing one is named and fails
    this step, and the others are looked at all the same.
    Counts: how many users, groups and contacts does Active Directory have in the units of each domain now, how many does the cloud have, and who is on one side only? Users
    are found by source anchor and counted by their distinguished name, groups by security identifier, contacts by mail address. Beside them stands what was collected in
    each wave. Whoever was collected then, is still in the domain and is in no unit any more has been moved away from Cloud Sync; that fails the step. Whoever is gone
    from the domain is listed.
    What is left: which synchronized users, groups and contacts of the cloud does no unit hold? Only Connect Sync writes them.{{#if kit.isPartial}} They stay there; those in
    units that are not named to stay are listed.{{else}} After the cutover nobody would: they fail the step.{{/if}}

    Computers are not counted. Which engine wrote last is in the provisioning logs and not here; that the units are in one scope on both sides is in the results of the rules and of the scope.
    The numbers are also in evidence\estate.json. It changes nothing. FullLanguage mode is needed for the objects of the Graph module.

    Permissions: User.Read.All, Group.Read.All, OrgContact.Read.All (delegated). Reader roles are enough.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit. It has to hold what every machine wrote: bring them together first.

.PARAMETER ClientId
    Sign in as this application with -CertificateThumbprint instead of interactively.

.PARAMETER CertificateThumbprint
    The certificate of that application, in the certificate store.

.PARAMETER UseDeviceCode
    Sign in with a code on another device.

.PARAMETER AcceptLeft
    Go on although synchronized objects are in no unit, after looking at each of them: they are meant to stand still after the cutover. The result says that it was
    accepted.

.PARAMETER AcceptNotVerified
    Go on although some objects could not be compared, such as contacts without a mail address, after looking at them by hand. The result says that it was accepted.

.NOTES
    Undo: {{step.undo|comment}}
#>
{{> PowerShell/Parts/about.ps1}}
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [string]$ClientId = '',

    [string]$CertificateThumbprint = '',

    [switch]$UseDeviceCode,

    [switch]$AcceptLeft,

    [switch]$AcceptNotVerified
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
{{> PowerShell/Parts/step.ps1}}
# Whether Connect Sync stays for other units.
$IsPartial = {{kit.isPartial}}

# The domains with the classes that are handed over, the units of all waves, and the waves that brought units of the domain.
$Domains = @(
{{#each kit.domains as entry}}
{{#if entry.units}}
    @{
        Name  = {{entry.name}}
        Types = @(
{{#each entry.objectTypes as objectType}}
            {{objectType}}
{{/each}}
        )
        Units = @(
{{#each entry.units as unit}}
            {{unit}}
{{/each}}
        )
        Waves = @(
{{#each entry.waves as wave}}
            @{ Name = {{wave.name}}; Revision = {{wave.revision}} }
{{/each}}
        )
    }
{{/if}}
{{/each}}
)

# What stays on Connect Sync.
$Remaining = @(
{{#each kit.remainingUnits as remaining}}
    {{remaining}}
{{/each}}
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath {{script.kitRootWindows}}
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Graph.ps1')

# The container of a table, keyed by names in capitals, that an object lies in; empty when none holds it. Walks up name by name, so a large table costs no more than
# a small one.
function Find-Holder {
    param([AllowEmptyString()][AllowNull()][string]$Name, [Parameter(Mandatory = $true)][object]$Table)
    $at = ([string]$Name).ToUpperInvariant()
    while ($at -ne '') {
        if ($Table.ContainsKey($at)) { return [string]$Table[$at] }
        $at = Get-DirectoryParentName -Name $at
    }
    return ''
}

# Numbers of the three kinds, as one line for people.
function Get-CountText {
    param([Parameter(Mandatory = $true)][object]$Count)
    return 'users {0}, groups {1}, contacts {2}' -f $Count.users, $Count.groups, $Count.contacts
}

# The kind of a class: inetOrgPersons are users in the cloud.
function Get-KindOfClass {
    param([Parameter(Mandatory = $true)][string]$Type)
    if ($Type -eq 'group') { return 'groups' }
    if ($Type -eq 'contact') { return 'contacts' }
    return 'users'
}

# What could not be compared is "not verified", unless the operator has looked at it by hand.
function Add-UnverifiedRemark {
    param([Parameter(Mandatory = $true)][string]$Id, [AllowEmptyCollection()][object[]]$Item, [Parameter(Mandatory = $true)][string]$Message)
    if ($Item.Count -eq 0) { return }
    $status = 'notVerified'
    if ($AcceptNotVerified) {
        $status = 'skipped'
        $Message = '{0} Accepted by the operator.' -f $Message
    }
    Add-KitRemark -Id $Id -Status $status -Expected 'none' -Actual (Get-KitSample -Item $Item) -Message $Message
}

# Reads what is in the units of a domain: the names by which the cloud knows each object, its unit, and its identifier.
function Get-DomainState {
    param([Parameter(Mandatory = $true)][object]$Domain)
    $state = @{ users = Get-Hashtable; groups = Get-Hashtable; contacts = Get-Hashtable; here = Get-Hashtable; unitCounts = Get-Hashtable; unnamed = @() }
    foreach ($unit in $Domain.Units) {
        $counts = @{ users = 0; groups = 0; contacts = 0 }
        foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact')) {
            if ($Domain.Types -notcontains $type) { continue }
            $kind = Get-KindOfClass -Type $type
            Get-DirectoryObject -Type $type -SearchBase $unit -Server $Domain.Name -Property 'objectSid', 'mail', 'mS-DS-ConsistencyGuid' | ForEach-Object {
                $counts[$kind] += 1
                $name = [string]$_.DistinguishedName
                $state.here[([string]$_.ObjectGUID).ToLowerInvariant()] = $true
                $key = ([string]$_.mail).ToUpperInvariant()
                if ($kind -eq 'users') { $key = ConvertTo-AnchorText -Guid ([guid]$_.ObjectGUID) -Consistency $_.'mS-DS-ConsistencyGuid' }
                if ($kind -eq 'groups') { $key = ([string]$_.objectSid).ToUpperInvariant() }
                if ($key -eq '') { $state.unnamed += $name } else { $state[$kind][$key] = $name }
            }
        }
        $state.unitCounts[$unit.ToUpperInvariant()] = $counts
    }
    return $state
}

# The numbers of a domain now, in the units of one revision.
function Measure-Unit {
    param([Parameter(Mandatory = $true)][object]$State, [Parameter(Mandatory = $true)][AllowEmptyCollection()][string[]]$Unit)
    $sum = @{ users = 0; groups = 0; contacts = 0 }
    foreach ($name in $Unit) {
        $key = $name.ToUpperInvariant()
        if (-not $State.unitCounts.ContainsKey($key)) { continue }
        foreach ($kind in @('users', 'groups', 'contacts')) { $sum[$kind] += $State.unitCounts[$key][$kind] }
    }
    return $sum
}

# Compares what a wave collected with what is there now. Returns the record for the file of numbers.
function Compare-Recorded {
    param([Parameter(Mandatory = $true)][object]$Domain, [Parameter(Mandatory = $true)][object]$Wave, [Parameter(Mandatory = $true)][object]$State, [bool]$IsLast = $false)
    $id = 'recorded.{0}.{1}' -f $Domain.Name, $Wave.Name
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', $Domain.Name) -ChildPath ('directory-{0}.json' -f $Wave.Name)
    $evidence = Read-KitJson -Path $file
    if ($null -eq $evidence) {
        Add-KitRemark -Id $id -Status 'failed' -Expected 'there' -Message ('{0} is missing: collect the objects of the wave, or bring the run folder of the machine that did.' -f $file)
        return
    }
    $facts = $evidence | Select-Object -Property 'kitDigest', 'revision', 'units', 'objects', 'collectedUtc'
    if (-not (Test-SameText -Left $facts.kitDigest -Right (Get-KitDigest)) -or ([int]$facts.revision) -ne $Wave.Revision) {
        Add-KitRemark -Id $id -Status 'failed' -Expected 'of this kit and revision' -Message ('{0} was collected with another version of this kit or for another revision.' -f $file)
        return
    }
    $then = @{ users = 0; groups = 0; contacts = 0 }
    $lost = @()
    foreach ($object in @($facts.objects | Where-Object { $null -ne $_ })) {
        $then[(Get-KindOfClass -Type $object.type)] += 1
        if (-not $State.here.ContainsKey([string]$object.objectGuid)) { $lost += $object }
    }
    $now = Measure-Unit -State $State -Unit @($facts.units)
    Add-KitRemark -Id $id -Status 'passed' -Expected (Get-CountText -Count $then) -Actual (Get-CountText -Count $now) -Message ('Collected at {0}, and in the same units now.' -f $facts.collectedUtc)
    # Every later collection holds what the earlier ones held, so the last one is looked at object by object.
    if ($IsLast) {
        $moved = @()
        $gone = @()
        foreach ($object in @($lost | Select-Object -First 500)) {
            $entry = Get-DirectoryEntryById -Guid $object.objectGuid -Server $Domain.Name
            if ($null -eq $entry) { $gone += $object.dn } else { $moved += '{0}, now {1}' -f $object.dn, $entry.DistinguishedName }
        }
        Add-KitCheck -Id ('moved.{0}' -f $Domain.Name) -Passed ($moved.Count -eq 0) -Expected 'none' -Actual (Get-KitSample -Item $moved) -Message (
            'Objects that were collected, are still in the domain, and are in no unit any more: Cloud Sync deletes them. Find out who has them.')
        Add-KitRemark -Id ('gone.{0}' -f $Domain.Name) -Status 'passed' -Actual (Get-KitSample -Item $gone) -Message 'Objects that were collected and have been deleted in Active Directory since.'
        if ($lost.Count -gt 500) {
            Add-UnverifiedRemark -Id ('moved.{0}.more' -f $Domain.Name) -Item @($lost | Select-Object -Skip 500 | ForEach-Object { $_.dn }) -Message 'More than 500 objects are not where they were collected; these were not looked for.'
        }
    }
    return [ordered]@{ wave = $Wave.Name; collectedUtc = [string]$facts.collectedUtc; then = Get-CountRecord -Count $then; now = Get-CountRecord -Count $now }
}

# Numbers in the order of the file.
function Get-CountRecord {
    param([Parameter(Mandatory = $true)][object]$Count)
    return [ordered]@{ users = $Count.users; groups = $Count.groups; contacts = $Count.contacts }
}

# Notes an object of the cloud that no unit holds: all are counted, the first are named.
function Add-Left {
    param([Parameter(Mandatory = $true)][object]$Left, [AllowEmptyString()][string]$Name)
    $Left.Total += 1
    if ($Left.Total -le 50) { $Left.Names += $Name }
}

# Objects of the cloud that no unit holds: fine where Connect Sync stays, a failure where it goes.
function Add-LeftCheck {
    param([Parameter(Mandatory = $true)][string]$Kind, [Parameter(Mandatory = $true)][object]$Left)
    $id = 'left.{0}' -f $Kind
    $actual = '{0}' -f $Left.Total
    if ($Left.Total -gt 0) { $actual = '{0}: {1}' -f $Left.Total, (@($Left.Names) -join '; ') }
    if ($Left.Total -gt 50) { $actual = '{0}; ...' -f $actual }
    if ($IsPartial) {
        Add-KitRemark -Id $id -Status 'passed' -Actual $actual -Message 'Synchronized and in no unit of this kit: Connect Sync keeps them.'
        return
    }
    $message = 'Synchronized and in no unit: only Connect Sync writes them. Hand them over, or take them out of synchronization.'
    if ($AcceptLeft -and $Left.Total -gt 0) { $message = '{0} Accepted by the operator.' -f $message }
    Add-KitCheck -Id $id -Passed ($Left.Total -eq 0 -or [bool]$AcceptLeft) -Expected '0' -Actual $actual -Message $message
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of the Graph module'
    Assert-GraphSignIn -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -DeviceCode ([bool]$UseDeviceCode)

    # Results. Not a gate: whatever is missing is named, and the counts are looked at all the same.
    foreach ($gate in $Gates) {
        $problem = Get-KitGateProblem -StepId $gate.Step -Wave $gate.Wave -Revision $gate.Revision
        Add-KitCheck -Id ('result.{0}' -f $gate.Step) -Passed ([string]::IsNullOrEmpty($problem)) -Expected 'passed' -Actual $problem -Message 'The result of this step, made with this kit.'
    }

    # What Active Directory has in the units.
    $units = Get-Hashtable
    $states = Get-Hashtable
    foreach ($domain in $Domains) {
        foreach ($unit in $domain.Units) { $units[$unit.ToUpperInvariant()] = $domain.Name }
        Write-KitMessage -Message ('Reading the units of {0}.' -f $domain.Name)
        $states[$domain.Name] = Get-DomainState -Domain $domain
    }

    # What the cloud has.
    Open-GraphTenant -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -DeviceCode ([bool]$UseDeviceCode)
    $kept = Get-Hashtable
    foreach ($name in $Remaining) { $kept[$name.ToUpperInvariant()] = $name }
    $cloudUsers = Get-Hashtable
    $inUnits = Get-Hashtable
    foreach ($domain in $Domains) { $inUnits[$domain.Name] = Get-Hashtable }
    $leftUsers = @{ Total = 0; Names = @() }
    $namedUsers = 0
    $placeless = @()
    $fields = 'id', 'userPrincipalName', 'onPremisesDistinguishedName', 'onPremisesImmutableId'
    foreach ($user in (Get-GraphCollection -Path ('users?$select={0}&$filter=onPremisesSyncEnabled eq true&$count=true&$top=999' -f ($fields -join ',')))) {
        $entry = $user | Select-Object -Property $fields
        $anchor = [string]$entry.onPremisesImmutableId
        if ($anchor -ne '') { $cloudUsers[$anchor] = $true }
        $name = [string]$entry.onPremisesDistinguishedName
        if ($name -eq '') {
            $placeless += [string]$entry.userPrincipalName
            continue
        }
        $holder = Find-Holder -Name $name -Table $units
        if ($holder -ne '') { $inUnits[$holder][[string]$entry.id] = $entry }
        elseif ((Find-Holder -Name $name -Table $kept) -ne '') { $namedUsers += 1 }
        else { Add-Left -Left $leftUsers -Name $name }
    }
    Add-UnverifiedRemark -Id 'cloud.placeless' -Item $placeless -Message 'Synchronized users for whom the cloud has no distinguished name: nobody can say whose unit they are in.'

    $groupsHere = Get-Hashtable
    $contactsHere = Get-Hashtable
    foreach ($state in @($states.Values)) {
        foreach ($key in @($state.groups.Keys)) { $groupsHere[$key] = $true }
        foreach ($key in @($state.contacts.Keys)) { $contactsHere[$key] = $true }
    }
    $cloudGroups = Get-Hashtable
    $leftGroups = @{ Total = 0; Names = @() }
    $fields = 'id', 'displayName', 'onPremisesSecurityIdentifier'
    foreach ($group in (Get-GraphCollection -Path ('groups?$select={0}&$filter=onPremisesSyncEnabled eq true&$count=true&$top=999' -f ($fields -join ',')))) {
        $entry = $group | Select-Object -Property $fields
        $key = ([string]$entry.onPremisesSecurityIdentifier).ToUpperInvariant()
        if ($key -ne '') { $cloudGroups[$key] = $true }
        if (-not $groupsHere.ContainsKey($key)) { Add-Left -Left $leftGroups -Name ([string]$entry.displayName) }
    }
    $cloudContacts = Get-Hashtable
    $leftContacts = @{ Total = 0; Names = @() }
    $fields = 'id', 'displayName', 'mail', 'onPremisesSyncEnabled'
    foreach ($contact in (Get-GraphCollection -Path ('contacts?$select={0}&$top=999' -f ($fields -join ',')))) {
        $entry = $contact | Select-Object -Property $fields
        if (-not $entry.onPremisesSyncEnabled) { continue }
        $key = ([string]$entry.mail).ToUpperInvariant()
        if ($key -ne '') { $cloudContacts[$key] = $true }
        if (-not $contactsHere.ContainsKey($key)) { Add-Left -Left $leftContacts -Name ([string]$entry.displayName) }
    }

    # Side by side, domain by domain.
    $records = @()
    foreach ($domain in $Domains) {
        $state = $states[$domain.Name]
        $counts = Measure-Unit -State $state -Unit $domain.Units
        $there = $inUnits[$domain.Name]
        $total = $counts.users + $counts.groups + $counts.contacts
        Add-KitCheck -Id ('any.{0}' -f $domain.Name) -Passed ($total -gt 0) -Expected 'more than 0' -Actual $total -Message 'Objects in the units; none would mean that this account cannot read them.'

        $missing = @($state.users.Keys | Where-Object { -not $cloudUsers.ContainsKey($_) } | ForEach-Object { $state.users[$_] })
        $stray = @($there.Values | Where-Object { -not $state.users.ContainsKey([string]$_.onPremisesImmutableId) } | ForEach-Object { [string]$_.userPrincipalName })
        Add-KitCheck -Id ('count.{0}.users' -f $domain.Name) -Passed ($there.Count -eq $counts.users) -Expected $counts.users -Actual $there.Count -Message 'Users in the units: Active Directory, and the cloud.'
        Add-KitCheck -Id ('missing.{0}.users' -f $domain.Name) -Passed ($missing.Count -eq 0) -Expected '0' -Actual (Get-KitSample -Item $missing) -Message 'Users of the units that the cloud does not have.'
        Add-KitCheck -Id ('stray.{0}.users' -f $domain.Name) -Passed ($stray.Count -eq 0) -Expected '0' -Actual (Get-KitSample -Item $stray) -Message 'Users that the cloud has in the units and Active Directory does not.'
        $missingGroups = @($state.groups.Keys | Where-Object { -not $cloudGroups.ContainsKey($_) } | ForEach-Object { $state.groups[$_] })
        Add-KitCheck -Id ('count.{0}.groups' -f $domain.Name) -Passed ($missingGroups.Count -eq 0) -Expected $counts.groups -Actual ('missing {0}' -f (Get-KitSample -Item $missingGroups)) -Message 'Groups of the units in the cloud.'
        $missingContacts = @($state.contacts.Keys | Where-Object { -not $cloudContacts.ContainsKey($_) } | ForEach-Object { $state.contacts[$_] })
        Add-KitCheck -Id ('count.{0}.contacts' -f $domain.Name) -Passed ($missingContacts.Count -eq 0) -Expected $counts.contacts -Actual ('missing {0}' -f (Get-KitSample -Item $missingContacts)) -Message 'Contacts of the units in the cloud.'
        Add-UnverifiedRemark -Id ('unnamed.{0}' -f $domain.Name) -Item @($state.unnamed) -Message 'Objects without a security identifier or mail address cannot be found in the cloud.'

        $recorded = @(
            foreach ($wave in $domain.Waves) { Compare-Recorded -Domain $domain -Wave $wave -State $state -IsLast ($wave.Name -eq $domain.Waves[-1].Name) }
        )
        $records += [ordered]@{
            domain = $domain.Name; directory = Get-CountRecord -Count $counts
            cloud  = [ordered]@{ users = $there.Count; groups = $counts.groups - $missingGroups.Count; contacts = $counts.contacts - $missingContacts.Count }
            waves  = @($recorded)
        }
    }
    Add-LeftCheck -Kind 'users' -Left $leftUsers
    Add-LeftCheck -Kind 'groups' -Left $leftGroups
    Add-LeftCheck -Kind 'contacts' -Left $leftContacts
    if ($Remaining.Count -gt 0) { Add-KitRemark -Id 'remaining' -Status 'passed' -Actual $namedUsers -Message 'Users in units that the environment file names to stay on Connect Sync.' }

    $file = Join-Path -Path (Get-KitFolder -Name 'evidence') -ChildPath 'estate.json'
    Write-KitFile -Path $file -Text (ConvertTo-KitJson -Value ([ordered]@{
                format = 1; kind = 'syncshift-estate'; kitDigest = Get-KitDigest; checkedUtc = Get-KitTime; domains = @($records)
                left   = [ordered]@{ users = $leftUsers.Total; groups = $leftGroups.Total; contacts = $leftContacts.Total }
            }))
    Write-KitMessage -Message ('Numbers: {0}' -f $file)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
finally {
    Close-GraphTenant
}
exit $exitCode
