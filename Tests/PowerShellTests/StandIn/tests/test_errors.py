"""Errors, flow of control, exit codes."""
import unittest

from table import UNKNOWN, Error, TableTest

SCRIPT = "function Save-Script { param($Path, $Text) [void](New-Item -Path $Path -ItemType File -Value $Text -Force) }\n"


class Errors(TableTest):
    """about_Try_Catch_Finally, about_Throw, about_Preference_Variables, about_CommonParameters"""

    prologue = "$ErrorActionPreference = 'Stop'\nfunction NonStop { [CmdletBinding()] param() Write-Error -Message 'no'; 'after' }\n"
    cases = [
        ("catch gets the message", "try { throw 'boom' } catch { $_.Exception.Message }", ["boom"]),
        ("finally runs in any case", "try { 'a' } finally { 'b' }; try { throw 'x' } catch { 'c' } finally { 'd' }", ["a", "b", "c", "d"]),
        ("finally runs before an error leaves", "$x = 0; try { try { throw 'x' } finally { $x = 1 } } catch { $x }", ["1"]),
        ("catch by type", "try { [int]'a' } catch [System.Management.Automation.PSInvalidCastException] { 'cast' } catch { 'other' }", ["cast"]),
        ("the first type that fits", "try { throw (New-Object System.InvalidOperationException 'x') } catch [System.ArgumentException] { 'a' } catch [System.InvalidOperationException] { 'b' } catch { 'c' }", ["b"]),
        ("a base type fits", "try { throw (New-Object System.InvalidOperationException 'x') } catch [System.Exception] { 'all' }", ["all"]),
        ("an exception inside a method's fits", "try { [System.IO.File]::ReadAllBytes('C:\\none') } catch [System.IO.FileNotFoundException] { 'file' }", ["file"]),
        ("no type that fits lets it pass", "try { throw 'x' } catch [System.ArgumentException] { 'a' }", Error("x")),
        ("throw alone throws again", "try { try { throw 'x' } catch { throw } } catch { $_.Exception.Message }", ["x"]),
        ("throw of an object keeps it", "try { throw @{ a = 1 } } catch { $_.TargetObject.a }", ["1"]),
        ("Stop makes an error end things", "try { NonStop } catch { 'caught' }", ["caught"]),
        ("-ErrorAction of the call wins", "NonStop -ErrorAction SilentlyContinue", ["after"]),
        ("a cmdlet's error that ends nothing becomes one that does", "try { Get-Item -LiteralPath 'C:\\none' } catch { 'caught' }", ["caught"]),
        ("unless it is told otherwise", "$x = Get-Item -LiteralPath 'C:\\none' -ErrorAction SilentlyContinue; $null -eq $x", ["True"]),
        ("its type", "try { Get-Item -LiteralPath 'C:\\none' } catch [System.Management.Automation.ItemNotFoundException] { 'not found' }", ["not found"]),
        ("with Continue the script goes on", "$ErrorActionPreference = 'Continue'; [int]'a'; 'after'", ["after"]),
        ("but not after throw", "$ErrorActionPreference = 'Continue'; throw 'x'; 'after'", Error("x")),
        ("inside try a statement's error ends the block", "$ErrorActionPreference = 'Continue'; try { [int]'a'; 'after' } catch { 'caught' }", ["caught"]),
        ("inside functions that try calls too", "$ErrorActionPreference = 'Continue'; function f { [int]'a'; 'after' }; try { f } catch { 'caught' }", ["caught"]),
        ("$? tells of the last command", "$ErrorActionPreference = 'SilentlyContinue'; Get-Item -LiteralPath 'C:\\none'; $?", ["False"]),
        ("$Error holds the newest first", "$ErrorActionPreference = 'SilentlyContinue'; Get-Item -LiteralPath 'C:\\none'; try { throw 'b' } catch { }; $Error.Count; $Error[0].Exception.Message", ["2", "b"]),
        ("a command that is not there", "No-SuchThing", Error("CommandNotFoundException")),
        ("a cmdlet that the stand-in lacks", "Get-Process", UNKNOWN),
        ("a parameter that the stand-in lacks", "Get-Content -LiteralPath 'C:\\x' -Wait", UNKNOWN),
        ("the place of an error", "try {\n    throw 'x'\n} catch { $_.InvocationInfo.ScriptLineNumber }", ["4"]),
        ("the reason", "try { throw (New-Object System.InvalidOperationException 'x') } catch { $_.CategoryInfo.Reason }", ["InvalidOperationException"]),
        ("output before an error is kept", "function f { 'a'; throw 'x' }; try { f } catch { 'c' }", ["a", "c"]),
        ("but not in an assignment", "function f { 'a'; throw 'x' }; $v = 'old'; try { $v = f } catch { }; $v", ["old"]),
        ("warnings do not stop", "Write-Warning -Message 'w'; 'after'", ["after"]),
        ("2>$null hides an error's text", "$ErrorActionPreference = 'Continue'; Get-Item -LiteralPath 'C:\\none' 2>$null; 'after'", ["after"]),
        ("redirection into a file is not known", "'a' > C:\\x", UNKNOWN),
    ]


