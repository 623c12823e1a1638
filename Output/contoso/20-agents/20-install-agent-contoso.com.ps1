#Requires -Version 5.1
#Requires -PSEdition Desktop
#Requires -RunAsAdministrator
<#
.SYNOPSIS
    Install the agents of contoso.com

.DESCRIPTION
    Installs the provisioning agent on AGENT01, AGENT02, AGENT03, one server at a time: two at once ended in quarantine with credential errors. Registers the domain and sets the permissions of the group managed service account for the chosen features, since installers from 1.1.2334 set none.

    Installs the provisioning agent on this server with the installer that you carried here, adds the group managed service account and this domain, gives the account
    the rights that the features of this domain need, one by one, and restarts the agent. One server at a time: two installations at once ended in quarantine
    with credential errors, so the script refuses while the run folder says that another server of this domain is being installed.
    A server whose agent is installed and registered by this kit already, and runs, is left alone. Where no key distribution root key exists yet, the account can be used
    only once domain controllers have the new key; Windows waits ten hours for that.
    Passwords are asked for in Windows' own dialog and are never written down. The agent updates itself; that cannot be turned off.
    It creates no configuration and starts no synchronization. Rehearse with -WhatIf.

.PARAMETER RunFolder
    Where results and state go. Default: the folder beside the kit.

.PARAMETER SetupPath
    AADConnectProvisioningAgentSetup.exe. Its signature has to be valid and Microsoft's.

.PARAMETER CustomAccountName
    Use this prepared group managed service account (name with $) instead of the default one. Its rights are set by this script too.

.PARAMETER RegisteredByHand
    The agent was registered, with its account and this domain, in its own configuration wizard: where policy asks for a second factor, a sign-in with a credential fails.
    Only the rights are set.

.NOTES
    Undo: Uninstall 'Microsoft Entra Provisioning Agent' on the server; the portal shows it inactive after about an hour and drops it after about ten days.
#>
<#
    Part of the migration kit of contoso; step agents.install.contoso.com, file 20-agents/20-install-agent-contoso.com.ps1.

    Who:       Active Directory administrator
    Where:     every agent server, one at a time
    Expected:  Services running, and the portal shows every agent of the domain as active.
    Go on or stop:  Go with 3 active agents, or at least two with the approver's consent. Stop with fewer.
    Undo:      Uninstall 'Microsoft Entra Provisioning Agent' on the server; the portal shows it inactive after about an hour and drops it after about ten days.
    Comes after:
        agents.check
    Sources:
        MS-PRE26: Microsoft Learn: Cloud Sync prerequisites (2026-07-27)
        MS-PSH: Microsoft Learn: Install the provisioning agent with PowerShell (2025)
        MS-GMSA: Microsoft Learn: Group managed service accounts for Cloud Sync (2025-09-29)
        MS-VER: Microsoft Learn: Provisioning agent version history (1.1.2505.0) (2026-09-21)
    Exit codes: see lib\Kit.ps1.
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory = $true)]
    [string]$SetupPath,

    [string]$RunFolder = '',

    [string]$CustomAccountName = '',

    [switch]$RegisteredByHand
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

# ----- Data of this step -----
$StepId = 'agents.install.contoso.com'
# Empty and 0 for steps that belong to no wave.
$Wave = ''
$Revision = 0
# Steps whose results have to be there, passed, with this very kit and revision.
$Gates = @(
    @{ Step = 'agents.check'; Wave = ''; Revision = 0 }
)
# Steps that rest on what this one changes: their results no longer count once it has changed something.
$Outdates = @(
    'graph.contoso.com.principal'
    'graph.contoso.com.jobs'
    'graph.contoso.com.secrets'
    'waves.pilot.scope.put.contoso.com'
    'waves.pilot.scope.check.contoso.com'
    'waves.pilot.start.gate.contoso.com'
    'waves.pilot.start.test-objects.contoso.com'
    'waves.pilot.start.provisioning.contoso.com'
    'waves.pilot.start.watch.contoso.com'
    'waves.pilot.start.password-hash-sync.contoso.com'
    'waves.pilot.verify.collect.contoso.com'
    'waves.pilot.verify.samples.contoso.com'
    'waves.pilot.verify.objects.contoso.com'
    'waves.pilot.verify.cloud.contoso.com'
    'waves.pilot.verify.baseline.contoso.com'
    'waves.pilot.verify.password-events.SYNC01'
    'waves.pilot.connect.start.SYNC01'
    'validation.check-estate'
)
$Domain = 'contoso.com'
$Servers = @(
    'AGENT01'
    'AGENT02'
    'AGENT03'
)
$LowestAgentVersion = '1.1.977.0'
# Only national clouds are named.
$EnvironmentName = ''

