"""The file system of the made-up machine: drive C: is a folder of the test, drive Z: is the real root, so every real path has a name.

Names are found whatever their case, as on Windows; what is written keeps the spelling that it is given.
"""
import os

from .faults import NetException, fail
from .text import to_text
from .values import AutomationNull, Byte, NetObject, TypedArray


class Files:
    def __init__(self, root):
        self.drives = {"c": os.path.realpath(root), "z": "/"}
        self.location = "Z:" + (os.getcwd().replace("/", "\\") if os.getcwd() != "/" else "\\")

    # ----- names -----

    def absolute(self, path):
        path = to_text(path).replace("/", "\\")
        if not path:
            path = self.location
        if path.lower().startswith("filesystem::"):
            path = path[12:]
        if len(path) >= 2 and path[1] == ":":
            drive, rest = path[0].upper(), path[2:]
        elif path.startswith("\\\\"):
            fail(f"Cannot find path '{path}' because it does not exist.", "PathNotFound", "System.Management.Automation.ItemNotFoundException", category="ObjectNotFound")
        elif path.startswith("\\"):
            drive, rest = self.location[0].upper(), path
        else:
            drive, rest = self.location[0].upper(), self.location[2:] + "\\" + path
        parts = []
        for part in rest.split("\\"):
            if part in ("", "."):
                continue
            if part == "..":
                if parts:
                    parts.pop()
                continue
            # Windows drops blanks and dots at the end of a name.
            parts.append(part.rstrip(" ."))
        return drive + ":\\" + "\\".join(parts)

    def is_drive(self, path):
        text = to_text(path)
        return len(text) < 2 or text[1] != ":" or text[0].lower() in self.drives

    def real(self, path):
        """The real path of a Windows path; parts that exist are found whatever their case."""
        full = self.absolute(path)
        root = self.drives.get(full[0].lower())
        if root is None:
            fail(f"Cannot find drive. A drive with the name '{full[0]}' does not exist.", "DriveNotFound", "System.Management.Automation.DriveNotFoundException", category="ObjectNotFound")
        here = root
        for part in full[3:].split("\\"):
            if not part:
                continue
            there = os.path.join(here, part)
            if not os.path.lexists(there) and os.path.isdir(here):
                low = part.lower()
                hits = [name for name in os.listdir(here) if name.lower() == low]
                if len(hits) == 1:
                    there = os.path.join(here, hits[0])
            here = there
        return here

    def virtual(self, real):
        """The Windows path of a real one. Paths without a drive mean drive Z: at the start, so real paths can be given as they are."""
        real = os.path.abspath(real)
        root = self.drives["c"]
        inside = os.path.realpath(real)
        if inside == root or inside.startswith(root + os.sep):
            return "C:\\" + os.path.relpath(inside, root).replace(os.sep, "\\") if inside != root else "C:\\"
        return "Z:\\" + real.lstrip("/").replace("/", "\\")

    def location_object(self):
        return PathInfo(self.location)

    # ----- what is there -----

    def exists(self, path):
        return self.is_drive(path) and os.path.exists(self.real(path))

    def is_file(self, path):
        return self.is_drive(path) and os.path.isfile(self.real(path))

    def is_folder(self, path):
        return self.is_drive(path) and os.path.isdir(self.real(path))

    def missing(self, path):
        fail(f"Cannot find path '{self.absolute(path)}' because it does not exist.", "PathNotFound", "System.Management.Automation.ItemNotFoundException", target=path, category="ObjectNotFound")

    def read_bytes(self, path):
        real = self.real(path)
        if not os.path.isfile(real):
            self.missing(path)
        with open(real, "rb") as file:
            return file.read()

    def read_text(self, path, encoding=None):
        """The text of a file: by its byte order mark, else by `encoding`, which without a word is Windows-1252 in Windows PowerShell."""
        return decode(self.read_bytes(path), encoding or "utf-8")

    def write_bytes(self, path, data, append=False):
        real = self.real(path)
        if not os.path.isdir(os.path.dirname(real)):
            fail(f"Could not find a part of the path '{self.absolute(path)}'.", "GetContentWriterDirectoryNotFoundError", "System.IO.DirectoryNotFoundException", category="ObjectNotFound")
        with open(real, "ab" if append else "wb") as file:
            file.write(data)

    # ----- [System.IO.File] and [System.IO.Path] -----

    def net(self, path, what):
        """.NET knows nothing of the present location of PowerShell, so a path that is not whole is refused here."""
        text = to_text(path)
        if not text.startswith("/") and (len(text) < 2 or text[1] != ":"):
            fail(f'Exception calling "{what}": the path {text} is not absolute.', "ArgumentException", "System.Management.Automation.MethodInvocationException")
        if what != "Write" and not self.is_file(text):
            inner = NetException(f"Could not find file '{self.absolute(text)}'.", "System.IO.FileNotFoundException", bases=["System.IO.IOException"])
            fail(f'Exception calling "{what}" with "1" argument(s): "{inner.message}"', "FileNotFoundException", "System.Management.Automation.MethodInvocationException", inner=inner)
        return text

    def read_bytes_array(self, path):
        return TypedArray("byte", [Byte(b) for b in self.read_bytes(self.net(path, "ReadAllBytes"))])

    def net_read_text(self, path, encoding=None):
        return decode(self.read_bytes(self.net(path, "ReadAllText")), encoding.python if encoding else "utf-8")

    def net_read_lines(self, path, encoding=None):
        return TypedArray("string", self.net_read_text(path, encoding).splitlines())

    def net_write_text(self, path, text, encoding=None):
        # Without an encoding WriteAllText writes UTF-8 without a mark; with [Text.Encoding]::UTF8 one with it.
        data = to_text(text).encode(encoding.python if encoding else "utf-8")
        self.write_bytes(self.net(path, "Write"), (encoding.mark if encoding else b"") + data)
        return AutomationNull

    def net_write_bytes(self, path, data):
        self.write_bytes(self.net(path, "Write"), bytes(data))
        return AutomationNull

    def net_delete(self, path):
        real = self.real(path)
        if os.path.isfile(real):
            os.unlink(real)
        return AutomationNull

    def net_combine(self, *parts):
        made = ""
        for part in parts:
            text = to_text(part)
            made = text if not made or text[1:2] == ":" or text.startswith("\\") else made.rstrip("\\") + "\\" + text
        return made

    def net_file_name(self, path):
        return to_text(path).replace("/", "\\").rsplit("\\", 1)[-1]

    def net_directory_name(self, path):
        text = to_text(path).replace("/", "\\")
        return text.rsplit("\\", 1)[0] if "\\" in text else ""

    def net_stem(self, path):
        name = self.net_file_name(path)
        return name.rsplit(".", 1)[0]

    def net_extension(self, path):
        name = self.net_file_name(path)
        return "." + name.rsplit(".", 1)[1] if "." in name else ""


def decode(data, encoding):
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark):].decode(name, "replace")
    return data.decode(encoding, "replace")


class PathInfo(NetObject):
    type_name = "System.Management.Automation.PathInfo"

    def __init__(self, path):
        self.path = path

    def to_text(self):
        return self.path

    def pairs(self):
        return [("Path", self.path), ("ProviderPath", self.path)]


PathInfo.properties = {"path": lambda o, e: o.path, "providerpath": lambda o, e: o.path}
