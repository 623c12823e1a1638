"""Strict mode, variables, modules and commands."""
from .. import compare
from ..faults import StandInLimit, fail
from ..parameters import Spec
from ..records import CommandInfo
from ..values import PSObject, Version
from . import registry
from .registry import Base, cmdlet


@cmdlet("Set-StrictMode", Spec("Version", "string", sets={"version"}), Spec("Off", "switch", sets={"off"}))
class SetStrictMode(Base):
    def process(self):
        if self.flag("Off"):
            self.e.scope.strict = 0
            return
        text = self.get("Version") or ""
        # Latest means the newest rules, which today are those of 3.0.
        self.e.scope.strict = 3 if text.lower() == "latest" else int(text.split(".")[0])


def scope_of(e, name):
    if name is None:
        return e.scope
    if name.isdigit():
        scope = e.scope
        for _ in range(int(name)):
            if scope.parent is None:
                fail(f"The scope number '{name}' exceeds the number of active scopes.", "ScopeExceeded")
            scope = scope.parent
        return scope
    found = e.scope.named(name.lower())
    if found is None:
        raise StandInLimit(f"the scope {name}")
    return found


@cmdlet("Get-Variable", Spec("Name", "string", position=0, pipeline=True), Spec("ValueOnly", "switch"), Spec("Scope", "string"))
class GetVariable(Base):
    def process(self):
        e, name = self.e, self.get("Name")
        if name is None or any(sign in name for sign in "*?["):
            raise StandInLimit("Get-Variable with a pattern")
        found = scope_of(e, self.get("Scope")).vars.get(name.lower()) if self.has("Scope") else e.scope.find(name.lower())
        value = found.value if found is not None else e.automatic(name.lower())
        if value is NotImplemented:
            self.error(f"Cannot find a variable with the name '{name}'.", "VariableNotFound", "System.Management.Automation.ItemNotFoundException", name, "ObjectNotFound")
            return
        self.out(value if self.flag("ValueOnly") else PSObject([("Name", name), ("Value", value)], ("System.Management.Automation.PSVariable", "System.Object")))


@cmdlet("Set-Variable", Spec("Name", "string", position=0, mandatory=True), Spec("Value", "object", position=1), Spec("Scope", "string"), Spec("Force", "switch"), Spec("Option", "string"), should_process=True)
class SetVariable(Base):
    def process(self):
        scope = scope_of(self.e, self.get("Scope"))
        if not self.should(f"Name: {self.get('Name')}", "Set variable"):
            return
        scope.put(self.get("Name"), self.get("Value"))
        if self.has("Option"):
            if self.get("Option").lower() not in ("constant", "readonly"):
                raise StandInLimit(f"the option {self.get('Option')} of a variable")
            scope.vars[self.get("Name").lower()].constant = True


@cmdlet("New-Variable", Spec("Name", "string", position=0, mandatory=True), Spec("Value", "object", position=1), Spec("Scope", "string"), Spec("Force", "switch"), Spec("Option", "string"), should_process=True)
class NewVariable(SetVariable):
    def process(self):
        if self.get("Name").lower() in scope_of(self.e, self.get("Scope")).vars and not self.flag("Force"):
            fail(f"A variable with name '{self.get('Name')}' already exists.", "VariableAlreadyExists")
        super().process()


@cmdlet("Remove-Variable", Spec("Name", "string", position=0, mandatory=True), Spec("Scope", "string"), should_process=True)
class RemoveVariable(Base):
    def process(self):
        scope_of(self.e, self.get("Scope")).vars.pop(self.get("Name").lower(), None)


@cmdlet("Import-Module", Spec("Name", "string[]", position=0, mandatory=True, pipeline=True), Spec("Force", "switch"), Spec("PassThru", "switch"), Spec("DisableNameChecking", "switch"), Spec("Global", "switch"),
        Spec("MinimumVersion", "version"), Spec("RequiredVersion", "version"), Spec("Scope", "string"))
