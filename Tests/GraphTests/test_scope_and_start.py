"""Scope, gate, starts, pauses: what stops them, and that a stop changes nothing."""
import fcntl
import json
import os
import re
import threading
import time

from harness import Fault, sample
from walk import StagedTest


class Scope(StagedTest):
    def put(self, code=0):
        return self.run_step("put-scope", code)

    def refused(self, code, words):
        done = self.put(code)
        self.assertIn(words, done.all)
        self.no_writes()

    def test_a_live_name_that_the_revision_lacks_stops_it(self):
        self.rule()["containerFilter"]["includedContainers"] = ["OU=Somebody Else,DC=contoso,DC=com"]
        self.refused(1, "a scope never shrinks")

    def test_an_empty_scope_on_a_job_that_ran_stops_it(self):
        self.fake.job("AD2AADProvisioning")["status"]["lastExecution"] = sample("job-200-running")["status"]["lastExecution"]
        self.refused(1, "whole domain")

    def test_an_active_job_stops_it(self):
        self.fake.job("AD2AADProvisioning")["schedule"]["state"] = "Active"
        self.refused(1, "never widened under a running job")

    def test_an_active_job_for_hashes_stops_it_too(self):
        self.fake.job("AD2AADPasswordHash")["schedule"]["state"] = "Active"
        self.refused(1, "never widened under a running job")

    def test_groups_in_the_scope_stop_it(self):
        self.rule()["groupFilter"]["includedGroups"] = ["CN=G,DC=contoso,DC=com"]
        self.refused(1, "scoped by groups")

    def test_the_filter_clause_of_an_old_tenant_stops_it(self):
        self.rule()["objectMappings"][0]["scope"]["inputFilterGroups"].append({"name": "X.UX-OrganizationalGroup-Scope", "clauses": [{"operatorName": "ENDS_WITH", "sourceOperandName": "distinguishedName", "targetOperand": {"values": ["OU=X"]}}]})
        self.refused(1, "filter clause")

    def test_a_missing_and_a_doubled_rule_stop_it(self):
        self.schema()["synchronizationRules"].append(self.rule())
        self.refused(4, "exactly one editable rule")
        self.schema()["synchronizationRules"].clear()
        self.refused(4, "exactly one editable rule")

    def test_a_quarantine_stops_it(self):
        self.quarantine()
        self.refused(5, "quarantine")

    def test_a_job_in_a_state_that_nobody_knows_stops_it(self):
        for state in (None, "Starting"):
            self.fake.job("AD2AADProvisioning")["schedule"]["state"] = state
            self.refused(3, "a state that this kit does not know")

    def test_classes_that_are_not_handed_over_are_switched_off_and_those_that_are_on(self):
        mappings = {m["sourceObjectName"]: m for m in self.rule()["objectMappings"]}
        mappings["group"]["enabled"] = False
        self.put()
        self.assertEqual({m["sourceObjectName"]: m["enabled"] for m in self.rule()["objectMappings"] if m["sourceObjectName"]}, {"user": True, "inetOrgPerson": False, "group": True, "contact": True})

    def test_a_class_is_not_taken_out_of_a_job_that_ran(self):
        self.fake.job("AD2AADProvisioning")["status"]["lastExecution"] = sample("job-200-running")["status"]["lastExecution"]
        self.rule()["containerFilter"]["includedContainers"] = self.kit.units(self.wave, self.domain)
        self.refused(1, "objects of class inetOrgPerson")

    def test_a_second_rule_from_elsewhere_and_renamed_mappings_do_not_disturb(self):
        other = json.loads(json.dumps(self.rule()))
        other.update(id="other", sourceDirectoryName="Somewhere", name="AAA")
        other["containerFilter"]["includedContainers"] = ["OU=X,DC=y,DC=z"]
        self.schema()["synchronizationRules"].insert(0, other)
        for mapping in self.schema()["synchronizationRules"][1]["objectMappings"]:
            mapping["name"] = "renamed"
        self.put()
        self.assertEqual(self.schema()["synchronizationRules"][0]["containerFilter"]["includedContainers"], ["OU=X,DC=y,DC=z"])
        self.assertEqual(self.schema()["synchronizationRules"][1]["containerFilter"]["includedContainers"], self.kit.units(self.wave, self.domain))
        self.no_refusals()

    def test_a_schema_that_changes_in_between_stops_it(self):
        changed = json.loads(json.dumps(self.schema()))
        changed["version"] = "another"
        self.fake.faults.append(Fault("GET .*/schema$", 200, skip=1, answer=changed))
        self.refused(1, "somebody else changed the schema")

    def test_what_is_written_and_not_read_back_fails(self):
        self.fake.faults.append(Fault("PUT .*/schema$", 204, answer=b""))
        self.put(1)

    def test_a_write_that_was_interrupted_is_settled_by_the_next_run(self):
        self.put()
        self.site.state(lambda s: s["scope"].update(pending=True))
        self.put()
        self.assertNotIn("pending", self.site.state()["scope"])

    def test_the_copy_before_is_kept(self):
        before = json.loads(json.dumps(self.schema()))
        self.put()
        folder = os.path.join(self.site.run_folder, "backup", "graph", self.domain)
        copies = [name for name in os.listdir(folder) if name.startswith("schema-")]
        self.assertEqual(len(copies), 1)
        with open(os.path.join(folder, copies[0]), encoding="utf-8") as file:
            self.assertEqual(json.load(file), before)

    def test_hashes_that_flow_in_another_way_are_set_right_and_not_doubled(self):
        user = next(m for m in self.rule()["objectMappings"] if m["sourceObjectName"] == "user")
        wrong = {"defaultValue": None, "exportMissingReferences": False, "flowBehavior": "FlowAlways", "flowType": "Always", "matchingPriority": 0, "targetAttributeName": "CredentialData", "source": {"expression": "[PasswordHash]", "name": "PasswordHash", "type": "Attribute", "parameters": []}}
        user["attributeMappings"] += [wrong, dict(wrong)]
        self.put()
        user = next(m for m in self.rule()["objectMappings"] if m["sourceObjectName"] == "user")
        self.assertEqual([m["flowBehavior"] for m in user["attributeMappings"] if m["targetAttributeName"] == "CredentialData"], ["FlowWhenChanged"])

    def test_a_name_in_another_case_is_the_same_unit(self):
        self.rule()["containerFilter"]["includedContainers"] = [self.kit.units(self.wave, self.domain)[0].replace("OU=", "ou=")]
        self.put()
        self.assertEqual(len(self.fake.writes()), 1)
        self.assertEqual(len(self.rule()["containerFilter"]["includedContainers"]), 1)


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


