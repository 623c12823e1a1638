"""Cmdlets: objects, JSON, files, CSV, XML, dates."""
import unittest

from table import UNKNOWN, Error, TableTest


class Objects(TableTest):
    """Select-Object, Sort-Object, Group-Object, Measure-Object, Compare-Object"""

    prologue = "$ErrorActionPreference = 'Stop'\n$people = @([pscustomobject]@{ n = 'Bo'; a = 3 }; [pscustomobject]@{ n = 'al'; a = 1 }; [pscustomobject]@{ n = 'Cy'; a = 2 })\n"
    cases = [
        ("Select-Object takes properties", "($people | Select-Object -Property n)[0].PSObject.Properties.Name", ["n"]),
        ("a missing one becomes $null", "$null -eq ($people[0] | Select-Object -Property n, x).x", ["True"]),
        ("-First stops those before it", "$c = 0; [void](1..10 | ForEach-Object { $script:c += 1; $_ } | Select-Object -First 2); $c", ["2"]),
        ("-First, -Skip, -Last", "(1..5 | Select-Object -First 2) -join ''; (1..5 | Select-Object -Skip 3) -join ''; (1..5 | Select-Object -Last 2) -join ''", ["12", "45", "45"]),
        ("-ExpandProperty", "$people | Select-Object -ExpandProperty n", ["Bo", "al", "Cy"]),
        ("-ExpandProperty of what is not there is an error", "$people | Select-Object -ExpandProperty x", Error("ExpandPropertyNotFound")),
        ("-Unique regards case", "('a', 'A', 'a' | Select-Object -Unique) -join ''", ["aA"]),
        ("a calculated property", "($people[0] | Select-Object -Property @{ Name = 'd'; Expression = { $_.a * 2 } }).d", ["6"]),
        ("*", "($people[0] | Select-Object -Property '*', @{ n = 'x'; e = { 1 } }).PSObject.Properties.Name -join ','", ["n,a,x"]),
        ("Sort-Object ignores case", "($people | Sort-Object -Property n).n -join ','", ["al,Bo,Cy"]),
        ("-Descending", "($people | Sort-Object -Property a -Descending).a -join ''", ["321"]),
        ("by a block", "(3, 1, 2 | Sort-Object -Property { -$_ }) -join ''", ["321"]),
        ("numbers by size, texts by letters", "(10, 9, 2 | Sort-Object) -join ','; ('10', '9', '2' | Sort-Object) -join ','", ["2,9,10", "10,2,9"]),
        ("-Unique ignores case", "@('b', 'A', 'a' | Sort-Object -Unique).Count", ["2"]),
        ("a hyphen counts last", "('co-op', 'coop', 'cop' | Sort-Object) -join ','", ["coop,co-op,cop"]),
        ("Group-Object", "'a', 'B', 'A' | Group-Object | ForEach-Object { '{0}={1}' -f $_.Name, $_.Count }", ["a=2", "B=1"]),
        ("by a block", "$people | Group-Object -Property { $_.a -gt 1 } | ForEach-Object { $_.Count }", ["2", "1"]),
        ("Measure-Object", "(1..4 | Measure-Object).Count; (1..4 | Measure-Object -Sum).Sum; ($people | Measure-Object -Property a -Maximum).Maximum", ["4", "10", "3"]),
        ("Compare-Object", "Compare-Object -ReferenceObject 'a', 'b' -DifferenceObject 'b', 'c' | ForEach-Object { $_.InputObject + $_.SideIndicator }", ["c=>", "a<="]),
        ("Compare-Object takes no $null", "Compare-Object -ReferenceObject 'a' -DifferenceObject $null", Error("ParameterArgumentValidationErrorNullNotAllowed")),
        ("Write-Output takes arrays apart", "@(Write-Output -InputObject @(1, 2)).Count", ["2"]),
        ("ForEach-Object by name", "'abc', 'de' | ForEach-Object Length", ["3", "2"]),
        ("ForEach-Object with begin and end", "1, 2 | ForEach-Object -Begin { $s = 0 } -Process { $s += $_ } -End { $s }", ["3"]),
        ("Out-Null", "@(1, 2 | Out-Null).Count", ["0"]),
    ]


