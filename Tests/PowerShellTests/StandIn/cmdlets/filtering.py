"""ForEach-Object and Where-Object: script blocks run in the scope of the caller (about_Scopes says so of neither, but both do)."""
from .. import members
from ..conversions import enumerate_value, to_bool
from ..faults import StandInLimit
from ..operators import OPERATORS
from ..parameters import Spec
from ..values import ScriptBlock
from .registry import Base, cmdlet


class Blocks(Base):
    """Runs script blocks with $_ in the scope that the command stands in."""

    def begin(self):
        self.scope = self.e.scope

    def run(self, block, item, out):
        e = self.e
        scope = self.scope if block.state is self.scope.state else block.state.current
        back = e.enter(scope)
        try:
            with e.underscore():
                scope.put("_", item)
                e.run_body(block, out)
        finally:
            e.leave(back)

    def test(self, block, item):
        found = []
        self.run(block, item, found.append)
        return to_bool(found[0] if len(found) == 1 else found)


@cmdlet("ForEach-Object", Spec("Process", "object[]", position=0), Spec("Begin", "scriptblock"), Spec("End", "scriptblock"),
        Spec("MemberName", "string"), Spec("InputObject", "object", pipeline=True))
class ForEachObject(Blocks):
    def begin(self):
        super().begin()
        blocks = list(enumerate_value(self.get("Process") or []))
        self.first = self.get("Begin")
        self.last = self.get("End")
        self.name = self.get("MemberName")
        if len(blocks) == 1 and isinstance(blocks[0], str):
            self.name, blocks = blocks[0], []
        if len(blocks) > 1:
            raise StandInLimit("ForEach-Object with several blocks; name -Begin and -End")
        if blocks and not isinstance(blocks[0], ScriptBlock):
            raise StandInLimit("ForEach-Object with something that is no script block")
        self.block = blocks[0] if blocks else None
        if self.first is not None:
            self.run(self.first, None, self.out)

    def process(self):
        item = self.get("InputObject")
        if self.name is not None:
            for one in enumerate_value(members.get_property(self.e, item, self.name)):
                self.out(one)
        elif self.block is not None:
            self.run(self.block, item, self.out)

    def end(self):
        if self.last is not None:
            self.run(self.last, None, self.out)


COMPARISONS = ["EQ", "NE", "GT", "GE", "LT", "LE", "Like", "NotLike", "Match", "NotMatch", "Contains", "NotContains", "In", "NotIn", "Is", "IsNot",
               "CEQ", "CNE", "CContains", "CMatch", "CLike"]


@cmdlet("Where-Object", Spec("FilterScript", "scriptblock", position=0, sets={"script"}), Spec("Property", "string", position=0, sets={"compare"}),
        Spec("Value", "object", position=1, sets={"compare"}), Spec("InputObject", "object", pipeline=True),
        *(Spec(name, "switch", sets={"compare"}) for name in COMPARISONS), default_set="script")
class WhereObject(Blocks):
    def begin(self):
        super().begin()
        self.block = self.get("FilterScript")
        self.operator = next((name for name in COMPARISONS if self.flag(name)), None)
        if self.block is None and self.operator is None and not self.has("Property"):
            raise StandInLimit("Where-Object without a script block")

    def process(self):
        item = self.get("InputObject")
        if self.block is not None:
            if self.test(self.block, item):
                self.out(item)
            return
        low = self.get("Property").lower()
        value = members.own_property(self.e, item, low) if item is not None else members.MISSING
        if value is members.MISSING:
            if self.e.scope.strict_version() >= 2:
                # In strict mode a missing property is an error, which does not end the command.
                self.error(f'The input name "{self.get("Property")}" cannot be resolved to a property.', "PropertyNotFound", "System.Management.Automation.PSArgumentException")
                return
            value = None
        hit = to_bool(value) if self.operator is None else to_bool(OPERATORS[self.operator.lower()](self.e, value, self.get("Value")))
        if hit:
            self.out(item)
