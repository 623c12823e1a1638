"""The gate before every start, the starts, and watching."""
import json
import os
import re

from harness import Fault, sample
from walk import StagedTest


class Gate(StagedTest):
    stage = "gated"

    def closed(self, words):
        done = self.run_step("start-provisioning", 1)
        self.assertIn(words, done.all)
        self.no_writes()

    def test_every_flaw_of_a_result_closes_it(self):
        for flaw, words in (({"exitCode": 1}, "its exit code is 1"), ({"dryRun": True}, "dry run"), ({"kitDigest": "0" * 64}, "another kit"), ({"environment": "x"}, "another environment"), ({"wave": "x"}, "another wave"), ({"revision": 9}, "another revision"), ({"checks": [{"status": "failed"}]}, "a check in it failed"), ({"step": "x"}, "another step")):
            with self.subTest(flaw=flaw):
                self.site.pass_gate(self.wave, **flaw)
                self.closed(words)

    def test_each_missing_result_closes_it(self):
        for step in self.kit.gate_results(self.wave, self.domain):
            self.site.pass_gate(self.wave)
            os.remove(os.path.join(self.site.run_folder, "results", step + ".json"))
            self.closed(step)

    def test_a_result_that_is_no_single_result_closes_it(self):
        path = os.path.join(self.site.run_folder, "results", self.kit.gate_results(self.wave, self.domain)[0] + ".json")
        with open(path, encoding="utf-8") as file:
            good = file.read()
        for text in ("", "{", "[]", good + good.replace('"exitCode": 0', '"exitCode": 1')):
            with self.subTest(text=text[:9]):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                self.closed("cannot be read")

    def test_live_settings_scope_or_mappings_that_differ_close_it(self):
        identifier = self.fake.principals[0]["id"]
        kept = self.fake.secrets[identifier].pop("AppKey")
        self.closed("secrets")
        self.fake.secrets[identifier]["AppKey"] = kept
        mappings = self.rule()["objectMappings"][0]["attributeMappings"]
        mappings.remove(next(m for m in mappings if m["targetAttributeName"] == "CredentialData"))
        self.closed("differ")

    def test_a_scope_whose_writing_was_interrupted_closes_it(self):
        self.site.state(lambda s: s["scope"].update(pending=True))
        self.closed("interrupted while it wrote the scope")

    def test_a_gate_that_names_no_server_is_closed(self):
        path = self.kit.file(self.wave_script(self.wave, "start-provisioning"))
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put(text):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

        self.addCleanup(put, kept)
        put(re.sub(r"(?ms)^readonly GATE_RESULTS=\(.*?^\)$", "readonly GATE_RESULTS=()", kept))
        self.closed("names no Connect server")

    def test_a_baseline_that_is_not_of_this_wave_closes_it_although_it_was_recorded(self):
        path = self.site.baseline_path(self.wave)
        with open(path, encoding="utf-8") as file:
            whole = json.load(file)
        for change, words in (({"units": ["OU=Somewhere Else,DC=contoso,DC=com"]}, "it is of other units"), ({"tenant": "x"}, "another tenant"), ({"users": None}, "a part of it is missing")):
            with self.subTest(change=change):
                with open(path, "w", encoding="utf-8") as file:
                    json.dump({**whole, **change}, file)
                # The result of the recording holds the digest of this very file.
                self.site.forge_baseline(self.wave)
                self.closed(words)

    def test_the_wrong_word_and_no_word_start_nothing(self):
        script = self.wave_script(self.wave, "start-provisioning")
        self.expect(8, script, "--apply", "--confirm", "other")
        self.expect(8, script, "--apply")
        self.no_writes()

    def test_without_apply_nothing_starts(self):
        self.expect(0, self.wave_script(self.wave, "start-provisioning"), "--confirm", "pilot")
        self.no_writes()

    def test_a_job_that_somebody_else_started_is_reported(self):
        self.fake.job("AD2AADProvisioning")["schedule"]["state"] = "Active"
        self.closed("this kit did not start it")

    def test_a_quarantine_is_reported_and_not_started(self):
        self.quarantine("EncounteredQuarantineException")
        self.closed("quarantine")

    def test_a_504_that_did_start_is_not_repeated(self):
        self.fake.faults.append(Fault("POST .*/start$", 504, done=True))
        self.run_step("start-provisioning")
        self.assertEqual(len(self.fake.writes()), 1)
        self.no_refusals()

    def test_a_409_right_after_creation_is_waited_for(self):
        self.fake.faults.append(Fault("POST .*/start$", 409, times=2))
        self.run_step("start-provisioning")
        self.no_refusals()

    def test_a_409_long_after_creation_means_what_it_says(self):
        self.site.state(lambda s: [job.update(sinceUtc="2020-01-01T00:00:00Z") for job in s["jobs"].values()])
        self.fake.faults.append(Fault("POST .*/start$", 409))
        self.run_step("start-provisioning", 3)
        self.assertEqual(len(self.fake.writes()), 1)

    def test_a_class_that_somebody_switched_on_closes_it(self):
        next(m for m in self.rule()["objectMappings"] if m["sourceObjectName"] == "inetOrgPerson")["enabled"] = True
        self.closed("objects of class inetOrgPerson")

    def test_hashes_do_not_start_before_provisioning(self):
        self.run_step("start-password-hash-sync", 2)
        self.no_writes()

    def test_hashes_do_not_start_behind_a_provisioning_that_somebody_else_started(self):
        job, running = self.fake.job("AD2AADProvisioning"), sample("job-200-running")
        job["schedule"]["state"] = "Active"
        job["status"].update(lastExecution=running["status"]["lastExecution"], steadyStateFirstAchievedTime="2026-03-03T04:00:11Z", steadyStateLastAchievedTime="2026-03-03T04:00:11Z")
        self.assertIn("has not been started for revision", self.run_step("start-password-hash-sync", 2).all)
        self.no_writes()

    def test_on_demand_failures_inside_status_200_are_failures(self):
        for answer, code in (("failure", 1), ("skipped", 0), ("success", 0)):
            self.fake.on_demand = "provision-on-demand-200-" + answer
            self.run_step("provision-test-objects", code)
        self.no_refusals()

    def test_an_object_outside_the_units_is_not_sent(self):
        # The kit is the operator's; only its copy is spoiled.
        path = self.kit.file(f"waves/{self.wave}/60-start/{self.domain}/bodies/test-object-01.json")
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put_back():
            with open(path, "w", encoding="utf-8") as file:
                file.write(kept)

        self.addCleanup(put_back)
        with open(path, "w", encoding="utf-8") as file:
            file.write(kept.replace("OU=CloudSyncPilot,", "OU=CloudSyncPilot Archive,"))
        done = self.run_step("provision-test-objects", 1)
        self.assertIn("outside every unit", done.all)
        self.assertFalse(any("Archive" in w["body"] for w in self.fake.writes()))