class Json(TableTest):
    """ConvertTo-Json and ConvertFrom-Json of Windows PowerShell 5.1"""

    cases = [
        ("layout", "[pscustomobject][ordered]@{ a = 1; b = @('x'); c = @(); d = [pscustomobject]@{ e = $true } } | ConvertTo-Json",
         ['{\r\n    "a":  1,\r\n    "b":  [\r\n              "x"\r\n          ],\r\n    "c":  [\r\n\r\n          ],\r\n    "d":  {\r\n              "e":  true\r\n          }\r\n}']),
        ("-Compress", "ConvertTo-Json -Compress -InputObject @{ a = @(1, 2) }", ['{"a":[1,2]}']),
        ("two levels, then text", "ConvertTo-Json -Compress -InputObject @{ a = @{ b = @{ c = @{ d = 1 } } } }", ['{"a":{"b":{"c":"System.Collections.Hashtable"}}}']),
        ("an array too deep becomes text", "ConvertTo-Json -Compress -Depth 1 -InputObject @{ a = @{ b = 1, 2 } }", ['{"a":{"b":"1 2"}}']),
        ("an array of one from the pipeline is no array", "@(1) | ConvertTo-Json -Compress; @(1, 2) | ConvertTo-Json -Compress", ["1", "[1,2]"]),
        ("as an argument it is", "ConvertTo-Json -Compress -InputObject @(1)", ["[1]"]),
        ("signs that could be HTML", "ConvertTo-Json -InputObject \"<a href='x'>&\"", ['"\\u003ca href=\\u0027x\\u0027\\u003e\\u0026"']),
        ("letters outside ASCII stay", "ConvertTo-Json -InputObject 'Müller'", ['"Müller"']),
        ("escapes", "ConvertTo-Json -InputObject \"a`n`t`\"\\\"", ['"a\\n\\t\\"\\\\"']),
        ("$null", "ConvertTo-Json -InputObject $null; ConvertTo-Json -Compress -InputObject @{ a = $null }", ["null", '{"a":null}']),
        ("reading", "$o = '{\"a\": 1, \"b\": [1, 2], \"c\": {\"d\": \"x\"}}' | ConvertFrom-Json; $o.a; $o.b.Count; $o.c.d", ["1", "2", "x"]),
        ("whole numbers", "('{\"a\": 5}' | ConvertFrom-Json).a.GetType().Name; ('{\"a\": 5000000000}' | ConvertFrom-Json).a.GetType().Name; ('{\"a\": 1.5}' | ConvertFrom-Json).a.GetType().Name", ["Int32", "Int64", "Decimal"]),
        ("an array comes as one object", "@('[1, 2]' | ConvertFrom-Json).Count; ('[1, 2]' | ConvertFrom-Json).Count", ["1", "2"]),
        ("a list of one stays a list", "('{\"v\": [\"x\"]}' | ConvertFrom-Json).v.GetType().Name", ["Object[]"]),
        ("an empty list", "@(('{\"v\": []}' | ConvertFrom-Json).v).Count", ["0"]),
        ("keys that differ in case only", "'{\"a\": 1, \"A\": 2}' | ConvertFrom-Json", Error("DuplicateKeysInJsonString")),
        ("nonsense", "'{a' | ConvertFrom-Json", Error("System.ArgumentException")),
        ("dates stay text", "('{\"d\": \"2026-11-24T13:00:00Z\"}' | ConvertFrom-Json).d.GetType().Name", ["String"]),
        ("there and back", "$o = [pscustomobject]@{ a = 'ä<b>'; n = $null; l = @(1) } | ConvertTo-Json | ConvertFrom-Json; $o.a; $null -eq $o.n; $o.l.Count", ["ä<b>", "True", "1"]),
    ]


