"""What the scenarios of a Connect server share: its scripts by name, faults of the server, and the kit's own records."""
import copy
import json
import os

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

    def set_state(self, name, **changes):
        path = os.path.join(self.lab.run_folder, "state", name + ".json")
        value = {**(self.lab.state(name) or {}), **changes}
        with open(path, "w", encoding="utf-8") as file:
            json.dump(value, file)

    def drop_state(self, name):
        os.remove(os.path.join(self.lab.run_folder, "state", name + ".json"))

    def frozen(self, script):
        """Rules are touched only while nothing runs."""
        self.lab.write("tenant", {"schedulerEnabled": True})
        self.refuse(2, script)
        self.lab.write("tenant", {"schedulerEnabled": False})
        self.refuse(2, script, faults={"connector-busy": True})
        self.server(lambda r: r.update(cycleEnds=10**9))
        self.refuse(2, script)
        self.server(lambda r: r.update(cycleEnds=0))

    def somebody_elses(self, script):
        """A rule under one of our identifiers that carries a tag, or is a standard rule."""
        whole = self.lab.connect()
        for changes in ({"ImmutableTag": "Somebody.Else"}, {"IsStandardRule": True}):
            self.server(lambda record: self.ours(record)[-1].update(changes))
            self.refuse(4, script)
            self.lab.write("connect.SYNC01", whole)
