"""What the scripts read from Active Directory, and the two that change it."""
import csv
import json
import os
import unittest

from way import WayTest

CREATE, MOVE, COUNT = (f"01-pilot/10-unit/{name}.ps1" for name in ("10-create-unit", "20-move-test-users", "30-count-unit"))
COLLECT = "01-pilot/70-verify/contoso.com/10-collect-objects.ps1"
PILOT = "OU=CloudSyncPilot,DC=contoso,DC=com"


class DirectoryTest(WayTest):
    def domain(self, name="contoso.com"):
        return self.lab.domain(name)

    def evidence(self, *names):
        with open(os.path.join(self.lab.run_folder, "evidence", *names), encoding="utf-8-sig") as file:
            return json.load(file)


class Units(DirectoryTest):
    stage = CREATE

    def test_a_unit_that_is_there_already(self):
        self.expect(0, CREATE)
        self.assertEqual(self.expect(0, CREATE).setters, [])

    def test_a_unit_that_is_there_in_other_letters(self):
        self.domain().unit("OU=cloudsyncpilot")
        self.lab.save_directory()
        self.expect(0, CREATE)
        self.lab.pass_step("waves.pilot.unit.move", "pilot", 1)
        self.refuse(1, COUNT, "unit.spelling")

    def test_a_domain_that_does_not_answer(self):
        self.refuse(3, CREATE, faults={"domain-unreachable": "contoso.com"})

    def test_nobody_confirms(self):
        done = self.lab.run(CREATE, confirm=False, answers="N\n")
        self.assertEqual((done.code, done.setters), (8, []), str(done))

    def test_a_unit_that_is_not_there_and_nobody_makes(self):
        self.domain().objects = [o for o in self.domain().objects if o["dn"] != "OU=Staff,DC=contoso,DC=com"]
        self.lab.save_directory()
        self.refuse(1, "02-staff/10-unit/30-count-unit.ps1", "unit")

    def test_an_empty_unit(self):
        self.domain().objects = [o for o in self.domain().objects if not o["dn"].endswith(",OU=Staff,DC=contoso,DC=com") or o["class"] == "organizationalUnit"]
        self.lab.save_directory()
        self.refuse(1, "02-staff/10-unit/30-count-unit.ps1", "unit.count")


class Moves(DirectoryTest):
    stage = MOVE

    def test_where_everybody_came_from_is_kept(self):
        self.expect(0, MOVE)
        moves = self.lab.state("moves-pilot")["moves"]
        self.assertEqual([move["from"] for move in moves], ["CN=Ada Lovelace,OU=Staff,DC=contoso,DC=com", "CN=Grace Hopper,OU=Staff,DC=contoso,DC=com"])

    def test_once_a_job_has_run_nobody_is_moved(self):
        self.lab.pass_step("waves.pilot.start.test-objects.contoso.com", "pilot", 1)
        self.refuse(2, MOVE, "jobs.")

    def test_a_rehearsed_start_is_no_start(self):
        self.lab.pass_step("waves.pilot.start.test-objects.contoso.com", "pilot", 1, dryRun=True)
        self.expect(0, MOVE)

    def test_a_user_that_nobody_knows(self):
        self.domain().objects = [o for o in self.domain().objects if not o["dn"].startswith("CN=Ada")]
        self.lab.save_directory()
        done = self.lab.run(MOVE)
        self.assertEqual(done.code, 1, str(done))
        # The other one is moved.
        self.assertEqual(len(done.setters), 1)

    def test_the_unit_is_missing(self):
        self.domain().objects = [o for o in self.domain().objects if o["dn"] != PILOT]
        self.lab.save_directory()
        self.refuse(2, MOVE)


