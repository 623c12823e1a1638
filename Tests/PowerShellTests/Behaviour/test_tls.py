"""The files for the registry editor, and what the check of agent servers says before and after them."""
import os
import re
import unittest

from way import WayTest

CHECK = "20-agents/10-check-agent-server.ps1"
ENABLE, UNDO = "20-agents/15-enable-tls-1.2.reg", "20-agents/16-undo-tls-1.2.reg"
PARTS = ["tls.Client", "tls.Server", "tls.dotnet"]


def sections(path):
    """The keys of a file with their lines, as the registry editor reads them: header, comments, keys in brackets, values in quotes."""
    with open(path, "rb") as file:
        lines = file.read().decode("ascii").split("\r\n")
    assert lines[0] == "Windows Registry Editor Version 5.00", lines[0]
    key = None
    for line in lines[1:]:
        if not line or line.startswith(";"):
            continue
        if line.startswith("["):
            key = re.fullmatch(r"\[HKEY_LOCAL_MACHINE\\(.+)\]", line).group(1)
        else:
            yield key, re.fullmatch(r'"([^"]+)"=(-|dword:[0-9a-f]{8})', line).groups()


class Tls(WayTest):
    stage = CHECK

    def merge(self, path):
        """What importing a file does to the machine."""
        def change(machine):
            for key, (name, value) in sections(os.path.join(self.lab.kit_folder, path)):
                values = machine["registry"].setdefault("HKLM:\\" + key, {})
                if value == "-":
                    values.pop(name, None)
                else:
                    values[name] = int(value[6:], 16)
        self.lab.change("machine.AGENT01", change)

    def without_keys(self):
        def change(machine):
            for key in [key for key in machine["registry"] if "SCHANNEL" in key or ".NETFramework" in key]:
                machine["registry"].pop(key)
        self.lab.change("machine.AGENT01", change)

    def check(self):
        done = self.lab.run(CHECK, host="AGENT01")
        self.assertEqual(done.setters, [])
        return [part for part in PARTS if part in done.failed()]

    def test_a_server_without_the_keys_passes_after_the_import_and_fails_after_the_undo(self):
        self.without_keys()
        self.assertEqual(self.check(), PARTS)
        self.merge(ENABLE)
        self.assertEqual(self.check(), [])
        self.merge(UNDO)
        self.assertEqual(self.check(), PARTS)

    def test_the_result_keeps_what_was_there(self):
        self.lab.change("machine.AGENT01", lambda m: next(v for k, v in m["registry"].items() if k.endswith("TLS 1.2\\Client")).update(Enabled=0, DisabledByDefault=1))
        done = self.lab.run(CHECK, host="AGENT01")
        check = done.checks("tls.Client")[0]
        self.assertEqual((check["status"], check["expected"], check["actual"]), ("failed", "DisabledByDefault 0, Enabled 1", "DisabledByDefault 1, Enabled 0"))
        self.assertIn("15-enable-tls-1.2.reg", check["message"])
        self.merge(ENABLE)
        self.assertEqual(self.check(), [])

    def test_a_key_without_its_values(self):
        self.lab.change("machine.AGENT01", lambda m: next(v for k, v in m["registry"].items() if k.endswith("TLS 1.2\\Server")).clear())
        self.assertEqual(self.check(), ["tls.Server"])


if __name__ == "__main__":
    unittest.main()
