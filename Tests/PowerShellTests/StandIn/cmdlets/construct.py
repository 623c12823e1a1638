"""New-Object, for the types that scripts make."""
from .. import types, xml
from ..conversions import enumerate_value
from ..credentials import Credential
from ..faults import ErrorRecord, NetException, StandInLimit
from ..parameters import Spec
from ..text import to_text
from ..values import ArrayList, HashSet, Hashtable, OrderedDictionary, PSObject
from .registry import Base, cmdlet




def construct(e, name, arguments):
    low = name.lower().removeprefix("system.")
    fake = e.fake_types.get(name.lower()) or e.fake_types.get(low)
    if fake is not None:
        found = e.invoke_block(fake, arguments)
        if len(found) != 1:
            raise StandInLimit(f"a made-up constructor of {name} that gives {len(found)} objects")
        made = found[0]
        if isinstance(made, PSObject) and made.types[0] == "System.Management.Automation.PSCustomObject":
            made.types.insert(0, name)
        return made
    if low == "collections.hashtable":
        return Hashtable(exact=True)
    if low == "collections.arraylist":
        return ArrayList(enumerate_value(arguments[0]) if arguments and isinstance(arguments[0], list) else ())
    if low in ("psobject", "management.automation.psobject", "pscustomobject"):
        return PSObject()
    if low == "collections.specialized.ordereddictionary":
        return OrderedDictionary()
    if low == "xml.xmldocument":
        return xml.Document()
    if low == "xml.xmlnamespacemanager":
        return xml.NamespaceManager()
    if low.startswith("collections.generic.list[") or low.startswith("collections.generic.list`1"):
        made = ArrayList(enumerate_value(arguments[0]) if arguments and isinstance(arguments[0], list) else ())
        made.type_name = "System.Collections.Generic.List"
        return made
    if low == "collections.generic.hashset[string]":
        if arguments and getattr(arguments[0], "fold", None) is None:
            raise StandInLimit("a HashSet made of items")
        return HashSet(arguments[0].fold if arguments else (lambda text: text))
    if low == "text.utf8encoding":
        from ..statics import Encoding
        mark = bool(arguments and arguments[0])
        return Encoding("utf-8", "System.Text.UTF8Encoding", b"\xef\xbb\xbf" if mark else b"")
    if low in ("management.automation.pscredential", "pscredential"):
        return Credential(to_text(arguments[0]), arguments[1])
    if low == "version":
        return types.to_version(to_text(arguments[0]))
    if low == "guid":
        return types.to_guid(arguments[0])
    if low == "management.automation.errorrecord":
        return ErrorRecord(arguments[0], to_text(arguments[1]), arguments[3], to_text(arguments[2]))
    if low.endswith("exception"):
        message = to_text(arguments[0]) if arguments else f"Exception of type '{types.full(name)}' was thrown."
        inner = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], NetException) else None
        return NetException(message, types.full(name) if types.short(name) else name, inner)
    raise StandInLimit(f"an object of type {name}")


@cmdlet("New-Object", Spec("TypeName", "string", position=0, mandatory=True), Spec("ArgumentList", "object[]", position=1), Spec("Property", "object"))
class NewObject(Base):
    def process(self):
        made = construct(self.e, self.get("TypeName"), list(self.get("ArgumentList") or []))
        if self.has("Property"):
            if not isinstance(made, PSObject):
                raise StandInLimit("New-Object -Property of this type")
            for name, value in self.get("Property").pairs():
                made.put(to_text(name), value)
        self.out(made)
