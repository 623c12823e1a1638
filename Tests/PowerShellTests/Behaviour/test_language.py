"""ConstrainedLanguage mode: scripts that say that they work there find out the same as anywhere. That the others refuse is in test_refusals.py."""
import unittest

from test_refusals import CONSTRAINED, claims
from way import WayTest


class Language(WayTest):
    CLAIMING = {"10-count-objects.ps1", "20-check-attributes.ps1", "30-count-unit.ps1", "10-collect-objects.ps1", "15-compare-samples.ps1"}

    def result(self, done):
        """What a script found out, without what differs from run to run."""
        return [(check["id"], check["status"], check["actual"]) for check in done.checks()]

    def test_every_script_that_says_so_works(self):
        worked = set()
        for script in self.kit.forward():
            if claims(script):
                host = self.lab.hosts(script)[-1]
                full = self.expect(0, script, host=host)
                done = self.expect(0, script, host=host, faults=CONSTRAINED)
                self.assertEqual(self.result(done), self.result(full), script)
                worked.add(script.path.split("/")[-1])
            else:
                self.step(script)
        self.assertEqual(worked, self.CLAIMING)

    def test_names_of_every_kind(self):
        """What is spelled with care for this mode, such as the anchors, is spelled right there."""
        unit = self.lab.domain("contoso.com").unit("OU=CloudSyncPilot")
        for number in range(30):
            self.lab.domain("contoso.com").user(unit, f"M\u00fcller, {number}", anchor=number % 2 == 0)
        self.lab.save_directory()
        script = self.kit.find("01-pilot/70-verify/contoso.com/10-collect-objects.ps1")
        for step, wave, revision in script.gates:
            self.lab.pass_step(step, wave, revision)
        full = self.expect(0, script)
        done = self.expect(0, script, faults=CONSTRAINED)
        self.assertEqual(self.result(done), self.result(full))


if __name__ == "__main__":
    unittest.main()
