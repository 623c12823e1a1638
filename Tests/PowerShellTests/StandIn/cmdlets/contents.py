"""Get-Content, Set-Content, Add-Content and Out-File, with the encodings of 5.1 (about_Character_Encoding)."""
from ..conversions import enumerate_value
from ..faults import StandInLimit, fail
from ..files import decode
from ..parameters import Spec
from ..text import to_text
from .paths import PathBase
from .registry import Base, cmdlet

# Without -Encoding Windows PowerShell reads and writes Windows-1252; UTF8 writes a byte order mark.
READ = {"utf8": "utf-8", "ascii": "ascii", "default": "cp1252", "unicode": "utf-16-le", "string": "utf-16-le", "utf32": "utf-32-le"}
WRITE = {"utf8": ("utf-8", b"\xef\xbb\xbf"), "ascii": ("ascii", b""), "default": ("cp1252", b""), "unicode": ("utf-16-le", b"\xff\xfe")}


def encoding(table, name, fallback):
    low = (name or fallback).lower()
    if low not in table:
        raise StandInLimit(f"the encoding {name}")
    return table[low]


@cmdlet("Get-Content", Spec("Path", "string[]", position=0, by_name=True), Spec("LiteralPath", "string[]"), Spec("Raw", "switch"), Spec("Encoding", "string"), Spec("TotalCount", "int", aliases=("First", "Head")),
        Spec("Tail", "int"), Spec("ReadCount", "int"))
class GetContent(PathBase):
    def process(self):
        files = self.e.host.files
        if self.has("Tail") or self.has("ReadCount") and self.get("ReadCount") != 0:
            raise StandInLimit("Get-Content -Tail or -ReadCount")
        for path in self.literal():
            if not files.is_file(path):
                self.refuse_missing(path)
                continue
            text = decode(files.read_bytes(path), encoding(READ, self.get("Encoding"), "default"))
            if self.flag("Raw"):
                # An empty file gives nothing, not an empty text.
                if text or files.read_bytes(path):
                    self.out(text)
                continue
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            if lines[-1] == "":
                lines.pop()
            for line in lines[:self.get("TotalCount")] if self.has("TotalCount") else lines:
                self.out(line)


class Writer(PathBase):
    append = False
    fallback = "default"
    action = "Set Content"

    def begin(self):
        self.lines = []

    def process(self):
        value = self.get("Value")
        self.lines += [to_text(item) for item in enumerate_value(value)] if value is not None else []

    def end(self):
        files = self.e.host.files
        name, mark = encoding(WRITE, self.get("Encoding"), self.fallback)
        break_line = "" if self.flag("NoNewline") else "\r\n"
        data = "".join(line + break_line for line in self.lines).encode(name, "replace")
        for path in self.literal():
            if not self.should(f"Path: {files.absolute(path)}", self.action):
                continue
            fresh = not self.append or not files.is_file(path) or not files.read_bytes(path)
            files.write_bytes(path, (mark if fresh else b"") + data, append=self.append)


WRITER = (Spec("Path", "string[]", position=0), Spec("LiteralPath", "string[]"), Spec("Value", "object[]", position=1, pipeline=True, mandatory=True, allow=("null", "emptystring", "emptycollection")),
          Spec("Encoding", "string"), Spec("Force", "switch"), Spec("NoNewline", "switch"))


@cmdlet("Set-Content", *WRITER, should_process=True)
class SetContent(Writer):
    pass


@cmdlet("Add-Content", *WRITER, should_process=True)
class AddContent(Writer):
    append = True
    action = "Add Content"


@cmdlet("Out-File", Spec("FilePath", "string", position=0), Spec("LiteralPath", "string"), Spec("Encoding", "string", position=1), Spec("InputObject", "object", pipeline=True), Spec("Append", "switch"), Spec("Force", "switch"),
        Spec("NoClobber", "switch"), Spec("NoNewline", "switch"), Spec("Width", "int"), should_process=True)
class OutFile(Base):
    """Without -Encoding it writes UTF-16 with a mark."""

    def begin(self):
        self.lines = []

    def process(self):
        value = self.get("InputObject")
        for item in enumerate_value(value):
            if not isinstance(item, str) and not isinstance(item, (int, float)):
                raise StandInLimit("Out-File of something that is no text")
            self.lines.append(to_text(item))

    def end(self):
        files = self.e.host.files
        path = self.get("LiteralPath") or self.get("FilePath")
        if not self.should(files.absolute(path), "Output to File"):
            return
        if self.flag("NoClobber") and files.exists(path):
            fail(f"The file '{files.absolute(path)}' already exists.", "NoClobber", "System.IO.IOException")
        name, mark = encoding(WRITE, self.get("Encoding"), "unicode")
        break_line = "" if self.flag("NoNewline") else "\r\n"
        data = "".join(line + break_line for line in self.lines).encode(name, "replace")
        append = self.flag("Append")
        files.write_bytes(path, (b"" if append and files.is_file(path) else mark) + data, append=append)
