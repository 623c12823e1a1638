"""What goes wrong on a Connect server: each fault has its exit code, and nothing is changed that should not be."""
import copy
import json
import os
import unittest

import engines
from way import WayTest

STOP, INSTALL, VERIFY = "01-pilot/20-connect-stop/10-stop-scheduler-sync01.ps1", "01-pilot/30-rules/sync01/10-install-rules.ps1", "01-pilot/30-rules/sync01/20-verify-rules.ps1"
FULL, PROVE, PENDING = (f"01-pilot/40-preview/sync01/{name}.ps1" for name in ("10-full-synchronization", "20-prove-rules", "30-check-pending-exports"))
START = "01-pilot/80-connect-start/10-start-scheduler-sync01.ps1"
CHECK, BACKUP = "00-assess/30-check-connect-sync01.ps1", "10-backup/10-back-up-sync01.ps1"
PILOT = "OU=CloudSyncPilot,DC=contoso,DC=com"
INBOUND_USER = "7b5de354-224c-5e19-b779-f25ec42827f1"


class ConnectTest(WayTest):
    def server(self, change):
        self.lab.change("connect.SYNC01", change)

    def ours(self, record, direction=None):
        return [rule for rule in record["rules"] if not rule["IsStandardRule"] and direction in (None, rule["Direction"])]

    def foreign_rule(self, **changes):
        """A rule of somebody else's."""
        def change(record):
            rule = copy.deepcopy(record["rules"][0])
            rule.update({"Identifier": "11111111-2222-3333-4444-555555555555", "Name": "Somebody's rule", "Precedence": 99, "ImmutableTag": "", "IsStandardRule": False,
                         "SourceObjectType": "user", "ScopeFilter": []})
            rule.update(changes)
            record["rules"].append(rule)
        self.server(change)

    def connector_missing(self, record):
        record["connectors"] = [c for c in record["connectors"] if c["ConnectorTypeName"] != "AD"]

    def connector_twice(self, record):
        second = copy.deepcopy(record["connectors"][1])
        second["Identifier"] = "99999999-b16b-4eb2-acf5-837ca84e4d7d"
        record["connectors"].append(second)

    def names_the_case(self, record):
        for item in record["objects"]:
            if item["dn"] == PILOT:
                item["dn"] = PILOT.replace("OU=CloudSyncPilot", "OU=cloudsyncpilot")


class Check(ConnectTest):
    stage = CHECK

    def test_an_old_build(self):
        self.server(lambda r: r["settings"].update({"Microsoft.Synchronize.ServerConfigurationVersion": "2.5.78.0"}))
        self.refuse(1, CHECK, "build")

    def test_a_build_that_is_not_stated(self):
        self.server(lambda r: r["settings"].pop("Microsoft.Synchronize.ServerConfigurationVersion"))
        self.refuse(1, CHECK, "build")

    def test_another_source_anchor(self):
        self.server(lambda r: r["settings"].update({"Microsoft.SynchronizationOption.AnchorAttribute": "objectGUID"}))
        self.refuse(1, CHECK, "source-anchor")

    def test_a_missing_connector(self):
        self.server(self.connector_missing)
        self.refuse(2, CHECK)

    def test_two_connectors_of_the_name(self):
        self.server(self.connector_twice)
        self.refuse(4, CHECK)

    def test_another_identifier_of_the_connector(self):
        def change(record):
            record["connectors"][1]["Identifier"] = "99999999-b16b-4eb2-acf5-837ca84e4d7d"
        self.server(change)
        self.refuse(1, CHECK, "connector.")

    def test_no_entra_connector(self):
        self.server(lambda r: r["connectors"].pop(0))
        self.refuse(2, CHECK)

    def test_the_wrong_role(self):
        self.server(lambda r: r.update(staging=True))
        self.refuse(1, CHECK, "role")

    def test_a_precedence_that_is_taken(self):
        self.foreign_rule(Precedence=52)
        self.refuse(1, CHECK, "rule.")

    def test_a_foreign_rule_under_our_name(self):
        self.foreign_rule(Name="Cloud Sync migration - In from AD (contoso.com) - User NoFlow")
        self.refuse(1, CHECK, "rule.")

    def test_a_schema_without_the_mark(self):
        self.server(lambda r: r.update(schemaHasMark=False))
        self.refuse(1, CHECK, "schema")

    def test_another_rule_that_writes_the_mark(self):
        self.foreign_rule(AttributeFlowMappings=[{"Source": ["True"], "Destination": "cloudNoFlow", "FlowType": "Constant", "ValueMergeType": "Update", "Expression": "", "ExecuteOnce": False}])
        self.refuse(1, CHECK, "cloudnoflow.writers")

    def test_a_unit_out_of_scope_and_a_unit_with_a_hole(self):
        def scope(record, excluded):
            record["connectors"][1]["Partitions"][0]["ConnectorPartitionScope"]["ContainerExclusionList"] = excluded
        self.server(lambda r: scope(r, ["OU=Staff,DC=contoso,DC=com"]))
        self.refuse(1, CHECK, "unit.included")
        self.server(lambda r: scope(r, ["OU=Nested,OU=Staff,DC=contoso,DC=com"]))
        self.refuse(1, CHECK, "unit.exclusions")
        # Only looks alike.
        self.server(lambda r: scope(r, ["OU=CloudSyncPilot2,DC=contoso,DC=com", "OU=Staff2,DC=contoso,DC=com"]))
        self.expect(0, CHECK)

    def test_a_cycle_that_hangs(self):
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.refuse(1, CHECK, "idle")

    def test_a_service_that_stands(self):
        def change(machine):
            next(s for s in machine["services"] if s["Name"] == "ADSync")["Status"] = "Stopped"
        self.lab.change("machine.SYNC01", change)
        self.refuse(1, CHECK, "service")

    @unittest.skipUnless(engines.real(), "the stand-in lays out no objects as text")
    def test_the_threshold_of_the_tenant_is_read_with_a_name(self):
        done = self.expect(0, CHECK, AADUserName="admin@contoso.com")
        self.assertIn("500", done.checks("deletion-threshold")[0]["actual"])

    def test_another_machine(self):
        self.lab.write("connect.ADHOST2", self.lab.connect())
        self.refuse(2, CHECK, host="ADHOST2")


