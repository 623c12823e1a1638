"""Properties, methods and indexes of values, with what strict mode says about those that are missing (about_Set-StrictMode)."""
from . import text as texts
from .conversions import enumerate_value, to_int
from .faults import ErrorRecord, NetException, StandInLimit, fail
from .member_tables import METHODS, PROPERTIES
from .text import to_text
from .values import (ArrayList, AutomationNull, Char, EnumValue, Guid, Hashtable, NetObject, PSObject, ScriptBlock, ScriptProperty, Switch, TypedArray, TypeRef)

MISSING = object()


def table_for(tables, value):
    for kind in type(value).__mro__:
        found = tables.get(kind)
        if found is not None:
            yield found


def own_property(e, target, low):
    """The property of this very object, or MISSING."""
    kind = type(target)
    if kind is PSObject:
        found = target.props.get(low)
        if found is not None:
            value = found[1]
            return read_script_property(target, value, e) if isinstance(value, ScriptProperty) else value
        if low == "psobject":
            return PSObjectView(target)
        if low == "pstypenames":
            return ArrayList(target.types)
        return MISSING
    if isinstance(target, Hashtable):
        # A key comes before a property of the hashtable (about_Hash_Tables).
        if low in target if not target.exact else any(isinstance(k, str) and k.lower() == low for k in target.items):
            return target.get(low) if not target.exact else next(v for k, v in target.pairs() if isinstance(k, str) and k.lower() == low)
    elif isinstance(target, NetObject):
        found = target.properties.get(low)
        if found is not None:
            return found(target, e)
        dynamic = target.own_property(low) if hasattr(target, "own_property") else MISSING_IN_NET
        if dynamic is not MISSING_IN_NET:
            return dynamic
    for table in table_for(PROPERTIES, target):
        found = table.get(low)
        if found is not None:
            return found(target, e)
    if low == "psobject" and target is not None:
        return PSObjectView(target)
    if low == "pstypenames":
        raise StandInLimit("PSTypeNames of this value")
    return MISSING


MISSING_IN_NET = NotImplemented


def get_property(e, target, name):
    low = name.lower()
    if type(target) is PSObject:
        found = target.props.get(low)
        if found is not None and type(found[1]) is not ScriptProperty:
            return found[1]
    if target is AutomationNull:
        target = None
    if target is not None:
        value = own_property(e, target, low)
        if value is not MISSING:
            return value
    strict = e.scope.strict_version() >= 2
    if isinstance(target, list):
        # Member-access enumeration: the property of each element (about_Member-Access_Enumeration).
        found = []
        missing = False
        for item in target:
            value = MISSING if item is None else own_property(e, item, low)
            if value is MISSING:
                missing = True
            elif isinstance(value, list):
                found.extend(value)
            else:
                found.append(value)
        if missing and strict or (not target and strict):
            # Strict mode wants it on every element.
            not_found(name)
        return None if not found else (found[0] if len(found) == 1 else found)
    if strict:
        not_found(name)
    if low in ("count", "length") and not isinstance(target, PSObject):
        # Any single thing counts 1 and $null counts 0, but not in strict mode (about_Properties).
        return 0 if target is None else 1
    refuse_unknown(target, name)
    return None


def not_found(name):
    fail(f"The property '{name}' cannot be found on this object. Verify that the property exists.", "PropertyNotFoundStrict", "System.Management.Automation.PropertyNotFoundException")


def refuse_unknown(target, name):
    """Outside of strict mode a missing property is $null; of a type that the stand-in has only in part, nobody knows whether it is missing."""
    if isinstance(target, (NetObject, ErrorRecord, NetException)):
        raise StandInLimit(f"the property {name} of {type_name_of(target)}")


def has_property(target, name):
    low = name.lower()
    if type(target) is PSObject:
        return low in target.props
    if isinstance(target, Hashtable):
        return False
    if isinstance(target, NetObject):
        return low in target.properties
    return any(low in table for table in table_for(PROPERTIES, target))


def read_script_property(target, prop, e=None):
    if callable(prop.getter):
        return prop.getter(target)
    raise StandInLimit("a script property here")


texts.read_script_property = read_script_property


def type_name_of(value):
    from .types import type_name
    return type_name(value)


