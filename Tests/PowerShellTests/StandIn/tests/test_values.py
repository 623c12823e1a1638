"""Arrays, hashtables, objects, strict mode."""
import unittest

from table import UNKNOWN, Error, TableTest


class Arrays(TableTest):
    """about_Arrays, about_Pipelines, about_Intrinsic_Members"""

    cases = [
        ("@() of nothing is empty", "@().Count; @($null).Count", ["0", "1"]),
        ("@() of an array is that array", "@(@(1, 2)).Count; @(1, 2).Count", ["2", "2"]),
        ("a comma before a value makes an array of one", "(, 1).Count; @(, @(1, 2)).Count", ["1", "1"]),
        ("from the end", "(1, 2, 3)[-1]", ["3"]),
        ("a slice", "(1, 2, 3, 4)[1..2]; (1, 2, 3)[0, 2]", ["2", "3", "1", "3"]),
        ("outside of an array is $null", "$null -eq (1, 2)[5]", ["True"]),
        ("+= makes a new array", "$a = @(); $a += 1; $a += 2, 3; $a.Count", ["3"]),
        ("an array has a fixed size", "@(1).Add(2)", Error("NotSupportedException")),
        ("an element is set", "$a = 1, 2; $a[0] = 9; $a", ["9", "2"]),
        ("outside nothing is set", "$a = 1, 2; $a[5] = 9", Error("System.IndexOutOfRangeException")),
        ("properties of all elements", "(@{ n = 1 }, @{ n = 2 } | ForEach-Object { [pscustomobject]$_ }).n", ["1", "2"]),
        ("methods of all elements", "('a', 'b').ToUpper()", ["A", "B"]),
        ("a single thing counts one", "(5).Count; $null.Count", ["1", "0"]),
        ("and is indexed like an array of one", "(5)[0]", ["5"]),
        ("multiple assignment", "$a, $b = 1, 2, 3; $a; $b.Count", ["1", "2"]),
        ("a function's array of one loses its array", "function f { return @(1) }; (f).GetType().Name", ["Int32"]),
        ("a comma keeps it", "function f { return , @(1) }; (f).GetType().Name", ["Object[]"]),
        ("a function's empty array becomes nothing", "function f { return @() }; $null -eq (f)", ["True"]),
        ("nothing is no element", "function f { }; $x = f; @($x).Count; @(f).Count", ["0", "0"]),
        ("$null is one", "$x = $null; @($x).Count; @($x | ForEach-Object { 1 }).Count", ["1", "1"]),
        ("nothing that went through a parameter is $null", "function f { }; function g { param($v) @($v).Count }; g (f)", ["1"]),
        ("nothing as an element is not guessed", "function f { }; $a = (f), 1", UNKNOWN),
        ("nor added", "function f { }; $a = @(); $a += f", UNKNOWN),
        (".Where and .ForEach", "(1, 2, 3).Where({ $_ -gt 1 }).Count; (1, 2).ForEach({ $_ * 2 })", ["2", "2", "4"]),
        ("ArrayList.Add gives the place", "$l = New-Object System.Collections.ArrayList; $l.Add('a'); $l.Count", ["0", "1"]),
        ("List.Add gives nothing", "$l = New-Object 'System.Collections.Generic.List[string]'; $l.Add('a'); $l.Count", ["1"]),
        ("a switch statement takes an array apart", "switch (1, 2) { 1 { 'a' } 2 { 'b' } }", ["a", "b"]),
    ]


class Hashtables(TableTest):
    """about_Hash_Tables, about_PSCustomObject"""

    cases = [
        ("keys without regard to case", "$h = @{ Key = 1 }; $h['KEY']; $h.key", ["1", "1"]),
        ("the .NET class regards case", "$h = New-Object System.Collections.Hashtable; $h['a'] = 1; $h.ContainsKey('A')", ["False"]),
        ("a missing key is $null", "$null -eq @{}['x']", ["True"]),
        ("a key twice is an error", "@{ a = 1; A = 2 }", Error("DuplicateKeyInHashLiteral")),
        ("Add of a key that is there is an error", "$h = @{ a = 1 }; $h.Add('A', 2)", Error("ArgumentException")),
        ("a key comes before a property", "@{ Count = 7 }.Count", ["7"]),
        ("a hashtable is one thing for a pipeline", "@(@{ a = 1; b = 2 } | ForEach-Object { 1 }).Count", ["1"]),
        ("GetEnumerator gives entries", "@{ a = 1 }.GetEnumerator() | ForEach-Object { '{0}={1}' -f $_.Key, $_.Value }", ["a=1"]),
        ("[ordered] keeps the order", "([ordered]@{ z = 1; a = 2; m = 3 }).Keys -join ''", ["zam"]),
        ("and takes numbers for places", "([ordered]@{ z = 1; a = 2 })[1]", ["2"]),
        ("numbers as keys differ from text", "$h = @{ 1 = 'a' }; $null -eq $h['1']; $h[1]", ["True", "a"]),
        ("changing while going through the keys", "$h = @{ a = 1; b = 2 }; foreach ($k in @($h.Keys)) { $h[$k] = 0 }; ($h.Values | Measure-Object -Sum).Sum", ["0"]),
        ("Remove and Contains", "$h = @{ a = 1 }; $h.Remove('A'); $h.Contains('a')", ["False"]),
        ("a value of a statement", "@{ a = if ($true) { 1 } else { 2 } }.a", ["1"]),
        ("a custom object keeps its order", "([pscustomobject]@{ z = 1; a = 2 }).PSObject.Properties.Name -join ''", ["za"]),
        ("its properties are found whatever their case", "([pscustomobject]@{ Name = 'x' }).NAME", ["x"]),
        ("and set", "$o = [pscustomobject]@{ a = 1 }; $o.A = 5; $o.a", ["5"]),
        ("a property that is not there cannot be set", "$o = [pscustomobject]@{ a = 1 }; $o.b = 5", Error("PropertyNotFound")),
        ("Add-Member adds one", "$o = [pscustomobject]@{ a = 1 }; $o | Add-Member -NotePropertyName b -NotePropertyValue 2; $o.b", ["2"]),
        ("objects are passed by reference", "$o = [pscustomobject]@{ a = 1 }; function f { param($p) $p.a = 9 }; f $o; $o.a", ["9"]),
        ("a copy of a hashtable is its own", "$h = @{ a = 1 }; $c = $h.Clone(); $c.a = 2; $h.a", ["1"]),
        ("[ordered] stands only before a literal", "$h = @{}; [ordered]$h", UNKNOWN),
    ]


