"""Preparation under faults: principal, jobs, secrets, discovery."""
import json
import re
import shlex
import time
import uuid

from harness import Fault, sample
from walk import StagedTest


class Principal(StagedTest):
    stage = "fresh"

    def create(self, code=0):
        return self.run_step("find-or-create-principal", code)

    def creations(self):
        return len([w for w in self.fake.writes() if w["path"].endswith("/instantiate")])

    def test_the_template_is_read_before_it_is_instantiated(self):
        self.create()
        lines = [f"{r['method']} {r['path']}" for r in self.fake.requests]
        create = next(i for i, line in enumerate(lines) if line.endswith("/instantiate"))
        self.assertTrue(any(re.match(r"GET /v1.0/applicationTemplates/[^/]+$", line) for line in lines[:create]))
        self.assertTrue(any(line == "GET /v1.0/servicePrincipals" for line in lines[:create]))

    def test_a_504_that_did_create_is_not_repeated(self):
        self.fake.faults.append(Fault("POST .*/instantiate", 504, done=True))
        self.create()
        self.assertEqual((len(self.fake.principals), self.creations()), (1, 1))

    def test_a_504_that_did_create_and_shows_late_is_not_repeated(self):
        self.fake.list_lag = 5
        self.fake.faults.append(Fault("POST .*/instantiate", 504, done=True))
        self.create()
        self.assertEqual((len(self.fake.principals), self.creations()), (1, 1))

    def test_a_killed_instantiate_that_shows_late_is_not_repeated(self):
        self.fake.list_lag = 3
        script = self.prepare_script("find-or-create-principal")
        self.fake.forget_requests()
        self.fake.kill = (6, "after", lambda: self.site.process.pid)
        killed = self.site.run(script, "--apply")
        self.assertEqual((killed.code, self.creations()), (-9, 1), [r["path"] for r in self.fake.requests])
        self.fake.kill = None
        self.create()
        self.assertEqual((len(self.fake.principals), self.creations()), (1, 1))

    def test_a_line_that_breaks_after_creation_is_not_repeated(self):
        self.fake.faults.append(Fault("POST .*/instantiate", drop=True, done=True))
        self.create()
        self.assertEqual((len(self.fake.principals), self.creations()), (1, 1))

    def test_a_503_that_did_not_create_is_sent_again_after_looking(self):
        self.fake.faults.append(Fault("POST .*/instantiate", 503))
        self.create()
        self.assertEqual((len(self.fake.principals), self.creations()), (1, 2))

    def test_throttling_waits_as_long_as_it_is_told(self):
        self.fake.faults.append(Fault("POST .*/instantiate", 429, headers={"Retry-After": "2"}, times=2))
        self.create()
        times = [w["time"] for w in self.fake.writes()]
        self.assertEqual(len(self.fake.principals), 1)
        self.assertGreaterEqual(min(b - a for a, b in zip(times, times[1:])), 2)

    def test_one_configuration_is_adopted(self):
        self.fake.op_instantiateApplicationTemplate("/applicationTemplates/1a4721b3-e57f-4451-ae87-ef078703ec94/instantiate", {}, {"displayName": self.domain})
        self.create()
        self.no_writes()
        self.assertEqual(self.site.state()["principalOrigin"], "adopted")

    def test_two_configurations_stop_it(self):
        for _ in range(2):
            self.fake.op_instantiateApplicationTemplate("/applicationTemplates/1a4721b3-e57f-4451-ae87-ef078703ec94/instantiate", {}, {"displayName": self.domain})
        self.create(4)
        self.no_writes()

    def test_the_same_name_from_another_template_is_not_adopted(self):
        other = sample("service-principals-same-name-other-template")["value"][0]
        self.fake.principals.append({**other, "displayName": self.domain})
        self.create()
        self.assertEqual(self.creations(), 1)

    def test_a_name_with_quotes_and_signs_is_found_and_not_made_again(self):
        name = "O'Brien & Söhne's + 50% #1"
        path = self.kit.file(self.prepare_script("find-or-create-principal"))
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put(text):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

        self.addCleanup(put, kept)
        put(re.sub(r"(?m)^readonly DISPLAY_NAME=.*$", lambda _: "readonly DISPLAY_NAME=" + shlex.quote(name), kept))
        self.fake.op_instantiateApplicationTemplate("/applicationTemplates/1a4721b3-e57f-4451-ae87-ef078703ec94/instantiate", {}, {"displayName": name})
        self.create()
        self.no_writes()
        asked = next(r for r in self.fake.requests if r["path"].endswith("/servicePrincipals"))
        self.assertEqual(asked["query"]["$filter"], "displayName eq '" + name.replace("'", "''") + "'")
        self.assertRegex(asked["raw_query"], r"^\$filter=[A-Za-z0-9%._~'-]+$")

    def legacy(self, domain):
        old = sample("service-principals-legacy")["value"][0]
        self.fake.principals.append(old)
        self.fake.jobs[old["id"]], self.fake.secrets[old["id"]] = [], {"Domain": json.dumps({"domain": domain})}
        return old["id"]

    def test_the_one_of_an_old_tenant_is_recognised(self):
        identifier = self.legacy(self.domain)
        self.create()
        self.no_writes()
        self.assertEqual(self.site.state()["principalId"], identifier)

    def test_the_one_of_an_old_tenant_that_serves_another_domain_is_left_alone(self):
        self.legacy("other.example")
        self.create()
        self.assertEqual(self.creations(), 1)

    def test_the_identifier_may_be_called_objectId(self):
        self.fake.object_id_answers = True
        self.create()
        self.assertEqual(self.site.state()["principalId"], self.fake.principals[0]["id"])

    def test_replication_is_waited_for(self):
        self.fake.replication = 10
        self.create()
        self.assertEqual(len(self.fake.principals), 1)

    def test_replication_that_never_ends_says_which_principal(self):
        self.fake.replication = 10**6
        done = self.create(6)
        self.assertIn(self.fake.principals[0]["id"], done.err)
        self.assertEqual(self.site.state()["principalId"], self.fake.principals[0]["id"])

    def test_a_principal_that_vanished_is_not_replaced(self):
        self.create()
        self.site.state(lambda s: s.update(principalCreatedUtc="2020-01-01T00:00:00Z"))
        self.fake.principals.clear()
        self.fake.forget_requests()
        self.create(2)
        self.no_writes()

    def test_a_template_that_the_cloud_lacks_is_said_by_the_preflight(self):
        self.fake.templates = set()
        self.run_step("preflight", 1)


