"""XPath as far as scripts use it: steps by name, with conditions on attributes, names and texts."""
import re
import xml.etree.ElementTree as tree

from .faults import StandInLimit, fail
from .xml_names import local, space

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


def find(context, root, path, names):
    """The elements of a path, or pairs of name and value where it ends with an attribute. Without a context it begins at the document."""
    if "|" in path or "::" in path or "position(" in path:
        raise StandInLimit(f"the XPath {path}")
    current = [context]
    place = 0
    absolute = path.startswith("/")
    top = tree.Element("#document")
    top.append(root)
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
            return [(name[1:], value) for node in current if (value := attribute(node, name[1:], names)) is not None]
        fits = name_test(name, names)
        tests = [condition(one, names) for one in re.findall(r"\[([^\]]*)\]", brackets)]
        following = []
        for node in current:
            inner = (one for one in node.iter() if one is not node) if slashes == "//" else node
            for child in inner:
                if fits(child) and all(test(child) for test in tests) and not any(child is one for one in following):
                    following.append(child)
        current = following
    return current
