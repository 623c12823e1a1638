"""Select-Xml."""
from .. import xml
from ..conversions import enumerate_value
from ..faults import TerminatingError
from ..parameters import Spec
from ..text import to_text
from ..values import PSObject
from .paths import PathBase
from .registry import cmdlet


@cmdlet("Select-Xml", Spec("XPath", "string", position=0, mandatory=True), Spec("Path", "string[]", position=1, sets={"path"}), Spec("LiteralPath", "string[]", sets={"literal"}),
        Spec("Xml", "object[]", sets={"xml"}, pipeline=True), Spec("Content", "string[]", sets={"content"}), Spec("Namespace", "hashtable"), default_set="xml")
class SelectXml(PathBase):
    def process(self):
        names = {to_text(key): to_text(value) for key, value in self.get("Namespace").pairs()} if self.has("Namespace") else {}
        if self.has("Xml"):
            sources = [("InputStream", one if isinstance(one, xml.Document) else one.document, None if isinstance(one, xml.Document) else one.node) for one in enumerate_value(self.get("Xml"))]
        elif self.has("Content"):
            sources = [("InputStream", xml.cast_document(one), None) for one in self.get("Content")]
        else:
            sources = []
            for path in self.literal():
                if not self.e.host.files.is_file(path):
                    self.refuse_missing(path)
                    continue
                try:
                    document = xml.Document(xml.parse(self.e.host.files.read_bytes(path), "Load"))
                except TerminatingError as error:
                    self.error(f"The XML in {path} is not valid: {error.record.exception.message}", "ProcessingFile", "System.Xml.XmlException", path, "InvalidArgument")
                    continue
                sources.append((self.e.host.files.absolute(path), document, None))
        for path, document, node in sources:
            for found in xml.select(node, document, self.get("XPath"), names):
                self.out(PSObject([("Node", found), ("Path", path), ("Pattern", self.get("XPath"))], ("Microsoft.PowerShell.Commands.SelectXmlInfo", "System.Object")))
