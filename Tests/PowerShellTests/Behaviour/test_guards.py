"""Guards of the scripts of the way forward that no other file has scenarios for, one fault each. `mutations.py` says which guards nothing notices."""
import os
import unittest

from connect import PILOT, START, ConnectTest

WAVE = "01-pilot/"
PASSWORDS = WAVE + "70-verify/40-check-password-events-sync01.ps1"
SOAK = "80-cutover/20-check-soak-sync01.ps1"


class Units(ConnectTest):
    stage = WAVE + "10-unit/10-create-unit.ps1"

    def test_a_unit_that_the_directory_spells_otherwise(self):
        done = self.lab.run(self.stage, faults={"unit-is-spelled-differently": True})
        self.assertEqual((done.code, done.failed()), (1, ["unit"]), str(done))

    def test_no_parent(self):
        domain = self.lab.domain("contoso.com")
        domain.objects = [o for o in domain.objects if o["class"] != "domainDNS"]
        self.lab.save_directory()
        self.refuse(2, self.stage)


class Moves(ConnectTest):
    stage = WAVE + "10-unit/20-move-test-users.ps1"

    def test_a_user_who_ends_elsewhere(self):
        done = self.lab.run(self.stage, faults={"move-does-nothing": True})
        self.assertEqual((done.code, done.failed()), (1, ["user"]), str(done))


class Installing(ConnectTest):
    stage = WAVE + "30-rules/sync01/10-install-rules.ps1"

    def test_a_unit_that_Connect_Sync_leaves_out_whole_or_in_part(self):
        def scope(*excluded):
            self.server(lambda r: r["connectors"][1]["Partitions"][0]["ConnectorPartitionScope"].update(ContainerExclusionList=list(excluded)))
        scope(PILOT)
        self.refuse(1, self.stage, "unit.included")
        scope("OU=Below," + PILOT)
        self.refuse(1, self.stage, "unit.exclusions")


class RulesVerified(ConnectTest):
    stage = WAVE + "30-rules/sync01/20-verify-rules.ps1"

    def test_the_staging_flag_is_wrong(self):
        self.server(lambda r: r.update(staging=True))
        self.refuse(2, self.stage)


class Proving(ConnectTest):
    stage = WAVE + "40-preview/sync01/20-prove-rules.ps1"

    def test_the_staging_flag_is_wrong(self):
        self.server(lambda r: r.update(staging=True))
        self.refuse(2, self.stage)

    def test_while_something_runs(self):
        self.frozen(self.stage)


class Previewing(ConnectTest):
    stage = WAVE + "40-preview/sync01/30-check-pending-exports.ps1"

    def test_while_something_runs(self):
        self.frozen(self.stage)

    def test_the_baseline_is_gone(self):
        os.remove(os.path.join(self.lab.run_folder, "evidence", "connect", "SYNC01", self.lab.state("pending-baseline-SYNC01")["file"]))
        self.refuse(2, self.stage)


class Passwords(ConnectTest):
    stage = PASSWORDS
    INSIDE, OUTSIDE = "CN=Ada Lovelace,OU=CloudSyncPilot,DC=contoso,DC=com", "CN=Outside One,OU=Contractors,DC=contoso,DC=com"

    def event(self, *lines, number=657, clock=None):
        text = "Provision credentials batch end. Count: 1, TrackingID: 1\r\n" + "\r\n".join(lines)
        clock = self.lab.read("clock")["seconds"] if clock is None else clock
        self.lab.change("machine.SYNC01", lambda m: m["events"].append({"Id": number, "Message": text, "clock": clock}))

    def line(self, name, result="Success"):
        return f"Anchor : a, Dn : {name}, Result : {result}."

    def test_nobody_has_changed_a_password(self):
        self.refuse(7, PASSWORDS)
        # An event that names nobody says nothing either.
        self.event("")
        self.refuse(7, PASSWORDS)

    def test_events_from_before_the_rules_do_not_count(self):
        self.event(self.line(self.OUTSIDE), clock=0)
        self.refuse(7, PASSWORDS)

    def test_users_inside_and_outside_in_one_event(self):
        self.event(self.line(self.INSIDE), self.line(self.OUTSIDE), self.line("CN=Look Alike,OU=CloudSyncPilot2,DC=contoso,DC=com"))
        done = self.expect(0, PASSWORDS)
        self.assertEqual(done.checks("hashes.inside")[0]["actual"], "1: 657 " + self.INSIDE)
        self.assertEqual(done.checks("hashes.outside")[0]["actual"], "2")

    def test_a_result_that_is_no_success(self):
        self.event(self.line(self.OUTSIDE), self.line(self.INSIDE, "Failed"))
        done = self.refuse(1, PASSWORDS, "hashes.failed")
        self.assertEqual(done.checks("hashes.failed")[0]["actual"], f"1: {self.INSIDE}: Failed.")

    def test_a_request_has_no_result_yet(self):
        self.event(f"Anchor : a, Dn : {self.OUTSIDE}, Change Date : 11/24/2026 08:00:00", number=656)
        self.expect(0, PASSWORDS)

    def test_a_log_that_cannot_be_read_is_not_an_empty_one(self):
        self.refuse(3, PASSWORDS, faults={"no-event-log": True})

    def test_the_rules_by_the_record(self):
        self.set_state("rules-SYNC01", revision=2)
        self.refuse(2, PASSWORDS)
        self.drop_state("rules-SYNC01")
        self.refuse(2, PASSWORDS)

    def test_where(self):
        self.event(self.line(self.OUTSIDE))
        self.server(lambda r: r.update(staging=True))
        self.refuse(2, PASSWORDS)


