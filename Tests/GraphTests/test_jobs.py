"""The jobs of a configuration: found or created once, under faults."""
import json
import time

from harness import Fault
from walk import StagedTest


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

    def test_an_answer_that_names_no_job_is_not_followed_by_a_second_request(self):
        for answer in ({"id": ""}, {"templateId": "AD2AADProvisioning"}):
            self.fake.faults = [Fault("POST .*/jobs$", 201, answer=answer)]
            self.fake.forget_requests()
            self.assertIn("names nothing", self.run_step("find-or-create-jobs", 3).err)
            self.assertEqual(len(self.fake.writes()), 1)

    def test_jobs_that_come_in_several_pages_are_all_seen(self):
        self.run_step("find-or-create-jobs")
        self.fake.forget_requests()
        path = f"/v1.0/servicePrincipals/{self.fake.principals[0]['id']}/synchronization/jobs"
        self.fake.faults.append(Fault("GET .*/jobs$", 200, answer={"value": [], "@odata.nextLink": f"{self.fake.root}{path}?$skiptoken=1"}))
        self.run_step("find-or-create-jobs")
        self.no_writes()

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

    def test_a_page_of_a_proxy_and_half_an_answer_are_no_answer_and_are_asked_for_again(self):
        answers = [b"<html>sign in</html>", b'{"value": [', b"", b'{"value": []}{"value": []}', b"[]"]
        for answer in answers:
            with self.subTest(answer=answer):
                self.fake.faults = [Fault("GET .*/jobs$", 200, answer=answer)]
                self.fake.forget_requests()
                self.run_step("find-or-create-jobs")
        self.assertEqual(len(self.fake.jobs[self.fake.principals[0]["id"]]), 2)
        self.no_refusals()

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
