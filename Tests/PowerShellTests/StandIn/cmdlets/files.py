"""Files and folders, and the registry as far as a test fills it."""
import hashlib
import os
import shutil

from .. import compare
from ..dates import DateTime
from ..faults import StandInLimit
from ..parameters import Spec
from ..text import to_text
from ..values import EnumValue, NetObject, PSObject
from .paths import NOT_FOUND, PathBase, is_registry, registry_key
from .registry import Base, cmdlet


class Entry(NetObject):
    """A file or a folder as Get-Item gives it."""

    def __init__(self, files, path):
        self.path = path
        self.real = files.real(path)
        self.is_folder = os.path.isdir(self.real)
        self.type_name = "System.IO.DirectoryInfo" if self.is_folder else "System.IO.FileInfo"
        self.bases = ("System.IO.FileSystemInfo",)
        self.name = path.rstrip("\\").rsplit("\\", 1)[-1]

    def to_text(self):
        # A file as text is its name or its path, depending on where it came from: nobody should rest on it.
        raise StandInLimit("the text of a file object; ask for FullName or Name")

    def pairs(self):
        return [("Name", self.name), ("FullName", self.path)]

    def length(self):
        if self.is_folder:
            return 1
        return os.path.getsize(self.real)

    def when(self):
        import datetime as dt
        return DateTime(dt.datetime.fromtimestamp(int(os.path.getmtime(self.real)), dt.timezone.utc).replace(tzinfo=None), "utc")

    def attributes(self):
        names = ["Directory"] if self.is_folder else ["Archive"]
        if os.path.islink(self.real):
            names.append("ReparsePoint")
        return EnumValue("System.IO.FileAttributes", ", ".join(names), 16 if self.is_folder else 32)


def parent_entry(o, e):
    return Entry(e.host.files, o.path.rsplit("\\", 1)[0])


Entry.properties = {
    "fullname": lambda o, e: o.path, "name": lambda o, e: o.name, "length": lambda o, e: o.length(), "psiscontainer": lambda o, e: o.is_folder,
    "extension": lambda o, e: "." + o.name.rsplit(".", 1)[1] if "." in o.name else "", "basename": lambda o, e: o.name.rsplit(".", 1)[0] if not o.is_folder else o.name,
    "directory": parent_entry, "directoryname": lambda o, e: o.path.rsplit("\\", 1)[0], "parent": parent_entry, "exists": lambda o, e: True,
    "lastwritetimeutc": lambda o, e: o.when(), "lastwritetime": lambda o, e: o.when().to_local(), "attributes": lambda o, e: o.attributes(),
    "versioninfo": lambda o, e: version_info(o, e),
}


def version_info(o, e):
    """The version of a program: what the test wrote into the host's table for that path."""
    text = e.host.file_versions.get(o.path.lower())
    if text is None:
        raise StandInLimit(f"the version of {o.path}; the test has to give it")
    return PSObject([("FileVersion", text), ("ProductVersion", text)], ("System.Diagnostics.FileVersionInfo", "System.Object"))


@cmdlet("New-Item", Spec("Path", "string[]", position=0, mandatory=True), Spec("ItemType", "string", aliases=("Type",)), Spec("Value", "object"), Spec("Force", "switch"), Spec("Name", "string"), should_process=True)
class NewItem(Base):
    def process(self):
        files = self.e.host.files
        kind = (self.get("ItemType") or "file").lower()
        for path in self.get("Path"):
            if self.has("Name"):
                path = path.rstrip("\\") + "\\" + self.get("Name")
            full = files.absolute(path)
            if not self.should(f"Destination: {full}", "Create File" if kind == "file" else "Create Directory"):
                continue
            real = files.real(full)
            if kind in ("directory", "container"):
                if os.path.isdir(real) and not self.flag("Force"):
                    self.error(f"An item with the specified name {full} already exists.", "DirectoryExist", "System.IO.IOException", full, "ResourceExists")
                    continue
                os.makedirs(real, exist_ok=True)
            elif kind == "file":
                if os.path.exists(real) and not self.flag("Force"):
                    self.error(f"The file '{full}' already exists.", "NewItemIOError", "System.IO.IOException", full, "WriteError")
                    continue
                if not os.path.isdir(os.path.dirname(real)):
                    if not self.flag("Force"):
                        self.error(f"Could not find a part of the path '{full}'.", "NewItemIOError", "System.IO.DirectoryNotFoundException", full, "WriteError")
                        continue
                    os.makedirs(os.path.dirname(real))
                # -Value is written as UTF-8 without a mark in both editions.
                files.write_bytes(full, to_text(self.get("Value")).encode() if self.get("Value") is not None else b"")
            else:
                raise StandInLimit(f"New-Item -ItemType {kind}")
            self.out(Entry(files, full))


