"""What PSScriptAnalyzer's default rules ask for and can be seen in the text of a script. Docs/PowerShell-analyzer.md names the test of each rule."""
import os
import re
import unittest

import kits

VERBS = set("""Add Approve Assert Backup Block Build Checkpoint Clear Close Compare Complete Compress Confirm Connect Convert ConvertFrom ConvertTo Copy Debug Deny Deploy
Disable Disconnect Dismount Edit Enable Enter Exit Expand Export Find Format Get Grant Group Hide Import Initialize Install Invoke Join Limit Lock Measure Merge Mount Move New
Open Optimize Out Ping Pop Protect Publish Push Read Receive Redo Register Remove Rename Repair Request Reset Resize Resolve Restart Restore Resume Revoke Save Search Select
Send Set Show Skip Split Start Step Stop Submit Suspend Switch Sync Test Trace Unblock Undo Uninstall Unlock Unprotect Unpublish Unregister Update Use Wait Watch Write""".split())
CHANGING = {"New", "Set", "Remove", "Start", "Stop", "Restart", "Reset", "Update"}
COMMON = {"Verbose", "Debug", "ErrorAction", "WarningAction", "InformationAction", "ErrorVariable", "WarningVariable", "InformationVariable", "OutVariable", "OutBuffer",
          "PipelineVariable", "WhatIf", "Confirm"}
AUTOMATIC = {"_", "args", "error", "event", "eventargs", "eventsubscriber", "executioncontext", "false", "foreach", "home", "host", "input", "lastexitcode", "matches", "myinvocation",
             "nestedpromptlevel", "null", "ofs", "pid", "profile", "psboundparameters", "pscmdlet", "pscommandpath", "psculture", "psitem", "psscriptroot", "psuiculture",
             "psversiontable", "pwd", "sender", "shellid", "stacktrace", "switch", "this", "true"}
PREFERENCES = {"erroractionpreference"}


TOKENS = re.compile("(?s)<#.*?#>|'(?:[^'\u2018\u2019\u201a\u201b]|['\u2018\u2019\u201a\u201b]{2})*'|\"(?:[^\"`]|`.)*\"|(?<![^\\s({;])#[^\\r\\n]*")


def code(text):
    """The text without comments and without what stands in quotes."""
    return TOKENS.sub(lambda found: "''" if found.group()[0] in "'\"" else "", text)


