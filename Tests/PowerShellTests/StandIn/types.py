"""Types by name: casts, -is, static members."""
import re
from decimal import Decimal

from . import dates, statics
from .conversions import bad_cast, enumerate_value, parameter_bool, to_bool, to_byte, to_char, to_double, to_int, to_long, to_number
from .faults import ErrorRecord, NetException, StandInLimit
from .text import to_text
from .values import (ArrayList, AutomationNull, Byte, Char, Entry, EnumValue, Guid, HashSet, Hashtable, Long, NetObject, OrderedDictionary, PSObject,
                     Reference, ScriptBlock, Switch, TypedArray, TypeRef, Version)

# The short names that PowerShell has (about_Type_Accelerators), and the long ones, to those used inside.
SHORT = {"string": "string", "system.string": "string", "int": "int", "int32": "int", "system.int32": "int", "long": "long", "int64": "long", "system.int64": "long",
         "bool": "bool", "boolean": "bool", "system.boolean": "bool", "double": "double", "system.double": "double", "float": "single", "single": "single",
         "decimal": "decimal", "system.decimal": "decimal", "byte": "byte", "system.byte": "byte", "char": "char", "system.char": "char",
         "object": "object", "system.object": "object", "guid": "guid", "system.guid": "guid", "version": "version", "system.version": "version",
         "datetime": "datetime", "system.datetime": "datetime", "timespan": "timespan", "system.timespan": "timespan",
         "hashtable": "hashtable", "system.collections.hashtable": "hashtable", "array": "array", "system.array": "array",
         "psobject": "psobject", "pscustomobject": "pscustomobject", "system.management.automation.psobject": "psobject",
         "system.management.automation.pscustomobject": "pscustomobject",
         "scriptblock": "scriptblock", "system.management.automation.scriptblock": "scriptblock", "switch": "switch",
         "system.management.automation.switchparameter": "switch", "regex": "regex", "system.text.regularexpressions.regex": "regex", "type": "type", "system.type": "type",
         "xml": "xml", "system.xml.xmldocument": "xml", "uri": "uri", "system.uri": "uri", "void": "void", "ref": "ref", "cultureinfo": "cultureinfo",
         "system.globalization.cultureinfo": "cultureinfo", "ordered": "ordered", "system.collections.specialized.ordereddictionary": "ordered",
         "system.collections.arraylist": "arraylist", "pscredential": "pscredential", "system.management.automation.pscredential": "pscredential",
         "securestring": "securestring", "system.security.securestring": "securestring",
         "errorrecord": "errorrecord", "system.management.automation.errorrecord": "errorrecord", "math": "math", "system.math": "math",
         "convert": "convert", "system.convert": "convert", "exception": "exception", "system.exception": "exception", "ulong": "ulong", "uint64": "ulong", "uint32": "uint"}
FULL = {"string": "System.String", "int": "System.Int32", "long": "System.Int64", "bool": "System.Boolean", "double": "System.Double", "decimal": "System.Decimal",
        "byte": "System.Byte", "char": "System.Char", "object": "System.Object", "guid": "System.Guid", "version": "System.Version", "datetime": "System.DateTime",
        "timespan": "System.TimeSpan", "hashtable": "System.Collections.Hashtable", "array": "System.Array", "psobject": "System.Management.Automation.PSObject",
        "pscustomobject": "System.Management.Automation.PSCustomObject", "scriptblock": "System.Management.Automation.ScriptBlock",
        "switch": "System.Management.Automation.SwitchParameter", "regex": "System.Text.RegularExpressions.Regex", "xml": "System.Xml.XmlDocument",
        "ordered": "System.Collections.Specialized.OrderedDictionary", "arraylist": "System.Collections.ArrayList", "math": "System.Math", "convert": "System.Convert",
        "exception": "System.Exception", "errorrecord": "System.Management.Automation.ErrorRecord", "type": "System.RuntimeType",
        "cultureinfo": "System.Globalization.CultureInfo", "pscredential": "System.Management.Automation.PSCredential", "securestring": "System.Security.SecureString"}
