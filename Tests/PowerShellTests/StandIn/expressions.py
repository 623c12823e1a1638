"""The nodes of expressions, each of which gives a value."""
from . import language, members, operators, types
from .conversions import enumerate_value, to_bool
from .faults import StandInLimit, TerminatingError, fail
from .text import to_text
from .values import AutomationNull, Hashtable, OrderedDictionary, PSObject, ScriptBlock


class Node:
    source = None
    pos = 0
    is_block = False
    label = None


class Constant(Node):
    def __init__(self, value, text=None):
        self.value = value
        # How it was written: a bare number as an argument for text keeps its spelling.
        self.text = text

    def eval(self, e):
        return self.value


class Variable(Node):
    def __init__(self, name, scope):
        self.name = name
        self.key = name.lower()
        self.scope = scope

    def eval(self, e):
        if self.scope is None:
            found = e.scope.find(self.key)
        else:
            found = e.scope.named(self.scope).vars.get(self.key)
        if found is not None:
            return found.value
        value = e.automatic(self.key)
        if value is not NotImplemented:
            return value
        if e.scope.strict_version() >= 1:
            fail(f"The variable '${self.spelling()}' cannot be retrieved because it has not been set.", "VariableIsUndefined", target=self.name)
        return None

    def spelling(self):
        return self.name if self.scope is None else f"{self.scope}:{self.name}"

    def set(self, e, value, kind=None):
        scope = e.scope if self.scope is None else e.scope.named(self.scope)
        if self.scope is None and e.automatic(self.key) is not NotImplemented and self.key not in ("matches", "ofs", "lastexitcode", "foreach", "switch", "args", "input", "_", "pscmdlet", "myinvocation", "psboundparameters"):
            fail(f"Cannot overwrite variable {self.name} because it is read-only or constant.", "VariableNotWritable")
        old = scope.vars.get(self.key)
        if old is None:
            scope.put(self.name, types.cast(kind, value) if kind else value, kind)
            return
        kind = kind or old.kind
        if kind:
            value = types.cast_variable(kind, value)
        if old.checks:
            e.check_variable(old, value)
        scope.put(self.name, value, kind)


class EnvironmentVariable(Node):
    def __init__(self, name):
        self.name = name

    def eval(self, e):
        # A variable of the environment that is not set is $null, in strict mode too (about_Environment_Variables).
        return e.environment.get(self.name.upper())

    def set(self, e, value, kind=None):
        e.environment[self.name.upper()] = to_text(value)


def variable_node(text):
    if ":" in text:
        scope, name = text.split(":", 1)
        scope = scope.lower()
        if scope == "env":
            return EnvironmentVariable(name)
        if scope in ("script", "global", "local", "private"):
            return Variable(name, scope)
        if scope == "variable":
            return Variable(name, None)
        raise StandInLimit(f"the variable ${text}")
    if text.lower() in ("true", "false", "null"):
        return Constant({"true": True, "false": False, "null": None}[text.lower()]) if text.lower() != "null" else Null()
    return Variable(text, None)


class Null(Node):
    """$null; as the target of an assignment it takes everything."""
    name = "null"

    def eval(self, e):
        return None

    def set(self, e, value, kind=None):
        pass


class Expandable(Node):
    def __init__(self, parts):
        self.parts = parts

    def eval(self, e):
        return "".join(to_text(part.eval(e)) for part in self.parts)


class ArrayLiteral(Node):
    def __init__(self, items):
        self.items = items

    def eval(self, e):
        values = [item.eval(e) for item in self.items]
        if any(value is AutomationNull for value in values):
            # Such an element is $null here, no element there, and ends a pipeline at times (PowerShell issue 14920).
            raise StandInLimit("a list with an element that a command should have given and did not", self)
        return values


class ArrayExpression(Node):
    """@( ): what the statements give, always as an array (about_Arrays)."""

    def __init__(self, block):
        self.block = block

    def eval(self, e):
        statements = self.block.statements
        if len(statements) == 1:
            # @(,1) and @(1,2) do not wrap the array that stands inside once more.
            inner = statements[0].plain_expression()
            if isinstance(inner, ArrayLiteral):
                return inner.eval(e)
        found = []
        self.block.run(e, found.append)
        return found


class SubExpression(Node):
    def __init__(self, block):
        self.block = block

    def eval(self, e):
        found = []
        self.block.run(e, found.append)
        return collected(found)


def collected(found):
    """What a pipeline gave, as a value: nothing, the one thing, or an array."""
    if not found:
        return AutomationNull
    return found[0] if len(found) == 1 else found


class Paren(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        return self.inner.value(e)


class HashLiteral(Node):
    def __init__(self, pairs):
        self.pairs = pairs

    def fill(self, e, table):
        for key_node, value_node in self.pairs:
            key = key_node.eval(e)
            if key is None:
                fail("A null key is not allowed in a hash literal.", "InvalidNullKey")
            if key in table:
                fail(f"Item has already been added. Key in dictionary: '{to_text(key)}'", "DuplicateKeyInHashLiteral")
            value = value_node.value(e)
            table[key] = None if value is AutomationNull else value
        return table

    def eval(self, e):
        return self.fill(e, Hashtable())


class ScriptBlockLiteral(Node):
    def __init__(self, body):
        self.body = body

    def eval(self, e):
        return ScriptBlock(self.body, e.scope.state)


class TypeLiteral(Node):
    def __init__(self, name):
        self.name = name

    def eval(self, e):
        return types.type_ref(self.name, self)


class Cast(Node):
    def __init__(self, name, inner):
        self.name = name
        self.inner = inner

    def eval(self, e):
        value = self.inner.eval(e)
        try:
            language.check_conversion(self.name, self)
            return types.cast(self.name, value)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)


