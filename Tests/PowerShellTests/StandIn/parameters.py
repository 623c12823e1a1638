"""What a function or cmdlet takes: its parameters, and the checks on them (about_Functions_Advanced_Parameters)."""
from . import compare, regex, types
from .conversions import enumerate_value, to_bool, to_int
from .faults import StandInLimit, TerminatingError, fail
from .text import to_text
from .values import AutomationNull, Hashtable

BINDING = "System.Management.Automation.ParameterBindingException"
VALIDATION = "System.Management.Automation.ParameterBindingValidationException"
COMMON = {"erroraction": "ea", "warningaction": "wa", "informationaction": "infa", "verbose": "vb", "debug": "db", "errorvariable": "ev",
          "warningvariable": "wv", "informationvariable": "iv", "outvariable": "ov", "outbuffer": "ob", "pipelinevariable": "pv"}
COMMON_SWITCHES = {"verbose", "debug"}
SHOULD_PROCESS = {"whatif": "wi", "confirm": "cf"}


class Spec:
    """One parameter."""

    def __init__(self, name, kind=None, position=None, mandatory=False, pipeline=False, by_name=False, aliases=(), allow=(), checks=(), default=None,
                 sets=None, rest=False):
        self.name = name
        self.key = name.lower()
        self.kind = kind
        self.is_switch = kind is not None and kind.lower() in ("switch", "switchparameter")
        self.position = position
        self.mandatory = mandatory
        self.pipeline = pipeline
        self.by_name = by_name
        self.aliases = tuple(a.lower() for a in aliases)
        # Of "null", "emptystring", "emptycollection": what a mandatory parameter takes all the same.
        self.allow = frozenset(allow)
        self.checks = tuple(checks)
        self.default = default
        self.sets = sets
        self.rest = rest


class Signature:
    """All parameters of a command."""

    def __init__(self, name, specs, advanced=True, should_process=False, impact="medium", default_set=None, positional=True):
        self.name = name
        self.specs = list(specs)
        self.advanced = advanced
        self.should_process = should_process
        self.impact = impact
        self.default_set = default_set
        self.by_key = {}
        for spec in self.specs:
            for key in (spec.key, *spec.aliases):
                self.by_key[key] = spec
        self.positions = sorted((s for s in self.specs if s.position is not None), key=lambda s: s.position) if positional else []

    def common_names(self):
        names = dict(COMMON) if self.advanced else {}
        if self.should_process:
            names.update(SHOULD_PROCESS)
        return names

    def find(self, name):
        """The parameter that a name means: the whole name, an alias, or a beginning that fits one only."""
        key = name.lower()
        if key in self.by_key:
            return self.by_key[key]
        common = self.common_names()
        for long, short in common.items():
            if key in (long, short):
                return long
        hits = {id(s): s for k, s in self.by_key.items() if k.startswith(key)}
        others = [long for long in common if long.startswith(key)]
        if len(hits) + len(others) > 1:
            names = " ".join("-" + s.name for s in hits.values())
            fail(f"Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: {names}.", "AmbiguousParameter", BINDING)
        if hits:
            return next(iter(hits.values()))
        return others[0] if others else None


def of_body(e, name, body):
    """The signature that a param block says."""
    if body.spec is not None:
        return body.spec
    binding = next((a for a in body.attributes if a.name == "cmdletbinding"), None)
    advanced = binding is not None
    specs = []
    positional = True
    should_process, impact, default_set = False, "medium", None
    if binding is not None:
        should_process = binding.flag(e, "supportsshouldprocess")
        for key in binding.named:
            if key not in ("supportsshouldprocess", "confirmimpact", "defaultparametersetname", "positionalbinding"):
                raise StandInLimit(f"CmdletBinding({key})", body)
        if "confirmimpact" in binding.named:
            impact = to_text(binding.named["confirmimpact"].eval(e)).lower()
        if "defaultparametersetname" in binding.named:
            default_set = to_text(binding.named["defaultparametersetname"].eval(e))
        if "positionalbinding" in binding.named:
            positional = to_bool(binding.named["positionalbinding"].eval(e))
    explicit = False
    for parameter in body.parameters or []:
        spec = of_parameter(e, parameter)
        advanced = advanced or any(a.name == "parameter" for a in parameter.attributes)
        explicit = explicit or spec.position is not None
        specs.append(spec)
    if not explicit and positional:
        place = 0
        for spec in specs:
            if not spec.is_switch:
                spec.position = place
                place += 1
    body.spec = Signature(name, specs, advanced, should_process, impact, default_set, positional or explicit)
    return body.spec


def of_parameter(e, node):
    options = {"allow": set(), "checks": [], "aliases": []}
    sets = None
    for attribute in node.attributes:
        name = attribute.name
        values = [item.eval(e) for item in attribute.positional]
        if name == "parameter":
            for key in attribute.named:
                if key not in ("mandatory", "valuefrompipeline", "valuefrompipelinebypropertyname", "position", "parametersetname", "helpmessage", "valuefromremainingarguments"):
                    raise StandInLimit(f"Parameter({key})", node)
            options["mandatory"] = attribute.flag(e, "mandatory")
            options["pipeline"] = options.get("pipeline") or attribute.flag(e, "valuefrompipeline")
            options["by_name"] = options.get("by_name") or attribute.flag(e, "valuefrompipelinebypropertyname")
            options["rest"] = attribute.flag(e, "valuefromremainingarguments")
            if "position" in attribute.named:
                options["position"] = to_int(attribute.named["position"].eval(e))
            if "parametersetname" in attribute.named:
                sets = (sets or set()) | {to_text(attribute.named["parametersetname"].eval(e)).lower()}
        elif name == "alias":
            options["aliases"] += [to_text(v) for v in values]
        elif name in ("allownull", "allowemptystring", "allowemptycollection"):
            options["allow"].add(name.removeprefix("allow"))
        elif name in CHECKS:
            options["checks"].append((name, values, attribute))
        else:
            raise StandInLimit(f"the attribute [{attribute.name}()] of a parameter", node)
    spec = Spec(node.name, node.kind, default=node.default, sets=sets, **options)
    return spec


