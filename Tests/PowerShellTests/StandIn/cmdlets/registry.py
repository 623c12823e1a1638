"""How a cmdlet of the stand-in is declared and run."""
import importlib

from .. import binding
from ..faults import ErrorRecord, NetException, StandInLimit
from ..parameters import Signature
from ..values import NO_INPUT, AutomationNull

AREAS = ["objects", "ordering", "filtering", "output", "paths", "files", "contents", "json", "session", "time", "construct", "serial", "machine", "markup", "tables"]
_found = {}
_loaded = False


class Cmdlet:
    def __init__(self, name, signature, make, should_process):
        self.name, self.signature, self.make = name, signature, make


def cmdlet(name, *specs, should_process=False, impact="medium", default_set=None):
    """Declares a class with begin, process and end as a cmdlet."""
    def declare(cls):
        signature = Signature(name, specs, advanced=True, should_process=should_process, impact=impact, default_set=default_set)
        _found[name.lower()] = Cmdlet(name, signature, cls, should_process)
        return cls
    return declare


def find(key):
    global _loaded
    if not _loaded:
        _loaded = True
        for area in AREAS:
            importlib.import_module("." + area, __package__)
    return _found.get(key)


def is_known_elsewhere(key):
    """Whether the name looks like a cmdlet of Windows: an error of the test then, not of the script."""
    verb, _, noun = key.partition("-")
    return bool(noun) and verb in {"get", "set", "new", "remove", "add", "out", "write", "convertto", "convertfrom", "select", "sort", "format", "test", "invoke", "start", "stop", "import", "export",
                                   "clear", "copy", "move", "rename", "join", "split", "measure", "compare", "group", "wait", "where", "foreach", "update", "enable", "disable", "register", "resolve",
                                   "read", "trace", "tee", "unblock", "push", "pop", "restart", "show"} and noun in _BUILTIN_NOUNS


_BUILTIN_NOUNS = {"process", "eventlog", "winevent", "acl", "job", "item", "itemproperty", "content", "location", "variable", "alias", "date", "random", "unique", "member", "object", "csv", "html",
                  "xml", "clixml", "string", "table", "list", "wide", "custom", "host", "null", "file", "printer", "expression", "command", "restmethod", "webrequest", "path", "service", "computer",
                  "connection", "module", "credential", "culture", "counter", "history", "hotfix", "executionpolicy", "authenticodesignature", "filehash", "psdrive", "psprovider", "ciminstance",
                  "wmiobject", "netconnection", "childitem", "tracesource", "timespan", "securestring", "output", "error", "warning", "verbose", "debug", "information", "progress"}


class Base:
    """A running cmdlet."""

    def __init__(self, e, bound, out):
        self.e, self.bound, self.out = e, bound, out
        self.node = e.node
        self.action = bound.common.get("erroraction")

    def get(self, name, default=None):
        return self.bound.values.get(name.lower(), default)

    def has(self, name):
        return name.lower() in self.bound.values

    def flag(self, name):
        return bool(self.bound.values.get(name.lower(), False))

    def begin(self):
        pass

    def process(self):
        pass

    def end(self):
        pass

    def error(self, message, error_id, type_name="System.Management.Automation.RuntimeException", target=None, category="NotSpecified"):
        """An error that does not end the command."""
        record = ErrorRecord(NetException(message, type_name), error_id + "," + self.bound.signature.name, target, category)
        record.node = self.e.node
        self.e.write_error(record, self.action)

    def should(self, target, action):
        """ShouldProcess of a cmdlet that changes something: -WhatIf here, or the caller's $WhatIfPreference."""
        from ..records import ask_to_process
        e = self.e
        common = self.bound.common
        message = f'Performing the operation "{action}" on target "{target}".'
        if "whatif" in common:
            if common["whatif"]:
                e.host.stream("whatif", f"What if: {message}", e)
                return False
            if "confirm" not in common:
                saved = e.scope.vars.get("whatifpreference")
                from ..scopes import Var
                e.scope.vars["whatifpreference"] = Var("WhatIfPreference", False)
                try:
                    return ask_to_process(e, self.bound.signature.impact, target, action, message)
                finally:
                    if saved is None:
                        del e.scope.vars["whatifpreference"]
                    else:
                        e.scope.vars["whatifpreference"] = saved
            return True if not common["confirm"] else e.host.confirm(e, message)
        if "confirm" in common:
            from ..conversions import to_bool
            found = e.scope.find("whatifpreference")
            if found is not None and to_bool(found.value):
                e.host.stream("whatif", f"What if: {message}", e)
                return False
            return True if not common["confirm"] else e.host.confirm(e, message)
        return ask_to_process(e, self.bound.signature.impact, target, action, message)

    def silent(self):
        return self.action in ("silentlycontinue", "ignore")


class Running:
    """A cmdlet in a pipeline."""

    def __init__(self, e, declared, arguments, out):
        self.e = e
        self.bound = binding.bind(e, declared.signature, arguments, builtin=True)
        self.takes = [s for s in declared.signature.specs if s.pipeline or s.by_name]
        for name in ("verbose", "debug", "errorvariable", "outvariable", "warningvariable"):
            if name in self.bound.common and name != "verbose":
                raise StandInLimit(f"-{name} of {declared.name}")
        self.out = out
        self.inner = declared.make(e, self.bound, out)
        self.inner.owner = self
        self.fixed = None

    def begin(self):
        binding.require(self.bound, with_input=bool(self.takes))
        self.fixed = set(self.bound.values)
        self.inner.begin()

    def process(self, item):
        if item is NO_INPUT:
            binding.require(self.bound, with_input=False)
            self.inner.process()
            return
        if item is AutomationNull:
            return
        for spec in self.takes:
            if spec.key not in self.fixed:
                self.bound.values.pop(spec.key, None)
        binding.bind_input(self.e, self.bound, self.fixed, item)
        self.inner.process()

    def end(self):
        self.inner.end()


def processor(e, declared, arguments, out):
    return Running(e, declared, arguments, out)
