"""The same for the ways back: rules restored, disabled and removed."""
import shutil
import unittest

from connect import START, ConnectTest

WAVE = "01-pilot/"
RESTORE = WAVE + "90-rollback/30-restore-rules-sync01.ps1"
DISABLE, REMOVE = "rollback/20-disable-rules-sync01.ps1", "rollback/90-remove-rules-sync01.ps1"


class Restoring(ConnectTest):
    stage = START

    def lab_at(self, stage):
        super().lab_at(stage)
        self.step(next(script for script in self.kit.wave_rollback("01-pilot") if "stop-scheduler" in script.path))

    def test_where(self):
        self.frozen(RESTORE)
        self.somebody_elses(RESTORE)

    def test_a_rule_that_stays_enabled(self):
        done = self.lab.run(RESTORE, faults={"rule-stays-enabled": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(len([name for name in done.failed() if name.startswith("rule.")]), 6)
        self.assertEqual(self.lab.state("rules-SYNC01")["status"], "restoring")

    def test_rules_without_a_record(self):
        self.set_state("rules-SYNC01", revision=0)
        self.refuse(2, RESTORE)


class Disabling(ConnectTest):
    stage = WAVE + "90-rollback/"

    def lab_at(self, stage):
        key = "before " + DISABLE
        import way
        if key not in way.STAGES:
            self.go_through("01-pilot")
            self.step(next(script for script in self.kit.estate_rollback() if "15-stop" in script.path))
            way.STAGES[key] = self.lab.snapshot()
            way.atexit.register(shutil.rmtree, way.STAGES[key], ignore_errors=True)
        self.lab.restore(way.STAGES[key])

    def test_where(self):
        self.frozen(DISABLE)
        self.somebody_elses(DISABLE)

    def test_no_rule_of_ours(self):
        self.server(lambda r: r.update(rules=[rule for rule in r["rules"] if rule["IsStandardRule"]]))
        self.refuse(2, DISABLE)

    def test_a_rule_that_stays_enabled(self):
        done = self.lab.run(DISABLE, faults={"rule-stays-enabled": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(len([name for name in done.failed() if name.startswith("rule.")]), 6)
        self.assertEqual(self.lab.state("rules-SYNC01")["status"], "disabling")


class Removing(Disabling):
    def lab_at(self, stage):
        super().lab_at(stage)
        self.step(self.kit.find(DISABLE))

    def test_where(self):
        self.somebody_elses(REMOVE)
        self.refuse(2, REMOVE, faults={"connector-busy": True})
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.refuse(2, REMOVE)

    def test_one_rule_is_enabled_again(self):
        self.server(lambda r: self.ours(r)[2].update(Disabled=False))
        self.refuse(1, REMOVE, "rule.")

    test_no_rule_of_ours = None

    def test_a_rule_that_stays_enabled(self):
        """Here: one that stays."""
        done = self.lab.run(REMOVE, faults={"rule-stays": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(len([name for name in done.failed() if name.endswith(".gone")]), 6)
        self.assertNotEqual(self.lab.state("rules-SYNC01")["status"], "removed")


if __name__ == "__main__":
    unittest.main()
