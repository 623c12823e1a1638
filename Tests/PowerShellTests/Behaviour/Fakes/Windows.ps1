# What the scripts ask of Windows: clock, registry, services, processes, files with versions. Functions come before cmdlets of the same name, so
# these are found first; where the question is not about Windows, they hand it on.

$global:FakeMachine = $null

function global:Get-FakeMachine {
    if ($null -eq $global:FakeMachine) { $global:FakeMachine = Read-FakeFile -Name ('machine.{0}' -f $env:COMPUTERNAME.ToUpperInvariant()) }
    return $global:FakeMachine
}

function global:Save-FakeMachine {
    Save-FakeFile -Name ('machine.{0}' -f $env:COMPUTERNAME.ToUpperInvariant()) -Value $global:FakeMachine
}

# The value of a property by name; $null when it is not there.
function global:Get-FakeProperty {
    param([object]$InputObject, [string]$Name)
    if ($null -eq $InputObject) { return $null }
    $found = @($InputObject.PSObject.Properties | Where-Object { $_.Name -eq $Name })
    if ($found.Count -eq 0) { return $null }
    return $found[0].Value
}

function global:Get-Date {
    param([object]$Date = $null)
    if ($null -ne $Date) { return Microsoft.PowerShell.Utility\Get-Date -Date $Date }
    return $global:FakeEpoch.AddSeconds($global:FakeClock)
}

function global:Start-Sleep {
    param([int]$Seconds = 0, [int]$Milliseconds = 0)
    $global:FakeClock += [math]::Max(1, $Seconds)
    Save-FakeFile -Name 'clock' -Value ([pscustomobject]@{ seconds = $global:FakeClock })
}

function global:New-Object {
    param(
        [Parameter(Mandatory = $true, Position = 0)][string]$TypeName,
        [Parameter(Position = 1)][object[]]$ArgumentList = @(),
        [object]$Property = $null
    )
    if ($null -ne $Property) { return Microsoft.PowerShell.Utility\New-Object -TypeName $TypeName -Property $Property }
    if ($TypeName -eq 'Microsoft.IdentityManagement.PowerShell.ObjectModel.ScopeCondition') {
        # Attribute, value, operator: in this order.
        if ($ArgumentList.Count -ne 3) { throw 'A ScopeCondition has three arguments.' }
        return [pscustomobject]@{ Attribute = [string]$ArgumentList[0]; ComparisonValue = [string]$ArgumentList[1]; ComparisonOperator = [string]$ArgumentList[2] }
    }
    if ($TypeName -eq 'System.DirectoryServices.DirectoryEntry') {
        $schema = 'CN=Schema,CN=Configuration,DC=fake'
        if ([string]$ArgumentList[0] -eq 'LDAP://RootDSE') {
            return [pscustomobject]@{ Properties = @{ schemaNamingContext = [pscustomobject]@{ Value = $schema } } }
        }
        if ([string]$ArgumentList[0] -ne ('LDAP://{0}' -f $schema)) { throw ('The fake directory has no entry {0}.' -f $ArgumentList[0]) }
        return [pscustomobject]@{ Properties = @{ objectVersion = [pscustomobject]@{ Value = [int](Get-FakeMachine).schemaVersion } } }
    }
    if ($ArgumentList.Count -eq 0) { return Microsoft.PowerShell.Utility\New-Object -TypeName $TypeName }
    return Microsoft.PowerShell.Utility\New-Object -TypeName $TypeName -ArgumentList $ArgumentList
}

# ----- Registry -----

function global:Test-Path {
    param(
        [Parameter(Position = 0)][string]$Path = '',
        [string]$LiteralPath = '',
        [string]$PathType = 'Any'
    )
    if ($LiteralPath.StartsWith('HKLM:')) { return $null -ne (Get-FakeProperty -InputObject (Get-FakeMachine).registry -Name $LiteralPath) }
    if ($LiteralPath -ne '') { return Microsoft.PowerShell.Management\Test-Path -LiteralPath $LiteralPath -PathType $PathType }
    return Microsoft.PowerShell.Management\Test-Path -Path $Path -PathType $PathType
}