class Jobs(StagedTest):
    stage = "fresh"

    def setUp(self):
        super().setUp()
        self.run_step("find-or-create-principal")

    def test_the_codes_of_replication_are_waited_for_inside_the_window(self):
        for status, code in ((401, "UnknownError"), (403, "Forbidden"), (404, "NotFound"), (409, "Conflict"), (424, "FailedDependency")):
            self.fake.faults.append(Fault("GET .*/jobs$", status, code=code))
        self.run_step("find-or-create-jobs")
        self.assertEqual(len(self.fake.jobs[self.fake.principals[0]["id"]]), 2)

    def test_the_same_codes_mean_what_they_say_later(self):
        self.site.state(lambda s: s.update(principalCreatedUtc="2020-01-01T00:00:00Z"))
        for status, code, exit_code in ((403, "Forbidden", 2), (404, "NotFound", 3), (409, "Conflict", 3), (424, "FailedDependency", 3), (401, "UnknownError", 2)):
            self.fake.forget_requests()
            self.fake.faults.append(Fault("GET .*/jobs$", status, code=code))
            self.run_step("find-or-create-jobs", exit_code)
            self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/jobs")]), 1, status)

    def test_an_odd_template_id_is_recognised_by_the_identifier(self):
        self.fake.odd_template = True
        self.run_step("find-or-create-jobs")
        self.run_step("find-or-create-jobs")
        self.assertEqual(len(self.fake.jobs[self.fake.principals[0]["id"]]), 2)

    def test_a_504_that_did_create_is_not_repeated(self):
        self.fake.faults.append(Fault("POST .*/jobs$", 504, done=True, times=2))
        self.run_step("find-or-create-jobs")
        self.assertEqual(len(self.fake.jobs[self.fake.principals[0]["id"]]), 2)

    def test_a_job_whose_creation_failed_with_a_code_of_replication_is_looked_for_first(self):
        for status, code in ((401, "UnknownError"), (403, "Forbidden"), (404, "NotFound"), (409, "Conflict"), (424, "FailedDependency")):
            with self.subTest(status=status):
                self.fake.jobs[self.fake.principals[0]["id"]].clear()
                self.site.state(lambda s: s.update(jobs={}))
                self.fake.faults = [Fault("POST .*/jobs$", status, code=code, done=True)]
                self.run_step("find-or-create-jobs")
                self.assertEqual(len(self.fake.jobs[self.fake.principals[0]["id"]]), 2)
        self.no_refusals()

    def test_a_code_of_replication_without_end_ends(self):
        self.fake.faults.append(Fault("POST .*/jobs$", 404, times=10**6))
        self.run_step("find-or-create-jobs", 3)
        self.assertLess(len(self.fake.writes()), 40)

    def test_a_job_that_the_state_knows_and_no_list_shows_yet_is_not_made_again(self):
        self.run_step("find-or-create-jobs")
        for lag, code in ((3, 0), (10**6, 2)):
            self.fake.job("AD2AADProvisioning")["_unlisted"] = lag
            self.fake.forget_requests()
            self.run_step("find-or-create-jobs", code)
            self.no_writes()

    def test_a_fresh_job_that_shows_late_after_an_open_answer_is_not_made_again(self):
        self.fake.job_list_lag = 4
        self.fake.faults.append(Fault("POST .*/jobs$", drop=True, done=True))
        self.run_step("find-or-create-jobs")
        self.no_refusals()

    def test_a_503_that_did_create_is_not_repeated(self):
        self.fake.faults.append(Fault("POST .*/jobs$", 503, done=True))
        self.run_step("find-or-create-jobs")
        self.no_refusals()

    def test_a_killed_creation_whose_job_shows_late_is_not_repeated(self):
        self.fake.job_list_lag = 3
        script = self.prepare_script("find-or-create-jobs")
        self.fake.forget_requests()
        self.fake.kill = (5, "after", lambda: self.site.process.pid)
        killed = self.site.run(script, "--apply")
        self.assertEqual((killed.code, [w["path"].rsplit("/", 1)[-1] for w in self.fake.writes()]), (-9, ["jobs"]), killed.all)
        self.fake.kill = None
        self.run_step("find-or-create-jobs")
        self.no_refusals()

    def test_two_jobs_of_one_template_stop_it(self):
        self.run_step("find-or-create-jobs")
        jobs = self.fake.jobs[self.fake.principals[0]["id"]]
        jobs.append({**jobs[0], "id": jobs[0]["id"][:-1] + ("0" if jobs[0]["id"][-1] != "0" else "1")})
        self.fake.forget_requests()
        self.run_step("find-or-create-jobs", 4)
        self.no_writes()

    def test_a_job_that_this_kit_did_not_start_is_reported(self):
        self.run_step("find-or-create-jobs")
        self.fake.job("AD2AADProvisioning")["schedule"]["state"] = "Active"
        self.run_step("find-or-create-jobs", 1)

    def test_a_body_that_is_cut_short_is_read_again(self):
        self.fake.faults.append(Fault("GET .*/jobs$", cut=True))
        self.run_step("find-or-create-jobs")

    def test_a_503_of_a_read_is_repeated_with_and_without_Retry_After(self):
        self.fake.faults += [Fault("GET .*/jobs$", 503), Fault("GET .*/jobs$", 503, headers={"Retry-After": "1"}), Fault("GET .*/jobs$", 500)]
        self.run_step("find-or-create-jobs")


    def test_throttling_without_end_ends_at_its_cap(self):
        # More than the whole allowance in one answer: it is not waited for.
        self.fake.faults.append(Fault("GET .*/jobs$", 429, headers={"Retry-After": "901"}, times=9))
        started = time.time()
        done = self.run_step("find-or-create-jobs", 6)
        self.assertIn("throttled for too long", done.err)
        self.assertLess(time.time() - started, 120)
        self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/jobs")]), 1)

    def test_throttling_bit_by_bit_ends_at_the_same_cap(self):
        # Without Retry-After the waits grow to about a minute each: the cap of 900 seconds is reached after a number of them, not never.
        self.fake.faults.append(Fault("GET .*/jobs$", 429, times=10**6))
        self.run_step("find-or-create-jobs", 6)
        tries = len([r for r in self.fake.requests if r["path"].endswith("/jobs")])
        self.assertTrue(10 < tries < 30, tries)

    def test_an_error_is_told_with_its_code_message_inner_code_and_request_ids(self):
        inner = json.dumps({"error": {"code": "InnerWord", "message": "what is really wrong"}})
        answer = {"error": {"code": "BadRequest", "message": inner, "innerError": {"request-id": "inner-request-0001"}}}
        for match, name in (("GET .*/jobs$", "find-or-create-jobs"), ("POST .*/jobs$", "find-or-create-jobs")):
            self.fake.faults.append(Fault(match, 400, answer=answer))
            done = self.run_step(name, 3)
            for word in ("status 400", "code BadRequest", "InnerWord", "what is really wrong", "inner request-id inner-request-0001"):
                self.assertIn(word, done.err)
            self.assertRegex(done.err, r", request-id [0-9a-f]{8}-[0-9a-f-]{27}")
        self.assertEqual(self.site.result_of(self.prepare_script("find-or-create-jobs"))["exitCode"], 3)


