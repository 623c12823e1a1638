"""Killed at every single request and run again: the end is the same, and nothing exists twice.

Each script of the way is killed at its first request, its second, and so on: before the request takes effect and after it did but before
the answer arrived. SYNCSHIFT_KILL=some takes every write and every ninth read.
"""
import os

import test_way
from walk import SiteTest


def points(requests):
    """Numbers of the requests at which a script is killed: all of them, or every write and every ninth read."""
    every = os.environ.get("SYNCSHIFT_KILL", "all") == "all"
    reads = 0
    for number, method in enumerate(requests, 1):
        reads += method == "GET"
        if every or method != "GET" or reads % 9 == 0:
            yield number


class KillTest(SiteTest):
    def setUp(self):
        super().setUp()
        self.count = 0
        self.addCleanup(lambda: print(f"\n{self.count} kill points: {type(self).__name__}"))

    def kill(self, script):
        before = self.site.snapshot()
        self.fake.forget_requests()
        self.forward(script)
        # A batch holds reads and nothing else.
        expected, requests = self.fake.end_state(), ["GET" if r["path"].endswith("/$batch") else r["method"] for r in self.fake.requests]
        after = self.site.snapshot()
        for number in points(requests):
            # Before a GET takes effect nothing differs from after it.
            for moment in ("before", "after") if requests[number - 1] != "GET" else ("after",):
                self.site.restore(before)
                self.fake.kill = (number, moment, lambda: self.site.process.pid)
                killed = self.site.run(script, *self.site.arguments(script))
                self.assertEqual(killed.code, -9, f"{script} {number} {moment}: {killed.all}")
                self.fake.kill = None
                self.forward(script)
                self.assertEqual(self.fake.end_state(), expected, f"{script} {number} {moment}")
                self.assertEqual(self.fake.refusals, [], f"{script} {number} {moment}")
                self.count += 1
        self.assertEqual(self.site.secrets_seen(), [])
        self.site.restore(after)

    def kill_wave(self, wave):
        self.site.users_of([u for u in self.kit.units(wave, self.domain) if not self.fake.directory_users or u not in self.kit.units(self.waves()[0], self.domain)])
        for script in self.kit.scope(wave, self.domain):
            self.kill(script)
        self.site.pass_gate(wave)
        for script in self.kit.start(wave, self.domain):
            self.kill(script)

    def kill_start(self, name):
        """The first wave, with a kill at one of its starts."""
        wave = self.waves()[0]
        self.site.users_of(self.kit.units(wave, self.domain))
        self.scope(wave)
        self.site.pass_gate(wave)
        for script in self.kit.start(wave, self.domain):
            if name in script:
                self.kill(script)
            elif "test-objects" not in script:
                self.forward(script)


class Preparation(KillTest):
    def test_every_script_of_the_preparation_survives_a_kill_at_every_request(self):
        for script in self.kit.prepare(self.domain):
            self.kill(script)


class FirstWave(KillTest):
    def test_every_script_of_the_first_wave_and_of_its_way_back_survives_a_kill_at_every_request(self):
        self.prepare()
        wave = self.waves()[0]
        self.kill_wave(wave)
        self.site.evidence(wave, self.fake.directory_users)
        for script in self.kit.verify(wave, self.domain) + [self.kit.rollback_pause(wave, self.domain)]:
            self.kill(script)


class LaterWave(KillTest):
    def test_every_script_of_a_wider_scope_survives_a_kill_at_every_request(self):
        self.prepare()
        first, second = self.waves()[:2]
        self.through(first)
        self.kill_wave(second)


class OtherJobs(KillTest):
    kit_name, domain, settings = "writeback", "fabrikam.com", test_way.FabrikamWay.settings

    def test_extensions_discovery_and_writeback_survive_a_kill_at_every_request(self):
        for script in self.kit.prepare(self.domain):
            if "extensions" in script or "discover" in script:
                self.kill(script)
            else:
                self.forward(script)
        self.kill_start("start-exchange-writeback")


class DeviceJob(KillTest):
    kit_name, domain, settings = "writeback", "labs.fabrikam.net", test_way.FabrikamWay.settings

    def test_the_start_of_device_sync_survives_a_kill_at_every_request(self):
        self.prepare()
        self.kill_start("start-device-sync")
