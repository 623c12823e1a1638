"""Arithmetic, comparison, matching, splitting: the operators between two values."""
import math
from decimal import Decimal

from . import compare, regex
from .conversions import INT32, as_list, enumerate_value, to_bool, to_int, to_number
from .faults import StandInLimit, fail
from .text import format_text, to_text
from .values import AutomationNull, Char, EnumValue, Hashtable, Long, NetObject, PSObject, ScriptBlock, Switch, TypedArray

NUMBERS = (int, float, Decimal)


def string_array(items):
    return TypedArray("string", items)


def is_number(value):
    return isinstance(value, NUMBERS) and not isinstance(value, bool)


def settle(number, *operands):
    """The type of an integer result: [int] as long as it fits, [long] when one of both was, else [double] (about_Arithmetic_Operators)."""
    if type(number) is float or isinstance(number, Decimal):
        return number
    number = int(number)
    if any(isinstance(o, Long) or (isinstance(o, int) and not -INT32 <= o < INT32) for o in operands):
        if not -(1 << 63) <= number < (1 << 63):
            return float(number)
        return Long(number)
    if -INT32 <= number < INT32:
        return number
    return float(number)


def pair(left, right):
    a, b = to_number(left), to_number(right)
    if isinstance(a, Decimal) and isinstance(b, float) or isinstance(a, float) and isinstance(b, Decimal):
        return float(a), float(b)
    return a, b


def no_operator(left, name):
    kind = type_word(left)
    fail(f"Method invocation failed because [{kind}] does not contain a method named '{name}'.", "MethodNotFound")


def type_word(value):
    from .types import type_name
    return type_name(value)


def add(e, left, right):
    if right is AutomationNull:
        if isinstance(left, list):
            raise StandInLimit("adding what a command should have given and did not to an array")
        right = None
    if left is None or left is AutomationNull:
        return right
    if isinstance(left, list):
        items = list(left)
        if isinstance(right, list):
            items.extend(right)
        else:
            items.append(right)
        return items
    if isinstance(left, str):
        if isinstance(right, list):
            return left + to_text(right)
        return left + to_text(right)
    if isinstance(left, Hashtable):
        if not isinstance(right, Hashtable):
            fail("A hash table can only be added to another hash table.", "AddHashTableToNonHashTable")
        new = left.copy()
        for key, value in right.pairs():
            if key in new:
                fail(f"Item has already been added. Key in dictionary: '{to_text(key)}'", "BadOperator")
            new[key] = value
        return new
    if isinstance(left, Char):
        return left.text + to_text(right)
    if isinstance(left, NetObject):
        return left.add(right)
    if isinstance(left, NUMBERS) or isinstance(left, (bool, Switch)):
        if isinstance(left, (bool, Switch)):
            if not isinstance(right, NUMBERS):
                no_operator(left, "op_Addition")
        if isinstance(right, list):
            no_operator(right, "op_Addition")
        a, b = pair(left, right)
        return settle(a + b, a, b)
    no_operator(left, "op_Addition")


def subtract(e, left, right):
    if isinstance(left, NetObject):
        return left.subtract(right)
    if isinstance(left, (list, Hashtable, PSObject)):
        no_operator(left, "op_Subtraction")
    a, b = pair(left, right)
    return settle(a - b, a, b)


def multiply(e, left, right):
    if isinstance(left, str):
        return left * to_int(right)
    if isinstance(left, list):
        return list(left) * to_int(right)
    if isinstance(left, (Hashtable, PSObject, NetObject)):
        no_operator(left, "op_Multiply")
    a, b = pair(left, right)
    return settle(a * b, a, b)