class Watching(StagedTest):
    stage = "gated"

    def test_a_quarantine_is_explained_in_words(self):
        self.run_step("start-provisioning")
        for reason, words in (("TooManyDeletes", "do not release them"), ("EncounteredQuarantineException", "the error code says which")):
            self.quarantine(reason)
            done = self.run_step("watch-jobs", 5)
            self.assertIn(words, done.all)

    def test_the_time_runs_out(self):
        self.fake.cycle_looks = 10**6
        self.run_step("start-provisioning")
        done = self.run_step("watch-jobs", 6, "--minutes", "1", "--every", "20")
        self.assertIn("AD2AADProvisioning: Active", done.out)

    def test_a_job_that_fails_again_and_again_is_a_failure(self):
        self.fake.cycle_looks = 10**6
        self.run_step("start-provisioning")
        self.fake.job("AD2AADProvisioning")["status"]["countSuccessiveCompleteFailures"] = 5
        self.run_step("watch-jobs", 1)

    def test_a_job_that_does_not_run_is_not_waited_for(self):
        self.run_step("watch-jobs", 1)


class Writeback(StagedTest):
    kit_name, domain, stage = "writeback-unknown", "fabrikam.com", "gated"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_unknown_counts_as_on(self):
        done = self.run_step("start-exchange-writeback", 2)
        self.assertIn("two engines must not", done.all)
        self.assertEqual(self.fake.requests, [])


class WritebackOfConnect(StagedTest):
    kit_name, domain, stage = "writeback-on", "fabrikam.com", "gated"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_no_writeback_while_connect_writes_the_same_attributes(self):
        done = self.run_step("start-exchange-writeback", 2)
        self.assertIn("Connect Sync writes the same attributes back", done.all)
        self.assertEqual(self.fake.requests, [])


class WritebackWithoutSchema(StagedTest):
    kit_name, domain, stage = "writeback", "fabrikam.com", "gated"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_no_job_without_mailNickname(self):
        self.site.state(lambda s: s.pop("exchange"))
        done = self.run_step("start-exchange-writeback", 2)
        self.assertIn("mailNickname", done.all)
        self.no_writes()


class ManyObjects(StagedTest):
    kit_name, stage = "many-objects", "gated"

    def test_more_than_five_objects_are_paced_by_the_services_rate(self):
        # Real seconds here: the fake refuses a sixth request within ten seconds of the first.
        self.expect(0, self.wave_script(self.wave, "provision-test-objects"), "--apply", "--confirm", "pilot", env={"SYNCSHIFT_TEST_SECOND": "1000"})
        times = [w["time"] for w in self.fake.writes() if w["path"].endswith("/provisionOnDemand")]
        self.assertEqual(len(times), 7)
        self.assertTrue(all(later - earlier >= 10 for earlier, later in zip(times, times[5:])), times)
        self.no_refusals()


class Devices(StagedTest):
    kit_name, stage = "devices", "gated"

    def test_the_job_is_made_disabled_and_starts_only_after_provisioning(self):
        self.assertIn(("AD2AADDeviceSync", "Disabled"), self.fake.end_state()["jobs"])
        self.run_step("start-device-sync", 2)
        self.no_writes()
        self.site.users_of(self.kit.units(self.wave, self.domain))
        for name in ("start-provisioning", "watch-jobs"):
            self.run_step(name)
        self.expect(8, self.wave_script(self.wave, "start-device-sync"), "--apply", "--confirm", "other")
        self.run_step("start-device-sync")
        self.assertIn(("AD2AADDeviceSync", "Active"), self.fake.end_state()["jobs"])
        self.fake.forget_requests()
        self.run_step("start-device-sync")
        self.no_writes()
        self.no_refusals()

    def test_it_is_paused_with_the_others(self):
        self.site.users_of(self.kit.units(self.wave, self.domain))
        for name in ("start-provisioning", "watch-jobs", "start-device-sync"):
            self.run_step(name)
        self.expect(0, self.kit.rollback_pause(self.wave, self.domain))
        self.assertTrue(all(state != "Active" for _, state in self.fake.end_state()["jobs"]), self.fake.end_state()["jobs"])
