"""XmlReader.Create: large files, element by element."""
from .faults import NetException, StandInLimit, fail
from .statics import enum_value
from .text import to_text
from .values import AutomationNull, NetObject
from .xml import malformed, outer, parse
from .xml_names import local


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
