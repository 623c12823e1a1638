"""Brings the arguments of a call to its parameters (about_Parameter_Binding is the language specification's 8.14)."""
from . import members, parameters
from .faults import StandInLimit, TerminatingError, fail
from .text import to_text
from .values import PSObject, Switch

ACTIONS = {"silentlycontinue", "stop", "continue", "inquire", "ignore", "suspend", "0", "1", "2", "3", "4"}


class Bound:
    """The values of a call by parameter, and what its common parameters say."""

    def __init__(self, signature):
        self.signature = signature
        self.values = {}
        self.common = {}
        self.rest = []

    def has(self, name):
        return name.lower() in self.values


def bind(e, signature, arguments, builtin=False):
    bound = Bound(signature)
    command = signature.name
    positional = []
    queue = list(arguments)
    index = 0
    while index < len(queue):
        argument = queue[index]
        index += 1
        if argument.name is None:
            positional.append(argument)
            continue
        spec = signature.find(argument.name)
        if spec is None:
            if not signature.advanced and not builtin:
                bound.rest.append("-" + argument.name)
                if argument.has_value:
                    bound.rest.append(argument.value)
                continue
            if builtin:
                raise StandInLimit(f"the parameter -{argument.name} of {command}")
            fail(f"A parameter cannot be found that matches parameter name '{argument.name}'.", f"NamedParameterNotFound,{command}", parameters.BINDING, category="InvalidArgument")
        is_common = isinstance(spec, str)
        is_switch = (spec in parameters.COMMON_SWITCHES or spec in parameters.SHOULD_PROCESS) if is_common else spec.is_switch
        value, text, given = argument.value, argument.text, argument.has_value
        if not given:
            if is_switch:
                value = True
            elif index < len(queue) and queue[index].name is None:
                value, text = queue[index].value, queue[index].text
                index += 1
            else:
                fail(f"Missing an argument for parameter '{spec if is_common else spec.name}'. Specify a parameter of type '{(None if is_common else spec.kind) or 'System.Object'}' and try again.",
                     f"MissingArgument,{command}", parameters.BINDING, category="InvalidArgument")
        if is_common:
            bind_common(bound, spec, value)
            continue
        if spec.key in bound.values:
            fail(f"Cannot bind parameter because parameter '{spec.name}' is specified more than once.", f"ParameterAlreadyBound,{command}", parameters.BINDING)
        put(e, bound, spec, value, text)
    place_positional(e, bound, positional, builtin)
    choose_set(bound)
    return bound


def put(e, bound, spec, value, text=None):
    if spec.is_switch:
        if not isinstance(value, Switch):
            if isinstance(value, str):
                fail(f"Cannot convert value \"{value}\" to type \"System.Management.Automation.SwitchParameter\". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.",
                     "CannotConvertArgument," + bound.signature.name, parameters.BINDING)
            value = Switch(bool(value))
        bound.values[spec.key] = value
        return
    bound.values[spec.key] = parameters.convert(e, spec, bound.signature.name, value, text)


def bind_common(bound, name, value):
    if name in ("verbose", "debug", "whatif", "confirm"):
        if not isinstance(value, (bool, Switch, int)):
            raise StandInLimit(f"-{name} with {value!r}")
        bound.common[name] = bool(value)
    elif name in ("erroraction", "warningaction", "informationaction"):
        text = to_text(value).lower()
        if text not in ACTIONS:
            fail(f"Cannot bind parameter '{name}'. Cannot convert value \"{text}\" to type \"System.Management.Automation.ActionPreference\".", "CannotConvertArgumentNoMessage", parameters.BINDING)
        if text in ("inquire", "suspend") or text.isdigit():
            raise StandInLimit(f"-{name} {text}")
        bound.common[name] = text
    elif name in ("errorvariable", "outvariable", "warningvariable"):
        if to_text(value).startswith("+"):
            raise StandInLimit(f"-{name} with +")
        bound.common[name] = to_text(value)
    else:
        raise StandInLimit(f"the common parameter -{name}")


