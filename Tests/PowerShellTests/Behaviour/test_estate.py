"""The check of the whole estate: all domains, all waves, and nothing that only Connect Sync writes."""
import json
import os
import unittest

from way import WayTest

PILOT, STAFF = "OU=CloudSyncPilot,DC=contoso,DC=com", "OU=Staff,DC=contoso,DC=com"


class EstateTest(WayTest):
    stage = SCRIPT = "10-check-estate.ps1"

    def setUp(self):
        super().setUp()
        # What people do before: see begin_cutover.
        self.before(self.kit.find(self.SCRIPT))

    def cloud(self, change):
        self.lab.change("cloud", change)

    def user(self, cloud, name):
        return next(user for user in cloud["users"] if user["displayName"] == name)

    def fails(self, check, **options):
        return self.refuse(1, self.SCRIPT, check, **options)

    def directory(self, change):
        self.lab.load_directory()
        change(self.lab.estate["domains"])
        self.lab.save_directory()

    def numbers(self):
        with open(os.path.join(self.lab.run_folder, "evidence", "estate.json"), encoding="utf-8-sig") as file:
            return json.load(file)


class Whole(EstateTest):
    def test_numbers_of_directory_cloud_and_every_wave(self):
        done = self.expect(0, self.SCRIPT)
        self.assertEqual(done.setters, [])
        self.assertIn("Disconnect-MgGraph", done.names())
        domain = self.numbers()["domains"][0]
        self.assertEqual((domain["directory"], domain["directory"]), (domain["cloud"], {"users": 6, "groups": 2, "contacts": 1}))
        self.assertEqual([(wave["wave"], wave["then"]["users"], wave["now"]["users"]) for wave in domain["waves"]], [("pilot", 2, 2), ("staff", 6, 6)])
        self.assertEqual(self.numbers()["left"], {"users": 0, "groups": 0, "contacts": 0})

    def test_it_asks_for_every_verification_of_every_wave(self):
        done = self.expect(0, self.SCRIPT)
        asked = {check["id"] for check in done.checks("result.")}
        for wave in ("pilot", "staff"):
            for what in ("collect", "samples", "objects", "cloud"):
                self.assertIn(f"result.waves.{wave}.verify.{what}.contoso.com", asked)
            self.assertIn(f"result.waves.{wave}.verify.password-events.SYNC01", asked)
        # Rules and scope are those of the last wave; earlier ones are in it.
        self.assertIn("result.waves.staff.rules.verify.SYNC01", asked)
        self.assertIn("result.waves.staff.scope.check.contoso.com", asked)
        self.assertNotIn("result.waves.pilot.rules.verify.SYNC01", asked)

    def test_results_that_are_missing_failed_rehearsed_or_of_another_kit_are_all_named(self):
        changes = {"waves.pilot.verify.objects.contoso.com": {"exitCode": 1}, "waves.staff.verify.samples.contoso.com": {"dryRun": True},
                   "waves.staff.verify.objects.contoso.com": {"kitDigest": "0" * 64}}
        for step, change in changes.items():
            wave = step.split(".")[1]
            self.lab.pass_step(step, wave, 1 + (wave == "staff"), **change)
        os.remove(self.lab.result_path("waves.staff.rules.verify.SYNC01"))
        done = self.fails("result.")
        self.assertEqual(set(done.failed()), {"result." + step for step in changes} | {"result.waves.staff.rules.verify.SYNC01"})
        # The counts were looked at all the same.
        self.assertTrue(done.checks("count.", "passed"))

    def test_an_account_that_reads_nothing(self):
        self.directory(lambda domains: setattr(domains[0], "objects", [o for o in domains[0].objects if o["class"] in ("domainDNS", "organizationalUnit")]))
        self.fails("any.contoso.com")

    def test_a_domain_that_does_not_answer(self):
        self.refuse(3, self.SCRIPT, faults={"domain-unreachable": "contoso.com"})

    def test_another_tenant_and_a_page_on_another_host(self):
        self.refuse(2, self.SCRIPT, faults={"other-tenant": True})
        done = self.refuse(3, self.SCRIPT, faults={"foreign-link": True})
        self.assertFalse([call for call in done.calls if "example.test" in call["parameters"].get("Uri", "")])


class Counts(EstateTest):
    def test_a_user_that_the_cloud_does_not_have(self):
        self.cloud(lambda c: c["users"].remove(self.user(c, "Donald Knuth")))
        done = self.fails("missing.contoso.com.users")
        self.assertEqual(done.checks("count.contoso.com.users")[0]["actual"], "5")

    def test_a_user_that_the_directory_does_not_have(self):
        self.cloud(lambda c: c["users"].append({**self.user(c, "Donald Knuth"), "id": "stray", "onPremisesDistinguishedName": f"CN=Stray,{STAFF}", "onPremisesImmutableId": "stray"}))
        self.fails("stray.contoso.com.users")

    def test_one_user_twice_in_the_cloud(self):
        """Nobody is missing and nobody is a stranger; only the number tells."""
        self.cloud(lambda c: c["users"].append({**self.user(c, "Donald Knuth"), "id": "twice"}))
        self.assertEqual(self.fails("count.contoso.com.users").failed(), ["count.contoso.com.users"])

    def test_groups_and_contacts(self):
        self.cloud(lambda c: c["groups"].pop())
        self.fails("count.contoso.com.groups")
        self.cloud(lambda c: c["contacts"].clear())
        self.fails("count.contoso.com.contacts")

    def test_a_contact_without_an_address_is_not_verified(self):
        self.directory(lambda domains: next(o for o in domains[0].objects if o["class"] == "contact")["attributes"].pop("mail"))
        self.assertEqual(self.lab.run(self.SCRIPT, AcceptLeft=True).code, 7)
        self.expect(0, self.SCRIPT, AcceptLeft=True, AcceptNotVerified=True)

    def test_a_user_without_a_distinguished_name_is_not_verified(self):
        self.cloud(lambda c: c["users"].append({**self.user(c, "Donald Knuth"), "id": "x", "onPremisesDistinguishedName": None, "onPremisesImmutableId": "x"}))
        self.assertEqual(self.lab.run(self.SCRIPT).code, 7)


