"""Join-Path, Split-Path, Test-Path, Resolve-Path and the present location."""
from ..faults import StandInLimit, fail
from ..files import PathInfo
from ..parameters import Spec
from ..text import to_text
from .registry import Base, cmdlet

NOT_FOUND = "System.Management.Automation.ItemNotFoundException"


def is_registry(path):
    return to_text(path).lower().startswith(("hklm:", "hkcu:", "registry::"))


def registry_key(path):
    return to_text(path).lower().replace("/", "\\").rstrip("\\")


def has_pattern(path):
    return any(sign in path for sign in "*?[")


class PathBase(Base):
    def literal(self):
        """The paths that were given; wildcards only where a cmdlet expands them itself."""
        value = self.get("LiteralPath")
        if value is None:
            value = self.get("Path")
            for one in value if isinstance(value, list) else [value]:
                if has_pattern(to_text(one)):
                    raise StandInLimit(f"a pattern in the path {one}; -LiteralPath takes names as they are")
        return [to_text(one) for one in (value if isinstance(value, list) else [value])]

    def refuse_missing(self, path):
        self.error(f"Cannot find path '{self.e.host.files.absolute(path)}' because it does not exist.", "PathNotFound", NOT_FOUND, path, "ObjectNotFound")


@cmdlet("Join-Path", Spec("Path", "string[]", position=0, mandatory=True, pipeline=True), Spec("ChildPath", "string", position=1, mandatory=True, allow=("emptystring",)))
class JoinPath(Base):
    def process(self):
        for path in self.get("Path"):
            # The drive has to be there, although nothing else has to be.
            if len(path) > 1 and path[1] == ":" and not self.e.host.files.is_drive(path):
                fail(f"Cannot find drive. A drive with the name '{path[0]}' does not exist.", "DriveNotFound", "System.Management.Automation.DriveNotFoundException")
            parent, child = path.replace("/", "\\"), self.get("ChildPath").replace("/", "\\")
            self.out(parent.rstrip("\\") + "\\" + child.lstrip("\\"))


@cmdlet("Split-Path", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("Parent", "switch"), Spec("Leaf", "switch"), Spec("Qualifier", "switch"), Spec("NoQualifier", "switch"))
class SplitPath(PathBase):
    def process(self):
        for path in self.get("Path") or self.get("LiteralPath"):
            text = path.replace("/", "\\")
            bare = text.rstrip("\\") if len(text) > 3 else text
            if self.flag("Leaf"):
                self.out(bare.rsplit("\\", 1)[-1] if "\\" in bare else bare)
            elif self.flag("Qualifier") or self.flag("NoQualifier"):
                raise StandInLimit("Split-Path -Qualifier")
            else:
                parent = bare.rsplit("\\", 1)[0] if "\\" in bare else ""
                if len(bare) == 3 and bare[1:] == ":\\":
                    parent = ""
                elif len(parent) == 2 and parent[1] == ":":
                    parent += "\\"
                self.out(parent)


@cmdlet("Test-Path", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"), Spec("PathType", "string"))
class TestPath(PathBase):
    def process(self):
        kind = (self.get("PathType") or "any").lower()
        for path in self.literal():
            if path == "":
                fail("Cannot bind argument to parameter 'Path' because it is an empty string.", "ParameterArgumentValidationErrorEmptyStringNotAllowed")
            if is_registry(path):
                self.out(registry_key(path) in self.e.host.registry)
                continue
            low = path.lower()
            if low.startswith(("env:", "variable:", "function:")):
                self.out(self.in_session(low))
                continue
            files = self.e.host.files
            self.out(files.is_file(path) if kind == "leaf" else files.is_folder(path) if kind == "container" else files.exists(path))

    def in_session(self, low):
        drive, name = low.split(":", 1)
        name = name.lstrip("\\/")
        if drive == "env":
            return name.upper() in self.e.environment
        if drive == "variable":
            return self.e.scope.find(name) is not None
        return self.e.find_function(name) is not None


@cmdlet("Resolve-Path", Spec("Path", "string[]", position=0, pipeline=True), Spec("LiteralPath", "string[]"))
class ResolvePath(PathBase):
    def process(self):
        files = self.e.host.files
        for path in self.literal():
            if not files.exists(path):
                self.refuse_missing(path)
                continue
            self.out(PathInfo(files.absolute(path)))


@cmdlet("Get-Location")
class GetLocation(Base):
    def process(self):
        self.out(self.e.host.files.location_object())


@cmdlet("Set-Location", Spec("Path", "string", position=0), Spec("LiteralPath", "string"))
class SetLocation(PathBase):
    def process(self):
        path = self.literal()[0]
        if not self.e.host.files.is_folder(path):
            self.refuse_missing(path)
            return
        self.e.host.files.location = self.e.host.files.absolute(path)
