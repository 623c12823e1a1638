"""Names of ElementTree, which carry their namespace in braces."""


def local(tag):
    return tag.rsplit("}", 1)[-1]


def space(tag):
    return tag[1:].split("}")[0] if tag.startswith("{") else ""
