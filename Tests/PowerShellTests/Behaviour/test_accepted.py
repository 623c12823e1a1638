"""Deletes that somebody accepts by name, on a way back: those alone, all of them, and with a record of it."""
import os
import unittest

import engines
from way import WayTest

CHECK, START = "01-pilot/90-rollback/50-check-pending-exports-sync01.ps1", "01-pilot/90-rollback/60-start-scheduler-sync01.ps1"
FORWARD = "01-pilot/40-preview/sync01/30-check-pending-exports.ps1"
LEFT = {"id": "aaaaaaaa-0000-0000-0000-000000000001", "dn": "CN={4C656674}", "type": "user", "operation": "delete", "attributes": []}
OTHER = {**LEFT, "id": "aaaaaaaa-0000-0000-0000-000000000002", "dn": "CN={4F74686572}", "type": "group"}
NAMED, NAMED_OTHER = "user CN={4C656674}", "group CN={4F74686572}"


class Accepted(WayTest):
    """The rules of the first wave were taken back, and everything was synchronized; what is pending is looked at next."""
    stage = "01-pilot/80-connect-start/10-start-scheduler-sync01.ps1"

    def lab_at(self, stage):
        super().lab_at(stage)
        for script in self.kit.wave_rollback("01-pilot"):
            if script.path.endswith(CHECK):
                return
            self.step(script)

    def list_of(self, text, encoding="utf-8"):
        path = os.path.join(self.lab.folder, "accepted.txt")
        with open(path, "w", encoding=encoding, newline="") as file:
            file.write(text)
        return engines.path(path)

    def check(self, code, pending, text, **options):
        done = self.lab.run(CHECK, faults={"csexport-extra": list(pending)}, AcceptDeletesFrom=self.list_of(text, **options))
        self.assertEqual(done.code, code, str(done))
        self.assertEqual(done.setters, [])
        return done

    def one(self, done, name):
        found = done.checks(name)
        self.assertEqual(len(found), 1)
        return found[0]

    def is_not_previewed(self):
        """The scheduler does not start behind a check that failed."""
        self.assertTrue(self.lab.state("rules-SYNC01")["pendingPreview"])
        self.refuse(2, START)

    def test_without_names_every_new_delete_stops(self):
        done = self.lab.run(CHECK, faults={"csexport-extra": [LEFT]})
        self.assertEqual((done.code, done.failed()), (1, ["pending.deletes"]), str(done))
        self.is_not_previewed()

    def test_what_was_named_is_accepted_and_the_result_says_so(self):
        done = self.check(0, [LEFT, OTHER], f"{NAMED}\n{NAMED_OTHER}\n")
        deletes, accepted = self.one(done, "pending.deletes"), self.one(done, "pending.accepted")
        self.assertEqual((deletes["status"], accepted["status"]), ("passed", "passed"))
        self.assertIn("2 of 2 accepted by name", deletes["message"])
        self.assertIn("2 deletes accepted by name in", accepted["message"])
        self.assertIn("accepted.txt", accepted["message"])
        # The list of all of them lies beside the exports, whatever was accepted.
        folder = os.path.join(self.lab.run_folder, "evidence", "connect", "SYNC01")
        names = [name for name in os.listdir(folder) if name.startswith("deletes.waves.pilot.rollback.pending-exports.SYNC01.")]
        with open(os.path.join(folder, names[-1]), encoding="utf-8") as file:
            self.assertEqual(sorted(file.read().splitlines()), sorted([NAMED, NAMED_OTHER]))
        self.assertFalse(self.lab.state("rules-SYNC01")["pendingPreview"])
        self.expect(0, START)

    def test_the_list_of_the_result_can_be_handed_back(self):
        """The file that the script wrote is in the form that it takes."""
        self.lab.run(CHECK, faults={"csexport-extra": [LEFT, OTHER]})
        folder = os.path.join(self.lab.run_folder, "evidence", "connect", "SYNC01")
        name = next(name for name in os.listdir(folder) if name.startswith("deletes."))
        done = self.lab.run(CHECK, faults={"csexport-extra": [LEFT, OTHER]}, AcceptDeletesFrom=engines.path(os.path.join(folder, name)))
        self.assertEqual(done.code, 0, str(done))

    def test_one_more_than_was_named_stops(self):
        done = self.check(1, [LEFT, OTHER], NAMED + "\n")
        self.assertEqual(done.failed(), ["pending.deletes"])
        deletes = self.one(done, "pending.deletes")
        self.assertIn("1 of 2 accepted by name", deletes["message"])
        self.assertEqual(deletes["actual"], "1: " + NAMED_OTHER)
        self.is_not_previewed()

    def test_a_name_that_nothing_is_pending_for_stops(self):
        done = self.check(1, [LEFT], f"{NAMED}\nuser CN={{474F4E45}}\n")
        self.assertEqual(done.failed(), ["pending.accepted"])
        self.assertEqual(self.one(done, "pending.accepted")["actual"], "1: user CN={474F4E45}")
        self.is_not_previewed()

    def test_names_count_whole(self):
        for text in ("CN={4C656674}", "group CN={4C656674}", "user CN={4C6566}", "user CN={4C65667474}", "*", "user CN=*", "user"):
            with self.subTest(text):
                done = self.check(1, [LEFT], text + "\n")
                self.assertEqual(done.failed(), ["pending.accepted", "pending.deletes"])

    def test_the_file_as_editors_write_it(self):
        for text, encoding in ((f"\r\n  {NAMED}  \r\n\r\n", "utf-8"), (NAMED, "utf-8-sig"), (f"{NAMED}\n{NAMED}\n", "utf-8"), (NAMED.upper(), "utf-8")):
            with self.subTest(repr(text)):
                self.check(0, [LEFT], text, encoding=encoding)

    def test_an_empty_list_accepts_nothing(self):
        for text in ("", "\n", "  \r\n"):
            self.assertEqual(self.check(1, [LEFT], text).failed(), ["pending.deletes"])
        self.check(0, [], "")

    def test_no_file(self):
        done = self.lab.run(CHECK, faults={"csexport-extra": [LEFT]}, AcceptDeletesFrom=engines.path(os.path.join(self.lab.folder, "none.txt")))
        self.assertEqual(done.code, 2, str(done))
        self.is_not_previewed()

    def test_names_accept_no_adds_and_no_unknown_operations(self):
        for operation, check in (("add", "pending.adds"), ("frobnicate", "pending.unknown")):
            done = self.check(1, [LEFT, {**OTHER, "operation": operation}], f"{NAMED}\n{NAMED_OTHER}\n")
            self.assertEqual(done.failed(), ["pending.accepted", check])

    def test_what_was_accepted_once_is_not_accepted_for_ever(self):
        self.check(0, [LEFT], NAMED)
        done = self.lab.run(CHECK, faults={"csexport-extra": [LEFT]})
        self.assertEqual((done.code, done.failed()), (1, ["pending.deletes"]), str(done))


class OnTheWayForward(WayTest):
    stage = FORWARD

    def test_no_delete_is_accepted_by_name(self):
        path = os.path.join(self.lab.folder, "accepted.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(NAMED + "\n")
        self.refuse(64, FORWARD, faults={"csexport-extra": [LEFT]}, AcceptDeletesFrom=engines.path(path))
        self.refuse(64, FORWARD, AcceptDeletesFrom=engines.path(path))


if __name__ == "__main__":
    unittest.main()