def convert(e, spec, command, value, text=None):
    """The value as the parameter has it: converted to its type, and checked."""
    if value is AutomationNull:
        value = None
    kind = spec.kind
    if kind:
        low = kind.lower()
        if text is not None and low in ("string", "string[]") and not isinstance(value, str):
            # A bare number keeps its spelling where text is wanted.
            value = text
        try:
            if low in ("bool", "boolean"):
                value = types.parameter_bool(value)
            elif low in ("string", "system.string") and isinstance(value, list) and not spec.allow & {"anything"}:
                # Arguments are not joined as a cast would: an array is no text for the binder.
                fail(f"Cannot convert value to type System.String.", "CannotConvertArgument", BINDING)
            else:
                value = types.cast(kind, value)
        except TerminatingError as error:
            fail(f"Cannot process argument transformation on parameter '{spec.name}'. {error.record.exception.message}", "ParameterArgumentTransformationError," + command,
                 "System.Management.Automation.ParameterBindingArgumentTransformationException", category="InvalidData")
    if spec.mandatory:
        refuse_empty(spec, command, value)
    for name, values, node in spec.checks:
        check(e, name, values, node, spec, command, value)
    return value


def refuse_empty(spec, command, value):
    def refuse(why, error_id):
        fail(f"Cannot bind argument to parameter '{spec.name}' because it is {why}.", f"ParameterArgumentValidationError{error_id}NotAllowed,{command}", VALIDATION, category="InvalidData")
    if value is None:
        if "null" not in spec.allow:
            refuse("null", "Null")
    elif isinstance(value, str):
        if value == "" and "emptystring" not in spec.allow:
            refuse("an empty string", "EmptyString")
    elif isinstance(value, list):
        if not value and "emptycollection" not in spec.allow:
            refuse("an empty collection" if getattr(value, "type_name", "") else "an empty array", "EmptyArray")
        text_kind = (spec.kind or "").lower() in ("string[]", "system.string[]")
        for item in value:
            if item is None and "null" not in spec.allow and not text_kind:
                refuse("null", "Null")
            if item == "" and isinstance(item, str) and "emptystring" not in spec.allow and text_kind:
                refuse("an empty string", "EmptyString")


def check_set(value, values, node):
    exact = False
    for item in enumerate_value(value):
        if not any(compare.same_text(to_text(one), to_text(item), exact) for one in values):
            names = ",".join(to_text(v) for v in values)
            return f'The argument "{to_text(item)}" does not belong to the set "{names}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.'


def check_range(value, values, node):
    for item in enumerate_value(value):
        if compare.order(item, values[0]) < 0:
            return f"The {to_text(item)} argument is less than the minimum allowed range of {to_text(values[0])}. Supply an argument that is greater than or equal to {to_text(values[0])} and then try the command again."
        if compare.order(item, values[1]) > 0:
            return f"The {to_text(item)} argument is greater than the maximum allowed range of {to_text(values[1])}. Supply an argument that is less than or equal to {to_text(values[1])} and then try the command again."


def check_pattern(value, values, node):
    for item in enumerate_value(value):
        if not regex.compiled(to_text(values[0]), True).search(to_text(item)):
            return f'The argument "{to_text(item)}" does not match the "{to_text(values[0])}" pattern. Supply an argument that matches "{to_text(values[0])}" and try the command again.'


def check_length(value, values, node):
    for item in enumerate_value(value):
        if not values[0] <= len(to_text(item)) <= values[1]:
            return f"The character length of the {len(to_text(item))} argument is outside {values[0]} to {values[1]}."


def check_count(value, values, node):
    count = len(value) if isinstance(value, list) else 1
    if not values[0] <= count <= values[1]:
        return f"The number of provided arguments, ({count}), is outside {values[0]} to {values[1]}."


def check_not_null(value, values, node):
    if value is None or (isinstance(value, list) and any(item is None for item in value)):
        return "The argument is null. Provide a valid value for the argument, and then try running the command again."


def check_not_empty(value, values, node):
    if value is None or value == "" and isinstance(value, str) or (isinstance(value, (list, Hashtable)) and len(value) == 0):
        return "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
    if isinstance(value, list) and any(item is None or (item == "" and isinstance(item, str)) for item in value):
        return "The argument is null, empty, or an element of the argument collection contains a null value."


CHECKS = {"validateset": check_set, "validaterange": check_range, "validatepattern": check_pattern, "validatelength": check_length,
          "validatecount": check_count, "validatenotnull": check_not_null, "validatenotnullorempty": check_not_empty, "validatescript": None}


def check(e, name, values, node, spec, command, value):
    if name == "validatescript":
        problem = None
        for item in enumerate_value(value):
            if not to_bool(e.run_with_underscore(values[0], item)):
                problem = f'The "{values[0].body.text}" validation script for the argument with value "{to_text(item)}" did not return a result of True.'
    else:
        if name == "validateset" and set(node.named) - {"ignorecase"}:
            raise StandInLimit("ValidateSet with options", node)
        problem = CHECKS[name](value, values, node)
    if problem:
        fail(f"Cannot validate argument on parameter '{spec.name}'. {problem}", f"ParameterArgumentValidationError,{command}", VALIDATION, category="InvalidData")
