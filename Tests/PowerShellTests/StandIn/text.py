"""Values as text: [string], expansion in double quotes, and the operator -f."""
import re
from decimal import Decimal

from .faults import ErrorRecord, NetException, StandInLimit, fail
from .values import (AutomationNull, Char, Entry, EnumValue, Guid, Hashtable, NetObject, OrderedDictionary, PSObject, ScriptBlock, ScriptProperty,
                     Switch, TypedArray, TypeRef, Version)

# Set by members.py: how a property that a script block computes is read.
read_script_property = None


def double_text(value):
    """A double as .NET Framework spells it: 15 digits, an exponent from 1E+15 on."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    text = "%.15g" % value
    if "e" in text:
        digits, exponent = text.split("e")
        number = int(exponent)
        if -5 <= number < 0:
            return _plain(digits, number)
        return "{}E{}{:02d}".format(digits, "+" if number >= 0 else "-", abs(number))
    return text


def _plain(digits, exponent):
    sign = "-" if digits.startswith("-") else ""
    digits = digits.lstrip("-").replace(".", "")
    return sign + "0." + "0" * (-exponent - 1) + digits


def to_text(value):
    """[string]: numbers and times in the invariant culture, lists with blanks between (about_Type_Conversion)."""
    kind = type(value)
    if kind is str:
        return value
    if value is None or value is AutomationNull:
        return ""
    if kind is bool:
        return "True" if value else "False"
    if isinstance(value, int):
        return str(int(value))
    if kind is float:
        return double_text(value)
    if kind is Decimal:
        return format(value, "f")
    if isinstance(value, (list, tuple)):
        return " ".join(to_text(item) for item in value)
    if kind is PSObject:
        return object_text(value)
    if kind is Char:
        return value.text
    if kind is Switch:
        return "True" if value.present else "False"
    if kind in (EnumValue,):
        return value.name
    if kind is Guid:
        return value.text
    if kind is Version:
        return ".".join(str(part) for part in value.parts)
    if kind is TypeRef:
        return value.name
    if kind is OrderedDictionary:
        return "System.Collections.Specialized.OrderedDictionary"
    if isinstance(value, Hashtable):
        return "System.Collections.Hashtable"
    if kind is ScriptBlock:
        return value.body.text
    if isinstance(value, Entry):
        return "System.Collections.DictionaryEntry"
    if isinstance(value, NetObject):
        return value.to_text()
    if isinstance(value, ErrorRecord):
        return value.exception.message
    if isinstance(value, NetException):
        return f"{value.type_name}: {value.message}"
    raise StandInLimit(f"the text of a {kind.__name__}")


def object_text(value):
    """@{a=1; b=2}, as a custom object shows in a string; the name of the type for others."""
    if value.methods and "tostring" in value.methods:
        return to_text(value.methods["tostring"](value, []))
    if value.types and not value.types[0].endswith("PSCustomObject") and not value.types[0].startswith("Selected."):
        return value.types[0]
    parts = []
    for name, item in value.pairs():
        if isinstance(item, ScriptProperty):
            item = read_script_property(value, item)
        parts.append(f"{name}={nested_text(item)}")
    return "@{" + "; ".join(parts) + "}"


def nested_text(item):
    if isinstance(item, TypedArray):
        return type_text(item)
    if isinstance(item, list):
        return "System.Object[]"
    return to_text(item)


def type_text(array):
    names = {"string": "System.String", "byte": "System.Byte", "int": "System.Int32", "char": "System.Char", "object": "System.Object", "guid": "System.Guid"}
    return names.get(array.element, array.element) + "[]"


SLOT = re.compile(r"\{\{|\}\}|\{(\d+)(?:,(-?\d+))?(?::([^}]*))?\}|[{}]")


def format_text(pattern, values):
    """The operator -f: composite formatting of .NET in an English culture."""
    def put(found):
        whole = found.group()
        if whole in ("{{", "}}"):
            return whole[0]
        if found.group(1) is None:
            fail('Error formatting a string: Input string was not in a correct format..', "FormatError")
        index = int(found.group(1))
        if index >= len(values):
            fail("Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the size of the argument list..", "FormatError")
        text = formatted(values[index], found.group(3) or "")
        width = int(found.group(2) or 0)
        return text.rjust(width) if width >= 0 else text.ljust(-width)
    return SLOT.sub(put, pattern)


def formatted(value, form):
    if not form:
        if isinstance(value, NetObject):
            return value.local_text()
        if isinstance(value, list):
            return type_text(value) if isinstance(value, TypedArray) else "System.Object[]"
        return to_text(value)
    if isinstance(value, NetObject):
        return value.formatted(form)
    if isinstance(value, bool) or value is None or isinstance(value, str):
        # Text and truth values take no format; .NET leaves them as they are.
        return to_text(value)
    if isinstance(value, (int, float, Decimal)):
        return number_text(value, form)
    if isinstance(value, Guid) and form.lower() in "dnbp":
        return guid_text(value, form)
    raise StandInLimit(f"the format {form!r} of a {type(value).__name__}")


def guid_text(value, form):
    form = form.lower()
    if form == "n":
        return value.text.replace("-", "")
    return {"d": "{}", "b": "{{{}}}", "p": "({})"}[form].format(value.text)


def number_text(value, form):
    found = re.fullmatch(r"([a-zA-Z])(\d*)", form)
    if found:
        kind, digits = found.group(1), found.group(2)
        count = int(digits) if digits else None
        upper = kind.upper()
        if upper == "D" and isinstance(value, int):
            return ("-" if value < 0 else "") + str(abs(int(value))).rjust(count or 0, "0")
        if upper == "X" and isinstance(value, int):
            text = format(value & 0xFFFFFFFF if value < 0 else value, "x" if kind == "x" else "X")
            return text.rjust(count or 0, "0")
        if upper in "NF":
            places = 2 if count is None else count
            return format(_rounded(value, places), f"{',' if upper == 'N' else ''}.{places}f")
        if upper == "P":
            places = 2 if count is None else count
            # .NET Framework with an English culture puts no blank before the sign on current Windows, one on older ones.
            raise StandInLimit("the format P, which differs between versions of Windows")
        if upper == "G" and count is None:
            return to_text(value)
    elif re.fullmatch(r"0+", form) and isinstance(value, int):
        return ("-" if value < 0 else "") + str(abs(value)).rjust(len(form), "0")
    elif re.fullmatch(r"0+\.[0#]+", form):
        whole, places = form.split(".")
        text = format(_rounded(value, len(places)), f".{len(places)}f")
        keep = places.count("0")
        head, tail = text.split(".")
        tail = tail[:keep] + tail[keep:].rstrip("0")
        return head.rjust(len(whole), "0") + ("." + tail if tail else "")
    elif form == "#,##0" or form == "#,0":
        return format(int(_rounded(value, 0)), ",")
    raise StandInLimit(f"the number format {form!r}")


def _rounded(value, places):
    """Formats round half away from zero."""
    from decimal import ROUND_HALF_UP
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
