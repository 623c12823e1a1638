"""Verification of a wave in the cloud."""
import glob
import json
import os
import re

from harness import Fault, sample
from walk import StagedTest


class Verification(StagedTest):
    stage = "running"

    def setUp(self):
        super().setUp()
        self.site.evidence(self.wave, self.fake.directory_users)

    def verify(self, code):
        return self.run_step("verify-cloud", code)

    def test_an_empty_log_and_no_users_are_not_verified(self):
        self.fake.log.clear()
        self.assertIn("the provisioning log is empty", self.verify(7).all)
        self.fake.users.clear()
        self.fake.directory_users.clear()
        self.assertIn("zero is not a success", self.verify(1).all)

    def test_users_without_the_asked_properties_are_not_verified(self):
        self.fake.users.append(sample("user-200-default-properties"))
        self.assertIn("without the properties", self.verify(7).all)

    def test_missing_evidence_is_not_verified(self):
        os.remove(os.path.join(self.site.run_folder, "evidence", self.domain, f"directory-{self.wave.split('-', 1)[1]}.json"))
        self.verify(7)

    def test_a_group_is_found_by_its_account_name_when_the_identifier_is_unknown(self):
        self.fake.groups.append({"id": "51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "onPremisesSecurityIdentifier": None, "onPremisesSamAccountName": "Sales-G", "_members": 1})
        there = {"type": "group", "dn": "CN=g,OU=x", "sid": "S-1-5-21-9", "samAccountName": "sales-g", "members": 1, "mail": "", "proxyAddresses": []}
        self.site.evidence(self.wave, self.fake.directory_users, [there])
        self.verify(0)

    def written(self):
        """What collect-objects.ps1 writes with lib/Directory.ps1: the names of the whole file, and of each object with the expression that fills it."""
        text = self.kit.text(self.kit_file(f"waves/{self.wave}/70-verify/{self.domain}/*collect-objects.ps1"))
        block = re.search(r"return \[ordered\]@\{(\s+type\s.*?)\n\s*\}", self.kit.text("lib/Directory.ps1"), re.S).group(1)
        fields = dict(re.findall(r"(?m)^\s+(\w+)\s+= (.*?)\r?$", block))
        whole = dict(re.findall(r"(\w+) = ([^;}\n]+)", re.search(r"ConvertTo-KitJson -Value \(\[ordered\]@\{(.*?)\}\)", text, re.S).group(1)))
        self.assertIn("directory-{0}.json' -f $Wave", text)
        return whole, fields

    def kit_file(self, pattern):
        found = glob.glob(self.kit.file(pattern))
        self.assertEqual(len(found), 1, pattern)
        return os.path.relpath(found[0], self.kit.path)

    def test_the_evidence_in_the_form_that_active_directorys_side_writes_is_read_field_by_field(self):
        whole, fields = self.written()
        self.fake.groups += [{"id": f"51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f{n}", "onPremisesSecurityIdentifier": sid, "onPremisesSamAccountName": f"g{n}", "_members": 2} for n, sid in ((1, "S-1-5-21-1"), (2, None))]
        self.fake.contacts.append({"id": "71d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "displayName": "C", "mail": "c@contoso.com", "proxyAddresses": ["SMTP:c@contoso.com"]})
        unit = self.kit.units(self.wave, self.domain)[0]
        # By the expressions of the script: text, a list of texts, a number or a truth.
        def kind(value):
            if value.startswith("@(Get-DirectoryText"):
                return 0 if value.endswith(".Count") else []
            return False if re.match(r"\$null -ne|@\(\$consistency", value) else ""

        empty = {name: kind(value) for name, value in fields.items()}
        self.assertEqual((empty["members"], empty["proxyAddresses"], empty["hasConsistencyGuid"], empty["dn"]), (0, [], False, ""))
        objects = [{**empty, "type": "user", "unit": unit, "dn": u["onPremisesDistinguishedName"], "anchor": u["onPremisesImmutableId"], "displayName": u["displayName"], "mail": u["mail"], "userPrincipalName": u["userPrincipalName"], "proxyAddresses": u["proxyAddresses"]} for u in self.fake.directory_users]
        objects += [{**empty, "type": "group", "unit": unit, "dn": "CN=g1,OU=x", "sid": "S-1-5-21-1", "members": 2}, {**empty, "type": "group", "unit": unit, "dn": "CN=g2,OU=x", "samAccountName": "g2"}]
        objects += [{**empty, "type": "contact", "unit": unit, "dn": "CN=c,OU=x", "mail": "c@contoso.com"}]
        whole = {**{name: "" for name in whole}, "format": 1, "domain": self.domain, "revision": 1, "objects": objects}
        path = os.path.join(self.site.run_folder, "evidence", self.domain, f"directory-{self.wave.split('-', 1)[1]}.json")

        def verify(value):
            with open(path, "w", encoding="utf-8") as file:
                json.dump(value, file)
            return self.site.run(self.wave_script(self.wave, "verify-cloud"))

        self.assertEqual(verify(whole).code, 0)
        # What is read is what is missed: without it, or under another name, the verification must not pass.
        missed = {name for name in whole if verify({k: v for k, v in whole.items() if k != name}).code != 0}
        self.assertEqual(missed, {"revision", "objects"})
        spelled = {"type", "dn", "anchor", "sid", "samAccountName", "displayName", "mail", "userPrincipalName", "proxyAddresses", "members"}
        self.assertLessEqual(spelled, set(fields))
        wrong = {"members": 3, "proxyAddresses": ["SMTP:other@contoso.com"]}
        for name in sorted(spelled):
            with self.subTest(field=name):
                changed = [{**o, name: wrong[name] if name in wrong else o[name] + "x"} if o[name] else o for o in objects]
                self.assertNotEqual(verify({**whole, "objects": changed}).code, 0)
        for name in sorted(set(fields) - spelled):
            with self.subTest(unread=name):
                self.assertEqual(verify({**whole, "objects": [{k: v for k, v in o.items() if k != name} for o in objects]}).code, 0)

    def test_failures_are_grouped_by_their_code(self):
        job = self.fake.job("AD2AADProvisioning")["id"]
        for number in range(3):
            self.fake.log.append({"id": str(number), "activityDateTime": "2026-03-02T10:01:05Z", "jobId": job, "provisioningAction": "update", "provisioningStatusInfo": {"status": "failure", "errorInformation": {"errorCode": "Clash", "reason": "why\ttab"}}, "sourceIdentity": {"displayName": f"U{number}"}})
        self.assertIn("3 failures Clash", self.verify(1).all)

    def test_deletions_in_the_log_fail(self):
        self.fake.log.append({"id": "d", "activityDateTime": "2026-03-02T10:01:05Z", "jobId": self.fake.job("AD2AADProvisioning")["id"], "provisioningAction": "StagedDelete", "provisioningStatusInfo": {"status": "success"}})
        self.assertIn("1 deletions in the log", self.verify(1).all)

    def test_a_difference_and_a_missing_user_fail(self):
        self.fake.users[0]["displayName"] = "Other"
        self.fake.directory_users.remove(self.fake.users.pop())
        done = self.verify(1)
        self.assertIn("displayName", done.all)
        self.assertIn("not in the cloud", done.all)

    def test_a_user_that_was_written_anew_is_found_by_its_anchor(self):
        self.fake.users[0]["onPremisesImmutableId"] = "another=="
        self.assertIn("source anchor: the object was written anew", self.verify(1).all)

    def test_evidence_without_an_anchor_is_no_proof(self):
        users = [{**user, "onPremisesImmutableId": ""} for user in self.fake.directory_users]
        self.site.evidence(self.wave, users)
        self.assertIn("holds no source anchor", self.verify(1).all)

    def test_two_users_of_one_name_are_one_too_many(self):
        self.fake.users.append({**self.fake.users[0], "id": "99999999-0000-4000-8000-000000000000", "userPrincipalName": "twin@contoso.com"})
        self.assertIn("more than one user in the cloud", self.verify(1).all)

    def test_two_groups_of_one_identifier_are_one_too_many(self):
        group = {"id": "51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "onPremisesSecurityIdentifier": "S-1-5-21-1", "onPremisesSamAccountName": "g", "_members": 4}
        self.fake.groups += [group, {**group, "id": "61d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5"}]
        self.site.evidence(self.wave, self.fake.directory_users, [{"type": "group", "dn": "CN=g,OU=x", "sid": "S-1-5-21-1", "samAccountName": "g", "members": 4, "mail": "", "proxyAddresses": []}])
        self.assertIn("CN=g,OU=x: more than one in the cloud", self.verify(1).all)

    def test_a_next_page_on_another_host_is_not_asked_for(self):
        self.fake.faults.append(Fault("GET .*/users$", 200, answer={"value": [], "@odata.nextLink": "http://127.0.0.1:9/v1.0/users?$skiptoken=1"}))
        self.assertIn("the token is not sent there", self.verify(3).all)

    def test_pages_that_go_round_end(self):
        link = f"{self.fake.root}/v1.0/users?$select=id&$skiptoken=0"
        self.fake.faults.append(Fault("GET .*/users$", 200, times=9, answer={"value": [], "@odata.nextLink": link}))
        self.assertIn("circle", self.verify(3).all)

    def test_groups_are_found_by_identifier_and_their_members_counted(self):
        group = {"id": "51d8c0e2-6f7a-4b3c-8d9e-a0b1c2d3e4f5", "onPremisesSecurityIdentifier": "S-1-5-21-1", "onPremisesSamAccountName": "g", "_members": 4}
        self.fake.groups.append(group)
        there = {"type": "group", "dn": "CN=g,OU=x", "sid": "S-1-5-21-1", "samAccountName": "g", "members": 4, "mail": "", "proxyAddresses": []}
        self.site.evidence(self.wave, self.fake.directory_users, [there])
        self.verify(0)
        self.site.evidence(self.wave, self.fake.directory_users, [{**there, "members": 5}])
        self.assertIn("4 members in the cloud, 5", self.verify(1).all)
        self.site.evidence(self.wave, self.fake.directory_users, [{**there, "sid": "S-1-5-21-2", "samAccountName": "h"}])
        self.assertIn("CN=g,OU=x: not in the cloud", self.verify(1).all)
