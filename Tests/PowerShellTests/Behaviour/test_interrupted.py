"""Broken off at every single change, before it took effect and after, by an error and by the end of the process; run again, the end is the same.

SYNCSHIFT_INTERRUPT=all breaks off at every change of every script of both kits. Otherwise contoso is broken off at the first change, the last, and every
third; fabrikam, which has several servers, forests and domains, once in the middle of each script.
"""
import os
import shutil
import unittest

from way import WayTest

ALL = os.environ.get("SYNCSHIFT_INTERRUPT") == "all"
EVERY_WAY = [(when, how) for when in ("before", "after") for how in ("throw", "exit")]


class Interrupted(WayTest):
    def moments(self, count):
        """Where to break off, of so many changes: the change, before or after it, and by what."""
        return [(at, *way) for at in range(1, count + 1) if ALL or at in (1, count) or at % 3 == 0 for way in EVERY_WAY]

    def break_off(self, script, host=None, **options):
        """The script that is next: what it leads to, and that every interruption leads there too."""
        snapshot = self.lab.snapshot()
        self.addCleanup(shutil.rmtree, snapshot, ignore_errors=True)
        whole = self.expect(0, script, host=host, **options)
        end = self.lab.end_state()
        count = len(whole.setters)
        # The scheduler's setting is the tenant's: on the second server there is nothing left to turn off.
        self.assertEqual(count == 0, "-scheduler-" in str(script) and script.server != self.lab.active(), script)
        for at, when, how in self.moments(count):
            with self.subTest(f"{script} {how} {when} change {at}"):
                self.lab.restore(snapshot)
                broken = self.lab.run(script, host=host, faults={"interrupt": {"at": at, "when": when, "how": how}}, **options)
                self.assertEqual(broken.code, 3 if how == "throw" else 98, str(broken))
                left = self.lab.result(self.kit.by_path[broken.script.path].step)
                # Whatever was there before, no success is left behind.
                self.assertTrue(left is None or left["exitCode"] != 0, left)
                self.expect(0, script, host=host, **options)
                self.assertEqual(self.lab.end_state(), end)
        # The lab goes on as if nothing had happened.
        self.lab.restore(snapshot)
        self.step(self.kit.find(script) if isinstance(script, str) else script)


class Forward(Interrupted):
    def test_the_way_forward(self):
        for script in self.kit.forward():
            if script.asks and not script.setup:
                self.break_off(script)
            else:
                self.step(script)
            self.between(script)


class Back(Interrupted):
    def test_the_way_back(self):
        for wave in self.kit.waves():
            self.go_through(wave)
        for wave in reversed(self.kit.waves()):
            for script in self.kit.wave_rollback(wave):
                if script.asks:
                    self.break_off(script)
                else:
                    self.step(script)

    def test_the_way_back_of_the_whole_estate(self):
        self.go()
        for script in self.kit.estate_rollback() + [script for script in self.kit.scripts if "remove-rules" in script.path]:
            if "start-scheduler" in script.path:
                self.lab.change("connect." + script.server, lambda record: record.update(staging=False))
                self.lab.estate["servers"][script.server] = False
            if script.asks and script.setup is False and "15-stop" not in script.path:
                self.break_off(script)
            else:
                self.step(script)


class Several(Interrupted):
    """Moments of the kit with several servers, forests and domains."""
    kit_name = "fabrikam"

    def moments(self, count):
        if ALL:
            return super().moments(count)
        middle = (count + 1) // 2
        return [(middle, "after", "exit")] if count > 0 else []


class SeveralForward(Several, Forward):
    pass


class SeveralBack(Several, Back):
    # This estate stays with Connect Sync: there is no cutover to come back from.
    test_the_way_back_of_the_whole_estate = None


class Agent(Interrupted):
    def test_the_installation_of_an_agent(self):
        script = self.go(until="20-install-agent-contoso.com.ps1")
        hosts = self.lab.hosts(script)
        for host in hosts[:-1]:
            self.expect(7, script, host=host)
        self.break_off(script, host=hosts[-1])


if __name__ == "__main__":
    unittest.main()
