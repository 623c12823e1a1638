"""Jobs: made, started, paused, and what they do while time passes."""
import copy
import time
import urllib.parse
import uuid

from words import NEVER, sample, spelled, lies_in


class Jobs:
    """The jobs of each service principal."""

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
