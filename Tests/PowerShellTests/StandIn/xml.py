"""[xml], XmlReader and Select-Xml over Python's ElementTree, with the XPath that scripts use."""
import io
import re
import xml.etree.ElementTree as tree

from .faults import NetException, StandInLimit, fail
from .statics import enum_value
from .text import to_text
from .types import register
from .values import AutomationNull, NetObject


def local(tag):
    return tag.rsplit("}", 1)[-1]


def space(tag):
    return tag[1:].split("}")[0] if tag.startswith("{") else ""


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


STEP = re.compile(r"(//?)?(\*|@?[\w:.-]+|\.)((?:\[[^\]]*\])*)")
CONDITIONS = [
    (re.compile(r'local-name\(\)\s*=\s*(["\'])(.*?)\1$'), lambda m, names: lambda node: local(node.tag) == m.group(2)),
    (re.compile(r'@([\w:.-]+)\s*=\s*(["\'])(.*?)\2$'), lambda m, names: lambda node: attribute(node, m.group(1), names) == m.group(3)),
    (re.compile(r"@([\w:.-]+)$"), lambda m, names: lambda node: attribute(node, m.group(1), names) is not None),
    (re.compile(r'([\w.-]+)\s*=\s*(["\'])(.*?)\2$'), lambda m, names: lambda node: any(local(c.tag) == m.group(1) and "".join(c.itertext()) == m.group(3) for c in node)),
]


def attribute(node, name, names):
    if ":" in name:
        prefix, name = name.split(":")
        return node.attrib.get("{%s}%s" % (names[prefix], name))
    return node.attrib.get(name)


def condition(text, names):
    tests = []
    for part in re.split(r"\s+and\s+", text.strip()):
        for pattern, make in CONDITIONS:
            found = pattern.match(part.strip())
            if found:
                tests.append(make(found, names))
                break
        else:
            raise StandInLimit(f"the XPath condition [{text}]")
    return lambda node: all(test(node) for test in tests)


def name_test(name, names):
    if name == "*":
        return lambda node: True
    wanted_space = ""
    if ":" in name:
        prefix, name = name.split(":")
        if prefix not in names:
            fail(f'Exception calling "SelectNodes": "Namespace prefix \'{prefix}\' is not defined."', "XPathException", "System.Management.Automation.MethodInvocationException")
        wanted_space = names[prefix]
    # A name without a prefix means one in no namespace (XPath 1.0).
    return lambda node: local(node.tag) == name and space(node.tag) == wanted_space


def select(context, document, path, names):
    if "|" in path or "::" in path or "position(" in path:
        raise StandInLimit(f"the XPath {path}")
    current = [context]
    place = 0
    absolute = path.startswith("/")
    top = tree.Element("#document")
    top.append(document.root)
    if absolute or context is None:
        current = [top]
    while place < len(path):
        found = STEP.match(path, place)
        if not found or found.end() == place:
            raise StandInLimit(f"the XPath {path}")
        slashes, name, brackets = found.group(1) or "/", found.group(2), found.group(3)
        place = found.end()
        if name == ".":
            continue
        if name.startswith("@"):
            if place != len(path):
                raise StandInLimit(f"the XPath {path}")
            return [AttributeNode(name[1:], value) for node in current if (value := attribute(node, name[1:], names)) is not None]
        fits = name_test(name, names)
        tests = [condition(one, names) for one in re.findall(r"\[([^\]]*)\]", brackets)]
        following = []
        for node in current:
            inner = (one for one in node.iter() if one is not node) if slashes == "//" else node
            for child in inner:
                if fits(child) and all(test(child) for test in tests) and not any(child is one for one in following):
                    following.append(child)
        current = following
    return [Element(node, document) for node in current]


def names_of(arguments):
    return arguments[1].names if len(arguments) > 1 else {}


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


class Reader(NetObject):
    """XmlReader.Create(path): element by element. A document type is refused, as its settings are by default."""
    type_name = "System.Xml.XmlReader"

    def __init__(self, data, name):
        if b"<!DOCTYPE" in data[:4096]:
            self.refused = True
        else:
            self.refused = False
        self.data = data
        # ("Element" | "EndElement" | "Text", node), in the order of the file; nothing before the first Read.
        self.events = None
        self.place = -1

    def load(self):
        if self.events is not None:
            return
        if self.refused:
            malformed("Read", "For security reasons DTD is prohibited in this XML document.")
        self.events = []
        self.flatten(parse(self.data, "Read"))

    def flatten(self, node):
        self.events.append(("Element", node))
        empty = len(node) == 0 and not node.text
        if node.text:
            self.events.append(("Whitespace" if not node.text.strip() else "Text", node))
        for child in node:
            self.flatten(child)
            if child.tail:
                self.events.append(("Whitespace" if not child.tail.strip() else "Text", child))
        if not empty:
            self.events.append(("EndElement", node))

    def current(self):
        return self.events[self.place] if self.events is not None and 0 <= self.place < len(self.events) else None

    def read(self):
        self.load()
        self.place += 1
        return self.place < len(self.events)

    def move_to_content(self):
        self.load()
        if self.place < 0:
            self.place = 0
        while self.current() is not None and self.current()[0] == "Whitespace":
            self.place += 1
        return enum_value("xml.xmlnodetype", self.current()[0] if self.current() else "None")

    def read_outer(self):
        """The element as text; the reader then stands behind it."""
        current = self.current()
        if current is None or current[0] != "Element":
            return ""
        node = current[1]
        ends = [i for i in range(self.place, len(self.events)) if self.events[i] == ("EndElement", node)]
        self.place = (ends[0] if ends else self.place) + 1
        return outer(node)

    def get_attribute(self, name):
        current = self.current()
        return current[1].attrib.get(name) if current and current[0] == "Element" else None


def create_reader(e, a):
    if len(a) != 1:
        raise StandInLimit("XmlReader.Create with settings")
    path = to_text(a[0])
    if not e.host.files.is_file(path):
        inner = NetException(f"Could not find file '{path}'.", "System.IO.FileNotFoundException")
        fail(f'Exception calling "Create" with "1" argument(s): "{inner.message}"', "FileNotFoundException", "System.Management.Automation.MethodInvocationException", inner=inner)
    return Reader(e.host.files.read_bytes(path), path)


Reader.methods = {"read": lambda e, o, a: o.read(), "movetocontent": lambda e, o, a: o.move_to_content(), "readouterxml": lambda e, o, a: o.read_outer(),
                  "getattribute": lambda e, o, a: o.get_attribute(to_text(a[0])), "close": lambda e, o, a: AutomationNull, "dispose": lambda e, o, a: AutomationNull}
Reader.properties = {"eof": lambda o, e: o.events is not None and o.place >= len(o.events), "localname": lambda o, e: local(o.current()[1].tag) if o.current() and o.current()[0] in ("Element", "EndElement") else "",
                     "name": lambda o, e: local(o.current()[1].tag) if o.current() and o.current()[0] in ("Element", "EndElement") else "",
                     "nodetype": lambda o, e: enum_value("xml.xmlnodetype", o.current()[0] if o.current() else "None"), "depth": lambda o, e: limit()}


def limit():
    raise StandInLimit("the depth of an XML reader")
