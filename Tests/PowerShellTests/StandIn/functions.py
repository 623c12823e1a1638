"""Calls of functions, scripts and script blocks (about_Functions_Advanced_Methods)."""
from . import binding, parameters, types
from .faults import ExitFlow, ReturnFlow, StandInLimit
from .scopes import Scope, Var
from .values import NO_INPUT, AutomationNull, Hashtable, NetObject, Switch

EMPTY_BY_TYPE = {"string": "", "system.string": "", "int": 0, "int32": 0, "system.int32": 0, "bool": False, "boolean": False, "system.boolean": False,
                 "double": 0.0, "long": 0, "int64": 0, "byte": 0}


class CmdletContext(NetObject):
    """$PSCmdlet"""
    type_name = "System.Management.Automation.PSScriptCmdlet"

    def __init__(self, call):
        self.call = call

    def to_text(self):
        return self.type_name


class Call:
    """One call in a pipeline: begin, process for each object, end."""
    file = None

    def __init__(self, e, name, body, state, arguments, out, new_scope=True, script_scope=False, function=None):
        self.e = e
        self.name = name
        self.body = body
        self.state = state
        self.out = out
        self.function = function
        self.caller = e.scope
        self.signature = parameters.of_body(e, name, body)
        self.bound = binding.bind(e, self.signature, arguments)
        if new_scope:
            parent = e.scope if state is e.scope.state else state.current
            self.scope = Scope(parent, state, is_script=script_scope)
        else:
            self.scope = e.scope if state is e.scope.state else state.current
        self.node = e.node
        self.input = []
        self.done = False
        self.blocks = body.blocks
        self.is_process = "process" in body.blocks
        self.begun = False

    def begin(self):
        has_pipeline = any(s.pipeline or s.by_name for s in self.signature.specs)
        binding.require(self.bound, with_input=has_pipeline)
        self.fixed = set(self.bound.values)
        self.prepare()
        if "begin" in self.blocks:
            self.run("begin")

    def prepare(self):
        scope, bound, e = self.scope, self.bound, self.e
        back = e.enter(scope)
        try:
            self.put_common(scope, bound)
            for spec in self.signature.specs:
                self.put_parameter(spec)
            given = Hashtable([(spec.name, bound.values[spec.key]) for spec in self.signature.specs if spec.key in bound.values])
            for name in ("whatif", "confirm", "verbose", "debug"):
                if name in bound.common:
                    given[{"whatif": "WhatIf", "confirm": "Confirm", "verbose": "Verbose", "debug": "Debug"}[name]] = Switch(bound.common[name])
            scope.vars["psboundparameters"] = Var("PSBoundParameters", given)
            scope.vars["args"] = Var("args", list(bound.rest))
            scope.vars["myinvocation"] = Var("MyInvocation", Invocation(self))
            if self.signature.advanced:
                scope.vars["pscmdlet"] = Var("PSCmdlet", CmdletContext(self))
        finally:
            e.leave(back)

    def put_common(self, scope, bound):
        """-WhatIf and its kin hold in the call and in what it calls, as preference variables of its scope (about_Preference_Variables)."""
        common = bound.common
        if "whatif" in common:
            scope.put("WhatIfPreference", Switch(common["whatif"]))
        if "confirm" in common:
            scope.put("ConfirmPreference", "Low" if common["confirm"] else "None")
        if "verbose" in common:
            scope.put("VerbosePreference", "Continue" if common["verbose"] else "SilentlyContinue")
        if "erroraction" in common:
            scope.put("ErrorActionPreference", common["erroraction"])
        if "warningaction" in common:
            scope.put("WarningPreference", common["warningaction"])
        if "informationaction" in common:
            scope.put("InformationPreference", common["informationaction"])
        if set(common) & {"errorvariable", "outvariable", "warningvariable"}:
            raise StandInLimit("-ErrorVariable, -WarningVariable and -OutVariable of a function")

    def put_parameter(self, spec):
        scope, bound, e = self.scope, self.bound, self.e
        if spec.key in bound.values:
            value = bound.values[spec.key]
        elif spec.default is not None:
            value = spec.default.eval(e)
            value = None if value is AutomationNull else value
            if spec.is_switch:
                value = value if isinstance(value, Switch) else Switch(bool(value))
            elif spec.kind:
                value = types.cast_variable(spec.kind, value)
        elif spec.is_switch:
            value = Switch(False)
        else:
            value = EMPTY_BY_TYPE.get((spec.kind or "").lower())
        var = Var(spec.name, value, None if spec.is_switch else spec.kind)
        if spec.checks:
            var.checks = (spec, self.signature.name)
        scope.vars[spec.key] = var

    def process(self, item):
        e = self.e
        if item is not NO_INPUT:
            if self.is_process or any(s.pipeline or s.by_name for s in self.signature.specs):
                if self.signature.advanced or any(s.pipeline or s.by_name for s in self.signature.specs):
                    self.take_input(item)
            if not self.is_process:
                self.input.append(item)
                return
        elif not self.is_process:
            return
        if item is NO_INPUT:
            self.check_still_missing()
        with_item = self.scope
        if item is not NO_INPUT:
            with_item.vars["_"] = Var("_", item)
        self.run("process")

    def take_input(self, item):
        back = self.e.enter(self.scope)
        try:
            for spec in self.signature.specs:
                if (spec.pipeline or spec.by_name) and spec.key not in self.fixed:
                    self.bound.values.pop(spec.key, None)
            binding.bind_input(self.e, self.bound, self.fixed, item)
            for spec in self.signature.specs:
                if (spec.pipeline or spec.by_name) and spec.key not in self.fixed:
                    self.put_parameter(spec)
        finally:
            self.e.leave(back)

    def check_still_missing(self):
        binding.require(self.bound, with_input=False)

    def end(self):
        if "end" in self.blocks:
            if not self.is_process:
                if not self.input:
                    self.check_still_missing()
                self.scope.vars["input"] = Var("input", list(self.input))
            self.run("end")

    def run(self, block):
        e = self.e
        back = e.enter(self.scope)
        saved, e.call = e.call, self
        e.depth += 1
        if e.depth > 200:
            raise StandInLimit("calls more than 200 deep")
        try:
            self.blocks[block].run(e, self.out)
        except ReturnFlow:
            pass
        finally:
            e.depth -= 1
            e.call = saved
            e.leave(back)


class ScriptCall(Call):
    """A script file: its scope is what script: means. exit ends the script, and the session only when the script is what the session was started for."""
    is_main = False

    def __init__(self, e, path, body, arguments, out, dotted):
        state = e.scope.state
        super().__init__(e, path.split("\\")[-1], body, state, arguments, out, new_scope=not dotted, script_scope=True)
        self.path = path
        self.exited = False

    def within(self, step, *arguments):
        if self.exited:
            return
        saved, self.scope.file = self.scope.file, self.path
        try:
            step(*arguments)
        except ExitFlow as flow:
            if self.is_main:
                raise
            self.exited = True
            self.e.last_exit_code = flow.code
            if flow.code != 0:
                self.e.errors_in_statement = True
        finally:
            self.scope.file = saved

    def begin(self):
        self.within(super().begin)

    def run(self, block):
        self.within(super().run, block)


class Invocation(NetObject):
    """$MyInvocation"""
    type_name = "System.Management.Automation.InvocationInfo"

    def __init__(self, call):
        self.call = call

    def to_text(self):
        return self.type_name
