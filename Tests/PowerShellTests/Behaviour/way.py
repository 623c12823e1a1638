"""The way through a kit, as its operators go it, with everything that may be asked of a script on the way."""
import atexit
import re
import shutil
import unittest

import estate
import kits
from estate import inside
from lab import Lab

# What a script has to have asked before it changes something. The first change of a kind comes after all of them.
GUARDS = {
    "Add-ADSyncRule": {"Get-ADSyncScheduler", "Get-ADSyncConnectorRunStatus", "Get-ADSyncRule"},
    "Remove-ADSyncRule": {"Get-ADSyncScheduler", "Get-ADSyncConnectorRunStatus", "Get-ADSyncRule"},
    "Invoke-ADSyncRunProfile": {"Get-ADSyncScheduler", "Get-ADSyncConnectorRunStatus", "Get-ADSyncConnector"},
    "Set-ADSyncScheduler": {"Get-ADSyncScheduler"},
    "Stop-ADSyncSyncCycle": {"Get-ADSyncScheduler"},
    "Move-ADObject": {"Get-ADObject"},
    "New-ADOrganizationalUnit": {"Get-ADObject"},
    "Start-Process": {"Get-AuthenticodeSignature"},
    "Connect-AADCloudSyncAzureAD": {"Get-AuthenticodeSignature", "Get-Credential"},
}
# These honour -WhatIf although they only read: without -WhatIf:$false a rehearsal sees nothing.
READS_THAT_HONOUR_WHATIF = {"Get-ADSyncRunProfileResult", "Get-ADSyncExportDeletionThreshold"}
# These repeat work on purpose; the state they leave is the same.
REPEATS = ("full-synchronization", "install-agent")

STAGES = {}


