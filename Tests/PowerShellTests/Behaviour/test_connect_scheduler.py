"""The scheduler, off at the beginning of a wave and on at its end: each fault has its exit code, and nothing is changed that should not be."""
import json
import os
import unittest

from connect import START, STOP, ConnectTest


class Stop(ConnectTest):
    stage = STOP

    def test_a_cycle_is_stopped_after_the_scheduler(self):
        self.server(lambda r: r.update(cycleEnds=self.lab.read("clock")["seconds"] + 5000))
        done = self.expect(0, STOP)
        self.assertEqual([call["command"] for call in done.setters], ["Set-ADSyncScheduler", "Stop-ADSyncSyncCycle"])
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])

    def test_a_cycle_that_hangs_ends_the_waiting_with_the_scheduler_off(self):
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.expect(6, STOP, faults={"cycle-hangs": True})
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])
        # Later it has ended: the step is done again, and still knows what the scheduler was before.
        self.server(lambda r: r.update(cycleEnds=0))
        self.expect(0, STOP)
        self.assertTrue(self.lab.state("scheduler-SYNC01")["previousEnabled"])

    def test_a_scheduler_that_does_not_obey(self):
        done = self.lab.run(STOP, faults={"scheduler-does-not-obey": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(done.failed(), ["scheduler.off"])
        self.assertIsNone(self.lab.state("pending-baseline-SYNC01"))

    def test_a_baseline_that_cannot_be_written(self):
        self.expect(2, STOP, faults={"csexport-writes-nothing": True, "statistics-fail": True})
        self.assertIsNone(self.lab.state("pending-baseline-SYNC01"))

    def test_nobody_confirms(self):
        before = self.lab.end_state()
        done = self.lab.run(STOP, confirm=False, answers="N\nN\nN\nN\n")
        self.assertEqual(done.code, 8, str(done))
        self.assertEqual(done.setters, [])
        self.assertEqual(self.lab.end_state(), before)

    def test_the_second_wave_waits_for_the_first(self):
        self.lab.pass_step("waves.staff.unit.count", "staff", 2)
        self.refuse(2, "02-staff/20-connect-stop/10-stop-scheduler-sync01.ps1")

    def test_without_a_backup(self):
        os.remove(self.lab.result_path("backup.connect.SYNC01"))
        self.refuse(2, STOP)


class Start(ConnectTest):
    stage = START

    def test_the_threshold_stops_the_export(self):
        done = self.lab.run(START, faults={"export-result": "stopped-deletion-threshold-exceeded"})
        self.assertEqual(done.code, 1, str(done))
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])
        self.assertIsNone(self.lab.state("finished-wave"))

    def test_errors_of_the_export_are_accepted_by_hand_only(self):
        done = self.lab.run(START, faults={"export-result": "completed-export-errors"})
        self.assertEqual(done.code, 1, str(done))
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])
        self.expect(0, START, faults={"export-result": "completed-export-errors"}, AcceptExportErrors=True)
        self.assertTrue(self.lab.read("tenant")["schedulerEnabled"])

    def test_a_suspended_scheduler_never_exports(self):
        self.server(lambda r: r.update(suspended=True))
        done = self.lab.run(START, TimeoutMinutes=10)
        self.assertEqual(done.code, 6, str(done))

    def test_rules_that_were_changed_since_the_preview(self):
        path = os.path.join(self.lab.run_folder, "state", "rules-SYNC01.json")
        with open(path, encoding="utf-8-sig") as file:
            state = json.load(file)
        state["pendingPreview"] = True
        with open(path, "w", encoding="utf-8") as file:
            json.dump(state, file)
        self.refuse(2, START)

    def test_never_stopped_or_off_before(self):
        path = os.path.join(self.lab.run_folder, "state", "scheduler-SYNC01.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"stopped": True, "previousEnabled": False}, file)
        self.refuse(2, START)
        os.remove(path)
        self.refuse(2, START)

    def test_a_busy_server(self):
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.refuse(2, START)

    def test_the_verification_is_missing(self):
        os.remove(self.lab.result_path("waves.pilot.verify.objects.contoso.com"))
        self.refuse(2, START)


if __name__ == "__main__":
    unittest.main()
