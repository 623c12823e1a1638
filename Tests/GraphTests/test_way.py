"""The normal path: every generated script in order, twice, through all waves of the examples, and the way back from every wave."""
import json
import unittest

from walk import SiteTest

WALKS = {}
PAUSE_ORDER = ["AAD2ADExchangeHybridWriteback", "AD2AADPasswordHash", "AD2AADDeviceSync", "AD2AADProvisioning"]


def kinds(writes):
    return [w["path"].split("/")[-1] if w["method"] == "POST" else "PUT " + w["path"].split("/")[-1] for w in writes]


class Walk:
    """What one walk through a kit left to look at."""

    def __init__(self):
        self.waves = {}


class WayTest(SiteTest):
    """Walks once for each kit and domain; the tests look at what was recorded."""

    def walked(self):
        key = (self.kit_name, self.domain)
        if key not in WALKS:
            WALKS[key] = self.walk()
        return WALKS[key]

    def code(self, script):
        """Two engines must not write the same attributes, so the writeback of an estate whose Connect does it is refused."""
        return 2 if self.kit_name == "fabrikam" and "start-exchange-writeback" in script else 0

    def go(self, scripts):
        for script in scripts:
            self.forward(script, self.code(script))

    def writes(self):
        written = list(self.fake.writes())
        self.fake.forget_requests()
        return written

    def no_writes_of(self, scripts):
        self.writes()
        self.go(scripts)
        self.assertEqual([f"{w['method']} {w['path']}" for w in self.fake.writes()], [])

    def walk(self):
        walk = Walk()
        self.go(self.kit.prepare(self.domain))
        walk.prepared = self.fake.end_state()
        walk.preparation = self.writes()
        with open(f"{self.site.run_folder}/transcripts/graph-{self.domain}.log", encoding="utf-8") as file:
            walk.log = file.read().splitlines()
        walk.result = self.site.result_of(self.prepare_script("put-secrets"))
        self.no_writes_of(self.kit.prepare(self.domain))
        job = self.fake.job("AD2AADProvisioning")["id"]
        walk.schemas = [json.loads(json.dumps(self.fake.schemas[job]))]
        for wave in self.waves():
            known = {u["onPremisesDistinguishedName"] for u in self.fake.directory_users}
            self.site.users_of([u for u in self.kit.units(wave, self.domain) if not any(name.endswith("," + u) for name in known)])
            self.go([self.kit.baseline(wave, self.domain)])
            recorded = self.recorded(wave)
            self.go(self.kit.scope(wave, self.domain))
            walk.schemas.append(json.loads(json.dumps(self.fake.schemas[job])))
            self.site.pass_gate(wave)
            self.go(self.kit.start(wave, self.domain))
            self.site.evidence(wave, self.fake.directory_users)
            self.go(self.kit.verify(wave, self.domain))
            walk.waves[wave] = self.writes()
            # The same scripts again change nothing. Pausing again would be work, not repetition.
            self.no_writes_of([self.kit.baseline(wave, self.domain)] + [s for s in self.scripts_forward(wave) if "pause-jobs" not in s])
            self.assertEqual(self.recorded(wave), recorded)
            self.assertEqual(sorted(self.fake.scope_of(job)[0]), sorted(self.kit.units(wave, self.domain)))
            walk.end = self.fake.end_state()
            self.way_back(wave)
        self.no_writes_of(self.kit.prepare(self.domain))
        self.no_refusals()
        self.assertEqual(self.site.secrets_seen(), [])
        return walk

    def recorded(self, wave):
        with open(self.site.baseline_path(wave), encoding="utf-8") as file:
            return file.read()

    def way_back(self, wave):
        """Taking the wave back from here: pauses in order, once; keeps scope, jobs and settings; and the wave does not simply go on."""
        here = self.site.snapshot()
        before = self.fake.end_state()
        ways = [self.kit.rollback_pause(wave, self.domain)] + self.kit.scripts(f"rollback/**/*pause-jobs-{self.domain}.sh")
        for script in ways:
            self.site.restore(here)
            self.go([script])
            order = [w["path"].split("/")[-2].split(".")[0] for w in self.fake.writes()]
            active = [name for name, state in before["jobs"] if state == "Active"]
            self.assertEqual(order, [name for name in PAUSE_ORDER if name in active], script)
            after = self.fake.end_state()
            self.assertEqual(after, {**before, "jobs": sorted((name, "Paused" if name in active else state) for name, state in before["jobs"])})
            self.no_writes_of([script])
            for start in self.kit.start(wave, self.domain):
                if not any(part in start for part in ("check-gate", "watch-jobs")):
                    done = self.site.run(start, *self.site.arguments(start))
                    self.assertIn(done.code, (1, 2), f"{start} after {script}: {done.all}")
            self.assertEqual(self.fake.writes(), [])
            self.no_refusals()
        self.site.restore(here)


