"""The characters of a script: blanks, comments, names, numbers and strings.

PowerShell has no tokens that stand by themselves: what a run of characters is depends on whether a command or an expression is read
(about_Parsing). So the parser reads characters and asks here for what it expects.
"""
import re

from .values import Long
from .faults import ParseFault

SPACE = re.compile(r"(?:[ \t\f\v\u00a0\u0085]|`\r?\n)+")
NEWLINES = re.compile(r"(?:[ \t\f\v\u00a0]|\r?\n|;|`\r?\n|#[^\r\n]*|<#.*?#>)*", re.S)
NEWLINES_ONLY = re.compile(r"(?:[ \t\f\v\u00a0]|\r?\n|`\r?\n|#[^\r\n]*|<#.*?#>)*", re.S)
COMMENT = re.compile(r"#[^\r\n]*|<#.*?#>", re.S)
VARIABLE = re.compile(r"\$(?:\{([^}]+)\}|((?:[A-Za-z]\w*:(?!:))?\w+|[$?^]))")
NUMBER = re.compile(r"(0x[0-9a-fA-F]+|(?:\d+(?:\.(?!\.)\d+)?|\.\d+)(?:[eE][+-]?\d+)?)([lLdD]?)(kb|mb|gb|tb|pb)?(?![\w])", re.I)
WORD = re.compile(r"[A-Za-z_]\w*")
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
# Typographic quotes delimit strings like plain ones (language specification 2.3.5.2): two of them stand for the first.
SINGLE = "'\u2018\u2019\u201a\u201b"
DOUBLE = '"\u201c\u201d\u201e'
SINGLE_END = re.compile("[" + SINGLE + "]")
DASHES = "\u2013\u2014\u2015"


class Scanner:
    def __init__(self, source):
        self.source = source
        self.text = source.text
        self.pos = 0
        self.length = len(source.text)

    def fault(self, what, pos=None):
        fault = ParseFault(what)
        fault.place = self.source.place(self.pos if pos is None else pos)
        return fault

    def peek(self, count=1):
        return self.text[self.pos:self.pos + count]

    def match(self, pattern):
        found = pattern.match(self.text, self.pos)
        if found:
            self.pos = found.end()
        return found

    def skip_space(self):
        """Blanks and comments inside a line."""
        while True:
            moved = self.match(SPACE)
            here = self.text[self.pos:self.pos + 1]
            if here == "#" or (here == "<" and self.peek(2) == "<#"):
                self.match(COMMENT)
                continue
            if not moved:
                return

    def skip_lines(self):
        """Blanks, comments and line ends."""
        self.match(NEWLINES_ONLY)

    def skip_ends(self):
        """The same and semicolons: what stands between statements."""
        self.match(NEWLINES)

    def take(self, text):
        if self.text.startswith(text, self.pos):
            self.pos += len(text)
            return True
        return False

    def expect(self, text):
        if not self.take(text):
            raise self.fault(f"expected {text!r}, found {self.peek(20)!r}")

    def keyword(self):
        """The word here, in small letters, without moving."""
        found = WORD.match(self.text, self.pos)
        return found.group().lower() if found else ""

    def number(self):
        found = self.match(NUMBER)
        if not found:
            raise self.fault(f"a number, found {self.peek(20)!r}")
        digits, kind, unit = found.groups()
        scale = {None: 1, "kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30, "tb": 1 << 40, "pb": 1 << 50}[unit.lower() if unit else None]
        kind = kind.lower()
        if digits.lower().startswith("0x"):
            value = int(digits, 16)
            # 0xffffffff is -1: hexadecimal literals are read as 32 bits first (about_Numeric_Literals).
            if value > 0x7FFFFFFF:
                raise self.fault(f"the hexadecimal literal {digits}")
        elif kind == "d":
            raise self.fault("decimal literals")
        elif any(c in digits for c in ".eE"):
            value = float(digits)
        else:
            value = int(digits)
        value *= scale
        if kind == "l":
            value = Long(value)
        return value, found.group()

    def single_quoted(self):
        start = self.pos
        if self.peek() not in SINGLE:
            raise self.fault("a string")
        self.pos += 1
        parts = []
        while True:
            end = SINGLE_END.search(self.text, self.pos)
            if not end:
                raise self.fault("a string without an end", start)
            parts.append(self.text[self.pos:end.start()])
            self.pos = end.end()
            if self.peek() not in SINGLE or not self.peek():
                return "".join(parts)
            parts.append(end.group())
            self.pos += 1

    def here_string(self):
        """@' or @" to a line that begins with '@ or "@ (about_Quoting_Rules). Gives the text between and where it begins."""
        start = self.pos
        quote = self.text[self.pos + 1]
        begin = re.compile(r"@['\"][ \t]*\r?\n").match(self.text, self.pos)
        if not begin:
            raise self.fault("a here-string whose first line is not empty")
        end = re.compile(r"\r?\n" + quote + "@").search(self.text, begin.end() - 1)
        if not end:
            raise self.fault("a here-string without an end", start)
        first = begin.end()
        self.pos = end.end()
        return first, max(first, end.start())

    def escape(self):
        """The character after a backtick."""
        char = self.peek()
        self.pos += 1
        if char == "u" or char == "e":
            # `e and `u{} came with PowerShell 6; in 5.1 they are the letters themselves.
            return char
        return ESCAPES.get(char, char)
