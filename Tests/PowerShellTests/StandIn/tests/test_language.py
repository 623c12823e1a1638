"""ConstrainedLanguage mode."""
import unittest

from table import Error, TableTest

METHOD, TYPE, CONVERSION = Error("MethodInvocationNotSupportedInConstrainedLanguage"), Error("CannotCreateTypeConstrainedLanguage"), Error("ConversionSupportedOnlyToCoreTypes")
SAVE = "[void](New-Item -Path C:\\a.ps1 -ItemType File -Force -Value '%s'); function Full { (New-Object System.Xml.XmlDocument).LoadXml('<a></a>'); 'full' }; $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'; & C:\\a.ps1"


def constrained(text):
    return SAVE % text.replace("'", "''")


class Constrained(TableTest):
    """about_Language_Modes; for [pscustomobject] the rule UseConstrainedLanguageMode of PSScriptAnalyzer"""

    cases = [(what, constrained(text), expected) for what, text, expected in (
        ("what the script is told", "$ExecutionContext.SessionState.LanguageMode", ["ConstrainedLanguage"]),
        ("methods of core types", "'a'.ToUpperInvariant(); @{ a = 1 }.ContainsKey('a'); ([guid]'00000000-0000-0000-0000-000000000000').ToByteArray().Length", ["A", "True", "16"]),
        ("and of no others", "$x = New-Object -TypeName psobject; $x.ToString()", METHOD),
        ("static methods of others", "[math]::Round(1.5)", METHOD),
        ("static properties of others", "[System.Text.Encoding]::UTF8 | ForEach-Object { 'there' }", ["there"]),
        ("files of .NET", "[System.IO.File]::ReadAllBytes('C:\\a.ps1')", METHOD),
        ("conversions to core types", "[int]'1'; [string]2; [datetime]'2026-11-24' | ForEach-Object { $_.Year }", ["1", "2", "2026"]),
        ("a conversion to an object", "[pscustomobject]@{ a = 1 }", CONVERSION),
        ("an object with properties", "(New-Object -TypeName psobject -Property @{ a = 1 }).a", ["1"]),
        ("objects of core types", "(New-Object -TypeName System.Collections.Hashtable).Count", ["0"]),
        ("objects of other types", "New-Object -TypeName System.Collections.ArrayList", TYPE),
        ("the type by place", "New-Object System.Collections.ArrayList", TYPE),
        ("new types", "Add-Type -AssemblyName System.Xml", Error("CannotDefineNewType")),
        ("functions that were there before keep their language", "Full", ["full"]),
        ("script blocks of the script are the script's", "1 | ForEach-Object { [math]::Abs(-1) }", METHOD),
        ("there is no way back", "$ExecutionContext.SessionState.LanguageMode = 'FullLanguage'", Error("PropertySetterNotSupportedInConstrainedLanguage")),
    )]


if __name__ == "__main__":
    unittest.main()
