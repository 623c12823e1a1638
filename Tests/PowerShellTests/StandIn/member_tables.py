"""The members of lists, hashtables, errors and the like: those that scripts use. Whatever is not here is refused by name."""

from .conversions import enumerate_value, to_bool, to_int
from .faults import ErrorRecord, NetException, StandInLimit, fail
from .text import guid_text, to_text
from .text_members import STRING_METHODS, limit, number_to_string, utf16_length
from .values import ArrayList, AutomationNull, Entry, EnumValue, Guid, HashSet, Hashtable, ScriptBlock, Switch, TypedArray, TypeRef, Version, Byte


def list_only(value):
    if not isinstance(value, ArrayList):
        fail('Exception calling "Add" with "1" argument(s): "Collection was of a fixed size."', "NotSupportedException", "System.Management.Automation.MethodInvocationException")


def list_add(e, items, arguments):
    list_only(items)
    items.append(arguments[0])
    return AutomationNull if items.type_name != "System.Collections.ArrayList" else len(items) - 1


def list_add_range(e, items, arguments):
    list_only(items)
    items.extend(enumerate_value(arguments[0]))
    return AutomationNull


def list_remove(e, items, arguments):
    list_only(items)
    for index, item in enumerate(items):
        if exact_equal(item, arguments[0]):
            del items[index]
            return items.type_name != "System.Collections.ArrayList" or AutomationNull
    return False if items.type_name != "System.Collections.ArrayList" else AutomationNull


def list_remove_at(e, items, arguments):
    list_only(items)
    del items[to_int(arguments[0])]
    return AutomationNull


def list_insert(e, items, arguments):
    list_only(items)
    items.insert(to_int(arguments[0]), arguments[1])
    return AutomationNull


def list_clear(e, items, arguments):
    list_only(items)
    items.clear()
    return AutomationNull


def exact_equal(left, right):
    return type(left) is type(right) and left == right if not isinstance(left, (list, Hashtable)) else left is right


def list_contains(e, items, arguments):
    return any(exact_equal(item, arguments[0]) for item in items)


def list_index(e, items, arguments):
    return next((i for i, item in enumerate(items) if exact_equal(item, arguments[0])), -1)


def to_array(e, items, arguments):
    return list(items)


def each(e, items, arguments):
    """.ForEach({}) of a list."""
    found = ArrayList()
    for item in list(items):
        found.extend(enumerate_value(e.run_with_underscore(arguments[0], item)))
    return found


def where(e, items, arguments):
    if len(arguments) > 1:
        raise StandInLimit("Where with a mode")
    return ArrayList(item for item in list(items) if to_bool(e.run_with_underscore(arguments[0], item)))


LIST_METHODS = {"add": list_add, "addrange": list_add_range, "remove": list_remove, "removeat": list_remove_at, "insert": list_insert, "clear": list_clear,
                "contains": list_contains, "indexof": list_index, "toarray": to_array, "foreach": each, "where": where,
                "getlength": lambda e, t, a: len(t), "clone": lambda e, t, a: list(t)}


def table_add(e, table, arguments):
    key, value = arguments
    if key is None:
        fail('Exception calling "Add" with "2" argument(s): "Key cannot be null."', "ArgumentNullException", "System.Management.Automation.MethodInvocationException")
    if key in table:
        fail(f'Exception calling "Add" with "2" argument(s): "Item has already been added. Key in dictionary: \'{to_text(key)}\'  Key being added: \'{to_text(key)}\'"', "ArgumentException",
             "System.Management.Automation.MethodInvocationException")
    table[key] = value
    return AutomationNull


def table_contains(e, table, arguments):
    if arguments[0] is None:
        fail('Exception calling "ContainsKey" with "1" argument(s): "Key cannot be null."', "ArgumentNullException", "System.Management.Automation.MethodInvocationException")
    return arguments[0] in table


def ordered_contains(e, table, arguments):
    if table.ordered:
        # OrderedDictionary has Contains and no ContainsKey.
        fail("Method invocation failed because [System.Collections.Specialized.OrderedDictionary] does not contain a method named 'ContainsKey'.", "MethodNotFound")
    return table_contains(e, table, arguments)


def table_remove(e, table, arguments):
    table.remove(arguments[0])
    return AutomationNull


