#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    What is in a domain: counts, tree, largest groups, anchors, references, and a few objects to compare with later.

.DESCRIPTION
    Dot-sourced after Kit.ps1 and Directory.ps1; never run by itself. It changes nothing, and uses nothing that ConstrainedLanguage mode refuses.
    Objects are looked at one by one as the domain controller hands them out, and only numbers are kept.
#>

# The classes that can hold objects of a scope. Others below which objects stand are listed apart.
$script:InventoryContainerClass = @('domainDNS', 'organizationalUnit', 'container', 'builtinDomain')

# No objects of any class.
function Get-EmptyCount {
    return @{ users = 0; inetorgpersons = 0; groups = 0; contacts = 0; computers = 0 }
}

# Counts in the order of the file.
function ConvertTo-CountRecord {
    param([Parameter(Mandatory = $true)][object]$Count)
    return [ordered]@{
        users = $Count.users; inetorgpersons = $Count.inetorgpersons; groups = $Count.groups; contacts = $Count.contacts; computers = $Count.computers
    }
}

# One container of the tree. Its depth puts parents before their children.
function Get-Place {
    param([Parameter(Mandatory = $true)][string]$Name, [AllowEmptyString()][string]$Class = '')
    $depth = 0
    $parent = $Name
    while ($parent -ne '') {
        $depth += 1
        $parent = Get-DirectoryParentName -Name $parent
    }
    return @{ Dn = $Name; Class = $Class; Depth = $depth; Objects = Get-EmptyCount; Holds = $false }
}

# The containers of a domain by their names in capitals.
function Get-PlaceTable {
    param([Parameter(Mandatory = $true)][string]$DistinguishedName, [Parameter(Mandatory = $true)][string]$Server)
    $places = Get-Hashtable
    $filter = '(|(objectClass=domainDNS)(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain))'
    Get-ADObject -LDAPFilter $filter -SearchBase $DistinguishedName -SearchScope Subtree -ResultPageSize 1000 -Server $Server | ForEach-Object {
        # The filter also finds classes made from these, such as group policies; ObjectClass names the class of the object itself.
        $class = [string]$_.ObjectClass
        $name = [string]$_.DistinguishedName
        if ($script:InventoryContainerClass -contains $class) { $places[$name.ToUpperInvariant()] = Get-Place -Name $name -Class $class }
    }
    return $places
}

# Notes an object at the place where it stands.
function Add-PlaceCount {
    param([Parameter(Mandatory = $true)][object]$Place, [Parameter(Mandatory = $true)][string]$Name, [Parameter(Mandatory = $true)][string]$CountName)
    $parent = Get-DirectoryParentName -Name $Name
    $key = $parent.ToUpperInvariant()
    if (-not $Place.ContainsKey($key)) { $Place[$key] = Get-Place -Name $parent }
    $entry = $Place[$key]
    $entry.Objects[$CountName] += 1
    $entry.Holds = $true
}

# How many anchors there are, in the order of the file.
function ConvertTo-AnchorRecord {
    param([Parameter(Mandatory = $true)][object]$Anchor)
    return [ordered]@{ total = $Anchor.total; withConsistencyGuid = $Anchor.withConsistencyGuid; differing = $Anchor.differing }
}

# Notes what the anchor of an object looks like.
function Add-AnchorCount {
    param([Parameter(Mandatory = $true)][object]$Anchor, [Parameter(Mandatory = $true)][object]$Entry)
    $Anchor.total += 1
    $consistency = @($Entry.'mS-DS-ConsistencyGuid' | ForEach-Object { $_ } | Where-Object { $null -ne $_ })
    if ($consistency.Count -eq 0) { return }
    $Anchor.withConsistencyGuid += 1
    $own = @(([guid]$Entry.ObjectGUID).ToByteArray())
    if (($consistency -join ',') -ne ($own -join ',')) { $Anchor.differing += 1 }
}

# How many objects of a domain say that they are member of a group: never more than the group has members.
function Measure-DirectoryBackLink {
    param(
        [Parameter(Mandatory = $true)][string]$Group,
        [Parameter(Mandatory = $true)][string]$SearchBase,
        [Parameter(Mandatory = $true)][string]$Server
    )
    $count = 0
    $filter = '(memberOf={0})' -f (ConvertTo-DirectoryFilterText -Text $Group)
    Get-ADObject -LDAPFilter $filter -SearchBase $SearchBase -SearchScope Subtree -ResultPageSize 1000 -Server $Server | ForEach-Object { $count += 1 }
    return $count
}

