#Requires -Version 5.1
#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Collect the evidence of contoso.com from Active Directory

.DESCRIPTION
    Writes what Active Directory says about the objects of the units: identifiers, anchors, display name, mail, user principal name, proxy addresses, manager and member counts; for test objects and a sample of groups also who the members are.

    Writes down what Active Directory says about every user, inetOrgPerson, group and contact in the units of this wave in this domain: identifiers, source anchor, names,
    mail, proxyAddresses, manager, and how many members each group has. Of the test objects and of some more groups it writes down the members themselves, and for
    every manager and member how the cloud names it, so that references can be compared one by one. The step that compares with the cloud reads the file.
    It changes nothing and works in ConstrainedLanguage mode.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER GroupSample
    Of how many groups, beside the test objects, the members are written down one by one. Groups with more than 500 members are counted only.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of contoso; step waves.pilot.verify.collect.contoso.com, file waves/01-pilot/70-verify/contoso.com/10-collect-objects.ps1.

    Who:       Active Directory administrator
    Where:     a domain-joined Windows machine with the Active Directory module
    Expected:  A file of evidence in the run folder that holds every object of the units.
    Go on or stop:  Stop when the file is empty.
    Undo:      nothing to undo: it only reads
    Comes after:
        waves.pilot.start.watch.contoso.com
    Sources:
        BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner) (2026-09-22)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [ValidateRange(0, 10000)]
    [int]$GroupSample = 50
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'waves.pilot.verify.collect.contoso.com'
# Empty and 0 for steps that belong to no wave.
$Wave = 'pilot'
$Revision = 1
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'waves.pilot.start.watch.contoso.com'; Wave = 'pilot'; Revision = 1 }
)
$Domain = 'contoso.com'
$ObjectTypes = @(
    'user'
    'group'
    'contact'
)

# The units of this revision in this domain.
$Units = @(
    'OU=CloudSyncPilot,DC=contoso,DC=com'
)

