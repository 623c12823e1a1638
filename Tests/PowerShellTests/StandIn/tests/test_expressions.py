"""Operators, conversions, strings."""
import unittest

from table import UNKNOWN, Error, TableTest


class Arithmetic(TableTest):
    """about_Arithmetic_Operators, about_Numeric_Literals, about_Type_Conversion"""

    cases = [
        ("multiplication before addition", "1 + 2 * 3", ["7"]),
        ("a whole quotient stays an integer", "(6 / 2).GetType().Name", ["Int32"]),
        ("a quotient that is not whole is a double", "7 / 2", ["3.5"]),
        ("the remainder has the sign of the dividend", "-7 % 3", ["-1"]),
        ("too large for 32 bits becomes a double", "(2147483647 + 1).GetType().Name", ["Double"]),
        ("a literal too large for 32 bits is 64 bits", "(2147483648).GetType().Name", ["Int64"]),
        ("text on the left takes text", "'1' + 2", ["12"]),
        ("a number on the left takes a number", "1 + '2'", ["3"]),
        ("text that is no number is an error", "1 + 'a'", Error("InvalidCast")),
        ("text times a number repeats it", "'ab' * 3", ["ababab"]),
        ("an array times a number repeats it", "@(1, 2) * 2", ["1", "2", "1", "2"]),
        ("arrays are joined", "@(1) + @(2, 3)", ["1", "2", "3"]),
        ("an element is put behind an array", "@(1) + 2", ["1", "2"]),
        ("hashtables are joined", "(@{ a = 1 } + @{ b = 2 }).Count", ["2"]),
        ("a key twice cannot be joined", "@{ a = 1 } + @{ A = 2 }", Error("BadOperator")),
        ("no whole number is divided by zero", "1 / 0", Error("RuntimeException")),
        ("kilobytes", "4kb", ["4096"]),
        ("hexadecimal", "0x10", ["16"]),
        ("a cast rounds half to even", "[int]2.5; [int]3.5; [int]1.6", ["2", "4", "2"]),
        ("[math]::Round rounds half to even", "[math]::Round(2.5)", ["2"]),
        ("$null counts 0", "$null + 5", ["5"]),
        ("a range", "1..4", ["1", "2", "3", "4"]),
        ("a range backwards", "3..1", ["3", "2", "1"]),
        ("++ as a statement gives nothing", "$i = 1; $i++; $i", ["2"]),
        ("++ in brackets gives the value of before", "$i = 1; $a = $i++; $a; $i", ["1", "2"]),
        ("bits", "10 -band 3; 8 -bor 1; 1 -shl 4; -bnot 0", ["2", "9", "16", "-1"]),
    ]