class Files(TableTest):
    """Join-Path, Split-Path, Test-Path, New-Item, Get-Content, Set-Content, about_Character_Encoding"""

    cases = [
        ("Join-Path", "Join-Path -Path 'C:\\a' -ChildPath 'b'; Join-Path -Path 'C:\\a\\' -ChildPath '\\b'; Join-Path -Path 'C:\\a' -ChildPath '..'", ["C:\\a\\b", "C:\\a\\b", "C:\\a\\.."]),
        ("Join-Path wants the drive", "Join-Path -Path 'Q:\\a' -ChildPath 'b'", Error("DriveNotFound")),
        ("Split-Path", "Split-Path -Path 'C:\\a\\b.txt'; Split-Path -Path 'C:\\a\\b.txt' -Leaf; Split-Path -Path 'C:\\a' -Parent", ["C:\\a", "b.txt", "C:\\"]),
        ("Test-Path", "[void](New-Item -Path 'C:\\f\\x.txt' -ItemType File -Force); Test-Path -LiteralPath 'C:\\F\\X.TXT'; Test-Path -LiteralPath 'C:\\f' -PathType Leaf; Test-Path -LiteralPath 'C:\\f' -PathType Container", ["True", "False", "True"]),
        ("New-Item writes UTF-8 without a mark", "[void](New-Item -Path 'C:\\x' -ItemType File -Value 'ä'); ([System.IO.File]::ReadAllBytes('C:\\x')) -join ' '", ["195 164"]),
        ("New-Item does not overwrite", "[void](New-Item -Path 'C:\\x' -ItemType File); New-Item -Path 'C:\\x' -ItemType File", Error("NewItemIOError")),
        ("Set-Content writes Windows-1252", "Set-Content -LiteralPath 'C:\\x' -Value 'ä'; ([System.IO.File]::ReadAllBytes('C:\\x')) -join ' '", ["228 13 10"]),
        ("-Encoding UTF8 writes a mark", "Set-Content -LiteralPath 'C:\\x' -Value 'a' -Encoding UTF8; ([System.IO.File]::ReadAllBytes('C:\\x')) -join ' '", ["239 187 191 97 13 10"]),
        ("Out-File writes UTF-16", "'a' | Out-File -FilePath 'C:\\x'; ([System.IO.File]::ReadAllBytes('C:\\x')) -join ' '", ["255 254 97 0 13 0 10 0"]),
        ("Get-Content reads Windows-1252 unless told otherwise", "[void](New-Item -Path 'C:\\x' -ItemType File -Value 'ä'); (Get-Content -LiteralPath 'C:\\x' -Raw).Length; (Get-Content -LiteralPath 'C:\\x' -Raw -Encoding UTF8).Length", ["2", "1"]),
        ("lines", "[void](New-Item -Path 'C:\\x' -ItemType File -Value \"a`r`nb`n\"); @(Get-Content -LiteralPath 'C:\\x').Count; Get-Content -LiteralPath 'C:\\x' | Select-Object -Last 1", ["2", "b"]),
        ("-Raw keeps line ends", "[void](New-Item -Path 'C:\\x' -ItemType File -Value \"a`n\"); (Get-Content -LiteralPath 'C:\\x' -Raw).Length", ["2"]),
        ("an empty file gives nothing", "[void](New-Item -Path 'C:\\x' -ItemType File); $null -eq (Get-Content -LiteralPath 'C:\\x' -Raw)", ["True"]),
        ("a pattern in a path is not read as a name", "Get-Content -Path 'C:\\[x]'", UNKNOWN),
        ("Get-FileHash", "[void](New-Item -Path 'C:\\x' -ItemType File -Value 'abc'); (Get-FileHash -LiteralPath 'C:\\x' -Algorithm SHA256).Hash", ["BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"]),
        ("Move-Item wants -Force to overwrite", "[void](New-Item -Path 'C:\\a' -ItemType File); [void](New-Item -Path 'C:\\b' -ItemType File); Move-Item -LiteralPath 'C:\\a' -Destination 'C:\\b'", Error("MoveFileInfoItemIOError")),
        ("Get-ChildItem", "[void](New-Item -Path 'C:\\f\\a.txt' -ItemType File -Force); [void](New-Item -Path 'C:\\f\\g\\b.txt' -ItemType File -Force); (Get-ChildItem -LiteralPath 'C:\\f').Name; (Get-ChildItem -LiteralPath 'C:\\f' -Recurse -File).FullName", ["a.txt", "g", "C:\\f\\a.txt", "C:\\f\\g\\b.txt"]),
        ("Resolve-Path wants it to be there", "(Resolve-Path -LiteralPath 'C:\\.').ProviderPath; Resolve-Path -LiteralPath 'C:\\none'", Error("PathNotFound")),
        ("CSV", "[pscustomobject]@{ a = 'x,\"y\"'; b = $null } | ConvertTo-Csv -NoTypeInformation", ['"a","b"', '"x,""y""",']),
        ("CSV of a list shows its type", "[pscustomobject]@{ a = @(1, 2) } | ConvertTo-Csv -NoTypeInformation | Select-Object -Last 1", ['"System.Object[]"']),
        ("Export-Csv and back", "@([pscustomobject]@{ a = 'ä' }; [pscustomobject]@{ a = 'b' }) | Export-Csv -LiteralPath 'C:\\x' -NoTypeInformation -Encoding UTF8; (Import-Csv -LiteralPath 'C:\\x').a", ["ä", "b"]),
    ]


