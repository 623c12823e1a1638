"""The settings of a configuration, and what discovery tells."""
import json

from harness import Fault
from walk import StagedTest


class Settings(StagedTest):
    def put(self, code=0):
        return self.run_step("put-secrets", code)

    def live(self):
        return self.fake.secrets[self.fake.principals[0]["id"]]

    def test_there_are_all_three_and_nothing_else(self):
        self.assertEqual(set(self.live()), {"Domain", "AppKey", "SyncNotificationSettings"})
        self.assertEqual(json.loads(self.live()["AppKey"]), {"appKeyScenario": "AD2AADPasswordHash"})
        self.put()
        self.no_writes()

    def test_a_hidden_value_that_this_kit_wrote_is_no_reason_to_write_again(self):
        self.fake.mask = ("AppKey",)
        self.put()
        self.no_writes()

    def test_a_hidden_value_beside_a_changed_one_stops_it(self):
        self.live()["SyncNotificationSettings"] = '{"Enabled":true,"Recipients":"","DeleteThresholdEnabled":true,"DeleteThresholdValue":1}'
        self.fake.mask = ("AppKey",)
        self.put(4)
        self.no_writes()

    def test_a_hidden_value_of_somebody_else_stops_it(self):
        self.fake.mask = ("AppKey",)
        self.site.state(lambda s: s.pop("secretsDigest"))
        self.put(4)
        self.no_writes()

    def test_foreign_keys_stop_it_when_something_would_have_to_be_written(self):
        self.live().update(UserName="x", SyncNotificationSettings='{"Enabled":false}')
        self.put(4)
        self.no_writes()

    def test_foreign_keys_beside_equal_ones_need_no_write(self):
        self.live().update(UserName="x")
        self.put()
        self.no_writes()

    def test_another_domain_stops_it(self):
        self.live()["Domain"] = '{"domain":"other.example"}'
        self.put(4)
        self.no_writes()

    def test_settings_that_cannot_be_read_are_not_taken_for_empty(self):
        for status in (403, 404, 405):
            self.site.state(lambda s: s.update(principalCreatedUtc="2020-01-01T00:00:00Z"))
            self.fake.faults.append(Fault("GET .*/secrets$", status))
            self.put(2)
        self.no_writes()

    def test_an_own_value_that_changed_is_written_as_a_whole(self):
        self.live()["SyncNotificationSettings"] = '{"Enabled":true,"Recipients":"","DeleteThresholdEnabled":true,"DeleteThresholdValue":1}'
        self.put()
        self.assertEqual(len(self.fake.writes()), 1)
        self.assertEqual(len(json.loads(self.fake.writes()[0]["body"])["value"]), 3)

    def test_what_is_written_and_not_read_back_fails(self):
        self.live().clear()
        self.fake.faults.append(Fault("PUT .*/secrets$", 204))
        self.fake.faults[-1].answer = b""
        self.put(1)


class Discovery(StagedTest):
    kit_name, domain, stage = "writeback", "fabrikam.com", "fresh"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_mailNickname_counts_on_user_only_and_without_case(self):
        for name in ("find-or-create-principal", "find-or-create-jobs", "put-secrets"):
            self.run_step(name)
        before = self.site.snapshot()
        for answer, code in (("without-mailnickname", 1), ("mailnickname-on-group-only", 1), ("doc-casing", 0), ("with-mailnickname", 0)):
            with self.subTest(answer=answer):
                self.site.restore(before)
                self.fake.discover = "discover-200-" + answer
                self.run_step("discover-exchange", code)
                calls = [r for r in self.fake.writes() if r["path"].endswith("/discover")]
                self.assertEqual((len(calls), calls[0]["headers"].get("Content-Length")), (1, "0"))