class Starting(ConnectTest):
    stage = START

    def test_the_preview_is_of_this_kit_and_this_revision(self):
        for changes in ({"revision": 2}, {"kitDigest": "0" * 64}):
            whole = self.lab.state("preview-SYNC01")
            self.set_state("preview-SYNC01", **changes)
            self.refuse(2, START)
            self.set_state("preview-SYNC01", **whole)
        self.drop_state("preview-SYNC01")
        self.refuse(2, START)

    def test_where(self):
        self.server(lambda r: r.update(staging=True))
        self.refuse(2, START)

    def test_a_scheduler_that_does_not_obey(self):
        done = self.lab.run(START, faults={"scheduler-does-not-obey": True})
        self.assertEqual((done.code, done.failed()), (1, ["scheduler.on"]), str(done))
        self.assertIsNone(self.lab.state("finished-wave"))

    def test_a_busy_connector(self):
        self.refuse(2, START, faults={"connector-busy": True})

    def test_no_entra_connector(self):
        self.server(lambda r: r["connectors"].pop(0))
        self.refuse(2, START)


class Second(ConnectTest):
    """The second wave, taken back before the first one was."""
    stage = "02-staff/80-connect-start/10-start-scheduler-sync01.ps1"
    RESTORE = "02-staff/90-rollback/30-restore-rules-sync01.ps1"

    def test_what_the_server_saved_is_compared(self):
        self.step(next(script for script in self.kit.wave_rollback("02-staff") if "stop-scheduler" in script.path))
        done = self.lab.run(self.RESTORE, faults={"rule-is-saved-differently": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(self.lab.state("rules-SYNC01")["status"], "restoring")

    def test_the_wave_before_is_finished_and_its_rules_are_there(self):
        stop = "02-staff/20-connect-stop/10-stop-scheduler-sync01.ps1"
        for step, wave, revision in self.kit.find(stop).gates:
            self.lab.pass_step(step, wave, revision)
        for name, changes in (("rules-SYNC01", {"revision": 0}), ("rules-SYNC01", {"status": "removed"}), ("finished-wave", {"revision": 0})):
            with self.subTest(str(changes)):
                whole = self.lab.state(name)
                self.set_state(name, **changes)
                self.refuse(2, stop)
                self.set_state(name, **whole)
        for name in ("rules-SYNC01", "finished-wave"):
            whole = self.lab.state(name)
            self.drop_state(name)
            self.refuse(2, stop)
            self.set_state(name, **whole)


class Soak(ConnectTest):
    stage = SOAK

    def setUp(self):
        super().setUp()
        self.begin_soak()

    def test_the_soak_as_it_should_be(self):
        self.expect(0, SOAK)

    def test_it_exports_or_stands_still(self):
        self.server(lambda r: r.update(staging=False))
        self.refuse(1, SOAK, "staging")
        self.server(lambda r: r.update(staging=True))
        self.lab.write("tenant", {"schedulerEnabled": False})
        self.refuse(1, SOAK, "scheduler")

    def test_nothing_was_synchronized_for_a_week(self):
        self.lab.write("tenant", {"schedulerEnabled": False})
        self.lab.change("clock", lambda clock: clock.update(seconds=clock["seconds"] + 8 * 86400))
        self.refuse(1, SOAK, "fresh.")

    def test_the_rules_and_what_is_pending(self):
        whole = self.lab.connect()
        self.server(lambda r: self.ours(r)[0].update(Precedence=77))
        self.refuse(1, SOAK, "rule.")
        self.lab.write("connect.SYNC01", whole)
        extra = {"id": "aaaaaaaa-0000-0000-0000-000000000001", "dn": "CN={4E}", "type": "user", "attributes": []}
        for operation in ("delete", "delete-add", "obsoletion"):
            self.refuse(1, SOAK, "pending.deletes", faults={"csexport-extra": [{**extra, "operation": operation}]})


if __name__ == "__main__":
    unittest.main()