function global:Get-ItemProperty {
    param([Parameter(Mandatory = $true)][string]$LiteralPath)
    Add-FakeCall -Command 'Get-ItemProperty' -Bound $PSBoundParameters
    $key = Get-FakeProperty -InputObject (Get-FakeMachine).registry -Name $LiteralPath
    if ($null -eq $key) { throw ('There is no key {0}.' -f $LiteralPath) }
    return $key
}

# ----- Services -----

function global:Get-Service {
    [CmdletBinding()]
    param([string[]]$Name = @())
    Add-FakeCall -Command 'Get-Service' -Bound $PSBoundParameters
    foreach ($service in @((Get-FakeMachine).services)) {
        if ($Name.Count -eq 0 -or $Name -contains $service.Name) {
            [pscustomobject]@{ Name = $service.Name; DisplayName = $service.DisplayName; Status = $service.Status; StartType = $service.StartType }
        }
    }
    foreach ($wanted in $Name) {
        if (@((Get-FakeMachine).services | Where-Object { $_.Name -eq $wanted }).Count -eq 0) { Write-Error -Message ('Cannot find any service with service name ''{0}''.' -f $wanted) }
    }
}

function global:Restart-Service {
    param([Parameter(Mandatory = $true)][string]$Name)
    Enter-FakeSetter -Command 'Restart-Service' -Bound $PSBoundParameters
    $service = @((Get-FakeMachine).services | Where-Object { $_.Name -eq $Name })
    if ($service.Count -ne 1) { throw ('Cannot find any service with service name {0}.' -f $Name) }
    $service[0].Status = 'Running'
    if (Get-FakeFault -Name 'service-does-not-start') { $service[0].Status = 'Stopped' }
    Save-FakeMachine
    Exit-FakeSetter
}

# ----- System -----

function global:Get-CimInstance {
    param([Parameter(Mandatory = $true)][string]$ClassName)
    Add-FakeCall -Command 'Get-CimInstance' -Bound $PSBoundParameters
    $machine = Get-FakeMachine
    if ($ClassName -eq 'Win32_OperatingSystem') { return $machine.system }
    if ($ClassName -eq 'Win32_ComputerSystem') { return $machine.computer }
    throw ('Invalid class {0}.' -f $ClassName)
}

function global:Get-HotFix {
    return @((Get-FakeMachine).updates | ForEach-Object { [pscustomobject]@{ HotFixID = $_ } })
}

function global:Get-ExecutionPolicy {
    param([switch]$List)
    if (-not $List) { throw 'The fake knows the list only.' }
    return @((Get-FakeMachine).policies)
}

function global:Test-NetConnection {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory = $true)][string]$ComputerName,
        [Parameter(Mandatory = $true)][int]$Port,
        [string]$InformationLevel = 'Detailed'
    )
    Add-FakeCall -Command 'Test-NetConnection' -Bound $PSBoundParameters
    $closed = Get-FakeFault -Name 'unreachable'
    return -not ($null -ne $closed -and $closed -eq $ComputerName)
}

# Events of Connect Sync, by name and time; when there are none, an error says so, as in the real one.
function global:Get-WinEvent {
    [CmdletBinding()]
    param([Parameter(Mandatory = $true)][hashtable]$FilterHashtable)
    Add-FakeCall -Command 'Get-WinEvent' -Bound $PSBoundParameters
    if ((Get-FakeFault -Name 'no-event-log') -eq $true) { throw 'The event log service is unavailable.' }
    if ($FilterHashtable.LogName -ne 'Application' -or $FilterHashtable.ProviderName -ne 'Directory Synchronization') { throw 'There is not an event provider of that name.' }
    $since = ([datetime]$FilterHashtable.StartTime).ToUniversalTime()
    $found = @((Get-FakeMachine).events | Where-Object { $null -ne $_ -and @($FilterHashtable.Id) -contains [int]$_.Id -and $global:FakeEpoch.AddSeconds([int]$_.clock) -ge $since })
    if ($found.Count -eq 0) { Write-Error -Message 'No events were found that match the specified selection criteria.' -ErrorId 'NoMatchingEventsFound' }
    foreach ($entry in $found) { [pscustomobject]@{ Id = [int]$entry.Id; Message = $entry.Message; TimeCreated = $global:FakeEpoch.AddSeconds([int]$entry.clock) } }
}