def place_positional(e, bound, positional, builtin):
    signature = bound.signature
    free = [spec for spec in signature.positions if spec.key not in bound.values]
    rest = next((spec for spec in signature.specs if spec.rest), None)
    # A positional parameter of another parameter set than the one already chosen is no place.
    chosen = None
    for spec in signature.specs:
        if spec.sets and spec.key in bound.values:
            chosen = spec.sets if chosen is None else (chosen & spec.sets or chosen)
    if chosen is not None:
        free = [spec for spec in free if not spec.sets or spec.sets & chosen]
    elif signature.default_set:
        preferred = [spec for spec in free if not spec.sets or signature.default_set.lower() in spec.sets]
        free = preferred + [spec for spec in free if spec not in preferred]
    for argument in positional:
        if free:
            put(e, bound, free.pop(0), argument.value, argument.text)
        elif rest is not None:
            bound.values.setdefault(rest.key, []).append(argument.value)
        elif not signature.advanced and not builtin:
            bound.rest.append(argument.value)
        elif builtin:
            raise StandInLimit(f"a positional argument {to_text(argument.value)!r} of {signature.name}")
        else:
            fail(f"A positional parameter cannot be found that accepts argument '{to_text(argument.value)}'.", f"PositionalParameterNotFound,{signature.name}", parameters.BINDING,
                 category="InvalidArgument")


def choose_set(bound):
    """The parameter set that the given parameters leave; an error when there is none."""
    signature = bound.signature
    named = set()
    for spec in signature.specs:
        named |= spec.sets or set()
    if not named:
        bound.set = None
        return
    left = set(named)
    for spec in signature.specs:
        if spec.sets and spec.key in bound.values:
            left &= spec.sets
    if not left:
        fail("Parameter set cannot be resolved using the specified named parameters.", f"AmbiguousParameterSet,{signature.name}", parameters.BINDING, category="InvalidArgument")
    if len(left) > 1:
        default = (signature.default_set or "").lower()
        complete = [one for one in left if all(s.key in bound.values or s.pipeline or s.by_name or not s.mandatory or (s.sets and one not in s.sets) for s in signature.specs)]
        if default in left:
            left = {default}
        elif len(complete) == 1:
            left = set(complete)
        else:
            fail("Parameter set cannot be resolved using the specified named parameters.", f"AmbiguousParameterSet,{signature.name}", parameters.BINDING, category="InvalidArgument")
    bound.set = next(iter(left))


def require(bound, with_input):
    """Missing mandatory parameters: a host asks for them, and one without a user refuses, as here."""
    missing = []
    for spec in bound.signature.specs:
        if not spec.mandatory or spec.key in bound.values:
            continue
        if spec.sets and bound.set is not None and bound.set not in spec.sets:
            continue
        if with_input and (spec.pipeline or spec.by_name):
            continue
        missing.append(spec.name)
    if missing:
        fail(f"Cannot process command because of one or more missing mandatory parameters: {' '.join(missing)}.", f"MissingMandatoryParameter,{bound.signature.name}", parameters.BINDING,
             category="InvalidArgument")


def bind_input(e, bound, fixed, item):
    """Brings one object of the pipeline to the parameters that take it: by value first, then by property name."""
    signature = bound.signature
    done = False
    for spec in signature.specs:
        if not spec.pipeline or spec.key in fixed or not in_set(bound, spec):
            continue
        try:
            put(e, bound, spec, item)
            done = True
            break
        except TerminatingError:
            if not any(s.by_name and s.key not in fixed for s in signature.specs):
                raise
    if not done or isinstance(item, PSObject):
        for spec in signature.specs:
            if not spec.by_name or spec.key in fixed or (done and spec.pipeline) or not in_set(bound, spec):
                continue
            for name in (spec.name, *spec.aliases):
                if members.has_property(item, name):
                    put(e, bound, spec, members.get_property(e, item, name))
                    done = True
                    break
    if not done:
        fail("The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.",
             f"InputObjectNotBound,{signature.name}", parameters.BINDING, category="InvalidArgument")


def in_set(bound, spec):
    return not spec.sets or bound.set is None or bound.set in spec.sets
