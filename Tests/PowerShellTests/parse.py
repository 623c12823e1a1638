"""Parses PowerShell files with the tree-sitter grammar and prints the places that it refuses, one a line.

    parse.py FILE...

Text other than ASCII is made neutral first: the grammar stumbles over it, and what stands in quotes is the lexer's business.
Exit status: 0 all parse, 1 some do not, 3 the grammar is not installed.
"""
import sys

try:
    import tree_sitter
    import tree_sitter_powershell
except ImportError as error:
    print(error)
    sys.exit(3)


def faults(node):
    if node.type == "ERROR" or node.is_missing:
        yield node
        return
    if node.has_error:
        for child in node.children:
            yield from faults(child)


parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
found = False
for name in sys.argv[1:]:
    with open(name, encoding="utf-8-sig") as file:
        text = "".join(c if c < "\x80" else "x" for c in file.read())
    for node in faults(parser.parse(text.encode()).root_node):
        found = True
        line = node.start_point[0]
        print(f"{name}:{line + 1}: {text.splitlines()[line].strip()[:100]}")
sys.exit(1 if found else 0)