def table_clear(e, table, arguments):
    table.items.clear()
    return AutomationNull


TABLE_METHODS = {"add": table_add, "containskey": ordered_contains, "contains": table_contains, "remove": table_remove, "clear": table_clear,
                 "clone": lambda e, t, a: t.copy(),
                 "containsvalue": lambda e, t, a: any(exact_equal(v, a[0]) for v in t.values()),
                 "getenumerator": lambda e, t, a: [Entry(k, v) for k, v in t.pairs()]}


def set_add(e, items, arguments):
    key = items.fold(to_text(arguments[0]))
    fresh = key not in items.items
    items.items.setdefault(key, arguments[0])
    return fresh


SET_METHODS = {"add": set_add, "contains": lambda e, t, a: t.fold(to_text(a[0])) in t.items,
               "remove": lambda e, t, a: t.items.pop(t.fold(to_text(a[0])), None) is not None}


def guid_bytes(e, value, arguments):
    import uuid
    return TypedArray("byte", [Byte(b) for b in uuid.UUID(value.text).bytes_le])


def part(index):
    return lambda v, e: v.parts[index] if index < len(v.parts) else -1


PROPERTIES = {
    str: {"length": lambda t, e: utf16_length(t)},
    list: {"count": lambda t, e: len(t), "length": lambda t, e: no_length(t), "rank": lambda t, e: 1},
    Hashtable: {"count": lambda t, e: len(t), "keys": lambda t, e: ArrayList(t.keys()), "values": lambda t, e: ArrayList(t.values()), "isreadonly": lambda t, e: False},
    HashSet: {"count": lambda t, e: len(t.items)},
    Entry: {"key": lambda t, e: t.key, "value": lambda t, e: t.value, "name": lambda t, e: t.key},
    Guid: {"guid": lambda t, e: t.text},
    Version: {"major": part(0), "minor": part(1), "build": part(2), "revision": part(3)},
    Switch: {"ispresent": lambda t, e: t.present},
    EnumValue: {"value__": lambda t, e: t.number},
    TypeRef: {"name": lambda t, e: t.name.split(".")[-1], "fullname": lambda t, e: t.name},
    ErrorRecord: {"exception": lambda t, e: t.exception, "fullyqualifiederrorid": lambda t, e: t.error_id, "targetobject": lambda t, e: t.target,
                  "invocationinfo": lambda t, e: invocation(t), "scriptstacktrace": lambda t, e: t.stack, "errordetails": lambda t, e: None,
                  "categoryinfo": lambda t, e: category(t)},
    NetException: {"message": lambda t, e: t.message, "innerexception": lambda t, e: t.inner, "hresult": lambda t, e: -2146233087},
    ScriptBlock: {"file": lambda t, e: t.body.source.name},
}


def no_length(items):
    if isinstance(items, ArrayList):
        # Lists that grow have Count only; the length would be that of each element.
        raise StandInLimit("Length of a list that is no array")
    return len(items)


def invocation(record):
    from .records import RecordPlace
    return RecordPlace(record)


def category(record):
    from .records import Category
    return Category(record)


def new_guid(e, value, arguments):
    return guid_text(value, to_text(arguments[0]) if arguments else "D")


def net_member(name):
    """Properties that a fake gave to an exception."""
    return lambda t, e: t.properties[name]


METHODS = {
    str: STRING_METHODS, list: LIST_METHODS, Hashtable: TABLE_METHODS, HashSet: SET_METHODS,
    int: {"tostring": number_to_string, "compareto": lambda e, t, a: (t > a[0]) - (t < a[0])}, float: {"tostring": number_to_string},
    Guid: {"tobytearray": guid_bytes, "tostring": new_guid},
    Version: {"compareto": lambda e, t, a: (t.key() > a[0].key()) - (t.key() < a[0].key())},
    ScriptBlock: {"invoke": lambda e, t, a: ArrayList(e.invoke_block(t, a)), "getnewclosure": lambda e, t, a: limit("GetNewClosure"),
                  "tostring": lambda e, t, a: t.body.text},
    ErrorRecord: {}, NetException: {"gettype": lambda e, t, a: TypeRef(t.type_name)},
    Switch: {"tobool": lambda e, t, a: t.present},
}
