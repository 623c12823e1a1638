"""Directory extensions: application, service principal and extensions, each once, and never one that Connect Sync has made."""
import re
import time

from harness import Fault
from test_kill import points
from walk import StagedTest

STRING = {"name": "msDS-badge", "type": "String", "multivalued": False}


class Extensions(StagedTest):
    kit_name, stage = "extensions", "fresh"

    def setUp(self):
        super().setUp()
        for name in ("find-or-create-principal", "find-or-create-jobs", "put-secrets"):
            self.run_step(name)
        self.fake.discovered = [STRING]
        self.fake.forget_requests()

    def create(self, code=0):
        return self.run_step("create-extensions", code)

    def names(self):
        return sorted((e["name"].split("_", 2)[2], e["dataType"], tuple(e["targetObjects"])) for extensions in self.fake.extensions.values() for e in extensions)

    def counts(self):
        return len(self.fake.applications), len(self.fake.extension_principals), len(self.names())

    def posts(self):
        return [re.sub(r"[0-9a-f-]{36}", "id", w["path"]) for w in self.fake.writes() if "discover" not in w["path"]]

    def test_each_is_made_once_with_the_type_of_the_directory_and_a_second_run_writes_nothing(self):
        done = self.create()
        self.assertEqual(self.names(), [("adminDescription", "String", ("Group", "User")), ("employeeID", "String", ("User",)), ("msDS_badge", "String", ("User",))])
        self.assertEqual(self.posts(), ["/v1.0/applications", "/v1.0/servicePrincipals"] + ["/v1.0/applications/id/extensionProperties"] * 3)
        self.assertEqual(self.fake.applications[0]["identifierUris"], [f"api://{self.site.tenant}/CloudSyncCustomExtensionsApp"])
        full = next(e["name"] for e in self.fake.extensions[self.fake.applications[0]["id"]] if e["name"].endswith("msDS_badge"))
        self.assertIn(f"msDS-badge goes to {full}", done.out)
        self.assertEqual(self.site.state()["extensions"]["names"]["msDS-badge"], full)
        self.fake.forget_requests()
        self.create()
        # What discovery told is not in the job's schema here; it is not asked again.
        self.no_writes()
        self.no_refusals()

    def test_an_extension_of_connect_is_used_and_not_doubled(self):
        theirs = self.fake.application("Tenant Schema Extension App")
        for name in ("employeeID", "msDS_badge"):
            self.fake.extension(theirs, name)
        self.fake.extension(theirs, "adminDescription", targets=("User", "Group"))
        done = self.create()
        self.assertIn("made by Connect Sync, kept", done.out)
        self.assertEqual(self.posts(), [])
        self.assertEqual(self.counts(), (1, 0, 3))

    def test_one_of_another_type_is_a_failure_and_nothing_is_made_in_its_place(self):
        theirs = self.fake.application("Tenant Schema Extension App")
        self.fake.extension(theirs, "employeeID", "Integer")
        self.assertIn("its type is Integer and the attribute is String", self.create(1).all)
        self.assertNotIn(("employeeID", "String", ("User",)), self.names())

    def test_an_attribute_that_no_agent_knows_asks_for_a_restart(self):
        self.fake.discovered = []
        self.assertIn("restart the provisioning agents", self.create(1).all)
        self.assertEqual([name for name, _, _ in self.names()], ["adminDescription", "employeeID"])

    def test_a_type_that_no_extension_has_is_a_failure(self):
        self.fake.discovered = [{**STRING, "type": "Reference"}]
        self.assertIn("no directory extension has", self.create(1).all)

    def test_an_answer_that_left_it_open_is_not_repeated(self):
        for match in ("POST .*/applications$", "POST .*/servicePrincipals$", "POST .*/extensionProperties$"):
            self.fake.faults.append(Fault(match, 504, done=True))
        self.create()
        self.assertEqual(self.counts(), (1, 1, 3))
        self.assertEqual(len(self.posts()), 5)
        self.no_refusals()

    def test_an_application_that_shows_late_is_not_made_twice(self):
        self.fake.list_lag = 4
        self.fake.faults.append(Fault("POST .*/applications$", drop=True, done=True))
        self.create()
        self.assertEqual(self.counts(), (1, 1, 3))
        self.no_refusals()

    def test_a_503_that_did_not_create_is_sent_again_after_looking(self):
        self.fake.faults.append(Fault("POST .*/extensionProperties$", 503))
        self.create()
        self.assertEqual(self.counts(), (1, 1, 3))
        self.no_refusals()

    def test_one_that_was_made_in_spite_of_a_code_of_replication_is_found_and_leaves_nothing_open(self):
        for match in ("POST .*/applications$", "POST .*/extensionProperties$"):
            self.fake.faults.append(Fault(match, 409, code="Conflict", done=True))
        # Inside the window after a creation, which the first of them opens.
        self.site.state(lambda s: s.update(extensions={"createdUtc": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}))
        self.create()
        self.assertEqual(self.counts(), (1, 1, 3))
        self.assertEqual(self.site.state()["extensions"]["pending"], {})
        self.no_refusals()

    def test_the_documentations_other_spelling_of_the_identifier_is_adopted(self):
        self.fake.application("CloudSyncCustomExtensionsApp", [f"API://{self.site.tenant}/CloudSyncCustomExtensionsApp"])
        self.create()
        self.assertEqual(self.counts(), (1, 1, 3))

    def test_two_applications_of_the_identifier_stop_it(self):
        for _ in range(2):
            self.fake.application("x", [f"api://{self.site.tenant}/CloudSyncCustomExtensionsApp"])
        self.create(4)
        self.assertEqual(self.posts(), [])

    def test_without_apply_it_tells_what_it_would_make(self):
        done = self.expect(0, self.prepare_script("create-extensions"), "--sign-in", "client-secret")
        self.assertIn("would send: POST /applications ", done.out)
        self.no_writes()

    def test_it_survives_a_kill_at_every_request(self):
        before = self.site.snapshot()
        self.create()
        expected, requests = self.fake.end_state(), [r["method"] for r in self.fake.requests]
        count = 0
        for number in points(requests):
            for moment in ("before", "after") if requests[number - 1] != "GET" else ("after",):
                self.site.restore(before)
                self.fake.kill = (number, moment, lambda: self.site.process.pid)
                killed = self.site.run(self.prepare_script("create-extensions"), "--apply")
                self.assertEqual(killed.code, -9, killed.all)
                self.fake.kill = None
                self.create()
                self.assertEqual(self.fake.end_state(), expected, f"{number} {moment}")
                self.no_refusals()
                count += 1
        print(f"\n{count} kill points of directory extensions")
