"""Format-Table, Format-List and Out-String: near enough to see that everything is shown, not sign by sign."""
from .. import members
from ..conversions import enumerate_value
from ..faults import StandInLimit
from ..parameters import Spec
from ..text import to_text
from ..values import NetObject, PSObject
from .objects import columns
from .registry import Base, cmdlet


class Shown(NetObject):
    """What a Format cmdlet gives: fit for Out-String and the screen only."""
    type_name = "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData"

    def __init__(self, lines):
        self.lines = lines


def show(value):
    if isinstance(value, list):
        return "{" + ", ".join(to_text(item) for item in value[:4]) + (", ..." if len(value) > 4 else "") + "}"
    return to_text(value)


class Formatter(Base):
    def begin(self):
        self.items = []

    def process(self):
        if self.has("InputObject"):
            self.items.append(self.get("InputObject"))

    def rows(self, wanted):
        if not self.items:
            return [], []
        if wanted:
            names = [one.name for one in wanted]
            return names, [[show(one.value(self.e, item)) for one in wanted] for item in self.items]
        if not isinstance(self.items[0], PSObject):
            raise StandInLimit("a Format cmdlet for something that is no custom object")
        names = [name for name, _ in members.property_pairs(self.items[0])]
        rows = []
        for item in self.items:
            table = {name.lower(): value for name, value in members.property_pairs(item)}
            rows.append([show(table.get(name.lower())) for name in names])
        return names, rows


FORMAT = (Spec("Property", "object[]", position=0), Spec("InputObject", "object", pipeline=True))


@cmdlet("Format-Table", *FORMAT, Spec("AutoSize", "switch"), Spec("Wrap", "switch"), Spec("HideTableHeaders", "switch"), Spec("GroupBy", "object"))
class FormatTable(Formatter):
    def end(self):
        names, rows = self.rows(columns(self.get("Property")))
        if self.has("GroupBy"):
            raise StandInLimit("Format-Table -GroupBy")
        if not names:
            return
        widths = [max(len(cell) for cell in column) for column in zip(names, *rows)]
        lines = [] if self.flag("HideTableHeaders") else [names, ["-" * len(name) for name in names]]
        self.out(Shown(["", *(" ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in lines + rows), ""]))


@cmdlet("Format-List", *FORMAT)
class FormatList(Formatter):
    def end(self):
        names, rows = self.rows(columns(self.get("Property")))
        width = max((len(name) for name in names), default=0)
        lines = [""]
        for row in rows:
            lines += [f"{name.ljust(width)} : {cell}" for name, cell in zip(names, row)] + [""]
        if names:
            self.out(Shown(lines))


@cmdlet("Out-String", Spec("InputObject", "object", pipeline=True), Spec("Width", "int"), Spec("Stream", "switch"))
class OutString(Base):
    def begin(self):
        self.lines = []

    def process(self):
        item = self.get("InputObject")
        for one in enumerate_value(item):
            if isinstance(one, Shown):
                self.lines += one.lines
            elif isinstance(one, (str, int, float)):
                self.lines += to_text(one).split("\n")
            else:
                raise StandInLimit("Out-String of something that is neither text nor a table")

    def end(self):
        if self.has("Width"):
            # What does not fit is cut; a script that shows values so must give enough room.
            self.lines = [line if len(line) <= self.get("Width") else line[:self.get("Width") - 3] + "..." for line in self.lines]
        if self.flag("Stream"):
            for line in self.lines:
                self.out(line)
        else:
            self.out("".join(line + "\r\n" for line in self.lines))
