"""What is in the tenant: users, groups, contacts, logs, one by one, in pages and in batches."""
import re
import urllib.parse

from contract import Refused
from words import sample


class Directory:
    """The objects of the tenant."""

    def page(self, path, query, values, skip, version):
        size = min(int(query.get("$top", 999)), self.page_size)
        answer = {"@odata.context": "x", "value": values[skip:skip + size]}
        if skip + size < len(values):
            kept = {k: v for k, v in query.items() if k != "$skiptoken"}
            answer["@odata.nextLink"] = f"{self.root}/{version}{path}?" + urllib.parse.urlencode({**kept, "$skiptoken": skip + size})
        return 200, answer, {}

    def op_listUsers(self, path, query, body, skip, version):
        wanted = query["$select"].split(",")
        return self.page(path, query, [{k: u[k] for k in wanted if k in u} for u in self.users], skip, version)

    def op_countUsers(self, *_):
        return 200, "\ufeff{}".format(len(self.users)).encode(), {"Content-Type": "text/plain"}

    def op_listGroups(self, path, query, body, skip, version):
        return self.page(path, query, self.groups, skip, version)

    def op_countGroupMembers(self, path, *_):
        group = next(g for g in self.groups if g["id"] == path.split("/")[2])
        return 200, "\ufeff{}".format(group.get("_members", 0)).encode(), {"Content-Type": "text/plain"}

    def op_batch(self, path, query, body, skip, version):
        if len({r["id"].lower() for r in body["requests"]}) < len(body["requests"]):
            raise Refused("two requests of a batch have the same id")
        answers = []
        for request in body["requests"]:
            url = urllib.parse.urlsplit(request["url"])
            asked = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
            fault = self.fault_for(f"GET /{version}{url.path}")
            if fault and fault.drop:
                continue
            if fault:
                status, answer, headers = fault.status, fault.answer or self.error(fault), dict(fault.headers)
            else:
                operation = self.contract.check("GET", version, url.path, asked, {}, None)
                status, answer, headers = getattr(self, "op_" + operation)(url.path, asked, None, 0, version)
            answers.append({"id": request["id"], "status": status, "headers": headers, "body": answer})
        # In any order.
        return 200, {"responses": answers[::-1]}, {}

    def there(self, path, kept):
        return next((one for one in kept if one["id"] == path.split("/")[2]), None)

    def member_of(self, path, query, skip, version, kept):
        if self.there(path, kept) is None:
            return self.failure(404, "Request_ResourceNotFound", "no such object")
        return self.page(path, query, self.memberships.get(path.split("/")[2], []), skip, version)

    def op_listMembershipsOfUser(self, path, query, body, skip, version):
        return self.member_of(path, query, skip, version, self.users + self.unsynchronized)

    def op_listMembershipsOfGroup(self, path, query, body, skip, version):
        return self.member_of(path, query, skip, version, self.groups)

    def op_listMembershipsOfContact(self, path, query, body, skip, version):
        return self.member_of(path, query, skip, version, self.contacts)

    def one(self, path, query, kept):
        found = self.there(path, kept)
        if found is None:
            return self.failure(404, "Request_ResourceNotFound", "no such object")
        return 200, {k: found[k] for k in query["$select"].split(",") if k in found}, {}

    def op_getUser(self, path, query, *_):
        return self.one(path, query, self.users + self.unsynchronized)

    def op_getGroup(self, path, query, *_):
        return self.one(path, query, self.groups)

    def op_getContact(self, path, query, *_):
        return self.one(path, query, self.contacts)

    def op_listContacts(self, path, query, body, skip, version):
        return self.page(path, query, self.contacts, skip, version)

    def op_listProvisioningLogs(self, path, query, body, skip, version):
        match = re.match(r"^jobId eq '([^']+)' and activityDateTime gt (\S+)$", query["$filter"])
        if not match:
            return self.failure(400, "BadRequest", query["$filter"])
        return self.page(path, query, [e for e in self.log if e["jobId"] == match.group(1)], skip, version)

    def op_listOrganization(self, *_):
        return 200, {"value": [self.organization]}, {}

    def delegated_only(self):
        return self.failure(403, "Authorization_RequestDenied", "Insufficient privileges") if self.app_only else None

    def op_listAgents(self, *_):
        return self.delegated_only() or (200, sample("agents-200"), {})

    def op_listPublishedResources(self, *_):
        return self.delegated_only() or (200, sample("published-resources-200"), {})

    def op_getOnPremisesSynchronization(self, *_):
        return self.delegated_only() or (200, sample("on-premises-synchronization-200"), {})