class WritebackWithoutSchema(StagedTest):
    kit_name, domain, stage = "writeback", "fabrikam.com", "gated"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_no_job_without_mailNickname(self):
        self.site.state(lambda s: s.pop("exchange"))
        done = self.run_step("start-exchange-writeback", 2)
        self.assertIn("mailNickname", done.all)
        self.no_writes()


class Mappings(StagedTest):
    kit_name, domain = "fabrikam", "fabrikam.com"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_a_wish_for_a_pair_that_the_schema_lacks_is_refused(self):
        self.rule()["objectMappings"] = [m for m in self.rule()["objectMappings"] if m["sourceObjectName"] != "user"]
        self.assertIn("expected exactly one mapping user to User", self.run_step("put-scope", 4).all)
        self.no_writes()

    def test_a_wish_for_a_pair_that_nothing_else_asks_for_is_refused_too(self):
        # The kit is the operator's; only its copy gets another wish.
        path = self.kit.file(f"30-graph/{self.domain}/bodies/attribute-mappings.json")
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put(text):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

        self.addCleanup(put, kept)
        wish = {**json.loads(kept)[0], "sourceObjectName": "contact", "targetObjectName": "Contact"}
        put(json.dumps([wish]))
        self.rule()["objectMappings"] = [m for m in self.rule()["objectMappings"] if m["sourceObjectName"] != "contact"]
        self.assertIn("expected exactly one mapping contact to Contact", self.run_step("put-scope", 4).all)
        self.no_writes()
