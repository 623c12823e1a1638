"""What fakes need and PowerShell does not have. A fake asks with Get-Command whether it runs in the stand-in."""
from ..parameters import Spec
from ..text import to_text
from .registry import Base, cmdlet


@cmdlet("Register-StandInType", Spec("TypeName", "string", position=0, mandatory=True), Spec("Constructor", "scriptblock", position=1, mandatory=True))
class RegisterStandInType(Base):
    """Gives a type of a product a constructor: a script block that takes the arguments and gives the object."""

    def process(self):
        self.e.fake_types[self.get("TypeName").lower()] = self.get("Constructor")


@cmdlet("Set-StandInRegistry", Spec("Path", "string", position=0, mandatory=True), Spec("Values", "hashtable", position=1, mandatory=True))
class SetStandInRegistry(Base):
    def process(self):
        from .paths import registry_key
        self.e.host.registry[registry_key(self.get("Path"))] = {to_text(key): value for key, value in self.get("Values").pairs()}


@cmdlet("Set-StandInFileVersion", Spec("Path", "string", position=0, mandatory=True), Spec("Version", "string", position=1, mandatory=True))
class SetStandInFileVersion(Base):
    def process(self):
        self.e.host.file_versions[self.e.host.files.absolute(self.get("Path")).lower()] = self.get("Version")
