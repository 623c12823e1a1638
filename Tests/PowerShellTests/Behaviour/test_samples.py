"""The samples of the inventory, looked at again after a wave: every difference is named, and nothing else is one."""
import json
import os
import unittest

import engines
from way import WayTest

PILOT, STAFF = (f"{wave}/70-verify/contoso.com/15-compare-samples.ps1" for wave in ("01-pilot", "02-staff"))
LEAD = "CN=Edsger Dijkstra,OU=Staff,DC=contoso,DC=com"


class Samples(WayTest):
    stage = STAFF

    def path(self, name="samples.json"):
        return os.path.join(self.lab.run_folder, "evidence", "contoso.com", name)

    def read(self, name="samples.json"):
        with open(self.path(name), encoding="utf-8-sig") as file:
            return json.load(file)

    def write(self, value):
        with open(self.path(), "w", encoding="utf-8") as file:
            json.dump(value, file)

    def sampled(self, kind="user"):
        """An object that is a sample, as it is now."""
        guids = {sample["object"]["objectGuid"] for sample in self.read()["samples"] if sample["object"]["type"] == kind}
        return next(o for o in self.lab.domain("contoso.com").objects if o["guid"] in guids)

    def change(self, change, kind="user"):
        self.lab.load_directory()
        change(self.sampled(kind))
        self.lab.save_directory()

    def found(self, attribute):
        return [entry for entry in self.read("samples-staff.json")["differences"] if entry["attribute"] == attribute]

    def test_nothing_has_changed(self):
        done = self.expect(0, STAFF)
        self.assertEqual(done.setters, [])
        report = self.read("samples-staff.json")
        self.assertEqual((report["gone"], report["differences"], report["kitDigest"]), ([], [], self.lab.digest()))
        self.assertGreater(report["compared"], 3)

    def test_whom_the_kit_moved_is_expected_at_the_new_place(self):
        ada = next(o for o in self.read("directory-pilot.json")["objects"] if o["dn"].startswith("CN=Ada"))
        old = ada["dn"].replace("OU=CloudSyncPilot", "OU=Staff")
        value = self.read()
        value["samples"].append({"reason": "user", "object": {**ada, "dn": old}})
        self.write(value)
        self.expect(0, STAFF)
        # Somebody else at the same new place was not moved by the kit.
        value["samples"][-1]["object"]["dn"] = old.replace("OU=Staff", "OU=Contractors")
        self.write(value)
        self.refuse(1, STAFF, "samples.place")

    def test_an_object_that_is_gone(self):
        self.lab.load_directory()
        victim = self.sampled()
        self.lab.domain("contoso.com").objects.remove(victim)
        self.lab.save_directory()
        done = self.refuse(1, STAFF, "samples.there")
        self.assertIn(victim["dn"], done.checks("samples.there")[0]["actual"])
        self.assertIn("accepted", str(self.expect(0, STAFF, AcceptDifference=True).checks("samples.there")))

    def test_names_and_addresses(self):
        for name, value in (("displayName", "Another Name"), ("mail", "x@contoso.com"), ("userPrincipalName", "x@contoso.com"), ("sAMAccountName", "x")):
            with self.subTest(name):
                self.lab_at(STAFF)
                self.change(lambda o: o["attributes"].update({name: value}))
                done = self.refuse(1, STAFF, "samples.names")
                self.assertIn(value, done.checks("samples.names")[0]["actual"])
                self.assertEqual(len(self.read("samples-staff.json")["differences"]), 1)
                self.expect(0, STAFF, AcceptDifference=True)

    def test_addresses_are_a_set_and_the_primary_one_is_told_by_its_letters(self):
        self.change(lambda o: o["attributes"]["proxyAddresses"].reverse())
        self.expect(0, STAFF)
        self.change(lambda o: o["attributes"].update(proxyAddresses=[a.lower() for a in o["attributes"]["proxyAddresses"]]))
        self.refuse(1, STAFF, "samples.names")
        entry = self.found("proxyAddresses")[0]
        self.assertTrue(entry["before"].startswith("SMTP:") and entry["now"].startswith("smtp:"), entry)

    def test_anchors(self):
        """Changed, emptied and filled; the last by Connect Sync itself."""
        self.change(lambda o: o["attributes"].update({"mS-DS-ConsistencyGuid": list(range(16))}))
        self.refuse(1, STAFF, "samples.identity")
        self.assertEqual(len(self.found("anchor")), 1)
        # No switch goes round it.
        self.assertEqual(self.lab.run(STAFF, AcceptDifference=True).code, 1)
        self.change(lambda o: o["attributes"].pop("mS-DS-ConsistencyGuid"))
        self.refuse(1, STAFF, "samples.identity")
        self.assertEqual((self.found("anchor"), len(self.found("mS-DS-ConsistencyGuid"))), ([], 1))

    def test_an_anchor_that_was_filled_with_the_same_is_told_and_no_difference(self):
        import uuid
        self.change(lambda o: o["attributes"].update({"mS-DS-ConsistencyGuid": list(uuid.UUID(o["guid"]).bytes_le)}), "group")
        done = self.expect(0, STAFF)
        self.assertEqual(len(done.checks("samples.filled")), 1)
        self.change(lambda o: o["attributes"].update({"mS-DS-ConsistencyGuid": list(range(16))}), "group")
        self.refuse(1, STAFF, "samples.identity")

    def test_a_user_whom_somebody_moved(self):
        self.change(lambda o: o.update(dn=o["dn"].replace("OU=Staff", "OU=Contractors")))
        done = self.refuse(1, STAFF, "samples.place")
        self.assertIn("OU=Contractors", done.checks("samples.place")[0]["actual"])
        self.assertEqual(self.lab.run(STAFF, AcceptDifference=True).code, 1)

    def test_moves_are_accepted_by_name_and_those_alone(self):
        was = self.sampled()["dn"]
        self.change(lambda o: o.update(dn=o["dn"].replace("OU=Staff", "OU=Contractors")))
        done = self.expect(0, STAFF, AcceptMovesFrom=self.accepted(was.upper(), ""))
        self.assertIn("1 of 1 accepted by name", done.checks("samples.place")[0]["message"])
        # The report keeps what was found, accepted or not.
        self.assertEqual([entry["dn"] for entry in self.found("distinguishedName")], [was])
        self.refuse(1, STAFF, "samples.place", AcceptMovesFrom=self.accepted(""))
        # Whoever is on the list has to have moved, and a list that is not there accepts nothing.
        self.refuse(1, STAFF, "samples.accepted", AcceptMovesFrom=self.accepted(was, "CN=Nobody,DC=contoso,DC=com"))
        self.refuse(2, STAFF, AcceptMovesFrom=self.accepted(was) + ".gone")

    def test_an_accepted_move_excuses_no_anchor(self):
        was = self.sampled()["dn"]
        self.change(lambda o: (o.update(dn=o["dn"].replace("OU=Staff", "OU=Contractors")), o["attributes"].update({"mS-DS-ConsistencyGuid": list(range(16))})))
        self.refuse(1, STAFF, "samples.identity", AcceptMovesFrom=self.accepted(was))

    def accepted(self, *lines):
        path = os.path.join(self.lab.folder, "moves.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return engines.path(path)

    def test_a_user_who_was_renamed_at_the_same_place(self):
        self.change(lambda o: o.update(dn="CN=Somebody Else\\, now," + o["dn"].split(",", 1)[1]))
        self.refuse(1, STAFF, "samples.names")

    def test_references_are_recorded(self):
        self.change(lambda o: o["attributes"].update(manager=LEAD, memberOf=["CN=New,OU=Staff,DC=contoso,DC=com"]))
        done = self.expect(0, STAFF)
        self.assertIn("memberOf", done.checks("samples.references")[0]["actual"])
        self.assertEqual(self.found("memberOf")[0]["now"], "CN=New,OU=Staff,DC=contoso,DC=com")

    def test_samples_that_were_taken_too_late(self):
        value = self.read()
        value["takenUtc"] = "2027-01-01T00:00:00Z"
        self.write(value)
        self.refuse(2, STAFF)

    def test_an_inventory_that_is_taken_again_leaves_the_earlier_samples_beside(self):
        before = self.read()
        self.expect(0, next(script for script in self.kit.scripts if script.step == "assess.count-objects"))
        self.refuse(2, STAFF)
        kept = [name for name in os.listdir(os.path.dirname(self.path())) if name.startswith("samples.2026")]
        self.assertEqual([self.read(name) for name in kept], [before])
        os.replace(self.path(kept[0]), self.path())
        self.expect(0, STAFF)

    def test_no_samples_none_in_it_and_those_of_another_domain(self):
        value = self.read()
        for changes in ({"samples": []}, {"domain": "fabrikam.com"}, {"kind": "syncshift-inventory"}):
            self.write({**value, **changes})
            self.refuse(2, STAFF)
        os.remove(self.path())
        self.assertIn("samples.json is missing", self.refuse(2, STAFF).checks("stopped")[0]["message"])

    def test_a_domain_that_does_not_answer(self):
        self.refuse(3, STAFF, faults={"domain-unreachable": "contoso.com"})

    def test_the_wave_has_not_begun(self):
        self.lab.pass_step("waves.staff.start.watch.contoso.com", "staff", 2, exitCode=1)
        self.assertEqual(self.lab.run(STAFF, forge=False).code, 2)


if __name__ == "__main__":
    unittest.main()
