"""What comes back to Active Directory: fabrikam writes Exchange attributes back to one domain, and passwords to all."""
import unittest

import estate
from way import WayTest

CHECK = "02-research/70-verify/fabrikam.com/25-check-writeback.ps1"
LABS = "02-research/70-verify/labs.fabrikam.net/25-check-writeback.ps1"
AIKO = "CN=Nakamura\\, Aiko,OU=R\\+D\\, Labs,OU=Sites,DC=fabrikam,DC=com"


class WritebackTest(WayTest):
    kit_name = "fabrikam"
    stage = CHECK

    def object(self, dn):
        return next(o for d in self.lab.estate["domains"] for o in d.objects if o["dn"] == dn)

    def give(self, dn, **attributes):
        """Attributes of an object; the dashes of a name are written as two underscores."""
        self.lab.load_directory()
        self.object(dn)["attributes"].update({name.replace("__", "-"): value for name, value in attributes.items()})
        self.lab.save_directory()

    def mailbox(self, link=True):
        self.give(AIKO, msExchRemoteRecipientType="1", msExchArchiveStatus="1",
                  **({"msDS__ExternalDirectoryObjectId": "User_" + estate.cloud_id(self.object(AIKO))} if link else {}))

    def reset(self, seconds):
        """pwdLastSet at some seconds after the scenarios' beginning."""
        self.give(AIKO, pwdLastSet=str((1795507200 + 11644473600 + seconds) * 10000000))
        return {"ResetUser": AIKO, "ResetUtc": "2026-11-24T08:00:00Z"}


class Exchange(WritebackTest):
    def test_everything_came_back(self):
        self.mailbox()
        done = self.expect(0, CHECK, **self.reset(60))
        self.assertEqual(done.setters, [])
        self.assertIn("right 1", done.checks("exchange.links")[0]["actual"])
        self.assertIn("msExchArchiveStatus 1", done.checks("exchange.attributes")[0]["actual"])
        self.assertEqual(done.checks("password.reset")[0]["status"], "passed")

    def test_a_value_that_names_another_object(self):
        self.mailbox()
        self.give(AIKO, msDS__ExternalDirectoryObjectId="User_11111111-2222-3333-4444-555555555555")
        self.refuse(1, CHECK, "exchange.links", **self.reset(60))

    def test_a_value_of_somebody_whom_the_cloud_does_not_know(self):
        self.mailbox()
        self.lab.change("cloud", lambda c: c.update(users=[u for u in c["users"] if u["displayName"] != "Nakamura, Aiko"]))
        self.refuse(1, CHECK, "exchange.links", **self.reset(60))

    def test_a_mailbox_without_the_value_and_no_mailbox_are_not_verified(self):
        reset = self.reset(60)
        self.refuse(7, CHECK, **reset)
        self.assertTrue(self.lab.run(CHECK, **reset).checks("exchange.none", "notVerified"))
        self.mailbox(link=False)
        self.assertTrue(self.lab.run(CHECK, **reset).checks("exchange.empty", "notVerified"))
        self.assertIn("Accepted", str(self.expect(0, CHECK, AcceptNotVerified=True, **reset).checks("exchange.empty")))


class Passwords(WritebackTest):
    def setUp(self):
        super().setUp()
        self.mailbox()

    def test_without_a_reset_it_is_not_verified(self):
        self.refuse(7, CHECK)
        self.expect(0, CHECK, AcceptNotVerified=True)

    def test_a_password_that_is_older_than_the_reset(self):
        self.refuse(1, CHECK, "password.reset", **self.reset(-60))
        self.assertIn("2026-11-24T07:59:00Z", self.lab.run(CHECK, **self.reset(-60)).checks("password.reset")[0]["actual"])

    def test_a_password_that_has_to_be_changed_says_nothing(self):
        reset = self.reset(60)
        self.give(AIKO, pwdLastSet="0")
        self.refuse(7, CHECK, **reset)

    def test_a_user_that_is_not_there(self):
        self.refuse(2, CHECK, **{**self.reset(60), "ResetUser": "CN=Nobody,DC=fabrikam,DC=com"})


class Anchors(WritebackTest):
    def test_an_anchor_that_somebody_wrote(self):
        self.mailbox()
        self.give(AIKO, mS__DS__ConsistencyGuid=list(range(16)))
        done = self.refuse(1, CHECK, "anchors", **self.reset(60))
        self.assertIn("Aiko", done.checks("anchors")[0]["actual"])

    def test_without_the_evidence_of_the_wave(self):
        import os
        os.remove(os.path.join(self.lab.run_folder, "evidence", "fabrikam.com", "directory-research.json"))
        self.refuse(2, CHECK)

    def test_another_tenant(self):
        self.refuse(2, CHECK, faults={"other-tenant": True})


class Groups(WritebackTest):
    """contoso with group writeback on; nothing else is written back there."""
    kit_name = "contoso-groups"
    stage = CHECK = "01-pilot/70-verify/contoso.com/25-check-writeback.ps1"

    def group(self, number=0, **attributes):
        self.lab.load_directory()
        domain = self.lab.domain("contoso.com")
        twin = self.lab.read("cloud")["groups"][number]["id"]
        domain.group(domain.unit("OU=Groups"), "Written Back", [], adminDescription="Group_" + twin, **attributes)
        self.lab.save_directory()
        return twin

    def test_a_group_and_its_twin(self):
        twin = self.group()
        done = self.expect(0, self.CHECK)
        self.assertIn("Written Back", done.checks("groups.prepared")[0]["actual"])
        self.assertEqual(done.checks("exchange") + done.checks("password"), [])
        self.give("CN=Written Back,OU=Groups,DC=contoso,DC=com", msDS__ExternalDirectoryObjectId="Group_" + twin)
        self.assertEqual(self.expect(0, self.CHECK).checks("groups.prepared")[0]["actual"], "0")

    def test_a_group_whose_twin_is_gone(self):
        twin = self.group()
        self.lab.change("cloud", lambda c: c.update(groups=[g for g in c["groups"] if g["id"] != twin]))
        self.refuse(1, self.CHECK, "groups.twins")

    def test_other_descriptions_are_no_written_back_groups(self):
        self.group()
        self.give("CN=Written Back,OU=Groups,DC=contoso,DC=com", adminDescription="Group_of friends")
        self.assertIn("0 written back", self.expect(0, self.CHECK).checks("groups.twins")[0]["actual"])


class Absent(WayTest):
    def test_an_estate_without_writeback_has_no_such_script(self):
        self.assertEqual([s.path for s in self.kit.scripts if "writeback" in s.path], [])


if __name__ == "__main__":
    unittest.main()
