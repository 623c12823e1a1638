#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Distinguished names, and what the kit reads from Active Directory.

.DESCRIPTION
    Dot-sourced after Kit.ps1; never run by itself. It changes nothing.
    Every query returns objects with all the properties that were asked for: Active Directory leaves out attributes without a value,
    and strict mode would stop at the first of them.
#>

# The LDAP filters of the classes that Cloud Sync and Connect Sync handle.
# inetOrgPerson is a subclass of user; the filters keep the two apart so that nothing is counted twice.
$script:DirectoryFilter = [ordered]@{
    user          = '(&(objectCategory=person)(objectClass=user)(!(objectClass=inetOrgPerson)))'
    inetOrgPerson = '(objectClass=inetOrgPerson)'
    group         = '(objectCategory=group)'
    contact       = '(&(objectCategory=person)(objectClass=contact))'
    device        = '(objectCategory=computer)'
}

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
    catch [Microsoft.ActiveDirectory.Management.ADIdentityNotFoundException] {
        return $null
    }
    if ($found.Count -ne 1) { return $null }
    return $found[0] | Select-Object -Property (Get-DirectoryPropertyName -Property $Property)
}

# The DNS name of the domain that a distinguished name belongs to; empty when it names none. A domain controller answers for its own domain only.
function Get-DirectoryDomainOfName {
    param([AllowEmptyString()][AllowNull()][string]$Name)
    $labels = @()
    foreach ($part in @($Name -split '(?<!\\),')) {
        $text = $part.Trim()
        if ($text -like 'DC=?*') { $labels += $text.Substring(3) } else { $labels = @() }
    }
    return $labels -join '.'
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
