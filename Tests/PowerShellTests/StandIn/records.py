"""What hangs on errors and calls: where they happened, and $PSCmdlet."""
from .conversions import to_bool
from .faults import StandInLimit, TerminatingError
from .functions import CmdletContext, Invocation
from .text import to_text
from .values import AutomationNull, EnumValue, NetObject

IMPACTS = {"none": 0, "low": 1, "medium": 2, "high": 3}


class RecordPlace(NetObject):
    """InvocationInfo of an error."""
    type_name = "System.Management.Automation.InvocationInfo"

    def __init__(self, record):
        self.record = record

    def place(self):
        node = self.record.node
        return (0, 0) if node is None or node.source is None else node.source.line_column(node.pos)


RecordPlace.properties = {
    "positionmessage": lambda o, e: o.record.position,
    "scriptlinenumber": lambda o, e: o.place()[0],
    "offsetinline": lambda o, e: o.place()[1],
    "scriptname": lambda o, e: o.record.node.source.name if o.record.node is not None else None,
    "line": lambda o, e: o.record.node.source.line_text(o.place()[0]) if o.record.node is not None else "",
}


class Category(NetObject):
    """CategoryInfo of an error. The reason is the name of the exception's type, without its namespace."""
    type_name = "System.Management.Automation.ErrorCategoryInfo"

    def __init__(self, record):
        self.record = record

    def reason(self):
        exception = self.record.exception
        if exception.type_name.endswith(("MethodInvocationException", "CmdletInvocationException")) and exception.inner is not None:
            exception = exception.inner
        return exception.type_name.rsplit(".", 1)[-1]


Category.properties = {"category": lambda o, e: o.record.category, "reason": lambda o, e: o.reason(), "targetname": lambda o, e: to_text(o.record.target)}


class CommandInfo(NetObject):
    """What $MyInvocation.MyCommand and Get-Command give."""
    type_name = "System.Management.Automation.FunctionInfo"

    def __init__(self, name, signature=None, function=None, cmdlet=None, module="", path=""):
        self.name, self.signature, self.function, self.cmdlet, self.module, self.path = name, signature, function, cmdlet, module, path

    def to_text(self):
        return self.name

    def callable_function(self):
        return self.function or self.cmdlet

    def parameter_table(self, e):
        from .parameters import of_body
        from .values import Hashtable
        signature = self.signature or (of_body(e, self.name, self.function.body) if self.function else self.cmdlet.signature)
        names = [spec.name for spec in signature.specs] + list(signature.common_names())
        return Hashtable([(name, name) for name in names])


CommandInfo.properties = {
    "name": lambda o, e: o.name, "path": lambda o, e: o.path, "definition": lambda o, e: o.path or (o.function.body.text if o.function else ""),
    "commandtype": lambda o, e: EnumValue("System.Management.Automation.CommandTypes", "Function" if o.function else "Cmdlet", 2 if o.function else 8),
    "modulename": lambda o, e: o.module, "source": lambda o, e: o.module, "parameters": lambda o, e: o.parameter_table(e),
}

Invocation.properties = {
    "mycommand": lambda o, e: CommandInfo(o.call.name, o.call.signature, o.call.function, path=getattr(o.call, "path", "")),
    "boundparameters": lambda o, e: o.call.scope.vars["psboundparameters"].value,
    "invocationname": lambda o, e: o.call.name,
    "expectinginput": lambda o, e: bool(o.call.input),
    "scriptlinenumber": lambda o, e: o.call.node.source.line_column(o.call.node.pos)[0] if o.call.node is not None else 0,
    "unboundarguments": lambda o, e: list(o.call.bound.rest),
}


def should_process(e, context, arguments):
    """$PSCmdlet.ShouldProcess(target[, action]) (about_Functions_CmdletBindingAttribute, everything about ShouldProcess)."""
    call = context.call
    if not call.signature.should_process:
        raise StandInLimit(f"ShouldProcess in {call.name}, which does not say SupportsShouldProcess")
    texts = [to_text(one) for one in arguments]
    if len(texts) == 1:
        target, action = texts[0], call.name
        message = f'Performing the operation "{action}" on target "{target}".'
    elif len(texts) == 2:
        target, action = texts
        message = f'Performing the operation "{action}" on target "{target}".'
    else:
        raise StandInLimit("ShouldProcess with more than two texts")
    return ask_to_process(e, call.signature.impact, target, action, message)


def ask_to_process(e, impact, target, action, message):
    found = e.scope.find("whatifpreference")
    if found is not None and to_bool(found.value):
        e.host.stream("whatif", f"What if: {message}", e)
        return False
    preference = to_text(e.scope.find("confirmpreference").value).lower()
    if preference == "none" or IMPACTS[impact] < IMPACTS[preference]:
        if e.preference("verbosepreference") == "continue":
            e.host.stream("verbose", message, e)
        return True
    return e.host.confirm(e, message)


def should_continue(e, context, arguments):
    return e.host.confirm(e, " ".join(to_text(one) for one in arguments))


def throw_error(e, context, arguments):
    raise TerminatingError(arguments[0])


def write_error(e, context, arguments):
    e.write_error(arguments[0])
    return AutomationNull


def write_object(e, context, arguments):
    raise StandInLimit("$PSCmdlet.WriteObject")


class CallerVariables(NetObject):
    """$PSCmdlet.SessionState.PSVariable: the variables that the caller sees."""
    type_name = "System.Management.Automation.PSVariableIntrinsics"

    def __init__(self, scope):
        self.scope = scope

    def value(self, name):
        found = self.scope.find(name.lower())
        return None if found is None else found.value


class CallerState(NetObject):
    type_name = "System.Management.Automation.SessionState"

    def __init__(self, scope):
        self.scope = scope


CallerState.properties = {"psvariable": lambda o, e: CallerVariables(o.scope), "languagemode": lambda o, e: e.host.language_mode()}
CallerVariables.methods = {"getvalue": lambda e, o, a: o.value(to_text(a[0])) if o.scope.find(to_text(a[0]).lower()) is not None or len(a) < 2 else a[1]}
CmdletContext.methods = {"shouldprocess": should_process, "shouldcontinue": should_continue, "throwterminatingerror": throw_error, "writeerror": write_error,
                         "writeobject": write_object, "getvariablevalue": lambda e, o, a: CallerVariables(o.call.caller).value(to_text(a[0]))}
CmdletContext.properties = {"myinvocation": lambda o, e: Invocation(o.call), "sessionstate": lambda o, e: CallerState(o.call.caller),
                            "parametersetname": lambda o, e: parameter_set(o.call)}


def parameter_set(call):
    for spec in call.signature.specs:
        for one in spec.sets or ():
            if one == call.bound.set:
                return one
    return "__AllParameterSets"