LISTS = re.compile(r"(?:system\.)?(?:collections\.)?(?:generic\.)?list\[(.+)\]$")


def short(name):
    return SHORT.get(name.lower())


def full(name):
    low = short(name)
    return FULL.get(low, name) if low else name


def type_ref(name, node=None):
    if name.endswith("[]"):
        return TypeRef(full(name[:-2]) + "[]")
    if not is_known(name):
        raise StandInLimit(f"the type [{name}]", node)
    return TypeRef(full(name))


def is_known(name):
    low = name.lower()
    return low in SHORT or statics.has_type(low) or low.endswith("exception") or low.removeprefix("system.") in NET_TYPES or LISTS.match(low) is not None


# Types of objects in this stand-in that a script can name, by name without System.
NET_TYPES = {}


def register(cls):
    """Makes a class known by its .NET name."""
    NET_TYPES[cls.type_name.lower().removeprefix("system.")] = cls
    return cls


def cast_variable(kind, value):
    """An assignment to a variable with a type: like a cast, and $null for text is an empty text."""
    if kind.lower() in ("switch", "switchparameter") and isinstance(value, (bool, Switch)):
        return Switch(bool(value))
    return cast(kind, value)


def cast(name, value):
    if value is AutomationNull:
        value = None
    if name.endswith("[]"):
        return cast_array(name[:-2], value)
    low = SHORT.get(name.lower())
    convert = CASTS.get(low)
    if convert is not None:
        return convert(value)
    generic = LISTS.match(name.lower())
    if generic:
        made = ArrayList(cast(generic.group(1), item) for item in enumerate_value(value)) if value is not None else None
        if made is not None:
            made.type_name = "System.Collections.Generic.List"
        return made
    full_name = name.lower().removeprefix("system.")
    cls = NET_TYPES.get(full_name)
    if cls is not None:
        if value is None or isinstance(value, cls):
            return value
        if hasattr(cls, "from_value"):
            return cls.from_value(value)
        bad_cast(value, cls.type_name)
    if isinstance(value, PSObject) and any(t.lower().removeprefix("system.") == full_name for t in value.types):
        return value
    if isinstance(value, EnumValue) and value.type_name.lower().removeprefix("system.") == full_name:
        return value
    if statics.has_enum(full_name):
        return statics.enum_cast(full_name, value)
    if full_name.endswith("exception") and (value is None or isinstance(value, NetException)):
        return value
    raise StandInLimit(f"a cast to [{name}]")


def cast_array(element, value):
    if value is None:
        return None
    if isinstance(value, TypedArray) and value.element == (short(element) or element):
        return value
    low = short(element) or element
    items = list(enumerate_value(value))
    if low == "object":
        return value if type(value) is list else items
    if low == "psobject":
        return items
    if low == "string":
        return TypedArray(low, [to_text(item) for item in items])
    if low == "hashtable":
        for item in items:
            if not isinstance(item, Hashtable):
                bad_cast(item, "System.Collections.Hashtable")
    return TypedArray(low, [cast(element, item) for item in items])


def to_guid(value):
    if isinstance(value, Guid):
        return value
    if value is None:
        bad_cast(value, "System.Guid")
    text = to_text(value).strip()
    found = re.fullmatch(r"[{(]?([0-9a-fA-F]{8})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{4})-?([0-9a-fA-F]{12})[)}]?", text)
    if isinstance(value, list) and len(value) == 16:
        import uuid
        return Guid(str(uuid.UUID(bytes_le=bytes(value))))
    if not found:
        bad_cast(value, "System.Guid", "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).")
    return Guid("-".join(found.groups()).lower())


