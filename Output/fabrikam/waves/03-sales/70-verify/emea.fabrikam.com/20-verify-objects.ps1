#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Authentication
<#
.SYNOPSIS
    Compare the objects of emea.fabrikam.com with the cloud

.DESCRIPTION
    Counts users, groups and contacts on the borders of distinguished names, compares displayName, mail, userPrincipalName and proxyAddresses with Active Directory, and compares managers and members one by one, since totals can match while these are wrong.

    Compares what Active Directory says about the objects of the units in this domain (collected before) with what Entra holds: how many users, groups and contacts
    there are, displayName, mail, userPrincipalName and proxyAddresses (as sets), the manager of each user, how many members each group has, and for the groups whose
    members were written down also who they are. Users are found by source anchor, groups by security identifier, contacts by their mail address. It reads from Microsoft
    Graph only and changes nothing.
    The distinguished name of a user is asked for by name: Graph does not return it otherwise, and a count over it would always be 0.
    What cannot be compared is "not verified", which is never "passed": the exit code is then 7. Which engine wrote last is in the provisioning logs, not here.

    Permissions: User.Read.All, Group.Read.All, OrgContact.Read.All (delegated). Reader roles are enough.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER ClientId
    Sign in as this application with -CertificateThumbprint instead of interactively.

.PARAMETER CertificateThumbprint
    The certificate of that application, in the certificate store.

.PARAMETER UseDeviceCode
    Sign in with a code on another device.

.PARAMETER AcceptMemberDifference
    Go on although groups have other members in the cloud, after looking at each of them: members of kinds that are not synchronized count in
    the directory only. The result says that it was accepted.

.PARAMETER AcceptAttributeDifference
    Go on although names or addresses differ, after looking at each of them. The result says that it was accepted.

.PARAMETER AcceptNotVerified
    Go on although some objects could not be compared, such as contacts without a mail address, after looking at them by hand. The result says that it was accepted.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step waves.sales.verify.objects.emea.fabrikam.com, file waves/03-sales/70-verify/emea.fabrikam.com/20-verify-objects.ps1.

    Who:       Hybrid Identity Administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  No missing object, no differing attribute, the same references.
    Go on or stop:  Stop at missing objects or references. What could not be verified has not passed. Once every difference was looked at and is explained: -AcceptAttributeDifference, -AcceptMemberDifference, -AcceptNotVerified; the result says so.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.sales.verify.collect.emea.fabrikam.com
    Sources:
        GRAPH-USER: Microsoft Graph reference: user (2026-08)
        BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner) (2026-09-22)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [string]$ClientId = '',

    [string]$CertificateThumbprint = '',

    [switch]$UseDeviceCode,

    [switch]$AcceptMemberDifference,

    [switch]$AcceptAttributeDifference,

    [switch]$AcceptNotVerified
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.sales.verify.objects.emea.fabrikam.com'
# Empty and 0 for steps that belong to no wave.
$Wave = 'sales'
$Revision = 3
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.sales.verify.collect.emea.fabrikam.com'; Wave = 'sales'; Revision = 3 }
)
$Domain = 'emea.fabrikam.com'

# The units of this revision in this domain.
$Units = @(
    'OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com'
    'OU=SalesEMEA,DC=emea,DC=fabrikam,DC=com'
)