class Comparison(TableTest):
    """about_Comparison_Operators, about_Case-Sensitivity"""

    cases = [
        ("text is compared without regard to case", "'abc' -eq 'ABC'; 'abc' -ceq 'ABC'; 'abc' -ieq 'ABC'", ["True", "False", "True"]),
        ("a list gives those that fit", "1, 2, 3, 2 -eq 2", ["2", "2"]),
        ("a list that has none gives an empty one", "@(1, 2 -eq 5).Count", ["0"]),
        ("-ne on a list filters too", "@('a', 'b') -ne 'A'", ["b"]),
        ("$null on the left asks once", "$null -eq @(1, $null)", ["False"]),
        ("$null on the right filters", "@(@(1, $null, $null) -eq $null).Count", ["2"]),
        ("the left side decides the type", "'5' -eq 5; 5 -eq '5.0'; '5.0' -eq 5", ["True", "True", "False"]),
        ("a text that is no number equals no number", "5 -eq 'five'", ["False"]),
        ("but cannot be compared by size", "5 -lt 'five'", Error("InvalidCast")),
        ("a truth value on the left reads text as one", "$true -eq 'False'", ["True"]),
        ("and text on the left does not", "'False' -eq $true", ["False"]),
        ("an empty text is not $null", "'' -eq $null", ["False"]),
        ("size of text", "'a' -lt 'B'; 'b' -gt 'a'", ["True", "True"]),
        ("-contains asks for a whole element", "'abc', 'def' -contains 'DEF'; 'abc' -contains 'b'", ["True", "False"]),
        ("-ccontains regards case", "'abc' -ccontains 'ABC'", ["False"]),
        ("-in turns it round", "'a' -in 'A', 'b'; 'c' -notin 'a', 'b'", ["True", "True"]),
        ("-like takes patterns of the whole text", "'PowerShell' -like 'power*'; 'PowerShell' -like '*shell'; 'ab' -like 'a?c'; 'b' -like '[a-c]'", ["True", "True", "False", "True"]),
        ("-notlike on a list", "'ab', 'cd' -notlike 'a*'", ["cd"]),
        ("-is", "1 -is [int]; 'a' -is [int]; @() -is [array]; $null -isnot [string]", ["True", "False", "True", "True"]),
        ("-as gives $null instead of an error", "$null -eq ('x' -as [int]); '7' -as [int]", ["True", "7"]),
        ("versions are compared by their parts", "[version]'2.10.0.0' -gt [version]'2.9.0.0'; [version]'1.0' -lt [version]'1.0.0'", ["True", "True"]),
        ("a text is read as a version", "[version]'2.6.84.0' -ge '2.6.84.0'", ["True"]),
        ("accents tell texts apart", "'Müller' -eq 'MULLER'; 'Müller' -eq 'müller'", ["False", "True"]),
        ("what cultures may take for the same is not guessed", "'straße' -eq 'strasse'", UNKNOWN),
        ("dates", "[datetime]'2026-01-02' -gt [datetime]'2026-01-01'", ["True"]),
        ("-and and -or stop early", "$false -and (1 / 0); $true -or (1 / 0)", ["False", "True"]),
        ("-and binds as -or does, from the left", "$true -or $false -and $false", ["False"]),
        ("-xor", "$true -xor $true", ["False"]),
        ("-not before -eq", "-not 1 -eq 2", ["False"]),
        ("! as well", "!$true", ["False"]),
    ]


class Matching(TableTest):
    """about_Regular_Expressions, about_Comparison_Operators, about_Split, about_Join"""

    cases = [
        ("-match looks anywhere, without regard to case", "'PowerShell' -match 'shell'; 'PowerShell' -cmatch 'shell'", ["True", "False"]),
        ("$Matches holds the groups", "[void]('a-12' -match '(?<word>\\w)-(\\d+)'); $Matches[0]; $Matches['word']; $Matches[1]", ["a-12", "a", "12"]),
        ("a failed match leaves $Matches alone", "[void]('abc' -match 'b'); [void]('abc' -match 'x'); $Matches[0]", ["b"]),
        ("-match on a list filters", "'ab', 'cd' -match 'c'", ["cd"]),
        ("-notmatch", "'ab' -notmatch 'c'", ["True"]),
        ("-replace replaces every one", "'a.b.c' -replace '\\.', '-'", ["a-b-c"]),
        ("-replace without a text removes", "'banana' -replace 'an'", ["ba"]),
        ("-replace puts groups in", "'John Smith' -replace '(\\w+) (\\w+)', '$2, $1'", ["Smith, John"]),
        ("-creplace regards case", "'AbAb' -creplace 'a', 'x'", ["AbAb"]),
        ("-replace on a list", "'a1', 'b2' -replace '\\d'", ["a", "b"]),
        ("-split takes a pattern", "'a.b' -split '\\.'", ["a", "b"]),
        ("-split keeps empty parts", "@('a,,b' -split ',').Count", ["3"]),
        ("-split keeps groups", "'a,b' -split '(,)'", ["a", ",", "b"]),
        ("-split with a number", "'a,b,c' -split ',', 2", ["a", "b,c"]),
        ("-split before a value takes blanks", "-split ' a  b '", ["a", "b"]),
        ("-split of an empty text gives an empty text", "@('' -split ',').Count", ["1"]),
        ("-join", "'a', 'b' -join ', '; -join ('a', 'b')", ["a, b", "ab"]),
        ("-join of nothing", "@() -join ','", [""]),
        ("look behind", "'a\\,b,c' -split '(?<!\\\\),'", ["a\\,b", "c"]),
        ("a pattern of .NET that Python reads otherwise", "'a' -match '\\p{L}'", UNKNOWN),
        ("[regex]::Match", "[regex]::Match('ab12', '\\d+').Index", ["2"]),
        ("[regex]::Escape", "[regex]::Escape('a.b(c)')", ["a\\.b\\(c\\)"]),
        ("options in the pattern", "'a\nb' -match '(?m)^b$'", ["True"]),
    ]