def to_version(value):
    if isinstance(value, Version) or value is None:
        return value
    parts = to_text(value).split(".")
    if not 2 <= len(parts) <= 4 or not all(re.fullmatch(r"\s*\d+\s*", part) for part in parts):
        bad_cast(value, "System.Version", "Version string portion was too short or too long." if not 2 <= len(parts) <= 4 else "Input string was not in a correct format.")
    return Version(int(part) for part in parts)


def to_hashtable(value):
    if isinstance(value, OrderedDictionary):
        # Made by the constructor that takes a dictionary: in no order, and its keys regard case.
        return Hashtable(value.pairs(), exact=True)
    if value is None or isinstance(value, Hashtable):
        return value
    bad_cast(value, "System.Collections.Hashtable")


def to_decimal(value):
    number = to_number(value, "System.Decimal")
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def to_switch(value):
    return value if isinstance(value, Switch) else Switch(to_bool(value))


def to_object(value):
    return value


def to_array(value):
    return None if value is None else (value if isinstance(value, list) else [value])


def to_script_block(value):
    if value is None or isinstance(value, ScriptBlock):
        return value
    bad_cast(value, "System.Management.Automation.ScriptBlock")


def to_custom(value):
    if isinstance(value, Hashtable):
        return PSObject([(to_text(k), v) for k, v in value.pairs()])
    return value


def to_type(value):
    return value if isinstance(value, TypeRef) else type_ref(to_text(value))


def to_xml(value):
    from . import xml
    return xml.cast_document(value)


def to_list(value):
    return None if value is None else ArrayList(enumerate_value(value))


def only(kind, name):
    def convert(value):
        if value is None or isinstance(value, kind):
            return value
        bad_cast(value, name)
    return convert


def to_ref(value):
    return value


def to_error(value):
    if value is None or isinstance(value, ErrorRecord):
        return value
    bad_cast(value, "System.Management.Automation.ErrorRecord")


def to_exception(value):
    if value is None or isinstance(value, NetException):
        return value
    return NetException(to_text(value), "System.Exception")


def to_culture(value):
    if isinstance(value, dates.Culture):
        return value
    raise StandInLimit("a culture other than the invariant one")


def to_credential(value):
    from .credentials import Credential
    if value is None or isinstance(value, Credential):
        return value
    bad_cast(value, "System.Management.Automation.PSCredential")


def to_secure(value):
    from .credentials import SecureString
    if value is None or isinstance(value, SecureString):
        return value
    bad_cast(value, "System.Security.SecureString")


def to_regex(value):
    return statics.Regex(to_text(value))


CASTS = {"string": to_text, "int": to_int, "long": to_long, "bool": to_bool, "double": to_double, "decimal": to_decimal, "byte": to_byte, "char": to_char,
         "object": to_object, "psobject": to_object, "pscustomobject": to_custom, "guid": to_guid, "version": to_version, "hashtable": to_hashtable,
         "array": to_array, "switch": to_switch, "scriptblock": to_script_block, "datetime": dates.cast_date, "timespan": dates.cast_span, "type": to_type,
         "xml": to_xml, "arraylist": to_list, "errorrecord": to_error, "exception": to_exception, "cultureinfo": to_culture, "pscredential": to_credential,
         "securestring": to_secure, "regex": to_regex}


