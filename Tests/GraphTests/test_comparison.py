"""The comparison with the baseline after a wave: every loss is named."""
import os

from baseline import GROUP, OTHER, BaselineTest, identifier
from harness import SKU, Fault
from walk import SNAPSHOTS


class Comparison(BaselineTest):
    """Nothing was changed since the baseline was recorded."""

    def fill(self):
        key = (self.kit_name, self.domain, "recorded")
        if key not in SNAPSHOTS:
            super().fill()
            self.record()
            SNAPSHOTS[key] = self.site.snapshot()
        self.site.restore(SNAPSHOTS[key])
        self.unit = self.kit.units(self.wave, self.domain)[0]

    def kept(self, user):
        return next(u for u in self.fake.users if u["id"] == user["id"])

    def test_the_same_cloud_passes_twice_and_lists_that_lag_are_no_loss(self):
        before = self.baseline()
        self.compare()
        self.assertEqual(self.findings(), [])
        self.fake.faults.append(Fault("GET .*/v1.0/users$", 200, answer={"value": []}))
        self.assertIn("nothing is lost of 9 users, 4 groups and 3 contacts", self.compare().out)
        self.assertEqual(self.baseline(), before)
        self.no_refusals()
        self.no_writes()

    def test_each_loss_is_named_with_its_object_until_the_approver_has_explained_every_one(self):
        users, groups, contacts = self.fake.users, self.fake.groups, self.fake.contacts
        user, group, contact = [self.kept(u) for u in self.fake.directory_users], list(groups), list(contacts)
        user[0]["assignedLicenses"] = [{"skuId": OTHER, "disabledPlans": []}]
        user[1]["assignedLicenses"] = [{"skuId": SKU, "disabledPlans": [OTHER]}]
        # Created anew: known again by anchor, by distinguished name, by userPrincipalName.
        for number, name in ((2, "onPremisesImmutableId"), (3, "onPremisesDistinguishedName"), (4, "userPrincipalName")):
            users.remove(user[number])
            self.add_user(number, "DC=elsewhere", f"anew{number}")
            users[-1][name] = user[number][name].upper() if number == 3 else user[number][name]
        users.remove(user[5])
        self.fake.memberships[user[6]["id"]] = [m for m in self.fake.memberships[user[6]["id"]] if m["id"] != GROUP]
        user[7]["onPremisesImmutableId"] = "another=="
        group[0]["assignedLicenses"] = []
        self.fake.memberships[group[0]["id"]] = []
        groups.remove(group[1])
        groups.append({**group[1], "id": identifier("e")})
        groups.remove(group[2])
        group[3]["onPremisesSecurityIdentifier"] = "S-1-5-21-77"
        contacts.remove(contact[0])
        contacts.append({**contact[0], "id": identifier("f"), "mail": None})
        contacts.remove(contact[1])
        expected = [
            ("user", "licence", user[0], SKU), ("user", "licence", user[1], f"{SKU}/{OTHER}"), ("user", "recreated", user[2], identifier("a", 2)), ("user", "recreated", user[3], identifier("a", 3)),
            ("user", "recreated", user[4], identifier("a", 4)), ("user", "gone", user[5], "-"), ("user", "membership", user[6], GROUP), ("user", "anchor", user[7], "-"),
            ("group", "licence", group[0], SKU), ("group", "membership", group[0], GROUP), ("group", "recreated", group[1], identifier("e")), ("group", "gone", group[2], "-"), ("group", "anchor", group[3], "-"),
            ("contact", "recreated", contact[0], identifier("f")), ("contact", "gone", contact[1], "-")]
        expected = [(kind, what, one["id"], about) for kind, what, one, about in expected]
        done = self.compare(9)
        self.assertIn("LOST: 15 findings", done.err)
        self.assertIn("Cloud group 2", done.out)
        self.assertIn("deleted and created anew", done.out)
        self.assertEqual([(f["type"], f["kind"], f["id"], f["what"]) for f in self.findings()], expected)
        self.assertEqual(self.result()["exitCode"], 9)
        self.assertEqual([(c["id"], c["actual"]) for c in self.result()["checks"] if c["status"] == "failed"], [(f"{kind}.{what}", f"{what} {one} {about}") for kind, what, one, about in expected])

        path = os.path.join(self.site.folder, "accepted")
        keys = [f["key"] for f in self.findings()]
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"# seen by the approver\nlicence {user[0]['id']} {OTHER}\n" + "".join(f"{key} # explained\r\n" for key in keys[1:]))
        done = self.compare(9, "--accepted", path)
        self.assertIn(f"accepted, but not found: licence {user[0]['id']} {OTHER}", done.out)
        self.assertEqual([c["actual"] for c in self.result()["checks"] if c["status"] == "failed"], keys[:1])
        with open(path, "a", encoding="utf-8") as file:
            file.write(keys[0])
        self.compare(0, "--accepted", path)
        self.assertEqual({f["accepted"] for f in self.findings()}, {True})
        self.compare(64, "--accepted", path + "-missing")

    def test_an_object_that_a_list_still_shows_and_that_is_deleted_is_gone(self):
        user, group = self.fake.users[0], self.group(0)
        self.fake.faults += [Fault(f"GET .*/{one['id']}/memberOf", 404) for one in (user, group)]
        self.compare(9)
        self.assertEqual([(f["kind"], f["id"]) for f in self.findings()], [("gone", user["id"]), ("gone", group["id"])])

    def test_an_object_that_may_not_be_read_alone_is_not_taken_for_gone(self):
        self.fake.faults += [Fault("GET .*/v1.0/users$", 200, answer={"value": []}), Fault("GET .*/v1.0/users/[^/]*$", 403, times=99, code="Authorization_RequestDenied")]
        self.assertIn("users cannot be read one by one", self.compare(2).err)

    def test_changes_that_are_no_losses_fail_with_another_code(self):
        for user in [self.kept(u) for u in self.fake.directory_users[:2]]:
            user.update(accountEnabled=False)
        self.kept(self.user(1))["userPrincipalName"] = "u1@contoso.onmicrosoft.com"
        gone = self.kept(self.user(2))
        self.fake.users.remove(gone)
        self.fake.unsynchronized.append({**gone, "onPremisesSyncEnabled": None})
        self.compare(1)
        self.assertEqual([(f["kind"], f["id"]) for f in self.findings()], [("disabled", self.user(0)["id"]), ("disabled", self.user(1)["id"]), ("userPrincipalName", self.user(1)["id"]), ("unsynchronized", gone["id"])])

    def test_what_can_no_longer_be_read_is_not_verified_or_refused(self):
        self.fake.faults.append(Fault("GET .*/contacts/.*/memberOf", 403, times=3))
        del self.group(0)["assignedLicenses"]
        done = self.compare(7)
        self.assertIn("memberships of 3 contacts could not be read", done.out)
        self.assertIn("licences of 1 groups could not be read", done.out)
        self.fake.faults.append(Fault("GET .*/users/.*/memberOf", 403, times=99))
        self.compare(2)
        del self.fake.users[1]["assignedLicenses"]
        self.fake.faults.clear()
        self.assertIn("nothing can be said", self.compare(7).out)

    def test_a_baseline_that_was_changed_since_does_not_count_here_nor_at_the_gate(self):
        self.scope(self.wave)
        self.site.pass_gate(self.wave)
        self.baseline(lambda value: value["users"].pop())
        self.compare(2)
        self.assertIn("is not the one that was recorded", self.run_step("check-gate", 1).out)
        os.remove(self.site.baseline_path(self.wave))
        self.fake.forget_requests()
        self.assertIn("there is no baseline", self.run_step("start-provisioning", 1).out)
        self.no_writes()