# Looked at one by one: their names have to be in the cloud, whatever the counts say.
$TestObjects = @(
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Graph.ps1')

# A comparison of names or addresses: the differences fail it, unless the operator has looked at them.
function Add-AttributeCheck {
    param(
        [Parameter(Mandatory = $true)][string]$Id,
        [AllowEmptyCollection()][object[]]$Difference,
        [Parameter(Mandatory = $true)][string]$Message
    )
    if ($AcceptAttributeDifference -and $Difference.Count -gt 0) { $Message = '{0} The differences were accepted by the operator.' -f $Message }
    Add-KitCheck -Id $Id -Passed ($Difference.Count -eq 0 -or [bool]$AcceptAttributeDifference) -Expected 'no difference' -Actual (Get-KitSample -Item $Difference) -Message $Message
}

# What cannot be compared is "not verified", unless the operator has looked at it by hand.
function Add-UnverifiedRemark {
    param(
        [Parameter(Mandatory = $true)][string]$Id,
        [AllowEmptyString()][AllowNull()][string]$Actual = '',
        [Parameter(Mandatory = $true)][string]$Message
    )
    if ($AcceptNotVerified) { Add-KitRemark -Id $Id -Status 'skipped' -Actual $Actual -Message ('{0} Accepted by the operator.' -f $Message) }
    else { Add-KitRemark -Id $Id -Status 'notVerified' -Actual $Actual -Message $Message }
}

# How the directory names the object that Graph shows, as the evidence spells it; "other" for kinds that are not compared.
function Get-GraphKey {
    param([AllowNull()][object]$Entry)
    if ($null -eq $Entry) { return '' }
    $names = $Entry | Select-Object -Property 'onPremisesImmutableId', 'onPremisesSecurityIdentifier', 'mail'
    if ($names.onPremisesImmutableId) { return 'user:{0}' -f $names.onPremisesImmutableId }
    if ($names.onPremisesSecurityIdentifier) { return 'group:{0}' -f ([string]$names.onPremisesSecurityIdentifier).ToUpperInvariant() }
    if ($names.mail) { return 'contact:{0}' -f ([string]$names.mail).ToUpperInvariant() }
    return 'other:'
}

# The direct members of a group in the cloud that came from the directory, by the names that the evidence has for them.
function Get-GraphMember {
    param([Parameter(Mandatory = $true)][string]$GroupId)
    foreach ($kind in @('user?$select=id,onPremisesImmutableId', 'group?$select=id,onPremisesSecurityIdentifier', 'orgContact?$select=id,mail')) {
        foreach ($member in (Get-GraphCollection -Path ('groups/{0}/members/microsoft.graph.{1}&$count=true&$top=999' -f $GroupId, $kind))) { Get-GraphKey -Entry $member }
    }
}

# Addresses as one comparable text: a set, without case, without those that Exchange Online adds itself.
function ConvertTo-AddressSet {
    param([AllowNull()][object]$Address)
    $texts = @($Address | Where-Object { $null -ne $_ } | ForEach-Object { ([string]$_).ToUpperInvariant() } | Where-Object {
            $_ -notmatch '^X500:' -and $_ -notmatch '\.ONMICROSOFT\.(COM|US)$' -and $_ -notmatch '^SIP:' -and $_ -notmatch '^SPO:'
        })
    return @($texts | Sort-Object -Unique) -join ' '
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'it works with objects of the Graph module'
    Assert-GraphSignIn -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -DeviceCode ([bool]$UseDeviceCode)
    Assert-KitGate -Gate $Gates

    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', $Domain) -ChildPath ('directory-{0}.json' -f $Wave)
    $evidence = Read-KitJson -Path $file
    if ($null -eq $evidence) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is missing: collect the objects of the directory first.' -f $file) }
    $facts = $evidence | Select-Object -Property 'kitDigest', 'revision', 'objects', 'references', 'collectedUtc'
    if (-not (Test-SameText -Left $facts.kitDigest -Right (Get-KitDigest)) -or ([int]$facts.revision) -ne $Revision) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} was collected with another version of this kit or for another revision.' -f $file)
    }
    $objects = @($facts.objects)
    if ($objects.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} holds no objects; comparing nothing would prove nothing.' -f $file) }

    # The references in the evidence, by the name of the object that has them.
    $managers = Get-Hashtable
    $memberSets = Get-Hashtable
    foreach ($reference in @($facts.references | Where-Object { $null -ne $_ })) {
        $from = ([string]$reference.from).ToUpperInvariant()
        if ($reference.attribute -eq 'manager') { $managers[$from] = @($reference.to)[0] }
        else { $memberSets[$from] = @($reference.to | Where-Object { $null -ne $_ }) }
    }

    Open-GraphTenant -ClientId $ClientId -CertificateThumbprint $CertificateThumbprint -DeviceCode ([bool]$UseDeviceCode)

    # Users.
    $fields = 'id', 'displayName', 'mail', 'userPrincipalName', 'proxyAddresses', 'onPremisesDistinguishedName', 'onPremisesImmutableId', 'onPremisesDomainName', 'manager'
    $cloudUsers = Get-Hashtable
    $inUnits = Get-Hashtable
    $query = 'users?$select={0}&$filter=onPremisesSyncEnabled eq true&$expand=manager($select=id,onPremisesImmutableId)&$count=true&$top=999' -f (@($fields | Where-Object { $_ -ne 'manager' }) -join ',')
    foreach ($user in (Get-GraphCollection -Path $query)) {
        $entry = $user | Select-Object -Property $fields
        $anchor = [string]$entry.onPremisesImmutableId
        if ($anchor -ne '') { $cloudUsers[$anchor] = $entry }
        $unit = Get-UnitOfName -Name ([string]$entry.onPremisesDistinguishedName) -Unit $Units
        if ($unit -ne '') { $inUnits[[string]$entry.id] = $entry }
    }
    $expectedUsers = @($objects | Where-Object { $_.type -eq 'user' -or $_.type -eq 'inetOrgPerson' })
    $missing = @()
    $differences = @()
    $wrongManagers = @()
    $unknownManagers = 0
    foreach ($object in $expectedUsers) {
        $entry = $cloudUsers[$object.anchor]
        if ($null -eq $entry) {
            $missing += $object.dn
            continue
        }
        foreach ($name in @('displayName', 'mail', 'userPrincipalName')) {
            $left = [string]$object.$name
            $right = [string]$entry.$name
            $isSame = $left.Equals($right)
            if ($name -ne 'displayName') { $isSame = Test-SameText -Left $left -Right $right }
            if (-not $isSame) { $differences += '{0} {1}: directory "{2}", cloud "{3}"' -f $object.dn, $name, $left, $right }
        }
        $left = ConvertTo-AddressSet -Address $object.proxyAddresses
        $right = ConvertTo-AddressSet -Address $entry.proxyAddresses
        if (-not $left.Equals($right)) { $differences += '{0} proxyAddresses: directory {1}; cloud {2}' -f $object.dn, $left, $right }
        if (-not (Test-SameText -Left $object.dn -Right ([string]$entry.onPremisesDistinguishedName))) {
            $differences += '{0} distinguished name: cloud "{1}"' -f $object.dn, $entry.onPremisesDistinguishedName
        }
        $cloudManager = Get-GraphKey -Entry $entry.manager
        $wanted = ''
        $from = $object.dn.ToUpperInvariant()
        if ($managers.ContainsKey($from)) { $wanted = [string]$managers[$from].key }
        if ($object.manager -ne '' -and -not $wanted.StartsWith('user:', 'Ordinal')) { $unknownManagers += 1 }
        elseif (-not $cloudManager.Equals($wanted)) { $wrongManagers += '{0}: directory "{1}"' -f $object.dn, $object.manager }
    }
    $expectedAnchors = Get-Hashtable
    foreach ($object in $expectedUsers) { $expectedAnchors[[string]$object.anchor] = $true }
    $stray = @($inUnits.Values | Where-Object { -not $expectedAnchors.ContainsKey([string]$_.onPremisesImmutableId) } | ForEach-Object { [string]$_.userPrincipalName })
    Add-KitCheck -Id 'users.count' -Passed ($inUnits.Count -eq $expectedUsers.Count) -Expected $expectedUsers.Count -Actual $inUnits.Count -Message (
        'Synchronized users whose distinguished name lies in the units.')
    Add-KitCheck -Id 'users.missing' -Passed ($missing.Count -eq 0) -Expected '0' -Actual (Get-KitSample -Item $missing) -Message 'Users of the directory that are not in the cloud.'
    Add-KitCheck -Id 'users.stray' -Passed ($stray.Count -eq 0) -Expected '0' -Actual (Get-KitSample -Item $stray) -Message 'Users in the cloud that the directory does not have there.'
    Add-AttributeCheck -Id 'users.attributes' -Difference $differences -Message 'displayName, mail, userPrincipalName, proxyAddresses, distinguished name.'
    Add-KitCheck -Id 'users.managers' -Passed ($wrongManagers.Count -eq 0) -Expected '0 wrong' -Actual (Get-KitSample -Item $wrongManagers) -Message 'Managers, by source anchor.'
    if ($unknownManagers -gt 0) {
        Add-UnverifiedRemark -Id 'users.managers.outside' -Actual $unknownManagers -Message 'Managers that could not be read or are no users; they are not compared.'
    }

    # Groups, by security identifier; Graph has no distinguished name for them.
    $cloudGroups = Get-Hashtable
    $fields = 'id', 'displayName', 'mail', 'proxyAddresses', 'onPremisesSecurityIdentifier'
    $query = 'groups?$select={0}&$filter=onPremisesSyncEnabled eq true&$count=true&$top=999' -f ($fields -join ',')
    foreach ($group in (Get-GraphCollection -Path $query)) {
        $entry = $group | Select-Object -Property $fields
        $sid = ([string]$entry.onPremisesSecurityIdentifier).ToUpperInvariant()
        if ($sid -ne '') { $cloudGroups[$sid] = $entry }
    }
    $expectedGroups = @($objects | Where-Object { $_.type -eq 'group' })
    $missing = @()
    $differences = @()
    $wrongMembers = @()
    $wrongSets = @()
    $unreadMembers = @()
    $otherMembers = @()
    $comparedSets = 0
    foreach ($object in $expectedGroups) {
        $entry = $cloudGroups[([string]$object.sid).ToUpperInvariant()]
        if ($null -eq $entry) {
            $missing += $object.dn
            continue
        }
        if (-not ([string]$object.displayName).Equals([string]$entry.displayName) -and [string]$object.displayName -ne '') { $differences += '{0} displayName: cloud "{1}"' -f $object.dn, $entry.displayName }
        if (-not (Test-SameText -Left ([string]$object.mail) -Right ([string]$entry.mail))) { $differences += '{0} mail: cloud "{1}"' -f $object.dn, $entry.mail }
        $left = ConvertTo-AddressSet -Address $object.proxyAddresses
        $right = ConvertTo-AddressSet -Address $entry.proxyAddresses
        if (-not $left.Equals($right)) { $differences += '{0} proxyAddresses: directory {1}; cloud {2}' -f $object.dn, $left, $right }
        $members = Get-GraphCount -Path ('groups/{0}/members/$count' -f $entry.id)
        if ($members -ne [int]$object.members) { $wrongMembers += '{0}: directory {1}, cloud {2}' -f $object.dn, $object.members, $members }
        $key = $object.dn.ToUpperInvariant()
        if ($memberSets.ContainsKey($key)) {
            $comparedSets += 1
            $unreadMembers += @($memberSets[$key] | Where-Object { [string]$_.key -eq '' } | ForEach-Object { '{0} in {1}' -f $_.dn, $object.dn })
            $otherMembers += @($memberSets[$key] | Where-Object { $_.key -match '^other:' } | ForEach-Object { '{0} in {1}' -f $_.dn, $object.dn })
            $there = Get-Hashtable
            foreach ($name in @(Get-GraphMember -GroupId $entry.id)) { $there[$name] = $true }
            $wanted = Get-Hashtable
            foreach ($end in @($memberSets[$key] | Where-Object { $_.key -match '^(user|group|contact):' })) {
                $wanted[[string]$end.key] = $true
                if (-not $there.ContainsKey([string]$end.key)) { $wrongSets += '{0} lacks {1}' -f $object.dn, $end.dn }
            }
            # Members that were added in the cloud, or that the directory has under a name that cannot be compared.
            $wrongSets += @($there.Keys | Where-Object { $_ -ne 'other:' -and -not $wanted.ContainsKey($_) } | ForEach-Object { '{0} has {1} in the cloud only' -f $object.dn, $_ })
        }
    }
    Add-KitCheck -Id 'groups.missing' -Passed ($missing.Count -eq 0) -Expected ('{0} groups' -f $expectedGroups.Count) -Actual (Get-KitSample -Item $missing) -Message (
        'Groups of the directory in the cloud.')
    Add-AttributeCheck -Id 'groups.attributes' -Difference $differences -Message 'displayName, mail, proxyAddresses.'
    $message = 'Direct members. Members of kinds that are not synchronized make a difference too: look at each group before going on.'
    if ($AcceptMemberDifference -and $wrongMembers.Count -gt 0) { $message = 'Direct members; the differences were accepted by the operator.' }
    Add-KitCheck -Id 'groups.members' -Passed ($wrongMembers.Count -eq 0 -or [bool]$AcceptMemberDifference) -Expected 'the same number of members' -Actual (Get-KitSample -Item $wrongMembers) -Message $message
    $message = 'Members one by one, of {0} groups. A user who is in the directory''s group and not synchronized at all is missing here too.' -f $comparedSets
    if ($AcceptMemberDifference -and $wrongSets.Count -gt 0) { $message = '{0} The differences were accepted by the operator.' -f $message }
    Add-KitCheck -Id 'groups.member-sets' -Passed ($wrongSets.Count -eq 0 -or [bool]$AcceptMemberDifference) -Expected 'the same members' -Actual (Get-KitSample -Item $wrongSets) -Message $message
    if ($expectedGroups.Count -gt $missing.Count -and $comparedSets -eq 0) {
        Add-UnverifiedRemark -Id 'groups.member-sets.none' -Message 'No group was compared member by member; collect the objects with -GroupSample above 0.'
    }
    if ($unreadMembers.Count -gt 0) {
        Add-UnverifiedRemark -Id 'groups.member-sets.unread' -Actual (Get-KitSample -Item $unreadMembers) -Message 'Members that could not be read in the directory.'
    }
    if ($otherMembers.Count -gt 0) {
        Add-KitRemark -Id 'groups.member-sets.others' -Status 'skipped' -Actual (Get-KitSample -Item $otherMembers) -Message 'Members that have no name in the cloud to compare with: computers, principals of other forests, contacts without a mail address.'
    }

    # Contacts: Graph shows neither anchor nor distinguished name, so they are found by their addresses.
    $expectedContacts = @($objects | Where-Object { $_.type -eq 'contact' })
    $cloudContacts = Get-Hashtable
    if ($expectedContacts.Count -gt 0) {
        $fields = 'id', 'displayName', 'mail', 'proxyAddresses', 'onPremisesSyncEnabled'
        foreach ($contact in (Get-GraphCollection -Path ('contacts?$select={0}&$top=999' -f ($fields -join ',')))) {
            $entry = $contact | Select-Object -Property $fields
            if ($entry.onPremisesSyncEnabled -and [string]$entry.mail -ne '') { $cloudContacts[([string]$entry.mail).ToUpperInvariant()] = $entry }
        }
        $missing = @()
        $differences = @()
        $unnamed = 0
        foreach ($object in $expectedContacts) {
            if ([string]$object.mail -eq '') {
                $unnamed += 1
                continue
            }
            $entry = $cloudContacts[([string]$object.mail).ToUpperInvariant()]
            if ($null -eq $entry) {
                $missing += $object.dn
                continue
            }
            if (-not ([string]$object.displayName).Equals([string]$entry.displayName)) { $differences += '{0} displayName: cloud "{1}"' -f $object.dn, $entry.displayName }
            $left = ConvertTo-AddressSet -Address $object.proxyAddresses
            $right = ConvertTo-AddressSet -Address $entry.proxyAddresses
            if (-not $left.Equals($right)) { $differences += '{0} proxyAddresses: directory {1}; cloud {2}' -f $object.dn, $left, $right }
        }
        Add-KitCheck -Id 'contacts.missing' -Passed ($missing.Count -eq 0) -Expected ('{0} contacts' -f $expectedContacts.Count) -Actual (Get-KitSample -Item $missing) -Message (
            'Contacts of the directory in the cloud, by mail address.')
        Add-AttributeCheck -Id 'contacts.attributes' -Difference $differences -Message 'displayName, proxyAddresses.'
        if ($unnamed -gt 0) { Add-UnverifiedRemark -Id 'contacts.unnamed' -Actual $unnamed -Message 'Contacts without a mail address cannot be found in the cloud.' }
    }

    # Test objects.
    foreach ($name in $TestObjects) {
        $object = @($objects | Where-Object { Test-SameText -Left $_.dn -Right $name })
        $status = 'failed'
        $message = '{0} is not in the evidence' -f $name
        if ($object.Count -eq 1) {
            $message = $name
            if ($object[0].type -eq 'contact') {
                # Without an address it is among the contacts that could not be compared.
                if ([string]$object[0].mail -eq '') { $status = 'skipped' }
                elseif ($cloudContacts.ContainsKey(([string]$object[0].mail).ToUpperInvariant())) { $status = 'passed' }
            }
            elseif ($object[0].type -eq 'group' -and $cloudGroups.ContainsKey(([string]$object[0].sid).ToUpperInvariant())) { $status = 'passed' }
            elseif ($cloudUsers.ContainsKey([string]$object[0].anchor)) { $status = 'passed' }
        }
        Add-KitRemark -Id 'test-object' -Status $status -Expected 'in the cloud' -Message $message
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
finally {
    Close-GraphTenant
}
exit $exitCode