# Groups among these are compared member by member, however large they are.
$TestObjects = @(
    'CN=Ada Lovelace,OU=CloudSyncPilot,DC=contoso,DC=com'
    'CN=Service Desk,OU=CloudSyncPilot,DC=contoso,DC=com'
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..\..\..\..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')
. (Join-Path -Path $KitRoot -ChildPath 'lib\Directory.ps1')

# How the cloud names an object: users by source anchor, groups by security identifier, contacts by mail address. Others are not compared.
function Get-CloudKey {
    param(
        [Parameter(Mandatory = $true)][string]$Class,
        [AllowEmptyString()][string]$Anchor = '',
        [AllowEmptyString()][string]$Sid = '',
        [AllowEmptyString()][string]$Mail = ''
    )
    if ('user', 'inetOrgPerson' -contains $Class) { return 'user:{0}' -f $Anchor }
    if ($Class -eq 'group' -and $Sid -ne '') { return 'group:{0}' -f $Sid.ToUpperInvariant() }
    if ($Class -eq 'contact' -and $Mail -ne '') { return 'contact:{0}' -f $Mail.ToUpperInvariant() }
    return 'other:{0}' -f $Class
}

# The name in the cloud of an object outside the units, asked of its own domain; empty when it cannot be read, which the comparison reports as not verified.
function Find-CloudKey {
    param([Parameter(Mandatory = $true)][string]$Name)
    # Principals of other forests are not in the cloud under this name.
    if ($Name -match '^CN=S-1-[0-9-]+,CN=ForeignSecurityPrincipals,DC=') { return 'other:foreignSecurityPrincipal' }
    $entry = $null
    try {
        $entry = Get-DirectoryEntry -DistinguishedName $Name -Server (Get-DirectoryDomainOfName -Name $Name) -Property 'ObjectClass', 'objectSid', 'mail', 'mS-DS-ConsistencyGuid'
    }
    catch {
        Write-Warning -Message ('{0} cannot be read: {1}' -f $Name, $_.Exception.Message)
    }
    if ($null -eq $entry) { return '' }
    $anchor = ConvertTo-AnchorText -Guid ([guid]$entry.ObjectGUID) -Consistency $entry.'mS-DS-ConsistencyGuid'
    return Get-CloudKey -Class ([string]$entry.ObjectClass) -Anchor $anchor -Sid ([string]$entry.objectSid) -Mail ([string]$entry.mail)
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision
    Assert-KitGate -Gate $Gates

    $property = @(Get-DirectoryEvidenceProperty)
    $keys = Get-Hashtable
    $memberNames = Get-Hashtable
    $tests = Get-Hashtable
    foreach ($name in $TestObjects) { $tests[$name.ToUpperInvariant()] = $true }
    $sampled = 0
    $objects = @(
        foreach ($unit in $Units) {
            foreach ($type in @('user', 'inetOrgPerson', 'group', 'contact')) {
                if ($ObjectTypes -notcontains $type) { continue }
                $count = 0
                Get-DirectoryObject -Type $type -SearchBase $unit -Server $Domain -Property $property | ForEach-Object {
                    $count += 1
                    $record = ConvertTo-DirectoryEvidence -Entry $_ -Type $type -Unit $unit
                    $name = $record.dn.ToUpperInvariant()
                    $keys[$name] = Get-CloudKey -Class $type -Anchor $record.anchor -Sid $record.sid -Mail $record.mail
                    if ($type -eq 'group') {
                        $isTest = $tests.ContainsKey($name)
                        if ($isTest -or ($sampled -lt $GroupSample -and $record.members -le 500)) {
                            $memberNames[$name] = @(Get-DirectoryText -Value $_.member)
                            if (-not $isTest) { $sampled += 1 }
                        }
                    }
                    $record
                }
                Add-KitRemark -Id ('collected.{0}' -f $type) -Status 'passed' -Actual $count -Message $unit
            }
        }
    )

    # The other ends of the references: those outside the units are looked up one by one, each once.
    foreach ($name in @(@($objects | ForEach-Object { $_.manager }) + @($memberNames.Values | ForEach-Object { $_ }) | Where-Object { $_ -ne '' })) {
        $key = $name.ToUpperInvariant()
        if (-not $keys.ContainsKey($key)) { $keys[$key] = Find-CloudKey -Name $name }
    }
    $references = @(
        foreach ($object in @($objects | Where-Object { $_.manager -ne '' })) {
            [ordered]@{ from = $object.dn; attribute = 'manager'; to = @(@{ dn = $object.manager; key = $keys[$object.manager.ToUpperInvariant()] }) }
        }
        foreach ($object in @($objects | Where-Object { $_.type -eq 'group' -and $memberNames.ContainsKey($_.dn.ToUpperInvariant()) })) {
            $ends = @($memberNames[$object.dn.ToUpperInvariant()] | ForEach-Object { [ordered]@{ dn = $_; key = $keys[$_.ToUpperInvariant()] } })
            [ordered]@{ from = $object.dn; attribute = 'member'; to = @($ends) }
        }
    )

    Add-KitCheck -Id 'collected' -Passed ($objects.Count -gt 0) -Expected 'more than 0' -Actual $objects.Count -Message 'Objects in the units of this domain.'
    $unread = @($references | ForEach-Object { $_.to } | Where-Object { $_.key -eq '' } | ForEach-Object { $_.dn } | Sort-Object -Unique)
    Add-KitRemark -Id 'references' -Status 'passed' -Actual ('{0} managers and groups; not readable {1}' -f $references.Count, (Get-KitSample -Item $unread)) -Message (
        'References that are compared one by one. Those that cannot be read are reported as not verified.')
    $without = @($objects | Where-Object { -not $_.hasConsistencyGuid }).Count
    Add-KitRemark -Id 'anchors' -Status 'passed' -Actual ('{0} without mS-DS-ConsistencyGuid' -f $without) -Message 'For these Cloud Sync takes objectGUID, as Connect Sync does for groups.'
    $file = Join-Path -Path (Get-KitFolder -Name 'evidence', $Domain) -ChildPath ('directory-{0}.json' -f $Wave)
    Write-KitFile -Path $file -Text (ConvertTo-KitJson -Value ([ordered]@{
                format = 1; domain = $Domain; wave = $Wave; revision = $Revision; kitDigest = Get-KitDigest; collectedUtc = Get-KitTime; units = @($Units)
                objects = @($objects); references = @($references)
            }))
    Write-KitMessage -Message ('Evidence of {0} objects: {1}' -f $objects.Count, $file)
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
