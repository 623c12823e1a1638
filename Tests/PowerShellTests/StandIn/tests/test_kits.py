"""The committed kits: every script can be read, and verify.ps1 tells a whole kit from one that was touched."""
import glob
import os
import shutil
import tempfile
import unittest

import table  # noqa: F401  (puts the stand-in on the path)
from StandIn import parser
from StandIn.session import Session

OUTPUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "..", "Output")


class Kits(unittest.TestCase):
    def test_every_script_of_the_kits_can_be_read(self):
        paths = glob.glob(os.path.join(OUTPUT, "**", "*.ps1"), recursive=True)
        self.assertGreater(len(paths), 100)
        for path in paths:
            with open(path, encoding="utf-8-sig", newline="") as file:
                parser.parse(file.read(), path)

    def test_verify_accepts_what_was_written_and_names_what_was_not(self):
        with tempfile.TemporaryDirectory() as folder:
            kit = os.path.join(folder, "contoso")
            shutil.copytree(os.path.join(OUTPUT, "contoso"), kit)
            verify = os.path.join(kit, "verify.ps1")
            done = Session(root=folder).run(verify)
            self.assertEqual(done.exit_code, 0, done.output)
            with open(os.path.join(kit, "README.md"), "a", encoding="utf-8") as file:
                file.write("more\n")
            os.unlink(os.path.join(kit, "runbook.md"))
            with open(os.path.join(kit, "lib", "Other.ps1"), "w", encoding="utf-8") as file:
                file.write("exit 0\n")
            done = Session(root=folder).run(verify)
            self.assertEqual(done.exit_code, 1)
            found = [line.split(":")[0].split() for line in done.output if line.startswith(("edited", "missing", "extra"))]
            self.assertEqual(sorted(found), [["edited", "README.md"], ["extra", "lib/Other.ps1"], ["missing", "runbook.md"]])

    def test_verify_leaves_signatures_out_and_still_sees_what_else_was_touched(self):
        with tempfile.TemporaryDirectory() as folder:
            kit = os.path.join(folder, "contoso")
            shutil.copytree(os.path.join(OUTPUT, "contoso"), kit)
            scripts = glob.glob(os.path.join(kit, "**", "*.ps1"), recursive=True)
            for path in scripts:
                with open(path, "ab") as file:
                    file.write(b"\r\n# SIG # Begin signature block\r\n# MIIFhQYJKoZIhvcNAQcCoIIFdjCCBXICAQEx\r\n# SIG # End signature block\r\n")
            verify = os.path.join(kit, "verify.ps1")
            self.assertEqual(Session(root=folder).run(verify).exit_code, 1)
            done = Session(root=folder).run(verify, ["-Signed"])
            self.assertEqual(done.exit_code, 0, done.output)
            touched = os.path.join(kit, "lib", "Kit.ps1")
            with open(touched, "rb") as file:
                text = file.read()
            with open(touched, "wb") as file:
                file.write(text.replace(b"Set-StrictMode", b"Set-strictMode", 1))
            done = Session(root=folder).run(verify, ["-Signed"])
            self.assertEqual(done.exit_code, 1)
            self.assertEqual([line.split(":")[0].split() for line in done.output if line.startswith(("edited", "missing", "extra"))], [["edited", "lib/Kit.ps1"]])

    def test_verify_takes_the_part_of_a_domain_and_misses_nothing_else(self):
        with tempfile.TemporaryDirectory() as folder:
            kit = os.path.join(folder, "fabrikam")
            shutil.copytree(os.path.join(OUTPUT, "fabrikam"), kit)
            for path in glob.glob(os.path.join(kit, "waves", "*", "50-scope", "labs.fabrikam.net")):
                shutil.rmtree(path)
            verify = os.path.join(kit, "verify.ps1")
            self.assertEqual(Session(root=folder).run(verify).exit_code, 1)
            done = Session(root=folder).run(verify, ["-Domain", "fabrikam.com"])
            self.assertEqual(done.exit_code, 0, done.output)
            self.assertEqual(Session(root=folder).run(verify, ["-Domain", "labs.fabrikam.net"]).exit_code, 1)
            self.assertEqual(Session(root=folder).run(verify, ["-Domain", "nowhere.example"]).exit_code, 64)


if __name__ == "__main__":
    unittest.main()
