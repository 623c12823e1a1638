"""Static members of .NET types, and enumerations: those that scripts use."""
import base64
import hashlib
import math

from . import dates, regex
from .conversions import to_double, to_int, to_number
from .faults import NetException, StandInLimit, fail
from .text import format_text, to_text
from .values import AutomationNull, Byte, EnumValue, Guid, Long, NetObject, TypedArray

ENUMS = {
    "stringcomparison": ("System.StringComparison", ["CurrentCulture", "CurrentCultureIgnoreCase", "InvariantCulture", "InvariantCultureIgnoreCase", "Ordinal", "OrdinalIgnoreCase"]),
    "stringsplitoptions": ("System.StringSplitOptions", ["None", "RemoveEmptyEntries"]),
    "xml.xmlnodetype": ("System.Xml.XmlNodeType", ["None", "Element", "Attribute", "Text", "CDATA", "EntityReference", "Entity", "ProcessingInstruction", "Comment", "Document", "DocumentType",
                                                   "DocumentFragment", "Notation", "Whitespace", "SignificantWhitespace", "EndElement", "EndEntity", "XmlDeclaration"]),
    "xml.dtdprocessing": ("System.Xml.DtdProcessing", ["Prohibit", "Ignore", "Parse"]),
    "consolecolor": ("System.ConsoleColor", ["Black", "DarkBlue", "DarkGreen", "DarkCyan", "DarkRed", "DarkMagenta", "DarkYellow", "Gray", "DarkGray", "Blue", "Green", "Cyan", "Red", "Magenta", "Yellow", "White"]),
    "dayofweek": ("System.DayOfWeek", ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]),
    "datetimekind": ("System.DateTimeKind", ["Unspecified", "Utc", "Local"]),
}


def _low(name):
    return name.lower().removeprefix("system.")


def has_enum(name):
    return _low(name) in ENUMS


def has_type(name):
    low = _low(name)
    return low in ENUMS or low in CALLS or low in PROPERTIES


def enum_value(kind, name):
    type_name, names = ENUMS[kind]
    for number, one in enumerate(names):
        if one.lower() == name.lower():
            return EnumValue(type_name, one, number)
    return None


def enum_cast(kind, value):
    kind = _low(kind)
    if isinstance(value, EnumValue) and value.type_name == ENUMS[kind][0]:
        return value
    made = enum_value(kind, to_text(value)) if isinstance(value, str) else None
    if made is None and isinstance(value, int) and 0 <= value < len(ENUMS[kind][1]):
        made = enum_value(kind, ENUMS[kind][1][value])
    if made is None:
        fail(f'Cannot convert value "{to_text(value)}" to type "{ENUMS[kind][0]}".', "InvalidCast", "System.Management.Automation.PSInvalidCastException")
    return made


class Regex(NetObject):
    type_name = "System.Text.RegularExpressions.Regex"

    def __init__(self, pattern):
        self.pattern = regex.compiled(pattern, False)
        self.text = pattern

    def to_text(self):
        return self.text


class Group(NetObject):
    """A match, or a group of one."""
    type_name = "System.Text.RegularExpressions.Match"

    def __init__(self, found, group=0):
        self.found, self.group = found, group

    def success(self):
        return self.found is not None and self.found.group(self.group) is not None

    def value(self):
        return (self.found.group(self.group) or "") if self.found is not None else ""

    def to_text(self):
        return self.value()


class Groups(NetObject):
    type_name = "System.Text.RegularExpressions.GroupCollection"

    def __init__(self, found):
        self.found = found

    def get_index(self, index):
        return Group(self.found, regex.numbering(self.found.re)[index] if isinstance(index, int) and self.found is not None else index if isinstance(index, int) else to_text(index))


Group.properties = {"success": lambda o, e: o.success(), "value": lambda o, e: o.value(), "index": lambda o, e: o.found.start(o.group) if o.success() else 0,
                    "length": lambda o, e: len(o.value()), "groups": lambda o, e: Groups(o.found)}
Regex.methods = {"match": lambda e, o, a: Group(o.pattern.search(to_text(a[0]))), "ismatch": lambda e, o, a: o.pattern.search(to_text(a[0])) is not None,
                 "replace": lambda e, o, a: o.pattern.sub(lambda f: regex.replacement(f, to_text(a[1])), to_text(a[0]))}


def regex_options(arguments, place):
    """(pattern, …, options) of the static methods."""
    options = [one.strip().lower() for one in to_text(arguments[place]).split(",")] if len(arguments) > place else []
    unknown = set(options) - {"ignorecase", "multiline", "singleline", "none", "cultureinvariant"}
    if unknown:
        raise StandInLimit(f"the options {unknown} of a regular expression")
    return {"ignore_case": "ignorecase" in options, "multiline": "multiline" in options, "single_line": "singleline" in options}