class Flow(TableTest):
    """about_If, about_Foreach, about_While, about_Do, about_For, about_Switch, about_Break, about_Continue, about_Return"""

    cases = [
        ("if as a value", "$x = if ($false) { 1 } elseif ($true) { 2 } else { 3 }; $x", ["2"]),
        ("foreach over nothing runs no time", "foreach ($i in $null) { 'x' }; foreach ($i in @()) { 'x' }", []),
        ("foreach over an array with $null", "foreach ($i in @(1, $null)) { 'x' }", ["x", "x"]),
        ("foreach as a value", "$x = foreach ($i in 1..3) { $i * 2 }; $x", ["2", "4", "6"]),
        ("while", "$i = 0; while ($i -lt 3) { $i++ }; $i", ["3"]),
        ("do while runs once at least", "$i = 5; do { $i++ } while ($i -lt 3); $i", ["6"]),
        ("do until", "$i = 0; do { $i++ } until ($i -ge 3); $i", ["3"]),
        ("for", "for ($i = 0; $i -lt 3; $i++) { $i }", ["0", "1", "2"]),
        ("break", "foreach ($i in 1..5) { if ($i -eq 3) { break }; $i }", ["1", "2"]),
        ("continue", "foreach ($i in 1..3) { if ($i -eq 2) { continue }; $i }", ["1", "3"]),
        ("a label", ":outer foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue outer }; \"$i$j\" } }", ["11", "21", "31"]),
        ("return leaves the function alone", "function f { foreach ($i in 1..3) { if ($i -eq 2) { return 'r' }; $i } }; f; 'after'", ["1", "r", "after"]),
        ("return in ForEach-Object leaves one turn", "1..3 | ForEach-Object { if ($_ -eq 2) { return }; $_ }", ["1", "3"]),
        ("everything that is not taken is output", "function f { $l = New-Object System.Collections.ArrayList; $l.Add('a'); 'b' }; f", ["0", "b"]),
        ("switch runs every clause that fits", "switch ('a') { 'A' { 1 } 'a' { 2 } default { 3 } }", ["1", "2"]),
        ("break ends a switch", "switch (1, 2) { 1 { 'one'; break } 2 { 'two' } }", ["one"]),
        ("continue goes to the next value", "switch (1, 2) { 1 { 'one'; continue; 'x' } default { 'd' } }", ["one", "d"]),
        ("switch -Wildcard", "switch -Wildcard ('abc') { 'a*' { 1 } '*c' { 2 } }", ["1", "2"]),
        ("switch -Regex", "switch -Regex ('a12') { '^a(\\d+)' { $Matches[1] } }", ["12"]),
        ("switch with a block as the test", "switch (5) { { $_ -gt 3 } { 'big' } }", ["big"]),
        ("switch -CaseSensitive", "switch -CaseSensitive ('a') { 'A' { 1 } 'a' { 2 } }", ["2"]),
        ("break inside a switch inside a loop ends the switch", "foreach ($i in 1, 2) { switch ($i) { 1 { break } }; $i }", ["1", "2"]),
    ]


