"""The scope and the mappings of a job: what stops their writing, and that a stop changes nothing."""
import json
import os

from harness import Fault, sample
from walk import StagedTest


class Scope(StagedTest):
    def put(self, code=0):
        return self.run_step("put-scope", code)

    def refused(self, code, words):
        done = self.put(code)
        self.assertIn(words, done.all)
        self.no_writes()

    def test_a_live_name_that_the_revision_lacks_stops_it(self):
        self.rule()["containerFilter"]["includedContainers"] = ["OU=Somebody Else,DC=contoso,DC=com"]
        self.refused(1, "a scope never shrinks")

    def test_an_empty_scope_on_a_job_that_ran_stops_it(self):
        self.fake.job("AD2AADProvisioning")["status"]["lastExecution"] = sample("job-200-running")["status"]["lastExecution"]
        self.refused(1, "whole domain")

    def test_an_active_job_stops_it(self):
        self.fake.job("AD2AADProvisioning")["schedule"]["state"] = "Active"
        self.refused(1, "never widened under a running job")

    def test_an_active_job_for_hashes_stops_it_too(self):
        self.fake.job("AD2AADPasswordHash")["schedule"]["state"] = "Active"
        self.refused(1, "never widened under a running job")

    def test_groups_in_the_scope_stop_it(self):
        self.rule()["groupFilter"]["includedGroups"] = ["CN=G,DC=contoso,DC=com"]
        self.refused(1, "scoped by groups")

    def test_the_filter_clause_of_an_old_tenant_stops_it(self):
        self.rule()["objectMappings"][0]["scope"]["inputFilterGroups"].append({"name": "X.UX-OrganizationalGroup-Scope", "clauses": [{"operatorName": "ENDS_WITH", "sourceOperandName": "distinguishedName", "targetOperand": {"values": ["OU=X"]}}]})
        self.refused(1, "filter clause")

    def test_a_missing_and_a_doubled_rule_stop_it(self):
        self.schema()["synchronizationRules"].append(self.rule())
        self.refused(4, "exactly one editable rule")
        self.schema()["synchronizationRules"].clear()
        self.refused(4, "exactly one editable rule")

    def test_a_quarantine_stops_it(self):
        self.quarantine()
        self.refused(5, "quarantine")

    def test_a_job_in_a_state_that_nobody_knows_stops_it(self):
        for state in (None, "Starting"):
            self.fake.job("AD2AADProvisioning")["schedule"]["state"] = state
            self.refused(3, "a state that this kit does not know")

    def test_classes_that_are_not_handed_over_are_switched_off_and_those_that_are_on(self):
        mappings = {m["sourceObjectName"]: m for m in self.rule()["objectMappings"]}
        mappings["group"]["enabled"] = False
        self.put()
        self.assertEqual({m["sourceObjectName"]: m["enabled"] for m in self.rule()["objectMappings"] if m["sourceObjectName"]}, {"user": True, "inetOrgPerson": False, "group": True, "contact": True})

    def test_a_class_is_not_taken_out_of_a_job_that_ran(self):
        self.fake.job("AD2AADProvisioning")["status"]["lastExecution"] = sample("job-200-running")["status"]["lastExecution"]
        self.rule()["containerFilter"]["includedContainers"] = self.kit.units(self.wave, self.domain)
        self.refused(1, "objects of class inetOrgPerson")

    def test_a_second_rule_from_elsewhere_and_renamed_mappings_do_not_disturb(self):
        other = json.loads(json.dumps(self.rule()))
        other.update(id="other", sourceDirectoryName="Somewhere", name="AAA")
        other["containerFilter"]["includedContainers"] = ["OU=X,DC=y,DC=z"]
        self.schema()["synchronizationRules"].insert(0, other)
        for mapping in self.schema()["synchronizationRules"][1]["objectMappings"]:
            mapping["name"] = "renamed"
        self.put()
        self.assertEqual(self.schema()["synchronizationRules"][0]["containerFilter"]["includedContainers"], ["OU=X,DC=y,DC=z"])
        self.assertEqual(self.schema()["synchronizationRules"][1]["containerFilter"]["includedContainers"], self.kit.units(self.wave, self.domain))
        self.no_refusals()

    def test_a_schema_that_changes_in_between_stops_it(self):
        changed = json.loads(json.dumps(self.schema()))
        changed["version"] = "another"
        self.fake.faults.append(Fault("GET .*/schema$", 200, skip=1, answer=changed))
        self.refused(1, "somebody else changed the schema")

    def test_what_is_written_and_not_read_back_fails(self):
        self.fake.faults.append(Fault("PUT .*/schema$", 204, answer=b""))
        self.put(1)

    def test_a_write_that_was_interrupted_is_settled_by_the_next_run(self):
        self.put()
        self.site.state(lambda s: s["scope"].update(pending=True))
        self.put()
        self.assertNotIn("pending", self.site.state()["scope"])

    def test_the_copy_before_is_kept(self):
        before = json.loads(json.dumps(self.schema()))
        self.put()
        folder = os.path.join(self.site.run_folder, "backup", "graph", self.domain)
        copies = [name for name in os.listdir(folder) if name.startswith("schema-")]
        self.assertEqual(len(copies), 1)
        with open(os.path.join(folder, copies[0]), encoding="utf-8") as file:
            self.assertEqual(json.load(file), before)

    def test_hashes_that_flow_in_another_way_are_set_right_and_not_doubled(self):
        user = next(m for m in self.rule()["objectMappings"] if m["sourceObjectName"] == "user")
        wrong = {"defaultValue": None, "exportMissingReferences": False, "flowBehavior": "FlowAlways", "flowType": "Always", "matchingPriority": 0, "targetAttributeName": "CredentialData", "source": {"expression": "[PasswordHash]", "name": "PasswordHash", "type": "Attribute", "parameters": []}}
        user["attributeMappings"] += [wrong, dict(wrong)]
        self.put()
        user = next(m for m in self.rule()["objectMappings"] if m["sourceObjectName"] == "user")
        self.assertEqual([m["flowBehavior"] for m in user["attributeMappings"] if m["targetAttributeName"] == "CredentialData"], ["FlowWhenChanged"])

    def test_a_name_in_another_case_is_the_same_unit(self):
        self.rule()["containerFilter"]["includedContainers"] = [self.kit.units(self.wave, self.domain)[0].replace("OU=", "ou=")]
        self.put()
        self.assertEqual(len(self.fake.writes()), 1)
        self.assertEqual(len(self.rule()["containerFilter"]["includedContainers"]), 1)


class Mappings(StagedTest):
    kit_name, domain = "fabrikam", "fabrikam.com"
    settings = {"resource": "https://graph.microsoft.us"}

    def test_a_wish_for_a_pair_that_the_schema_lacks_is_refused(self):
        self.rule()["objectMappings"] = [m for m in self.rule()["objectMappings"] if m["sourceObjectName"] != "user"]
        self.assertIn("expected exactly one mapping user to User", self.run_step("put-scope", 4).all)
        self.no_writes()

    def test_a_wish_for_a_pair_that_nothing_else_asks_for_is_refused_too(self):
        # The kit is the operator's; only its copy gets another wish.
        path = self.kit.file(f"30-graph/{self.domain}/bodies/attribute-mappings.json")
        with open(path, encoding="utf-8") as file:
            kept = file.read()

        def put(text):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)

        self.addCleanup(put, kept)
        wish = {**json.loads(kept)[0], "sourceObjectName": "contact", "targetObjectName": "Contact"}
        put(json.dumps([wish]))
        self.rule()["objectMappings"] = [m for m in self.rule()["objectMappings"] if m["sourceObjectName"] != "contact"]
        self.assertIn("expected exactly one mapping contact to Contact", self.run_step("put-scope", 4).all)
        self.no_writes()