def set_property(e, target, name, value):
    low = name.lower()
    if isinstance(target, PSObject):
        found = target.props.get(low)
        if found is None:
            not_settable(name)
        if isinstance(found[1], ScriptProperty):
            fail(f"Set accessor for property \"{name}\" is unavailable.", "PropertyWithoutSetter")
        found[1] = value
        return
    if isinstance(target, Hashtable):
        target[name] = value
        return
    if isinstance(target, NetObject):
        setter = target.settable.get(low)
        if setter is not None:
            setter(target, value, e)
            return
        if low in target.properties:
            fail(f"'{name}' is a ReadOnly property.", "PropertyAssignmentException")
        raise StandInLimit(f"setting the property {name} of {type_name_of(target)}")
    if isinstance(target, list):
        for item in target:
            set_property(e, item, name, value)
        return
    if target is None:
        fail(f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.", "PropertyNotFound")
    not_settable(name)


def not_settable(name):
    fail(f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.", "PropertyNotFound", "System.Management.Automation.RuntimeException")


def call_method(e, target, name, arguments):
    low = name.lower()
    if target is None or target is AutomationNull:
        fail("You cannot call a method on a null-valued expression.", "InvokeMethodOnNull")
    if isinstance(target, PSObject):
        if target.methods and low in target.methods:
            return e.call_script_method(target, target.methods[low], arguments)
        if low in target.props and isinstance(target.props[low][1], ScriptBlock):
            raise StandInLimit(f"a call of the property {name}")
        if low == "tostring" and not arguments:
            return to_text(target)
        if low == "gettype":
            return TypeRef(target.types[0])
        if low == "equals":
            return target is arguments[0]
        fail(f"Method invocation failed because [{target.types[0]}] does not contain a method named '{name}'.", "MethodNotFound")
    if isinstance(target, NetObject):
        found = target.methods.get(low)
        if found is not None:
            return found(e, target, arguments)
    for table in table_for(METHODS, target):
        found = table.get(low)
        if found is not None:
            return found(e, target, arguments)
    common = COMMON.get(low)
    if common is not None and (not arguments or low == "equals"):
        return common(target, arguments)
    if isinstance(target, list) and not isinstance(target, ArrayList):
        # A method of each element (about_Member-Access_Enumeration).
        found = []
        for item in target:
            value = call_method(e, item, name, arguments)
            found.extend(enumerate_value(value))
        return None if not found else (found[0] if len(found) == 1 else found)
    raise StandInLimit(f"the method {name} of {type_name_of(target)}")


def _get_type(target, arguments):
    return TypeRef(type_name_of(target))


def _equals(target, arguments):
    other = arguments[0]
    return type(target) is type(other) and target == other


COMMON = {"gettype": _get_type, "equals": _equals, "tostring": lambda target, arguments: texts.formatted(target, "")}


def get_index(e, target, index):
    if target is None or target is AutomationNull:
        fail("Cannot index into a null array.", "NullArray")
    if isinstance(target, Hashtable):
        if isinstance(index, list):
            return [target.get(one) for one in index]
        if target.ordered and isinstance(index, int) and not isinstance(index, bool):
            # An ordered dictionary takes numbers for places.
            values = target.values()
            return values[index] if -len(values) <= index < len(values) else None
        if index is None:
            fail("Index operation failed; the array index evaluated to null.", "NullArrayIndex")
        return target.get(index)
    if isinstance(target, str):
        return at_place(e, target, index, lambda text, place: Char(text[place]))
    if isinstance(target, list):
        return at_place(e, target, index, lambda items, place: items[place])
    if isinstance(target, NetObject) and hasattr(target, "get_index"):
        return target.get_index(index)
    if isinstance(index, int) and not isinstance(index, bool) and index in (0, -1):
        # A single thing can be indexed like an array of one, in strict mode too (about_Intrinsic_Members).
        return target
    fail(f"Unable to index into an object of type {type_name_of(target)}.", "CannotIndex")


def at_place(e, items, index, read):
    count = len(items)
    if isinstance(index, list):
        found = []
        for one in index:
            place = to_int(one)
            if -count <= place < count:
                found.append(read(items, place))
        return found
    if index is None:
        fail("Index operation failed; the array index evaluated to null.", "NullArrayIndex")
    place = to_int(index)
    if -count <= place < count:
        return read(items, place)
    if e.scope.strict_version() >= 3:
        fail("Index was outside the bounds of the array.", "System.IndexOutOfRangeException", "System.IndexOutOfRangeException")
    if isinstance(items, ArrayList):
        fail("Index was out of range. Must be non-negative and less than the size of the collection.", "System.ArgumentOutOfRangeException", "System.ArgumentOutOfRangeException")
    return None


def set_index(e, target, index, value):
    if target is None:
        fail("Cannot index into a null array.", "NullArray")
    if isinstance(target, Hashtable):
        if target.ordered and isinstance(index, int) and not isinstance(index, bool):
            raise StandInLimit("setting an ordered dictionary by place")
        if index is None:
            fail("Index operation failed; the array index evaluated to null.", "NullArrayIndex")
        target[index] = value
        return
    if isinstance(target, list):
        place = to_int(index)
        if not -len(target) <= place < len(target):
            fail("Index was outside the bounds of the array.", "System.IndexOutOfRangeException", "System.IndexOutOfRangeException")
        if isinstance(target, TypedArray):
            from .types import cast
            value = cast(target.element, value)
        target[place] = value
        return
    if isinstance(target, NetObject) and hasattr(target, "set_index"):
        target.set_index(index, value)
        return
    fail(f"Unable to index into an object of type {type_name_of(target)}.", "CannotIndex")


class PSObjectView(NetObject):
    """What $object.PSObject gives."""
    type_name = "System.Management.Automation.PSObject"

    def __init__(self, target):
        self.target = target


class PSProperty(NetObject):
    type_name = "System.Management.Automation.PSNoteProperty"

    def __init__(self, target, name, value):
        self.target, self.name, self.value = target, name, value

    def to_text(self):
        return f"{self.name}"


class PSProperties(NetObject):
    """The list behind .PSObject.Properties."""
    type_name = "System.Management.Automation.PSMemberInfoIntegratingCollection"

    def __init__(self, target):
        self.target = target

    def enumerate(self):
        return [PSProperty(self.target, name, value) for name, value in property_pairs(self.target)]

    def get_index(self, index):
        for one in self.enumerate():
            if one.name.lower() == to_text(index).lower():
                return one
        return None


def property_pairs(target):
    if isinstance(target, PSObject):
        return [(name, read_script_property(target, value) if isinstance(value, ScriptProperty) else value) for name, value in target.pairs()]
    if isinstance(target, NetObject) and hasattr(target, "pairs"):
        return target.pairs()
    if isinstance(target, str):
        return [("Length", len(target))]
    if isinstance(target, (bool, int, float, Guid)):
        return []
    if isinstance(target, Hashtable):
        # Its own properties; the keys are none of them.
        return [("IsReadOnly", False), ("IsFixedSize", False), ("IsSynchronized", False), ("Keys", ArrayList(target.keys())), ("Values", ArrayList(target.values())),
                ("SyncRoot", target), ("Count", len(target))]
    if isinstance(target, Switch):
        return [("IsPresent", target.present)]
    if isinstance(target, list) and not isinstance(target, ArrayList):
        return [("Length", len(target)), ("LongLength", len(target)), ("Rank", 1), ("SyncRoot", target), ("IsReadOnly", False), ("IsFixedSize", True), ("IsSynchronized", False),
                ("Count", len(target))]
    raise StandInLimit(f"the list of properties of {type_name_of(target)}")


PSObjectView.properties = {"properties": lambda o, e: PSProperties(o.target), "typenames": lambda o, e: ArrayList(o.target.types) if isinstance(o.target, PSObject) else limit_types()}
PSProperties.properties = {"name": lambda o, e: [one.name for one in o.enumerate()], "value": lambda o, e: [one.value for one in o.enumerate()],
                           "count": lambda o, e: limit_count()}


def _remove_property(e, target, arguments):
    if not isinstance(target.target, PSObject):
        raise StandInLimit("removing a property of this")
    target.target.props.pop(to_text(arguments[0]).lower(), None)
    return AutomationNull


PSProperties.methods = {"remove": _remove_property}


def limit_count():
    # It is not there in 5.1: the collection has no Count of its own, and member enumeration would give one for each property.
    raise StandInLimit("Count of a list of properties")


def limit_types():
    raise StandInLimit("the type names of this value")


def _set_value(target, value, e):
    set_property(e, target.target, target.name, value)


PSProperty.properties = {"name": lambda o, e: o.name, "value": lambda o, e: o.value, "membertype": lambda o, e: EnumValue("System.Management.Automation.PSMemberTypes", "NoteProperty", 8)}
PSProperty.settable = {"value": _set_value}
