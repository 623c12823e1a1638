"""Killed at every single request and run again: the end is the same, and nothing exists twice.

Each script of the way is killed at its first request, its second, and so on: before the request takes effect and after it did but before
the answer arrived. SYNCSHIFT_KILL=some takes every third point.
"""
import os

from walk import SiteTest


class KillTest(SiteTest):
    def points(self, script):
        every = 1 if os.environ.get("SYNCSHIFT_KILL", "all") == "all" else 3
        before = self.site.snapshot()
        self.fake.forget_requests()
        self.forward(script)
        expected, requests = self.fake.end_state(), [r["method"] for r in self.fake.requests]
        after = self.site.snapshot()
        count = 0
        for number in range(1, len(requests) + 1, every):
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
                count += 1
        self.site.restore(after)
        return count

    def test_every_script_survives_a_kill_at_every_request(self):
        count = 0
        for script in self.kit.prepare(self.domain):
            count += self.points(script)
        first, second = self.waves()[:2] if len(self.waves()) > 1 else (self.waves()[0], None)
        for wave in filter(None, (first, second)):
            self.site.users_of([u for u in self.kit.units(wave, self.domain) if wave == first or u not in self.kit.units(first, self.domain)])
            for script in self.kit.scope(wave, self.domain):
                count += self.points(script)
            self.site.pass_gate(wave)
            for script in self.kit.start(wave, self.domain):
                count += self.points(script)
        print(f"\n{count} kill points")
