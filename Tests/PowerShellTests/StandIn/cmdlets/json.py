"""ConvertTo-Json and ConvertFrom-Json as Windows PowerShell 5.1 has them, which differ from later ones in layout, escapes and arrays."""
import json
import re
from decimal import Decimal

from .. import members
from ..dates import DateTime
from ..faults import StandInLimit, fail
from ..parameters import Spec
from ..text import double_text, to_text
from ..values import AutomationNull, Char, EnumValue, Guid, Hashtable, Long, PSObject, ScriptProperty, Switch, Version
from .registry import Base, cmdlet

ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
SPECIAL = re.compile("[\\\\\"<>&'\x00-\x1f\x85\u2028\u2029]")


def quoted(text):
    """A JSON text as JavaScriptSerializer writes it: < > & ' become \\u003c and the like, letters outside ASCII stay."""
    return '"' + SPECIAL.sub(lambda found: ESCAPES.get(found.group()) or "\\u%04x" % ord(found.group()), text) + '"'


def plain(e, value, depth):
    """The value as the serializer sees it: dictionaries become pairs, lists lists; what lies too deep becomes text."""
    if value is None or value is AutomationNull:
        return None
    if isinstance(value, (bool, str, int, float, Decimal)):
        return value
    if isinstance(value, Switch):
        return {"IsPresent": value.present} if depth >= 0 else to_text(value)
    if isinstance(value, EnumValue):
        return value.number
    if isinstance(value, (Guid, Char)):
        return to_text(value)
    if isinstance(value, DateTime):
        return Dated(value)
    if isinstance(value, list):
        if depth < 0:
            return " ".join(to_text(item) for item in value)
        return [plain(e, item, depth - 1) for item in value]
    if isinstance(value, Hashtable):
        if depth < 0:
            return to_text(value)
        table = {}
        for key, item in value.pairs():
            if not isinstance(key, str):
                fail("The type 'System.Collections.Hashtable' is not supported for serialization or deserialization of a dictionary. Keys must be strings.", "NonStringKeyInDictionary", "System.InvalidOperationException")
            table[key] = plain(e, item, depth - 1)
        return table
    if isinstance(value, PSObject):
        if depth < 0:
            return to_text(value)
        return {name: plain(e, members.read_script_property(value, item, e) if isinstance(item, ScriptProperty) else item, depth - 1) for name, item in value.pairs()}
    if isinstance(value, Version):
        return {name: (value.parts[i] if i < len(value.parts) else -1) for i, name in enumerate(("Major", "Minor", "Build", "Revision"))} | {"MajorRevision": -1, "MinorRevision": -1} if depth >= 0 else to_text(value)
    raise StandInLimit(f"{members.type_name_of(value)} as JSON")


class Dated:
    def __init__(self, value):
        self.value = value

    def text(self):
        utc = self.value.to_utc() if self.value.kind else self.value.to_utc()
        import datetime as dt
        delta = utc.value - dt.datetime(1970, 1, 1)
        return '"\\/Date(%d)\\/"' % ((delta.days * 86400 + delta.seconds) * 1000 + delta.microseconds // 1000)


def scalar(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Dated):
        return value.text()
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, float):
        return double_text(value) if repr(value) == double_text(value) or float(double_text(value)) == value else repr(value)
    return to_text(value)


def compact(value):
    if isinstance(value, dict):
        return "{" + ",".join(quoted(key) + ":" + compact(item) for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(compact(item) for item in value) + "]"
    return scalar(value)


def pretty(value, column):
    """The layout of 5.1: two blanks behind a colon, and what is inside stands four behind the bracket that opens it."""
    if isinstance(value, dict):
        inner = " " * (column + 4)
        rows = []
        for key, item in value.items():
            head = inner + quoted(key) + ":  "
            rows.append(head + pretty(item, len(head)))
        return "{\r\n" + ",\r\n".join(rows) + "\r\n" + " " * column + "}"
    if isinstance(value, list):
        inner = " " * (column + 4)
        return "[\r\n" + ",\r\n".join(inner + pretty(item, column + 4) for item in value) + "\r\n" + " " * column + "]"
    return scalar(value)


@cmdlet("ConvertTo-Json", Spec("InputObject", "object", position=0, mandatory=True, pipeline=True, allow=("null",)), Spec("Depth", "int"), Spec("Compress", "switch"))
class ConvertToJson(Base):
    def begin(self):
        self.items = []
        self.piped = not self.has("InputObject")

    def process(self):
        self.items.append(self.get("InputObject"))

    def end(self):
        if not self.items:
            return
        # Several objects of the pipeline become an array, a single one does not.
        value = self.items if len(self.items) > 1 else self.items[0]
        depth = self.get("Depth") if self.has("Depth") else 2
        if not 1 <= depth <= 100:
            fail("The maximum depth allowed for serialization is 100.", "ReachedMaximumDepthAllowed", "System.InvalidOperationException")
        tree = plain(self.e, value, depth)
        self.out(compact(tree) if self.flag("Compress") else pretty(tree, 0))


def from_pairs(pairs):
    made = PSObject()
    for name, value in pairs:
        if name == "":
            fail("Cannot process argument because the value of argument \"name\" is not valid.", "Argument", "System.Management.Automation.PSArgumentException")
        if name.lower() in made.props:
            fail(f"Cannot convert the JSON string because a dictionary that was converted from the string contains the duplicated keys '{made.props[name.lower()][0]}' and '{name}'.",
                 "DuplicateKeysInJsonString", "System.InvalidOperationException")
        made.put(name, value)
    return made


def number(text):
    value = int(text)
    if -(1 << 31) <= value < (1 << 31):
        return value
    return Long(value) if -(1 << 63) <= value < (1 << 63) else Decimal(text)


def real(text):
    # Fractions come as [decimal], those with an exponent as [double].
    return float(text) if "e" in text.lower() else Decimal(text)


def dated(value):
    if isinstance(value, str) and value.startswith("/Date("):
        raise StandInLimit("a date in JSON")
    return value


def refuse_constant(name):
    raise ValueError(name)


@cmdlet("ConvertFrom-Json", Spec("InputObject", "string", position=0, mandatory=True, pipeline=True, allow=("emptystring",)))
class ConvertFromJson(Base):
    def begin(self):
        self.lines = []

    def process(self):
        self.lines.append(self.get("InputObject"))

    def end(self):
        # Several texts are joined when the first alone is no JSON; here they always are, as the lines of a file.
        text = "\r\n".join(self.lines).removeprefix("\ufeff")
        if not text.strip():
            return
        try:
            value = json.loads(text, object_pairs_hook=from_pairs, parse_int=number, parse_float=real, parse_constant=refuse_constant)
        except ValueError as error:
            fail(f"Invalid JSON primitive: {error}.", "System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand", "System.ArgumentException")
        # 5.1 gives an array as one object; later versions give its elements (ConvertFrom-Json, -NoEnumerate).
        self.out(dated(value))
