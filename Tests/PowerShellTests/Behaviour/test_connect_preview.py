"""The full synchronization, the proof of the rules and what is pending: everything that stands against going on."""
import os
import unittest

from connect import FULL, PENDING, PILOT, PROVE, ConnectTest


class FullSynchronization(ConnectTest):
    stage = FULL

    def test_the_run_stops(self):
        done = self.lab.run(FULL, faults={"run-result": "stopped-server"})
        self.assertEqual(done.code, 1, str(done))
        # The other connectors are not run.
        self.assertEqual(len(done.setters), 1)

    def test_errors_of_single_objects_are_accepted_by_hand_only(self):
        self.assertEqual(self.lab.run(FULL, faults={"run-result": "completed-sync-errors"}).code, 1)
        done = self.expect(0, FULL, faults={"run-result": "completed-sync-errors"}, AcceptSynchronizationErrors=True)
        self.assertIn("accepted", str(done.checks("run.")))

    def test_a_run_without_an_entry_is_not_verified(self):
        done = self.lab.run(FULL, faults={"run-result": "no-entry"})
        self.assertEqual(done.code, 7, str(done))

    def test_no_run_profile(self):
        self.server(lambda r: r["connectors"][1].update(RunProfiles=[]))
        self.refuse(2, FULL)

    def test_directories_come_before_entra_and_nothing_is_exported(self):
        done = self.expect(0, FULL)
        self.assertEqual([call["parameters"]["RunProfileName"] for call in done.setters], ["Full Synchronization"] * 2)
        self.assertEqual(done.setters[-1]["parameters"]["ConnectorIdentifier"].lower(), "b891884f-051e-4a83-95af-2544101c9083")
        self.assertEqual(self.lab.connect()["exported"], [])

    def test_the_scheduler_was_turned_on_meanwhile(self):
        self.lab.write("tenant", {"schedulerEnabled": True})
        self.refuse(2, FULL)


class Prove(ConnectTest):
    stage = PROVE

    def objects(self, change):
        def each(record):
            for item in record["objects"]:
                change(item)
        self.server(each)

    def test_rules_that_match_nothing(self):
        self.objects(lambda item: item.update(mark="", held=""))
        self.refuse(1, PROVE, "marked")

    def test_one_object_without_its_mark(self):
        self.objects(lambda item: item.update(mark="" if item["dn"].startswith("CN=Grace") else item["mark"]))
        done = self.refuse(1, PROVE, "inside.marked")
        self.assertIn("Grace Hopper", str(done.checks("inside.marked")))

    def test_an_object_outside_that_is_marked(self):
        self.objects(lambda item: item.update(mark="true" if item["dn"].startswith("CN=Look Alike") else item["mark"]))
        self.refuse(1, PROVE, "outside.unmarked")

    def test_an_object_that_nobody_holds(self):
        self.objects(lambda item: item.update(held=""))
        self.refuse(1, PROVE, "inside.held")

    def test_a_unit_without_objects(self):
        def change(record):
            record["objects"] = [item for item in record["objects"] if not item["dn"].endswith("," + PILOT)]
        self.server(change)
        self.refuse(1, PROVE, "inside.empty")
        # Accepting an empty unit is not accepting that nothing at all is marked.
        self.refuse(1, PROVE, "marked", EmptyUnitIsExpected=True)

    def test_a_test_object_is_missing(self):
        def change(record):
            record["objects"] = [item for item in record["objects"] if not item["dn"].startswith("CN=Ada")]
        self.server(change)
        self.refuse(1, PROVE, "test-objects")

    def test_objects_that_are_not_in_entra_prove_nothing_about_outbound_rules(self):
        self.objects(lambda item: item.update(entra=""))
        before = self.lab.read("connect.SYNC01")
        done = self.lab.run(PROVE)
        self.assertEqual(done.code, 7, str(done))
        self.assertEqual(done.setters, [])
        self.assertEqual(self.lab.read("connect.SYNC01"), before)

    def test_one_object_alone_is_enough(self):
        def change(record):
            record["objects"] = [item for item in record["objects"] if not item["dn"].endswith("," + PILOT) or item["dn"].startswith(("CN=Ada", "CN=Service Desk"))]
        self.server(change)
        self.expect(0, PROVE)

    def test_pages_that_do_not_advance(self):
        self.refuse(3, PROVE, faults={"paging-does-not-advance": True})

    def test_many_objects_come_in_pages(self):
        def change(record):
            first = next(item for item in record["objects"] if item["dn"].startswith("CN=Ada"))
            for number in range(1500):
                record["objects"].append({**first, "dn": f"CN=Person {number},{PILOT}", "mv": "00000000-0000-0000-1111-%012d" % number, "entra": "CN={%04X}" % number})
        self.server(change)
        done = self.expect(0, PROVE, SampleSize=10)
        self.assertIn("%d joined" % sum(bool(item["mv"]) and item["type"] != "inetOrgPerson" for item in self.lab.connect()["objects"]), done.output)


