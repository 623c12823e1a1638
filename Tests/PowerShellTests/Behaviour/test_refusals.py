"""What every script asks first: the language mode, the machine, and each result that has to be there. Nothing has been done yet, so nothing else can refuse.

SYNCSHIFT_SCRIPT names one script of the kit, for mutations.py.
"""
import os
import unittest

from way import WayTest

CONSTRAINED = {"language": "ConstrainedLanguage"}
CLAIM = "works in constrainedlanguage mode"


def claims(script):
    return CLAIM in " ".join(script.text.lower().split())


class Everywhere(WayTest):
    def scripts(self):
        """The scripts to ask, each with everything in place that has to come before."""
        only = os.environ.get("SYNCSHIFT_SCRIPT")
        found = [script for script in self.kit.scripts if script.step and only in (None, script.path)]
        self.assertTrue(found)
        for script in found:
            for step, wave, revision in script.gates:
                self.lab.pass_step(step, wave, revision)
        return found

    def result_text(self, done):
        return str(done.checks("stopped"))

    def test_each_refuses_the_constrained_language_or_works_in_it(self):
        seen = 0
        for script in self.scripts():
            if claims(script):
                continue
            with self.subTest(script.path):
                done = self.refuse(2, script, host=self.lab.hosts(script)[0], faults=CONSTRAINED, forge=False)
                self.assertIn("needs FullLanguage mode", self.result_text(done))
                self.assertEqual(done.calls, [])
                seen += 1
        self.assertTrue(seen > 30 or "SYNCSHIFT_SCRIPT" in os.environ)

    def test_each_refuses_a_machine_that_it_was_not_written_for(self):
        self.lab.write("connect.OTHER", self.lab.connect())
        self.lab.write("machine.OTHER", self.lab.read("machine.SYNC01"))
        for script in self.scripts():
            if not script.server:
                continue
            with self.subTest(script.path):
                done = self.refuse(2, script, host="OTHER", forge=False)
                self.assertIn("is written for SYNC01; this machine is OTHER", self.result_text(done))

    def test_each_refuses_without_any_one_result_that_comes_before(self):
        count = 0
        for script in self.scripts():
            # The check of the whole estate names them all in its own report instead of stopping at the first (test_estate.py).
            for step, _, _ in script.gates if "Assert-KitGate" in script.text else ():
                count += 1
                with self.subTest(f"{script} without {step}"):
                    # A refusal puts the script's own last result aside, which may be one that another script asks for.
                    for gate, wave, revision in script.gates:
                        self.lab.pass_step(gate, wave, revision)
                    os.remove(self.lab.result_path(step))
                    done = self.refuse(2, script, "gate." + step, host=self.lab.hosts(script)[0], forge=False)
                    self.assertEqual([name for name in done.failed() if name.startswith("gate.")], ["gate." + step])
        self.assertTrue(count > 50 or "SYNCSHIFT_SCRIPT" in os.environ, count)


if __name__ == "__main__":
    unittest.main()
