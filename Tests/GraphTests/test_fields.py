"""What bash takes out of JSON: a value never becomes two fields, and what the state holds stays what it was."""
import json
import os

from harness import Fault
from walk import StagedTest

# Everything that separates something somewhere, and what a shell would run.
HOSTILE = "a\nb\r\n\tc\x1fd\x1ee\u0000f\"g'h$(touch pwned)`touch pwned`\\u0000 ]=*@ ü"


class Fields(StagedTest):
    stage = "gated"

    def nothing_ran(self):
        self.assertEqual([name for _, _, names in os.walk(self.site.folder) for name in names if name == "pwned"], [])

    def test_jobs_that_say_hostile_things_are_told_apart(self):
        jobs = self.fake.jobs[self.fake.principals[0]["id"]]
        stranger = {**json.loads(json.dumps(jobs[0])), "id": "Stranger." + HOSTILE, "templateId": HOSTILE}
        # An empty text is a field too.
        jobs[:0] = [stranger, {**stranger, "id": "Empty.", "templateId": ""}]
        provisioning = self.fake.job("AD2AADProvisioning")
        provisioning["templateId"] = HOSTILE + "AD2AADPasswordHash"
        provisioning["status"]["quarantine"] = {"reason": "TooManyDeletes", "currentBegan": HOSTILE, "error": {"code": HOSTILE, "message": HOSTILE}}
        done = self.run_step("check-scope", 1)
        self.assertIn(f"the provisioning job exists once: {provisioning['id']}", done.out)
        self.assertIn(f"the job for password hashes exists once: {self.fake.job('AD2AADPasswordHash')['id']}", done.out)
        self.assertIn("do not release them", done.out)
        self.assertIn("ok   scope: scope", done.out)
        self.no_writes()
        self.nothing_ran()

    def test_a_state_with_hostile_names_and_values_is_read_and_written_back_unchanged(self):
        body = json.loads(self.kit.text(f"waves/{self.wave}/60-start/{self.domain}/bodies/test-object-01.json"))
        name = body["parameters"][0]["subjects"][0]["objectId"]
        kept = {HOSTILE: {"revision": 1, "result": HOSTILE}, name: {"revision": 1, "result": "Success"}, "x": {"revision": 1, "result": ""}}
        self.site.state(lambda s: s.update(testObjects=kept, note=HOSTILE, secretsDigest=s["secretsDigest"]))
        before = self.site.state()
        done = self.run_step("provision-test-objects")
        self.assertIn(f"test-object {name}: was provisioned before (Success); nothing was sent", done.out)
        after = self.site.state()
        # One more object was sent, and nothing else is different.
        added = set(after["testObjects"]) - set(kept)
        self.assertEqual(len(added), 1)
        after["testObjects"] = {key: value for key, value in after["testObjects"].items() if key not in added}
        self.assertEqual(after, before)
        self.nothing_ran()

    def test_a_state_that_is_no_single_object_is_refused(self):
        path = os.path.join(self.site.run_folder, "state", f"graph-{self.domain}.json")
        with open(path, encoding="utf-8") as file:
            good = file.read()
        for text in ("", "{", "[]", "null", good + good):
            with self.subTest(text=text[:9]):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                self.assertIn("cannot be read", self.run_step("put-secrets", 2).err)
        self.assertEqual(self.fake.requests, [])

    def test_an_answer_that_is_whole_and_of_another_form_is_no_reason_to_ask_again(self):
        self.fake.faults.append(Fault("GET .*/jobs$", 200, answer={"value": "none"}, times=9))
        self.assertIn("not as expected", self.run_step("check-scope", 3).err)
        self.assertEqual(len([r for r in self.fake.requests if r["path"].endswith("/jobs")]), 1)
