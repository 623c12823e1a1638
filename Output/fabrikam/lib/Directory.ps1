#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Distinguished names, and what the kit reads from Active Directory.

.DESCRIPTION
    Dot-sourced after Kit.ps1; never run by itself. It changes nothing, and uses nothing that ConstrainedLanguage mode refuses.
    Every query returns objects with all the properties that were asked for: Active Directory leaves out attributes without a value,
    and strict mode would stop at the first of them.
#>

# The LDAP filters of the classes that Cloud Sync and Connect Sync handle.
# inetOrgPerson is a subclass of user; the filters keep the two apart so that nothing is counted twice.
$script:DirectoryFilter = @{
    user          = '(&(objectCategory=person)(objectClass=user)(!(objectClass=inetOrgPerson)))'
    inetOrgPerson = '(objectClass=inetOrgPerson)'
    group         = '(objectCategory=group)'
    contact       = '(&(objectCategory=person)(objectClass=contact))'
    device        = '(objectCategory=computer)'
}

# The name under which the environment file and the inventory count each class.
$script:DirectoryCountName = @{
    user          = 'users'
    inetOrgPerson = 'inetorgpersons'
    group         = 'groups'
    contact       = 'contacts'
    device        = 'computers'
}

function Get-DirectoryCountName {
    param([Parameter(Mandatory = $true)][string]$Type)
    return $script:DirectoryCountName[$Type]
}

# The first component of a distinguished name, with the comma behind it: what is left without it is the parent. A comma after a backslash belongs to a value.
$script:DirectoryFirstComponent = '^(?:[^,\\]|\\.)*,'
# The domain that a distinguished name ends with, as the first group.
$script:DirectoryDomainPart = '^(?:(?:[^,\\]|\\.)+,)*?((?:DC=[^,]+,)*DC=[^,]+)$'

function Get-DirectoryFilter {
    param([Parameter(Mandatory = $true)][ValidateSet('user', 'inetOrgPerson', 'group', 'contact', 'device')][string]$Type)
    return $script:DirectoryFilter[$Type]
}

# The properties to hand on: those that every object has and those that were asked for, each once whatever its case.
function Get-DirectoryPropertyName {
    param([string[]]$Property)
    return @('DistinguishedName', 'Name', 'ObjectGUID') + $Property | Sort-Object -Unique
}

# The object of that name as Active Directory returns it; $null when there is none. Found by name as a search base, so that no character of the
# name has to be escaped for a filter.
function Get-DirectoryEntry {
    param(
        [Parameter(Mandatory = $true)][string]$DistinguishedName,
        [Parameter(Mandatory = $true)][string]$Server,
        [string[]]$Property = @('objectClass')
    )
    try {
        $found = @(Get-ADObject -LDAPFilter '(objectClass=*)' -SearchBase $DistinguishedName -SearchScope Base -Server $Server -Properties $Property)
    }
    catch {
        # The name of the exception's type. Anything else, such as a server that does not answer, is no proof that the object is not there.
        if ([string]$_.CategoryInfo.Reason -ne 'ADIdentityNotFoundException') { throw }
        return $null
    }
    if ($found.Count -ne 1) { return $null }
    return $found[0] | Select-Object -Property (Get-DirectoryPropertyName -Property $Property)
}

# The object with an identifier, wherever in the domain it stands now; $null when there is none.
function Get-DirectoryEntryById {
    param(
        [Parameter(Mandatory = $true)][string]$Guid,
        [Parameter(Mandatory = $true)][string]$Server,
        [string[]]$Property = @('objectClass')
    )
    try {
        $found = @(Get-ADObject -Identity $Guid -Server $Server -Properties $Property)
    }
    catch {
        if ([string]$_.CategoryInfo.Reason -ne 'ADIdentityNotFoundException') { throw }
        return $null
    }
    return $found[0] | Select-Object -Property (Get-DirectoryPropertyName -Property $Property)
}

# The DNS name of the domain that a distinguished name belongs to; empty when it names none. A domain controller answers for its own domain only.
function Get-DirectoryDomainOfName {
    param([AllowEmptyString()][AllowNull()][string]$Name)
    if ($Name -notmatch $script:DirectoryDomainPart) { return '' }
    return ($Matches[1] -replace '^DC=', '') -replace ',DC=', '.'
}

