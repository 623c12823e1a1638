"""Every script of a kit in order: rehearsed, run, and run again."""
import unittest

from way import WayTest


class ContosoWay(WayTest):
    def test_every_script_is_rehearsed_run_and_run_again(self):
        for number, wave in enumerate(self.kit.waves(), 1):
            self.go_through(wave, rehearse=True, twice=True)
            for server in self.lab.estate["servers"]:
                self.check_scope(self.units(number), server)
                self.check_marks(self.units(number), server)
            self.assertTrue(self.lab.read("tenant")["schedulerEnabled"])
            self.check_nothing_lost()
        self.go(rehearse=True, twice=True)
        for script in self.kit.forward():
            self.assertEqual(self.lab.result(script.step)["exitCode"], 0, script)
        self.check_facts()

    def check_facts(self):
        """What only a whole way shows: both users moved, every agent has the rights of its domain and no other."""
        names = {o["dn"] for d in self.lab.read("directory")["domains"] for o in d["objects"]}
        self.assertIn("CN=Ada Lovelace,OU=CloudSyncPilot,DC=contoso,DC=com", names)
        self.assertEqual(set(self.lab.read("machine.AGENT02")["agent"]),
                         {"registered", "account ", "domain contoso.com", "permission BasicRead contoso.com", "permission PasswordHashSync contoso.com"})


class FabrikamWay(ContosoWay):
    """Two forests, four domains, a staging server, names with umlauts, quotes, escaped commas and plus signs, and units that only look alike."""
    kit_name = "fabrikam"

    def check_facts(self):
        self.assertIn("permission HybridExchangePermissions fabrikam.com", self.lab.read("machine.FAB-AGENT01")["agent"])
        self.assertEqual(set(self.lab.read("machine.LABS-AGENT01")["agent"]),
                         {"registered", "account ", "domain labs.fabrikam.net", "permission BasicRead labs.fabrikam.net", "permission PasswordWriteBack labs.fabrikam.net"})
        marked = {item["dn"] for item in self.lab.connect()["objects"] if item["mark"]}
        self.assertIn("CN=Mei Tanaka,OU=Sales,DC=apac,DC=fabrikam,DC=com", marked)
        for name in ("CN=Same Name In A Child Domain,OU=Sales,DC=emea,DC=fabrikam,DC=com", "CN=Look Alike,OU=SalesEMEA2,DC=emea,DC=fabrikam,DC=com",
                     "CN=Wrong Domain,OU=SalesEMEA,DC=apac,DC=fabrikam,DC=com", "CN=Not In The Team,OU=Sales,DC=fabrikam,DC=com"):
            self.assertNotIn(name, marked)


if __name__ == "__main__":
    unittest.main()