# Everything that the inventory file holds about one domain.
function Get-DomainInventory {
    param([Parameter(Mandatory = $true)][string]$Name, [Parameter(Mandatory = $true)][string]$DistinguishedName)
    $places = Get-PlaceTable -DistinguishedName $DistinguishedName -Server $Name
    $counts = Get-EmptyCount
    $anchors = @{}
    foreach ($kind in @('users', 'groups', 'contacts')) { $anchors[$kind] = @{ total = 0; withConsistencyGuid = 0; differing = 0 } }
    $manager = @{ total = 0; crossDomain = 0 }
    $member = @{ total = 0; crossDomain = 0; foreignSecurityPrincipals = 0 }

    foreach ($type in @('user', 'inetOrgPerson', 'contact', 'device')) {
        $countName = Get-DirectoryCountName -Type $type
        # An inetOrgPerson is a person: its anchor counts among the users'.
        $kind = ''
        if ($type -eq 'contact') { $kind = 'contacts' } elseif ($type -ne 'device') { $kind = 'users' }
        Get-DirectoryObject -Type $type -SearchBase $DistinguishedName -Server $Name -Property 'mS-DS-ConsistencyGuid', 'manager' | ForEach-Object {
            $counts[$countName] += 1
            Add-PlaceCount -Place $places -Name ([string]$_.DistinguishedName) -CountName $countName
            if ($kind -ne '') {
                Add-AnchorCount -Anchor $anchors[$kind] -Entry $_
                $superior = [string]$_.manager
                if ($superior -ne '') {
                    $manager.total += 1
                    if (Test-DirectoryOtherDomain -Name $superior -DomainDn $DistinguishedName) { $manager.crossDomain += 1 }
                }
            }
        }
    }

    $largest = @()
    Get-DirectoryObject -Type 'group' -SearchBase $DistinguishedName -Server $Name -Property 'mS-DS-ConsistencyGuid', 'member' | ForEach-Object {
        $counts.groups += 1
        $group = [string]$_.DistinguishedName
        Add-PlaceCount -Place $places -Name $group -CountName 'groups'
        Add-AnchorCount -Anchor $anchors.groups -Entry $_
        $length = 0
        foreach ($value in @(Get-DirectoryText -Value $_.member)) {
            $length += 1
            # Principals of other forests stand for themselves in a container of this domain.
            if ($value -match '^CN=S-1-[0-9-]+,CN=ForeignSecurityPrincipals,DC=') { $member.foreignSecurityPrincipals += 1 }
            elseif (Test-DirectoryOtherDomain -Name $value -DomainDn $DistinguishedName) { $member.crossDomain += 1 }
        }
        $member.total += $length
        if ($length -gt 0 -and ($largest.Count -lt 10 -or $length -ge $largest[-1].members)) {
            $largest = @($largest + [ordered]@{ dn = $group; members = $length } |
                    Sort-Object -Property @{ Expression = { $_.members }; Descending = $true }, @{ Expression = { $_.dn }; Descending = $false } | Select-Object -First 10)
        }
    }

    # Empty containers of the system hold nothing that is synchronized, and there are many: the parts of group policies, for one.
    $system = 'CN=System,{0}' -f $DistinguishedName
    $listed = @($places.Values | Where-Object { $_.Holds -or -not (Test-NameInside -Name $_.Dn -Unit $system) } |
            Sort-Object -Property @{ Expression = { $_.Depth } }, @{ Expression = { $_.Dn } })
    $units = @($listed | Where-Object { $_.Class -ne '' } | ForEach-Object { [ordered]@{ dn = $_.Dn; class = $_.Class; objects = ConvertTo-CountRecord -Count $_.Objects } })
    $others = @($listed | Where-Object { $_.Class -eq '' } | ForEach-Object { [ordered]@{ dn = $_.Dn; objects = ConvertTo-CountRecord -Count $_.Objects } })

    $most = 0
    if ($largest.Count -gt 0) { $most = $largest[0].members }
    return [ordered]@{
        format = 1; kind = 'syncshift-inventory'; domain = $Name; dn = $DistinguishedName; countedUtc = Get-KitTime
        counts = [ordered]@{
            users = $counts.users; inetorgpersons = $counts.inetorgpersons; groups = $counts.groups; contacts = $counts.contacts; computers = $counts.computers
            'largest-group' = $most
        }
        largestGroups = @($largest)
        organizationalUnits = @($units)
        # Parents of other classes, such as those that Exchange brings.
        otherParents = @($others)
        anchors = [ordered]@{
            users    = ConvertTo-AnchorRecord -Anchor $anchors.users
            groups   = ConvertTo-AnchorRecord -Anchor $anchors.groups
            contacts = ConvertTo-AnchorRecord -Anchor $anchors.contacts
        }
        references = [ordered]@{
            manager = [ordered]@{ total = $manager.total; crossDomain = $manager.crossDomain }
            member  = [ordered]@{ total = $member.total; crossDomain = $member.crossDomain; foreignSecurityPrincipals = $member.foreignSecurityPrincipals }
        }
    }
}

