"""The service principal of a domain: found, adopted or created, each once."""
import json
import re
import shlex

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
