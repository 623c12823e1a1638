"""Rules on a Connect server: what stops their installation, and what their verification sees."""
import copy
import os
import unittest

from connect import INBOUND_USER, INSTALL, PILOT, VERIFY, ConnectTest


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


if __name__ == "__main__":
    unittest.main()