# The rights that the features of this domain need. Since agent 1.1.2334 adding a domain sets none for an account of your own.
$Permissions = @('BasicRead')
$Permissions += 'PasswordHashSync'

# ----- Code -----
$KitRoot = Join-Path -Path $PSScriptRoot -ChildPath '..'
. (Join-Path -Path $KitRoot -ChildPath 'lib\Kit.ps1')

try {
    Initialize-KitStep -StepId $StepId -RunFolder $RunFolder -Subject $Domain -Wave $Wave -Revision $Revision -DryRun ([bool]$WhatIfPreference)
    Assert-KitFullLanguage -Reason 'the agent is installed with its own module'
    Assert-KitGate -Gate $Gates

    $names = @($Servers | ForEach-Object { ($_ -split '\.')[0].ToUpperInvariant() })
    if ($names -notcontains $env:COMPUTERNAME.ToUpperInvariant()) {
        Deny-KitStep -Code 'preconditionMissing' -Message ('{0} is not among the agent servers of {1}.' -f $env:COMPUTERNAME, $Domain)
    }
    foreach ($name in $names) {
        if ($name -eq $env:COMPUTERNAME.ToUpperInvariant()) { continue }
        $other = Read-KitState -Name ('agent-install-{0}-{1}' -f $Domain, $name) -Property 'status'
        if ($null -ne $other -and $other.status -eq 'installing') {
            Deny-KitStep -Code 'preconditionMissing' -Message ('The installation on {0} is not finished. One server at a time.' -f $name)
        }
    }

    # The installer.
    $setup = Get-Item -LiteralPath $SetupPath
    $signature = Get-AuthenticodeSignature -FilePath $setup.FullName
    $subject = ''
    if ($null -ne $signature.SignerCertificate) { $subject = [string]$signature.SignerCertificate.Subject }
    $isSigned = [string]$signature.Status -eq 'Valid' -and $subject -match '(^|, )O=Microsoft Corporation(,|$)'
    Add-KitCheck -Id 'setup.signature' -Passed $isSigned -Expected 'valid, Microsoft Corporation' -Actual ('{0}, {1}' -f $signature.Status, $subject) -Message $setup.FullName
    $setupVersion = [string]$setup.VersionInfo.FileVersion
    $isNewEnough = $setupVersion -match '^[0-9]+(\.[0-9]+){2,3}$' -and [version]$setupVersion -ge [version]$LowestAgentVersion
    Add-KitCheck -Id 'setup.version' -Passed $isNewEnough -Expected ('{0} or later' -f $LowestAgentVersion) -Actual $setupVersion -Message 'Build of the installer'
    if (Test-KitFailure) { Deny-KitStep -Code 'checkFailed' -Message 'This installer is not used. Nothing was changed.' }

    $folder = Join-Path -Path $env:ProgramFiles -ChildPath 'Microsoft Azure AD Connect Provisioning Agent'
    $program = Join-Path -Path $folder -ChildPath 'AADConnectProvisioningAgent.exe'
    $stateName = 'agent-install-{0}-{1}' -f $Domain, $env:COMPUTERNAME.ToUpperInvariant()

    if (Test-Path -LiteralPath $program -PathType Leaf) {
        Add-KitRemark -Id 'agent.installed' -Status 'passed' -Message 'The agent is installed already; the installer is not run.'
    }
    else {
        $arguments = @('/quiet')
        if ($EnvironmentName -ne '') { $arguments += 'ENVIRONMENTNAME={0}' -f $EnvironmentName }
        if ($PSCmdlet.ShouldProcess($env:COMPUTERNAME, ('Install the provisioning agent {0}' -f $setupVersion))) {
            Save-KitState -Name $stateName -Value ([pscustomobject]@{ status = 'installing'; version = $setupVersion; startedUtc = Get-KitTime })
            $process = Start-Process -FilePath $setup.FullName -ArgumentList $arguments -NoNewWindow -PassThru -Wait
            $isThere = Test-Path -LiteralPath $program -PathType Leaf
            Add-KitCheck -Id 'agent.installed' -Passed ($process.ExitCode -eq 0 -and $isThere) -Expected 'exit code 0 and the program' -Actual ('exit code {0}, program there: {1}' -f $process.ExitCode, $isThere) -Message $folder
            if (Test-KitFailure) { Deny-KitStep -Code 'checkFailed' -Message 'The installation did not succeed. See %TEMP% for the log of the installer.' }
        }
        else {
            Add-KitRefusal -Change 'install the agent'
        }
    }

    $done = Read-KitState -Name $stateName -Property 'status', 'permissions'
    $running = @(Get-Service -Name 'AADConnectProvisioningAgent' -ErrorAction SilentlyContinue | Where-Object { [string]$_.Status -eq 'Running' })
    $isDone = $null -ne $done -and $done.status -eq 'installed' -and [string]$done.permissions -eq ($Permissions -join ',') -and $running.Count -eq 1
    if ($isDone) {
        Add-KitRemark -Id 'agent.service' -Status 'passed' -Message 'Registered by this kit already, with the same rights, and running; nothing to do.'
    }
    elseif (Test-Path -LiteralPath $program -PathType Leaf) {
        Import-Module -Name (Join-Path -Path $folder -ChildPath 'Microsoft.CloudSync.PowerShell.dll')
        if ($PSCmdlet.ShouldProcess($Domain, ('Register this agent, add its service account and the domain, set rights: {0}' -f ($Permissions -join ', ')))) {
            Write-KitOutdated -StepId $Outdates
            Save-KitState -Name $stateName -Value ([pscustomobject]@{ status = 'installing'; version = $setupVersion; startedUtc = Get-KitTime })
            $domainAdministrator = Get-Credential -Message ('Domain or enterprise administrator for {0}, as DOMAIN\name' -f $Domain)
            if ($RegisteredByHand) {
                Add-KitRemark -Id 'registration' -Status 'passed' -Message 'Registered in the wizard of the agent, as the operator says.'
            }
            else {
                $cloudAdministrator = Get-Credential -Message 'Hybrid Identity Administrator of the tenant (a member, not a guest)'
                Connect-AADCloudSyncAzureAD -Credential $cloudAdministrator
                if ($CustomAccountName -eq '') {
                    Add-AADCloudSyncGMSA -Credential $domainAdministrator
                }
                else {
                    Add-AADCloudSyncGMSA -CustomGMSAName $CustomAccountName
                }
                Add-AADCloudSyncADDomain -DomainName $Domain -Credential $domainAdministrator
            }
            foreach ($permission in $Permissions) {
                Set-AADCloudSyncPermissions -PermissionType $permission -TargetDomain $Domain -TargetDomainCredential $domainAdministrator
                Add-KitRemark -Id ('permission.{0}' -f $permission) -Status 'passed' -Message ('Set for {0}' -f $Domain)
            }
            Restart-Service -Name 'AADConnectProvisioningAgent'
            $service = Get-Service -Name 'AADConnectProvisioningAgent'
            $isRunning = [string]$service.Status -eq 'Running'
            Add-KitCheck -Id 'agent.service' -Passed $isRunning -Expected 'Running' -Actual ([string]$service.Status) -Message (
                'Service of the agent. The admin center shows it as active within minutes.')
            if ($isRunning) { Save-KitState -Name $stateName -Value ([pscustomobject]@{ status = 'installed'; version = $setupVersion; permissions = ($Permissions -join ','); endedUtc = Get-KitTime }) }
        }
        else {
            Add-KitRefusal -Change 'register the agent'
        }
    }

    # The step has passed when every server of the domain has its agent.
    if (-not $WhatIfPreference) {
        foreach ($name in $names) {
            if ($name -eq $env:COMPUTERNAME.ToUpperInvariant()) { continue }
            $other = Read-KitState -Name ('agent-install-{0}-{1}' -f $Domain, $name) -Property 'status'
            if ($null -eq $other -or $other.status -ne 'installed') {
                Add-KitRemark -Id ('server.{0}' -f $name) -Status 'notVerified' -Message 'No agent yet, as far as this run folder knows. Install it next.'
            }
            else {
                Add-KitRemark -Id ('server.{0}' -f $name) -Status 'passed' -Message 'Installed'
            }
        }
    }
    $exitCode = Complete-KitStep
}
catch {
    $exitCode = Complete-KitStep -ErrorRecord $_
}
exit $exitCode
