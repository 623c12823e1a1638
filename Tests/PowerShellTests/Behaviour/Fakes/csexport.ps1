# Stands in for csexport.exe: CONNECTOR FILE /f:x writes the pending exports of the Entra connector as XML. Stands alone, because it is a process of
# its own. Faults: csexport-exit (a number), csexport-exit-late (the same, with a file), csexport-writes-nothing, csexport-text (what the file holds instead), csexport-extra (more entries).
param([string]$Connector, [string]$Path, [string]$Kind)

function Read-File {
    param([string]$Name)
    return Get-Content -LiteralPath (Join-Path -Path $env:SYNCSHIFT_FAKES -ChildPath ('{0}.json' -f $Name)) -Raw -Encoding UTF8 | ConvertFrom-Json
}

function Get-Value {
    param([object]$InputObject, [string]$Name)
    $found = @($InputObject.PSObject.Properties | Where-Object { $_.Name -eq $Name })
    if ($found.Count -eq 0) { return $null }
    return $found[0].Value
}

function ConvertTo-Attribute {
    param([string]$Text)
    return $Text.Replace('&', '&amp;').Replace('<', '&lt;').Replace('"', '&quot;')
}

$faults = Read-File -Name 'faults'
$connect = Read-File -Name ('connect.{0}' -f $env:COMPUTERNAME.ToUpperInvariant())
$call = [pscustomobject]@{
    command = 'csexport.exe'; setter = $false; clock = 0; host = [string]$env:COMPUTERNAME; parameters = [pscustomobject]@{ Connector = $Connector; Kind = $Kind }
}
Add-Content -LiteralPath (Join-Path -Path $env:SYNCSHIFT_FAKES -ChildPath 'calls.jsonl') -Value (ConvertTo-Json -InputObject $call -Depth 5 -Compress) -Encoding UTF8
$entra = @($connect.connectors | Where-Object { $_.Identifier -eq 'b891884f-051e-4a83-95af-2544101c9083' -and $_.Name -eq $Connector })
if ($entra.Count -ne 1 -or $Kind -ne '/f:x') {
    Write-Output -InputObject 'csexport: unknown connector or filter'
    exit 2
}
if (Test-Path -LiteralPath $Path) {
    Write-Output -InputObject 'csexport: the file is there already'
    exit 3
}
$code = Get-Value -InputObject $faults -Name 'csexport-exit'
if ($null -ne $code) {
    Write-Output -InputObject 'csexport: failed'
    exit $code
}
if (Get-Value -InputObject $faults -Name 'csexport-writes-nothing') {
    Write-Output -InputObject 'Successfully exported 0 objects'
    exit 0
}
$entries = @($connect.pending) + @(Get-Value -InputObject $faults -Name 'csexport-extra' | Where-Object { $null -ne $_ })
$lines = @('<?xml version="1.0" encoding="utf-8"?>', '<cs-objects>')
foreach ($entry in $entries) {
    $name = ConvertTo-Attribute -Text $entry.dn
    # References are elements of their own.
    $attributes = @(@($entry.attributes) | ForEach-Object {
            $kind = 'attr'
            if ('member', 'manager' -contains $_) { $kind = 'dn-attr' }
            '<{0} name="{1}" operation="replace"></{0}>' -f $kind, (ConvertTo-Attribute -Text $_)
        }) -join ''
    $lines += '<cs-object cs-dn="{0}" id="{{{1}}}" object-type="{2}">' -f $name, ([string]$entry.id).ToUpperInvariant(), (ConvertTo-Attribute -Text $entry.type)
    $lines += '<unapplied-export><delta operation="{0}" dn="{1}">{2}</delta></unapplied-export>' -f (ConvertTo-Attribute -Text $entry.operation), $name, $attributes
    $lines += '</cs-object>'
}
$lines += '</cs-objects>'
$text = $lines -join "`n"
$other = Get-Value -InputObject $faults -Name 'csexport-text'
if ($null -ne $other) { $text = [string]$other }
[void](New-Item -Path $Path -ItemType File -Value $text)
$code = Get-Value -InputObject $faults -Name 'csexport-exit-late'
if ($null -ne $code) { exit $code }
Write-Output -InputObject ('Successfully exported {0} objects' -f $entries.Count)
exit 0
