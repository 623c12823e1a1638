"""What opens no gate: each reason alone, told in its own words; and a folder that is no whole kit."""
import os
import unittest

from way import WayTest

SCRIPT = "02-staff/30-rules/sync01/10-install-rules.ps1"
# What is wrong with a result, and the words of the refusal.
REASONS = [
    ({"outdatedBy": "rollback.stop"}, "step rollback.stop came after it"),
    ({"step": "another.step"}, "the file holds the result of step another.step"),
    ({"step": None}, "the file holds the result of step "),
    ({"exitCode": 1}, "it ended with exit code 1"),
    ({"exitCode": 7}, "it ended with exit code 7"),
    ({"exitCode": None}, "it ended with exit code "),
    ({"dryRun": True}, "it was a rehearsal"),
    ({"dryRun": None}, "it was a rehearsal"),
    ({"kitDigest": "0" * 64}, "it was made with another version of this kit"),
    ({"environment": "fabrikam"}, "it belongs to another environment"),
    ({"wave": "pilot"}, "it belongs to wave pilot"),
    ({"wave": None}, "it belongs to wave "),
    ({"revision": 1}, "it belongs to revision 1"),
    ({"revision": None}, "it belongs to revision 0"),
]


class Gates(WayTest):
    def setUp(self):
        super().setUp()
        self.script = self.kit.find(SCRIPT)
        self.pass_all()
        # One of its own wave: a wave and a revision that can be wrong.
        self.gate = next(gate for gate in self.script.gates if gate[1] == "staff")

    def pass_all(self):
        for step, wave, revision in self.script.gates:
            self.lab.pass_step(step, wave, revision)

    def refused(self):
        done = self.refuse(2, self.script, "gate." + self.gate[0], forge=False)
        self.assertEqual([name for name in done.failed() if name.startswith("gate.")], ["gate." + self.gate[0]])
        return done.checks("gate." + self.gate[0])[0]["message"]

    def test_each_reason(self):
        for change, words in REASONS:
            with self.subTest(**change):
                self.pass_all()
                self.lab.pass_step(*self.gate, **change)
                message = self.refused()
                self.assertTrue(message.startswith(words), message)

    def test_no_result(self):
        os.remove(self.lab.result_path(self.gate[0]))
        self.assertTrue(self.refused().startswith("there is no result"))

    def test_letters_of_another_case_are_the_same_step_and_kit(self):
        self.lab.pass_step(*self.gate, step=self.gate[0].upper(), kitDigest=self.lab.digest().upper())
        done = self.lab.run(self.script, forge=False)
        self.assertEqual([check["status"] for check in done.checks("gate." + self.gate[0])], ["passed"])


class WholeKit(WayTest):
    def test_without_its_manifest_a_script_does_nothing_and_leaves_nothing(self):
        manifest = os.path.join(self.lab.kit_folder, "manifest.json")
        os.rename(manifest, manifest + ".away")
        self.addCleanup(os.rename, manifest + ".away", manifest)
        done = self.lab.run("00-assess/10-count-objects.ps1", forge=False)
        self.assertEqual((done.code, done.calls, os.listdir(self.lab.run_folder)), (2, [], []), str(done))
        self.assertIn("this is not a whole kit", done.output)


if __name__ == "__main__":
    unittest.main()
