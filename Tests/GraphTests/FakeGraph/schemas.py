"""Settings and schemas of jobs, and what discovery tells."""
import copy
import urllib.parse
import uuid

from words import sample, spelled


class Schemas:
    """Settings and schemas."""

    def op_getSecrets(self, path, *_):
        identifier, refusal = self.known(path)
        if refusal:
            return refusal
        return 200, {"value": [{"key": k, "value": "*" if k in self.mask else v} for k, v in self.secrets[identifier].items()]}, {}

    def op_putSecrets(self, path, query, body, *_):
        identifier, refusal = self.known(path)
        if refusal:
            return refusal
        self.secrets[identifier] = {pair["key"]: pair["value"] for pair in body["value"]}
        return 204, None, {}

    def op_getSchema(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        return 200, self.schemas[job["id"]], {}

    def op_putSchema(self, path, query, body, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        old = self.schemas[job["id"]]
        if job["schedule"]["state"] == "Active":
            self.refusals.append("schema changed under an active job")
        for before, after in zip(old["synchronizationRules"], body["synchronizationRules"]):
            lost = [c for c in before["containerFilter"]["includedContainers"] if c not in after["containerFilter"]["includedContainers"]]
            if lost:
                self.refusals.append(f"scope shrank by {lost}")
            if not after["containerFilter"]["includedContainers"]:
                self.refusals.append("empty scope")
        new = copy.deepcopy(body)
        new["@odata.context"] = old.get("@odata.context", "x")
        new["directories@odata.context"] = "x"
        new["version"] = f"Date:{spelled()}, ActivityId:{uuid.uuid4()}"
        self.schemas[job["id"]] = new
        return 204, None, {}

    def op_listSchemaDirectories(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        return 200, {"value": [{"id": d["id"], "name": d["name"]} for d in self.schemas[job["id"]]["directories"]]}, {}

    def op_discoverDirectory(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        wanted = urllib.parse.unquote(path.split("/")[8])
        if not any(d["id"] == wanted and d["name"] == "Active Directory" for d in self.schemas[job["id"]]["directories"]):
            return self.failure(404, "Request_ResourceNotFound", "no such directory")
        found = sample(self.discover)
        found["objects"][0]["attributes"] += self.discovered
        return 200, found, {}
