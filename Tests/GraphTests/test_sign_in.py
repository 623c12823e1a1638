"""Every way to sign in, what a script leaves on the disk, and runs that change nothing."""
import glob
import os
import shutil
import signal
import subprocess

from harness import Fault
from walk import StagedTest


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


class Tokens(StagedTest):
    def test_an_expired_token_is_renewed_once(self):
        self.fake.faults.append(Fault("GET .*/secrets$", 401, code="InvalidAuthenticationToken"))
        self.run_step("put-secrets")
        self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/token")]), 2)

    def test_a_token_that_is_refused_twice_stops_it(self):
        self.fake.faults.append(Fault("GET .*/secrets$", 401, code="InvalidAuthenticationToken", times=9))
        self.run_step("put-secrets", 2)
        self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/secrets")]), 2)

    def test_a_token_with_less_than_five_minutes_left_is_renewed_first(self):
        self.fake.token_life = 299
        self.run_step("put-secrets")
        paths = [r["path"].rsplit("/", 1)[-1] for r in self.fake.requests]
        self.assertTrue(all(before == "token" for before, now in zip(paths, paths[1:]) if now != "token"), paths)


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