@cmdlet("Remove-Item", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Recurse", "switch"), Spec("Force", "switch"), should_process=True)
class RemoveItem(PathBase):
    def process(self):
        files = self.e.host.files
        for path in self.literal():
            if path.lower().startswith(("env:", "variable:", "function:")) or is_registry(path):
                raise StandInLimit(f"Remove-Item {path}")
            if not files.exists(path):
                self.refuse_missing(path)
                continue
            if not self.should(files.absolute(path), "Remove File"):
                continue
            real = files.real(path)
            if os.path.isdir(real) and not os.path.islink(real):
                if os.listdir(real) and not self.flag("Recurse"):
                    # Windows asks then; nobody answers here.
                    raise StandInLimit("Remove-Item of a folder that is not empty, without -Recurse")
                shutil.rmtree(real)
            else:
                os.unlink(real)


@cmdlet("Move-Item", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Destination", "string", position=1, mandatory=True), Spec("Force", "switch"), Spec("PassThru", "switch"), should_process=True)
class MoveItem(PathBase):
    def process(self):
        files = self.e.host.files
        for path in self.literal():
            if not files.exists(path):
                self.refuse_missing(path)
                continue
            target = self.get("Destination")
            if files.is_folder(target):
                target = target.rstrip("\\") + "\\" + files.absolute(path).rsplit("\\", 1)[-1]
            if not self.should(f"Item: {path} Destination: {target}", "Move File"):
                continue
            if files.exists(target) and not self.flag("Force"):
                self.error("Cannot create a file when that file already exists.", "MoveFileInfoItemIOError", "System.IO.IOException", path, "WriteError")
                continue
            os.replace(files.real(path), files.real(target))


@cmdlet("Copy-Item", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Destination", "string", position=1), Spec("Recurse", "switch"), Spec("Force", "switch"), should_process=True)
class CopyItem(PathBase):
    def process(self):
        files = self.e.host.files
        for path in self.literal():
            if not files.exists(path):
                self.refuse_missing(path)
                continue
            target = self.get("Destination")
            if files.is_folder(target):
                target = target.rstrip("\\") + "\\" + files.absolute(path).rsplit("\\", 1)[-1]
            if not self.should(f"Item: {path} Destination: {target}", "Copy File"):
                continue
            real = files.real(path)
            if os.path.isdir(real):
                if not self.flag("Recurse"):
                    os.makedirs(files.real(target), exist_ok=True)
                else:
                    shutil.copytree(real, files.real(target))
            else:
                shutil.copyfile(real, files.real(target))


@cmdlet("Get-Item", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Force", "switch"))
class GetItem(PathBase):
    def process(self):
        for path in self.literal():
            if is_registry(path):
                raise StandInLimit("Get-Item of the registry")
            if not self.e.host.files.exists(path):
                self.refuse_missing(path)
                continue
            self.out(Entry(self.e.host.files, self.e.host.files.absolute(path)))


@cmdlet("Get-ChildItem", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Filter", "string", position=1), Spec("Recurse", "switch"), Spec("Force", "switch"), Spec("File", "switch"),
        Spec("Directory", "switch"), Spec("Name", "switch"), Spec("Include", "string[]"))
class GetChildItem(PathBase):
    def process(self):
        files = self.e.host.files
        if self.has("Name") or self.has("Include"):
            raise StandInLimit("Get-ChildItem -Name or -Include")
        paths = self.literal() if self.has("Path") or self.has("LiteralPath") else [files.location]
        for path in paths:
            if not files.exists(path):
                self.refuse_missing(path)
                continue
            full = files.absolute(path)
            if files.is_file(full):
                self.give(full)
            else:
                self.walk(full)

    def walk(self, folder):
        files = self.e.host.files
        names = sorted(os.listdir(files.real(folder)), key=str.lower)
        paths = [folder.rstrip("\\") + "\\" + name for name in names]
        for path in paths:
            self.give(path)
        if self.flag("Recurse"):
            for path in paths:
                if files.is_folder(path) and not os.path.islink(files.real(path)):
                    self.walk(path)

    def give(self, path):
        entry = Entry(self.e.host.files, path)
        if self.flag("File") and entry.is_folder or self.flag("Directory") and not entry.is_folder:
            return
        if self.has("Filter") and not compare.like(entry.name, self.get("Filter")):
            return
        self.out(entry)


@cmdlet("Get-FileHash", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Algorithm", "string"))
class GetFileHash(PathBase):
    def process(self):
        algorithm = (self.get("Algorithm") or "SHA256").upper()
        if algorithm not in ("SHA256", "SHA1", "SHA512", "SHA384"):
            raise StandInLimit(f"the hash {algorithm}")
        files = self.e.host.files
        for path in self.literal():
            if not files.is_file(path):
                self.error(f"Cannot find path '{files.absolute(path)}' because it does not exist.", "FileNotFound", "System.Management.Automation.ItemNotFoundException", path, "ObjectNotFound")
                continue
            digest = hashlib.new(algorithm.lower(), files.read_bytes(path)).hexdigest().upper()
            self.out(PSObject([("Algorithm", algorithm), ("Hash", digest), ("Path", files.absolute(path))]))


@cmdlet("Get-ItemProperty", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Name", "string[]", position=1))
class GetItemProperty(PathBase):
    def process(self):
        for path in self.literal():
            if not is_registry(path):
                raise StandInLimit("Get-ItemProperty of something outside of the registry")
            values = self.e.host.registry.get(registry_key(path))
            if values is None:
                self.refuse_missing_key(path)
                continue
            if self.has("Name"):
                raise StandInLimit("Get-ItemProperty -Name")
            self.out(PSObject(list(values.items())))

    def refuse_missing_key(self, path):
        self.error(f"Cannot find path '{path}' because it does not exist.", "PathNotFound", NOT_FOUND, path, "ObjectNotFound")
