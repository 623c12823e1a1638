"""The cloud in China: no Graph scripts, and everything that asks Active Directory, Connect Sync or the users of the cloud."""
import unittest

import estate
from way import WayTest


class China(WayTest):
    kit_name = "contoso-china"

    def setUp(self):
        super().setUp()
        self.lab.estate["cloud"].update(environment="China", root="https://microsoftgraph.chinacloudapi.cn")
        self.lab.write("cloud", estate.cloud(self.lab.estate))

    def test_every_script_is_rehearsed_run_and_run_again(self):
        self.go(rehearse=True, twice=True)
        for script in self.kit.forward():
            self.assertEqual(self.lab.result(script.step)["exitCode"], 0, script)
        steps = {script.step for script in self.kit.forward()}
        for wave in ("pilot", "staff"):
            for what in ("collect", "samples", "objects"):
                self.assertIn(f"waves.{wave}.verify.{what}.contoso.com", steps)
        self.assertEqual([path for path in self.kit.paths(".sh") if not path.startswith("lib/")], ["verify.sh"])

    def test_connect_sync_is_not_started_before_the_comparison(self):
        self.go(until="01-pilot/70-verify/contoso.com/20-verify-objects.ps1")
        self.lab.change("cloud", lambda c: c["users"].clear())
        self.refuse(1, "01-pilot/70-verify/contoso.com/20-verify-objects.ps1", "users.missing")
        self.refuse(2, "01-pilot/80-connect-start/10-start-scheduler-sync01.ps1", "gate.")


if __name__ == "__main__":
    unittest.main()
