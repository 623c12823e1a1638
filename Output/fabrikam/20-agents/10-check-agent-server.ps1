#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Check every server that gets an agent

.DESCRIPTION
    Reads the Windows version, .NET, the TLS 1.2 keys, the execution policy, the services and whether the addresses of this cloud answer, and says which agent build the chosen features need.

    Run it on every server that is to hold a provisioning agent, before anything is installed there. It looks at the operating system, the domain membership, the
    memory, .NET, TLS 1.2, the execution policy, Credential Manager, the schema of the forest, the outgoing connections and, where an agent is installed already, its
    build and services. The step has passed when every server that the kit names has passed. It changes nothing.
    FullLanguage mode is needed: the forest's schema is read through ADSI, so that no Active Directory module has to be installed.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER BehindProxy
    The server reaches the internet through a proxy only. The hosts are then not tried, which the result says; have the proxy's owner confirm them.

.NOTES
    Undo: nothing to undo: it only reads
#>
<#
    Part of the migration kit of fabrikam; step agents.check, file 20-agents/10-check-agent-server.ps1.

    Who:       Active Directory administrator
    Where:     every agent server, one at a time
    Expected:  All checks passed on every agent server.
    Go on or stop:  Stop on a server where a check fails; the installer would fail later and leave half an agent.
    Undo:      nothing to undo: it only reads
    Sources:
        MS-PRE26: Microsoft Learn: Cloud Sync prerequisites (2026-07-27)
        MS-PRE25: Microsoft Learn: Cloud Sync prerequisites (2025-04-09)
        MS-TSG: Microsoft Learn: Troubleshoot Cloud Sync (2025)
        MS-VER: Microsoft Learn: Provisioning agent version history (1.1.2505.0) (2026-09-21)
    Waivers that stand for this kit:
        custom-rules-filter, signed off by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding()]
param(
    [string]$RunFolder = '',

    [switch]$BehindProxy
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'agents.check'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
)

# The servers of each domain.
$Agents = @(
    @{ Domain = 'fabrikam.com'; Server = 'FAB-AGENT01' }
    @{ Domain = 'fabrikam.com'; Server = 'FAB-AGENT02' }
    @{ Domain = 'fabrikam.com'; Server = 'FAB-AGENT03' }
    @{ Domain = 'emea.fabrikam.com'; Server = 'EMEA-AGENT01' }
    @{ Domain = 'emea.fabrikam.com'; Server = 'EMEA-AGENT02' }
    @{ Domain = 'emea.fabrikam.com'; Server = 'EMEA-AGENT03' }
    @{ Domain = 'apac.fabrikam.com'; Server = 'APAC-AGENT01' }
    @{ Domain = 'apac.fabrikam.com'; Server = 'APAC-AGENT02' }
    @{ Domain = 'labs.fabrikam.net'; Server = 'LABS-AGENT01' }
    @{ Domain = 'labs.fabrikam.net'; Server = 'LABS-AGENT02' }
    @{ Domain = 'labs.fabrikam.net'; Server = 'LABS-AGENT03' }
)

# The lowest build of the agent that the features of this estate ask for.
$LowestAgentVersion = '1.1.2505.0'

# Hosts that an agent has to reach. Families of hosts that cannot be tried one by one are below.
$Endpoints = @(
    @{ Name = 'login.microsoftonline.us'; Port = 443 }
    @{ Name = 'login.windows.us'; Port = 443 }
    @{ Name = 'mscrl.microsoft.us'; Port = 80 }
    @{ Name = 'crl.microsoft.us'; Port = 80 }
    @{ Name = 'ocsp.msocsp.us'; Port = 80 }
    @{ Name = 'www.microsoft.us'; Port = 80 }
)
$EndpointFamilies = @(
    '*.msappproxy.us'
    '*.servicebus.usgovcloudapi.net'
    '*.microsoftonline.us'
    '*.microsoftonline-p.us'
)

