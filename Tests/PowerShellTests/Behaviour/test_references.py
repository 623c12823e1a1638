"""R3: the way back from lost references has no scripts of its own; the last wave is applied once more."""
import unittest

from way import WayTest


class References(WayTest):
    def test_a_finished_wave_is_applied_once_more(self):
        for wave in self.kit.waves():
            self.go_through(wave)
        last = self.kit.waves()[-1]
        before = self.lab.connect()["rules"]
        again = [script for script in self.kit.forward() if script.path.startswith(f"waves/{last}/") and script.path.split("/")[2] >= "20"]
        self.assertIn("20-connect-stop", again[0].path)
        for script in again:
            done = self.step(script)
            if "install-rules" in script.path:
                self.assertEqual(done.setters, [])
        self.assertTrue(self.lab.read("tenant")["schedulerEnabled"])
        self.assertEqual(self.lab.connect()["rules"], before)
        self.check_nothing_lost()


if __name__ == "__main__":
    unittest.main()
