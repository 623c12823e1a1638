"""Regular expressions: the part of .NET's that Python's re spells the same, and nothing else."""
import functools
import re

from .faults import StandInLimit, fail

# Spellings that mean something else in Python, or nothing.
FOREIGN = [
    (re.compile(r"(?<!\\)(?:\\\\)*\\[pPGZ]"), "\\p, \\P, \\G or \\Z"),
    (re.compile(r"\(\?<[A-Za-z]\w*-"), "balancing groups"),
    (re.compile(r"\(\?[a-z]*-[a-z]*[:)]"), "switched-off options"),
    (re.compile(r"\[[^\]]*-\["), "subtracted classes"),
    (re.compile(r"(?<!\\)(?:\\\\)*[*+?}]\+"), "possessive signs"),
]


# A class in brackets, in which most signs mean themselves.
CLASS = re.compile(r"(?<!\\)((?:\\\\)*)\[\^?\]?(?:\\.|[^\]\\])*\]", re.S)


@functools.lru_cache(maxsize=None)
def compiled(pattern, ignore_case, multiline=False, single_line=False):
    outside = CLASS.sub("[]", pattern)
    for spelling, what in FOREIGN:
        if spelling.search(outside if what != "subtracted classes" else pattern):
            raise StandInLimit(f"{what} in the regular expression {pattern}")
    python = re.sub(r"\(\?<([A-Za-z]\w*)>", r"(?P<\1>", pattern)
    python = re.sub(r"\\z", r"\\Z", python)
    python = re.sub(r"\\k<(\w+)>", r"(?P=\1)", python)
    # $ stands before a last line end only for \n in both; ^ alike.
    flags = (re.I if ignore_case else 0) | (re.M if multiline else 0) | (re.S if single_line else 0)
    try:
        return re.compile(python, flags)
    except re.error as error:
        fail(f'parsing "{pattern}" - {error}', "InvalidRegularExpression", "System.ArgumentException")


@functools.lru_cache(maxsize=None)
def numbering(pattern):
    """.NET counts the groups without a name first, then those with one: its number of a group to Python's."""
    named = set(pattern.groupindex.values())
    plain = [index for index in range(1, pattern.groups + 1) if index not in named]
    return [0, *plain, *sorted(named)]


def replacement(found, text):
    """The text behind -replace: $1, ${name}, $& and $$ (about_Regular_Expressions)."""
    def put(part):
        whole = part.group()
        if whole == "$$":
            return "$"
        if whole == "$&" or whole == "$0":
            return found.group()
        name = part.group(1) or part.group(2)
        if name is None:
            raise StandInLimit(f"{whole} in a replacement")
        if name.isdigit():
            number = int(name)
            if number > found.re.groups:
                return whole
            return found.group(numbering(found.re)[number]) or ""
        return (found.group(name) or "") if name in found.re.groupindex else whole
    return re.sub(r"\$\$|\$&|\$\{(\w+)\}|\$(\d+)|\$[`'+_]", put, text)