# What the registry has to hold for TLS 1.2.
$TlsValues = @(
    @{ Part = 'Client'; Path = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client'; Name = 'DisabledByDefault'; Data = 0 }
    @{ Part = 'Client'; Path = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client'; Name = 'Enabled'; Data = 1 }
    @{ Part = 'Server'; Path = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Server'; Name = 'DisabledByDefault'; Data = 0 }
    @{ Part = 'Server'; Path = 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Server'; Name = 'Enabled'; Data = 1 }
    @{ Part = 'dotnet'; Path = 'HKLM:\SOFTWARE\Microsoft\.NETFramework\v4.0.30319'; Name = 'SchUseStrongCrypto'; Data = 1 }
)

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')

# A value in the registry; $null when it is not there.
function Get-RegistryValue {
    param([Parameter(Mandatory = $true)][string]$Path, [Parameter(Mandatory = $true)][string]$Name)
    if (-not (Test-Path -LiteralPath $Path)) { return $null }
    return (Get-ItemProperty -LiteralPath $Path | Select-Object -Property $Name).$Name
}

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $env:COMPUTERNAME -Wave $Wave -Revision $Revision
    Assert-KitFullLanguage -Reason 'the schema is read through ADSI'
    Assert-KitGate -Gate $Gates

    $here = @($Agents | Where-Object { Test-SameText -Left (($_.Server -split '\.')[0]) -Right $env:COMPUTERNAME })
    if ($here.Count -eq 0) { Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not among the agent servers of this kit.' -f $env:COMPUTERNAME) }

    # Windows.
    $system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
    $computer = Get-CimInstance -ClassName 'Win32_ComputerSystem'
    $build = [int]$system.BuildNumber
    Add-KitCheck -Id 'os.server' -Passed ($system.ProductType -ne 1) -Expected 'Windows Server' -Actual $system.Caption -Message 'Edition'
    Add-KitCheck -Id 'os.build' -Passed ($build -ge 14393) -Expected '2016 or later; 2022 or 2025 recommended' -Actual $build -Message 'Build number'
    $kind = Get-RegistryValue -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion' -Name 'InstallationType'
    Add-KitCheck -Id 'os.core' -Passed ($kind -ne 'Server Core') -Expected 'not Server Core' -Actual $kind -Message 'The agent does not support Server Core.'
    if ($build -ge 26100) {
        $update = @(Get-HotFix | Where-Object { $_.HotFixID -eq 'KB5070773' })
        $status = 'notVerified'
        if ($update.Count -gt 0) { $status = 'passed' }
        Add-KitRemark -Id 'os.update' -Status $status -Expected 'KB5070773 or a later cumulative update' -Message (
            'Windows Server 2025 needs it. A later cumulative update replaces it: then confirm by hand.')
    }
    Add-KitCheck -Id 'domain.member' -Passed ([bool]$computer.PartOfDomain) -Expected 'joined' -Actual $computer.Domain -Message 'The server is joined to a domain.'
    $gigabytes = [math]::Round($computer.TotalPhysicalMemory / 1073741824, 1)
    Add-KitCheck -Id 'memory' -Passed ($gigabytes -ge 3.9) -Expected 'at least 4 GB' -Actual $gigabytes -Message 'Memory'

    # .NET 4.7.1 has release 461308.
    $release = Get-RegistryValue -Path 'HKLM:\SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full' -Name 'Release'
    Add-KitCheck -Id 'dotnet' -Passed ($null -ne $release -and [int]$release -ge 461308) -Expected '4.7.1 (461308) or later' -Actual $release -Message '.NET Framework'

    # TLS 1.2, as the prerequisites spell it. What is there now stands in the result, for whoever wants it back.
    foreach ($part in @($TlsValues | ForEach-Object { $_.Part } | Select-Object -Unique)) {
        $values = @($TlsValues | Where-Object { $_.Part -eq $part })
        $expected = @($values | ForEach-Object { '{0} {1}' -f $_.Name, $_.Data }) -join ', '
        $actual = @($values | ForEach-Object { ('{0} {1}' -f $_.Name, (Get-RegistryValue -Path $_.Path -Name $_.Name)).Trim() }) -join ', '
        Add-KitCheck -Id ('tls.{0}' -f $part) -Passed ($actual.Equals($expected)) -Expected $expected -Actual $actual -Message (
            '{0}. Where it fails: import 15-enable-tls-1.2.reg, restart the server, and run this again.' -f $values[0].Path)
    }

    # Execution policy of the machine and of the user.
    foreach ($scope in @(Get-ExecutionPolicy -List)) {
        if ('MachinePolicy', 'UserPolicy', 'LocalMachine', 'CurrentUser' -notcontains [string]$scope.Scope) { continue }
        $policy = [string]$scope.ExecutionPolicy
        Add-KitCheck -Id ('execution-policy.{0}' -f $scope.Scope) -Passed ('Undefined', 'RemoteSigned' -contains $policy) -Expected 'Undefined or RemoteSigned' -Actual $policy -Message (
            'Unrestricted breaks the registration of the agent. Where policy asks for AllSigned, agree on a window for the installation.')
    }
    $vault = @(Get-Service -Name 'VaultSvc' -ErrorAction SilentlyContinue)
    Add-KitCheck -Id 'credential-manager' -Passed ($vault.Count -eq 1 -and [string]$vault[0].StartType -ne 'Disabled') -Expected 'not disabled' -Message 'Service VaultSvc (Credential Manager)'

    # The schema: group managed service accounts need 2012 (56); writing groups to the directory needs 2016 (87).
    $root = New-Object -TypeName System.DirectoryServices.DirectoryEntry -ArgumentList 'LDAP://RootDSE'
    $schemaName = [string]$root.Properties['schemaNamingContext'].Value
    $schema = New-Object -TypeName System.DirectoryServices.DirectoryEntry -ArgumentList ('LDAP://{0}' -f $schemaName)
    $version = [int]$schema.Properties['objectVersion'].Value
    Add-KitCheck -Id 'schema' -Passed ($version -ge 56) -Expected '56 (2012) or later' -Actual $version -Message 'Schema version of the forest; 87 (2016) for groups from Entra.'

    # Group managed service accounts fail on servers that refuse RC4 unless the account is told which types to use: "context did not match the target".
    $types = Get-RegistryValue -Path 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\Kerberos\Parameters' -Name 'SupportedEncryptionTypes'
    $kerberos = 'not set'
    $message = 'Kerberos encryption types are left to Windows.'
    if ($null -ne $types) {
        $kerberos = [string]$types
        $message = 'Kerberos encryption types are set by policy.'
        # Bit 4 is RC4_HMAC_MD5.
        if (([int]$types -band 4) -eq 0) { Write-Warning -Message 'RC4 is refused here. Where the group managed service account cannot be created, set msDS-SupportedEncryptionTypes of a prepared account to AES and install with -CustomAccountName.' }
    }
    Add-KitRemark -Id 'kerberos' -Status 'passed' -Actual $kerberos -Message $message
    $ntlm = Get-RegistryValue -Path 'HKLM:\SYSTEM\CurrentControlSet\Control\Lsa\MSV1_0' -Name 'RestrictSendingNTLMTraffic'
    Add-KitRemark -Id 'ntlm' -Status 'passed' -Actual ([string]$ntlm) -Message 'Recorded: outgoing NTLM (2 is off). Microsoft recommends to turn NTLM off on agent servers; it is not a condition of the installation.'

    # Outgoing connections, straight. Behind a proxy this says nothing.
    foreach ($endpoint in $Endpoints) {
        if ($BehindProxy) {
            Add-KitRemark -Id ('reach.{0}.{1}' -f $endpoint.Name, $endpoint.Port) -Status 'skipped' -Expected 'reached through the proxy' -Message 'Not tried: the operator says that this server goes through a proxy.'
            continue
        }
        $reached = [bool](Test-NetConnection -ComputerName $endpoint.Name -Port $endpoint.Port -InformationLevel Quiet -WarningAction SilentlyContinue)
        Add-KitCheck -Id ('reach.{0}.{1}' -f $endpoint.Name, $endpoint.Port) -Passed $reached -Expected 'reached' -Message 'Outgoing connection, not through a proxy.'
    }
    Add-KitRemark -Id 'reach.families' -Status 'skipped' -Expected ($EndpointFamilies -join ' ') -Message (
        'Families of hosts: open them for port 443, HTTP/1.1, without TLS inspection. They cannot be tried one by one.')

    # An agent that is there already.
    $program = Join-Path -Path $env:ProgramFiles -ChildPath 'Microsoft Azure AD Connect Provisioning Agent\AADConnectProvisioningAgent.exe'
    if (Test-Path -LiteralPath $program -PathType Leaf) {
        $installed = [string](Get-Item -LiteralPath $program).VersionInfo.FileVersion
        $isNewEnough = $installed -match '^[0-9]+(\.[0-9]+){2,3}$' -and [version]$installed -ge [version]$LowestAgentVersion
        Add-KitCheck -Id 'agent.version' -Passed $isNewEnough -Expected ('{0} or later' -f $LowestAgentVersion) -Actual $installed -Message 'Build of the agent'
        foreach ($name in @('Connect Provisioning Agent', 'Connect Agent Updater')) {
            $service = @(Get-Service | Where-Object { $_.DisplayName.EndsWith($name) })
            $state = 'not there'
            if ($service.Count -eq 1) { $state = [string]$service[0].Status }
            Add-KitCheck -Id ('agent.{0}' -f $name) -Passed ($state -eq 'Running') -Expected 'Running' -Actual $state -Message 'Service of the agent'
        }
    }
    else {
        Add-KitRemark -Id 'agent.version' -Status 'skipped' -Message 'No agent is installed yet.'
    }

    # Each server keeps its own verdict; the step needs all of them.
    Save-KitState -Name ('agent-check-{0}' -f $env:COMPUTERNAME) -Value ([pscustomobject]@{ server = $env:COMPUTERNAME; kitDigest = Get-KitDigest; passed = -not (Test-KitFailure); endedUtc = Get-KitTime })
    foreach ($server in @($Agents | ForEach-Object { ($_.Server -split '\.')[0].ToUpperInvariant() } | Sort-Object -Unique)) {
        if (Test-SameText -Left $server -Right $env:COMPUTERNAME) { continue }
        $other = Read-KitState -Name ('agent-check-{0}' -f $server) -Property 'passed', 'kitDigest', 'endedUtc'
        if ($null -eq $other -or -not (Test-SameText -Left $other.kitDigest -Right (Get-KitDigest))) {
            Add-KitRemark -Id ('server.{0}' -f $server) -Status 'notVerified' -Message 'Not checked yet with this kit; run this script there and bring the run folder.'
        }
        else {
            Add-KitCheck -Id ('server.{0}' -f $server) -Passed ([bool]$other.passed) -Expected 'passed' -Message ('Checked at {0}' -f $other.endedUtc)
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
