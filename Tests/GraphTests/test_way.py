"""The normal path: every generated script in order, twice, through all waves of the examples."""
import json
import unittest

import kits
from walk import SiteTest


class WayTest(SiteTest):
    def walk(self):
        self.prepare()
        self.assertEqual(self.fake.end_state()["principals"], 1)
        for wave in self.waves():
            self.through(wave)
            # The same scripts again change nothing.
            self.fake.forget_requests()
            for script in self.kit.prepare(self.domain) + self.scripts_again(wave) + self.kit.verify(wave, self.domain):
                self.forward(script)
            self.assertEqual([f"{w['method']} {w['path']}" for w in self.fake.writes()], [])
            self.assertEqual(sorted(self.fake.scope_of(self.fake.job("AD2AADProvisioning")["id"])[0]), sorted(self.kit.units(wave, self.domain)))
        self.no_refusals()
        self.assertEqual(self.site.secrets_seen(), [])

    def scripts_again(self, wave):
        # Pausing again would be work, not repetition.
        return [s for s in self.scripts_forward(wave) if "pause-jobs" not in s]


class ContosoWay(WayTest):
    def test_every_script_in_order_twice_makes_everything_once(self):
        self.walk()
        state = self.fake.end_state()
        self.assertEqual(state["jobs"], [("AD2AADPasswordHash", "Active"), ("AD2AADProvisioning", "Active")])
        self.assertEqual(state["credentials"], 1)

    def test_the_order_of_writes_leaves_no_startable_job_without_domain_guard_and_scope(self):
        self.prepare()
        self.through(self.waves()[0])
        kinds = [w["path"].split("/")[-1] if w["method"] == "POST" else "PUT " + w["path"].split("/")[-1] for w in self.fake.writes()]
        self.assertLess(kinds.index("PUT secrets"), kinds.index("start"))
        self.assertLess(kinds.index("PUT schema"), kinds.index("start"))
        self.assertEqual(kinds.count("instantiate"), 1)
        self.assertEqual(kinds.count("jobs"), 2)
        self.assertEqual(kinds.count("PUT secrets"), 1)
        self.assertEqual(kinds.count("start"), 2)
        self.assertNotIn("restart", kinds)

    def test_only_units_mappings_and_hashes_change_in_the_schema(self):
        self.prepare()
        job = self.fake.job("AD2AADProvisioning")["id"]
        before = json.loads(json.dumps(self.fake.schemas[job]))
        wave = self.waves()[0]
        self.scope(wave)
        after = json.loads(json.dumps(self.fake.schemas[job]))
        for schema in (before, after):
            schema.pop("version")
            schema.pop("@odata.context", None)
            schema.pop("directories@odata.context", None)
            rule = schema["synchronizationRules"][0]
            rule["containerFilter"] = None
            for mapping in rule["objectMappings"]:
                mapping["attributeMappings"] = [a for a in mapping["attributeMappings"] if a["targetAttributeName"] != "CredentialData"]
        self.assertEqual(before, after)
        self.assertIn("%DomainFQDN%", json.dumps(after))

    def test_results_hold_what_the_contract_says(self):
        self.prepare()
        result = self.site.result_of(self.prepare_script("put-secrets"))
        self.assertEqual(set(result), {"format", "step", "kitDigest", "environment", "wave", "revision", "subject", "startedUtc", "endedUtc", "host", "user", "dryRun", "checks", "exitCode"})
        self.assertEqual((result["exitCode"], result["dryRun"], result["kitDigest"], result["subject"], result["wave"]), (0, False, self.kit.digest(), self.domain, None))

    def test_every_write_is_logged_with_status_and_request_id_and_without_its_body(self):
        self.prepare()
        with open(f"{self.site.run_folder}/transcripts/graph-{self.domain}.log", encoding="utf-8") as file:
            lines = file.read().splitlines()
        self.assertEqual(len(lines), len(self.fake.writes()))
        for line in lines:
            self.assertRegex(line, r"^\S+Z graph\.\S+ (POST|PUT) /v1\.0/\S+ status=20\d request-id=[0-9a-f-]{36}$")


class HostileWay(WayTest):
    kit_name = "hostile"

    def test_a_unit_full_of_quotes_and_blanks_arrives_unchanged(self):
        unit = self.kit.units(self.waves()[0], self.domain)[0]
        self.assertIn("$(touch pwned)", unit)
        self.prepare()
        self.through(self.waves()[0])
        self.assertEqual(self.fake.scope_of(self.fake.job("AD2AADProvisioning")["id"])[0], [unit])
        self.no_refusals()


class FabrikamWay(WayTest):
    kit_name = "fabrikam"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_each_domain_goes_through_all_its_waves(self):
        for domain in ("apac.fabrikam.com", "labs.fabrikam.net"):
            with self.subTest(domain=domain):
                self.site.close()
                self.domain = domain
                self.setUp()
                self.walk()

    def test_a_wider_scope_is_paused_for_and_restarted(self):
        self.site.close()
        self.domain = "emea.fabrikam.com"
        self.setUp()
        self.prepare()
        first, second = self.waves()
        self.through(first)
        self.fake.forget_requests()
        self.through(second)
        kinds = [w["path"].split("/")[-1] for w in self.fake.writes()]
        self.assertEqual([k for k in kinds if k != "provisionOnDemand"], ["pause", "pause", "schema", "start", "restart", "start"])
        self.no_refusals()


class WritebackWay(WayTest):
    kit_name, domain = "writeback", "fabrikam.com"

    def test_writeback_is_created_and_started_last(self):
        self.walk()
        self.assertIn(("AAD2ADExchangeHybridWriteback", "Active"), self.fake.end_state()["jobs"])

    def test_pausing_goes_from_writeback_to_provisioning(self):
        self.prepare()
        wave = self.waves()[0]
        self.through(wave)
        self.fake.forget_requests()
        self.forward(self.kit.rollback_pause(wave, self.domain))
        order = [w["path"].split("/")[-2].split(".")[0] for w in self.fake.writes()]
        self.assertEqual(order, ["AAD2ADExchangeHybridWriteback", "AD2AADPasswordHash", "AD2AADProvisioning"])


if __name__ == "__main__":
    unittest.main()
