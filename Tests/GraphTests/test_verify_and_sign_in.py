"""Verification, sign-in, dry runs, and the things that hold for every script."""
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import unittest

import kits
from harness import Contract
from harness import Fault, sample
from walk import SiteTest, StagedTest


class Verification(StagedTest):
    stage = "running"

    def setUp(self):
        super().setUp()
        self.site.evidence(self.wave, self.fake.directory_users)

    def verify(self, code):
        return self.run_step("verify-cloud", code)

    def test_an_empty_log_and_no_users_are_not_verified(self):
        self.fake.log.clear()
        self.assertIn("the provisioning log is empty", self.verify(7).all)
        self.fake.users.clear()
        self.fake.directory_users.clear()
        self.assertIn("zero is not a success", self.verify(1).all)

    def test_users_without_the_asked_properties_are_not_verified(self):
        self.fake.users.append(sample("user-200-default-properties"))
        self.assertIn("without the properties", self.verify(7).all)

    def test_missing_evidence_is_not_verified(self):
        os.remove(os.path.join(self.site.run_folder, "evidence", self.domain, f"directory-{self.wave.split('-', 1)[1]}.json"))
        self.verify(7)

    def test_a_group_is_found_by_its_account_name_when_the_identifier_is_unknown(self):
        self.fake.groups.append({"id": "51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "onPremisesSecurityIdentifier": None, "onPremisesSamAccountName": "Sales-G", "_members": 1})
        there = {"type": "group", "dn": "CN=g,OU=x", "sid": "S-1-5-21-9", "samAccountName": "sales-g", "members": 1, "mail": "", "proxyAddresses": []}
        self.site.evidence(self.wave, self.fake.directory_users, [there])
        self.verify(0)

    def written(self):
        """What collect-objects.ps1 writes with lib/Directory.ps1: the names of the whole file, and of each object with the expression that fills it."""
        text = self.kit.text(self.kit_file(f"waves/{self.wave}/70-verify/{self.domain}/*collect-objects.ps1"))
        block = re.search(r"return \[ordered\]@\{(\s+type\s.*?)\n\s*\}", self.kit.text("lib/Directory.ps1"), re.S).group(1)
        fields = dict(re.findall(r"(?m)^\s+(\w+)\s+= (.*?)\r?$", block))
        whole = dict(re.findall(r"(\w+) = ([^;}\n]+)", re.search(r"ConvertTo-KitJson -Value \(\[ordered\]@\{(.*?)\}\)", text, re.S).group(1)))
        self.assertIn("directory-{0}.json' -f $Wave", text)
        return whole, fields

    def kit_file(self, pattern):
        found = glob.glob(self.kit.file(pattern))
        self.assertEqual(len(found), 1, pattern)
        return os.path.relpath(found[0], self.kit.path)

    def test_the_evidence_in_the_form_that_active_directorys_side_writes_is_read_field_by_field(self):
        whole, fields = self.written()
        self.fake.groups += [{"id": f"51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f{n}", "onPremisesSecurityIdentifier": sid, "onPremisesSamAccountName": f"g{n}", "_members": 2} for n, sid in ((1, "S-1-5-21-1"), (2, None))]
        self.fake.contacts.append({"id": "71d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "displayName": "C", "mail": "c@contoso.com", "proxyAddresses": ["SMTP:c@contoso.com"]})
        unit = self.kit.units(self.wave, self.domain)[0]
        # By the expressions of the script: text, a list of texts, a number or a truth.
        def kind(value):
            if value.startswith("@(Get-DirectoryText"):
                return 0 if value.endswith(".Count") else []
            return False if re.match(r"\$null -ne|@\(\$consistency", value) else ""

        empty = {name: kind(value) for name, value in fields.items()}
        self.assertEqual((empty["members"], empty["proxyAddresses"], empty["hasConsistencyGuid"], empty["dn"]), (0, [], False, ""))
        objects = [{**empty, "type": "user", "unit": unit, "dn": u["onPremisesDistinguishedName"], "anchor": u["onPremisesImmutableId"], "displayName": u["displayName"], "mail": u["mail"], "userPrincipalName": u["userPrincipalName"], "proxyAddresses": u["proxyAddresses"]} for u in self.fake.directory_users]
        objects += [{**empty, "type": "group", "unit": unit, "dn": "CN=g1,OU=x", "sid": "S-1-5-21-1", "members": 2}, {**empty, "type": "group", "unit": unit, "dn": "CN=g2,OU=x", "samAccountName": "g2"}]
        objects += [{**empty, "type": "contact", "unit": unit, "dn": "CN=c,OU=x", "mail": "c@contoso.com"}]
        whole = {**{name: "" for name in whole}, "format": 1, "domain": self.domain, "revision": 1, "objects": objects}
        path = os.path.join(self.site.run_folder, "evidence", self.domain, f"directory-{self.wave.split('-', 1)[1]}.json")

        def verify(value):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(value, file)
            return self.site.run(self.wave_script(self.wave, "verify-cloud"))

        self.assertEqual(verify(whole).code, 0)
        # What is read is what is missed: without it, or under another name, the verification must not pass.
        missed = {name for name in whole if verify({k: v for k, v in whole.items() if k != name}).code != 0}
        self.assertEqual(missed, {"revision", "objects"})
        spelled = {"type", "dn", "anchor", "sid", "samAccountName", "displayName", "mail", "userPrincipalName", "proxyAddresses", "members"}
        self.assertLessEqual(spelled, set(fields))
        wrong = {"members": 3, "proxyAddresses": ["SMTP:other@contoso.com"]}
        for name in sorted(spelled):
            with self.subTest(field=name):
                changed = [{**o, name: wrong[name] if name in wrong else o[name] + "x"} if o[name] else o for o in objects]
                self.assertNotEqual(verify({**whole, "objects": changed}).code, 0)
        for name in sorted(set(fields) - spelled):
            with self.subTest(unread=name):
                self.assertEqual(verify({**whole, "objects": [{k: v for k, v in o.items() if k != name} for o in objects]}).code, 0)

    def test_failures_are_grouped_by_their_code(self):
        job = self.fake.job("AD2AADProvisioning")["id"]
        for number in range(3):
            self.fake.log.append({"id": str(number), "activityDateTime": "2026-03-02T10:01:05Z", "jobId": job, "provisioningAction": "update", "provisioningStatusInfo": {"status": "failure", "errorInformation": {"errorCode": "Clash", "reason": "why\ttab"}}, "sourceIdentity": {"displayName": f"U{number}"}})
        self.assertIn("3 failures Clash", self.verify(1).all)

    def test_deletions_in_the_log_fail(self):
        self.fake.log.append({"id": "d", "activityDateTime": "2026-03-02T10:01:05Z", "jobId": self.fake.job("AD2AADProvisioning")["id"], "provisioningAction": "StagedDelete", "provisioningStatusInfo": {"status": "success"}})
        self.assertIn("1 deletions in the log", self.verify(1).all)

    def test_a_difference_and_a_missing_user_fail(self):
        self.fake.users[0]["displayName"] = "Other"
        self.fake.directory_users.remove(self.fake.users.pop())
        done = self.verify(1)
        self.assertIn("displayName", done.all)
        self.assertIn("not in the cloud", done.all)

    def test_a_user_that_was_written_anew_is_found_by_its_anchor(self):
        self.fake.users[0]["onPremisesImmutableId"] = "another=="
        self.assertIn("source anchor: the object was written anew", self.verify(1).all)

    def test_evidence_without_an_anchor_is_no_proof(self):
        users = [{**user, "onPremisesImmutableId": ""} for user in self.fake.directory_users]
        self.site.evidence(self.wave, users)
        self.assertIn("holds no source anchor", self.verify(1).all)

    def test_two_users_of_one_name_are_one_too_many(self):
        self.fake.users.append({**self.fake.users[0], "id": "99999999-0000-4000-8000-000000000000", "userPrincipalName": "twin@contoso.com"})
        self.assertIn("more than one user in the cloud", self.verify(1).all)

    def test_two_groups_of_one_identifier_are_one_too_many(self):
        group = {"id": "51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "onPremisesSecurityIdentifier": "S-1-5-21-1", "onPremisesSamAccountName": "g", "_members": 4}
        self.fake.groups += [group, {**group, "id": "61d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5"}]
        self.site.evidence(self.wave, self.fake.directory_users, [{"type": "group", "dn": "CN=g,OU=x", "sid": "S-1-5-21-1", "samAccountName": "g", "members": 4, "mail": "", "proxyAddresses": []}])
        self.assertIn("CN=g,OU=x: more than one in the cloud", self.verify(1).all)

    def test_a_next_page_on_another_host_is_not_asked_for(self):
        self.fake.faults.append(Fault("GET .*/users$", 200, answer={"value": [], "@odata.nextLink": "http://127.0.0.1:9/v1.0/users?$skiptoken=1"}))
        self.assertIn("the token is not sent there", self.verify(3).all)

    def test_pages_that_go_round_end(self):
        link = f"{self.fake.root}/v1.0/users?$select=id&$skiptoken=0"
        self.fake.faults.append(Fault("GET .*/users$", 200, times=9, answer={"value": [], "@odata.nextLink": link}))
        self.assertIn("circle", self.verify(3).all)

    def test_groups_are_found_by_identifier_and_their_members_counted(self):
        group = {"id": "51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "onPremisesSecurityIdentifier": "S-1-5-21-1", "onPremisesSamAccountName": "g", "_members": 4}
        self.fake.groups.append(group)
        there = {"type": "group", "dn": "CN=g,OU=x", "sid": "S-1-5-21-1", "samAccountName": "g", "members": 4, "mail": "", "proxyAddresses": []}
        self.site.evidence(self.wave, self.fake.directory_users, [there])
        self.verify(0)
        self.site.evidence(self.wave, self.fake.directory_users, [{**there, "members": 5}])
        self.assertIn("4 members in the cloud, 5", self.verify(1).all)
        self.site.evidence(self.wave, self.fake.directory_users, [{**there, "sid": "S-1-5-21-2", "samAccountName": "h"}])
        self.assertIn("CN=g,OU=x: not in the cloud", self.verify(1).all)


class Delegated(StagedTest):
    def delegated(self, code, *arguments, **options):
        return self.expect(code, self.script("30-graph/*check-delegated.sh"), *arguments, **options)

    def test_an_application_sees_it_skipped_and_the_exit_code_says_so(self):
        done = self.delegated(7, sign_in=["--sign-in", "client-secret"])
        self.assertIn("skipped", done.all)
        self.delegated(7, sign_in=["--sign-in", "device-code"])

    def test_a_person_with_a_device_code_sees_agents_and_guard(self):
        self.fake.app_only, self.fake.pending_polls = False, 2
        done = self.delegated(0, sign_in=[])
        self.assertIn("Open the page and enter ABCD.", done.err)
        self.assertIn("has 2 active agents", done.all)
        self.assertIn("threshold 500", done.all)
        self.assertEqual(self.site.secrets_seen(), [])


class SignIn(StagedTest):
    def preflight(self, code, method, **environment):
        return self.expect(code, self.prepare_script("preflight"), sign_in=["--sign-in", method], env={"SYNCSHIFT_CLIENT_SECRET": None, **environment})

    def file(self, name, text, mode=0o600):
        path = os.path.join(self.site.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)
        return path

    def test_a_secret_from_a_private_file_with_a_line_end(self):
        self.preflight(0, "client-secret", SYNCSHIFT_CLIENT_SECRET_FILE=self.file("secret", self.fake.secret + "\r\n"))
        self.assertEqual(self.site.secrets_seen(), [])

    def test_a_file_that_others_can_read_is_refused(self):
        self.preflight(2, "client-secret", SYNCSHIFT_CLIENT_SECRET_FILE=self.file("secret", self.fake.secret, 0o644))

    def test_a_secret_with_every_kind_of_character(self):
        self.fake.secret = "a&b=c%d+e\"f'g\\h$(i)`j` ü~"
        self.preflight(0, "client-secret", SYNCSHIFT_CLIENT_SECRET_FILE=self.file("secret", self.fake.secret))

    def test_a_wrong_secret_is_said_without_showing_it(self):
        done = self.preflight(2, "client-secret", SYNCSHIFT_CLIENT_SECRET="wrong-secret-value")
        self.assertIn("invalid_client", done.err)
        self.assertNotIn("wrong-secret-value", done.all)

    def test_a_secret_and_a_token_from_a_file_descriptor(self):
        self.fake.tokens["handed-in-token"] = 2**40
        for method, name, value in (("client-secret", "SYNCSHIFT_CLIENT_SECRET_FD", self.fake.secret), ("token", "SYNCSHIFT_TOKEN_FD", "handed-in-token")):
            with open(self.file("fd", value), encoding="utf-8") as file:
                self.expect(0, self.prepare_script("preflight"), sign_in=["--sign-in", method], env={"SYNCSHIFT_CLIENT_SECRET": None, name: str(file.fileno())}, pass_fds=(file.fileno(),))
        self.assertEqual(self.site.secrets_seen(), [])

    def test_a_token_that_is_handed_in_and_then_refused(self):
        self.fake.tokens["handed-in-token"] = 2**40
        self.preflight(0, "token", SYNCSHIFT_TOKEN="handed-in-token")
        done = self.preflight(2, "token", SYNCSHIFT_TOKEN="stale-token")
        self.assertIn("cannot be renewed", done.err)

    def test_a_certificate_signs_with_PS256(self):
        key, certificate = self.file("key.pem", ""), os.path.join(self.site.folder, "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=test", "-days", "2"], check=True, capture_output=True)
        self.fake.certificate = certificate
        self.preflight(0, "certificate", SYNCSHIFT_CERTIFICATE=certificate, SYNCSHIFT_PRIVATE_KEY=key)
        self.no_refusals()
        os.chmod(key, 0o640)
        self.preflight(2, "certificate", SYNCSHIFT_CERTIFICATE=certificate, SYNCSHIFT_PRIVATE_KEY=key)

    def test_another_tenant_is_refused_before_anything_else(self):
        self.fake.organization["id"] = "00000000-0000-4000-8000-000000000000"
        for script in self.kit.prepare(self.domain):
            self.expect(2, script)
        self.no_writes()

    def test_the_state_of_another_tenant_is_refused(self):
        self.site.state(lambda s: s.update(tenant="00000000-0000-4000-8000-000000000000"))
        self.run_step("put-secrets", 2)
        self.assertEqual(self.fake.requests, [])

    def test_only_loopback_may_stand_in_for_Graph(self):
        for root in ("https://evil.example", "http://127.0.0.1.evil.example:80", "http://127.0.0.1:80@evil.example", "http://localhost:80"):
            self.expect(64, self.prepare_script("preflight"), env={"SYNCSHIFT_TEST_GRAPH_ROOT": root, "SYNCSHIFT_TEST_LOGIN_ROOT": root})
        self.assertEqual(self.fake.requests, [])

    def test_old_tools_are_named(self):
        for tool, version in (("curl", "curl 7.70.0 (x86_64)"), ("jq", "jq-1.5")):
            with self.subTest(tool=tool):
                path = os.path.join(self.site.tools, tool)
                with open(path, encoding="utf-8") as file:
                    kept = file.read()
                self.site.shim(tool, f'if [[ $1 == --version ]]; then printf "{version}\\n"; exit 0; fi\n' + kept.split("\n", 1)[1])
                self.assertIn(f"this kit needs {tool}", self.run_step("preflight", 2).err)
                self.site.shim(tool, kept.split("\n", 1)[1])


class Traces(StagedTest):
    """What a script leaves on the disk."""

    def left(self):
        return glob.glob(os.path.join(self.site.folder, "tmp.*"))

    def modes(self):
        found = set()
        for root, folders, names in os.walk(self.site.run_folder):
            for name in folders + names:
                found.add(os.stat(os.path.join(root, name)).st_mode & 0o077)
        return found

    def test_files_are_the_operators_alone_and_temporary_ones_are_gone(self):
        shutil.rmtree(self.site.run_folder)
        before = os.umask(0o022)
        self.addCleanup(os.umask, before)
        self.run_step("preflight")
        self.assertEqual(self.modes(), {0})
        self.assertEqual(self.left(), [])

    def test_an_interruption_removes_them_too_and_is_recorded(self):
        self.fake.kill_signal = signal.SIGTERM
        self.fake.kill = (3, "before", lambda: self.site.process.pid)
        self.run_step("put-secrets", 3)
        self.assertEqual(self.left(), [])
        self.assertEqual(self.site.result_of(self.prepare_script("put-secrets"))["exitCode"], 3)


class DryRuns(StagedTest):
    stage = "gated"

    def test_a_write_that_slips_past_a_script_is_caught(self):
        # A copy of a script that forgot to ask for --apply.
        path = self.kit.file(self.prepare_script("put-secrets"))
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put(text):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

        self.addCleanup(put, kept)
        put(kept.replace("if ! kit_applies; then", "if false; then"))
        self.fake.secrets[self.fake.principals[0]["id"]].clear()
        self.expect(3, self.prepare_script("put-secrets"), "--sign-in", "client-secret")
        self.no_writes()

    def every(self):
        return [s for s in self.kit.prepare(self.domain) + self.scripts_forward(self.wave) + self.kit.verify(self.wave, self.domain) + [self.kit.rollback_pause(self.wave, self.domain)]]

    def test_offline_sends_nothing_and_prints_the_requests_in_order(self):
        for script in self.every():
            done = self.expect(0, script, "--offline")
            self.assertRegex(done.out, r"(?m)^  (GET|POST|PUT) +/")
        self.assertEqual(self.fake.requests, [])
        self.assertTrue(self.site.result_of(self.prepare_script("preflight"))["exitCode"] == 0)

    def test_without_apply_only_GET_is_sent(self):
        for script in self.every():
            self.site.run(script)
        self.no_writes()

    def test_a_dry_run_does_not_replace_the_record_of_a_real_one(self):
        self.site.run(self.prepare_script("put-secrets"))
        self.assertFalse(self.site.result_of(self.prepare_script("put-secrets"))["dryRun"])


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
