"""The members of texts. Those that compare by culture give an answer for plain text alone."""
import re

from . import compare
from .compare import upper
from .conversions import enumerate_value, to_int
from .faults import NetException, StandInLimit, fail
from .text import formatted, to_text
from .values import Char, EnumValue, TypedArray


def utf16_length(text):
    return len(text) + sum(1 for c in text if ord(c) > 0xFFFF)


def plain(text):
    """A text whose places are the same in UTF-16 and in Python."""
    if any(ord(c) > 0xFFFF for c in text):
        raise StandInLimit("places in a text with characters beyond the basic plane")
    return text


def argument_range(what):
    fail(f'Exception calling "{what}" with arguments: "Index and length must refer to a location within the string."', "ArgumentOutOfRangeException", "System.Management.Automation.MethodInvocationException",
         inner=NetException("Index and length must refer to a location within the string.", "System.ArgumentOutOfRangeException"))


def substring(e, text, arguments):
    start = to_int(arguments[0])
    count = to_int(arguments[1]) if len(arguments) > 1 else len(plain(text)) - start
    if start < 0 or count < 0 or start + count > len(text):
        argument_range("Substring")
    return plain(text)[start:start + count]


def signs(arguments):
    found = set()
    for one in arguments:
        for item in enumerate_value(one):
            found |= set(to_text(item))
    return "".join(found)


def trimmer(method):
    def trim(e, text, arguments):
        chars = signs(arguments)
        return getattr(text, method)(chars) if chars else getattr(text, method)()
    return trim


def comparison_kind(arguments, place):
    """Whether a StringComparison says ordinal, and whether it ignores case; None when none is given."""
    if len(arguments) <= place:
        return None
    name = to_text(arguments[place]).lower()
    if name in ("ordinal", "ordinalignorecase"):
        return name == "ordinalignorecase"
    raise StandInLimit(f"the comparison {name}")


def ascii_only(*values):
    """Methods that compare by the current culture give what ordinal comparison gives only for plain text."""
    for text in values:
        if not (text.isascii() and (text == "" or text.isprintable())):
            raise StandInLimit("a comparison by culture of text that is not ASCII")


def edge(method):
    def test(e, text, arguments):
        other = to_text(arguments[0])
        ignore = comparison_kind(arguments, 1)
        if ignore is None:
            # Without a comparison StartsWith and EndsWith go by culture.
            ascii_only(text, other)
            ignore = False
        return getattr(text.upper() if ignore else text, method)(other.upper() if ignore else other)
    return test


def string_equals(e, text, arguments):
    ignore = comparison_kind(arguments, 1)
    other = arguments[0]
    if not isinstance(other, str):
        # Equals(object) of another type is false; a value that converts is converted first, as there is Equals(string) too.
        if other is None:
            return False
        other = to_text(other)
    return text.upper() == other.upper() if ignore else text == other


def index_of(last):
    def find(e, text, arguments):
        value = arguments[0]
        if len(arguments) == 2 and isinstance(arguments[1], (int,)) and not isinstance(arguments[1], EnumValue):
            if last:
                raise StandInLimit("LastIndexOf with a start")
            return plain(text).find(to_text(value), to_int(arguments[1]))
        ignore = comparison_kind(arguments, 1)
        other = to_text(value)
        if ignore is None and not isinstance(value, Char) and len(other) != 1:
            ascii_only(text, other)
        subject = plain(text).upper() if ignore else plain(text)
        other = other.upper() if ignore else other
        return subject.rfind(other) if last else subject.find(other)
    return find


def string_split(e, text, arguments):
    if len(arguments) == 0:
        return TypedArray("string", text.split())
    first = arguments[0]
    if len(arguments) > 1 and not isinstance(arguments[1], (str, EnumValue)) or len(arguments) > 2:
        raise StandInLimit("Split with a count")
    drop = len(arguments) > 1 and to_text(arguments[1]).lower() == "removeemptyentries"
    # In .NET Framework a text is taken for the characters in it.
    chars = signs([first])
    parts = re.split("[" + re.escape(chars) + "]", text) if chars else text.split()
    return TypedArray("string", [part for part in parts if part or not drop])


def string_replace(e, text, arguments):
    old, new = to_text(arguments[0]), to_text(arguments[1])
    if len(arguments) > 2:
        raise StandInLimit("Replace with a comparison, which .NET Framework does not have")
    if old == "":
        fail('Exception calling "Replace" with "2" argument(s): "String cannot be of zero length."', "ArgumentException", "System.Management.Automation.MethodInvocationException")
    return text.replace(old, new)


def padded(left):
    def pad(e, text, arguments):
        sign = to_text(arguments[1]) if len(arguments) > 1 else " "
        width = to_int(arguments[0])
        return text.rjust(width, sign) if left else text.ljust(width, sign)
    return pad


def number_to_string(e, value, arguments):
    form = to_text(arguments[0]) if arguments and not hasattr(arguments[0], "culture") else ""
    return formatted(value, form) if form else to_text(value)


STRING_METHODS = {
    "substring": substring, "trim": trimmer("strip"), "trimstart": trimmer("lstrip"), "trimend": trimmer("rstrip"),
    "startswith": edge("startswith"), "endswith": edge("endswith"), "equals": string_equals,
    "contains": lambda e, t, a: to_text(a[0]) in t,
    "indexof": index_of(False), "lastindexof": index_of(True), "split": string_split, "replace": string_replace,
    "toupperinvariant": lambda e, t, a: upper(t), "tolowerinvariant": lambda e, t, a: lower(t),
    "toupper": lambda e, t, a: upper(t), "tolower": lambda e, t, a: lower(t),
    "padleft": padded(True), "padright": padded(False),
    "tostring": lambda e, t, a: t, "tochararray": lambda e, t, a: TypedArray("char", [Char(c) for c in plain(t)]),
    "insert": lambda e, t, a: t[:to_int(a[0])] + to_text(a[1]) + t[to_int(a[0]):],
    "remove": lambda e, t, a: t[:to_int(a[0])] + (t[to_int(a[0]) + to_int(a[1]):] if len(a) > 1 else ""),
    "compareto": lambda e, t, a: compare.order(t, a[0], True),
    "gethashcode": lambda e, t, a: limit("GetHashCode"),
}


def limit(what):
    raise StandInLimit(what)


def lower(text):
    return "".join(u if len(u := c.lower()) == 1 else c for c in text)