class Formatting(TableTest):
    """about_Operators (format operator), .NET composite formatting"""

    cases = [
        ("places", "'{0} {1,5}|{2,-5}|' -f 1, 2, 3", ["1     2|3    |"]),
        ("braces", "'{{{0}}}' -f 1", ["{1}"]),
        ("digits", "'{0:d3} {1:x2} {1:X}' -f 7, 255", ["007 ff FF"]),
        ("thousands and places", "'{0:N0} {1:N2} {2:F1}' -f 1234567, 1.005, 2.25", ["1,234,567 1.01 2.3"]),
        ("zeros", "'{0:000}' -f 7", ["007"]),
        ("dates", "'{0:yyyy-MM-dd}' -f [datetime]'2026-03-04'", ["2026-03-04"]),
        ("$null shows as nothing", "'[{0}]' -f $null", ["[]"]),
        ("a missing value is an error", "'{1}' -f 1", Error("FormatError")),
        ("a lone brace is an error", "'{' -f 1", Error("FormatError")),
        ("a comma binds before -f", "'{0}{1}' -f 'a', 'b'", ["ab"]),
        ("-f binds before +", "'{0}' -f 1 + 2", ["12"]),
        ("a guid", "'{0}' -f [guid]'{A0000000-0000-0000-0000-00000000000B}'", ["a0000000-0000-0000-0000-00000000000b"]),
        ("an unknown format is not guessed", "'{0:P1}' -f 0.5", UNKNOWN),
    ]


class Strings(TableTest):
    """about_Quoting_Rules, about_Special_Characters"""

    cases = [
        ("single quotes keep everything", "'$x `n'", ["$x `n"]),
        ("a quote twice", "'it''s'", ["it's"]),
        ("typographic quotes too", "'O\u2019\u2019Brien'", ["O\u2019Brien"]),
        ("double quotes expand", "$x = 5; \"a $x b\"", ["a 5 b"]),
        ("properties need brackets", "$x = 'abc'; \"$x.Length $($x.Length)\"", ["abc.Length 3"]),
        ("braces end a name", "$x = 1; \"${x}y\"", ["1y"]),
        ("escapes", '"a`tb`"c`$d"', ['a\tb"c$d']),
        ("an array shows with blanks", "$a = 1, 2; \"$a\"", ["1 2"]),
        ("a custom object shows its properties", "$o = [pscustomobject]@{ a = 1; b = 'x' }; \"$o\"", ["@{a=1; b=x}"]),
        ("$null shows as nothing", "\"[$null]\"", ["[]"]),
        ("truth values", "\"$true\"", ["True"]),
        ("a here-string", "@'\na'b\n  c\n'@", ["a'b\n  c"]),
        ("one that expands", "$x = 1\n@\"\n$x \"q\"\n\"@", ['1 "q"']),
        ("Substring and its like", "'abcdef'.Substring(2, 3); 'abc'.IndexOf('c'); 'a-b'.Replace('-', '+'); ' x '.Trim(); 'x..'.TrimEnd('.')", ["cde", "2", "a+b", "x", "x"]),
        ("Substring beyond the end is an error", "'abc'.Substring(2, 5)", Error("ArgumentOutOfRangeException")),
        ("Split in .NET Framework takes characters", "'a, b'.Split(', ').Count", ["3"]),
        ("Equals regards case", "'a'.Equals('A'); 'a'.Equals('A', 'OrdinalIgnoreCase')", ["False", "True"]),
        ("ToUpperInvariant keeps the sharp s", "'straße'.ToUpperInvariant()", ["STRAßE"]),
        ("StartsWith outside ASCII goes by culture", "'Ärger'.StartsWith('Ä')", UNKNOWN),
        ("a character of a text", "'abc'[1]; 'abc'[-1]", ["b", "c"]),
        ("[string]::IsNullOrEmpty", "[string]::IsNullOrEmpty(''); [string]::IsNullOrEmpty($null); [string]::IsNullOrEmpty(' ')", ["True", "True", "False"]),
        ("[string]::CompareOrdinal", "[string]::CompareOrdinal('a', 'B') -gt 0", ["True"]),
        ("PadLeft", "'7'.PadLeft(3, '0')", ["007"]),
        ("a method of $null is an error", "$x = $null; $x.Trim()", Error("InvokeMethodOnNull")),
        ("a method that it does not have is not guessed", "'a'.Frobnicate()", UNKNOWN),
    ]