class Backup(ConnectTest):
    stage = BACKUP

    def test_csexport_that_writes_nothing(self):
        # The statistics know of pending exports; without them, somebody has to have looked.
        self.refuse(3, BACKUP, faults={"csexport-writes-nothing": True}, NothingPending=True)
        self.refuse(2, BACKUP, faults={"csexport-writes-nothing": True, "statistics-say-nothing": True})
        self.refuse(2, BACKUP, faults={"csexport-writes-nothing": True, "statistics-fail": True})

    def test_nothing_is_pending_and_somebody_has_looked(self):
        self.server(lambda r: r.update(pending=[], basePending=[]))
        self.refuse(2, BACKUP, faults={"csexport-writes-nothing": True})
        done = self.expect(0, BACKUP, faults={"csexport-writes-nothing": True}, NothingPending=True)
        self.assertIn("operator", str(done.checks("pending.none")))

    def test_csexport_that_fails(self):
        self.refuse(3, BACKUP, faults={"csexport-exit": 5})

    def test_a_configuration_without_rules(self):
        self.refuse(1, BACKUP, "configuration.SynchronizationRules", faults={"configuration-without-rules": True})

    def test_a_server_that_tells_no_rules(self):
        self.server(lambda r: r.update(rules=[]))
        self.refuse(1, BACKUP, "rules")
        self.assertIsNone(self.lab.state("backup-SYNC01"))

    def test_a_server_that_tells_no_settings(self):
        self.server(lambda r: r.update(settings={}))
        self.refuse(1, BACKUP, "settings")
        self.assertIsNone(self.lab.state("backup-SYNC01"))

    def test_a_server_that_has_changed_its_role(self):
        self.server(lambda r: r.update(staging=True))
        self.refuse(2, BACKUP)

    def test_a_backup_is_never_written_into_another(self):
        clock = self.lab.read("clock")
        self.expect(0, BACKUP)
        # The same second once more.
        self.lab.write("clock", clock)
        self.assertIn("is already there.", self.refuse(2, BACKUP).output)

    def test_no_file_of_the_wizard(self):
        folder = os.path.join(self.lab.folder, "machines", "SYNC01", "ProgramData", "AADConnect")
        for name in os.listdir(folder):
            os.remove(os.path.join(folder, name))
        self.refuse(1, BACKUP, "wizard")

    def test_no_csexport(self):
        os.remove(os.path.join(self.lab.folder, "machines", "SYNC01", "Program Files", "Microsoft Azure AD Sync", "Bin", "csexport.exe"))
        self.lab.programs = lambda host: {**type(self.lab).programs(self.lab, "ADHOST"), "COMPUTERNAME": host}
        self.refuse(2, BACKUP)


