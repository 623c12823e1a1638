"""A Microsoft Graph that remembers: enough of it to run every bash script of a kit against it, with its delays and its faults.

Loopback, a port of its own, the standard library and jsonschema only.
"""
import base64
import copy
import http.server
import json
import os
import pickle
import re
import signal
import subprocess
import tempfile
import threading
import time
import urllib.parse
import uuid
from email.utils import formatdate

from contract import Contract, Refused

HERE = os.path.dirname(os.path.abspath(__file__))
TEMPLATE = "1a4721b3-e57f-4451-ae87-ef078703ec94"
NEVER = "0001-01-01T00:00:00Z"


def sample(name):
    with open(os.path.join(HERE, "samples", name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def spelled(moment=None):
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment)) + ".1234567Z"


def components(name):
    """Components of a distinguished name, unescaped and without case; from the object to the root."""
    parts, current, index = [], "", 0
    while index < len(name):
        if name[index] == "\\":
            current += name[index + 1]
            index += 2
        elif name[index] == ",":
            parts.append(current)
            current = ""
            index += 1
        else:
            current += name[index]
            index += 1
    return [part.casefold() for part in parts + [current]]


def lies_in(name, container):
    one, other = components(name), components(container)
    return len(one) >= len(other) and one[len(one) - len(other):] == other


class Fault:
    """Answers a number of matching requests otherwise. `done`: the request takes effect all the same."""

    def __init__(self, match, status=None, times=1, skip=0, code="Fault", headers=None, done=False, drop=False, cut=False, answer=None):
        self.match, self.status, self.times, self.skip = re.compile(match), status, times, skip
        self.code, self.headers, self.done, self.drop, self.cut, self.answer = code, headers or {}, done, drop, cut, answer