def regex_match(e, a):
    return Group(regex.compiled(to_text(a[1]), **regex_options(a, 2)).search(to_text(a[0])))


def regex_matches(e, a):
    return [Group(found) for found in regex.compiled(to_text(a[1]), **regex_options(a, 2)).finditer(to_text(a[0]))]


class Encoding(NetObject):
    type_name = "System.Text.Encoding"

    def __init__(self, python, name, mark=b""):
        self.python, self.name, self.mark = python, name, mark

    def to_text(self):
        return self.name


def get_string(e, o, a):
    data = bytes(a[0]) if len(a) == 1 else bytes(a[0])[to_int(a[1]):to_int(a[1]) + to_int(a[2])]
    return data.decode(o.python, "replace")


Encoding.methods = {"getstring": get_string, "getbytes": lambda e, o, a: TypedArray("byte", [Byte(b) for b in to_text(a[0]).encode(o.python, "replace")])}
UTF8 = Encoding("utf-8", "System.Text.UTF8Encoding", b"\xef\xbb\xbf")
ENCODINGS = {"28591": "latin-1", "iso-8859-1": "latin-1", "utf-8": "utf-8", "us-ascii": "ascii", "1252": "cp1252"}


def get_encoding(e, a):
    name = to_text(a[0]).lower()
    if name not in ENCODINGS:
        raise StandInLimit(f"the encoding {name}")
    return Encoding(ENCODINGS[name], name)


class Sha256(NetObject):
    type_name = "System.Security.Cryptography.SHA256"


def compute_hash(e, o, a):
    data = bytes(a[0]) if len(a) == 1 else bytes(a[0])[to_int(a[1]):to_int(a[1]) + to_int(a[2])]
    return TypedArray("byte", [Byte(b) for b in hashlib.sha256(data).digest()])


Sha256.methods = {"computehash": compute_hash, "dispose": lambda e, o, a: AutomationNull, "clear": lambda e, o, a: AutomationNull}


def text_join(e, a):
    items = a[1] if len(a) == 2 and isinstance(a[1], list) else a[1:]
    return to_text(a[0]).join(to_text(item) for item in items)


def text_equals(e, a):
    left, right = a[0], a[1]
    ignore = len(a) > 2 and to_text(a[2]).lower() == "ordinalignorecase"
    if len(a) > 2 and to_text(a[2]).lower() not in ("ordinal", "ordinalignorecase"):
        raise StandInLimit("a comparison by culture")
    if left is None or right is None:
        return left is right
    return to_text(left).upper() == to_text(right).upper() if ignore else to_text(left) == to_text(right)


def compare_ordinal(e, a):
    left, right = to_text(a[0]).encode("utf-16-be"), to_text(a[1]).encode("utf-16-be")
    return (left > right) - (left < right)


def round_number(e, a):
    """[math]::Round rounds half to even."""
    from decimal import ROUND_HALF_EVEN, Decimal
    if len(a) > 2:
        raise StandInLimit("Round with a mode")
    value = to_number(a[0])
    places = to_int(a[1]) if len(a) > 1 else 0
    return float(Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN))


def extreme(function):
    def apply(e, a):
        left, right = to_number(a[0]), to_number(a[1])
        if isinstance(left, float) or isinstance(right, float):
            return float(function(left, right))
        return function(left, right)
    return apply


def new_guid(e, a):
    return Guid(e.host.new_guid())


def base64_from(e, a):
    try:
        return TypedArray("byte", [Byte(b) for b in base64.b64decode(to_text(a[0]), validate=True)])
    except ValueError:
        fail('Exception calling "FromBase64String" with "1" argument(s): "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal character among the padding characters."',
             "FormatException", "System.Management.Automation.MethodInvocationException", inner=NetException("The input is not a valid Base-64 string.", "System.FormatException"))


def hash_set(e, a):
    raise StandInLimit("a HashSet made with ::new")


def files(name):
    def call(e, a):
        return getattr(e.host.files, name)(*a)
    return call


def xml_reader(e, a):
    from . import xml_reader
    return xml_reader.create_reader(e, a)