# The first object that a filter finds, as evidence; nothing when there is none.
function Find-Sample {
    param(
        [Parameter(Mandatory = $true)][string]$Reason,
        [Parameter(Mandatory = $true)][string]$Type,
        [Parameter(Mandatory = $true)][string]$Filter,
        [Parameter(Mandatory = $true)][string]$SearchBase,
        [Parameter(Mandatory = $true)][string]$Server,
        [ValidateSet('Base', 'OneLevel', 'Subtree')][string]$SearchScope = 'Subtree'
    )
    $whole = '(&{0}{1})' -f (Get-DirectoryFilter -Type $Type), $Filter
    $property = @(Get-DirectoryEvidenceProperty)
    Get-ADObject -LDAPFilter $whole -SearchBase $SearchBase -SearchScope $SearchScope -ResultSetSize 1 -Server $Server -Properties $property |
        Select-Object -Property (Get-DirectoryPropertyName -Property $property) | ForEach-Object {
            [ordered]@{ reason = $Reason; object = ConvertTo-DirectoryEvidence -Entry $_ -Type $Type -Unit $SearchBase }
        }
}

# One object of every kind that has gone wrong elsewhere, as far as the domain has it. Attributes that a schema lacks, such as those of Exchange, find nothing.
function Get-DomainSample {
    param([Parameter(Mandatory = $true)][object]$Inventory, [AllowEmptyCollection()][string[]]$Unit)
    $server = $Inventory.domain
    # In filters, 1.2.840.113556.1.4.803 asks for a bit; bit 2 of userAccountControl is ACCOUNTDISABLE.
    $enabled = '(!(userAccountControl:1.2.840.113556.1.4.803:=2))'
    $bases = @($Unit)
    if ($bases.Count -eq 0) { $bases = @($Inventory.dn) }
    $kinds = @(
        @{ Reason = 'user'; Type = 'user'; Filter = $enabled }
        @{ Reason = 'user-disabled'; Type = 'user'; Filter = '(userAccountControl:1.2.840.113556.1.4.803:=2)' }
        @{ Reason = 'user-must-change-password'; Type = 'user'; Filter = '(pwdLastSet=0)' }
        @{ Reason = 'user-exchange-hybrid'; Type = 'user'; Filter = '(msExchRemoteRecipientType=*)' }
        @{ Reason = 'user-written-back'; Type = 'user'; Filter = '(msDS-ExternalDirectoryObjectId=*)' }
        @{ Reason = 'inetorgperson'; Type = 'inetOrgPerson'; Filter = '(objectClass=inetOrgPerson)' }
        @{ Reason = 'contact'; Type = 'contact'; Filter = '(objectClass=contact)' }
        @{ Reason = 'group'; Type = 'group'; Filter = '(member=*)' }
        @{ Reason = 'group-empty'; Type = 'group'; Filter = '(!(member=*))' }
        @{ Reason = 'group-nested'; Type = 'group'; Filter = '(memberOf=*)' }
    )
    foreach ($base in $bases) {
        if ($null -eq (Get-DirectoryEntry -DistinguishedName $base -Server $server)) {
            Write-Warning -Message ('{0} is not there; no sample was taken from it.' -f $base)
            continue
        }
        foreach ($kind in $kinds) { Find-Sample -Reason $kind.Reason -Type $kind.Type -Filter $kind.Filter -SearchBase $base -Server $server }
        # Somebody who has a manager and is one: both ends of the reference, and the manager's own entry.
        foreach ($sample in @(Find-Sample -Reason 'user-in-the-middle' -Type 'user' -Filter '(manager=*)(directReports=*)' -SearchBase $base -Server $server)) {
            $sample
            $superior = $sample.object.manager
            if (-not (Test-DirectoryOtherDomain -Name $superior -DomainDn $Inventory.dn)) {
                Find-Sample -Reason 'user-manager' -Type 'user' -Filter '(objectClass=user)' -SearchBase $superior -SearchScope Base -Server $server
            }
        }
    }
    foreach ($group in @($Inventory.largestGroups | Select-Object -First 1)) {
        Find-Sample -Reason 'group-largest' -Type 'group' -Filter '(objectClass=group)' -SearchBase $group.dn -SearchScope Base -Server $server
    }
    # Objects that stay outside: below a container whose name only looks like one of the units, and below any other.
    $outside = @($Inventory.organizationalUnits | Where-Object { $_.objects.users -gt 0 -and (Get-UnitOfName -Name $_.dn -Unit $Unit) -eq '' } | ForEach-Object { $_.dn })
    $first = @($Unit | ForEach-Object { $_ -replace ',.*$', '' })
    $alike = @($outside | Where-Object { $name = $_.ToUpperInvariant(); @($first | Where-Object { $name.Contains($_.ToUpperInvariant()) }).Count -gt 0 })
    foreach ($base in @($alike | Select-Object -First 3)) { Find-Sample -Reason 'outside-look-alike' -Type 'user' -Filter $enabled -SearchBase $base -SearchScope OneLevel -Server $server }
    foreach ($base in @($outside | Select-Object -First 1)) { Find-Sample -Reason 'outside' -Type 'user' -Filter $enabled -SearchBase $base -SearchScope OneLevel -Server $server }
}