class Analyzer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = {}
        for name in ("contoso", "fabrikam"):
            kit = kits.kit(name)
            for path in kit.paths(".ps1"):
                with open(os.path.join(kit.folder, path), encoding="utf-8-sig") as file:
                    cls.files[f"{name}/{path}"] = file.read()
        cls.code = {path: code(text) for path, text in cls.files.items()}

    def each(self, pattern, flags=0):
        for path, text in self.code.items():
            for found in re.finditer(pattern, text, flags):
                yield path, found

    def none(self, pattern, flags=re.I):
        self.assertEqual([(path, found.group()) for path, found in self.each(pattern, flags)], [])

    def functions(self):
        return {found.group(1) for _, found in self.each(r"(?m)^function ([\w-]+)")}

    def test_words_that_no_script_holds(self):
        self.none(r"\$global:|function global:|Set-Alias|New-Alias|HelpMessage|ShouldContinue|\[OutputType|ValueFromPipeline|\b(Invoke-Expression|Write-Host|Start-Job|Invoke-Command|Start-ThreadJob)\b"
                  r"|Get-WmiObject|\w+-Wmi\w+|\b(MD5|SHA1)\b|-Parallel\b|`[ \t]")

    def test_no_automatic_variable_is_assigned(self):
        for path, found in self.each(r"\$(\w+)\s*(?:\+|-)?=(?!=)"):
            self.assertNotIn(found.group(1).lower(), AUTOMATIC, path)

    def test_no_mandatory_parameter_has_a_default(self):
        self.none(r"Mandatory = \$true\)\](?:\s*\[[^\]\n]*\])*\s*\$\w+\s*=")

    def test_no_switch_has_a_default(self):
        self.none(r"\[switch\]\$\w+\s*=")

    def test_one_type_for_each_parameter(self):
        types = r"\[(?:string|int|bool|switch|object|guid|hashtable|datetime)(?:\[\])?\]"
        self.none(types + r"\s*" + types + r"\$\w+\s*[,)=\n]")

    def test_functions_have_approved_verbs_and_singular_nouns_and_hide_no_command(self):
        import json
        with open(os.path.join(os.path.dirname(__file__), "..", "commands.json"), encoding="utf-8") as file:
            commands = {entry["name"].lower() for entry in json.load(file)}
        names = self.functions()
        self.assertGreater(len(names), 50)
        for name in names:
            verb, _, noun = name.partition("-")
            self.assertIn(verb, VERBS, name)
            self.assertRegex(noun, r"^[A-Z]\w+$")
            self.assertFalse(noun.endswith("s") and not noun.endswith(("ss", "us", "is", "Ours")), name)
            self.assertNotIn(name.lower(), commands)
        for path, found in self.each(r"(?m)^\s*(?:\[[^\n]*\])?\$(\w+)(?: = [^\n]*)?,?$"):
            if "param(" in self.code[path][max(0, found.start() - 2000):found.start()].rsplit("\n)", 1)[-1]:
                self.assertNotIn(found.group(1), COMMON, path)

    def test_no_function_has_a_verb_that_changes_state(self):
        self.assertEqual([name for name in self.functions() if name.split("-")[0] in CHANGING], [])

    def test_no_computer_is_named_in_a_command(self):
        self.none(r"-ComputerName\s+''")

    def test_no_catch_block_is_empty(self):
        self.none(r"catch(?:\s*\[[\w.]+\])?\s*\{\s*\}")

    def test_null_stands_on_the_left(self):
        self.none(r"-(?:eq|ne|ceq|cne|ieq|ine)\s+\$null\b")

    def test_no_assignment_and_no_redirection_in_a_condition(self):
        self.none(r"\b(?:if|while|elseif) \([^{\n]*?[^-=!<>]=[^=\n]*?\) \{")
        self.none(r"\b(?:if|while|elseif) \([^{\n]*? > [^{\n]*?\) \{")

    def test_every_script_has_help(self):
        for path, text in self.files.items():
            self.assertRegex(text, r"(?s)<#\r?\n\.SYNOPSIS\r?\n    \S", path)

    def parameters(self):
        """Every parameter, with the text of the function or script that it belongs to."""
        for path, text in self.code.items():
            for found in re.finditer(r"(?m)^( *)param\(", text):
                depth, at = 1, found.end()
                while depth:
                    depth += {"(": 1, ")": -1}.get(text[at], 0)
                    at += 1
                end = len(text) if not found.group(1) else text.index("\n}", at)
                for name in re.findall(r"\]\s*\$(\w+)", text[found.end():at]):
                    yield path, name, text[at:end]

    def test_every_parameter_is_used(self):
        count = 0
        for path, name, body in self.parameters():
            count += 1
            self.assertRegex(body, r"(?i)[$@]" + name + r"\b", f"{path}: {name}")
        self.assertGreater(count, 500)

    def test_what_is_assigned_is_used(self):
        library = {path: "".join(text for other, text in self.code.items() if other.startswith(path.split("/")[0] + "/lib/")) for path in self.code}
        for path, found in self.each(r"(?m)^\s*\$(\w+) = "):
            name = found.group(1)
            if name.lower() in PREFERENCES:
                continue
            uses = len(re.findall(r"(?i)[$@]" + name + r"\b", self.code[path] + library[path]))
            sets = len(re.findall(r"(?im)^\s*\$" + name + r" = ", self.code[path] + library[path]))
            self.assertGreater(uses, sets, f"{path}: {name}")

    def test_one_table_alone_is_made_by_New_Object(self):
        found = {(path.split("/", 1)[1], hit.group()) for path, hit in self.each(r"(?i)New-Object -TypeName (?:System\.Collections\.)?Hashtable|\[hashtable\]::new")}
        self.assertEqual({path for path, _ in found}, {"lib/Kit.ps1"})

    def test_every_test_that_the_documents_name_is_there(self):
        here = os.path.dirname(os.path.abspath(__file__))
        there = ""
        for folder in (here, os.path.dirname(here), os.path.join(kits.ROOT, "Tests", "ArtifactTests", "RuleXML")):
            for file in os.listdir(folder):
                if file.endswith((".py", ".swift")):
                    with open(os.path.join(folder, file), encoding="utf-8") as source:
                        there += source.read()
        for document in (os.path.join(kits.ROOT, "Docs", "PowerShell-analyzer.md"), os.path.join(here, "assertions.md")):
            with open(document, encoding="utf-8") as file:
                rows = [line for line in file if line.startswith("| ") and not line.startswith(("| Rule", "| #"))]
            self.assertGreater(len(rows), 10)
            for row in rows:
                cell = row.rstrip().rstrip("|").rsplit(" | ", 1)[1]
                names = re.findall(r"`([^`]+)`", cell)
                self.assertTrue(names or cell.strip() == "none", row)
                for name in names:
                    test = name.rsplit(".", 1)[-1] if re.fullmatch(r"[\w.]+", name) else name
                    self.assertTrue(re.search(r"(?:def|class) " + re.escape(test) + r"\b", there) or "`" + name + "`" in there, name)


if __name__ == "__main__":
    unittest.main()
