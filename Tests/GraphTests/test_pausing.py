"""Pauses, and what is not started after one."""
import fcntl
import json
import os
import threading
import time

from harness import Fault
from walk import StagedTest


class Pausing(StagedTest):
    stage = "running"

    def pause(self, code=0):
        return self.expect(code, self.kit.rollback_pause(self.wave, self.domain))

    def test_it_waits_until_none_is_active_and_deletes_nothing(self):
        self.fake.pause_lag = 4
        self.pause()
        self.assertTrue(all(state != "Active" for _, state in self.fake.end_state()["jobs"]))
        self.assertEqual({w["path"].rsplit("/", 1)[-1] for w in self.fake.writes()}, {"pause"})
        self.fake.forget_requests()
        self.pause()
        self.no_writes()

    def test_a_job_that_stands_still_is_not_waited_for_when_no_start_was_sent(self):
        self.pause()
        self.fake.forget_requests()
        done = self.pause()
        self.assertNotIn("a start of", done.out)
        self.assertEqual([r["path"] for r in self.fake.requests if "/jobs/" in r["path"]], [])

    def test_it_works_without_the_state(self):
        os.remove(os.path.join(self.site.run_folder, "state", f"graph-{self.domain}.json"))
        self.pause()
        self.assertTrue(all(state != "Active" for _, state in self.fake.end_state()["jobs"]))

    def test_a_504_of_a_pause_is_looked_after(self):
        self.fake.faults.append(Fault("POST .*/pause$", 504, done=True))
        self.pause()
        self.assertTrue(all(state != "Active" for _, state in self.fake.end_state()["jobs"]))

    def test_nothing_there_is_not_a_success(self):
        os.remove(os.path.join(self.site.run_folder, "state", f"graph-{self.domain}.json"))
        self.fake.principals.clear()
        self.pause(2)
        script = self.kit.rollback_pause(self.wave, self.domain)
        self.expect(2, script, "--apply", "--no-configuration", "other.com")
        # Taken back before its configuration was made: nothing runs, and the operator says so.
        self.expect(0, script, "--apply", "--no-configuration", self.domain)
        self.no_writes()

    def test_a_start_makes_the_pause_of_a_rollback_count_no_more(self):
        self.pause()
        result = os.path.join(self.site.run_folder, "results", f"waves.{self.wave.split('-', 1)[1]}.rollback.pause.{self.domain}.json")
        with open(result, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["exitCode"], 0)
        self.site.pass_gate(self.wave)
        self.run_step("start-provisioning")
        with open(result, encoding="utf-8") as file:
            mark = json.load(file)
        self.assertNotEqual(mark["exitCode"], 0)
        self.assertIn("start.provisioning", mark["outdatedBy"])

    def test_a_start_that_is_under_way_is_waited_for_and_then_paused(self):
        # Killed right after the start was sent, and taken back at once: the job becomes active later.
        self.pause()
        self.site.pass_gate(self.wave)
        self.fake.start_lag = 6
        self.fake.forget_requests()
        script = self.wave_script(self.wave, "start-provisioning")
        number = self.number_of(script, "/start")
        self.fake.kill = (number, "after", lambda: self.site.process.pid)
        self.expect(-9, script)
        self.fake.kill = None
        self.fake.start_lag = 1
        self.assertNotEqual(self.fake.job("AD2AADProvisioning")["schedule"]["state"], "Active")
        self.pause()
        self.run_step("check-scope")
        self.assertTrue(all(state != "Active" for _, state in self.fake.end_state()["jobs"]), self.fake.end_state()["jobs"])
        self.assertNotIn("AD2AADProvisioning", self.site.state().get("starting", {}))

    def test_a_start_that_nobody_remembers_is_waited_for_too(self):
        # Sent from another run folder, or the state was lost: whether one is under way cannot be known.
        self.pause()
        os.remove(os.path.join(self.site.run_folder, "state", f"graph-{self.domain}.json"))
        self.fake.job("AD2AADProvisioning")["_becomes"] = ("Active", 6)
        done = self.pause()
        self.assertIn("the state of this domain is missing", done.out)
        self.assertTrue(all(state != "Active" for _, state in self.fake.end_state()["jobs"]), self.fake.end_state()["jobs"])
        self.assertEqual([w["path"].rsplit("/", 1)[-1] for w in self.fake.writes()][-1], "pause")

    def number_of(self, script, end):
        """The number of the request of a script that ends so; the script is run for it and everything put back."""
        before = self.site.snapshot()
        self.forward(script)
        number = next(i for i, r in enumerate(self.fake.requests, 1) if r["path"].endswith(end))
        self.site.restore(before)
        return number

    def test_a_start_after_a_rollback_that_is_killed_still_restarts(self):
        self.pause()
        self.site.pass_gate(self.wave)
        self.fake.forget_requests()
        script = self.wave_script(self.wave, "start-provisioning")
        number = self.number_of(script, "/start")
        self.fake.kill = (number, "after", lambda: self.site.process.pid)
        self.expect(-9, script)
        self.fake.kill = None
        self.forward(script)
        self.assertEqual([w["path"].rsplit("/", 1)[-1] for w in self.fake.writes()], ["start", "restart"])

    def test_a_job_that_somebody_else_resumed_after_a_rollback_is_not_taken_for_ours(self):
        self.pause()
        self.site.pass_gate(self.wave)
        self.fake.job("AD2AADProvisioning")["schedule"]["state"] = "Active"
        self.fake.forget_requests()
        self.assertIn("this kit did not start it", self.run_step("start-provisioning", 1).all)
        self.no_writes()

    def test_hashes_do_not_start_while_provisioning_stands_still(self):
        self.pause()
        self.site.pass_gate(self.wave)
        self.fake.forget_requests()
        self.assertIn("does not run", self.run_step("start-password-hash-sync", 2).all)
        self.no_writes()

    def test_watching_does_not_keep_a_rollback_waiting(self):
        self.fake.job("AD2AADProvisioning")["status"].update(steadyStateLastAchievedTime="0001-01-01T00:00:00Z", steadyStateFirstAchievedTime="0001-01-01T00:00:00Z")
        self.fake.cycle_looks = self.fake.job("AD2AADProvisioning")["_looks"] = 10**6
        watching = threading.Thread(target=lambda: self.site.run(self.wave_script(self.wave, "watch-jobs"), "--every", "1"))
        watching.start()
        while not any(r["path"].endswith("/jobs") for r in self.fake.requests):
            time.sleep(0.02)
        self.pause()
        watching.join()

    def test_two_scripts_that_write_do_not_run_at_once(self):
        lock = open(os.path.join(self.site.run_folder, "state", f"graph-{self.domain}.lock"), "w", encoding="utf-8")
        self.addCleanup(lock.close)
        fcntl.flock(lock, fcntl.LOCK_EX)
        self.assertIn("another script works on", self.pause(2).all)
        self.no_writes()

    def test_an_unknown_state_is_not_taken_for_standing_still(self):
        self.fake.job("AD2AADProvisioning")["schedule"]["state"] = "Stopping"
        self.assertIn("a state that this kit does not know", self.pause(3).all)

    def test_a_wave_that_was_taken_back_is_not_resumed(self):
        self.pause()
        # The results from before the taking back no longer count.
        self.site.pass_gate(self.wave, startedUtc="2020-01-01T00:00:00Z")
        self.fake.forget_requests()
        done = self.run_step("start-provisioning", 1)
        self.assertIn("older than the taking back", done.all)
        self.no_writes()
        # Redone, the wave may start.
        self.site.pass_gate(self.wave)
        self.run_step("start-provisioning")
        self.assertNotIn("rolledBack", self.site.state())