class StrictMode(TableTest):
    """Set-StrictMode, about_Member-Access_Enumeration; PowerShell issue 2798 for Count and Length"""

    prologue = "$ErrorActionPreference = 'Stop'\nSet-StrictMode -Version 3.0\n"
    cases = [
        ("a variable that was not set", "$nothing", Error("VariableIsUndefined")),
        ("in a string too", "\"a $nothing b\"", Error("VariableIsUndefined")),
        ("one that was set to $null is set", "$x = $null; $null -eq $x", ["True"]),
        ("a property that is not there", "([pscustomobject]@{ a = 1 }).b", Error("PropertyNotFoundStrict")),
        ("a property of $null", "$x = $null; $x.a", Error("PropertyNotFoundStrict")),
        ("a key that is not there, as a property", "@{ a = 1 }.b", Error("PropertyNotFoundStrict")),
        ("a key that is not there, by index", "$null -eq @{ a = 1 }['b']", ["True"]),
        ("Count of a single thing", "(5).Count", Error("PropertyNotFoundStrict")),
        ("Count of a custom object", "([pscustomobject]@{ a = 1 }).Count", Error("PropertyNotFoundStrict")),
        ("Count of what a command did not give", "function f { }; (f).Count", Error("PropertyNotFoundStrict")),
        ("Count in brackets that make an array", "function f { }; @(f).Count; @(5).Count", ["0", "1"]),
        ("outside of an array", "(1, 2)[2]", Error("System.IndexOutOfRangeException")),
        ("outside of an empty array", "@()[0]", Error("System.IndexOutOfRangeException")),
        ("a property that some elements lack", "@([pscustomobject]@{ a = 1 }; [pscustomobject]@{ b = 2 }).a", Error("PropertyNotFoundStrict")),
        ("variables of the environment may be missing", "$null -eq $env:NOT_SET", ["True"]),
        ("a calculated or selected property may be missing", "$null -eq ([pscustomobject]@{ a = 1 } | Select-Object -Property 'a', 'b').b", ["True"]),
        ("Where-Object by property may not miss it", "[pscustomobject]@{ a = 1 } | Where-Object -Property b -EQ 1", Error("PropertyNotFound")),
        ("a function called like a method gets an array", "function f { param($a, $b) \"$a|$b\" }; f (1, 2)", ["1 2|"]),
        ("callers' strict mode holds in functions", "function f { $undefined }; f", Error("VariableIsUndefined")),
    ]


class Scopes(TableTest):
    """about_Scopes, about_Script_Blocks, about_Modules"""

    cases = [
        ("reading looks at the callers", "$x = 1; function f { $x }; f", ["1"]),
        ("writing stays inside", "$x = 1; function f { $x = 2; $x }; f; $x", ["2", "1"]),
        ("+= reads outside and writes inside", "$x = 1; function f { $x += 1; $x }; f; $x", ["2", "1"]),
        ("a list of the caller can be changed", "$h = @{}; function f { $h.a = 1 }; f; $h.a", ["1"]),
        ("global:", "function f { $global:y = 3 }; f; $y", ["3"]),
        ("if and foreach make no scope", "foreach ($i in 1) { $z = 5 }; if ($true) { $w = 6 }; $z; $w; $i", ["5", "6", "1"]),
        ("& makes a scope, . does not", "$a = 1; & { $a = 2 }; $a; . { $a = 3 }; $a", ["1", "3"]),
        ("ForEach-Object runs where it stands", "$s = 0; 1..3 | ForEach-Object { $s += $_ }; $s", ["6"]),
        ("Where-Object too", "$n = 0; [void](1..3 | Where-Object { $n += 1; $true }); $n", ["3"]),
        ("a nested $_ comes back", "1, 2 | ForEach-Object { $o = $_; 'a' | ForEach-Object { \"$o$_\" }; $_ }", ["1a", "1", "2a", "2"]),
        ("scopes are those of the callers, not of the place", "function f { $q = 1; g }; function g { $q }; f", ["1"]),
        ("a script block knows parameters", "& { param($a, $b) $a + $b } 1 2", ["3"]),
        ("functions inside functions stay inside", "function f { function inner { 1 }; inner }; f; inner", Error("CommandNotFoundException")),
        ("a filter", "filter Double { $_ * 2 }; 1, 2 | Double", ["2", "4"]),
        ("$args", "function f { $args.Count }; f 1 2 3", ["3"]),
        ("a variable cannot be read by a colon in a string", "$x = 1; \"$x:y\"", UNKNOWN),
        ("a constant cannot be changed", "Set-Variable -Name c -Value 1 -Option ReadOnly; $c = 2", Error("VariableNotWritable")),
    ]


if __name__ == "__main__":
    unittest.main()
