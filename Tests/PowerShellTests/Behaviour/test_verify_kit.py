"""What verify.ps1 says of a kit that is not as it was written: each difference alone, in its own words."""
import hashlib
import os
import shutil
import unittest

from way import WayTest

CHANGED = "00-assess/10-count-objects.ps1"


class VerifyKit(WayTest):
    def setUp(self):
        super().setUp()
        self.lab.kit_folder = os.path.join(self.lab.folder, "kit")
        shutil.copytree(self.kit.folder, self.lab.kit_folder)

    def file(self, path):
        return os.path.join(self.lab.kit_folder, path)

    def digest(self):
        with open(self.file("manifest.json"), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def verify(self, code, *words, faults=None, **parameters):
        done = self.lab.start(self.kit.find("verify.ps1"), "ADHOST", parameters, faults or {})
        self.assertEqual(done.code, code, str(done))
        for text in words:
            self.assertIn(text, done.output)
        return done

    def append(self, path, text):
        with open(self.file(path), "a", encoding="utf-8", newline="") as file:
            file.write(text)

    def test_as_it_was_written(self):
        self.verify(0, "is what was written", self.digest())
        self.assertNotIn("Compare it with the one that was approved", self.verify(0, Digest=self.digest()).output)

    def test_another_digest_than_the_approved_one(self):
        self.verify(1, "is not the approved one", "1 problems", Digest="0" * 64)

    def test_no_manifest_and_no_checksums(self):
        for name in ("manifest.json", "SHA256SUMS"):
            os.rename(self.file(name), self.file(name) + ".away")
            self.verify(1, name, "this is not a whole kit")
            os.rename(self.file(name) + ".away", self.file(name))

    def test_another_manifest(self):
        self.append("manifest.json", "\n")
        self.verify(1, "its checksum is not the one in SHA256SUMS", "1 problems")

    def test_checksums_that_do_not_follow_from_the_manifest(self):
        self.append("SHA256SUMS", "0" * 64 + "  another.ps1\n")
        self.verify(1, "its lines are not those that follow from manifest.json", "1 problems")

    def test_a_script_that_was_changed(self):
        self.append(CHANGED, "\n")
        self.verify(1, f"edited     {CHANGED}: its checksum is", "1 problems")

    def test_files_and_folders_that_are_too_many_or_too_few(self):
        self.append("another.ps1", "\n")
        os.makedirs(self.file("empty"))
        os.remove(self.file(CHANGED))
        self.verify(1, "extra      another.ps1", "extra      empty", f"missing    {CHANGED}: it is not here", "3 problems")

    def test_a_link_to_the_same_bytes(self):
        os.rename(self.file(CHANGED), os.path.join(self.lab.folder, "elsewhere.ps1"))
        os.symlink(os.path.join(self.lab.folder, "elsewhere.ps1"), self.file(CHANGED))
        self.verify(1, f"edited     {CHANGED}: it is a link", "1 problems")

    def test_the_part_of_one_domain_and_of_none(self):
        self.verify(0, "The part of contoso.com of the kit of contoso is what was written", Domain="contoso.com")
        self.verify(64, "The kit has no units in a domain fabrikam.com", Domain="fabrikam.com")

    def test_signatures_are_not_read_in_the_constrained_language(self):
        constrained = {"language": "ConstrainedLanguage"}
        self.verify(2, "needs FullLanguage mode", faults=constrained, Signed=True)
        self.verify(0, faults=constrained, Domain="contoso.com")


if __name__ == "__main__":
    unittest.main()