class NoHashes(StagedTest):
    kit_name, domain, stage = "fabrikam", "labs.fabrikam.net", "fresh"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_no_job_and_no_key_for_hashes_that_nobody_wants(self):
        self.prepare()
        state = self.fake.end_state()
        self.assertEqual([name for name, _ in state["jobs"]], ["AD2AADDeviceSync", "AD2AADProvisioning"])
        self.assertNotIn("AppKey", state["secrets"])


class Secrets(StagedTest):
    def put(self, code=0):
        return self.run_step("put-secrets", code)

    def live(self):
        return self.fake.secrets[self.fake.principals[0]["id"]]

    def test_there_are_all_three_and_nothing_else(self):
        self.assertEqual(set(self.live()), {"Domain", "AppKey", "SyncNotificationSettings"})
        self.assertEqual(json.loads(self.live()["AppKey"]), {"appKeyScenario": "AD2AADPasswordHash"})
        self.put()
        self.no_writes()

    def test_a_hidden_value_that_this_kit_wrote_is_no_reason_to_write_again(self):
        self.fake.mask = ("AppKey",)
        self.put()
        self.no_writes()

    def test_a_hidden_value_beside_a_changed_one_stops_it(self):
        self.live()["SyncNotificationSettings"] = '{"Enabled":true,"Recipients":"","DeleteThresholdEnabled":true,"DeleteThresholdValue":1}'
        self.fake.mask = ("AppKey",)
        self.put(4)
        self.no_writes()

    def test_a_hidden_value_of_somebody_else_stops_it(self):
        self.fake.mask = ("AppKey",)
        self.site.state(lambda s: s.pop("secretsDigest"))
        self.put(4)
        self.no_writes()

    def test_foreign_keys_stop_it_when_something_would_have_to_be_written(self):
        self.live().update(UserName="x", SyncNotificationSettings='{"Enabled":false}')
        self.put(4)
        self.no_writes()

    def test_foreign_keys_beside_equal_ones_need_no_write(self):
        self.live().update(UserName="x")
        self.put()
        self.no_writes()

    def test_another_domain_stops_it(self):
        self.live()["Domain"] = '{"domain":"other.example"}'
        self.put(4)
        self.no_writes()

    def test_settings_that_cannot_be_read_are_not_taken_for_empty(self):
        for status in (403, 404, 405):
            self.site.state(lambda s: s.update(principalCreatedUtc="2020-01-01T00:00:00Z"))
            self.fake.faults.append(Fault("GET .*/secrets$", status))
            self.put(2)
        self.no_writes()

    def test_an_own_value_that_changed_is_written_as_a_whole(self):
        self.live()["SyncNotificationSettings"] = '{"Enabled":true,"Recipients":"","DeleteThresholdEnabled":true,"DeleteThresholdValue":1}'
        self.put()
        self.assertEqual(len(self.fake.writes()), 1)
        self.assertEqual(len(json.loads(self.fake.writes()[0]["body"])["value"]), 3)

    def test_what_is_written_and_not_read_back_fails(self):
        self.live().clear()
        self.fake.faults.append(Fault("PUT .*/secrets$", 204))
        self.fake.faults[-1].answer = b""
        self.put(1)