def type_name(value):
    """The .NET name of a value's type."""
    if value is None:
        return "null"
    kind = type(value)
    for python, name in ((bool, "System.Boolean"), (str, "System.String"), (Byte, "System.Byte"), (float, "System.Double"), (Decimal, "System.Decimal"),
                         (Char, "System.Char"), (Guid, "System.Guid"), (Version, "System.Version"), (ScriptBlock, "System.Management.Automation.ScriptBlock"),
                         (Switch, "System.Management.Automation.SwitchParameter"), (OrderedDictionary, "System.Collections.Specialized.OrderedDictionary"),
                         (Hashtable, "System.Collections.Hashtable"), (Entry, "System.Collections.DictionaryEntry"), (ErrorRecord, "System.Management.Automation.ErrorRecord"),
                         (TypeRef, "System.RuntimeType"), (HashSet, "System.Collections.Generic.HashSet"), (Reference, "System.Management.Automation.PSReference")):
        if kind is python:
            return name
    if isinstance(value, int):
        return "System.Int64" if isinstance(value, Long) or not -(1 << 31) <= value < (1 << 31) else "System.Int32"
    if isinstance(value, TypedArray):
        return FULL.get(value.element, value.element) + "[]"
    if isinstance(value, ArrayList):
        return value.type_name
    if isinstance(value, list):
        return "System.Object[]"
    if isinstance(value, PSObject):
        return value.types[0]
    if isinstance(value, (EnumValue, NetException, NetObject)):
        return value.type_name
    raise StandInLimit(f"the type of a {kind.__name__}")


def type_of_argument(right):
    if isinstance(right, TypeRef):
        return right
    return type_ref(to_text(right))


def is_instance(value, right):
    wanted = type_of_argument(right).name
    low = wanted.lower()
    if value is None or value is AutomationNull:
        return False
    own = type_name(value).lower()
    if own == low or low == "system.object":
        return True
    if low == "system.array":
        return isinstance(value, list) and not isinstance(value, ArrayList)
    if low == "system.management.automation.pscustomobject":
        # Both names mean PSObject, and a custom object is one.
        return isinstance(value, PSObject)
    if low == "system.management.automation.psobject":
        if isinstance(value, PSObject):
            return True
        raise StandInLimit("-is [psobject] of something that is no custom object: it depends on where the object came from")
    if isinstance(value, PSObject):
        return any(t.lower() == low for t in value.types)
    if isinstance(value, NetException):
        return is_exception(value, wanted, outer_only=True)
    if isinstance(value, NetObject):
        return low in (base.lower() for base in value.bases)
    if low in ("system.collections.idictionary",):
        return isinstance(value, Hashtable)
    return False


# Exceptions and what they derive from, as far as scripts catch them.
BASES = {
    "microsoft.activedirectory.management.adidentitynotfoundexception": ["Microsoft.ActiveDirectory.Management.ADIdentityResolutionException", "Microsoft.ActiveDirectory.Management.ADException"],
    "microsoft.activedirectory.management.adserverdownexception": ["Microsoft.ActiveDirectory.Management.ADException"],
    "system.management.automation.itemnotfoundexception": ["System.Management.Automation.SessionStateException", "System.Management.Automation.RuntimeException"],
    "system.management.automation.parameterbindingvalidationexception": ["System.Management.Automation.ParameterBindingException", "System.Management.Automation.RuntimeException"],
    "system.io.filenotfoundexception": ["System.IO.IOException"],
    "system.io.directorynotfoundexception": ["System.IO.IOException"],
}


def is_exception(exception, kind, outer_only=False):
    """Whether catch [kind] takes an exception; it looks into the one inside too (about_Try_Catch_Finally)."""
    low = full(kind).lower()
    if not low.endswith("exception"):
        raise StandInLimit(f"catch [{kind}]")
    candidates = [exception]
    if not outer_only and exception.inner is not None:
        candidates.append(exception.inner)
    for one in candidates:
        own = one.type_name.lower()
        names = [own, *(b.lower() for b in one.bases), *(b.lower() for b in BASES.get(own, ()))]
        if low in names or low in ("system.exception", "exception") or "system." + low in names:
            return True
        if low == "system.management.automation.runtimeexception" and own.startswith("system.management.automation."):
            return True
    return False


def static_property(e, target, name):
    if not isinstance(target, TypeRef):
        raise StandInLimit(f"::{name} of something that is no type")
    return statics.get_property(e, target.name, name)


def static_call(e, target, name, arguments):
    if not isinstance(target, TypeRef):
        raise StandInLimit(f"::{name}() of something that is no type")
    return statics.call(e, target.name, name, arguments)