class ExitCodes(TableTest):
    """about_Language_Keywords (exit), about_Automatic_Variables (LASTEXITCODE), about_Operators (call, dot sourcing)"""

    prologue = "$ErrorActionPreference = 'Stop'\n" + SCRIPT
    cases = [
        ("exit ends a called script alone", "Save-Script 'C:\\a.ps1' \"'in'; exit 7; 'no'\"; & C:\\a.ps1; $LASTEXITCODE", ["in", "7"]),
        ("finally runs on exit", "Save-Script 'C:\\a.ps1' \"try { exit 3 } finally { 'f' }\"; & C:\\a.ps1; $LASTEXITCODE", ["f", "3"]),
        ("exit inside a function of a script ends the script", "Save-Script 'C:\\a.ps1' \"function f { exit 4 }; f; 'no'\"; & C:\\a.ps1; $LASTEXITCODE", ["4"]),
        ("a dot-sourced script leaves its variables", "Save-Script 'C:\\a.ps1' '$v = 5'; . C:\\a.ps1; $v", ["5"]),
        ("a called one does not", "Save-Script 'C:\\a.ps1' '$v = 5'; & C:\\a.ps1; $null -eq (Get-Variable -Name v -ErrorAction SilentlyContinue)", ["True"]),
        ("$PSScriptRoot is the folder of the file", "Save-Script 'C:\\f\\a.ps1' '$PSScriptRoot'; & C:\\f\\a.ps1", ["C:\\f"]),
        ("functions of a dot-sourced file see that of their file", "Save-Script 'C:\\f\\lib.ps1' '$r = $PSScriptRoot'; Save-Script 'C:\\a.ps1' '. C:\\f\\lib.ps1; $r; $PSScriptRoot'; & C:\\a.ps1", ["C:\\f", "C:\\"]),
        ("script: is the scope of the file", "Save-Script 'C:\\a.ps1' 'function f { $script:n = 2 }; $n = 1; f; $n'; & C:\\a.ps1", ["2"]),
        ("parameters of a script", "Save-Script 'C:\\a.ps1' 'param([string]$Name, [switch]$On) \"$Name $On\"'; & C:\\a.ps1 -Name x -On", ["x True"]),
        ("a program's lines and its exit code", "Save-Script 'C:\\tool.exe' \"param([string]`$a) \\\"one `$a\\\"; 'two'; exit 5\"; @(& C:\\tool.exe 'x' '/f:y').Count; $LASTEXITCODE".replace('\\"', '`"'), ["2", "5"]),
        ("a module that is missing keeps a script from starting", "Save-Script 'C:\\a.ps1' \"#Requires -Modules Nowhere`n'in'\"; & C:\\a.ps1", Error("ScriptRequiresMissingModules")),
        ("the edition is Desktop", "Save-Script 'C:\\a.ps1' \"#Requires -PSEdition Core`n'in'\"; & C:\\a.ps1", Error("ScriptRequiresUnmatchedPSEdition")),
        ("the version is 5.1", "Save-Script 'C:\\a.ps1' \"#Requires -Version 7.0`n'in'\"; & C:\\a.ps1", Error("ScriptRequiresUnmatchedPSVersion")),
        ("exit with nothing", "exit", "ExitFlow"),
        ("exit with something that is no number is not guessed", "exit @(1, 2)", UNKNOWN),
    ]


if __name__ == "__main__":
    unittest.main()