class ImportModule(Base):
    def process(self):
        e = self.e
        for name in self.get("Name"):
            leaf = name.replace("/", "\\").rsplit("\\", 1)[-1]
            if "\\" in name or "/" in name:
                key = leaf.rsplit(".", 1)[0]
                if not e.host.files.is_file(name) and not e.host.files.is_file(name + "\\" + leaf + ".psm1"):
                    self.missing(name)
                    continue
                if leaf.lower().endswith((".dll", ".psd1")):
                    # A binary module: its stand-in is the script module of its name in the module folders.
                    name = key
                else:
                    real = e.host.files.real(name if e.host.files.is_file(name) else name + "\\" + leaf + ".psm1")
                    self.loaded(e.modules.load_file(key, real))
                    continue
            if self.flag("Force"):
                e.modules.remove(name)
            if name.lower() not in e.modules.loaded and name.lower() not in e.modules.available():
                self.missing(name)
                continue
            self.loaded(e.modules.load(name))

    def loaded(self, state):
        if self.flag("PassThru"):
            self.out(state.module)

    def missing(self, name):
        self.error(f"The specified module '{name}' was not loaded because no valid module file was found in any module directory.", "Modules_ModuleNotFound", "System.IO.FileNotFoundException", name, "ResourceUnavailable")


def module_object(name, version, path):
    return PSObject([("Name", name), ("Version", Version(int(p) for p in version.split("."))), ("Path", path), ("ModuleBase", path.rsplit("\\", 1)[0])],
                    ("System.Management.Automation.PSModuleInfo", "System.Object"))


@cmdlet("Get-Module", Spec("Name", "string[]", position=0), Spec("ListAvailable", "switch"), Spec("All", "switch"))
class GetModule(Base):
    def process(self):
        modules = self.e.modules
        names = self.get("Name") or ["*"]
        table = {key: spelled for key, (spelled, _) in modules.available().items()} if self.flag("ListAvailable") else {key: state.name for key, state in modules.loaded.items()}
        for key, spelled in sorted(table.items()):
            if any(compare.like(spelled, pattern) for pattern in names):
                path = self.e.host.files.virtual(modules.available()[key][1]) if key in modules.available() else ""
                self.out(module_object(spelled, modules.version(key), path))


@cmdlet("Remove-Module", Spec("Name", "string[]", position=0, mandatory=True), Spec("Force", "switch"), should_process=True)
class RemoveModule(Base):
    def process(self):
        for name in self.get("Name"):
            if not self.e.modules.remove(name):
                self.error(f"No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.", "Modules_NoModulesRemoved", target=name)


@cmdlet("Export-ModuleMember", Spec("Function", "string[]", position=0), Spec("Variable", "string[]"), Spec("Alias", "string[]"), Spec("Cmdlet", "string[]"))
class ExportModuleMember(Base):
    def process(self):
        state = self.e.scope.state
        if state.module is None:
            fail("The Export-ModuleMember cmdlet can only be called from inside a module.", "Modules_CanOnlyExecuteExportModuleMemberInsideAModule", "System.InvalidOperationException")
        if self.get("Variable"):
            raise StandInLimit("variables exported from a module")
        if state.exports is None:
            state.exports = []
        state.exports += list(self.get("Function") or [])


@cmdlet("Get-Command", Spec("Name", "string[]", position=0), Spec("Module", "string[]"), Spec("CommandType", "string"), Spec("ListImported", "switch"))
class GetCommand(Base):
    def process(self):
        e = self.e
        if not self.has("Name"):
            raise StandInLimit("Get-Command without a name")
        for name in self.get("Name"):
            if any(sign in name for sign in "*?["):
                raise StandInLimit("Get-Command with a pattern")
            key = name.lower()
            found = e.find_function(key)
            if found is None and registry.find(key) is None:
                e.modules.autoload(key)
                found = e.find_function(key)
            if found is not None:
                module = found.module.name if found.module is not None else ""
                if self.has("Module") and not any(compare.like(module, m) for m in self.get("Module")):
                    found = None
                else:
                    self.out(CommandInfo(found.name, function=found, module=module))
                    continue
            known = registry.find(key)
            if known is not None and not self.has("Module"):
                self.out(CommandInfo(known.name, cmdlet=known))
                continue
            self.error(f"The term '{name}' is not recognized as the name of a cmdlet, function, script file, or operable program.", "CommandNotFoundException",
                       "System.Management.Automation.CommandNotFoundException", name, "ObjectNotFound")


@cmdlet("Set-Alias", Spec("Name", "string", position=0, mandatory=True), Spec("Value", "string", position=1, mandatory=True), Spec("Scope", "string"), Spec("Option", "string"))
class SetAlias(Base):
    def process(self):
        scope_of(self.e, self.get("Scope")).aliases[self.get("Name").lower()] = self.get("Value")