class Counting(DirectoryTest):
    stage = "00-assess/20-check-attributes.ps1"

    def count(self):
        return next(script for script in self.kit.scripts if script.step == "assess.count-objects")

    def counts(self, domain="contoso.com"):
        folder = os.path.join(self.lab.run_folder, "evidence", domain)
        name = "inventory.json" if os.path.exists(os.path.join(folder, "inventory.json")) else "counts.json"
        return self.evidence(domain, name)["counts"]

    def test_classes_are_kept_apart(self):
        """A computer is a user to objectClass=user; an inetOrgPerson is one too; a contact is a person."""
        self.domain().user("OU=Staff,DC=contoso,DC=com", "Internet Person", kind="inetOrgPerson")
        self.lab.save_directory()
        self.expect(0, self.count())
        counts = self.counts()
        kinds = {kind: sum(o["class"] == kind for o in self.domain().objects) for kind in ("user", "inetOrgPerson", "group", "contact", "computer")}
        self.assertEqual([counts["users"], counts["groups"], counts["contacts"], counts["computers"]], [kinds["user"], kinds["group"], kinds["contact"], kinds["computer"]])
        self.assertEqual(counts.get("inetorgpersons", counts.get("inet-org-persons")), 1)

    def test_a_group_of_5001_members_is_counted_whole(self):
        members = [f"CN=Member {number},OU=Staff,DC=contoso,DC=com" for number in range(5001)]
        self.domain().group("OU=Staff,DC=contoso,DC=com", "Everybody", members)
        self.lab.save_directory()
        done = self.expect(0, self.count())
        self.assertEqual(self.counts()["largest-group"], 5001)
        self.assertNotIn("Get-ADGroupMember", done.names())

    def test_too_many_members(self):
        self.domain().group("OU=Staff,DC=contoso,DC=com", "Everybody", [f"CN={number},DC=x" for number in range(50001)])
        self.lab.save_directory()
        self.refuse(1, self.count(), "largest-group")

    def test_one_object_and_none(self):
        domain = self.domain()
        domain.objects = [o for o in domain.objects if o["class"] in ("domainDNS", "organizationalUnit")] + [o for o in domain.objects if o["class"] == "user"][:1]
        self.lab.save_directory()
        self.expect(0, self.count())
        self.assertEqual([self.counts()[key] for key in ("users", "groups", "contacts", "computers", "largest-group")], [1, 0, 0, 0, 0])
        domain.objects = domain.objects[:1]
        self.lab.save_directory()
        # Nobody has a domain without any object: the account cannot read it.
        self.refuse(1, self.count(), "any.contoso.com")
        self.assertEqual(self.counts()["users"], 0)

    def test_more_objects_than_Cloud_Sync_takes(self):
        """The limit is 150,000, so the script is given a smaller one: exactly so many are no failure."""
        script, people = self.count(), sum(o["class"] in ("user", "inetOrgPerson", "group", "contact") for o in self.domain().objects)
        limit = next(line for line in script.text.splitlines() if line.startswith("$ObjectLimit = "))
        with self.lab.changed_script(script, limit, f"$ObjectLimit = {people}"):
            self.expect(0, script)
            self.domain().user("OU=Staff,DC=contoso,DC=com", "One Too Many")
            self.lab.save_directory()
            self.assertEqual(self.refuse(1, script, "objects.contoso.com").failed(), ["objects.contoso.com"])

    def test_a_list_of_members_that_came_in_part(self):
        members = [o for o in self.domain().objects if o["class"] == "user"][:2]
        name = self.domain().group("OU=Staff,DC=contoso,DC=com", "Cut Short", [o["dn"] for o in members])
        for member in members:
            member["attributes"]["memberOf"] = [name]
        self.lab.save_directory()
        self.expect(0, self.count())
        next(o for o in self.domain().objects if o["dn"] == name)["attributes"]["member"].pop()
        self.lab.save_directory()
        done = self.refuse(1, self.count(), "members-whole.contoso.com")
        self.assertIn(name, done.checks("members-whole.contoso.com")[0]["actual"])


