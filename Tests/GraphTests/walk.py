"""The whole way through a kit, as an operator goes it."""
import unittest

import kits
from harness import Site


class SiteTest(unittest.TestCase):
    """A test with a site of its own."""

    kit_name, domain = "contoso", "contoso.com"
    settings = {}

    def setUp(self):
        self.kit = kits.kit(self.kit_name)
        self.site = Site(self.kit, self.domain, **self.settings)
        self.addCleanup(self.site.close)
        if self.domain == "fabrikam.com":
            # An attribute of the site's own, which only discovery tells.
            self.fake.discovered = [{"name": "fabrikam-CostCentre", "type": "String", "multivalued": False}]

    @property
    def fake(self):
        return self.site.fake

    def script(self, pattern):
        return self.kit.find(pattern)

    def prepare_script(self, name):
        return self.script(f"30-graph/{self.domain}/*{name}.sh")

    def wave_script(self, wave, name):
        return self.script(f"waves/{wave}/*/{self.domain}/*{name}.sh")

    def expect(self, code, script, *arguments, **options):
        done = self.site.run(script, *(arguments or self.site.arguments(script)), **options)
        self.assertEqual(done.code, code, f"{script}\n{done.all}\n{self.fake.refusals}")
        return done

    def forward(self, script, code=0):
        return self.expect(code, script)

    def prepare(self):
        for script in self.kit.prepare(self.domain):
            self.forward(script)

    def waves(self):
        return [wave for wave in self.kit.waves() if self.domain in self.kit.wave_domains(wave)]

    def scope(self, wave):
        for script in self.kit.scope(wave, self.domain):
            self.forward(script)

    def until_gate(self):
        """Prepared, scoped, and every Connect server has proved its part."""
        self.prepare()
        wave = self.waves()[0]
        self.scope(wave)
        self.site.pass_gate(wave)
        return wave

    def start(self, wave):
        self.site.pass_gate(wave)
        for script in self.kit.start(wave, self.domain):
            self.forward(script)

    def through(self, wave):
        known = {u["onPremisesDistinguishedName"] for u in self.fake.directory_users}
        new = [u for u in self.kit.units(wave, self.domain) if not any(name.endswith("," + u) for name in known)]
        self.site.users_of(new)
        self.forward(self.kit.baseline(wave, self.domain))
        self.scope(wave)
        self.start(wave)
        self.site.evidence(wave, self.fake.directory_users)
        for script in self.kit.verify(wave, self.domain):
            self.forward(script)

    def no_refusals(self):
        self.assertEqual(self.fake.refusals, [])

    def scripts_forward(self, wave):
        return self.kit.scope(wave, self.domain) + self.kit.start(wave, self.domain)


SNAPSHOTS = {}


class StagedTest(SiteTest):
    """A test that begins at a stage of the way; each stage is reached once and then restored."""

    stage = "prepared"

    def setUp(self):
        super().setUp()
        self.wave = self.waves()[0]
        key = (self.kit_name, self.domain, self.stage)
        if key not in SNAPSHOTS:
            self.reach(self.stage)
            SNAPSHOTS[key] = self.site.snapshot()
        self.site.restore(SNAPSHOTS[key])

    def reach(self, stage):
        if stage == "fresh":
            self.expect(0, self.prepare_script("preflight"))
        if stage in ("prepared", "scoped", "gated", "running"):
            self.prepare()
        if stage == "running":
            self.site.users_of(self.kit.units(self.wave, self.domain))
            self.forward(self.kit.baseline(self.wave, self.domain))
        if stage in ("scoped", "gated", "running"):
            self.scope(self.wave)
        if stage in ("gated", "running"):
            self.site.pass_gate(self.wave)
        if stage == "running":
            self.start(self.wave)

    def run_step(self, name, code=0, *arguments, **options):
        """A script of the preparation or of the first wave."""
        found = self.kit.scripts(f"30-graph/{self.domain}/*{name}.sh") + self.kit.scripts(f"waves/{self.wave}/[5-7]*/{self.domain}/*{name}.sh")
        assert len(found) == 1, found
        return self.expect(code, found[0], *arguments, **options)

    def no_writes(self):
        self.assertEqual([f"{w['method']} {w['path']}" for w in self.fake.writes()], [])

    def schema(self):
        return self.fake.schemas[self.fake.job("AD2AADProvisioning")["id"]]

    def rule(self):
        return self.schema()["synchronizationRules"][0]

    def quarantine(self, reason="TooManyDeletes"):
        self.fake.job("AD2AADProvisioning")["status"].update(code="Quarantine", quarantine={"currentBegan": "2026-03-03T04:00:11Z", "nextAttempt": "2026-03-03T10:00:11Z", "reason": reason, "seriesBegan": "2026-03-03T04:00:11Z", "seriesCount": 1, "error": None})