class WayTest(unittest.TestCase):
    kit_name = "contoso"
    scope_operator = "ENDSWITH"
    maxDiff = 4000

    # Where every test of the class begins: the script that is next. None: at the very beginning.
    stage = None

    def setUp(self):
        self.lab = Lab(self.kit_name)
        self.addCleanup(self.lab.close)
        if self.stage:
            self.lab_at(self.stage)

    def lab_at(self, stage):
        """The lab as it stands before a script of the way; reached once, and then copied."""
        key = (self.kit_name, stage)
        if key not in STAGES:
            self.go(until=stage)
            STAGES[key] = self.lab.snapshot()
            atexit.register(shutil.rmtree, STAGES[key], ignore_errors=True)
        else:
            self.lab.restore(STAGES[key])

    @property
    def kit(self):
        return self.lab.kit

    # ----- one script -----

    def expect(self, code, script, **options):
        done = self.lab.run(script, **options)
        self.assertEqual(done.code, code, str(done))
        self.check_order(done)
        return done

    def check_order(self, done):
        names = done.names()
        for command, guards in GUARDS.items():
            if command in names:
                missing = guards - set(names[:names.index(command)])
                self.assertFalse(missing, f"{done.script}: {command} before {missing}")
        for call in done.calls:
            if call["command"] in READS_THAT_HONOUR_WHATIF:
                self.assertEqual(call["parameters"].get("WhatIf"), "False", f"{done.script}: {call}")

    def refuse(self, code, script, failed=None, **options):
        """A script that has to refuse: the code, nothing changed, and the check that said so."""
        before = self.lab.end_state()
        done = self.lab.run(script, **options)
        self.assertEqual(done.code, code, str(done))
        self.assertEqual(done.setters, [], str(done))
        self.assertEqual(self.lab.end_state(), before)
        self.assertEqual(done.result["exitCode"], code)
        if failed:
            self.assertTrue([name for name in done.failed() if name.startswith(failed)], f"{done.failed()}\n{done}")
        return done

    def rehearse(self, script, **options):
        """With -WhatIf nothing is changed, and no real result is left."""
        before, earlier = self.lab.end_state(), self.lab.result(script.step)
        done = self.lab.run(script, what_if=True, **options)
        self.assertEqual(done.code, 0, str(done))
        self.assertEqual(done.setters, [], str(done))
        self.assertEqual(self.lab.end_state(), before, str(done))
        self.assertTrue(done.result["dryRun"])
        after = self.lab.result(script.step)
        self.assertTrue(after == earlier or (earlier is None and after["dryRun"]), f"{script}: a rehearsal replaced a result")
        return done

    # ----- the way -----

    def step(self, script, rehearse=False, twice=False):
        """A script on every machine that it belongs to; where that is more than one, only the last finds everything done."""
        hosts = self.lab.hosts(script)
        self.before(script)
        for host in hosts:
            if rehearse and script.asks:
                self.rehearse(script, host=host)
            done = self.expect(0 if host == hosts[-1] else 7, script, host=host, **self.parameters(script))
            self.assertFalse(done.result["dryRun"])
            self.assertEqual(done.result["step"], script.step)
            self.assertEqual(done.result["kitDigest"], self.lab.digest())
            if twice:
                before = self.lab.end_state()
                again = self.expect(done.code, script, host=host, **self.parameters(script))
                self.assertEqual(self.lab.end_state(), before, f"{script}, run again, changed something")
                if not any(word in script.path for word in REPEATS):
                    self.assertEqual(again.setters, [], f"{script}, run again, called a setter")
        self.between(script)
        return done

    def parameters(self, script):
        """What people add to a script of the way: nobody resets passwords in the cloud here, and no mailbox is there."""
        return {"AcceptNotVerified": True} if "check-writeback" in script.path else {}

    def between(self, script):
        """What people do behind a script, and what time does."""
        if script.step.endswith("unit.create"):
            self.lab.late_objects()
        if script.step.endswith("unit.move"):
            self.lab.cycle()

    def before(self, script):
        if script.step.startswith("cutover.soak"):
            self.begin_soak()
        if script.step == "validation.check-estate" and not self.lab.estate.get("partial"):
            self.clear_what_is_left()
        if "check-password-events" in script.path:
            self.change_passwords(script)

    def change_passwords(self, script):
        """Somebody outside the units changes a password, and Connect's log says so."""
        name = next(item["dn"] for item in self.lab.connect(script.server)["objects"] if item["type"] == "user" and not item["mark"])
        text = "Provision credentials batch end. Count: 1, TrackingID: 1\r\nAnchor : a, Dn : %s, Result : Success." % name
        self.lab.change("machine." + script.server, lambda m: m["events"].append({"Id": 657, "Message": text, "clock": self.lab.read("clock")["seconds"]}))

    def clear_what_is_left(self):
        """Whom no wave takes has left the site before Connect Sync goes, and the cloud."""
        units = self.units(len(self.kit.waves()))
        self.lab.load_directory()
        for domain in self.lab.estate["domains"]:
            domain.objects = [o for o in domain.objects if o["class"] not in estate.JOINED or any(inside(o["dn"], unit) for unit in units)]
        self.lab.save_directory()
        self.lab.write("cloud", estate.cloud(self.lab.estate))

    def begin_soak(self):
        """Staging mode is switched on in the wizard, for the whole soak; the scheduler keeps running."""
        for name in self.lab.estate["servers"]:
            self.lab.change("connect." + name, lambda record: record.update(staging=True, nextCycle=self.lab.read("clock")["seconds"]))
        self.lab.estate["servers"] = {name: True for name in self.lab.estate["servers"]}

    def go(self, until=None, **options):
        """Forward to a script, which is not run any more."""
        for script in self.kit.forward():
            if until is not None and script.path.endswith(until):
                return script
            if self.lab.result(script.step) and not self.lab.result(script.step)["dryRun"] and self.lab.result(script.step)["exitCode"] == 0:
                continue
            self.step(script, **options)
        if until is not None:
            raise AssertionError(f"{until} is not on the way")
        return None

    def go_through(self, wave, **options):
        """Forward to the end of a wave."""
        last = [script for script in self.kit.forward() if script.path.startswith(f"waves/{wave}/")][-1]
        self.go(until=last.path, **options)
        self.step(last, **options)

    # ----- what has to hold -----

    def units(self, wave_number):
        """The units of a revision, as the kit's manifest and its scripts have them."""
        waves = self.kit.waves()[:wave_number]
        found = set()
        for wave in waves:
            for script in self.kit.scripts:
                if script.path.startswith(f"waves/{wave}/10-unit/30-count-unit"):
                    found |= {kits.unquoted(text) for text in re.findall(r"@\{ Dn = " + kits.LITERAL, script.text)}
        return found

    def kit_rules(self, server):
        return [rule for rule in self.lab.connect(server)["rules"] if not rule["IsStandardRule"] and rule["Name"].startswith("Cloud Sync migration")]

    def check_marks(self, units, server):
        """Exactly the objects inside the units carry the mark, whatever others are called."""
        record = self.lab.connect(server)
        marked = {item["dn"] for item in record["objects"] if item["mark"]}
        expected = {item["dn"] for item in record["objects"] if item["mv"] and any(inside(item["dn"], unit) for unit in units)}
        self.assertEqual(marked, expected, server)
        held = {item["dn"] for item in record["objects"] if item["held"]}
        self.assertEqual(held, expected, server)

    def check_scope(self, units, server):
        """The scope of the enabled inbound rules, together, is the set of units; nothing is enabled without a scope."""
        found = set()
        for rule in self.kit_rules(server):
            if rule["Disabled"]:
                continue
            self.assertTrue(rule["ScopeFilter"], rule["Name"])
            for group in rule["ScopeFilter"]:
                self.assertEqual(len(group["ScopeConditionList"]), 1)
                condition = group["ScopeConditionList"][0]
                if rule["Direction"] == "Inbound":
                    self.assertEqual((condition["Attribute"], condition["ComparisonOperator"]), ("dn", self.scope_operator))
                    found.add(condition["ComparisonValue"])
                else:
                    self.assertEqual((condition["Attribute"], condition["ComparisonOperator"], condition["ComparisonValue"]), ("cloudNoFlow", "EQUAL", "True"))
                    self.assertEqual(rule["LinkType"], "JoinNoFlow")
        self.assertEqual(found, set(units), server)

    def check_nothing_lost(self):
        for name in self.lab.estate["servers"]:
            exported = self.lab.connect(name)["exported"]
            self.assertEqual([entry for entry in exported if entry["operation"] in ("delete", "add")], [], name)
        standard = {rule["Identifier"]: rule for rule in self.first_rules() if rule["IsStandardRule"]}
        now = {rule["Identifier"]: rule for rule in self.lab.connect()["rules"] if rule["IsStandardRule"]}
        self.assertEqual(now, standard)

    def first_rules(self):
        return estate.server(estate.ESTATES[self.kit.estate](), self.lab.active())["rules"]