class Conversions(TableTest):
    """about_Type_Conversion, about_Booleans"""

    cases = [
        ("truth of values", "[bool]0; [bool]''; [bool]'0'; [bool]'False'; [bool]@(); [bool]@(0); [bool]@(0, 0); [bool]$null", ["False", "False", "True", "True", "False", "False", "True", "False"]),
        ("a hashtable is true even when it is empty", "[bool]@{}", ["True"]),
        ("[int] of text", "[int]'42'; [int]' 7 '; [int]'0x1F'; [int]''", ["42", "7", "31", "0"]),
        ("[int] of something else is an error", "[int]'4x'", Error("InvalidCast")),
        ("[int] of too large a number is an error", "[int]3000000000", Error("InvalidCast")),
        ("[string] of an array", "[string](1, 2)", ["1 2"]),
        ("[string] of $null", "([string]$null).Length", ["0"]),
        ("[string[]] of numbers", "([string[]](1, 2))[0].GetType().Name", ["String"]),
        ("[guid] in braces", "[string][guid]'{AAAAAAAA-0000-0000-0000-000000000001}'", ["aaaaaaaa-0000-0000-0000-000000000001"]),
        ("[guid] of nonsense is an error", "[guid]'x'", Error("InvalidCast")),
        ("[guid] bytes", "([guid]'00112233-4455-6677-8899-aabbccddeeff').ToByteArray()[0..3] -join ' '", ["51 34 17 0"]),
        ("[version]", "[string][version]'1.2.3'; ([version]'1.2').Build", ["1.2.3", "-1"]),
        ("[version] of one number is an error", "[version]'5'", Error("InvalidCast")),
        ("[char]", "[int][char]'A'; [string][char]65", ["65", "A"]),
        ("a typed variable converts", "[int]$x = '5'; $x = '7'; $x + 1", ["8"]),
        ("a typed variable refuses", "[int]$x = 1; $x = 'a'", Error("InvalidCast")),
        ("[void] gives nothing", "@([void]5).Count", ["0"]),
        ("[datetime] as text is invariant", "[string][datetime]'2026-03-04T05:06:07'", ["03/04/2026 05:06:07"]),
        ("a double as text", "[string]0.1; [string]1e20; [string](1 / 3)", ["0.1", "1E+20", "0.333333333333333"]),
        ("[double] of text", "[double]'1.5'", ["1.5"]),
        ("[timespan]", "[string]([timespan]'01:30:00'); ([timespan]'1.00:00:00').TotalHours", ["01:30:00", "24"]),
    ]


if __name__ == "__main__":
    unittest.main()