# Whether a name leads into another domain than the given one.
function Test-DirectoryOtherDomain {
    param([AllowEmptyString()][AllowNull()][string]$Name, [Parameter(Mandatory = $true)][string]$DomainDn)
    if ($Name -notmatch $script:DirectoryDomainPart) { return $true }
    return -not (Test-SameText -Left $Matches[1] -Right $DomainDn)
}

# The distinguished name of the parent; empty for a name without one.
function Get-DirectoryParentName {
    param([Parameter(Mandatory = $true)][string]$Name)
    if ($Name -notmatch $script:DirectoryFirstComponent) { return '' }
    return $Name -replace $script:DirectoryFirstComponent, ''
}

# A text as it stands in an LDAP filter. Source: RFC 4515, section 3.
function ConvertTo-DirectoryFilterText {
    param([Parameter(Mandatory = $true)][string]$Text)
    return $Text.Replace('\', '\5c').Replace('*', '\2a').Replace('(', '\28').Replace(')', '\29')
}

# All objects of one class below a unit, nested units included.
function Get-DirectoryObject {
    param(
        [Parameter(Mandatory = $true)][string]$Type,
        [Parameter(Mandatory = $true)][string]$SearchBase,
        [Parameter(Mandatory = $true)][string]$Server,
        [string[]]$Property = @('objectClass')
    )
    $filter = Get-DirectoryFilter -Type $Type
    $names = @(Get-DirectoryPropertyName -Property $Property)
    Get-ADObject -LDAPFilter $filter -SearchBase $SearchBase -SearchScope Subtree -ResultPageSize 1000 -Server $Server -Properties $Property |
        Select-Object -Property $names
}

# Looks for what a container whose children go over one by one must not hold: children that nobody knew of when the kit was made, and objects of the
# handed-over classes directly in it.
function Test-DirectorySibling {
    param(
        [Parameter(Mandatory = $true)][string]$Parent,
        [Parameter(Mandatory = $true)][AllowEmptyCollection()][string[]]$Child,
        [Parameter(Mandatory = $true)][string[]]$Type,
        [Parameter(Mandatory = $true)][string]$Server
    )
    if ($null -eq (Get-DirectoryEntry -DistinguishedName $Parent -Server $Server)) {
        Add-KitRemark -Id 'siblings.parent' -Status 'failed' -Expected 'there' -Message ('{0} is not in {1}.' -f $Parent, $Server)
        return
    }
    # The filter also finds classes made from these, such as group policies; ObjectClass names the class of the object itself, as in the inventory.
    $classes = @('organizationalUnit', 'container', 'builtinDomain')
    $filter = '(|(objectClass=organizationalUnit)(objectClass=container)(objectClass=builtinDomain))'
    $found = @(Get-ADObject -LDAPFilter $filter -SearchBase $Parent -SearchScope OneLevel -ResultPageSize 1000 -Server $Server |
            Where-Object { $classes -contains [string]$_.ObjectClass } | ForEach-Object { [string]$_.DistinguishedName })
    $new = @($found | Where-Object { $name = $_; @($Child | Where-Object { Test-SameText -Left $_ -Right $name }).Count -eq 0 })
    foreach ($name in $new) {
        Add-KitRemark -Id 'siblings.new' -Status 'failed' -Expected 'known to the inventory' -Actual $name -Message (
            '{0} is new below {1} and in no scope. Run the inventory script, generate the kit anew, and repeat the rules and the scope of the wave.' -f $name, $Parent)
    }
    if ($new.Count -eq 0) { Add-KitRemark -Id 'siblings.new' -Status 'passed' -Actual $found.Count -Message ('No new container below {0}.' -f $Parent) }

    foreach ($kind in $Type) {
        $objects = @(Get-ADObject -LDAPFilter (Get-DirectoryFilter -Type $kind) -SearchBase $Parent -SearchScope OneLevel -ResultPageSize 1000 -Server $Server)
        Add-KitCheck -Id ('siblings.direct.{0}' -f $kind) -Passed ($objects.Count -eq 0) -Expected '0' -Actual $objects.Count -Message (
            'Objects directly in {0}, which no scope of Cloud Sync holds.' -f $Parent)
    }
}

# The values of an attribute as plain text; an empty list when it has none.
function Get-DirectoryText {
    param([AllowNull()][object]$Value)
    return @($Value | Where-Object { $null -ne $_ } | ForEach-Object { [string]$_ })
}

# The source anchor of an object as Entra stores it: base64 of mS-DS-ConsistencyGuid, or of objectGUID where that is empty.
# Spelled out with arithmetic instead of [Convert], which ConstrainedLanguage mode refuses.
function ConvertTo-AnchorText {
    param([Parameter(Mandatory = $true)][guid]$Guid, [AllowNull()][object]$Consistency)
    $bytes = @($Guid.ToByteArray())
    if ($null -ne $Consistency) {
        $values = @($Consistency | ForEach-Object { $_ })
        if ($values.Count -eq 16) { $bytes = $values }
    }
    # Two bytes of padding make groups of three; each group is four signs.
    $padded = $bytes + @(0, 0)
    $alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    $text = ''
    $index = 0
    while ($index -lt 18) {
        $group = 65536 * [int]$padded[$index] + 256 * [int]$padded[$index + 1] + [int]$padded[$index + 2]
        foreach ($unit in @(262144, 4096, 64, 1)) {
            $digit = [int](($group - ($group % $unit)) / $unit)
            $text += $alphabet.Substring($digit, 1)
            $group = $group % $unit
        }
        $index += 3
    }
    return $text.Substring(0, 22) + '=='
}

# What is written down about an object, so that it can be compared with the cloud and with later: one table, in the order of the file.
$script:DirectoryEvidenceProperty = @(
    'objectSid', 'sAMAccountName', 'displayName', 'mail', 'userPrincipalName', 'proxyAddresses', 'manager', 'member', 'memberOf'
    'mS-DS-ConsistencyGuid', 'userAccountControl', 'whenCreated', 'pwdLastSet'
)

function Get-DirectoryEvidenceProperty {
    return $script:DirectoryEvidenceProperty
}

function ConvertTo-DirectoryEvidence {
    param(
        [Parameter(Mandatory = $true)][object]$Entry,
        [Parameter(Mandatory = $true)][string]$Type,
        [AllowEmptyString()][string]$Unit = ''
    )
    $consistency = $Entry.'mS-DS-ConsistencyGuid'
    $sid = ''
    if ($null -ne $Entry.objectSid) { $sid = [string]$Entry.objectSid }
    $created = ''
    if ($null -ne $Entry.whenCreated) { $created = Get-KitTime -Date $Entry.whenCreated }
    return [ordered]@{
        type               = $Type
        unit               = $Unit
        dn                 = [string]$Entry.DistinguishedName
        objectGuid         = ([string]$Entry.ObjectGUID).ToLowerInvariant()
        hasConsistencyGuid = @($consistency | Where-Object { $null -ne $_ }).Count -gt 0
        anchor             = ConvertTo-AnchorText -Guid ([guid]$Entry.ObjectGUID) -Consistency $consistency
        sid                = $sid
        samAccountName     = [string]$Entry.sAMAccountName
        displayName        = [string]$Entry.displayName
        mail               = [string]$Entry.mail
        userPrincipalName  = [string]$Entry.userPrincipalName
        proxyAddresses     = @(Get-DirectoryText -Value $Entry.proxyAddresses)
        # Bit 2 of userAccountControl: ACCOUNTDISABLE.
        isDisabled         = $null -ne $Entry.userAccountControl -and ([int]$Entry.userAccountControl -band 2) -ne 0
        # 0 stands for "has to change the password at the next logon". Cloud Sync has no hash for such a user.
        mustChangePassword = $null -ne $Entry.pwdLastSet -and [string]$Entry.pwdLastSet -eq '0'
        createdUtc         = $created
        manager            = [string]$Entry.manager
        members            = @(Get-DirectoryText -Value $Entry.member).Count
        memberOf           = @(Get-DirectoryText -Value $Entry.memberOf)
    }
}
