"""Refuses every request that the contract of the calls does not allow: path, method, version, query, headers and body."""
import copy
import json
import os
import re
import urllib.parse

import jsonschema

HERE = os.path.dirname(os.path.abspath(__file__))


class Refused(Exception):
    """A request that no generated script may send."""


class Contract:
    def __init__(self):
        with open(os.path.join(HERE, "contract.json"), encoding="utf-8") as file:
            self.document = json.load(file)
        with open(os.path.join(HERE, "baseline-contract.json"), encoding="utf-8") as file:
            self.document["paths"].update(json.load(file)["paths"])
        schemas = self.document["components"]["schemas"]
        # A preview of July 2026, later than the metadata that the contract was written from. Unverified: no published job of it was seen.
        templates = schemas["CloudSyncTemplateId"]["enum"]
        if "AD2AADDeviceSync" not in templates:
            templates.append("AD2AADDeviceSync")
        self.operations = []
        for path, item in self.document["paths"].items():
            pattern = re.compile("^" + re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(path)) + "$")
            for method in ("get", "post", "put", "patch", "delete"):
                if method in item:
                    self.operations.append((pattern, path, method.upper(), item, item[method]))
        # The exact path wins over one with a variable, such as /users/$count over /users/{userId}.
        self.operations.sort(key=lambda operation: operation[1].count("{"))
        self.validators = {}

    def resolve(self, value):
        while isinstance(value, dict) and "$ref" in value:
            node = self.document
            for part in value["$ref"].lstrip("#/").split("/"):
                node = node[part.replace("~1", "/").replace("~0", "~")]
            value = node
        return value

    def validate(self, schema, value, what):
        key = json.dumps(schema, sort_keys=True)
        if key not in self.validators:
            whole = copy.deepcopy(schema)
            whole["components"] = self.document["components"]
            self.validators[key] = jsonschema.Draft202012Validator(whole)
        problems = [f"{what} {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}" for error in self.validators[key].iter_errors(value)]
        if problems:
            raise Refused("; ".join(problems[:3]))

    def check(self, method, version, path, query, headers, body, form=False):
        """Returns the operation's name."""
        for pattern, template, allowed, item, operation in self.operations:
            match = pattern.match(path)
            if not match or allowed != method:
                continue
            name = operation["operationId"]
            if operation.get("x-destructive"):
                raise Refused(f"{method} {path} destroys")
            if not form and version not in operation.get("x-graph-versions", ["v1.0", "beta"]):
                raise Refused(f"{name} does not exist in {version}")
            parameters = [self.resolve(p) for p in item.get("parameters", []) + operation.get("parameters", [])]
            values = dict(zip(re.findall(r"\{(\w+)\}", template), match.groups()))
            for parameter in parameters:
                if parameter["in"] == "path":
                    self.validate(parameter["schema"], urllib.parse.unquote(values[parameter["name"]]), parameter["name"])
            known = {p["name"]: p for p in parameters if p["in"] == "query"}
            for key, value in query.items():
                if key not in known:
                    raise Refused(f"{name} has no query parameter {key}")
                kind = self.resolve(known[key]["schema"]).get("type")
                self.validate(known[key]["schema"], int(value) if kind == "integer" else value == "true" if kind == "boolean" else value, key)
            for parameter in parameters:
                if parameter.get("required") and parameter["in"] == "query" and parameter["name"] not in query:
                    raise Refused(f"{name} needs {parameter['name']}")
                if parameter["in"] == "header" and parameter.get("required") and headers.get(parameter["name"]) is None:
                    raise Refused(f"{name} needs the header {parameter['name']}")
            if "requestBody" in operation:
                content = operation["requestBody"]["content"]
                kind = "application/x-www-form-urlencoded" if form else "application/json"
                if headers.get("Content-Type", "").split(";")[0] != kind:
                    raise Refused(f"{name}: Content-Type {headers.get('Content-Type')}")
                self.validate(content[kind]["schema"], body, name)
            elif method != "GET":
                if headers.get("Content-Length") != "0" or headers.get("Content-Type"):
                    raise Refused(f"{name} takes no body and says so: Content-Length {headers.get('Content-Length')}, Content-Type {headers.get('Content-Type')}")
            return name
        raise Refused(f"{method} {path} is not in the contract")