CALLS = {
    "string": {"isnullorempty": lambda e, a: a[0] is None or to_text(a[0]) == "", "isnullorwhitespace": lambda e, a: a[0] is None or to_text(a[0]).strip() == "",
               "join": text_join, "equals": text_equals, "compareordinal": compare_ordinal, "format": lambda e, a: format_text(to_text(a[0]), a[1] if len(a) == 2 and isinstance(a[1], list) else a[1:]),
               "concat": lambda e, a: "".join(to_text(x) for x in a)},
    "math": {"round": round_number, "max": extreme(max), "min": extreme(min), "floor": lambda e, a: float(math.floor(to_double(a[0]))),
             "ceiling": lambda e, a: float(math.ceil(to_double(a[0]))), "abs": lambda e, a: abs(to_number(a[0])), "truncate": lambda e, a: float(math.trunc(to_double(a[0])))},
    "guid": {"newguid": new_guid, "parse": lambda e, a: __import__("StandIn.types", fromlist=["x"]).to_guid(a[0])},
    "convert": {"tobase64string": lambda e, a: base64.b64encode(bytes(a[0])).decode(), "frombase64string": base64_from},
    "datetime": dates.STATIC_CALLS, "timespan": dates.SPAN_CALLS,
    "text.regularexpressions.regex": {"match": regex_match, "matches": regex_matches, "ismatch": lambda e, a: regex_match(e, a).success(),
                                      "escape": lambda e, a: escape(to_text(a[0])),
                                      "replace": lambda e, a: regex.compiled(to_text(a[1]), **regex_options(a, 3)).sub(lambda f: regex.replacement(f, to_text(a[2])), to_text(a[0]))},
    "text.encoding": {"getencoding": get_encoding},
    "security.cryptography.sha256": {"create": lambda e, a: Sha256()},
    "io.file": {"readallbytes": files("read_bytes_array"), "exists": files("is_file"), "readalltext": files("net_read_text"), "writealltext": files("net_write_text"),
                "readalllines": files("net_read_lines"), "writeallbytes": files("net_write_bytes"), "delete": files("net_delete")},
    "io.path": {"combine": files("net_combine"), "getfilename": files("net_file_name"), "getdirectoryname": files("net_directory_name"),
                "getfilenamewithoutextension": files("net_stem"), "getextension": files("net_extension"), "getfullpath": files("absolute")},
    "xml.xmlreader": {"create": xml_reader},
    "object": {"referenceequals": lambda e, a: a[0] is a[1]},
    "char": {"isletter": lambda e, a: to_text(a[0]).isalpha(), "isdigit": lambda e, a: to_text(a[0]).isdigit()},
    "int32": {}, "int64": {}, "double": {},
}


def escape(text):
    """[regex]::Escape: these signs and white space, no others."""
    names = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"}
    return "".join(names.get(c) or ("\\" + c if c in "\\*+?|{[()^$.# " else c) for c in text)


PROPERTIES = {
    "string": {"empty": lambda e: ""},
    "guid": {"empty": lambda e: Guid("00000000-0000-0000-0000-000000000000")},
    "globalization.cultureinfo": {"invariantculture": lambda e: dates.INVARIANT},
    "text.encoding": {"utf8": lambda e: UTF8, "ascii": lambda e: Encoding("ascii", "System.Text.ASCIIEncoding"), "unicode": lambda e: Encoding("utf-16-le", "System.Text.UnicodeEncoding")},
    "int32": {"maxvalue": lambda e: 2147483647, "minvalue": lambda e: -2147483648},
    "int64": {"maxvalue": lambda e: Long((1 << 63) - 1)},
    "datetime": dates.STATIC_PROPERTIES, "timespan": {"zero": lambda e: dates.TimeSpan(0)},
    "environment": {"newline": lambda e: "\r\n", "machinename": lambda e: e.environment.get("COMPUTERNAME"), "username": lambda e: e.environment.get("USERNAME")},
    "dbnull": {"value": lambda e: limit("DBNull")},
    "stringcomparer": {"ordinalignorecase": lambda e: Comparer(str.upper), "ordinal": lambda e: Comparer(lambda t: t)},
}


class Comparer(NetObject):
    type_name = "System.StringComparer"

    def __init__(self, fold):
        self.fold = fold


def limit(what):
    raise StandInLimit(what)


def get_property(e, type_name, name):
    kind = _low(type_name)
    if kind in ENUMS:
        found = enum_value(kind, name)
        if found is not None:
            return found
    found = PROPERTIES.get(kind, {}).get(name.lower())
    if found is None:
        raise StandInLimit(f"[{type_name}]::{name}")
    return found(e)


def call(e, type_name, name, arguments):
    kind = _low(type_name)
    found = CALLS.get(kind, {}).get(name.lower())
    if found is None:
        if name.lower() == "new":
            from .cmdlets import construct
            return construct.construct(e, type_name, arguments)
        raise StandInLimit(f"[{type_name}]::{name}()")
    return found(e, [None if a is AutomationNull else a for a in arguments])