class Pending(ConnectTest):
    stage = PENDING

    def extra(self, **changes):
        return {"csexport-extra": [{"id": "aaaaaaaa-0000-0000-0000-000000000001", "dn": "CN={4E4557}", "type": "user", "operation": "delete", "attributes": [], **changes}]}

    def test_a_new_delete(self):
        for operation in ("delete", "delete-add", "obsoletion"):
            self.refuse(1, PENDING, "pending.deletes", faults=self.extra(operation=operation))

    def test_a_delete_that_was_pending_before(self):
        # The stage again, with a delete that was there when the scheduler was stopped.
        baseline = self.lab.state("pending-baseline-SYNC01")["file"]
        path = os.path.join(self.lab.run_folder, "evidence", "connect", "SYNC01", baseline)
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
        entry = ('<cs-object cs-dn="CN={4E4557}" id="{AAAAAAAA-0000-0000-0000-000000000001}" object-type="user"><unapplied-export>'
                 '<delta operation="delete" dn="CN={4E4557}"></delta></unapplied-export></cs-object></cs-objects>')
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace("</cs-objects>", entry))
        self.expect(0, PENDING, faults=self.extra())

    def test_the_same_object_with_another_operation(self):
        known = self.lab.connect()["basePending"][0]
        self.refuse(1, PENDING, "pending.deletes", faults=self.extra(id=known["id"], dn=known["dn"]))

    def test_an_operation_that_nobody_knows(self):
        self.refuse(1, PENDING, "pending.unknown", faults=self.extra(operation="frobnicate"))
        self.refuse(1, PENDING, "pending.unknown", faults=self.extra(operation=""))

    def test_an_add_is_accepted_by_hand_only(self):
        self.refuse(1, PENDING, "pending.adds", faults=self.extra(operation="add"))
        done = self.expect(0, PENDING, faults=self.extra(operation="add"), AcceptAdds=True)
        self.assertIn("accepted", str(done.checks("pending.adds")))

    def test_a_sampled_object_may_change_in_its_references_alone(self):
        sampled = self.lab.state("proved-SYNC01")["entraNames"][0]
        self.refuse(1, PENDING, "pending.sampled", faults=self.extra(dn=sampled, operation="update", attributes=["displayName"]))
        self.expect(0, PENDING, faults=self.extra(dn=sampled, operation="update", attributes=["manager"]))

    def test_without_the_proof(self):
        os.remove(os.path.join(self.lab.run_folder, "state", "proved-SYNC01.json"))
        self.refuse(1, PENDING, "pending.sampled")

    def test_no_file_no_tool_no_baseline(self):
        self.refuse(3, PENDING, faults={"csexport-writes-nothing": True}, NothingPending=True)
        self.refuse(2, PENDING, faults={"csexport-writes-nothing": True, "statistics-fail": True})
        for fault in ("csexport-exit", "csexport-exit-late"):
            self.refuse(3, PENDING, faults={fault: 1})
        os.remove(os.path.join(self.lab.run_folder, "state", "pending-baseline-SYNC01.json"))
        self.refuse(2, PENDING)

    def test_a_file_that_is_none(self):
        self.refuse(3, PENDING, faults={"csexport-text": "<other></other>"})
        self.refuse(3, PENDING, faults={"csexport-text": "<cs-objects><cs-object"})
        self.refuse(3, PENDING, faults={"csexport-text": "<!DOCTYPE cs-objects [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><cs-objects>&x;</cs-objects>"})

    def test_a_file_of_the_same_second_is_left_as_it_is(self):
        now = self.lab.read("clock")
        self.expect(0, PENDING)
        self.lab.write("clock", now)
        done = self.refuse(2, PENDING)
        self.assertIn("is already there", done.checks("stopped")[0]["message"])


if __name__ == "__main__":
    unittest.main()
