"""A Connect server before anything is changed: what its check finds, and what its backup needs."""
import os
import unittest

import engines
from connect import BACKUP, CHECK, ConnectTest


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

    def test_a_schema_that_lacks_the_type_one_class_or_everything(self):
        for lacking, check in (("type", "schema"), ("group", "schema.group")):
            self.assertEqual(self.refuse(1, CHECK, check, faults={"schema-lacks": lacking}).failed(), [check])
        done = self.refuse(2, CHECK, faults={"schema-lacks": "file"})
        self.assertIn("MV.xml is missing", done.checks("stopped")[0]["message"])

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


if __name__ == "__main__":
    unittest.main()