# ----- Installer and files -----

function global:Get-Item {
    param(
        [Parameter(Position = 0)][string]$Path = '',
        [string]$LiteralPath = '',
        [switch]$Force
    )
    if ($LiteralPath -eq '') { $LiteralPath = $Path }
    $item = Microsoft.PowerShell.Management\Get-Item -LiteralPath $LiteralPath -Force:$Force
    $version = Get-FakeProperty -InputObject (Get-FakeProperty -InputObject (Get-FakeVersion) -Name 'versions') -Name ([string]$item.Name)
    if ($null -eq $version) { return $item }
    return [pscustomobject]@{ Name = $item.Name; FullName = $item.FullName; VersionInfo = [pscustomobject]@{ FileVersion = $version } }
}

# The machine's record when there is one: not every machine of a scenario holds files with versions.
function global:Get-FakeVersion {
    $path = Join-Path -Path $env:SYNCSHIFT_FAKES -ChildPath ('machine.{0}.json' -f $env:COMPUTERNAME.ToUpperInvariant())
    if (-not (Microsoft.PowerShell.Management\Test-Path -LiteralPath $path -PathType Leaf)) { return $null }
    return Get-FakeMachine
}

# The installer: it puts the program and its service there.
function global:Start-Process {
    param(
        [Parameter(Mandatory = $true)][string]$FilePath,
        [string[]]$ArgumentList = @(),
        [switch]$NoNewWindow,
        [switch]$PassThru,
        [switch]$Wait
    )
    Enter-FakeSetter -Command 'Start-Process' -Bound $PSBoundParameters
    if ($ArgumentList -notcontains '/quiet') { throw 'The installer would ask questions.' }
    if (Get-FakeFault -Name 'installer-fails') { return [pscustomobject]@{ ExitCode = 1603 } }
    $folder = Join-Path -Path $env:ProgramFiles -ChildPath 'Microsoft Azure AD Connect Provisioning Agent'
    [void](New-Item -Path $folder -ItemType Directory -Force)
    [void](New-Item -Path (Join-Path -Path $folder -ChildPath 'AADConnectProvisioningAgent.exe') -ItemType File -Value 'fake' -Force)
    [void](New-Item -Path (Join-Path -Path $folder -ChildPath 'Microsoft.CloudSync.PowerShell.dll') -ItemType File -Value 'fake' -Force)
    $machine = Get-FakeMachine
    if (@($machine.services | Where-Object { $_.Name -eq 'AADConnectProvisioningAgent' }).Count -eq 0) {
        $machine.services = @($machine.services) + @(
            [pscustomobject]@{ Name = 'AADConnectProvisioningAgent'; DisplayName = 'Microsoft Azure AD Connect Provisioning Agent'; Status = 'Stopped'; StartType = 'Automatic' }
            [pscustomobject]@{ Name = 'AzureADConnectAgentUpdater'; DisplayName = 'Microsoft Azure AD Connect Agent Updater'; Status = 'Running'; StartType = 'Automatic' }
        )
    }
    Save-FakeMachine
    Exit-FakeSetter
    # Its last action failed, with everything in place.
    if (Get-FakeFault -Name 'installer-fails-late') { return [pscustomobject]@{ ExitCode = 1603 } }
    return [pscustomobject]@{ ExitCode = 0 }
}

function global:Import-Module {
    param([Parameter(Mandatory = $true, Position = 0)][string]$Name)
    if ($Name.EndsWith('Microsoft.CloudSync.PowerShell.dll')) {
        if (-not (Test-Path -LiteralPath $Name -PathType Leaf)) { throw ('{0} is not there.' -f $Name) }
        Add-FakeCall -Command 'Import-Module' -Bound $PSBoundParameters
        return Microsoft.PowerShell.Core\Import-Module -Name $env:SYNCSHIFT_AGENT -Global
    }
    return Microsoft.PowerShell.Core\Import-Module -Name $Name -Global
}

# No secret: the fakes want to know only that somebody was asked.
function global:Get-Credential {
    param([Parameter(Mandatory = $true)][string]$Message)
    Add-FakeCall -Command 'Get-Credential' -Bound $PSBoundParameters
    return [pscustomobject]@{ UserName = 'asked'; Message = $Message }
}
