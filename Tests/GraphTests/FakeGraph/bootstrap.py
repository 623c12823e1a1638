"""Service principals, applications and their extensions."""
import re
import uuid


class Bootstrap:
    """What is made before there is a job."""

    def op_getApplicationTemplate(self, path, *_):
        if path.split("/")[2] not in self.templates:
            return self.failure(404, "Request_ResourceNotFound", "no such template")
        return 200, {"id": path.split("/")[2], "displayName": "Active Directory to Microsoft Entra ID"}, {}

    def op_instantiateApplicationTemplate(self, path, query, body, *_):
        principal = {"id": str(uuid.uuid4()), "appId": str(uuid.uuid4()), "displayName": body["displayName"], "applicationTemplateId": path.split("/")[2], "homepage": "https://x/?metadata=AD2AADProvisioning|z", "accountEnabled": True, "hidden": self.replication, "unlisted": self.list_lag}
        self.principals.append(principal)
        self.jobs[principal["id"]], self.secrets[principal["id"]] = [], {}
        shown = {k: v for k, v in principal.items() if k not in ("hidden", "unlisted")}
        application = {"id": str(uuid.uuid4()), "objectId": str(uuid.uuid4()), "appId": principal["appId"]}
        if getattr(self, "object_id_answers", False):
            shown["objectId"] = shown.pop("id")
        return 201, {"application": application, "servicePrincipal": shown}, {}

    def op_listServicePrincipals(self, path, query, body, skip, version):
        match = re.match(r"^(displayName|appId) eq '((?:[^']|'')*)'$", query["$filter"])
        if not match:
            return self.failure(400, "Request_UnsupportedQuery", query["$filter"])
        wanted, found = match.group(2).replace("''", "'"), []
        for principal in self.principals + self.extension_principals:
            if principal[match.group(1)].lower() == wanted.lower():
                if principal.get("unlisted", 0) > 0:
                    principal["unlisted"] -= 1
                else:
                    found.append({k: v for k, v in principal.items() if k not in ("hidden", "unlisted")})
        return self.page(path, query, found, skip, version)

    def op_listApplications(self, path, query, body, skip, version):
        match = re.match(r"^(?:displayName eq|identifierUris/any\(uri:uri eq) '((?:[^']|'')*)'\)?$", query["$filter"])
        if not match:
            return self.failure(400, "Request_UnsupportedQuery", query["$filter"])
        found = []
        for application in self.applications:
            if match.group(1) in [application["displayName"]] + application["identifierUris"]:
                if application.get("unlisted", 0) > 0:
                    application["unlisted"] -= 1
                else:
                    found.append({k: v for k, v in application.items() if k != "unlisted"})
        return self.page(path, query, found, skip, version)

    def application(self, name, addresses=()):
        application = {"id": str(uuid.uuid4()), "appId": str(uuid.uuid4()), "displayName": name, "identifierUris": list(addresses)}
        self.applications.append(application)
        self.extensions[application["id"]] = []
        return application

    def extension(self, application, name, kind="String", several=False, targets=("User",)):
        extension = {"id": str(uuid.uuid4()), "name": f"extension_{application['appId'].replace('-', '')}_{name}", "appDisplayName": application["displayName"], "dataType": kind, "isMultiValued": several, "targetObjects": list(targets)}
        self.extensions[application["id"]].append(extension)
        return extension

    def op_createExtensionApplication(self, path, query, body, *_):
        if any(set(a["identifierUris"]) & set(body["identifierUris"]) for a in self.applications):
            self.refusals.append("a second application of the same identifier")
            return self.failure(400, "Request_BadRequest", "identifierUris already exists")
        if body["identifierUris"] != [f"api://{self.tenant}/CloudSyncCustomExtensionsApp"]:
            self.refusals.append(f"identifier of another tenant: {body['identifierUris']}")
        application = self.application(body["displayName"], body["identifierUris"])
        application["unlisted"] = self.list_lag
        return 201, {k: v for k, v in application.items() if k != "unlisted"}, {}

    def op_createExtensionServicePrincipal(self, path, query, body, *_):
        application = next((a for a in self.applications if a["appId"] == body["appId"]), None)
        if application is None:
            return self.failure(404, "Request_ResourceNotFound", "no such application")
        if any(p["appId"] == body["appId"] for p in self.extension_principals):
            self.refusals.append("a second service principal of the application")
        principal = {"id": str(uuid.uuid4()), "appId": body["appId"], "displayName": application["displayName"]}
        self.extension_principals.append(principal)
        return 201, principal, {}

    def op_listExtensionProperties(self, path, query, body, skip, version):
        if path.split("/")[2] not in self.extensions:
            return self.failure(404, "Request_ResourceNotFound", "no such application")
        return self.page(path, query, self.extensions[path.split("/")[2]], skip, version)

    def op_createExtensionProperty(self, path, query, body, *_):
        application = next((a for a in self.applications if a["id"] == path.split("/")[2]), None)
        if application is None:
            return self.failure(404, "Request_ResourceNotFound", "no such application")
        if not any(p["appId"] == application["appId"] for p in self.extension_principals):
            self.refusals.append("an extension before the service principal")
        if any(e["name"].endswith("_" + body["name"]) for e in self.extensions[application["id"]]):
            self.refusals.append(f"a second extension {body['name']}")
        return 201, self.extension(application, body["name"], body["dataType"], body["isMultiValued"], body["targetObjects"]), {}

    def principal(self, path):
        return next((p for p in self.principals if p["id"] == path.split("/")[2]), None)

    def op_getServicePrincipal(self, path, *_):
        principal = self.principal(path)
        if principal is None or principal.get("hidden", 0) > 0:
            if principal:
                principal["hidden"] -= 1
            return self.failure(404, "Request_ResourceNotFound", "does not exist")
        return 200, {k: v for k, v in principal.items() if k not in ("hidden", "unlisted")}, {}

    def known(self, path):
        principal = self.principal(path)
        if principal is None:
            return None, self.failure(404, "Request_ResourceNotFound", "does not exist")
        if principal.get("hidden", 0) > 0:
            principal["hidden"] -= 1
            return None, self.failure(401, "UnknownError")
        return principal["id"], None

    def op_listSynchronizationTemplates(self, path, *_):
        identifier, refusal = self.known(path)
        if refusal:
            return refusal
        return 200, {"value": [{"id": name} for name in ("AD2AADProvisioning", "AD2AADPasswordHash", "AAD2ADExchangeHybridWriteback", "AD2AADDeviceSync")]}, {}
