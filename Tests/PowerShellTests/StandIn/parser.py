"""Reads statements, functions and whole scripts.

A parser of its own, so that the tests need no package and a script is held against two grammars: this one, and the one of parse.py.
"""
import functools
import re

from . import expressions as x
from . import statements as s
from .parser_functions import FunctionParser
from .scanner import WORD
from .source import Source

REQUIRES = re.compile(r"^[ \t]*#Requires[ \t]+-(\w+)[ \t]*(.*?)[ \t\r]*$", re.I | re.M)
UNKNOWN = {"class", "enum", "using", "workflow", "parallel", "sequence", "inlinescript", "configuration", "data", "dynamicparam", "clean"}


class Parser(FunctionParser):
    def script(self):
        self.take("\ufeff")
        body = self.block_body(None)
        if self.pos < self.length:
            raise self.fault(f"the end, found {self.peek(20)!r}")
        body.requires = [(name.lower(), value) for name, value in REQUIRES.findall(self.text)]
        return body

    def nested_statements(self, end):
        saved, self.commas = self.commas, True
        block = self.statements(end)
        self.commas = saved
        self.expect(end)
        return block

    def statements(self, end):
        """Statements up to the sign that ends the block, which is not taken."""
        pos = self.pos
        found = []
        self.skip_ends()
        while self.pos < self.length and self.peek() != end:
            found.append(self.statement())
            self.skip_space()
            if self.pos < self.length and self.peek() not in ("\n", "\r", ";", "#") and self.peek() != end and not found[-1].is_block:
                raise self.fault(f"the end of a statement, found {self.peek(20)!r}")
            self.skip_ends()
        return self.at(s.Block(found), pos)

    def braces(self):
        self.expect("{")
        return self.nested_statements("}")

    def script_block(self):
        pos = self.pos
        self.expect("{")
        saved, self.commas = self.commas, True
        body = self.block_body("}")
        self.commas = saved
        self.expect("}")
        body.text = self.text[pos + 1:self.pos - 1]
        return self.at(x.ScriptBlockLiteral(body), pos)

    def statement(self):
        pos = self.pos
        label = None
        if self.peek() == ":" and WORD.match(self.text, self.pos + 1):
            self.pos += 1
            label = self.match(WORD).group().lower()
            self.skip_lines()
        word = self.keyword()
        after = self.text[self.pos + len(word):self.pos + len(word) + 1]
        if word and after not in "-.\\/=:" or word and after == "":
            reader = getattr(self, "read_" + word, None)
            if reader:
                self.pos += len(word)
                node = self.at(reader(), pos)
                if label is not None:
                    node.label = label
                return node
            if word in UNKNOWN:
                raise self.fault(f"the keyword {word}")
        if label is not None:
            raise self.fault("a label before something that is no loop")
        return self.pipeline_statement()

    def condition(self):
        self.skip_lines()
        self.expect("(")
        self.skip_lines()
        inner = self.pipeline_statement()
        self.skip_lines()
        self.expect(")")
        self.skip_lines()
        return inner

    def read_if(self):
        clauses = [(self.condition(), self.braces())]
        otherwise = None
        while True:
            back = self.pos
            self.skip_lines()
            word = self.keyword()
            if word == "elseif":
                self.pos += 6
                clauses.append((self.condition(), self.braces()))
                continue
            if word == "else":
                self.pos += 4
                self.skip_lines()
                otherwise = self.braces()
            else:
                self.pos = back
            return s.If(clauses, otherwise)

    def read_while(self):
        return s.While(self.condition(), self.braces())

    def read_do(self):
        self.skip_lines()
        body = self.braces()
        self.skip_lines()
        word = self.keyword()
        if word not in ("while", "until"):
            raise self.fault("while or until behind do")
        self.pos += len(word)
        self.skip_lines()
        self.expect("(")
        self.skip_lines()
        test = self.pipeline_statement()
        self.skip_lines()
        self.expect(")")
        return s.Do(body, test, word == "until")

    def read_for(self):
        self.skip_lines()
        self.expect("(")
        parts = []
        for end in (";", ";", ")"):
            self.skip_lines()
            parts.append(None if self.peek() == end else self.pipeline_statement())
            self.skip_lines()
            self.expect(end)
        self.skip_lines()
        return s.For(*parts, self.braces())

    def read_foreach(self):
        self.skip_lines()
        self.expect("(")
        self.skip_lines()
        name = self.variable()
        self.skip_lines()
        if self.keyword() != "in":
            raise self.fault("in")
        self.pos += 2
        self.skip_lines()
        source = self.pipeline_statement()
        self.skip_lines()
        self.expect(")")
        self.skip_lines()
        return s.ForEach(name, source, self.braces())

    def read_switch(self):
        options = set()
        self.skip_lines()
        while self.peek() == "-":
            self.pos += 1
            word = self.keyword()
            if word not in ("regex", "wildcard", "exact", "casesensitive"):
                raise self.fault(f"switch -{word}")
            options.add(word)
            self.pos += len(word)
            self.skip_lines()
        value = self.condition()
        self.expect("{")
        clauses, default = [], None
        self.skip_ends()
        while not self.take("}"):
            if self.keyword() == "default":
                self.pos += 7
                self.skip_lines()
                default = self.braces()
            else:
                test = self.argument_item()
                self.skip_lines()
                clauses.append((test, self.braces()))
            self.skip_ends()
        return s.Switch(value, options, clauses, default)

    def read_try(self):
        self.skip_lines()
        body = self.braces()
        catches, last = [], None
        while True:
            back = self.pos
            self.skip_lines()
            word = self.keyword()
            if word == "catch":
                self.pos += 5
                self.skip_lines()
                types = []
                while self.take("["):
                    types.append(self.type_name())
                    self.expect("]")
                    self.skip_lines()
                    if self.take(","):
                        self.skip_lines()
                catches.append((types, self.braces()))
                continue
            if word == "finally":
                self.pos += 7
                self.skip_lines()
                last = self.braces()
            else:
                self.pos = back
            if not catches and last is None:
                raise self.fault("catch or finally behind try")
            return s.Try(body, catches, last)

    def read_trap(self):
        self.skip_lines()
        kind = None
        if self.take("["):
            kind = self.type_name()
            self.expect("]")
            self.skip_lines()
        return s.Trap(kind, self.braces())

    def value_or_none(self):
        self.skip_space()
        if self.pos >= self.length or self.peek() in "\r\n;})":
            return None
        return self.pipeline_statement()

    def read_return(self):
        return s.Return(self.value_or_none())

    def read_throw(self):
        return s.Throw(self.value_or_none())

    def read_exit(self):
        return s.Exit(self.value_or_none())

    def label_or_none(self):
        self.skip_space()
        found = self.match(WORD)
        return found.group().lower() if found else None

    def read_break(self):
        return s.Break(self.label_or_none())

    def read_continue(self):
        return s.Continue(self.label_or_none())


@functools.lru_cache(maxsize=None)
def parse(text, name):
    """The tree of a script. Trees hold no state, so each text is read once."""
    return Parser(Source(text, name)).script()
