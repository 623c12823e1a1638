"""The ways back: each wave's own, and that of the whole estate; from every point, and refused where there is nothing to go back from."""
import json
import os
import unittest

from way import WayTest


class RollbackTest(WayTest):
    def roll_back_wave(self, wave, number, rehearse=True, twice=True):
        """The scripts of a wave's rollback in their order; afterwards the rules are those of the revision before."""
        for script in self.kit.wave_rollback(wave):
            self.step(script, rehearse=rehearse, twice=twice)
        for server in self.lab.estate["servers"]:
            self.check_scope(self.units(number - 1), server)
            self.check_marks(self.units(number - 1), server)
            self.assertEqual(len(self.kit_rules(server)), len({rule["Identifier"] for rule in self.kit_rules(server)}))
            if number == 1:
                self.assertTrue(all(rule["Disabled"] for rule in self.kit_rules(server)))
        self.assertTrue(self.lab.read("tenant")["schedulerEnabled"])
        self.check_nothing_lost()

    def order(self, done, first, second):
        """Calls of one kind all stand before calls of another."""
        names = [call["command"] + " " + call["parameters"].get("SynchronizationRule", "") for call in done.setters]
        at = [index for index, name in enumerate(names) if second in name]
        last = max(index for index, name in enumerate(names) if first in name)
        self.assertTrue(all(index > last for index in at), names)


class ContosoRollback(RollbackTest):
    def test_every_wave_backwards(self):
        """R1 and R2: waves are taken back from the last to the first, and can be taken forward again."""
        waves = self.kit.waves()
        for wave in waves:
            self.go_through(wave)
        for number in range(len(waves), 0, -1):
            self.roll_back_wave(waves[number - 1], number)

    def test_a_wave_that_was_never_started(self):
        """R0: after the preview and before the start, the same scripts lead back."""
        wave = self.kit.waves()[0]
        stop = next(script for script in self.kit.forward() if script.path.startswith(f"waves/{wave}/70-verify"))
        self.go(until=stop.path)
        self.roll_back_wave(wave, 1)

    def test_back_from_the_middle_of_the_rules(self):
        """Installed on the first server alone, not synchronized: still a way back."""
        wave = self.kit.waves()[0]
        stop = next(script for script in self.kit.forward() if script.path.startswith(f"waves/{wave}/40-preview"))
        self.go(until=stop.path)
        self.roll_back_wave(wave, 1, twice=False)

    def test_forward_again_after_a_rollback(self):
        wave = self.kit.waves()[0]
        self.go_through(wave)
        self.roll_back_wave(wave, 1, rehearse=False, twice=False)
        again = [script for script in self.kit.forward() if script.path.startswith(f"waves/{wave}/") and "/10-unit/" not in script.path]
        for script in again:
            self.step(script)
        for server in self.lab.estate["servers"]:
            self.check_scope(self.units(1), server)
            self.check_marks(self.units(1), server)
        self.check_nothing_lost()

    def test_the_whole_estate(self):
        """R5: after the cutover, from the soak; staging mode is switched off by hand before the scheduler starts."""
        self.go()
        for script in self.kit.estate_rollback():
            if "start-scheduler" in script.path:
                name = script.server
                self.lab.change("connect." + name, lambda record: record.update(staging=False))
                self.lab.estate["servers"][name] = False
            self.step(script, rehearse=True, twice=True)
        for server in self.lab.estate["servers"]:
            self.assertTrue(all(rule["Disabled"] for rule in self.kit_rules(server)))
            self.check_marks([], server)
        self.check_nothing_lost()
        # Much later the rules may go.
        for script in self.kit.scripts:
            if "remove-rules" in script.path:
                self.step(script, rehearse=True, twice=True)
                self.assertEqual(self.kit_rules(script.server), [])
        self.check_nothing_lost()


class FabrikamRollback(ContosoRollback):
    kit_name = "fabrikam"

    @unittest.skip("this estate stays with Connect Sync: there is no cutover to come back from")
    def test_the_whole_estate(self):
        pass


class Refusals(RollbackTest):
    """What a rollback refuses."""
    stage = "01-pilot/80-connect-start/10-start-scheduler-sync01.ps1"

    def script(self, name, wave="01-pilot"):
        return next(script for script in self.kit.wave_rollback(wave) if name in script.path)

    def test_without_paused_jobs(self):
        self.step(self.script("stop-scheduler"))
        restore = self.script("restore-rules")
        self.lab.run(restore)
        for name in os.listdir(os.path.join(self.lab.run_folder, "results")):
            if "pause" in name:
                os.remove(os.path.join(self.lab.run_folder, "results", name))
        self.refuse(2, restore, "gate.", forge=False)

    def test_without_the_record_of_the_forward_step(self):
        self.step(self.script("stop-scheduler"))
        os.remove(os.path.join(self.lab.run_folder, "state", "rules-SYNC01.json"))
        self.refuse(2, self.script("restore-rules"))

    def test_an_earlier_wave_while_a_later_one_is_there(self):
        path = os.path.join(self.lab.run_folder, "state", "rules-SYNC01.json")
        self.step(self.script("stop-scheduler"))
        with open(path, encoding="utf-8-sig") as file:
            state = json.load(file)
        state["revision"] = 2
        with open(path, "w", encoding="utf-8") as file:
            json.dump(state, file)
        done = self.refuse(2, self.script("restore-rules"))
        self.assertIn("Take later waves back first", str(done.checks("stopped")))

    def test_while_the_scheduler_is_on(self):
        self.step(self.script("stop-scheduler"))
        self.lab.write("tenant", {"schedulerEnabled": True})
        self.refuse(2, self.script("restore-rules"))

    def test_a_rule_of_ours_that_became_somebody_elses(self):
        self.step(self.script("stop-scheduler"))
        def change(record):
            next(rule for rule in record["rules"] if rule["Name"].startswith("Cloud Sync migration"))["ImmutableTag"] = "Somebody.Else"
        self.lab.change("connect.SYNC01", change)
        self.refuse(4, self.script("restore-rules"))

    def test_a_new_delete_stops_the_start(self):
        for name in ("stop-scheduler", "restore-rules", "full-synchronization"):
            self.step(self.script(name))
        extra = {"csexport-extra": [{"id": "aaaaaaaa-0000-0000-0000-000000000001", "dn": "CN={4E}", "type": "user", "operation": "delete", "attributes": []}]}
        self.refuse(1, self.script("check-pending-exports"), "pending.deletes", faults=extra)
        self.refuse(2, self.script("start-scheduler"))
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])

    def test_inbound_rules_are_taken_back_first(self):
        self.step(self.script("stop-scheduler"))
        done = self.expect(0, self.script("restore-rules"))
        self.order(done, "In from AD", "Out to Entra")

    def test_rules_are_not_removed_while_one_is_enabled(self):
        self.lab.write("tenant", {"schedulerEnabled": False})
        script = next(script for script in self.kit.scripts if "remove-rules" in script.path)
        done = self.lab.run(script)
        self.assertNotEqual(done.code, 0, str(done))
        self.assertEqual(done.setters, [])


if __name__ == "__main__":
    unittest.main()
