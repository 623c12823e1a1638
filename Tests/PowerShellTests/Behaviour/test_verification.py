"""The comparison of directory and cloud: counts that cannot lie."""
import json
import os
import unittest

from way import WayTest

VERIFY = "02-staff/70-verify/contoso.com/20-verify-objects.ps1"
STAFF = "OU=Staff,DC=contoso,DC=com"


class Verification(WayTest):
    stage = VERIFY

    def cloud(self, change):
        self.lab.change("cloud", change)

    def user(self, cloud, name):
        return next(user for user in cloud["users"] if user["displayName"] == name)

    def group(self, cloud, name):
        return next(group for group in cloud["groups"] if group["displayName"] == name)

    def fails(self, check, **options):
        return self.refuse(1, VERIFY, check, **options)

    def test_everything_is_the_same_over_many_pages(self):
        done = self.expect(0, VERIFY)
        pages = [call for call in done.calls if call["command"] == "Invoke-MgGraphRequest" and "skiptoken" in call["parameters"]["Uri"]]
        self.assertGreater(len(pages), 3)
        self.assertTrue(any("onPremisesDistinguishedName" in call["parameters"]["Uri"] for call in done.calls if call["command"] == "Invoke-MgGraphRequest"))
        self.assertIn("Disconnect-MgGraph", done.names())

    def test_a_user_that_is_missing(self):
        self.cloud(lambda c: c["users"].remove(self.user(c, "Donald Knuth")))
        done = self.fails("users.missing")
        self.assertIn("Donald Knuth", str(done.checks("users.missing")))

    def test_names_that_only_look_alike_do_not_count(self):
        def change(cloud):
            base = self.user(cloud, "Donald Knuth")
            for number, dn in enumerate(("CN=A,OU=Staff2,DC=contoso,DC=com", "CN=B,OU=Staff,DC=child,DC=contoso,DC=com", "CN=C\\,OU=Staff,DC=contoso,DC=com")):
                cloud["users"].append({**base, "id": f"x{number}", "onPremisesDistinguishedName": dn, "onPremisesImmutableId": f"x{number}"})
        self.cloud(change)
        self.expect(0, VERIFY)

    def test_a_user_that_the_directory_does_not_have(self):
        def change(cloud):
            cloud["users"].append({**self.user(cloud, "Donald Knuth"), "id": "stray", "onPremisesDistinguishedName": f"CN=Stray,{STAFF}", "onPremisesImmutableId": "stray"})
        self.cloud(change)
        self.fails("users.stray")
        self.assertIn("users.count", self.lab.run(VERIFY).failed())

    def test_the_name_of_a_unit_in_other_letters_is_the_same_unit(self):
        self.cloud(lambda c: self.user(c, "Donald Knuth").update(onPremisesDistinguishedName=f"CN=Donald Knuth,{STAFF.lower()}"))
        self.expect(0, VERIFY)

    def test_attributes(self):
        for name, value in (("displayName", "Donald E. Knuth"), ("mail", "x@contoso.com"), ("userPrincipalName", "x@contoso.com"), ("proxyAddresses", ["SMTP:x@contoso.com"]),
                            ("onPremisesDistinguishedName", "CN=Donald Knuth,OU=Nested,OU=Staff,DC=contoso,DC=com")):
            with self.subTest(name):
                before = self.lab.read("cloud")
                self.cloud(lambda c: self.user(c, "Donald Knuth").update({name: value}))
                self.fails("users.attributes")
                self.lab.write("cloud", before)

    def test_addresses_are_a_set(self):
        def change(cloud):
            user = self.user(cloud, "Donald Knuth")
            user["proxyAddresses"] = list(reversed([a.lower() for a in user["proxyAddresses"]])) + ["smtp:x@contoso.onmicrosoft.com"]
        self.cloud(change)
        self.expect(0, VERIFY)

    def test_accepted_by_hand(self):
        self.cloud(lambda c: self.user(c, "Donald Knuth").update(mail="x@contoso.com"))
        done = self.expect(0, VERIFY, AcceptAttributeDifference=True)
        self.assertIn("accepted", str(done.checks("users.attributes")))

    def test_a_wrong_manager_and_none(self):
        self.cloud(lambda c: self.user(c, "Donald Knuth").update(manager={"id": "m", "onPremisesImmutableId": "other"}))
        self.fails("users.managers")
        self.cloud(lambda c: self.user(c, "Donald Knuth").pop("manager"))
        self.fails("users.managers")

    def test_members(self):
        self.cloud(lambda c: self.group(c, "All Staff")["members"].pop())
        self.fails("groups.members")
        self.expect(0, VERIFY, AcceptMemberDifference=True)

    def test_as_many_members_and_not_the_same(self):
        def change(cloud):
            members = self.group(cloud, "All Staff")["members"]
            members[0] = next(user["id"] for user in cloud["users"] if user["onPremisesSyncEnabled"] and user["id"] not in members)
        self.cloud(change)
        done = self.fails("groups.member-sets")
        self.assertEqual(done.failed(), ["groups.member-sets"])
        self.assertIn(" lacks ", done.checks("groups.member-sets")[0]["actual"])
        self.assertIn("in the cloud only", done.checks("groups.member-sets")[0]["actual"])
        self.assertIn("accepted", str(self.expect(0, VERIFY, AcceptMemberDifference=True).checks("groups.member-sets")))

    def test_a_number_of_members_that_is_no_number(self):
        self.refuse(3, VERIFY, faults={"no-number": True})

    def test_a_contact_without_an_address_is_not_verified(self):
        self.evidence(lambda value: next(o for o in value["objects"] if o["type"] == "contact").update(mail=""))
        self.assertEqual(self.refuse(7, VERIFY).checks("contacts.unnamed", "notVerified")[0]["actual"], "1")
        self.assertIn("Accepted", str(self.expect(0, VERIFY, AcceptNotVerified=True).checks("contacts.unnamed")))

    def test_a_test_object_that_is_not_in_the_cloud_and_one_that_was_not_collected(self):
        name = "Edsger Dijkstra"
        before = self.lab.read("cloud")
        self.cloud(lambda c: c["users"].remove(self.user(c, name)))
        self.assertEqual(len(self.fails("test-object").checks("test-object", "failed")), 1)
        self.lab.write("cloud", before)
        self.evidence(lambda value: next(o for o in value["objects"] if o["displayName"] == name).update(dn=f"CN=Renamed,{STAFF}"))
        self.assertIn("not in the evidence", self.fails("test-object").checks("test-object", "failed")[0]["message"])

    def evidence(self, change):
        path = os.path.join(self.lab.run_folder, "evidence", "contoso.com", "directory-staff.json")
        with open(path, encoding="utf-8-sig") as file:
            value = json.load(file)
        change(value)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(value, file)

    def test_a_group_and_a_contact_that_are_missing(self):
        before = self.lab.read("cloud")
        self.cloud(lambda c: c["groups"].remove(self.group(c, "All Staff")))
        self.fails("groups.missing")
        self.lab.write("cloud", before)
        self.cloud(lambda c: c["contacts"].clear())
        self.fails("contacts.missing")

    def test_a_cloud_user_of_the_same_name_is_no_synchronized_one(self):
        self.cloud(lambda c: self.user(c, "Donald Knuth").update(onPremisesSyncEnabled=False))
        self.fails("users.missing")

    def test_another_tenant(self):
        self.refuse(2, VERIFY, faults={"other-tenant": True})

    def test_a_page_on_another_host(self):
        done = self.refuse(3, VERIFY, faults={"foreign-link": True})
        self.assertFalse([call for call in done.calls if "example.test" in call["parameters"].get("Uri", "")])

    def test_evidence_of_another_kit_or_none(self):
        path = os.path.join(self.lab.run_folder, "evidence", "contoso.com", "directory-staff.json")
        with open(path, encoding="utf-8-sig") as file:
            whole = json.load(file)
        for changes in ({"kitDigest": "0" * 64}, {"revision": 1}, {"objects": []}):
            with open(path, "w", encoding="utf-8") as file:
                json.dump({**whole, **changes}, file)
            self.refuse(2, VERIFY)
        os.remove(path)
        done = self.refuse(2, VERIFY)
        self.assertIn("directory-staff.json is missing", done.checks("stopped")[0]["message"])


if __name__ == "__main__":
    unittest.main()