class Discovery(StagedTest):
    kit_name, domain, stage = "writeback", "fabrikam.com", "fresh"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_mailNickname_counts_on_user_only_and_without_case(self):
        for name in ("find-or-create-principal", "find-or-create-jobs", "put-secrets"):
            self.run_step(name)
        before = self.site.snapshot()
        for answer, code in (("without-mailnickname", 1), ("mailnickname-on-group-only", 1), ("doc-casing", 0), ("with-mailnickname", 0)):
            with self.subTest(answer=answer):
                self.site.restore(before)
                self.fake.discover = "discover-200-" + answer
                self.run_step("discover-exchange", code)
                calls = [r for r in self.fake.writes() if r["path"].endswith("/discover")]
                self.assertEqual((len(calls), calls[0]["headers"].get("Content-Length")), (1, "0"))


class Tokens(StagedTest):
    def test_an_expired_token_is_renewed_once(self):
        self.fake.faults.append(Fault("GET .*/secrets$", 401, code="InvalidAuthenticationToken"))
        self.run_step("put-secrets")
        self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/token")]), 2)

    def test_a_token_that_is_refused_twice_stops_it(self):
        self.fake.faults.append(Fault("GET .*/secrets$", 401, code="InvalidAuthenticationToken", times=9))
        self.run_step("put-secrets", 2)
        self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/secrets")]), 2)

    def test_a_token_with_less_than_five_minutes_left_is_renewed_first(self):
        self.fake.token_life = 299
        self.run_step("put-secrets")
        paths = [r["path"].rsplit("/", 1)[-1] for r in self.fake.requests]
        self.assertTrue(all(before == "token" for before, now in zip(paths, paths[1:]) if now != "token"), paths)