class Left(EstateTest):
    def test_a_user_in_no_unit(self):
        for dn in ("CN=A,OU=Staff2,DC=contoso,DC=com", "CN=B,OU=Staff,DC=child,DC=contoso,DC=com", "CN=C\\,OU=Staff,DC=contoso,DC=com"):
            with self.subTest(dn):
                before = self.lab.read("cloud")
                self.cloud(lambda c: c["users"].append({**self.user(c, "Donald Knuth"), "id": "x", "onPremisesDistinguishedName": dn, "onPremisesImmutableId": "x"}))
                done = self.fails("left.users")
                self.assertEqual(done.failed(), ["left.users"])
                self.assertEqual(done.checks("left.users")[0]["actual"], "1: " + dn)
                self.assertIn("Accepted", str(self.expect(0, self.SCRIPT, AcceptLeft=True).checks("left.users")))
                self.lab.write("cloud", before)

    def test_a_group_and_a_contact_in_no_unit(self):
        self.cloud(lambda c: c["groups"].append({**c["groups"][0], "id": "x", "onPremisesSecurityIdentifier": "S-1-5-21-9"}))
        self.fails("left.groups")
        self.cloud(lambda c: c["contacts"].append({**c["contacts"][0], "id": "x", "mail": "somebody@else.example"}))
        self.fails("left.contacts")

    def test_what_is_not_synchronized_is_not_left(self):
        self.cloud(lambda c: c["contacts"].append({**c["contacts"][0], "id": "x", "mail": "somebody@else.example", "onPremisesSyncEnabled": None}))
        self.expect(0, self.SCRIPT)


class Recorded(EstateTest):
    def path(self, wave):
        return os.path.join(self.lab.run_folder, "evidence", "contoso.com", f"directory-{wave}.json")

    def test_somebody_who_was_moved_out_of_every_unit(self):
        self.directory(lambda domains: next(o for o in domains[0].objects if o["dn"].startswith("CN=Barbara")).update(dn="CN=Barbara Liskov,OU=Contractors,DC=contoso,DC=com"))
        done = self.fails("moved.contoso.com")
        self.assertIn("OU=Contractors", done.checks("moved.contoso.com")[0]["actual"])

    def test_somebody_who_was_deleted_everywhere_is_listed(self):
        self.directory(lambda domains: domains[0].objects.remove(next(o for o in domains[0].objects if o["dn"].startswith("CN=Barbara"))))
        self.cloud(lambda c: c["users"].remove(self.user(c, "Barbara Liskov")))
        done = self.expect(0, self.SCRIPT)
        self.assertIn("Barbara", done.checks("gone.contoso.com")[0]["actual"])

    def test_evidence_that_is_missing_or_of_another_kit(self):
        with open(self.path("pilot"), encoding="utf-8-sig") as file:
            value = json.load(file)
        for change in ({"kitDigest": "0" * 64}, {"revision": 2}):
            with open(self.path("pilot"), "w", encoding="utf-8") as file:
                json.dump({**value, **change}, file)
            self.fails("recorded.contoso.com.pilot")
        os.remove(self.path("pilot"))
        self.fails("recorded.contoso.com.pilot")


class Partial(EstateTest):
    """Two forests; some units stay on Connect Sync, which stays too."""
    kit_name = "fabrikam"

    def test_what_stays_is_told_and_no_failure(self):
        done = self.expect(0, self.SCRIPT)
        self.assertEqual(done.checks("remaining")[0]["actual"], "1")
        self.assertIn("Not In The Team", done.checks("left.users")[0]["actual"])
        self.assertEqual([d["domain"] for d in self.numbers()["domains"]], ["fabrikam.com", "emea.fabrikam.com", "apac.fabrikam.com", "labs.fabrikam.net"])
        self.assertEqual([wave["wave"] for wave in self.numbers()["domains"][1]["waves"]], ["pilot", "sales"])

    def test_a_user_of_one_domain_is_not_missed_in_another(self):
        self.cloud(lambda c: c["users"].remove(self.user(c, "Mei Tanaka")))
        self.assertEqual(self.fails("missing.").failed(), ["count.apac.fabrikam.com.users", "missing.apac.fabrikam.com.users"])


if __name__ == "__main__":
    unittest.main()
