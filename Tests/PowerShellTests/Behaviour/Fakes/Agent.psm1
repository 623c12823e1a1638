# The module of the provisioning agent: registers, adds accounts and domains, sets rights. What was done is kept with the machine.

function Add-AgentFact {
    param([Parameter(Mandatory = $true)][string]$Fact)
    $machine = Get-FakeMachine
    if (@($machine.agent) -notcontains $Fact) { $machine.agent = @($machine.agent) + @($Fact) }
    Save-FakeMachine
}

function Connect-AADCloudSyncAzureAD {
    param([Parameter(Mandatory = $true)][object]$Credential)
    Enter-FakeSetter -Command 'Connect-AADCloudSyncAzureAD' -Bound $PSBoundParameters
    if (Get-FakeFault -Name 'sign-in-fails') { throw 'Sign-in failed: this account is a guest.' }
    Add-AgentFact -Fact 'registered'
    Exit-FakeSetter
}

function Add-AADCloudSyncGMSA {
    param([object]$Credential, [string]$CustomGMSAName = '')
    Enter-FakeSetter -Command 'Add-AADCloudSyncGMSA' -Bound $PSBoundParameters
    if ($null -eq $Credential -and $CustomGMSAName -eq '') { throw 'Either a credential or an account is needed.' }
    Add-AgentFact -Fact ('account {0}' -f $CustomGMSAName)
    Exit-FakeSetter
}

function Add-AADCloudSyncADDomain {
    param([Parameter(Mandatory = $true)][string]$DomainName, [object]$Credential)
    Enter-FakeSetter -Command 'Add-AADCloudSyncADDomain' -Bound $PSBoundParameters
    if (@((Get-FakeMachine).agent) -notcontains 'registered') { throw 'The agent is not registered.' }
    Add-AgentFact -Fact ('domain {0}' -f $DomainName)
    Exit-FakeSetter
}

function Set-AADCloudSyncPermissions {
    param(
        [Parameter(Mandatory = $true)]
        [ValidateSet('BasicRead', 'PasswordHashSync', 'PasswordWriteBack', 'HybridExchangePermissions', 'ExchangeMailPublicFolderPermissions', 'UserGroupCreateDelete', 'All')]
        [string]$PermissionType,
        [string]$TargetDomain = '',
        [object]$TargetDomainCredential
    )
    Enter-FakeSetter -Command 'Set-AADCloudSyncPermissions' -Bound $PSBoundParameters
    Add-AgentFact -Fact ('permission {0} {1}' -f $PermissionType, $TargetDomain)
    Exit-FakeSetter
}

Export-ModuleMember -Function 'Connect-AADCloudSyncAzureAD', 'Add-AADCloudSyncGMSA', 'Add-AADCloudSyncADDomain', 'Set-AADCloudSyncPermissions'