class Stop(ConnectTest):
    stage = STOP

    def test_a_cycle_is_stopped_after_the_scheduler(self):
        self.server(lambda r: r.update(cycleEnds=self.lab.read("clock")["seconds"] + 5000))
        done = self.expect(0, STOP)
        self.assertEqual([call["command"] for call in done.setters], ["Set-ADSyncScheduler", "Stop-ADSyncSyncCycle"])
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])

    def test_a_cycle_that_hangs_ends_the_waiting_with_the_scheduler_off(self):
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.expect(6, STOP, faults={"cycle-hangs": True})
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])
        # Later it has ended: the step is done again, and still knows what the scheduler was before.
        self.server(lambda r: r.update(cycleEnds=0))
        self.expect(0, STOP)
        self.assertTrue(self.lab.state("scheduler-SYNC01")["previousEnabled"])

    def test_a_scheduler_that_does_not_obey(self):
        done = self.lab.run(STOP, faults={"scheduler-does-not-obey": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(done.failed(), ["scheduler.off"])
        self.assertIsNone(self.lab.state("pending-baseline-SYNC01"))

    def test_a_baseline_that_cannot_be_written(self):
        self.expect(2, STOP, faults={"csexport-writes-nothing": True, "statistics-fail": True})
        self.assertIsNone(self.lab.state("pending-baseline-SYNC01"))

    def test_nobody_confirms(self):
        before = self.lab.end_state()
        done = self.lab.run(STOP, confirm=False, answers="N\nN\nN\nN\n")
        self.assertEqual(done.code, 8, str(done))
        self.assertEqual(done.setters, [])
        self.assertEqual(self.lab.end_state(), before)

    def test_the_second_wave_waits_for_the_first(self):
        self.lab.pass_step("waves.staff.unit.count", "staff", 2)
        self.refuse(2, "02-staff/20-connect-stop/10-stop-scheduler-sync01.ps1")

    def test_without_a_backup(self):
        os.remove(self.lab.result_path("backup.connect.SYNC01"))
        self.refuse(2, STOP)


class Install(ConnectTest):
    stage = INSTALL

    def test_a_foreign_rule_under_our_name(self):
        self.foreign_rule(Name="Cloud Sync migration - In from AD (contoso.com) - User NoFlow")
        self.refuse(1, INSTALL, "rule.")

    def test_a_precedence_that_is_taken(self):
        self.foreign_rule(Precedence=55)
        self.refuse(1, INSTALL, "rule.")

    def test_an_outbound_rule_that_would_win(self):
        self.foreign_rule(Direction="Outbound", Connector="b891884f-051e-4a83-95af-2544101c9083", SourceObjectType="person", TargetObjectType="user", Precedence=20)
        self.refuse(1, INSTALL, "rule.")

    def test_a_disabled_outbound_rule_does_not_win(self):
        self.foreign_rule(Direction="Outbound", Connector="b891884f-051e-4a83-95af-2544101c9083", SourceObjectType="person", TargetObjectType="user", Precedence=20, Disabled=True)
        self.expect(0, INSTALL)

    def test_our_identifier_on_a_standard_rule_or_with_a_tag(self):
        self.foreign_rule(Identifier=INBOUND_USER, Name="Old rule", ImmutableTag="Somebody.Else.001", Precedence=50)
        self.refuse(4, INSTALL)
        self.server(lambda r: r["rules"].pop())
        self.foreign_rule(Identifier=INBOUND_USER, Name="Old rule", IsStandardRule=True, ImmutableTag="", Precedence=50)
        self.refuse(4, INSTALL)

    def test_the_scheduler_is_on(self):
        self.lab.write("tenant", {"schedulerEnabled": True})
        self.refuse(2, INSTALL)

    def test_a_cycle_runs(self):
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.refuse(2, INSTALL)

    def test_a_connector_is_busy(self):
        self.refuse(2, INSTALL, faults={"connector-busy": True})

    def test_a_missing_connector(self):
        self.server(self.connector_missing)
        self.refuse(2, INSTALL)

    def test_two_connectors_of_the_name(self):
        self.server(self.connector_twice)
        self.refuse(4, INSTALL)

    def test_the_staging_flag_is_wrong(self):
        self.server(lambda r: r.update(staging=True))
        self.refuse(2, INSTALL)

    def test_the_unit_is_spelled_otherwise(self):
        self.server(self.names_the_case)
        self.refuse(1, INSTALL, "unit.spelling")

    def test_the_unit_is_not_known(self):
        def change(record):
            record["objects"] = [item for item in record["objects"] if item["dn"] != PILOT]
        self.server(change)
        self.refuse(1, INSTALL, "unit.known")

    def test_a_moved_user_has_not_arrived(self):
        def change(record):
            record["objects"] = [item for item in record["objects"] if not item["dn"].startswith("CN=Ada")]
        self.server(change)
        self.refuse(1, INSTALL, "move.arrived")

    def test_no_backup(self):
        os.remove(os.path.join(self.lab.run_folder, "state", "backup-SYNC01.json"))
        self.refuse(2, INSTALL)

    def test_the_step_before_is_missing_was_a_rehearsal_failed_or_is_of_another_kit(self):
        step = "waves.pilot.connect.stop.SYNC01"
        for changes in ({"dryRun": True}, {"exitCode": 1}, {"kitDigest": "0" * 64}, {"revision": 2}, {"wave": "staff"}, {"environment": "fabrikam"}, {"step": "x"},
                        {"outdatedBy": "somebody"}):
            self.lab.pass_step(step, "pilot", 1, **changes)
            self.refuse(2, INSTALL, "gate.")
        os.remove(self.lab.result_path(step))
        self.refuse(2, INSTALL, "gate.")

    def test_a_live_unit_is_not_dropped(self):
        self.expect(0, INSTALL)
        def change(record):
            rule = next(rule for rule in self.ours(record, "Inbound"))
            rule["ScopeFilter"].append({"ScopeConditionList": [{"Attribute": "dn", "ComparisonOperator": "ENDSWITH", "ComparisonValue": "OU=Staff,DC=contoso,DC=com"}]})
        self.server(change)
        self.refuse(1, INSTALL, "rule.")

    def test_a_rule_of_ours_that_differs_is_shown_and_changed_in_place(self):
        self.expect(0, INSTALL)
        identifiers = sorted(rule["Identifier"] for rule in self.lab.connect()["rules"])
        self.server(lambda r: self.ours(r, "Outbound")[0].update(Description="edited"))
        done = self.expect(0, INSTALL)
        self.assertEqual([call["command"] for call in done.setters], ["Add-ADSyncRule"])
        self.assertIn("edited", done.output)
        self.assertEqual(sorted(rule["Identifier"] for rule in self.lab.connect()["rules"]), identifiers)

    def test_outbound_rules_come_first(self):
        done = self.expect(0, INSTALL)
        kinds = ["Out to Entra" in call["parameters"]["SynchronizationRule"] for call in done.setters]
        self.assertEqual(kinds, sorted(kinds, reverse=True))
        self.assertEqual(len(kinds), 6)

    def test_what_the_server_saved_is_compared(self):
        done = self.lab.run(INSTALL, faults={"rule-is-saved-differently": True})
        self.assertEqual(done.code, 1, str(done))
        self.assertEqual(self.lab.state("rules-SYNC01")["status"], "installing")

    def test_another_machine(self):
        self.lab.write("connect.OTHER", self.lab.connect())
        self.refuse(2, INSTALL, host="OTHER")


class Verify(ConnectTest):
    stage = VERIFY

    # What is compared, and what somebody might have made of it.
    CHANGES = {
        "Name": "Renamed", "Description": "edited", "Connector": "b891884f-051e-4a83-95af-2544101c9083", "SourceObjectType": "contact", "TargetObjectType": "device",
        "LinkType": "StickyJoin", "Precedence": 77, "PrecedenceAfter": "11111111-2222-3333-4444-555555555555", "PrecedenceBefore": "11111111-2222-3333-4444-555555555555",
        "SoftDeleteExpiryInterval": "01:00:00", "EnablePasswordSync": True, "Disabled": True, "ImmutableTag": "x", "JoinFilter": [{"JoinConditionList": []}],
        "Direction": "Outbound", "ScopeFilter": [], "AttributeFlowMappings": [],
    }

    def test_every_property_is_compared(self):
        self.expect(0, VERIFY)
        whole = self.lab.connect()
        for name, value in self.CHANGES.items():
            with self.subTest(name):
                record = copy.deepcopy(whole)
                next(rule for rule in record["rules"] if rule["Identifier"] == INBOUND_USER)[name] = value
                self.lab.write("connect.SYNC01", record)
                self.refuse(1, VERIFY, "rule.")

    def test_scope_groups_and_flows_are_compared_to_the_letter(self):
        whole = self.lab.connect()
        condition = {"Attribute": "dn", "ComparisonOperator": "ENDSWITH", "ComparisonValue": PILOT}
        scopes = [[{"ScopeConditionList": [{**condition, **changes}]}] for changes in (
            {"ComparisonValue": PILOT.lower()}, {"ComparisonOperator": "CONTAINS"}, {"Attribute": "cn"}, {"ComparisonValue": "OU=CloudSyncPilot2,DC=contoso,DC=com"})]
        scopes.append([{"ScopeConditionList": [condition, {"Attribute": "cn", "ComparisonOperator": "EQUAL", "ComparisonValue": "x"}]}])
        scopes.append([{"ScopeConditionList": [condition]}, {"ScopeConditionList": [condition]}])
        flow = {"Source": ["True"], "Destination": "cloudNoFlow", "FlowType": "Constant", "ValueMergeType": "Update", "Expression": "", "ExecuteOnce": False}
        flows = [[{**flow, **changes}] for changes in ({"Source": ["False"]}, {"FlowType": "Direct"}, {"ExecuteOnce": True}, {"Expression": "x"}, {"ValueMergeType": "Merge"})]
        for name, values in (("ScopeFilter", scopes), ("AttributeFlowMappings", flows)):
            for value in values:
                with self.subTest(str(value)):
                    record = copy.deepcopy(whole)
                    next(rule for rule in record["rules"] if rule["Identifier"] == INBOUND_USER)[name] = value
                    self.lab.write("connect.SYNC01", record)
                    self.refuse(1, VERIFY, "rule.")

    def test_a_rule_that_is_gone(self):
        self.server(lambda r: r.update(rules=[rule for rule in r["rules"] if rule["Identifier"] != INBOUND_USER]))
        self.refuse(1, VERIFY, "rule.")


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
        self.refuse(3, PENDING, faults={"csexport-exit": 1})
        os.remove(os.path.join(self.lab.run_folder, "state", "pending-baseline-SYNC01.json"))
        self.refuse(2, PENDING)

    def test_a_file_that_is_none(self):
        self.refuse(3, PENDING, faults={"csexport-text": "<other></other>"})
        self.refuse(3, PENDING, faults={"csexport-text": "<cs-objects><cs-object"})
        self.refuse(3, PENDING, faults={"csexport-text": "<!DOCTYPE cs-objects [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><cs-objects>&x;</cs-objects>"})


class Start(ConnectTest):
    stage = START

    def test_the_threshold_stops_the_export(self):
        done = self.lab.run(START, faults={"export-result": "stopped-deletion-threshold-exceeded"})
        self.assertEqual(done.code, 1, str(done))
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])
        self.assertIsNone(self.lab.state("finished-wave"))

    def test_errors_of_the_export_are_accepted_by_hand_only(self):
        done = self.lab.run(START, faults={"export-result": "completed-export-errors"})
        self.assertEqual(done.code, 1, str(done))
        self.assertFalse(self.lab.read("tenant")["schedulerEnabled"])
        self.expect(0, START, faults={"export-result": "completed-export-errors"}, AcceptExportErrors=True)
        self.assertTrue(self.lab.read("tenant")["schedulerEnabled"])

    def test_a_suspended_scheduler_never_exports(self):
        self.server(lambda r: r.update(suspended=True))
        done = self.lab.run(START, TimeoutMinutes=10)
        self.assertEqual(done.code, 6, str(done))

    def test_rules_that_were_changed_since_the_preview(self):
        path = os.path.join(self.lab.run_folder, "state", "rules-SYNC01.json")
        with open(path, encoding="utf-8-sig") as file:
            state = json.load(file)
        state["pendingPreview"] = True
        with open(path, "w", encoding="utf-8") as file:
            json.dump(state, file)
        self.refuse(2, START)

    def test_never_stopped_or_off_before(self):
        path = os.path.join(self.lab.run_folder, "state", "scheduler-SYNC01.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"stopped": True, "previousEnabled": False}, file)
        self.refuse(2, START)
        os.remove(path)
        self.refuse(2, START)

    def test_a_busy_server(self):
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.refuse(2, START)

    def test_the_verification_is_missing(self):
        os.remove(self.lab.result_path("waves.pilot.verify.objects.contoso.com"))
        self.refuse(2, START)


if __name__ == "__main__":
    unittest.main()
