"""Select-Object, Add-Member and the calculated properties that several cmdlets share."""
from .. import compare, members
from ..conversions import enumerate_value
from ..expressions import collected
from ..faults import StandInLimit, StopUpstream
from ..parameters import Spec
from ..text import to_text
from ..types import type_name
from ..values import AutomationNull, Hashtable, PSObject, ScriptBlock, ScriptProperty
from .registry import Base, cmdlet


class Column:
    """A property to show or sort by: a name, a script block, or a table with Name, Expression and more (about_Calculated_Properties)."""

    def __init__(self, value):
        self.extra = {}
        self.expression = None
        if isinstance(value, ScriptBlock):
            self.name = value.body.text.strip()
            self.expression = value
        elif isinstance(value, Hashtable):
            self.name = None
            for key, item in value.pairs():
                low = to_text(key).lower()
                if low and "name".startswith(low) or low and "label".startswith(low):
                    self.name = to_text(item)
                elif low and "expression".startswith(low):
                    self.expression = item
                else:
                    self.extra[low] = item
            if self.expression is None:
                raise StandInLimit("a calculated property without Expression")
            if isinstance(self.expression, str):
                self.name = self.name or self.expression
            elif self.name is None:
                self.name = self.expression.body.text.strip()
        else:
            self.name = to_text(value)
            self.expression = self.name

    def value(self, e, item):
        """The value for an object; a missing property is $null."""
        if isinstance(self.expression, ScriptBlock):
            found = e.run_with_underscore(self.expression, item)
            return None if found is AutomationNull else found
        if item is None:
            return None
        found = members.own_property(e, item, self.expression.lower())
        return None if found is members.MISSING else found


def columns(value):
    return [] if value is None else [Column(one) for one in enumerate_value(value)]


def own_names(item):
    """The names of the properties that -Property * means."""
    return [name for name, _ in members.property_pairs(item)]


@cmdlet("Select-Object", Spec("Property", "object[]", position=0), Spec("First", "int"), Spec("Last", "int"), Spec("Skip", "int"), Spec("Unique", "switch"),
        Spec("ExpandProperty", "string"), Spec("ExcludeProperty", "string[]"), Spec("Index", "int[]"), Spec("InputObject", "object", pipeline=True))
class SelectObject(Base):
    def begin(self):
        self.columns = columns(self.get("Property"))
        self.first, self.last = self.get("First"), self.get("Last")
        self.skip = self.get("Skip") or 0
        self.kept = []
        self.seen = []
        self.count = 0
        self.place = -1
        if self.last is not None and (self.first is not None or self.skip):
            raise StandInLimit("Select-Object -Last beside -First or -Skip")
        if self.has("Index"):
            self.wanted = set(self.get("Index"))

    def process(self):
        item = self.get("InputObject")
        self.place += 1
        if self.last is not None:
            self.kept.append(item)
            return
        if self.has("Index") and self.place not in self.wanted:
            return
        if self.place < self.skip:
            return
        if self.first is not None and self.count >= self.first:
            raise StopUpstream(self.owner)
        self.count += 1
        self.give(item)
        if self.first is not None and self.count >= self.first and not self.flag("Unique"):
            raise StopUpstream(self.owner)

    def end(self):
        if self.last is not None:
            for item in self.kept[len(self.kept) - self.last:] if self.last else []:
                self.give(item)

    def give(self, item):
        if self.has("ExpandProperty"):
            self.expand(item)
            return
        if self.columns:
            item = self.shaped(item)
        if self.flag("Unique"):
            # Select-Object -Unique regards case, as Sort-Object -Unique does not.
            if any(same(item, one) for one in self.seen):
                return
            self.seen.append(item)
        self.out(item)

    def shaped(self, item):
        excluded = [to_text(name) for name in self.get("ExcludeProperty") or []]
        pairs = []
        for column in self.columns:
            if isinstance(column.expression, str) and any(sign in column.expression for sign in "*?["):
                for name in own_names(item):
                    if compare.like(name, column.expression):
                        pairs.append((name, members.get_property(self.e, item, name)))
            else:
                pairs.append((self.spelled(item, column), column.value(self.e, item)))
        pairs = [(name, value) for name, value in pairs if not any(compare.like(name, one) for one in excluded)]
        names = [name.lower() for name, _ in pairs]
        if len(set(names)) < len(names):
            # The second one of a name is an error that does not end the command.
            self.error("The property cannot be processed because the property already exists.", "AlreadyExistingUserSpecifiedPropertyNoExpand", "System.Management.Automation.PSArgumentException")
        return PSObject(pairs, ("Selected." + (type_name(item) if item is not None else "System.Object"), "System.Management.Automation.PSCustomObject", "System.Object"))

    def spelled(self, item, column):
        """The name as the object has it, where it has it."""
        if isinstance(item, PSObject) and isinstance(column.expression, str) and column.expression.lower() in item.props and column.name == column.expression:
            return item.props[column.expression.lower()][0]
        return column.name

    def expand(self, item):
        name = self.get("ExpandProperty")
        value = members.own_property(self.e, item, name.lower()) if item is not None else members.MISSING
        if value is members.MISSING:
            self.error(f'Property "{name}" cannot be found.', "ExpandPropertyNotFound", "System.Management.Automation.PSArgumentException")
            return
        if self.columns:
            raise StandInLimit("-ExpandProperty beside -Property")
        for one in enumerate_value(value):
            self.out(one)


