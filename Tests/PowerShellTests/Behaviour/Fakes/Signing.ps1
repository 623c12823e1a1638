# Certificates and signatures: certificates.json names the stores; a signature is a block at the end of a script, as the real one is, which holds the
# thumbprint of the certificate and a checksum of what stands before it. It proves nothing, and says whether the text is the one that was signed.
# Faults: signature (the state of the installer's), signing-fails (nothing is written), chain-unknown (written, and not trusted), signing-spoils (the
# text is changed).

function global:Get-ChildItem {
    param(
        [Parameter(Position = 0)][string[]]$Path = @(),
        [string[]]$LiteralPath = @(),
        [switch]$Recurse,
        [switch]$Force,
        [switch]$File,
        [switch]$Directory
    )
    if (@($LiteralPath).Count -eq 1 -and $LiteralPath[0].StartsWith('Cert:')) {
        $place = $LiteralPath[0]
        return @((Read-FakeFile -Name 'certificates') | Where-Object { $_.store -eq $place } | ForEach-Object { ConvertTo-FakeCertificate -Record $_ })
    }
    $given = @{ Recurse = $Recurse; Force = $Force; File = $File; Directory = $Directory }
    if (@($LiteralPath).Count -gt 0) { $given['LiteralPath'] = $LiteralPath } else { $given['Path'] = $Path }
    return Microsoft.PowerShell.Management\Get-ChildItem @given
}

function global:ConvertTo-FakeCertificate {
    param([object]$Record)
    return [pscustomobject]@{
        Thumbprint = $Record.thumbprint; Subject = $Record.subject; HasPrivateKey = [bool]$Record.privateKey
        NotBefore = $global:FakeEpoch.AddDays([int]$Record.from); NotAfter = $global:FakeEpoch.AddDays([int]$Record.to)
        EnhancedKeyUsageList = @($Record.usages | ForEach-Object { [pscustomobject]@{ FriendlyName = 'usage'; ObjectId = $_ } })
    }
}

# What stands before the block, one character a byte, and what the block says; the text alone when there is no block.
function global:Get-FakeSignature {
    param([Parameter(Mandatory = $true)][string]$Path)
    $latin = [System.Text.Encoding]::GetEncoding(28591)
    $text = $latin.GetString([System.IO.File]::ReadAllBytes($Path))
    $found = [regex]::Match($text, '\r\n# SIG # Begin signature block\r\n# ([A-Za-z0-9]+)\r\n# ([0-9a-f]{64})\r\n# SIG # End signature block\r\n\z')
    if (-not $found.Success) { return [pscustomobject]@{ Body = $text; Thumbprint = ''; Digest = '' } }
    return [pscustomobject]@{ Body = $text.Substring(0, $found.Index); Thumbprint = $found.Groups[1].Value; Digest = $found.Groups[2].Value }
}

function global:Get-FakeDigest {
    param([Parameter(Mandatory = $true)][AllowEmptyString()][string]$Text)
    $bytes = [System.Text.Encoding]::GetEncoding(28591).GetBytes($Text)
    return -join @([System.Security.Cryptography.SHA256]::Create().ComputeHash($bytes) | ForEach-Object { $_.ToString('x2') })
}

function global:Get-AuthenticodeSignature {
    param([string]$FilePath = '', [string]$LiteralPath = '')
    Add-FakeCall -Command 'Get-AuthenticodeSignature' -Bound $PSBoundParameters
    if ($LiteralPath.EndsWith('.ps1')) {
        $there = Get-FakeSignature -Path $LiteralPath
        if ($there.Thumbprint -eq '') { return [pscustomobject]@{ Status = 'NotSigned'; StatusMessage = 'not signed'; SignerCertificate = $null } }
        $status = 'Valid'
        if ((Get-FakeDigest -Text $there.Body) -ne $there.Digest) { $status = 'HashMismatch' }
        elseif (Get-FakeFault -Name 'chain-unknown') { $status = 'UnknownError' }
        return [pscustomobject]@{ Status = $status; StatusMessage = $status; SignerCertificate = [pscustomobject]@{ Thumbprint = $there.Thumbprint; Subject = 'CN=Somebody' } }
    }
    $status = Get-FakeFault -Name 'signature'
    if ($null -eq $status) { $status = 'Valid' }
    $certificate = [pscustomobject]@{ Subject = 'CN=Microsoft Corporation, O=Microsoft Corporation, L=Redmond, S=Washington, C=US' }
    if ($status -eq 'NotSigned') { $certificate = $null }
    if ($status -eq 'Foreign') {
        $status = 'Valid'
        $certificate = [pscustomobject]@{ Subject = 'CN=Contoso Tools, O=Not Microsoft Corporation Ltd, C=US' }
    }
    return [pscustomobject]@{ Status = $status; SignerCertificate = $certificate }
}

# Signs a script; a block that is there already is replaced.
function global:Set-AuthenticodeSignature {
    [CmdletBinding(SupportsShouldProcess = $true)]
    param(
        [Parameter(Mandatory = $true)][object]$Certificate,
        [Parameter(Mandatory = $true)][string]$LiteralPath,
        [string]$IncludeChain = 'NotRoot',
        [string]$TimestampServer = '',
        [string]$HashAlgorithm = 'SHA1',
        [switch]$Force
    )
    if (-not $PSCmdlet.ShouldProcess($LiteralPath)) { return }
    Enter-FakeSetter -Command 'Set-AuthenticodeSignature' -Bound $PSBoundParameters
    if (Get-FakeFault -Name 'signing-fails') { return [pscustomobject]@{ Status = 'UnknownError'; StatusMessage = 'The key cannot be used.' } }
    $body = (Get-FakeSignature -Path $LiteralPath).Body
    if ((Get-FakeFault -Name 'signing-spoils') -and $LiteralPath.EndsWith('verify.ps1') -eq $false) { $body = $body.Replace('Stop', 'Halt') }
    $signed = "{0}`r`n# SIG # Begin signature block`r`n# {1}`r`n# {2}`r`n# SIG # End signature block`r`n" -f $body, $Certificate.Thumbprint, (Get-FakeDigest -Text $body)
    [System.IO.File]::WriteAllBytes($LiteralPath, [System.Text.Encoding]::GetEncoding(28591).GetBytes($signed))
    Exit-FakeSetter
    $status = 'Valid'
    if (Get-FakeFault -Name 'chain-unknown') { $status = 'UnknownError' }
    return [pscustomobject]@{ Status = $status; StatusMessage = $status }
}
