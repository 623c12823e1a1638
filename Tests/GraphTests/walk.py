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
        self.scope(wave)
        self.start(wave)
        self.site.evidence(wave, self.fake.directory_users)
        for script in self.kit.verify(wave, self.domain):
            self.forward(script)

    def no_refusals(self):
        self.assertEqual(self.fake.refusals, [])

    def scripts_forward(self, wave):
        return self.kit.scope(wave, self.domain) + self.kit.start(wave, self.domain)