class ContosoWay(WayTest):
    def test_every_script_in_order_twice_makes_everything_once(self):
        walk = self.walked()
        self.assertEqual(walk.prepared["principals"], 1)
        self.assertEqual(walk.end["jobs"], [("AD2AADPasswordHash", "Active"), ("AD2AADProvisioning", "Active")])
        self.assertEqual(walk.end["credentials"], 1)

    def test_the_order_of_writes_leaves_no_startable_job_without_domain_guard_and_scope(self):
        walk = self.walked()
        first, second = list(walk.waves.values())[:2]
        written = kinds(walk.preparation + first)
        self.assertEqual(written, ["instantiate", "jobs", "jobs", "PUT secrets", "PUT schema", "provisionOnDemand", "provisionOnDemand", "start", "start"])
        # A wider scope: paused before, started and read anew after.
        self.assertEqual([k for k in kinds(second) if k != "provisionOnDemand"], ["pause", "pause", "PUT schema", "start", "restart", "start"])

    def test_only_units_classes_mappings_and_hashes_change_in_the_schema(self):
        for before, after in zip(self.walked().schemas, self.walked().schemas[1:]):
            before, after = json.loads(json.dumps(before)), json.loads(json.dumps(after))
            for schema in (before, after):
                schema.pop("version")
                schema.pop("@odata.context", None)
                schema.pop("directories@odata.context", None)
                rule = schema["synchronizationRules"][0]
                rule["containerFilter"] = None
                for mapping in rule["objectMappings"]:
                    mapping["enabled"] = None
                    mapping["attributeMappings"] = [a for a in mapping["attributeMappings"] if a["targetAttributeName"] != "CredentialData"]
            self.assertEqual(before, after)
            self.assertIn("%DomainFQDN%", json.dumps(after))

    def test_results_hold_what_the_contract_says(self):
        result = self.walked().result
        self.assertEqual(set(result), {"format", "step", "kitDigest", "environment", "wave", "revision", "subject", "startedUtc", "endedUtc", "host", "user", "dryRun", "checks", "exitCode"})
        self.assertEqual((result["exitCode"], result["dryRun"], result["kitDigest"], result["subject"], result["wave"]), (0, False, self.kit.digest(), self.domain, None))
        self.assertEqual(set(result["checks"][0]), {"id", "status", "expected", "actual", "message"})

    def test_every_write_is_logged_with_status_and_request_id_and_without_its_body(self):
        walk = self.walked()
        self.assertEqual(len(walk.log), len(walk.preparation))
        for line in walk.log:
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
    kit_name, domain = "fabrikam", "emea.fabrikam.com"
    settings = {"resource": "https://graph.microsoft.us"}
    jobs = ["AD2AADPasswordHash", "AD2AADProvisioning"]
    names = ["01-pilot", "03-sales"]

    def test_the_domain_goes_through_all_its_waves_twice_and_back_from_each(self):
        walk = self.walked()
        self.assertEqual(list(walk.waves), self.names)
        self.assertEqual(walk.end["jobs"], [(name, "Active") for name in self.jobs])


class FabrikamRootWay(FabrikamWay):
    domain, names = "fabrikam.com", ["02-research", "03-sales"]

    def test_every_kind_of_mapping_and_the_extensions_are_there_once(self):
        walk = self.walked()
        self.assertEqual((walk.end["applications"], walk.end["extensions"]), (1, [(1, "employeeID", "String"), (1, "fabrikam_CostCentre", "String")]))
        user = next(m for m in walk.schemas[-1]["synchronizationRules"][0]["objectMappings"] if m["sourceObjectName"] == "user")
        sources = {a["targetAttributeName"]: a["source"] for a in user["attributeMappings"]}
        self.assertEqual(len(sources), len(user["attributeMappings"]))
        self.assertEqual([(sources[name]["type"], sources[name]["name"]) for name in ("Department", "UsageLocation", "DisplayName")], [("Attribute", "company"), ("Constant", "US"), ("Function", "Trim")])


class FabrikamApacWay(FabrikamWay):
    domain, names = "apac.fabrikam.com", ["03-sales"]


class FabrikamLabsWay(FabrikamWay):
    domain, names, jobs = "labs.fabrikam.net", ["02-research"], ["AD2AADDeviceSync", "AD2AADProvisioning"]


class WritebackWay(WayTest):
    kit_name, domain = "writeback", "fabrikam.com"
    settings = FabrikamWay.settings

    def test_writeback_is_created_and_started_last_and_paused_first(self):
        self.prepare()
        wave = self.waves()[0]
        self.through(wave)
        self.assertIn(("AAD2ADExchangeHybridWriteback", "Active"), self.fake.end_state()["jobs"])
        self.assertEqual([k for k in kinds(self.fake.writes()) if k in ("start", "jobs")][-2:], ["jobs", "start"])
        self.writes()
        self.way_back(wave)
        self.no_refusals()


if __name__ == "__main__":
    unittest.main()
