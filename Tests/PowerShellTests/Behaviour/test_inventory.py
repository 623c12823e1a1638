"""There and back: what the scripts of a kit count and check in the directories is what the program reads, number by number."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest

import kits
from lab import Lab

COUNT, CHECK = "00-assess/10-count-objects.ps1", "00-assess/20-check-attributes.ps1"
CLASSES = {"users": "user", "inetorgpersons": "inetOrgPerson", "groups": "group", "contacts": "contact", "computers": "computer"}
STAFF = "OU=Staff,DC=contoso,DC=com"
# The number stands before it where another one is stated too.
MEASURED = re.compile(r"^(?:\d+ stated, (\d+) )?measured at (\S+)(?: in Connect Sync's scope| in the whole domain)?$")


class ThereAndBack(unittest.TestCase):
    maxDiff = 4000

    def lab(self, name):
        lab = Lab(name)
        self.addCleanup(lab.close)
        return lab

    def run_scripts(self, lab, check=0):
        lab.save_directory()
        for script, code in ((COUNT, 0), (CHECK, check)):
            done = lab.run(script)
            self.assertEqual(done.code, code, str(done))

    def folder(self, lab, name="contoso", stated=True, evidence=False):
        """The example beside the run folder, which it names."""
        folder = tempfile.mkdtemp(prefix="syncshift-inventory-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(lab.run_folder, os.path.join(folder, "run"))
        text = kits.example(name, [("\ngoal: ", "\ninventory: %s\ngoal: " % ("run/evidence" if evidence else "run"))])
        if not stated:
            text = re.sub(r"(?m)^ +counts:(?: \{.*\}\n|\n(?: +[a-z-]+: \d+\n)+)", "", text)
            self.assertNotIn("largest-group", text)
        with open(os.path.join(folder, "environment.yaml"), "w", encoding="utf-8") as file:
            file.write(text)
        return folder

    def assess(self, folder):
        done = subprocess.run([kits.program(), "assess", "environment.yaml", "--format", "json"], cwd=folder, capture_output=True, encoding="utf-8", check=False)
        self.assertEqual(done.stderr, "")
        return json.loads(done.stdout)

    def expected(self, lab):
        """The numbers of the estate, counted here and not by the scripts."""
        found = {}
        for domain in lab.estate["domains"]:
            for name, kind in CLASSES.items():
                found[domain.name, name] = sum(o["class"] == kind for o in domain.objects)
            found[domain.name, "largest-group"] = max((len(o["attributes"].get("member", [])) for o in domain.objects if o["class"] == "group"), default=0)
        return found

    def measured(self, report):
        found = {}
        for number in report["numbers"]:
            origin = MEASURED.search(number["origin"])
            self.assertTrue(origin, number)
            self.assertEqual(origin.group(2), "2026-11-24T08:05:00Z")
            found[number["domain"], number["name"]] = int(origin.group(1) or number["used"])
        return found

    def findings(self, report, code):
        return [finding["fact"] for finding in report["findings"] if finding["code"] == code]

    # ----- numbers -----

    def test_every_number_of_a_small_estate(self):
        lab = self.lab("contoso")
        self.run_scripts(lab)
        for evidence in (False, True):
            report = self.assess(self.folder(lab, evidence=evidence))
            self.assertEqual(self.measured(report), self.expected(lab))

    def test_every_number_of_four_domains_with_names_of_every_kind(self):
        lab = self.lab("fabrikam")
        emea = lab.domain("emea.fabrikam.com")
        emea.group("OU=M\u00fcller & S\u00f6hne," + emea.dn, "\u0391\u03b8\u03ae\u03bd\u03b1 \u201eAlle\u201c", [o["dn"] for o in emea.objects if o["class"] == "user"])
        emea.user("OU=M\u00fcller & S\u00f6hne," + emea.dn, "\u674e, \u5c0f\u9f99")
        self.run_scripts(lab)
        report = self.assess(self.folder(lab, "fabrikam", stated=False))
        self.assertEqual(self.measured(report), self.expected(lab))
        # Nothing else is stated, so these are the numbers that everything rests on.
        self.assertEqual({(number["domain"], number["name"]): number["used"] for number in report["numbers"]}, self.expected(lab))
        # Each unit of the input was found in the tree under its own name.
        for code in ("unit-not-in-directory", "unit-spelled-differently", "inventory-missing"):
            self.assertEqual(self.findings(report, code), [])

    def test_one_object_of_each_class_and_none_at_all(self):
        lab = self.lab("contoso")
        domain = lab.domain("contoso.com")
        containers = [o for o in domain.objects if o["class"] in ("domainDNS", "organizationalUnit")]
        for made in (lambda: domain.user(STAFF, "One"), lambda: domain.user(STAFF, "Other", kind="inetOrgPerson"), lambda: domain.group(STAFF, "Group", []),
                     lambda: domain.contact(STAFF, "Contact"), lambda: domain.computer(STAFF, "PC")):
            domain.objects = list(containers)
            made()
            lab.save_directory()
            done = lab.run(COUNT)
            self.assertEqual(done.code, 0, str(done))
            self.run_the_check(lab)
            report = self.assess(self.folder(lab, stated=False))
            self.assertEqual({key: value for key, value in self.used(report).items() if value}, {key: value for key, value in self.expected(lab).items() if value})
            shutil.rmtree(lab.run_folder)
            os.makedirs(lab.run_folder)

    def run_the_check(self, lab):
        # An estate of computers alone has nothing to check.
        done = lab.run(CHECK)
        self.assertIn(done.code, (0, 1), str(done))

    def used(self, report):
        return {(number["domain"], number["name"]): number["used"] for number in report["numbers"]}

    def test_a_group_of_5001_members(self):
        lab = self.lab("contoso")
        domain = lab.domain("contoso.com")
        domain.group(STAFF, "Jeder \u2013 Everybody", [f"CN=Member {number},{STAFF}" for number in range(5001)])
        self.run_scripts(lab)
        report = self.assess(self.folder(lab, stated=False))
        self.assertEqual(self.used(report)["contoso.com", "largest-group"], 5001)
        # The input says 4,200: the larger number counts.
        report = self.assess(self.folder(lab))
        self.assertEqual(self.used(report)["contoso.com", "largest-group"], 5001)
        self.assertTrue(any("5001" in fact for fact in self.findings(report, "counted-more-than-stated")))

    # ----- findings -----

    def test_anchors(self):
        lab = self.lab("contoso")
        domain = lab.domain("contoso.com")
        for number in range(3):
            domain.user(STAFF, f"Without {number}", anchor=False)
        users = [o for o in domain.objects if o["class"] == "user"]
        empty = sum("mS-DS-ConsistencyGuid" not in o["attributes"] for o in users)
        self.run_scripts(lab)
        report = self.assess(self.folder(lab))
        facts = self.findings(report, "anchor-not-filled")
        self.assertTrue(any(fact.startswith(f"{empty} of {len(users)} users of 'contoso.com' ") for fact in facts), facts)

    def test_what_the_attribute_check_found(self):
        lab = self.lab("contoso")
        domain = lab.domain("contoso.com")
        for name in ("Eins", "Zwei \u2013 M\u00fcller", "Drei, Vier"):
            domain.user(STAFF, name, mail="same@contoso.com", proxyAddresses=[])
        domain.user(STAFF, "Local", userPrincipalName="local@contoso.local")
        self.run_scripts(lab, check=1)
        with open(os.path.join(lab.run_folder, "evidence", "attributes.json"), encoding="utf-8") as file:
            counts = {entry["rule"]: entry["count"] for entry in json.load(file)["problems"] if entry["count"]}
        self.assertEqual(counts, {"duplicate-proxy-address": 3, "duplicate-mail": 3, "user-principal-name-suffix": 1})
        facts = self.findings(self.assess(self.folder(lab)), "attribute-problems")
        self.assertEqual({re.search(r"found (\d+) times '(.+)'", fact).groups() for fact in facts}, {(str(count), rule) for rule, count in counts.items()})

    def test_a_unit_that_is_spelled_otherwise_and_one_that_is_not_there(self):
        lab = self.lab("contoso")
        domain = lab.domain("contoso.com")
        for o in domain.objects:
            o["dn"] = o["dn"].replace("OU=Staff", "OU=STAFF")
        self.run_scripts(lab)
        report = self.assess(self.folder(lab))
        self.assertTrue(self.findings(report, "unit-spelled-differently"))
        domain.objects = [o for o in domain.objects if not o["dn"].endswith("OU=STAFF,DC=contoso,DC=com")]
        self.run_scripts(lab)
        self.assertTrue(self.findings(self.assess(self.folder(lab)), "unit-not-in-directory"))


if __name__ == "__main__":
    unittest.main()
