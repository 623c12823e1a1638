"""The cloud baseline before a wave: once, whole, and never made up for."""
import json
import os
import re

from baseline import GROUP, BaselineTest, identifier
from harness import SKU, Fault


class Record(BaselineTest):
    def test_it_holds_what_the_cloud_has_over_all_pages_and_a_second_run_changes_nothing(self):
        self.fake.page_size = 2
        self.record()
        self.no_writes()
        posts = [r for r in self.fake.requests if r["method"] != "GET" and "oauth2" not in r["path"]]
        self.assertEqual({m["method"] for r in posts for m in json.loads(r["body"])["requests"]}, {"GET"})
        value = self.baseline()
        first = value["users"][0]
        self.assertEqual([u["id"] for u in value["users"]], [u["id"] for u in self.fake.directory_users])
        self.assertEqual({k: first[k] for k in ("dn", "anchor", "userPrincipalName", "accountEnabled")}, {"dn": self.user(0)["onPremisesDistinguishedName"], "anchor": self.user(0)["onPremisesImmutableId"], "userPrincipalName": "u0@contoso.com", "accountEnabled": True})
        self.assertEqual(first["licences"], [{"sku": SKU, "disabledPlans": [], "via": ["direct"]}])
        self.assertEqual([(g["kind"], g["id"][0]) for g in first["groups"]], [("group", "1"), ("group", "2"), ("group", "3"), ("directoryRole", "9")])
        self.assertEqual([(g["id"], [m["id"] for m in g["groups"]]) for g in value["groups"]], [(identifier("5", n), [GROUP] if n == 0 else []) for n in range(4)])
        self.assertEqual([c["addresses"] for c in value["contacts"]], [[f"c{n}@contoso.com"] for n in range(3)])
        self.assertEqual(os.stat(self.site.baseline_path(self.wave)).st_mode & 0o077, 0)
        self.fake.users[0]["assignedLicenses"] = []
        self.fake.forget_requests()
        self.assertIn("stays as it is", self.record().out)
        self.assertEqual(self.fake.requests, [])
        self.assertEqual(self.baseline(), value)

    def test_a_batch_that_holds_more_than_reads_is_caught(self):
        path = self.kit.file("lib/baseline.sh")
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put(text):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

        self.addCleanup(put, kept)
        put(kept.replace('method: "GET"', 'method: "PATCH"'))
        self.assertIn("without --apply", self.record(3).err)
        self.assertEqual([r for r in self.fake.requests if r["path"].endswith("/$batch")], [])

    def test_more_objects_than_a_batch_takes_and_answers_that_are_missing_throttled_or_broken(self):
        for number in range(100, 145):
            self.add_user(number, self.unit, f"b{number}")
        self.fake.faults += [
            Fault("GET .*/users/aaaaaaaa-0000-4000-8000-0000000001[0-4]1/memberOf", 429, times=5, headers={"Retry-After": "1"}),
            Fault(f"GET .*/users/{identifier('a', 103)}/memberOf", 503), Fault(f"GET .*/users/{identifier('a', 104)}/memberOf", 500),
            Fault(f"GET .*/users/{identifier('a', 105)}/memberOf", drop=True), Fault("GET .*/users$", cut=True), Fault("GET .*/users$", 502),
            Fault(r"POST .*/\$batch", 504), Fault(r"POST .*/\$batch", 429, headers={"Retry-After": "0"})]
        # As long as the service asks for, and no shorter.
        self.assertIn("asked to wait (429); next try in 1 s", self.record().err)
        self.assertEqual(len(self.baseline()["users"]), 54)
        self.no_refusals()

    def test_throttled_without_end_is_a_time_out_and_leaves_no_baseline(self):
        self.fake.faults.append(Fault("GET .*/memberOf", 429, times=999, headers={"Retry-After": "901"}))
        self.record(6)
        self.no_baseline()

    def test_memberships_that_may_not_be_read_leave_no_baseline(self):
        self.fake.faults.append(Fault("GET .*/users/.*/memberOf", 403, times=99, code="Authorization_RequestDenied"))
        self.assertIn("permissions", self.record(2).err)
        self.no_baseline()

    def test_what_may_not_be_read_of_contacts_and_groups_is_said_and_not_compared(self):
        self.fake.faults.append(Fault("GET .*/contacts/.*/memberOf", 403, times=3))
        del self.group(0)["assignedLicenses"]
        self.assertIn("licences of groups and memberships of contacts", self.record().out)
        self.compare()

    def test_users_without_the_asked_properties_and_no_users_are_no_baseline(self):
        del self.fake.users[1]["assignedLicenses"]
        self.record(7)
        self.fake.users.clear()
        self.assertIn("zero is not a baseline", self.record(7).out)
        self.no_baseline()
        self.record(0, "--no-users", self.domain)

    def test_users_that_the_wave_moves_are_recorded_and_those_that_are_deleted_meanwhile_are_not(self):
        text = self.kit.text(self.kit.baseline(self.wave, self.domain))
        name = re.search(r"readonly MOVES=\(\n  '([^']+)'", text).group(1)
        self.fake.users.append({**self.user(0), "id": identifier("c"), "onPremisesDistinguishedName": name.upper()})
        self.fake.faults.append(Fault(f"GET .*/users/{self.user(0)['id']}/memberOf", 404))
        self.record()
        self.assertEqual([u["id"] for u in self.baseline()["users"]], [u["id"] for u in self.fake.directory_users[1:]] + [identifier("c")])

    def test_killed_at_a_request_it_leaves_nothing_and_the_next_run_records_all(self):
        self.record()
        count, expected = len(self.fake.requests), self.baseline()
        os.remove(self.site.baseline_path(self.wave))
        for number in (3, count // 2, count - 1, count):
            self.fake.forget_requests()
            self.fake.kill = (number, "after", lambda: self.site.process.pid)
            self.assertEqual(self.site.run(self.kit.baseline(self.wave, self.domain)).code, -9)
            self.fake.kill = None
            self.no_baseline()
        self.record()
        self.assertEqual({**self.baseline(), "recordedUtc": ""}, {**expected, "recordedUtc": ""})

    def test_another_waves_another_tenants_and_a_broken_baseline_are_not_taken_for_this_ones(self):
        self.site.forge_empty_baseline(self.wave)
        whole = self.baseline()
        for change in ({"wave": "other"}, {"tenant": identifier("0")}, {"domain": "other.com"}, {"environment": "other"}, {"revision": 7}, {"kind": "x"}, {"units": ["OU=Somewhere Else,DC=contoso,DC=com"]}, {"groups": None}):
            with self.subTest(change=change):
                self.baseline(lambda value, change=change: (value.clear(), value.update(whole, **change)))
                self.assertIn("there is a baseline already, but", self.record(2).err)
        with open(self.site.baseline_path(self.wave), "w", encoding="utf-8") as file:
            file.write("{")
        self.record(2)
        self.compare(2)
        self.assertEqual(self.fake.requests, [])

    def test_an_old_baseline_is_renewed_on_request_before_the_wave_and_kept(self):
        self.site.forge_empty_baseline(self.wave)
        self.record(64, "--renew", "other")
        self.record(0, "--renew", "pilot")
        self.assertEqual(len(self.baseline()["users"]), 9)
        self.assertEqual(len([n for n in os.listdir(os.path.dirname(self.site.baseline_path(self.wave))) if ".before-" in n]), 1)

    def test_units_that_a_new_kit_adds_come_to_the_baseline_and_what_was_recorded_stays(self):
        self.site.forge_empty_baseline(self.wave)
        self.baseline(lambda value: value.update(units=[], users=[{"id": self.user(0)["id"], "dn": "CN=old,DC=x", "licences": [], "groups": []}]))
        self.assertIn("is added to it", self.record().out)
        value = self.baseline()
        self.assertEqual((value["recordedUtc"], value["users"][0]["dn"], len(value["users"]), value["units"]), ("2026-03-01T00:00:00Z", "CN=old,DC=x", 9, [self.unit]))


class Begun(BaselineTest):
    """The wave runs, and its baseline is gone."""

    def setUp(self):
        super().setUp()
        self.rule()["containerFilter"]["includedContainers"] = [self.unit]
        self.job = self.fake.job("AD2AADProvisioning")
        self.job["schedule"]["state"] = "Active"
        self.job["status"]["synchronizedEntryCountByType"] = [{"key": "user to User", "value": 9}]
        self.site.state(lambda state: state.update(started={"AD2AADProvisioning": {"revision": 1, "utc": "2026-03-01T00:00:00Z"}}))

    def test_a_missing_baseline_is_refused_and_never_recorded_afterwards(self):
        self.assertIn("cannot be recorded afterwards", self.compare(2).err)
        self.assertIn("the wave has begun", self.record(2).err)
        self.record(2, "--renew", "pilot")
        # The job still runs, so it was not taken back.
        self.assertIn("was not taken back", self.record(2, "--taken-back", "pilot").err)
        # Without the state the service itself says so.
        self.site.state(lambda state: state.pop("started"))
        self.assertIn("with these units in its scope", self.record(2).err)
        self.job["schedule"]["state"] = "Paused"
        self.assertIn("with these units in its scope", self.record(2).err)
        self.no_baseline()

    def test_objects_that_were_provisioned_alone_are_a_beginning_too(self):
        # The job itself has never run.
        self.job["schedule"]["state"] = "Disabled"
        self.job["status"]["synchronizedEntryCountByType"] = []
        self.site.state(lambda state: (state.pop("started"), state.update(testObjects={"CN=x": {"revision": 1, "result": "ok"}})))
        self.assertIn("the state of this run folder says so", self.record(2).err)

    def test_after_a_wave_was_taken_back_the_operator_says_so_and_the_comparison_tells(self):
        self.job["schedule"]["state"] = "Paused"
        self.site.state(lambda state: state.update(rolledBack={"revision": 1, "utc": "2026-03-02T00:00:00Z"}))
        self.record(2)
        self.record(64, "--taken-back", "other")
        self.record(0, "--taken-back", "pilot")
        self.assertTrue(self.baseline()["afterTakingBack"])
        self.assertIn("says nothing about what was before that", self.compare().out)

    def test_a_scope_that_was_widened_and_not_started_is_no_beginning(self):
        self.job["schedule"]["state"] = "Paused"
        self.site.state(lambda state: state["started"]["AD2AADProvisioning"].update(revision=0))
        self.record(64, "--taken-back", "pilot")
        self.record()
