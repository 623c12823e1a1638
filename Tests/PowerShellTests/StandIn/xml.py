"""[xml] and Select-Xml over Python's ElementTree, with the XPath that scripts use."""
import re
import xml.etree.ElementTree as tree

from . import xml_path
from .faults import NetException, StandInLimit, fail
from .text import to_text
from .types import register
from .values import AutomationNull, NetObject
from .xml_names import local, space


def malformed(method, error):
    inner = NetException(f"{error}", "System.Xml.XmlException")
    fail(f'Exception calling "{method}" with "1" argument(s): "{error}"', "XmlException", "System.Management.Automation.MethodInvocationException", inner=inner)


def parse(text, method):
    try:
        if isinstance(text, str):
            text = text.removeprefix("\ufeff")
            # A text has no encoding any more, whatever its declaration says.
            text = re.sub(r"^(<\?xml[^>]*?)\sencoding=(\"[^\"]*\"|'[^']*')", r"\1", text)
        return tree.fromstring(text)
    except tree.ParseError as error:
        malformed(method, error)


@register
class Element(NetObject):
    type_name = "System.Xml.XmlElement"
    bases = ("System.Xml.XmlNode", "System.Xml.XmlLinkedNode")

    def __init__(self, node, document):
        self.node, self.document = node, document

    def to_text(self):
        # An element shows its text where it has nothing but text, by PowerShell's adapter; otherwise its name.
        raise StandInLimit("the text of an XML element; ask for InnerText or an attribute")

    def own_property(self, low):
        """Attributes and child elements are properties (about_Type_Accelerators: [xml])."""
        found = [value for name, value in self.node.attrib.items() if local(name).lower() == low]
        for child in self.node:
            if local(child.tag).lower() == low:
                found.append(simple(child, self.document))
        if not found:
            return NotImplemented
        return found[0] if len(found) == 1 else found

    def equals(self, right):
        return isinstance(right, Element) and right.node is self.node

    def parent(self):
        for one in self.document.root.iter():
            if self.node in list(one):
                return Element(one, self.document)
        return self.document


def simple(child, document):
    """A child element as a property: its text when it has neither attributes nor elements."""
    if len(child) == 0 and not child.attrib:
        return child.text or ""
    return Element(child, document)


class AttributeNode(NetObject):
    type_name = "System.Xml.XmlAttribute"
    bases = ("System.Xml.XmlNode",)

    def __init__(self, name, value):
        self.name, self.value = name, value


@register
class Document(NetObject):
    type_name = "System.Xml.XmlDocument"
    bases = ("System.Xml.XmlNode",)

    def __init__(self, root=None):
        self.root = root

    def own_property(self, low):
        if self.root is not None and local(self.root.tag).lower() == low:
            return simple(self.root, self)
        return NotImplemented


class NamespaceManager(NetObject):
    type_name = "System.Xml.XmlNamespaceManager"

    def __init__(self):
        self.names = {}


class NodeList(NetObject):
    """What SelectNodes gives."""
    type_name = "System.Xml.XPathNodeList"

    def __init__(self, items):
        self.items = items

    def enumerate(self):
        return self.items

    def get_index(self, index):
        return self.items[index] if 0 <= index < len(self.items) else None


NodeList.properties = {"count": lambda o, e: len(o.items)}


def cast_document(value):
    if isinstance(value, Document) or value is None:
        return value
    text = "\n".join(to_text(item) for item in value) if isinstance(value, list) else to_text(value)
    try:
        return Document(tree.fromstring(re.sub(r"^\ufeff?(<\?xml[^>]*?)\sencoding=(\"[^\"]*\"|'[^']*')", r"\1", text)))
    except tree.ParseError as error:
        fail(f'Cannot convert value to type "System.Xml.XmlDocument". Error: "{error}"', "InvalidCastToXmlDocument", "System.Management.Automation.PSInvalidCastException")


def names_of(arguments):
    return arguments[1].names if len(arguments) > 1 else {}


def select(context, document, path, names):
    return [Element(one, document) if isinstance(one, tree.Element) else AttributeNode(*one) for one in xml_path.find(context, document.root, path, names)]


def select_nodes(e, o, a):
    document = o if isinstance(o, Document) else o.document
    return NodeList(select(None if isinstance(o, Document) else o.node, document, to_text(a[0]), names_of(a)))


def select_single(e, o, a):
    found = select_nodes(e, o, a).items
    return found[0] if found else None


def load_xml(e, o, a):
    o.root = parse(to_text(a[0]), "LoadXml")
    return AutomationNull


def load(e, o, a):
    o.root = parse(e.host.files.read_bytes(to_text(a[0])), "Load")
    return AutomationNull


def inner_text(node):
    return "".join(node.itertext())


def outer(node):
    copy = tree.fromstring(tree.tostring(node))
    copy.tail = None
    return tree.tostring(copy, encoding="unicode")


def add_namespace(e, o, a):
    o.names[to_text(a[0])] = to_text(a[1])
    return AutomationNull


NamespaceManager.methods = {"addnamespace": add_namespace}
Document.methods = {"loadxml": load_xml, "load": load, "selectnodes": select_nodes, "selectsinglenode": select_single}
Document.properties = {"documentelement": lambda o, e: Element(o.root, o) if o.root is not None else None, "nametable": lambda o, e: NamespaceManager(),
                       "outerxml": lambda o, e: outer(o.root), "name": lambda o, e: "#document"}
Element.methods = {"getattribute": lambda e, o, a: o.node.attrib.get(to_text(a[0]), ""), "hasattribute": lambda e, o, a: to_text(a[0]) in o.node.attrib,
                   "selectnodes": select_nodes, "selectsinglenode": select_single}
Element.properties = {"localname": lambda o, e: local(o.node.tag), "name": lambda o, e: o.own_property("name") if o.own_property("name") is not NotImplemented else local(o.node.tag),
                      "namespaceuri": lambda o, e: space(o.node.tag), "innertext": lambda o, e: inner_text(o.node), "#text": lambda o, e: o.node.text,
                      "outerxml": lambda o, e: outer(o.node), "childnodes": lambda o, e: NodeList([Element(c, o.document) for c in o.node]),
                      "haschildnodes": lambda o, e: len(o.node) > 0 or bool(o.node.text), "parentnode": lambda o, e: o.parent(), "ownerdocument": lambda o, e: o.document}
AttributeNode.properties = {"value": lambda o, e: o.value, "name": lambda o, e: o.name, "#text": lambda o, e: o.value, "innertext": lambda o, e: o.value}
