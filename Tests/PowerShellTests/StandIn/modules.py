"""Modules: script modules from a folder of the test, each with a session state of its own (about_Modules)."""
import os

from . import parser
from .faults import StandInLimit, fail
from .scopes import SessionState
from .values import NetObject


class Module(NetObject):
    """System.Management.Automation.PSModuleInfo"""
    type_name = "System.Management.Automation.PSModuleInfo"

    def __init__(self, name, state, path):
        self.name = name
        self.state = state
        self.path = path
        self.version = "1.0"

    def to_text(self):
        return self.name


class Modules:
    def __init__(self, e):
        self.e = e
        self.folders = []
        self.loaded = {}
        self.found = None
        self.importing = []
        # Versions that a test gives its modules; 1.0 without.
        self.versions = {}

    def available(self):
        """The modules of the folders: name in small letters, to name and file. `A/A.psm1` and `A.psm1` alike."""
        if self.found is None:
            self.found = {}
            for folder in self.folders:
                for entry in sorted(os.listdir(folder)):
                    path = os.path.join(folder, entry)
                    if entry.lower().endswith(".psm1"):
                        self.found.setdefault(entry[:-5].lower(), (entry[:-5], path))
                    inner = os.path.join(path, entry + ".psm1")
                    if os.path.isfile(inner):
                        self.found.setdefault(entry.lower(), (entry, inner))
        return self.found

    def require(self, name):
        """#Requires -Modules imports what is not there yet (about_Requires)."""
        if name.startswith("@"):
            raise StandInLimit("#Requires -Modules with a hashtable")
        if name.lower() in self.loaded:
            return True
        if name.lower() not in self.available():
            return False
        self.load(name)
        return True

    def autoload(self, command):
        """A command of a module that is not imported yet imports it (about_Modules: module autoloading)."""
        for key, (name, path) in self.available().items():
            if key in self.loaded or key in self.importing:
                continue
            text = self.text(path).lower()
            if f"function {command}" in text or f"'{command}'" in text:
                state = self.load(name)
                if command in state.exported:
                    return True
        return False

    def text(self, path):
        with open(path, encoding="utf-8-sig") as file:
            return file.read()

    def load(self, name):
        e = self.e
        key = name.lower()
        if key in self.loaded:
            return self.loaded[key]
        spelled, path = self.available()[key]
        return self.load_file(spelled, path)

    def load_file(self, spelled, path):
        e = self.e
        key = spelled.lower()
        state = SessionState(spelled, e.state.top)
        state.module = Module(spelled, state, path)
        state.exports = None
        state.top.file = e.host.files.virtual(os.path.abspath(path))
        body = parser.parse(self.text(path), state.top.file)
        self.importing.append(key)
        saved_call, e.call = e.call, None
        back = e.enter(state.top)
        try:
            if body.parameters:
                raise StandInLimit("a module with parameters", body)
            body.blocks["end"].run(e, lambda item: None)
        finally:
            e.leave(back)
            e.call = saved_call
            self.importing.remove(key)
        functions = state.top.functions
        if state.exports is None:
            # Without Export-ModuleMember all functions are exported, and no variables.
            state.exported = dict(functions)
        else:
            state.exported = {}
            for pattern in state.exports:
                from .compare import like
                hits = [k for k in functions if like(functions[k].name, pattern)]
                if not hits and not any(sign in pattern for sign in "*?["):
                    fail(f"The module {spelled} exports {pattern}, which it does not have.")
                state.exported.update({k: functions[k] for k in hits})
        self.loaded[key] = state
        e.state.top.functions.update({k: f for k, f in state.exported.items()})
        return state

    def version(self, key):
        return self.versions.get(key, "1.0")

    def remove(self, name):
        state = self.loaded.pop(name.lower(), None)
        if state is None:
            return False
        top = self.e.state.top.functions
        for key, function in state.exported.items():
            if top.get(key) is function:
                del top[key]
        return True