class Dates(TableTest):
    """Get-Date, about_Type_Conversion, System.DateTime; local time is one hour before UTC here"""

    cases = [
        ("the clock of the test", "(Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)", ["2026-11-24T13:00:00Z"]),
        ("local time", "(Get-Date).Hour", ["14"]),
        ("sleeping moves it", "Start-Sleep -Seconds 90; (Get-Date).ToUniversalTime().ToString('HH:mm:ss')", ["13:01:30"]),
        ("a text with Z becomes local time", "([datetime]'2026-11-24T13:00:00Z').Hour; ([datetime]'2026-11-24T13:00:00Z').Kind", ["14", "Local"]),
        ("adding", "([datetime]'2026-01-31').AddDays(1).Month; ([datetime]'2026-01-01').AddMinutes(90).Hour", ["2", "1"]),
        ("a difference", "(([datetime]'2026-01-02') - ([datetime]'2026-01-01')).TotalHours", ["24"]),
        ("as text in the culture", "'{0}' -f [datetime]'2026-03-04T05:06:07'", ["3/4/2026 5:06:07 AM"]),
        ("nonsense", "[datetime]'tomorrow'", Error("InvalidCastParseTargetInvocation")),
    ]


class Xml(TableTest):
    """Select-Xml, System.Xml"""

    prologue = "$ErrorActionPreference = 'Stop'\n[void](New-Item -Path 'C:\\x.xml' -ItemType File -Value '<r xmlns:p=\"urn:p\"><c id=\"1\">a</c><p:c id=\"2\"><d/></p:c><c id=\"3\"/></r>')\n"
    cases = [
        ("a path with conditions", "@(Select-Xml -LiteralPath 'C:\\x.xml' -XPath '//c[@id=\"3\"]').Count", ["1"]),
        ("a name without a prefix means no namespace", "@(Select-Xml -LiteralPath 'C:\\x.xml' -XPath '//c').Count; @(Select-Xml -LiteralPath 'C:\\x.xml' -XPath '//*[local-name()=\"c\"]').Count", ["2", "3"]),
        ("with a namespace", "(Select-Xml -LiteralPath 'C:\\x.xml' -XPath '//q:c' -Namespace @{ q = 'urn:p' }).Node.GetAttribute('id')", ["2"]),
        ("[xml]", "([xml]'<a><b>x</b><c n=\"1\"/></a>').a.b; ([xml]'<a><c n=\"1\"/></a>').a.c.n", ["x", "1"]),
        ("nonsense", "[xml]'<a>'", Error("InvalidCastToXmlDocument")),
        ("a reader goes from element to element",
         "$r = [System.Xml.XmlReader]::Create('C:\\x.xml'); [void]$r.MoveToContent(); $r.LocalName; [void]$r.Read(); while (-not $r.EOF) { if ($r.NodeType -eq [System.Xml.XmlNodeType]::Element) { $r.ReadOuterXml().Length -gt 0 } else { [void]$r.Read() } }",
         ["r", "True", "True", "True"]),
        ("a document type is refused", "[void](New-Item -Path 'C:\\d.xml' -ItemType File -Value '<!DOCTYPE a><a/>'); $r = [System.Xml.XmlReader]::Create('C:\\d.xml'); [void]$r.Read()", Error("XmlException")),
        ("XPath that the stand-in lacks", "@(Select-Xml -LiteralPath 'C:\\x.xml' -XPath 'count(//c)').Count", UNKNOWN),
    ]


if __name__ == "__main__":
    unittest.main()
