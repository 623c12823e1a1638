"""What can be seen by reading the kit, and names compared by its own functions."""
import glob
import json
import os
import re
import subprocess
import unittest

import kits
from harness import Contract


class Names(unittest.TestCase):
    def inside(self, name, unit):
        done = subprocess.run(["jq", "-n", "-L", kits.kit("contoso").file("lib"), "--arg", "name", name, "--arg", "unit", unit, 'include "names"; $name | is_in($unit)'], check=True, capture_output=True, text=True)
        return done.stdout.strip() == "true"

    def test_names_are_compared_on_component_borders_and_without_case(self):
        for name, unit, expected in (
            ("CN=A,OU=Sales,DC=c,DC=d", "OU=Sales,DC=c,DC=d", True),
            ("CN=A,OU=Sales Archive,DC=c,DC=d", "OU=Sales,DC=c,DC=d", False),
            ("CN=A,OU=XOU=Sales,DC=c,DC=d", "OU=Sales,DC=c,DC=d", False),
            ("ou=sales,dc=C,dc=D", "OU=Sales,DC=c,DC=d", True),
            ("CN=A\\,OU=Sales,DC=c,DC=d", "OU=Sales,DC=c,DC=d", False),
            ("CN=Doe\\, Jane,OU=R\\+D\\, Labs,DC=c,DC=d", "OU=R\\2BD\\2C Labs,DC=c,DC=d", True),
            ("CN=A,OU=MÜLLER,DC=c,DC=d", "OU=Müller,DC=c,DC=d", True),
            ("CN=A,OU=M\\C3\\BCller,DC=c,DC=d", "OU=Müller,DC=c,DC=d", True),
            ("CN=A,OU=Mu\u0308ller,DC=c,DC=d", "OU=Müller,DC=c,DC=d", False),
            ("DC=c,DC=d", "OU=Sales,DC=c,DC=d", False),
        ):
            with self.subTest(name=name, unit=unit):
                self.assertEqual(self.inside(name, unit), expected)


KITS = ("contoso", "fabrikam", "hostile", "devices", "extensions")


# What came to bash after 4.4, each with the version that brought it. Source: the NEWS file of bash, sections 5.0 to 5.3. What 4.4 has is
# allowed: mapfile -d, local -, ${x@Q}, negative indices, inherit_errexit, and an empty array under set -u.
LATER_BASH = {
    r"\$\{?(EPOCHSECONDS|EPOCHREALTIME|BASH_ARGV0)\b": "5.0", r"\b(local|declare) -[A-Za-z]*I": "5.0", r"\bhistory -d [0-9]+-": "5.0",
    r"shopt -s (assoc_expand_once|localvar_inherit|localvar_unset|progcomp_alias)": "5.0",
    r"\$\{?(SRANDOM|BASH_REMATCH_ALL)\b": "5.1", r"\$\{[A-Za-z_0-9]+(\[[^]]*\])?@[UuLKk]\}": "5.1 and 5.2", r"\bwait -[a-z]*p\b": "5.1",
    r"\bwait -[a-z]*f\b": "5.0", r"\bulimit -[A-Za-z]*R": "5.1", r"\b(source|\.) -p ": "5.3", r"\bcompgen -V\b": "5.3",
    r"\bread -[A-Za-z]*E\b": "5.3", r"shopt -s (varredir_close|patsub_replacement|array_expand_once|globskipdots|noexpand_translation)": "5.2",
    r"\$\{[ |]": "5.3", r"\bBASH_MONOSECONDS\b": "5.3",
}


# Long and short options of curl that the kit uses, with the version that brought them. Source: curl's docs/options-in-versions.
CURL_OPTIONS = {
    "--config": (4, 10), "--connect-timeout": (7, 7), "--data-binary": (7, 2), "--dump-header": (5, 7), "--header": (5, 0),
    "--max-time": (4, 0), "--output": (4, 0), "--proto": (7, 20), "--request": (6, 0), "--show-error": (5, 9), "--silent": (4, 0),
    "--version": (4, 0), "--write-out": (6, 5), "-q": (5, 0),
}


# Functions, formats and options of jq that came after 1.6. Source: the changelogs of jq 1.7, 1.7.1 and 1.8. The scripts also run with jq 1.6
# itself where that is installed, as it is on Debian 12.
LATER_JQ = r"\b(pick|debug|skip|trimstr|add|limit0)\(|\bscan\([^()]*;|\b(toarray|abs|trim|ltrim|rtrim|have_decnum|have_literal_numbers)\b|@base32d\b|--raw-output0|--strip-comments"