def divide(e, left, right):
    if isinstance(left, (list, Hashtable, PSObject, NetObject)):
        no_operator(left, "op_Division")
    a, b = pair(left, right)
    if isinstance(a, int) and isinstance(b, int):
        if b == 0:
            fail("Attempted to divide by zero.", "RuntimeException", "System.Management.Automation.RuntimeException")
        if a % b == 0:
            return settle(a // b, a, b)
        return a / b
    if b == 0:
        if isinstance(a, Decimal):
            fail("Attempted to divide by zero.")
        return float("nan") if a == 0 else math.copysign(float("inf"), float(a))
    return a / b


def remainder(e, left, right):
    a, b = pair(left, right)
    if isinstance(a, int) and isinstance(b, int):
        if b == 0:
            fail("Attempted to divide by zero.")
        result = abs(a) % abs(b)
        return settle(-result if a < 0 else result, a, b)
    return math.fmod(a, b)


def span(e, left, right):
    a, b = to_int(left), to_int(right)
    return list(range(a, b + 1)) if a <= b else list(range(a, b - 1, -1))


def format_operator(e, left, right):
    values = right if isinstance(right, list) else [right]
    return format_text(to_text(left), [None if v is AutomationNull else v for v in values])


def comparison(test):
    """A comparison: true or false for one value, the values that fit for a list (about_Comparison_Operators)."""
    def apply(e, left, right):
        if isinstance(left, list):
            return [item for item in left if test(item, right)]
        return test(left, right)
    return apply


def match(exact, negated):
    def apply(e, left, right):
        pattern = regex.compiled(to_text(right), not exact)
        if isinstance(left, list):
            return [item for item in left if (pattern.search(to_text(item)) is not None) != negated]
        found = pattern.search(to_text(left))
        if found:
            # $Matches is set by -match and -notmatch alike, and only when something was found (about_Comparison_Operators).
            e.set_matches(found)
        return (found is not None) != negated
    return apply


def replace(exact):
    def apply(e, left, right):
        parts = right if isinstance(right, list) else [right]
        if len(parts) > 2:
            fail("The -replace operator allows only two elements to follow it, not {}.".format(len(parts)), "BadReplaceArgument")
        pattern = regex.compiled(to_text(parts[0]), not exact)
        new = parts[1] if len(parts) > 1 else ""
        if isinstance(new, ScriptBlock):
            raise StandInLimit("a script block behind -replace, which came with PowerShell 6")
        new = to_text(new)

        def one(value):
            return pattern.sub(lambda found: regex.replacement(found, new), to_text(value))
        return [one(item) for item in left] if isinstance(left, list) else one(left)
    return apply


def split(exact):
    def apply(e, left, right):
        parts = right if isinstance(right, list) else [right]
        limit = to_int(parts[1]) if len(parts) > 1 else 0
        options = to_text(parts[2]).lower() if len(parts) > 2 else ""
        if isinstance(parts[0], ScriptBlock) or limit < 0 or options not in ("", "simplematch"):
            raise StandInLimit("-split with a script block, a negative number or options")
        import re
        pattern = regex.compiled(re.escape(to_text(parts[0])) if options == "simplematch" else to_text(parts[0]), not exact)
        found = []
        for item in enumerate_value(left) if not (left is None) else [""]:
            text = to_text(item)
            start, count = 0, 1
            for hit in pattern.finditer(text):
                if limit and count >= limit:
                    break
                if hit.end() == hit.start() and (hit.start() in (0, len(text))):
                    # .NET also splits before the first and behind the last sign; nobody should rest on that.
                    raise StandInLimit("-split by a pattern that fits nothing")
                found.append(text[start:hit.start()])
                found.extend(hit.group(index) for index in regex.numbering(pattern)[1:] if hit.group(index) is not None)
                start = hit.end()
                count += 1
            found.append(text[start:])
        return string_array(found)
    return apply


def contains(exact, negated):
    def apply(e, left, right):
        return any(compare.equal(item, right, exact) for item in (left if isinstance(left, list) else enumerate_or_one(left))) != negated
    return apply


def enumerate_or_one(value):
    return as_list(value) if value is not None else [None]


def inside(exact, negated):
    def apply(e, left, right):
        return any(compare.equal(item, left, exact) for item in enumerate_or_one(right)) != negated
    return apply


def is_type(negated):
    def apply(e, left, right):
        from . import types
        return types.is_instance(left, right) != negated
    return apply


def as_type(e, left, right):
    from . import types
    from .faults import TerminatingError
    try:
        return types.cast(types.type_of_argument(right).name, left)
    except TerminatingError:
        return None


def bits(function):
    def apply(e, left, right):
        a, b = to_number(left), to_number(right)
        if not isinstance(a, int) or not isinstance(b, int):
            raise StandInLimit("bits of a number that is no integer")
        result = settle(function(a, b), a, b)
        if isinstance(left, EnumValue):
            raise StandInLimit("bits of an enumeration")
        return result
    return apply


def bit_not(value):
    number = to_number(value)
    return settle(~number, number)


def shift(left_shift):
    def apply(e, left, right):
        a, b = to_number(left), to_int(right)
        if left_shift:
            result = a << (b & (63 if isinstance(a, Long) else 31))
            if not isinstance(a, Long):
                result &= 0xFFFFFFFF
                if result >= INT32:
                    result -= 1 << 32
                return result
            return settle(result, a)
        return settle(a >> (b & (63 if isinstance(a, Long) else 31)), a)
    return apply


OPERATORS = {"+": add, "-": subtract, "*": multiply, "/": divide, "%": remainder, "..": span, "f": format_operator,
             "is": is_type(False), "isnot": is_type(True), "as": as_type,
             "xor": lambda e, a, b: to_bool(a) != to_bool(b),
             "band": bits(lambda a, b: a & b), "bor": bits(lambda a, b: a | b), "bxor": bits(lambda a, b: a ^ b), "shl": shift(True), "shr": shift(False)}
for _prefix, _exact in (("", False), ("i", False), ("c", True)):
    for _name, _test in {
            "eq": lambda a, b, x=_exact: compare.equal(a, b, x),
            "ne": lambda a, b, x=_exact: not compare.equal(a, b, x),
            "lt": lambda a, b, x=_exact: compare.order(a, b, x) < 0,
            "le": lambda a, b, x=_exact: compare.order(a, b, x) <= 0,
            "gt": lambda a, b, x=_exact: compare.order(a, b, x) > 0,
            "ge": lambda a, b, x=_exact: compare.order(a, b, x) >= 0,
            "like": lambda a, b, x=_exact: compare.like(to_text(a), to_text(b), x),
            "notlike": lambda a, b, x=_exact: not compare.like(to_text(a), to_text(b), x)}.items():
        OPERATORS[_prefix + _name] = comparison(_test)
    OPERATORS[_prefix + "match"] = match(_exact, False)
    OPERATORS[_prefix + "notmatch"] = match(_exact, True)
    OPERATORS[_prefix + "replace"] = replace(_exact)
    OPERATORS[_prefix + "split"] = split(_exact)
    OPERATORS[_prefix + "contains"] = contains(_exact, False)
    OPERATORS[_prefix + "notcontains"] = contains(_exact, True)
    OPERATORS[_prefix + "in"] = inside(_exact, False)
    OPERATORS[_prefix + "notin"] = inside(_exact, True)


def find(name):
    return OPERATORS.get(name)