class FakeGraph:
    def __init__(self, tenant, resource="https://graph.microsoft.com", domain="contoso.com"):
        self.contract = Contract()
        self.tenant, self.resource, self.domain = tenant, resource, domain
        self.lock = threading.RLock()
        self.secret, self.certificate = "fake-secret", None
        self.client = "11111111-2222-4333-8444-555555555555"
        self.tokens, self.token_life, self.pending_polls = {}, 3600, 0
        self.requests, self.refusals, self.faults = [], [], []
        self.principals, self.jobs, self.secrets, self.schemas = [], {}, {}, {}
        self.applications, self.extension_principals, self.extensions = [], [], {}
        self.replication = 0          # requests that see a fresh principal as absent
        self.list_lag = 0             # lists that do not show it yet
        self.job_list_lag = 0         # lists that do not show a fresh job yet
        self.odd_template = False
        self.mask = ()                # keys of secrets that a GET hides
        self.discover = "discover-200-with-mailnickname"
        self.discovered = []          # attributes of user that only discovery knows
        self.start_lag = self.pause_lag = 1
        self.cycle_looks = 2          # looks at the jobs until the cycle is over
        self.on_demand = "provision-on-demand-200-success"
        self.users, self.groups, self.contacts, self.log = [], [], [], []
        self.directory_users = []     # Active Directory's; Connect Sync has brought them, and they are taken over once their unit was provisioned
        self.taken = []               # identifiers of those that Cloud Sync has taken over
        self.memberships = {}         # by identifier: what an object is a direct member of
        self.unsynchronized = []      # users that are there without being synchronized: no list of synchronized ones shows them
        self.page_size = 2
        self.kill_signal = signal.SIGKILL
        self.kill = None              # (number of the request, "before" | "after", process group)
        self.app_only = True
        self.enforces_rate = True
        self.on_demand_times = []
        self.organization = {"id": tenant, "displayName": "Test", "onPremisesSyncEnabled": True, "onPremisesLastSyncDateTime": spelled(), "verifiedDomains": [{"name": domain, "isDefault": True}]}
        self.templates = {TEMPLATE}
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def handle_any(self):
                fake.handle(self)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    REMEMBERED = ("principals", "jobs", "secrets", "schemas", "users", "groups", "contacts", "log", "directory_users", "taken", "memberships", "unsynchronized", "applications", "extension_principals", "extensions")

    def snapshot(self):
        with self.lock:
            return pickle.dumps({name: getattr(self, name) for name in self.REMEMBERED})

    def restore(self, snapshot):
        with self.lock:
            for name, value in pickle.loads(snapshot).items():
                setattr(self, name, value)
            self.faults, self.kill, self.on_demand_times = [], None, []
            self.forget_requests()

    # --- What tests ask -----------------------------------------------------------------------------------------------

    def writes(self):
        """What changes something: a batch holds nothing but reads, or the contract refuses it."""
        return [r for r in self.requests if r["method"] != "GET" and "/oauth2/" not in r["path"] and not r["path"].endswith("/$batch")]

    def forget_requests(self):
        self.requests, self.refusals = [], []

    def end_state(self):
        """What exists, without identifiers and times."""
        return {
            "principals": len(self.principals),
            "applications": len(self.applications),
            "extensions": sorted((len(self.extension_principals), e["name"].split("_", 2)[2], e["dataType"]) for extensions in self.extensions.values() for e in extensions),
            "jobs": sorted((j["id"].split(".")[0], j["schedule"]["state"]) for jobs in self.jobs.values() for j in jobs),
            "secrets": {k: v for s in self.secrets.values() for k, v in s.items()},
            "scope": [self.scope_of(job) for job in sorted(self.schemas) if job.startswith("AD2AADProvisioning")],
            "credentials": sum(a["targetAttributeName"] == "CredentialData" for s in self.schemas.values() for r in s["synchronizationRules"] for m in r["objectMappings"] for a in m["attributeMappings"]),
        }

    def scope_of(self, job):
        return [r["containerFilter"]["includedContainers"] for r in self.schemas[job]["synchronizationRules"]]

    def job(self, template):
        return [j for jobs in self.jobs.values() for j in jobs if j["id"].startswith(template + ".")][0]

    # --- One request --------------------------------------------------------------------------------------------------

    def handle(self, handler):
        length = int(handler.headers.get("Content-Length") or 0)
        raw = handler.rfile.read(length)
        with self.lock:
            url = urllib.parse.urlsplit(handler.path)
            query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query)))
            record = {"method": handler.command, "path": url.path, "query": query, "raw_query": url.query, "body": raw.decode("utf-8", "replace"), "headers": dict(handler.headers), "time": time.time()}
            self.requests.append(record)
            number = len(self.requests)
            if self.kill and self.kill[0] == number and self.kill[1] == "before":
                os.killpg(self.kill[2](), self.kill_signal)
                handler.close_connection = True
                return
            fault = self.fault_for(f"{handler.command} {url.path}")
            if fault and not fault.done and not fault.cut and fault.status:
                status, answer, headers = fault.status, self.error(fault), dict(fault.headers)
            elif fault and not fault.done and fault.drop:
                handler.close_connection = True
                return
            else:
                try:
                    status, answer, headers = self.answer(handler, url, query, raw)
                except Refused as refused:
                    self.refusals.append(f"{handler.command} {handler.path}: {refused}")
                    status, answer, headers = 400, {"error": {"code": "RefusedByContract", "message": str(refused)}}, {}
                if fault and fault.done:
                    if fault.drop:
                        handler.close_connection = True
                        return
                    status, answer, headers = fault.status, self.error(fault), dict(fault.headers)
            if fault and fault.answer is not None:
                answer = fault.answer
            record["status"] = status
            if self.kill and self.kill[0] == number and self.kill[1] == "after":
                os.killpg(self.kill[2](), self.kill_signal)
                handler.close_connection = True
                return
        body = b"" if answer is None else answer if isinstance(answer, bytes) else json.dumps(answer, ensure_ascii=False).encode()
        try:
            handler.send_response_only(status)
            handler.send_header("Date", formatdate(usegmt=True))
            handler.send_header("request-id", str(uuid.uuid4()))
            for key, value in headers.items():
                handler.send_header(key, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            if fault and fault.cut:
                handler.wfile.write(body[: len(body) // 2])
                handler.close_connection = True
            else:
                handler.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def fault_for(self, line):
        for fault in self.faults:
            if fault.times > 0 and fault.match.search(line):
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                return fault
        return None

    @staticmethod
    def error(fault):
        return {"error": {"code": fault.code, "message": "" if fault.code == "UnknownError" else "fault of the test", "innerError": {"request-id": str(uuid.uuid4())}}}

    @staticmethod
    def failure(status, code, message="", headers=None):
        return status, {"error": {"code": code, "message": message, "innerError": {"request-id": str(uuid.uuid4())}}}, headers or {}

    def answer(self, handler, url, query, raw):
        method, headers = handler.command, handler.headers
        if "/oauth2/v2.0/" in url.path:
            return self.login(url, headers, raw)
        match = re.match(r"^/(v1\.0|beta)(/.*)$", url.path)
        if not match:
            raise Refused("no such version")
        version, path = match.groups()
        token = headers.get("Authorization", "")
        if not token.startswith("Bearer ") or self.tokens.get(token[7:], 0) < time.time():
            return self.failure(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.")
        body = None
        if raw:
            try:
                body = json.loads(raw)
            except ValueError as error:
                raise Refused("the body is not JSON") from error
        query.pop("$skiptoken", None) if "/users" in path or "/groups" in path or "/contacts" in path or "/servicePrincipals" in path or "/applications" in path else None
        skip = urllib.parse.parse_qs(url.query).get("$skiptoken", ["0"])[0]
        operation = self.contract.check(method, version, path, {k: v for k, v in query.items()}, headers, body)
        return getattr(self, "op_" + operation)(path, query, body, int(skip), version)

    # --- Sign-in ------------------------------------------------------------------------------------------------------

    def login(self, url, headers, raw):
        form = dict(urllib.parse.parse_qsl(raw.decode(), strict_parsing=True))
        self.contract.check("POST", None, url.path, {}, headers, form, form=True)
        if f"/{self.tenant}/" not in url.path:
            return 400, {"error": "invalid_request", "error_description": "unknown tenant"}, {}
        if form.get("scope", self.resource + "/.default") != self.resource + "/.default":
            raise Refused(f"scope {form['scope']} of another cloud")
        if url.path.endswith("/devicecode"):
            return 200, {"device_code": "device-code-secret", "user_code": "ABCD", "verification_uri": "https://microsoft.com/devicelogin", "expires_in": 900, "interval": 1, "message": "Open the page and enter ABCD."}, {}
        if form.get("client_secret") is not None and form["client_secret"] != self.secret:
            return 401, {"error": "invalid_client", "error_description": "AADSTS7000215: wrong secret\r\nTrace"}, {}
        if "client_assertion" in form:
            problem = self.assertion_problem(form, url.path)
            if problem:
                return 401, {"error": "invalid_client", "error_description": problem}, {}
        if form["grant_type"].endswith("device_code") and self.pending_polls > 0:
            self.pending_polls -= 1
            return 400, {"error": "authorization_pending", "error_description": "wait"}, {}
        token = "secret-token-" + uuid.uuid4().hex
        self.tokens[token] = time.time() + self.token_life
        return 200, {"token_type": "Bearer", "expires_in": self.token_life, "access_token": token}, {}

    def assertion_problem(self, form, path):
        head, payload, signature = form["client_assertion"].split(".")
        pad = lambda text: text + "=" * (-len(text) % 4)
        header = json.loads(base64.urlsafe_b64decode(pad(head)))
        claims = json.loads(base64.urlsafe_b64decode(pad(payload)))
        if header["alg"] != "PS256" or header["typ"] != "JWT" or not header["x5t#S256"]:
            return "head"
        if claims["aud"] != self.root + path or claims["iss"] != form["client_id"] or claims["sub"] != form["client_id"]:
            return "claims"
        if not claims["nbf"] <= time.time() + 5 < claims["exp"] or claims["exp"] - claims["nbf"] > 600 or not claims["jti"]:
            return "times"
        with tempfile.TemporaryDirectory() as folder:
            public, sign = os.path.join(folder, "public.pem"), os.path.join(folder, "signature")
            with open(public, "wb") as file:
                file.write(subprocess.run(["openssl", "x509", "-in", self.certificate, "-pubkey", "-noout"], check=True, capture_output=True).stdout)
            with open(sign, "wb") as file:
                file.write(base64.urlsafe_b64decode(pad(signature)))
            done = subprocess.run(["openssl", "dgst", "-sha256", "-verify", public, "-signature", sign, "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"], input=f"{head}.{payload}".encode(), capture_output=True, check=False)
        return None if done.returncode == 0 else "signature"

    # --- Bootstrap ----------------------------------------------------------------------------------------------------

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

    # --- Jobs ---------------------------------------------------------------------------------------------------------

    def op_createJob(self, path, query, body, *_):
        identifier, refusal = self.known(path)
        if refusal:
            return refusal
        job = copy.deepcopy(sample("job-create-201"))
        job.pop("@odata.context", None)
        job["id"] = f"{body['templateId']}.{self.tenant.replace('-', '')}.{uuid.uuid4()}"
        job["_unlisted"] = self.job_list_lag
        if any(j["id"].startswith(body["templateId"] + ".") for j in self.jobs[identifier]):
            self.refusals.append(f"a second job {body['templateId']}")
        job["templateId"] = "ADDCInPassthrough" if self.odd_template else body["templateId"]
        self.jobs[identifier].append(job)
        if body["templateId"] == "AD2AADProvisioning":
            schema = copy.deepcopy(sample("schema-default-AD2AADProvisioning"))
            schema["id"] = job["id"]
            self.schemas[job["id"]] = schema
        return 201, {**{k: v for k, v in job.items() if not k.startswith("_")}, "@odata.context": "x"}, {}

    def op_listJobs(self, path, *_):
        identifier, refusal = self.known(path)
        if refusal:
            return refusal
        listed = []
        for job in self.jobs[identifier]:
            self.advance(job)
            if job.get("_unlisted", 0) > 0:
                job["_unlisted"] -= 1
            else:
                listed.append({k: v for k, v in job.items() if not k.startswith("_")})
        return 200, {"value": listed}, {}

    def the_job(self, path):
        parts = path.split("/")
        identifier, refusal = self.known(path)
        if refusal:
            return None, refusal
        job = next((j for j in self.jobs[identifier] if j["id"] == urllib.parse.unquote(parts[5])), None)
        return (job, None) if job else (None, self.failure(404, "Request_ResourceNotFound", "no such job"))

    def op_getJob(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        self.advance(job)
        return 200, {k: v for k, v in job.items() if not k.startswith("_")}, {}

    def advance(self, job):
        """Time passes with every look."""
        if job.get("_becomes"):
            state, looks = job["_becomes"]
            if looks <= 1:
                job["schedule"]["state"] = state
                job["status"]["code"] = "Active" if state == "Active" else "Paused"
                job["_becomes"] = None
                if state == "Active":
                    job["_looks"] = self.cycle_looks
            else:
                job["_becomes"] = (state, looks - 1)
        elif job["schedule"]["state"] == "Active" and not job["status"].get("quarantine"):
            job["_looks"] = job.get("_looks", self.cycle_looks) - 1
            if job["_looks"] <= 0:
                now = time.time() + 1
                run = copy.deepcopy(sample("job-200-running")["status"]["lastExecution"])
                run.update(timeBegan=spelled(now), timeEnded=spelled(now), state="Succeeded")
                job["status"].update(lastExecution=run, lastSuccessfulExecution=run, steadyStateLastAchievedTime=spelled(now))
                if job["status"]["steadyStateFirstAchievedTime"] == NEVER:
                    job["status"]["steadyStateFirstAchievedTime"] = spelled(now)
                self.provision(job)

    def provision(self, job):
        if not job["id"].startswith("AD2AADProvisioning"):
            return
        scope = self.schemas[job["id"]]["synchronizationRules"][0]["containerFilter"]["includedContainers"]
        for user in self.directory_users:
            if any(lies_in(user["onPremisesDistinguishedName"], unit) for unit in scope) and user["id"] not in self.taken:
                self.taken.append(user["id"])
                if user not in self.users:
                    self.users.append(user)
                self.log.append({"id": str(uuid.uuid4()), "activityDateTime": spelled(), "jobId": job["id"], "provisioningAction": "update", "provisioningStatusInfo": {"status": "success"}, "sourceIdentity": {"displayName": user["displayName"]}})
        job["status"]["synchronizedEntryCountByType"] = [{"key": "user to User", "value": len(self.users)}]

    def op_startJob(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        if job["schedule"]["state"] == "Active" or (job.get("_becomes") or ("",))[0] == "Active":
            self.refusals.append(f"start of {job['id']} although it runs")
        if job["status"].get("quarantine"):
            self.refusals.append(f"start of {job['id']} although it is in quarantine")
        scopes = [s for identifier, s in self.schemas.items() if identifier.startswith("AD2AADProvisioning")]
        if any(not r["containerFilter"]["includedContainers"] for s in scopes for r in s["synchronizationRules"]):
            self.refusals.append(f"start of {job['id']} with an empty scope")
        job["_becomes"] = ("Active", self.start_lag)
        return 204, None, {}

    def op_pauseJob(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        job["_becomes"] = ("Paused", self.pause_lag)
        return 204, None, {}

    def op_restartJob(self, path, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        job["_looks"] = self.cycle_looks
        return 204, None, {}

    def op_provisionOnDemand(self, path, query, body, *_):
        job, refusal = self.the_job(path)
        if refusal:
            return refusal
        now = time.time()
        self.on_demand_times = [moment for moment in self.on_demand_times if now - moment < 10] + [now]
        if self.enforces_rate and len(self.on_demand_times) > 5:
            self.refusals.append("more than five on-demand requests in ten seconds")
        rule = self.schemas[job["id"]]["synchronizationRules"][0]
        for parameter in body["parameters"]:
            if parameter["ruleId"] != rule["id"]:
                return self.failure(400, "BadRequest", "no such rule")
            for subject in parameter["subjects"]:
                if not any(lies_in(subject["objectId"], unit) for unit in rule["containerFilter"]["includedContainers"]):
                    self.refusals.append(f"on demand outside the scope: {subject['objectId']}")
        return 200, sample(self.on_demand), {}

    # --- Secrets and schema -------------------------------------------------------------------------------------------

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

    # --- Validation and tenant ----------------------------------------------------------------------------------------

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

    # --- Memberships, single objects, batches -------------------------------------------------------------------------

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
