"""The site signs the kit: with the one certificate that was named, nothing that is not as written, and the kit is still the approved one."""
import hashlib
import os
import shutil
import unittest

from way import WayTest

SIGN, VERIFY = "sign-kit.ps1", "verify.ps1"
THUMBPRINT, NEXT = "0123456789ABCDEF0123456789ABCDEF01234567", "89ABCDEF0123456789ABCDEF0123456789ABCDEF"
CODE_SIGNING, SERVER = "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.1"
MY = "Cert:\\CurrentUser\\My"


def certificate(**changes):
    value = {"store": MY, "thumbprint": THUMBPRINT, "subject": "CN=Contoso Code Signing", "privateKey": True, "from": -30, "to": 300, "usages": [CODE_SIGNING]}
    value.update(changes)
    return value


class Signing(WayTest):
    def setUp(self):
        super().setUp()
        # A copy, because signing changes it.
        self.lab.kit_folder = os.path.join(self.lab.folder, "kit")
        shutil.copytree(self.kit.folder, self.lab.kit_folder)
        self.store(certificate(), certificate(thumbprint=NEXT), certificate(store="Cert:\\LocalMachine\\My", thumbprint="F" * 40))

    def store(self, *certificates):
        self.lab.write("certificates", list(certificates))

    def file(self, path):
        return os.path.join(self.lab.kit_folder, path)

    def contents(self):
        found = {}
        for folder, _, files in os.walk(self.lab.kit_folder):
            for name in files:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, self.lab.kit_folder)] = hashlib.sha256(file.read()).hexdigest()
        return found

    def sign(self, code, thumbprint=THUMBPRINT, faults=None, host="ADHOST", **parameters):
        done = self.lab.start(self.kit.find(SIGN), host, {"Thumbprint": thumbprint, **parameters}, faults or {})
        self.assertEqual(done.code, code, str(done))
        return done

    def verify(self, code, **parameters):
        done = self.lab.start(self.kit.find(VERIFY), "ADHOST", parameters, {})
        self.assertEqual(done.code, code, str(done))
        return done

    def refuse_to_sign(self, code, words, **options):
        before = self.contents()
        done = self.sign(code, **options)
        self.assertIn(words, done.output)
        self.assertIn("Nothing was signed", done.output)
        self.assertEqual(done.setters, [])
        self.assertEqual(self.contents(), before)

    # ----- the way -----

    def test_rehearsed_signed_and_signed_again(self):
        before = self.contents()
        done = self.sign(0, WhatIf=True)
        self.assertEqual((done.setters, self.contents()), ([], before))
        self.assertIn("0 scripts signed, 0 signed before", done.output)

        self.verify(0)
        done = self.sign(0)
        scripts = {path for path in before if path.endswith(".ps1")}
        self.assertEqual(len(done.setters), len(scripts))
        after = self.contents()
        # Every script, libraries, this one and verify.ps1 included, and nothing else.
        self.assertEqual({path for path in before if before[path] != after[path]}, scripts)
        self.assertEqual(set(before), set(after))
        self.verify(1)
        self.verify(0, Signed=True)
        self.verify(0, Signed=True, Digest=before["manifest.json"])

        again = self.sign(0)
        self.assertEqual((again.setters, self.contents()), ([], after))
        self.assertIn(f"0 scripts signed, {len(scripts)} signed before", again.output)

    def test_a_signed_kit_is_the_same_kit(self):
        self.lab.pass_step("x")
        digest = self.lab.digest()
        self.sign(0)
        script = self.kit.find("00-assess/10-count-objects.ps1")
        self.assertEqual(self.expect(0, script).result["kitDigest"], digest)

    def test_the_options_of_the_signature(self):
        done = self.sign(0, TimestampServer="http://timestamp.example.com")
        for call in done.setters:
            self.assertEqual({name: call["parameters"].get(name) for name in ("HashAlgorithm", "IncludeChain", "TimestampServer")},
                             {"HashAlgorithm": "SHA256", "IncludeChain": "NotRoot", "TimestampServer": "http://timestamp.example.com"})
        self.assertTrue(all("TimestampServer" not in call["parameters"] for call in self.sign(0, thumbprint=NEXT).setters))

    def test_signed_again_with_the_next_certificate(self):
        self.sign(0)
        first = self.contents()
        done = self.sign(0, thumbprint=NEXT)
        after = self.contents()
        self.assertEqual({path for path in first if first[path] != after[path]}, {path for path in first if path.endswith(".ps1")})
        self.assertIn(", 0 signed before", done.output)
        self.verify(0, Signed=True)

    def test_a_run_that_was_broken_off_goes_on(self):
        for how, code in (("exit", 98), ("throw", 96)):
            with self.subTest(how):
                done = self.sign(code, faults={"interrupt": {"at": 5, "when": "after", "how": how}})
                self.verify(0, Signed=True)
                done = self.sign(0)
                self.assertIn("5 signed before", done.output)
                self.tearDown()
                self.doCleanups()
                self.setUp()

    # ----- the certificate -----

    def test_the_certificate_as_people_copy_it(self):
        self.sign(0, thumbprint="\u200e01 23 45 67 89 ab cd ef 01 23 45 67 89 ab cd ef 01 23 45 67")
        self.verify(0, Signed=True)

    def test_several_certificates_and_only_the_named_one_signs(self):
        self.sign(0)
        with open(self.file("lib/Kit.ps1"), "rb") as file:
            text = file.read()
        self.assertIn(THUMBPRINT.encode(), text)
        self.assertNotIn(NEXT.encode(), text)

    def test_no_certificate_of_that_name(self):
        self.refuse_to_sign(2, "There is no certificate", thumbprint="A" * 40)
        self.refuse_to_sign(2, "There is no certificate", thumbprint="F" * 40)
        self.refuse_to_sign(2, "There is no certificate", StoreLocation="LocalMachine")
        self.store()
        self.refuse_to_sign(2, "There is no certificate")
        self.store(certificate(), certificate())
        self.refuse_to_sign(2, "There are 2 certificates")

    def test_the_store_of_the_machine(self):
        self.sign(0, thumbprint="F" * 40, StoreLocation="LocalMachine")

    def test_a_certificate_that_is_of_no_use(self):
        for changes, words in (({"privateKey": False}, "its private key is not here"), ({"to": -1}, "it is not valid today"), ({"from": 1}, "it is not valid today"),
                               ({"usages": [SERVER]}, "it is not for code signing"), ({"usages": []}, "it is not for code signing")):
            with self.subTest(str(changes)):
                self.store(certificate(**changes))
                self.refuse_to_sign(2, words)
        self.store(certificate(usages=[SERVER, CODE_SIGNING]))
        self.sign(0)

    # ----- what is not signed -----

    def test_a_kit_that_was_touched_is_not_signed(self):
        with open(self.file("lib/Kit.ps1"), "ab") as file:
            file.write(b"# more\r\n")
        self.refuse_to_sign(1, "The kit is not what was written")

    def test_a_script_that_does_not_belong_here_is_not_signed(self):
        with open(self.file("lib/Other.ps1"), "wb") as file:
            file.write(b"exit 0\r\n")
        self.refuse_to_sign(1, "The kit is not what was written")

    def test_no_whole_kit(self):
        os.remove(self.file(VERIFY))
        self.refuse_to_sign(2, "this is not a whole kit")

    def test_a_signed_script_that_was_touched(self):
        self.sign(0)
        path = self.file("lib/Kit.ps1")
        with open(path, "rb") as file:
            text = file.read()
        with open(path, "wb") as file:
            file.write(text.replace(b"Set-StrictMode", b"Set-Strictmode", 1))
        self.verify(1, Signed=True)
        self.refuse_to_sign(1, "The kit is not what was written")

    def test_something_behind_the_signature(self):
        self.sign(0)
        with open(self.file("lib/Kit.ps1"), "ab") as file:
            file.write(b"Remove-Item C:\\\r\n")
        done = self.verify(1, Signed=True)
        self.assertIn("lib/Kit.ps1", done.output)

    # ----- signing that goes wrong -----

    def test_a_key_that_cannot_be_used(self):
        before = self.contents()
        done = self.sign(1, faults={"signing-fails": True})
        self.assertIn("The key cannot be used", done.output)
        self.assertIn("0 scripts signed", done.output)
        self.assertEqual(self.contents(), before)

    def test_a_chain_that_nobody_trusts_here(self):
        done = self.sign(1, faults={"chain-unknown": True})
        self.assertIn("Trust the chain", done.output)
        # The kit is as written all the same.
        self.verify(0, Signed=True)

    def test_signing_that_changes_the_text(self):
        done = self.sign(3, faults={"signing-spoils": True})
        self.assertIn("Do not use it", done.output)

    def test_the_language_mode(self):
        self.refuse_to_sign(2, "FullLanguage", faults={"language": "ConstrainedLanguage"})


if __name__ == "__main__":
    unittest.main()
