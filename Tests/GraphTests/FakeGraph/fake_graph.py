"""A Microsoft Graph that remembers: enough of it to run every bash script of a kit against it, with its delays and its faults.

Loopback, a port of its own, the standard library and jsonschema only.
"""
import http.server
import json
import os
import pickle
import re
import signal
import threading
import time
import urllib.parse
import uuid
from email.utils import formatdate

from bootstrap import Bootstrap
from contract import Contract, Refused
from directory import Directory
from jobs import Jobs
from schemas import Schemas
from sign_in import SignIn
from words import TEMPLATE, spelled


class FakeGraph(SignIn, Bootstrap, Jobs, Schemas, Directory):
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
