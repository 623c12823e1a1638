"""CSV, and Export-Clixml as far as a backup needs it."""
import csv
import io

from .. import members
from ..faults import StandInLimit, fail
from ..parameters import Spec
from ..text import to_text
from ..types import type_name
from ..values import PSObject
from .contents import READ, WRITE, encoding
from ..files import decode
from .paths import PathBase
from .registry import Base, cmdlet


def cell(value):
    if isinstance(value, list):
        # Lists in a cell show as their type: a fault that is easy to make.
        from ..text import type_text
        from ..values import TypedArray
        return type_text(value) if isinstance(value, TypedArray) else "System.Object[]"
    return None if value is None else to_text(value)


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


class CsvRows(Base):
    def begin(self):
        self.rows = []
        self.names = None
        self.first = None

    def process(self):
        item = self.get("InputObject")
        if not isinstance(item, PSObject):
            raise StandInLimit("CSV of something that is no custom object")
        if self.names is None:
            # The first object decides the columns.
            self.names = [name for name, _ in members.property_pairs(item)]
            self.first = item
        table = {name.lower(): value for name, value in members.property_pairs(item)}
        self.rows.append([cell(table.get(name.lower())) for name in self.names])

    def lines(self):
        if self.names is None:
            return []
        sign = to_text(self.get("Delimiter") or ",")
        head = [] if self.flag("NoTypeInformation") else [f"#TYPE {type_name(self.first)}"]
        return head + [sign.join(quoted(name) for name in self.names)] + [sign.join("" if text is None else quoted(text) for text in row) for row in self.rows]


@cmdlet("ConvertTo-Csv", Spec("InputObject", "object", position=0, mandatory=True, pipeline=True), Spec("Delimiter", "string", position=1), Spec("NoTypeInformation", "switch"))
class ConvertToCsv(CsvRows):
    def end(self):
        for line in self.lines():
            self.out(line)


@cmdlet("Export-Csv", Spec("InputObject", "object", mandatory=True, pipeline=True), Spec("Path", "string", position=0), Spec("LiteralPath", "string"), Spec("Delimiter", "string", position=1), Spec("NoTypeInformation", "switch"),
        Spec("Encoding", "string"), Spec("Force", "switch"), Spec("Append", "switch"), Spec("NoClobber", "switch"), should_process=True)
class ExportCsv(CsvRows):
    def end(self):
        path = self.get("LiteralPath") or self.get("Path")
        if self.flag("Append"):
            raise StandInLimit("Export-Csv -Append")
        if not self.should(path, "Export-Csv"):
            return
        # Without -Encoding the text is ASCII in 5.1; every other letter becomes a question mark.
        name, mark = encoding(WRITE, self.get("Encoding"), "ascii")
        text = "".join(line + "\r\n" for line in self.lines())
        self.e.host.files.write_bytes(path, mark + text.encode(name, "replace"))


def parse_rows(lines, sign, header):
    rows = [row for row in csv.reader(io.StringIO("\n".join(line for line in lines if not line.startswith("#TYPE"))), delimiter=sign) if row]
    names = header or (rows.pop(0) if rows else [])
    return [PSObject([(name, row[i] if i < len(row) else None) for i, name in enumerate(names)]) for row in rows]


@cmdlet("Import-Csv", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Delimiter", "string", position=1), Spec("Encoding", "string"), Spec("Header", "string[]"))
class ImportCsv(PathBase):
    def process(self):
        for path in self.literal():
            if not self.e.host.files.is_file(path):
                fail(f"Could not find file '{self.e.host.files.absolute(path)}'.", "FileOpenFailure", "System.IO.FileNotFoundException", category="OpenError")
            text = decode(self.e.host.files.read_bytes(path), encoding(READ, self.get("Encoding"), "utf8"))
            for row in parse_rows(text.splitlines(), to_text(self.get("Delimiter") or ","), self.get("Header")):
                self.out(row)


@cmdlet("ConvertFrom-Csv", Spec("InputObject", "object[]", position=0, mandatory=True, pipeline=True), Spec("Delimiter", "string", position=1), Spec("Header", "string[]"))
class ConvertFromCsv(Base):
    def begin(self):
        self.lines = []

    def process(self):
        self.lines += [to_text(one) for one in self.get("InputObject")]

    def end(self):
        for row in parse_rows(self.lines, to_text(self.get("Delimiter") or ","), self.get("Header")):
            self.out(row)


@cmdlet("Export-Clixml", Spec("InputObject", "object", mandatory=True, pipeline=True, allow=("null",)), Spec("Path", "string", position=0), Spec("LiteralPath", "string"), Spec("Depth", "int"), Spec("Force", "switch"),
        Spec("Encoding", "string"), Spec("NoClobber", "switch"), should_process=True)
class ExportClixml(Base):
    """Writes a file that shows how many objects there were; nothing reads these files back here."""

    def begin(self):
        self.count = 0

    def process(self):
        self.count += 1

    def end(self):
        path = self.get("LiteralPath") or self.get("Path")
        if self.should(path, "Export-Clixml"):
            text = f'<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><I32>{self.count}</I32></Objs>'
            self.e.host.files.write_bytes(path, b"\xff\xfe" + text.encode("utf-16-le"))