def same(left, right):
    if isinstance(left, PSObject) and isinstance(right, PSObject):
        a, b = left.pairs(), right.pairs()
        return len(a) == len(b) and all(n.lower() == m.lower() and same(v, w) for (n, v), (m, w) in zip(a, b))
    if isinstance(left, str) and isinstance(right, str):
        return compare.same_text(left, right, True)
    if left is None or right is None:
        return left is right
    return compare.equal(left, right, True)


@cmdlet("Add-Member", Spec("MemberType", "string", position=0, sets={"named"}), Spec("Name", "string", position=1, sets={"named"}), Spec("Value", "object", position=2, sets={"named"}),
        Spec("NotePropertyName", "string", sets={"note"}), Spec("NotePropertyValue", "object", sets={"note"}), Spec("NotePropertyMembers", "hashtable", sets={"notes"}),
        Spec("TypeName", "string"), Spec("Force", "switch"), Spec("PassThru", "switch"), Spec("InputObject", "object", pipeline=True, mandatory=True), default_set="named")
class AddMember(Base):
    def process(self):
        item = self.get("InputObject")
        if not isinstance(item, PSObject):
            raise StandInLimit(f"Add-Member to a {type_name(item)}")
        if self.has("NotePropertyName"):
            self.note(item, self.get("NotePropertyName"), self.get("NotePropertyValue"))
        elif self.has("NotePropertyMembers"):
            for name, value in self.get("NotePropertyMembers").pairs():
                self.note(item, to_text(name), value)
        elif self.has("MemberType"):
            self.member(item, self.get("MemberType").lower())
        if self.has("TypeName"):
            item.types.insert(0, self.get("TypeName"))
        if self.flag("PassThru"):
            self.out(item)

    def member(self, item, kind):
        name, value = self.get("Name"), self.get("Value")
        if kind == "noteproperty":
            self.note(item, name, value)
        elif kind == "scriptmethod":
            item.methods = item.methods or {}
            item.methods[name.lower()] = value if not isinstance(value, ScriptBlock) else ScriptMethod(self.e, value)
        elif kind == "scriptproperty":
            e, block = self.e, value
            self.note(item, name, ScriptProperty(lambda target: call_with_this(e, block, target, [])))
        else:
            raise StandInLimit(f"Add-Member -MemberType {kind}")

    def note(self, item, name, value):
        if name.lower() in item.props and not self.flag("Force"):
            self.error(f'Cannot add a member with the name "{name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.',
                       "MemberAlreadyExists", "System.InvalidOperationException")
            return
        item.props[name.lower()] = [name, value]


class ScriptMethod:
    """A method made of a script block, with $this."""

    def __init__(self, e, block):
        self.e, self.block = e, block

    def __call__(self, target, arguments):
        return call_with_this(self.e, self.block, target, arguments)


def call_with_this(e, block, target, arguments):
    from ..scopes import Var
    from ..functions import Call
    from ..commands import Argument
    from ..values import NO_INPUT
    found = []
    call = Call(e, "", block.body, block.state, [Argument(None, value, True) for value in arguments], found.append)
    call.scope.vars["this"] = Var("this", target)
    call.begin()
    call.process(NO_INPUT)
    call.end()
    made = collected(found)
    return None if made is AutomationNull else made
