"""run.sh and the target that calls it: without a PowerShell they say loudly that they skip, with one they say what it said."""
import os
import shutil
import subprocess
import tempfile
import unittest

import kits

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.path.join(HERE, "run.sh")
SKIPPED = "SKIPPED: no PowerShell engine here, these scripts were never executed by PowerShell"
# A scenario of one script, and one that runs no script at all.
ONE, NONE = "test_directory.Units.test_a_domain_that_does_not_answer", "test_fakes.Fakes.test_every_fake_of_a_product_is_in_the_table_of_real_parameters"


class Run(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="syncshift-run-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        # Only what run.sh needs: no PowerShell of this machine is found.
        for name in ("bash", "cat", "dirname", "env", "python3", "rm", "sh", "xargs"):
            os.symlink(shutil.which(name), os.path.join(self.folder, name))

    def engine(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="ascii") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(path, 0o755)

    def run_it(self, *arguments, seconds=300):
        environment = {name: value for name, value in os.environ.items() if name != "SYNCSHIFT_POWERSHELL"}
        environment.update(PATH=self.folder, SYNCSHIFT=kits.program())
        return subprocess.run([RUN, *arguments], env=environment, capture_output=True, text=True, timeout=seconds, check=False)

    def test_without_an_engine_it_says_so_and_runs_nothing(self):
        for arguments in (["--real"], ["--real", ONE], ["--real", "no_such_test"]):
            done = self.run_it(*arguments)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, SKIPPED + "\n", ""))

    def test_the_stand_in_says_what_it_is(self):
        done = self.run_it(ONE)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.splitlines()[:2], ["The scripts run in the stand-in, which is no PowerShell.", SKIPPED])

    def test_an_engine_that_fails_fails_the_run(self):
        for name in ("pwsh", "powershell.exe"):
            self.engine(name, "cat >/dev/null\necho 'this engine is broken'\nexit 3\n")
            # This domain does not answer: 3 would be the right code, if there were a result.
            done = self.run_it("--real", ONE)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(f"The scripts run in {self.folder}/{name}", done.stdout)
            self.assertNotIn("SKIPPED", done.stdout)
            os.remove(os.path.join(self.folder, name))

    def test_an_engine_is_what_runs_the_scripts(self):
        """An engine that claims success without doing anything is found out."""
        self.engine("pwsh", f"cat >/dev/null\necho asked >>'{self.folder}/calls'\nexit 0\n")
        self.assertNotEqual(self.run_it("--real", ONE).returncode, 0)
        with open(os.path.join(self.folder, "calls"), encoding="ascii") as file:
            self.assertIn("asked", file.read())

    def test_a_fault_of_one_file_is_the_fault_of_the_run(self):
        """Without names everything runs, file by file: with a python3 that fails for one of them the end is a failure."""
        os.remove(os.path.join(self.folder, "python3"))
        self.engine("python3", f"echo \"$*\" >>'{self.folder}/calls'\ncase \"$*\" in *test_directory*) exit 1 ;; esac\nexit 0\n")
        self.assertNotEqual(self.run_it().returncode, 0)
        with open(os.path.join(self.folder, "calls"), encoding="ascii") as file:
            asked = file.read().split()
        self.assertEqual({name[:-3] for name in os.listdir(HERE) if name.startswith("test_") and name.endswith(".py")},
                         {name.split(".")[0] for name in asked if name.startswith("test_")})

    def test_the_list_names_tests_and_none_twice(self):
        """A line that names none would run everything there is, once more."""
        with open(RUN, encoding="utf-8") as file:
            words = file.read().split("<<'END'\n")[1].split("\nEND\n")[0].split()
        self.assertEqual([word for word in words if not word.startswith("test_")], [])
        self.assertEqual(sorted(set(words)), sorted(words))

    def test_every_class_of_a_file_that_is_run_in_parts_is_named(self):
        with open(RUN, encoding="utf-8") as file:
            text = file.read()
        import importlib
        named = {word for word in text[text.index("<<'END'"):].split() if word.startswith("test_")}
        for file in {name.split(".")[0] for name in named if "." in name}:
            module = importlib.import_module(file)
            classes = {name for name, value in vars(module).items() if isinstance(value, type) and issubclass(value, unittest.TestCase)
                       and value.__module__ == file and any(key.startswith("test_") for key in unittest.defaultTestLoader.getTestCaseNames(value))}
            self.assertEqual({f"{file}.{name}" for name in classes}, {name for name in named if name.startswith(file + ".")})

    def test_every_scenario_that_an_assertion_names_is_there(self):
        import re
        with open(os.path.join(HERE, "assertions.md"), encoding="utf-8") as file:
            rows = re.findall(r"(?m)^\| (\d+) \|[^|]*\|(.*)\|$", file.read())
        self.assertEqual([int(number) for number, _ in rows], list(range(24, 39)))
        texts = {"py": "", "swift": ""}
        for folder in (HERE, os.path.dirname(HERE)):
            for name in os.listdir(folder):
                if name.endswith((".py", ".swift")) and name != "test_run.py":
                    with open(os.path.join(folder, name), encoding="utf-8") as file:
                        texts[name.rsplit(".", 1)[1]] += file.read()
        for number, names in rows:
            found = re.findall("`([^`]+)`", names)
            self.assertTrue(found, number)
            for name in found:
                if " " in name:
                    self.assertIn(f"@Test func `{name}`()".removesuffix("()"), re.sub(r"@Test\([^)]*\)\s*func", "@Test func", texts["swift"]), number)
                else:
                    self.assertRegex(texts["py"], rf"(?m)^(?:    def |class ){name}\(", number)

    def test_the_make_target_is_this_run(self):
        make = shutil.which("make")
        if make is None:
            self.skipTest("no make here")
        # As if called by itself: below another make it would also say which folder it enters and leaves.
        alone = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        done = subprocess.run([make, "--dry-run", "test-powershell"], env=alone, cwd=kits.ROOT, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.strip().splitlines()[-1].strip(), "Tests/PowerShellTests/Behaviour/run.sh --real")


if __name__ == "__main__":
    unittest.main()
