"""A site with its machines, directories and Connect servers, on which the scripts of one kit are run one by one."""
import contextlib
import datetime
import json
import os
import shutil
import tempfile

import engines
import estate
import kits

EPOCH = "2026-11-24T08:00:00Z"


class Done:
    """One script that ran: its exit code, its output, its calls, and its result file."""

    def __init__(self, script, code, output, calls, result):
        self.script, self.code, self.output, self.calls, self.result = script, code, output, calls, result

    @property
    def setters(self):
        return [call for call in self.calls if call["setter"]]

    def names(self):
        return [call["command"] for call in self.calls]

    def checks(self, start="", status=None):
        return [check for check in (self.result or {}).get("checks", []) if check["id"].startswith(start) and status in (None, check["status"])]

    def failed(self):
        return sorted({check["id"] for check in self.checks(status="failed")})

    def __str__(self):
        return f"{self.script} ended with {self.code}\n{self.output}"


class Lab:
    def __init__(self, kit_name="contoso"):
        self.kit = kits.kit(kit_name)
        self.kit_folder = engines.prepare_kit(self.kit.folder, self.kit.folder + "-for-engine")
        self.estate = estate.ESTATES[self.kit.estate]()
        self.folder = tempfile.mkdtemp(prefix="syncshift-lab-")
        self.fakes = os.path.join(self.folder, "fakes")
        self.run_folder = os.path.join(self.folder, "run")
        os.makedirs(self.fakes)
        os.makedirs(self.run_folder)
        self.write("tenant", {"schedulerEnabled": True})
        self.write("clock", {"seconds": 0})
        self.write("faults", {})
        self.save_directory()
        for name in self.estate["servers"]:
            self.write("connect." + name, estate.server(self.estate, name))
            self.programs(name)
        for name in self.agents():
            self.write("machine." + name, estate.machine())
        for name in self.estate["servers"]:
            self.write("machine." + name, estate.machine())
        self.write("cloud", estate.cloud(self.estate))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    # ----- memory of the fakes -----

    def path(self, name):
        return os.path.join(self.fakes, name + ".json")

    def read(self, name):
        with open(self.path(name), encoding="utf-8-sig") as file:
            return json.load(file)

    def write(self, name, value):
        with open(self.path(name), "w", encoding="utf-8") as file:
            json.dump(value, file)

    def change(self, name, change):
        value = self.read(name)
        change(value)
        self.write(name, value)

    def connect(self, server=None):
        return self.read("connect." + (server or self.active()))

    def active(self):
        """The first server of the estate: the active one, until a soak begins."""
        return next(iter(self.estate["servers"]))

    def agents(self):
        return sorted({name for names in self.estate["agents"].values() for name in names})

    def save_directory(self):
        self.write("directory", {"domains": [domain.record() for domain in self.estate["domains"]]})

    def load_directory(self):
        records = {record["name"]: record for record in self.read("directory")["domains"]}
        for domain in self.estate["domains"]:
            domain.objects = records[domain.name]["objects"]

    def domain(self, name):
        return next(domain for domain in self.estate["domains"] if domain.name == name)

    @contextlib.contextmanager
    def changed_script(self, script, old, new):
        """A script of the kit with another value in its data, for as long as it is wanted: limits that no estate of a test reaches."""
        path = os.path.join(self.kit_folder, script.path)
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read()
        if text.count(old) != 1:
            raise AssertionError(f"{script}: {old!r} is there {text.count(old)} times")
        try:
            with open(path, "w", encoding="utf-8-sig", newline="") as file:
                file.write(text.replace(old, new))
            yield
        finally:
            with open(path, "w", encoding="utf-8-sig", newline="") as file:
                file.write(text)

    def cycle(self):
        """One whole cycle of Connect Sync, as far as it brings the directory's present names everywhere."""
        self.load_directory()
        for name in self.estate["servers"]:
            self.change("connect." + name, lambda record, name=name: estate.import_objects(self.estate, name, record))
        self.write("cloud", estate.cloud(self.estate))

    def late_objects(self):
        """What people make by hand once a unit is there."""
        self.load_directory()
        for domain, unit, name, members in self.estate["late"]:
            place = self.domain(domain)
            if any(o["dn"] == unit for o in place.objects) and not any(o["dn"] == f"CN={name},{unit}" for o in place.objects):
                place.group(unit, name, members)
        self.save_directory()

    # ----- machines -----

    def programs(self, host):
        root = os.path.join(self.folder, "machines", host)
        files, data = os.path.join(root, "Program Files"), os.path.join(root, "ProgramData")
        os.makedirs(files, exist_ok=True)
        os.makedirs(os.path.join(data, "AADConnect"), exist_ok=True)
        if host in self.estate["servers"]:
            tool = os.path.join(files, "Microsoft Azure AD Sync", "Bin", "csexport.exe")
            if not os.path.exists(tool):
                engines.install_csexport(tool)
                with open(os.path.join(data, "AADConnect", "Applied-SynchronizationPolicy-20261101.JSON"), "w", encoding="ascii") as policy:
                    policy.write("{}")
        return {"ProgramFiles": files, "ProgramData": data, "COMPUTERNAME": host[:15], "USERNAME": "operator", "USERDOMAIN": "FAKE", "TEMP": root, "SYNCSHIFT_DRIVE_C": root}

    def setup_file(self):
        path = os.path.join(self.folder, "AADConnectProvisioningAgentSetup.exe")
        if not os.path.exists(path):
            with open(path, "w", encoding="ascii") as file:
                file.write("fake")
        return path

    # ----- running -----

    def hosts(self, script):
        """The machines that a script runs on, one after the other."""
        if script.server:
            return [script.server]
        if script.step == "agents.check":
            return self.agents()
        if script.setup:
            return self.estate["agents"][script.domain]
        return ["ADHOST"]

    def result_path(self, step):
        return os.path.join(self.run_folder, "results", step + ".json")

    def result(self, step):
        try:
            with open(self.result_path(step), encoding="utf-8-sig") as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def state(self, name):
        try:
            with open(os.path.join(self.run_folder, "state", name + ".json"), encoding="utf-8-sig") as file:
                return json.load(file)
        except FileNotFoundError:
            return None

    def pass_step(self, step_id, of_wave="", of_revision=0, **changes):
        """The result of a step that is no PowerShell of this kit, or of one that a scenario takes for granted."""
        os.makedirs(os.path.dirname(self.result_path(step_id)), exist_ok=True)
        value = {"format": 1, "step": step_id, "kitDigest": self.digest(), "environment": self.kit.name, "wave": of_wave or None, "revision": of_revision or None,
                 "subject": None, "startedUtc": self.now(), "endedUtc": self.now(), "host": "h", "user": "u", "dryRun": False, "checks": [], "exitCode": 0}
        value.update(changes)
        with open(self.result_path(step_id), "w", encoding="utf-8") as file:
            json.dump(value, file)

    def now(self):
        """The fakes' clock, as results write it."""
        moment = datetime.datetime.fromisoformat(EPOCH.replace("Z", "+00:00")) + datetime.timedelta(seconds=self.read("clock")["seconds"])
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")

    def digest(self):
        import hashlib
        with open(os.path.join(self.kit_folder, "manifest.json"), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def run(self, script, host=None, faults=None, what_if=False, forge=True, confirm=True, answers="", **parameters):
        """Runs a script: what it does is not confirmed by anybody unless `confirm` is off and `answers` are given."""
        if isinstance(script, str):
            script = self.kit.find(script)
        if forge:
            for step, wave, revision in script.gates:
                if step not in self.kit.powershell_steps:
                    self.pass_step(step, wave, revision)
        host = host or self.hosts(script)[0]
        given = dict(parameters)
        given.setdefault("RunFolder", engines.path(self.run_folder))
        if script.setup:
            given.setdefault("SetupPath", engines.path(self.setup_file()))
        if what_if:
            given["WhatIf"] = True
        elif script.asks and confirm:
            given["Confirm"] = False
        return self.start(script, host, given, faults or {}, answers)

    def start(self, script, host, parameters, faults, answers=""):
        self.write("faults", faults)
        # Some minutes later, so that no two runs have the same stamp.
        self.change("clock", lambda clock: clock.update(seconds=clock["seconds"] + 300))
        calls = os.path.join(self.fakes, "calls.jsonl")
        if os.path.exists(calls):
            os.remove(calls)
        settings = os.path.join(self.folder, "settings.json")
        with open(settings, "w", encoding="utf-8") as file:
            json.dump({"script": engines.path(os.path.join(self.kit_folder, script.path)), "parameters": parameters}, file)
        code, output = engines.start({**self.programs(host), "SYNCSHIFT_FAKES": self.fakes, "SYNCSHIFT_SETTINGS": settings}, answers)
        made = []
        if os.path.exists(calls):
            with open(calls, encoding="utf-8-sig") as file:
                made = [json.loads(line.lstrip("\ufeff")) for line in file if line.strip()]
        return Done(script, code, output, made, self.last_result(script))

    def last_result(self, script):
        """The newest result that the script left, rehearsals included."""
        folder = os.path.join(self.run_folder, "results", "history")
        try:
            found = sorted(name for name in os.listdir(folder) if name.startswith(script.step + ".") and ".before-" not in name)
        except FileNotFoundError:
            return None
        found = [name for name in found if name[len(script.step) + 1:-5].isalnum()]
        if not found:
            return None
        with open(os.path.join(folder, found[-1]), encoding="utf-8-sig") as file:
            return json.load(file)

    # ----- comparing -----

    def end_state(self):
        """What has to be the same whatever way led there: servers without their history, directory, machines, the kit's state without times."""
        value = {}
        for name in self.estate["servers"]:
            record = self.read("connect." + name)
            for key in ("runs", "nextCycle", "cycleEnds"):
                record.pop(key)
            record["rules"].sort(key=lambda rule: rule["Identifier"])
            value["connect." + name] = record
        for name in ("tenant", "directory"):
            value[name] = self.read(name)
        for name in self.agents():
            value["machine." + name] = self.read("machine." + name)
        folder = os.path.join(self.run_folder, "state")
        for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            with open(os.path.join(folder, file), encoding="utf-8-sig") as source:
                state = json.load(source)
            value["state/" + file] = without_times(state)
        return value

    def snapshot(self):
        """A copy to go back to."""
        target = tempfile.mkdtemp(prefix="snapshot-", dir=os.path.dirname(self.folder))
        for part in ("fakes", "run", "machines"):
            shutil.copytree(os.path.join(self.folder, part), os.path.join(target, part), symlinks=True)
        return target

    def restore(self, snapshot):
        for part in ("fakes", "run", "machines"):
            shutil.rmtree(os.path.join(self.folder, part))
            shutil.copytree(os.path.join(snapshot, part), os.path.join(self.folder, part), symlinks=True)
        self.load_directory()


def without_times(value):
    if isinstance(value, dict):
        return {key: without_times(item) for key, item in value.items() if not key.endswith("Utc") and key not in ("file", "folder")}
    if isinstance(value, list):
        return [without_times(item) for item in value]
    return value
