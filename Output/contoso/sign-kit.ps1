#Requires -Version 5.1
<#
.SYNOPSIS
    Signs the PowerShell scripts of the kit of contoso with a certificate of the site.

.DESCRIPTION
    For sites whose policy asks for signed scripts (AllSigned, or App Control, which runs unsigned ones in ConstrainedLanguage mode). First it has verify.ps1 look at the kit:
    what is not as written is not signed. Then every .ps1 file gets a signature block at its end, and verify.ps1 looks again, leaving the blocks out. The manifest and
    the checksums stay those of the unsigned files, so the kit is still the one that was approved: verify with -Signed (verify.ps1) or --signed (verify.sh, syncshift verify).
    Scripts that this certificate has signed already, and whose signature holds, are left alone.

    Run it on a workstation that has the certificate with its private key, before the kit is carried to the servers. An unsigned script cannot run where only signed ones
    may: sign elsewhere. It needs FullLanguage mode. It changes files of the kit only; rehearse with -WhatIf.
    Undo: take the kit anew from the archive that was carried in.

.PARAMETER Thumbprint
    The certificate for code signing, in the personal store. Blanks and other signs that come with copying it from a window are left out.

.PARAMETER StoreLocation
    Whose personal store: CurrentUser or LocalMachine.

.PARAMETER TimestampServer
    Address of a time stamp service, such as http://timestamp.example.com. With a time stamp the signature holds after the certificate has expired. Behind an air gap there
    may be none: leave it out, and sign again with the next certificate.

.PARAMETER Kit
    The kit to sign. Default: the folder of this script.

.EXAMPLE
    powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File .\sign-kit.ps1 -Thumbprint 0123456789ABCDEF0123456789ABCDEF01234567 -WhatIf

.NOTES
    Exit codes: as in all scripts of the kit.
    Source: learn.microsoft.com, about_Signing and Set-AuthenticodeSignature (PowerShell 5.1).
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
param(
    [Parameter(Mandatory = $true)]
    [string]$Thumbprint,

    [ValidateSet('CurrentUser', 'LocalMachine')]
    [string]$StoreLocation = 'CurrentUser',

    [string]$TimestampServer = '',

    [string]$Kit = ''
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$ExitCode = @{
    'done' = 0
    'checkFailed' = 1
    'preconditionMissing' = 2
    'unexpectedError' = 3
    'ambiguous' = 4
    'quarantined' = 5
    'timedOut' = 6
    'notVerified' = 7
    'refusedByOperator' = 8
    'objectsLost' = 9
    'wrongUsage' = 64
}

if ([string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Output -InputObject 'This script needs FullLanguage mode. Sign on a workstation whose policy lets it run. Nothing was signed.'
    exit $ExitCode.preconditionMissing
}
if ([string]::IsNullOrEmpty($Kit)) { $Kit = $PSScriptRoot }
$root = (Get-Item -LiteralPath $Kit -Force).FullName
$verifier = Join-Path -Path $root -ChildPath 'verify.ps1'
if (-not (Test-Path -LiteralPath $verifier -PathType Leaf)) {
    Write-Output -InputObject ('{0} is missing: this is not a whole kit. Nothing was signed.' -f $verifier)
    exit $ExitCode.preconditionMissing
}

# The certificate: exactly one, with its private key, for code signing, and valid now.
$wanted = $Thumbprint -replace '[^0-9A-Fa-f]', ''
$store = 'Cert:\{0}\My' -f $StoreLocation
$found = @(Get-ChildItem -LiteralPath $store | Where-Object { $_.Thumbprint -eq $wanted })
if ($found.Count -ne 1) {
    $count = 'is no certificate'
    if ($found.Count -gt 1) { $count = 'are {0} certificates' -f $found.Count }
    Write-Output -InputObject ('There {0} {1} in {2}. Nothing was signed.' -f $count, $wanted, $store)
    exit $ExitCode.preconditionMissing
}
$certificate = $found[0]
$now = Get-Date
$problem = ''
if (-not $certificate.HasPrivateKey) { $problem = 'its private key is not here' }
elseif ($certificate.NotBefore -gt $now -or $certificate.NotAfter -lt $now) { $problem = 'it is not valid today' }
# The usage "code signing".
elseif (@($certificate.EnhancedKeyUsageList | Where-Object { $_.ObjectId -eq '1.3.6.1.5.5.7.3.3' }).Count -eq 0) { $problem = 'it is not for code signing' }
if ($problem -ne '') {
    Write-Output -InputObject ('The certificate {0} cannot be used: {1}. Nothing was signed.' -f $wanted, $problem)
    exit $ExitCode.preconditionMissing
}
Write-Output -InputObject ('Certificate: {0}, valid until {1:yyyy-MM-dd}.' -f $certificate.Subject, $certificate.NotAfter)

# What is not as it was written is not signed.
& $verifier -Kit $root -Signed
if ($LASTEXITCODE -ne $ExitCode.done) {
    Write-Output -InputObject 'The kit is not what was written. Nothing was signed.'
    exit $ExitCode.checkFailed
}

$options = @{ Certificate = $certificate; HashAlgorithm = 'SHA256'; IncludeChain = 'NotRoot' }
if ($TimestampServer -ne '') { $options['TimestampServer'] = $TimestampServer }
$signed = 0
$kept = 0
$failures = @()
foreach ($file in @(Get-ChildItem -LiteralPath $root -Recurse -Force | Where-Object { -not $_.PSIsContainer -and $_.Extension -eq '.ps1' } | Sort-Object -Property 'FullName')) {
    $present = Get-AuthenticodeSignature -LiteralPath $file.FullName
    if ([string]$present.Status -eq 'Valid' -and $null -ne $present.SignerCertificate -and $present.SignerCertificate.Thumbprint -eq $wanted) {
        $kept += 1
        continue
    }
    if ($PSCmdlet.ShouldProcess($file.FullName, 'Sign')) {
        $result = Set-AuthenticodeSignature -LiteralPath $file.FullName @options
        if ([string]$result.Status -eq 'Valid') { $signed += 1 }
        else { $failures += '{0}: {1}' -f $file.FullName, $result.StatusMessage }
    }
}

foreach ($failure in $failures) { Write-Output -InputObject $failure }
Write-Output -InputObject ('{0} scripts signed, {1} signed before.' -f $signed, $kept)
if ($signed -gt 0) {
    & $verifier -Kit $root -Signed
    if ($LASTEXITCODE -ne $ExitCode.done) {
        Write-Output -InputObject 'With the signatures left out the kit is not what was written any more. Do not use it; take it anew from its archive.'
        exit $ExitCode.unexpectedError
    }
}
if ($failures.Count -gt 0) {
    Write-Output -InputObject 'Not every script has a signature that holds here. Trust the chain of the certificate on this machine, or choose another one.'
    exit $ExitCode.checkFailed
}
exit $ExitCode.done
