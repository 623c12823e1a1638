"""The quickstart's scope operator: rules that look for a part of the name. Every name that matches and is not meant stops the installation."""
import unittest

import kits
from way import WayTest

INSTALL = "01-pilot/30-rules/sync01/10-install-rules.ps1"
kits.VARIANTS["contoso-contains"] = kits.Variant("contoso", [("\nforests:\n", "\nkit:\n  scope-operator: contains\n\nforests:\n")])


class Contains(WayTest):
    kit_name = "contoso-contains"
    scope_operator = "CONTAINS"

    def without_lookalikes(self):
        """The estate without what only looks like a unit: no name outside has a unit's first component in it."""
        domain = self.lab.domain("contoso.com")
        domain.objects = [o for o in domain.objects if "OU=CloudSyncPilot" not in o["dn"] and "OU\\=CloudSyncPilot" not in o["dn"]]
        self.lab.save_directory()
        self.lab.cycle()

    def before_the_rules(self, *names):
        """The lab before the rules of the first wave, with units of these names and somebody in each."""
        self.without_lookalikes()
        self.go(until=INSTALL)
        self.lab.load_directory()
        domain = self.lab.domain("contoso.com")
        for name in names:
            domain.user(domain.unit(name), "Somebody in " + name)
        self.lab.save_directory()
        self.lab.cycle()

    def strays(self, done):
        found = [check for check in done.checks("scope.strays") if check["status"] == "failed"]
        self.assertEqual(len(found), 1, str(done))
        return set(found[0]["actual"].split(": ", 1)[1].split("; "))

    def test_where_nothing_looks_alike_the_way_is_the_same(self):
        self.without_lookalikes()
        for number, wave in enumerate(self.kit.waves(), 1):
            self.go_through(wave, rehearse=True, twice=True)
            self.check_scope([unit.split(",")[0] for unit in self.units(number)], "SYNC01")
            self.check_marks(self.units(number), "SYNC01")
        self.check_nothing_lost()

    def test_and_back(self):
        self.without_lookalikes()
        for wave in self.kit.waves():
            self.go_through(wave)
        for script in self.kit.wave_rollback("02-staff"):
            self.step(script, rehearse=True, twice=True)
        self.check_scope(["OU=CloudSyncPilot"], "SYNC01")
        self.check_marks(self.units(1), "SYNC01")

    def test_the_estate_as_it_is_is_refused(self):
        """A unit whose name begins in the same way, and one of the same name elsewhere."""
        self.go(until=INSTALL)
        done = self.refuse(1, INSTALL, "scope.strays")
        names = self.strays(done)
        for name in ("OU=CloudSyncPilot2,DC=contoso,DC=com", "CN=Look Alike,OU=CloudSyncPilot2,DC=contoso,DC=com", "OU=CloudSyncPilot,OU=Lab,DC=contoso,DC=com",
                     "CN=Same Name Elsewhere,OU=CloudSyncPilot,OU=Lab,DC=contoso,DC=com"):
            self.assertIn(name, names)
        self.assertFalse(any(name.endswith(",OU=CloudSyncPilot,DC=contoso,DC=com") for name in names), names)

    def test_each_kind_of_stray(self):
        for name in ("OU=CloudSyncPilot2", "OU=CloudSyncPilot,OU=Besides", "OU=cloudsyncpilot (old)", "OU=CLOUDSYNCPILOT\\, Berlin"):
            with self.subTest(name):
                self.lab.close()
                self.setUp()
                parts = name.split(",OU=")
                self.before_the_rules(*(["OU=" + parts[1], name] if len(parts) == 2 else [name]))
                self.assertIn(f"{name},DC=contoso,DC=com", self.strays(self.refuse(1, INSTALL, "scope.strays")))

    def test_what_does_not_match_is_no_stray(self):
        # The name of another one ends so, and the operator wants OU= before it.
        self.before_the_rules("OU=NewCloudSyncPilot", "OU=CloudSync", "OU=Below,OU=CloudSyncPilot")
        self.expect(0, INSTALL)

    def test_a_stray_that_comes_after_the_rules_is_found_by_the_proof(self):
        self.before_the_rules()
        self.expect(0, INSTALL)
        self.lab.load_directory()
        domain = self.lab.domain("contoso.com")
        domain.user(domain.unit("OU=CloudSyncPilot2"), "Late Stray")
        self.lab.save_directory()
        self.lab.cycle()
        prove = "01-pilot/40-preview/sync01/20-prove-rules.ps1"
        self.go(until=prove)
        done = self.refuse(1, prove, "outside.unmarked")
        self.assertIn("Late Stray", str(done.checks("outside.unmarked")))


if __name__ == "__main__":
    unittest.main()