class Files(unittest.TestCase):
    """What can be seen by reading the output."""

    def every(self):
        for name in KITS:
            kit = kits.kit(name)
            for script in kit.scripts():
                yield kit, script

    def code(self, kit, script):
        """Without comment lines."""
        return "\n".join(line for line in kit.text(script).splitlines() if not line.lstrip().startswith("#"))

    def test_every_script_passes_bash_and_shellcheck_and_shfmt(self):
        options = "avoid-nullary-conditions,check-extra-masked-returns,check-unassigned-uppercase,deprecate-which,quote-safe-variables,require-double-brackets"
        for command in (["bash", "-n"], ["shellcheck", "-S", "style", "-o", options], ["shfmt", "-d", "-i", "2", "-ci"]):
            if subprocess.run(["which", command[0]], capture_output=True, check=False).returncode != 0:
                print(f"SKIPPED: {command[0]} is not there")
                continue
            for name in KITS:
                kit = kits.kit(name)
                files = [kit.file(s) for s in kit.scripts()]
                for batch in ([f] for f in files) if command[0] == "bash" else [files]:
                    done = subprocess.run(command + batch, capture_output=True, text=True, check=False)
                    self.assertEqual(done.returncode, 0, done.stdout[:2000] + done.stderr[:2000])

    def test_nothing_newer_than_bash_4_4_is_used(self):
        for kit, script in self.every():
            text = self.code(kit, script)
            for pattern, version in LATER_BASH.items():
                self.assertIsNone(re.search(pattern, text), f"{script}: {pattern} came with bash {version}")

    def test_every_option_of_curl_is_older_than_7_76(self):
        seen = set()
        for kit, script in self.every():
            lines = self.code(kit, script).replace("\\\n", " ").splitlines()
            for line in lines:
                if re.search(r"\bcurl -|(arguments|graph_extra)\+?=\(-", line):
                    line = re.sub(r"'[^']*'|\"[^\"]*\"", "", line[max(line.find("curl -"), 0):])
                    seen.update(re.findall(r"(?<=[\s(])--?[a-z][a-z-]*", line.split("2>/dev/null")[0]))
            self.assertNotRegex(kit.text(script), r"%header\{|%\{(json|header_json|errormsg|exitcode)\}", script)
        self.assertIn("--config", seen)
        self.assertEqual({o for o in seen if o not in CURL_OPTIONS or CURL_OPTIONS[o] >= (7, 76)}, set())

    def test_nothing_newer_than_jq_1_6_is_used(self):
        for name in KITS:
            kit = kits.kit(name)
            for path in kit.scripts() + sorted(os.path.relpath(p, kit.path) for p in glob.glob(kit.file("lib/*.jq"))):
                text = "\n".join(line for line in kit.text(path).splitlines() if not line.lstrip().startswith("#"))
                programs = text if path.endswith(".jq") else "\n".join(re.findall(r"'[^']*'", text)) + "\n".join(re.findall(r"\bjq .*", text))
                self.assertIsNone(re.search(LATER_JQ, programs), f"{path}: {re.search(LATER_JQ, programs)}")

    def test_the_mask_is_set_before_any_file_is_made(self):
        for name in KITS:
            kit = kits.kit(name)
            text = kit.text("lib/kit.sh")
            self.assertLess(text.index("\numask 077\n"), text.index("mktemp -d"))
            self.assertIn("trap kit_close EXIT", text)

    def test_words_that_no_script_may_hold(self):
        for kit, script in self.every():
            text = kit.text(script)
            code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
            for word in ("set +e", "set -x", "eval ", "--retry", "DELETE", "PATCH", "ForceDeletes", "acquireAccessToken", "onPremisesSyncEnabled:"):
                self.assertNotIn(word, code, script)
            self.assertEqual(next(line for line in text.splitlines() if line and not line.startswith("#")), "set -euo pipefail", script)
            self.assertNotIn("\r", text)
            self.assertFalse(text.startswith("\ufeff"))
            if script.startswith("lib/"):
                continue
            self.assertTrue(os.access(kit.file(script), os.X_OK), script)
            if "check-delegated" not in script:
                self.assertNotRegex(code, r"/beta\b", script)

    def test_root_and_version_are_set_once(self):
        for name, root, login in (("contoso", "https://graph.microsoft.com", "https://login.microsoftonline.com"), ("fabrikam", "https://graph.microsoft.us", "https://login.microsoftonline.us")):
            kit = kits.kit(name)
            texts = {s: kit.text(s) for s in kit.scripts()}
            self.assertEqual([s for s, t in texts.items() for _ in range(t.count(f"'{root}'"))], ["lib/graph.sh"])
            self.assertEqual([s for s, t in texts.items() for _ in range(t.count(f"'{login}'"))], ["lib/graph.sh"])
            self.assertEqual([s for s, t in texts.items() for _ in range(t.count("'v1.0'"))], ["lib/graph.sh"])

    def test_help_is_the_header(self):
        for kit, script in self.every():
            # A step's script stands in a folder; verify.sh at the top has no step.
            if script.startswith("lib/") or "/" not in script:
                continue
            done = subprocess.run([kit.file(script), "--help"], capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, script)
            for word in ("Purpose:", "Permissions", "Organization.Read.All", "Does not:", "Exit codes:", "Changes:", "Undo"):
                self.assertIn(word, done.stdout, script)

    def test_every_body_fits_the_operation_it_is_sent_to(self):
        contract = Contract()
        operations = {"instantiate.json": "InstantiateRequest", "create-job-*.json": "CreateJobRequest", "secrets.json": "SecretsWrite", "restart-full.json": "RestartRequest", "test-object-*.json": "ProvisionOnDemandRequest"}
        count = 0
        for name in ("contoso", "fabrikam", "hostile", "writeback"):
            kit = kits.kit(name)
            for pattern, schema in operations.items():
                for path in glob.glob(kit.file(f"**/{pattern}"), recursive=True):
                    with open(path, encoding="utf-8") as file:
                        text = file.read()
                    contract.validate({"$ref": f"#/components/schemas/{schema}"}, json.loads(text), path)
                    self.assertFalse(re.search(r"[ \t]$", text, re.M))
                    count += 1
        self.assertGreater(count, 30)
