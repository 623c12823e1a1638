"""The values that scripts handle, as far as Python has none of its own.

$null is None; [bool], [string], [int], [double] and [decimal] are bool, str, int, float and Decimal; [object[]] is list.
"""
import hashlib


class Long(int):
    """[long]: an integer that was asked for as 64 bits."""


class Byte(int):
    """[byte]"""


class Char:
    """[char]"""
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Char) and other.text == self.text

    def __hash__(self):
        return hash(self.text)


class _AutomationNull:
    """What a command that gives nothing leaves behind: $null that is no element (about_Pipelines)."""

    def __bool__(self):
        return False

    def __repr__(self):
        return "AutomationNull"


AutomationNull = _AutomationNull()
# What a command at the head of a pipeline gets instead of an object.
NO_INPUT = object()


class TypedArray(list):
    """An array of one type, such as [string[]]; `element` is the type's name."""

    def __init__(self, element, items=()):
        super().__init__(items)
        self.element = element


class ArrayList(list):
    """System.Collections.ArrayList and List[object]: lists that grow."""
    type_name = "System.Collections.ArrayList"


class PSObject:
    """[pscustomobject], and objects of types that a fake module makes up: named properties in order, found whatever their case."""
    __slots__ = ("props", "types", "methods")

    def __init__(self, pairs=(), types=("System.Management.Automation.PSCustomObject", "System.Object")):
        self.props = {}
        self.types = list(types)
        self.methods = None
        for name, value in pairs:
            self.props[name.lower()] = [name, value]

    def get(self, name, default=None):
        found = self.props.get(name.lower())
        return found[1] if found else default

    def put(self, name, value):
        found = self.props.get(name.lower())
        if found:
            found[1] = value
        else:
            self.props[name.lower()] = [name, value]

    def pairs(self):
        return [(name, value) for name, value in self.props.values()]


class ScriptProperty:
    """A property of a PSObject that a script block computes (Add-Member -MemberType ScriptProperty)."""

    def __init__(self, getter):
        self.getter = getter


def _fold(key):
    if type(key) is str:
        return key.lower()
    if isinstance(key, (int, float)) and not isinstance(key, bool):
        return key
    if isinstance(key, (list, dict)):
        return ("id", id(key))
    return key


class Hashtable:
    """@{}: keys without regard to case. `exact` makes it the .NET class as New-Object gives it, whose keys regard case.

    The order in which a hashtable gives its keys is not defined (about_Hash_Tables); here it is one that no script can expect.
    """
    ordered = False

    def __init__(self, pairs=(), exact=False):
        self.exact = exact
        self.items = {}
        for key, value in pairs:
            self[key] = value

    def fold(self, key):
        return key if self.exact else _fold(key)

    def __setitem__(self, key, value):
        folded = self.fold(key)
        old = self.items.get(folded)
        self.items[folded] = (old[0] if old else key, value)

    def get(self, key, default=None):
        found = self.items.get(self.fold(key))
        return found[1] if found else default

    def __contains__(self, key):
        return self.fold(key) in self.items

    def __len__(self):
        return len(self.items)

    def remove(self, key):
        self.items.pop(self.fold(key), None)

    def pairs(self):
        pairs = list(self.items.values())
        if not self.ordered:
            pairs.sort(key=lambda pair: hashlib.md5(repr(pair[0]).encode()).digest())
        return pairs

    def keys(self):
        return [key for key, _ in self.pairs()]

    def values(self):
        return [value for _, value in self.pairs()]

    def copy(self):
        new = type(self)(exact=self.exact)
        new.items = dict(self.items)
        return new


class OrderedDictionary(Hashtable):
    """[ordered]@{}"""
    ordered = True


class Entry:
    """System.Collections.DictionaryEntry"""

    def __init__(self, key, value):
        self.key = key
        self.value = value


class HashSet:
    """System.Collections.Generic.HashSet[string]; `fold` says whether its comparer regards case."""

    def __init__(self, fold):
        self.fold = fold
        self.items = {}


class Guid:
    __slots__ = ("text",)

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return isinstance(other, Guid) and other.text == self.text

    def __hash__(self):
        return hash(self.text)


class Version:
    """[version]: two to four numbers; a missing one is -1."""
    __slots__ = ("parts",)

    def __init__(self, parts):
        self.parts = tuple(parts)

    def key(self):
        return self.parts + (-1,) * (4 - len(self.parts))

    def __eq__(self, other):
        return isinstance(other, Version) and other.key() == self.key()

    def __hash__(self):
        return hash(self.parts)


class EnumValue:
    """A value of an enumeration: compared by name with texts, by number with numbers."""
    __slots__ = ("type_name", "name", "number")

    def __init__(self, type_name, name, number):
        self.type_name = type_name
        self.name = name
        self.number = number

    def __eq__(self, other):
        return isinstance(other, EnumValue) and (other.type_name, other.number) == (self.type_name, self.number)

    def __hash__(self):
        return hash((self.type_name, self.number))


class Switch:
    """A [switch] parameter's value."""
    __slots__ = ("present",)

    def __init__(self, present):
        self.present = present

    def __bool__(self):
        return self.present


class NetObject:
    """An object of a .NET type that the stand-in has: subclasses list their properties and methods."""
    type_name = "System.Object"
    bases = ()
    # Small letters: a function of the object and the engine.
    properties = {}
    # Small letters: a function of the engine, the object and the arguments.
    methods = {}
    settable = {}

    def to_text(self):
        return self.type_name

    def local_text(self):
        return self.to_text()

    def equals(self, right):
        return self is right

    def refuse(self, what):
        from .faults import StandInLimit
        raise StandInLimit(f"{what} of {self.type_name}")

    def formatted(self, form):
        self.refuse(f"the format {form!r}")

    def order(self, right):
        self.refuse("the order")

    def add(self, right):
        self.refuse("the operator +")

    def subtract(self, right):
        self.refuse("the operator -")


class TypeRef:
    """A type, as [string] is one."""
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, TypeRef) and other.name == self.name

    def __hash__(self):
        return hash(self.name)


class ScriptBlock:
    """A script block with the session state that it was made in (about_Script_Blocks)."""

    def __init__(self, body, state):
        self.body = body
        self.state = state


class Reference:
    """[ref]: a variable as an argument that a method may set."""

    def __init__(self, variable):
        self.variable = variable
