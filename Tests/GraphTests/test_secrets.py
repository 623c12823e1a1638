"""Planted secrets, searched for wherever they could be left: arguments, environments, outputs, logs, state, temporary files."""
import glob
import os
import shutil
import signal
import subprocess
import threading
import time

from walk import StagedTest


class Watcher(threading.Thread):
    """Reads the arguments of every process and every file of the site, again and again."""

    def __init__(self, site, secrets):
        super().__init__(daemon=True)
        self.site, self.secrets, self.found, self.looks, self.ends = site, [s.encode() for s in secrets], set(), 0, threading.Event()

    def seen(self, place, content):
        for secret in self.secrets:
            if secret in content:
                self.found.add(place)

    def look(self):
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            self.seen("arguments", self.read(path))
        for root, _, names in os.walk(self.site.folder):
            for name in names:
                path = os.path.join(root, name)
                if os.path.basename(path) not in self.site.operators:
                    self.seen(f"file {name}", self.read(path))
        self.looks += 1

    @staticmethod
    def read(path):
        try:
            with open(path, "rb") as file:
                return file.read()
        except OSError:
            return b""

    def run(self):
        while not self.ends.is_set():
            self.look()


class Secrets(StagedTest):
    """Each way to sign in, from a fresh site, with the watcher beside it."""

    stage = "fresh"

    def setUp(self):
        super().setUp()
        self.site.operators = set()
        self.fake.secret = "planted-secret-0c2e"

    def file(self, name, text=""):
        path = os.path.join(self.site.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o600)
        self.site.operators.add(name)
        return path

    def key(self):
        key, certificate = self.file("key.pem"), self.file("certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=test", "-days", "2"], check=True, capture_output=True)
        self.fake.certificate = certificate
        with open(key, encoding="utf-8") as file:
            self.key_lines = file.read().splitlines()[1:-1]
        return {"SYNCSHIFT_CERTIFICATE": certificate, "SYNCSHIFT_PRIVATE_KEY": key}

    def ways(self):
        self.fake.tokens["planted-token-77aa"] = 2**40
        yield "client-secret", {"SYNCSHIFT_CLIENT_SECRET": self.fake.secret}
        yield "client-secret", {"SYNCSHIFT_CLIENT_SECRET_FILE": self.file("secret", self.fake.secret + "\n")}
        yield "certificate", self.key()
        yield "device-code", {}
        yield "token", {"SYNCSHIFT_TOKEN": "planted-token-77aa"}
        yield "token", {"SYNCSHIFT_TOKEN_FILE": self.file("token", "planted-token-77aa")}

    def planted(self):
        return [self.fake.secret, "planted-token-77aa", "device-code-secret", "secret-token-", "client_assertion="] + getattr(self, "key_lines", [])

    def environment(self, given):
        return {"SYNCSHIFT_CLIENT_SECRET": None, **given}

    def shim_environment(self):
        """Every program that the scripts start writes down the environment that it was given; the watcher reads that file too."""
        path = os.path.join(self.site.folder, "environments")
        for name in ("cat", "cp", "curl", "date", "dirname", "flock", "hostname", "id", "jq", "mkdir", "mktemp", "mv", "openssl", "rm", "sed", "sha256sum", "sleep", "stat", "tr", "wc"):
            self.site.shim(name, f'export -p >>{path}\nexec {shutil.which(name)} "$@"\n')
        return path

    def nothing_seen(self, watcher):
        self.assertGreater(watcher.looks, 0)
        self.assertEqual(watcher.found, set())
        for output in self.site.outputs:
            for secret in self.planted():
                self.assertNotIn(secret, output)

    def test_no_way_to_sign_in_shows_its_secret_anywhere(self):
        environments = self.shim_environment()
        for method, given in self.ways():
            with self.subTest(method=method, given=sorted(given)):
                watcher = Watcher(self.site, self.planted())
                watcher.start()
                for name in ("find-or-create-principal", "put-secrets"):
                    self.run_step(name, 0, "--apply", sign_in=["--sign-in", method], env=self.environment(given))
                watcher.ends.set()
                watcher.join()
                watcher.look()
                self.nothing_seen(watcher)
                self.assertGreater(os.path.getsize(environments), 0)

    def test_a_script_that_is_killed_leaves_no_secret_behind(self):
        for number in (1, 2, 3, 5):
            for kind in (signal.SIGKILL, signal.SIGTERM):
                for method, given in self.ways():
                    with self.subTest(number=number, method=method, kind=kind):
                        self.fake.forget_requests()
                        self.fake.kill_signal = kind
                        self.fake.kill = (number, "after", lambda: self.site.process.pid)
                        self.site.run(self.prepare_script("preflight"), sign_in=["--sign-in", method], env=self.environment(given))
                        self.fake.kill = None
                        watcher = Watcher(self.site, self.planted())
                        watcher.look()
                        self.nothing_seen(watcher)

    def test_what_goes_wrong_at_the_sign_in_is_told_without_the_secret(self):
        for method, given in self.ways():
            with self.subTest(method=method):
                self.fake.forget_requests()
                kept, self.fake.tokens, self.fake.certificate = self.fake.tokens, {}, self.other_certificate()
                secret, self.fake.secret = self.fake.secret, "another"
                done = self.site.run(self.prepare_script("preflight"), sign_in=["--sign-in", method], env=self.environment(given))
                self.fake.secret, self.fake.tokens = secret, kept
                self.assertIn(done.code, (0, 2) if method == "device-code" else (2,), done.all)
                watcher = Watcher(self.site, self.planted())
                watcher.look()
                self.nothing_seen(watcher)

    def other_certificate(self):
        key, certificate = self.file("other-key.pem"), self.file("other-certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-subj", "/CN=other", "-days", "2"], check=True, capture_output=True)
        return certificate

    def test_the_watcher_sees_what_is_there(self):
        # A test that cannot fail proves nothing: each place is planted once.
        watcher = Watcher(self.site, ["planted-in-the-open"])
        # It waits at a pipe, so that it is there however slow the machine is; its arguments show a moment after Popen has returned.
        child = subprocess.Popen(["bash", "-c", "read -r _; :", "planted-in-the-open"], stdin=subprocess.PIPE)
        self.addCleanup(child.kill)
        self.addCleanup(child.stdin.close)
        end = time.monotonic() + 60
        while not watcher.found and time.monotonic() < end:
            watcher.look()
        self.assertEqual(watcher.found, {"arguments"})
        with open(os.path.join(self.site.folder, "leak"), "w", encoding="utf-8") as file:
            file.write("x planted-in-the-open y")
        watcher.look()
        self.assertEqual(watcher.found, {"arguments", "file leak"})
        child.kill()
        child.wait()