class Attributes(DirectoryTest):
    stage = "00-assess/20-check-attributes.ps1"
    SCRIPT = "00-assess/20-check-attributes.ps1"
    STAFF = "OU=Staff,DC=contoso,DC=com"

    def findings(self):
        with open(os.path.join(self.lab.run_folder, "evidence", "attributes.csv"), encoding="utf-8-sig") as file:
            return list(csv.DictReader(file))

    def find(self, finding, name):
        """Exactly one object has exactly that finding."""
        self.lab.save_directory()
        done = self.lab.run(self.SCRIPT)
        self.assertEqual(done.code, 1, str(done))
        found = [row for row in self.findings() if row["Object"].startswith(f"CN={name}")]
        self.assertIn(finding, [row["Rule"] for row in found], self.findings())

    def test_a_clean_directory(self):
        self.expect(0, self.SCRIPT)
        self.assertEqual(self.findings(), [])

    def test_no_object_at_all(self):
        self.domain().objects = self.domain().objects[:1]
        self.lab.save_directory()
        self.assertEqual(self.refuse(1, self.SCRIPT, "objects").failed(), ["objects"])

    def test_the_same_address_in_mail_and_in_proxyAddresses(self):
        self.domain().user(self.STAFF, "First", mail="same@contoso.com", proxyAddresses=["SMTP:same@contoso.com"])
        self.domain().contact(self.STAFF, "Second", mail="other@contoso.com", proxyAddresses=["smtp:SAME@contoso.com"])
        self.find("duplicate-proxy-address", "First")
        self.find("duplicate-proxy-address", "Second")

    def test_names_that_are_alike_and_not_the_same_are_no_duplicates(self):
        self.domain().user(self.STAFF, "First", proxyAddresses=["x500:/o=strasse"], mail="a1@contoso.com")
        self.domain().user(self.STAFF, "Second", proxyAddresses=["x500:/o=stra\u00dfe"], mail="a2@contoso.com")
        self.lab.save_directory()
        self.expect(0, self.SCRIPT)

    def test_two_principals(self):
        self.domain().user(self.STAFF, "First", userPrincipalName="same@contoso.com")
        self.domain().user(self.STAFF, "Second", userPrincipalName="Same@Contoso.com")
        self.find("duplicate-user-principal-name", "Second")

    def test_a_suffix_that_leads_nowhere(self):
        self.domain().user(self.STAFF, "First", userPrincipalName="first@contoso.local")
        self.find("user-principal-name-suffix", "First")

    def test_a_suffix_that_is_not_verified(self):
        self.assertEqual(self.lab.run(self.SCRIPT, RoutableSuffix="contoso.org, contoso.net").code, 1)
        self.expect(0, self.SCRIPT, RoutableSuffix="contoso.org, contoso.com")

    def test_a_principal_without_a_name_and_none_at_all(self):
        self.domain().user(self.STAFF, "First", userPrincipalName="@contoso.com")
        self.domain().user(self.STAFF, "Second", userPrincipalName=None)
        self.find("user-principal-name-format", "First")
        self.find("user-principal-name-missing", "Second")

    def test_characters_and_lengths(self):
        self.domain().user(self.STAFF, "First", userPrincipalName="f\u00fcrst@contoso.com")
        self.domain().user(self.STAFF, "Second", mail="no at sign")
        self.domain().user(self.STAFF, "Third", sAMAccountName="a" * 21)
        self.domain().user(self.STAFF, "Fourth", displayName="x" * 257)
        self.find("user-principal-name-format", "First")
        self.find("address-format", "Second")
        self.find("account-name", "Third")
        self.find("display-name", "Fourth")

    def test_names_in_other_letters(self):
        self.domain().user(self.STAFF, "M\u00fcller \u2013 \u00c5sa", mail="same@contoso.com")
        self.domain().user(self.STAFF, "Second", mail="same@contoso.com")
        self.find("duplicate-mail", "M\u00fcller \u2013 \u00c5sa")


class Collecting(DirectoryTest):
    stage = COLLECT

    def collected(self):
        return {item["dn"]: item for item in self.evidence("contoso.com", "directory-pilot.json")["objects"]}

    def manager(self, dn):
        """How the cloud names the manager of an object, by the evidence; nothing when he could not be read."""
        references = self.evidence("contoso.com", "directory-pilot.json")["references"]
        found = [reference for reference in references if reference["from"] == dn and reference["attribute"] == "manager"]
        self.assertEqual(len(found), 1)
        return found[0]["to"][0]["key"]

    def test_anchors_managers_and_members(self):
        import estate
        self.expect(0, COLLECT)
        records = {o["dn"]: o for o in self.domain().objects}
        found = self.collected()
        self.assertEqual(set(found), {dn for dn, o in records.items() if dn.endswith("," + PILOT)})
        ada = found["CN=Ada Lovelace," + PILOT]
        self.assertEqual(ada["anchor"], estate.anchor(records[ada["dn"]]))
        self.assertEqual(self.manager(ada["dn"]), "user:" + estate.anchor(records["CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com"]))
        self.assertEqual(found["CN=Service Desk," + PILOT]["members"], 1)

    def test_every_anchor_is_base64_of_its_bytes(self):
        import estate
        import uuid
        for number in range(40):
            self.domain().user(PILOT, f"Person {number}", anchor=number % 2 == 0)
            self.domain().objects[-1]["guid"] = str(uuid.uuid5(estate.SPACE, f"other {number}"))
        self.lab.save_directory()
        self.expect(0, COLLECT)
        records = {o["dn"]: o for o in self.domain().objects}
        for dn, item in self.collected().items():
            self.assertEqual(item["anchor"], estate.anchor(records[dn]), dn)

    def test_a_manager_that_cannot_be_read(self):
        next(o for o in self.domain().objects if o["dn"].startswith("CN=Ada"))["attributes"]["manager"] = "CN=Boss,DC=elsewhere,DC=test"
        self.lab.save_directory()
        self.expect(0, COLLECT)
        self.assertEqual(self.manager("CN=Ada Lovelace," + PILOT), "")

    def test_a_group_of_5001_members(self):
        self.domain().group(PILOT, "Everybody", [f"CN=Member {number},OU=Staff,DC=contoso,DC=com" for number in range(5001)])
        self.lab.save_directory()
        self.expect(0, COLLECT)
        self.assertEqual(self.collected()["CN=Everybody," + PILOT]["members"], 5001)

    def test_nothing_to_collect(self):
        self.domain().objects = [o for o in self.domain().objects if not o["dn"].endswith("," + PILOT)]
        self.lab.save_directory()
        self.refuse(1, COLLECT, "collected")


if __name__ == "__main__":
    unittest.main()
