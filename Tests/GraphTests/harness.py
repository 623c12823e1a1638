"""Runs the bash scripts of a generated kit against the fake Graph: real bash, real curl, real jq."""
import atexit
import glob
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "FakeGraph"))
from contract import Contract  # noqa: E402,F401
from fake_graph import FakeGraph  # noqa: E402
from faults import Fault  # noqa: E402,F401
from words import sample  # noqa: E402,F401

TOOLS = ("curl", "jq", "openssl")
# Run folders as they were at some moment. Tests go back to them until the process ends.
SNAPSHOTS = tempfile.mkdtemp(prefix="syncshift-snapshots-")
atexit.register(shutil.rmtree, SNAPSHOTS, ignore_errors=True)
SKU = "06ebc4ee-1bb5-47dd-8120-11324bc54e06"


class Done:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err
        self.all = out + err


class Kit:
    """A generated kit, found by its layout."""

    def __init__(self, path):
        self.path = os.path.abspath(path)

    def file(self, relative):
        return os.path.join(self.path, relative)

    def text(self, relative):
        with open(self.file(relative), encoding="utf-8") as file:
            return file.read()

    def scripts(self, pattern="**/*.sh"):
        return sorted(os.path.relpath(p, self.path) for p in glob.glob(self.file(pattern), recursive=True))

    def prepare(self, domain):
        return self.scripts(f"30-graph/{domain}/*.sh")

    def waves(self):
        return sorted(os.listdir(self.file("waves")))

    def wave_domains(self, wave):
        folder = self.file(f"waves/{wave}/50-scope")
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    def baseline(self, wave, domain):
        return self.find(f"waves/{wave}/05-baseline/{domain}/*.sh")

    def scope(self, wave, domain):
        return self.scripts(f"waves/{wave}/50-scope/{domain}/*.sh")

    def start(self, wave, domain):
        return self.scripts(f"waves/{wave}/60-start/{domain}/*.sh")

    def verify(self, wave, domain):
        return self.scripts(f"waves/{wave}/70-verify/{domain}/*.sh")

    def rollback_pause(self, wave, domain):
        return self.find(f"waves/{wave}/90-rollback/*pause-jobs-{domain}.sh")

    def find(self, pattern):
        found = self.scripts(pattern)
        assert len(found) == 1, (pattern, found)
        return found[0]

    def units(self, wave, domain):
        return json.loads(self.text(f"waves/{wave}/50-scope/{domain}/scope.json"))["units"]

    def constant(self, script, name):
        """A value of `readonly NAME='…'`, read by bash itself."""
        line = re.search(rf"^readonly {name}=.*$", self.text(script), re.M).group(0)
        return subprocess.run(["bash", "-c", f'{line}; printf %s "${name}"'], check=True, capture_output=True, text=True).stdout

    def gate_results(self, wave, domain):
        text = self.text(f"waves/{wave}/60-start/{domain}/10-check-gate.sh")
        block = re.search(r"^readonly GATE_RESULTS=\(.*?^\)$", text, re.M | re.S).group(0)
        out = subprocess.run(["bash", "-c", block + '; printf "%s\\n" "${GATE_RESULTS[@]}"'], check=True, capture_output=True, text=True).stdout
        return out.splitlines()

    def digest(self):
        with open(self.file("manifest.json"), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()


class Site:
    """One operator's machine: a run folder, an environment, and a fake tenant."""

    def __init__(self, kit, domain, **settings):
        self.kit, self.domain = kit, domain
        first = kit.text("lib/graph.sh")
        value = lambda name: re.search(rf"^(?:readonly )?{name}='([^']*)'", first, re.M).group(1)
        self.tenant = value("GRAPH_TENANT")
        self.fake = FakeGraph(self.tenant, value("GRAPH_RESOURCE"), domain)
        for name, setting in settings.items():
            setattr(self.fake, name, setting)
        self.folder = tempfile.mkdtemp(prefix="syncshift-")
        self.run_folder = os.path.join(self.folder, "run")
        self.argv_log = os.path.join(self.folder, "argv")
        self.tools = os.path.join(self.folder, "tools")
        os.mkdir(self.tools)
        for tool in TOOLS:
            # Every argument of every program that could see a secret is written down.
            # The system's small shell, since a script starts jq a dozen times.
            self.shim(tool, f'printf "%s\\0" "$0" "$@" >>{self.argv_log}\nexec {shutil.which(tool)} "$@"\n', shell="/bin/sh")
        self.environment = {
            "PATH": self.tools + ":" + os.environ["PATH"], "HOME": self.folder, "TMPDIR": self.folder,
            "SYNCSHIFT_TEST_GRAPH_ROOT": self.fake.root, "SYNCSHIFT_TEST_LOGIN_ROOT": self.fake.root, "SYNCSHIFT_TEST_SECOND": "2",
            "SYNCSHIFT_CLIENT_ID": self.fake.client, "SYNCSHIFT_CLIENT_SECRET": self.fake.secret,
        }
        self.sign_in = ["--sign-in", "client-secret"]
        self.process = None
        self.outputs = []

    def shim(self, tool, body, shell="/usr/bin/env bash"):
        path = os.path.join(self.tools, tool)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!{shell}\n{body}")
        os.chmod(path, 0o755)

    def snapshot(self):
        """The tenant and the run folder as they are now."""
        os.makedirs(self.run_folder, exist_ok=True)
        copy = tempfile.mkdtemp(dir=SNAPSHOTS)
        shutil.copytree(self.run_folder, copy, dirs_exist_ok=True)
        return self.fake.snapshot(), copy

    def restore(self, snapshot):
        tenant, folder = snapshot
        self.fake.restore(tenant)
        shutil.rmtree(self.run_folder, ignore_errors=True)
        shutil.copytree(folder, self.run_folder)

    def close(self):
        self.fake.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def run(self, script, *arguments, env=None, sign_in=None, timeout=300, pass_fds=(), raw=False):
        command = [self.kit.file(script)]
        if not raw:
            command += ["--run", self.run_folder] + (self.sign_in if sign_in is None else sign_in)
        environment = {**self.environment, **(env or {})}
        environment = {k: v for k, v in environment.items() if v is not None}
        process = subprocess.Popen(command + list(arguments), env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True, pass_fds=pass_fds)
        self.process = process
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        self.outputs.append(out + err)
        return Done(process.returncode, out, err)

    def arguments(self, script):
        """What the operator types for a script on the way forward."""
        text = self.kit.text(script)
        given = ["--apply"] if re.search(r"^kit_options writes", text, re.M) else []
        if "confirm \"$WAVE\"" in text:
            given += ["--confirm", self.kit.constant(script, "WAVE")]
        return given

    def forward(self, script):
        return self.run(script, *self.arguments(script))

    def result(self, step):
        with open(os.path.join(self.run_folder, "results", step + ".json"), encoding="utf-8") as file:
            return json.load(file)

    def result_of(self, script):
        return self.result(self.kit.constant(script, "STEP"))

    def state(self, change=None):
        path = os.path.join(self.run_folder, "state", f"graph-{self.domain}.json")
        with open(path, encoding="utf-8") as file:
            state = json.load(file)
        if change:
            change(state)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(state, file)
        return state

    def pass_gate(self, wave, /, **changes):
        """The results that the PowerShell half would have left."""
        folder = os.path.join(self.run_folder, "results")
        os.makedirs(folder, exist_ok=True)
        name = wave.split("-", 1)[1]
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 2))
        for step in self.kit.gate_results(wave, self.domain):
            result = {"format": 1, "step": step, "kitDigest": self.kit.digest(), "environment": self.kit.constant("lib/kit.sh", "KIT_ENVIRONMENT"), "wave": name, "revision": int(wave.split("-")[0]), "subject": "X", "startedUtc": now, "endedUtc": now, "host": "h", "user": "u", "dryRun": False, "checks": [], "exitCode": 0, **changes}
            with open(os.path.join(folder, step + ".json"), "w", encoding="utf-8") as file:
                json.dump(result, file)
        self.forge_baseline(wave, **changes)

    def baseline_path(self, wave):
        return os.path.join(self.run_folder, "evidence", self.domain, f"cloud-baseline-{wave.split('-', 1)[1]}.json")

    def forge_empty_baseline(self, wave):
        path, name = self.baseline_path(wave), wave.split("-", 1)[1]
        if not os.path.exists(path):
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                json.dump({"format": 1, "kind": "syncshift-cloud-baseline", "tenant": self.tenant, "environment": self.kit.constant("lib/kit.sh", "KIT_ENVIRONMENT"), "domain": self.domain, "wave": name, "revision": int(wave.split("-")[0]), "afterTakingBack": False, "recordedUtc": "2026-03-01T00:00:00Z", "units": self.kit.units(wave, self.domain), "users": [], "groups": [], "contacts": []}, file)

    def forge_baseline(self, wave, /, **changes):
        """An empty baseline where none was recorded, and the result that the recording would have left."""
        self.forge_empty_baseline(wave)
        path, name = self.baseline_path(wave), wave.split("-", 1)[1]
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        path = os.path.join(self.run_folder, "results", f"waves.{name}.baseline.cloud.{self.domain}.json")
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
        result["checks"] = changes.get("checks", []) + [{"id": "baseline", "status": "passed", "expected": "", "actual": digest, "message": ""}]
        with open(path, "w", encoding="utf-8") as file:
            json.dump(result, file)

    def users_of(self, units, each=3):
        """Users in Active Directory, whom Connect Sync has brought to the cloud."""
        users = []
        for unit in units:
            for number in range(each):
                users.append({
                    "id": f"00000000-0000-4000-8000-{len(self.fake.directory_users) + len(users):012d}", "displayName": f"User {number}", "mail": f"u{number}@{self.domain}",
                    "userPrincipalName": f"u{number}@{self.domain}", "proxyAddresses": [f"SMTP:u{number}@{self.domain}"], "onPremisesSyncEnabled": True, "onPremisesImmutableId": f"anchor{len(self.fake.directory_users) + len(users)}==",
                    "onPremisesDistinguishedName": f"CN=Us\\, er {number},{unit}", "onPremisesProvisioningErrors": [],
                    "accountEnabled": True, "assignedLicenses": [{"skuId": SKU, "disabledPlans": []}], "licenseAssignmentStates": [{"skuId": SKU, "assignedByGroup": None, "state": "Active", "disabledPlans": []}]})
                self.fake.memberships[users[-1]["id"]] = [{"@odata.type": "#microsoft.graph.group", "id": f"{digit * 8}-0000-4000-8000-000000000000", "displayName": f"Cloud group {digit}"} for digit in "123"]
        self.fake.directory_users += users
        self.fake.users += users
        return users

    def evidence(self, wave, users, others=()):
        folder = os.path.join(self.run_folder, "evidence", self.domain)
        os.makedirs(folder, exist_ok=True)
        name = wave.split("-", 1)[1]
        objects = [{"type": "user", "dn": u["onPremisesDistinguishedName"], "anchor": u["onPremisesImmutableId"], "sid": "", "samAccountName": "", "displayName": u["displayName"], "mail": u["mail"], "userPrincipalName": u["userPrincipalName"], "proxyAddresses": u["proxyAddresses"], "members": 0} for u in users] + list(others)
        with open(os.path.join(folder, f"directory-{name}.json"), "w", encoding="utf-8") as file:
            json.dump({"format": 1, "domain": self.domain, "wave": name, "revision": int(wave.split("-")[0]), "objects": objects}, file)

    def secrets_seen(self):
        """Every place where a secret must not be."""
        found = []
        secrets = [self.fake.secret, "device-code-secret"] + list(self.fake.tokens)
        with open(self.argv_log, "rb") as file:
            places = {"arguments": file.read()}
        places["outputs"] = "".join(self.outputs).encode()
        for root, _, names in os.walk(self.run_folder):
            for name in names:
                with open(os.path.join(root, name), "rb") as file:
                    places[name] = file.read()
        for place, content in places.items():
            found += [f"{place} holds {secret[:12]}" for secret in secrets if secret.encode() in content]
        return found
