"""What becomes what: truth, numbers, lists (about_Booleans, about_Type_Conversion)."""
import re
from decimal import Decimal

from .faults import StandInLimit, fail
from .text import to_text
from .values import ArrayList, AutomationNull, Byte, Char, EnumValue, Long, Switch, TypedArray

INT32 = 1 << 31
NUMBER_TEXT = re.compile(r"\s*([+-]?)(?:0x([0-9a-fA-F]+)|(\d+)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))\s*")


def to_bool(value):
    kind = type(value)
    if kind is bool:
        return value
    if value is None or value is AutomationNull:
        return False
    if kind is str:
        return value != ""
    if isinstance(value, list):
        if not value:
            return False
        return to_bool(value[0]) if len(value) == 1 and not isinstance(value, ArrayList) else True
    if isinstance(value, (int, float, Decimal)):
        return value != 0
    if kind is Switch:
        return value.present
    if kind is EnumValue:
        return value.number != 0
    if kind is Char:
        return value.text != "\0"
    return True


def enumerate_value(value):
    """The elements that a value gives to a pipeline or to foreach: lists are taken apart, texts and hashtables are not."""
    if isinstance(value, list):
        return value
    if value is AutomationNull:
        return ()
    each = getattr(value, "enumerate", None)
    if each is not None:
        return each()
    return (value,)


def as_list(value):
    """A value as the elements of an array: what -join, -contains and parameters see."""
    if value is None or value is AutomationNull:
        return []
    if isinstance(value, list):
        return value
    each = getattr(value, "enumerate", None)
    return list(each()) if each is not None else [value]


def bad_cast(value, name, reason=None):
    message = f'Cannot convert value "{to_text(value)}" to type "{name}".'
    fail(message + (f' Error: "{reason}"' if reason else ""), "InvalidCast", "System.Management.Automation.PSInvalidCastException")


def parse_number(text, name):
    """A number in a text; the integers as PowerShell picks them."""
    found = NUMBER_TEXT.fullmatch(text)
    if not found:
        if not text.strip():
            return 0
        bad_cast(text, name, "Input string was not in a correct format.")
    sign, hexadecimal, whole, real = found.groups()
    factor = -1 if sign == "-" else 1
    if hexadecimal:
        return factor * int(hexadecimal, 16)
    if whole:
        return factor * int(whole)
    return factor * float(real)


def to_number(value, name="System.Int32"):
    """A value as an operand of arithmetic or of a comparison with a number."""
    kind = type(value)
    if kind is bool:
        return int(value)
    if isinstance(value, (int, float, Decimal)):
        return value
    if value is None or value is AutomationNull:
        return 0
    if kind is str:
        return parse_number(value, name)
    if kind is EnumValue:
        return value.number
    if kind is Char:
        return ord(value.text)
    if kind is Switch:
        return int(value.present)
    if isinstance(value, list) and len(value) == 1 and not isinstance(value, ArrayList):
        return to_number(value[0], name)
    bad_cast(value if not isinstance(value, list) else "System.Object[]", name)


def round_even(number):
    """[int] of a fraction rounds half to even (about_Type_Conversion), as Python's round does."""
    return int(round(number))


def to_integer(value, name, low, high):
    number = to_number(value, name)
    if isinstance(number, (float, Decimal)):
        if number != number or number in (float("inf"), float("-inf")):
            bad_cast(value, name, "Value was either too large or too small for an Int32.")
        number = round_even(number)
    if not low <= number <= high:
        bad_cast(value, name, f"Value was either too large or too small for an {name.split('.')[-1]}.")
    return number


def to_int(value):
    if type(value) is int and -INT32 <= value < INT32:
        return value
    return int(to_integer(value, "System.Int32", -INT32, INT32 - 1))


def to_long(value):
    return Long(to_integer(value, "System.Int64", -(1 << 63), (1 << 63) - 1))


def to_byte(value):
    return Byte(to_integer(value, "System.Byte", 0, 255))


def to_double(value):
    return float(to_number(value, "System.Double"))


def to_char(value):
    if isinstance(value, Char):
        return value
    if isinstance(value, str):
        if len(value) != 1:
            bad_cast(value, "System.Char", "String must be exactly one character long.")
        return Char(value)
    return Char(chr(to_integer(value, "System.Char", 0, 65535)))


def copy_array(items):
    return TypedArray(items.element, items) if isinstance(items, TypedArray) else list(items)


def to_cast_bool(value):
    """[bool] takes texts too, unlike a parameter of that type (about_Booleans)."""
    return to_bool(value)


def parameter_bool(value):
    """A [bool] parameter takes truth values and numbers, no texts: the binder says so."""
    if isinstance(value, (str, list)):
        fail(f'Cannot convert value "{to_text(value)}" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0.', "InvalidCast",
             "System.Management.Automation.PSInvalidCastException")
    return to_bool(value)


def limit(what):
    raise StandInLimit(what)