class VoidCast(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        self.inner.eval(e)
        return AutomationNull


class CustomObjectCast(Node):
    """[pscustomobject]@{}: the order of the literal is kept (about_PSCustomObject)."""

    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        inner = self.inner
        language.check_conversion("pscustomobject", self)
        if isinstance(inner, HashLiteral):
            table = inner.fill(e, OrderedDictionary())
        else:
            table = inner.eval(e)
            if isinstance(table, PSObject):
                return table
        if not isinstance(table, Hashtable):
            raise StandInLimit("[pscustomobject] of something that is no hashtable", self)
        return PSObject([(to_text(key), value) for key, value in table.pairs()])


class OrderedCast(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        return self.inner.fill(e, OrderedDictionary())


def cast_node(name, inner):
    low = name.lower().removeprefix("system.management.automation.")
    if low == "void":
        return VoidCast(inner)
    if low in ("pscustomobject", "psobject"):
        return CustomObjectCast(inner)
    if low == "ordered":
        if not isinstance(inner, HashLiteral):
            # The attribute may only stand before a literal (about_Hash_Tables).
            raise StandInLimit("[ordered] before something that is no hash literal")
        return OrderedCast(inner)
    return Cast(name, inner)


class Member(Node):
    def __init__(self, target, name, static):
        self.target = target
        self.name = name
        self.static = static

    def eval(self, e):
        target = self.target.eval(e)
        name = self.name.value if isinstance(self.name, Constant) else self.name.eval(e)
        try:
            if self.static:
                return types.static_property(e, target, to_text(name))
            return members.get_property(e, target, name if isinstance(name, str) else to_text(name))
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)

    def set(self, e, value, kind=None):
        if self.static:
            raise StandInLimit("setting a static property", self)
        target = self.target.eval(e)
        try:
            language.check_setting(target, self)
            members.set_property(e, target, to_text(self.name.eval(e)), None if value is AutomationNull else value)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)


class Call(Node):
    def __init__(self, target, name, arguments, static):
        self.target = target
        self.name = name
        self.arguments = arguments
        self.static = static

    def eval(self, e):
        target = self.target.eval(e)
        name = to_text(self.name.eval(e))
        arguments = [None if (value := node.eval(e)) is AutomationNull else value for node in self.arguments]
        try:
            language.check_call(target, self)
            if self.static:
                return types.static_call(e, target, name, arguments)
            return members.call_method(e, target, name, arguments)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)


class Index(Node):
    def __init__(self, target, index):
        self.target = target
        self.index = index

    def eval(self, e):
        target = self.target.eval(e)
        index = self.index.eval(e)
        try:
            return members.get_index(e, target, index)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)

    def set(self, e, value, kind=None):
        target = self.target.eval(e)
        index = self.index.eval(e)
        try:
            members.set_index(e, target, index, None if value is AutomationNull else value)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)


class Not(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        return not to_bool(self.inner.eval(e))


class And(Node):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def eval(self, e):
        return to_bool(self.left.eval(e)) and to_bool(self.right.eval(e))


class Or(Node):
    def __init__(self, left, right):
        self.left, self.right = left, right

    def eval(self, e):
        return to_bool(self.left.eval(e)) or to_bool(self.right.eval(e))


class Binary(Node):
    def __init__(self, name, left, right):
        self.name = name
        self.left, self.right = left, right
        self.apply = operators.find(name)

    def eval(self, e):
        left = self.left.eval(e)
        right = self.right.eval(e)
        try:
            return self.apply(e, left, right)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)


def binary_node(name, left, right, parser):
    if name == "and":
        return And(left, right)
    if name == "or":
        return Or(left, right)
    if name == "join":
        return Join(left, right)
    if operators.find(name) is None:
        raise parser.fault(f"the operator -{name}")
    return Binary(name, left, right)


class Join(Node):
    def __init__(self, items, separator):
        self.items, self.separator = items, separator

    def eval(self, e):
        separator = "" if self.separator is None else to_text(self.separator_value(e))
        value = self.items.eval(e)
        return separator.join(to_text(item) for item in enumerate_value(value))

    def separator_value(self, e):
        return self.separator.eval(e)


class SplitBlanks(Node):
    """-split before a value: at blanks, those at the ends ignored (about_Split)."""

    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        found = []
        for item in enumerate_value(self.inner.eval(e)):
            found += to_text(item).split()
        return operators.string_array(found)


class Negate(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        return operators.subtract(e, 0, self.inner.eval(e))


class Plus(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        return operators.add(e, 0, self.inner.eval(e))


class BitNot(Node):
    def __init__(self, inner):
        self.inner = inner

    def eval(self, e):
        return operators.bit_not(self.inner.eval(e))


class Increment(Node):
    def __init__(self, target, step, before):
        self.target, self.step, self.before = target, step, before

    def eval(self, e):
        old = self.target.eval(e)
        number = 0 if old is None else old
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            fail("The '++' operator works only on numbers.", "OperatorRequiresNumber")
        new = operators.add(e, number, self.step)
        self.target.set(e, new)
        return new if self.before else number

    # As a statement it gives nothing (about_Assignment_Operators).
    gives_nothing = True


def check_target(node, parser):
    target = node
    while isinstance(target, Cast):
        target = target.inner
    if isinstance(target, ArrayLiteral):
        for item in target.items:
            check_target(item, parser)
    elif not hasattr(target, "set"):
        raise parser.fault("an assignment to something that takes none")
