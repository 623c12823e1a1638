"""Reads pipelines, commands and their arguments (about_Parsing: argument mode)."""
import re

from . import commands as c
from . import expressions as x
from .parser_expressions import ExpressionParser
from .scanner import DASHES, DOUBLE, NUMBER, SINGLE

PARAMETER = re.compile(r"-([A-Za-z_?][\w-]*)(:?)")
REDIRECTION = re.compile(r"([1-6*])?>(>)?(&1)?")
SPLAT = re.compile(r"@((?:[A-Za-z]+:)?\w+)")
ASSIGNMENT = re.compile(r"(\+|-|\*|/|%)?=")
BARE_END = set(" \t\r\n;|(){},&`\f\v" + SINGLE + DOUBLE)


class CommandParser(ExpressionParser):
    def pipeline_statement(self):
        """An assignment or a pipeline."""
        pos = self.pos
        if self.begins_expression():
            first = self.expression()
            self.skip_space()
            found = ASSIGNMENT.match(self.text, self.pos)
            if found and not self.text.startswith("==", self.pos):
                x.check_target(first, self)
                self.pos = found.end()
                self.skip_lines()
                return self.at(c.Assignment(first, found.group(1) or "", self.statement()), pos)
            first = self.at(c.ExpressionStage(first, self.redirections()), pos)
        else:
            first = self.command()
        stages = [first]
        while True:
            back = self.pos
            self.skip_space()
            if self.peek(2) == "||":
                raise self.fault("the operator || (it came with PowerShell 7)")
            if not self.take("|"):
                self.pos = back
                break
            self.skip_lines()
            if self.begins_expression():
                raise self.fault("an expression behind |: only the first part of a pipeline may be one")
            stages.append(self.command())
        if self.peek() == "&":
            raise self.fault("the sign & behind a pipeline")
        return self.at(c.Pipeline(stages), pos)

    def begins_expression(self):
        char = self.peek()
        if char and char in "$([{!,+-" + SINGLE + DOUBLE:
            return True
        if char == "@":
            if self.peek(2)[1:] in ("(", "{", "'", '"'):
                return True
            raise self.fault(f"{self.peek(20)!r} at the beginning of a statement")
        return bool(NUMBER.match(self.text, self.pos))

    def redirections(self):
        found_all = []
        while True:
            back = self.pos
            self.skip_space()
            found = self.match(REDIRECTION)
            if not found:
                self.pos = back
                return found_all
            stream, append, merge = found.groups()
            if merge:
                found_all.append((stream or "1", "&1"))
                continue
            self.skip_space()
            if append or not re.match(r"\$null\b", self.text[self.pos:self.pos + 6], re.I):
                raise self.fault("a redirection into a file")
            self.pos += 5
            found_all.append((stream or "1", "null"))

    def command(self):
        pos = self.pos
        invoke = ""
        if self.peek() == "&" and self.peek(2) != "&&":
            invoke = "&"
            self.pos += 1
            self.skip_space()
        elif self.peek() == "." and (self.text[self.pos + 1:self.pos + 2] in " \t($'\"{"):
            invoke = "."
            self.pos += 1
            self.skip_space()
        if invoke:
            char = self.peek()
            name = self.postfix(self.primary()) if char and char in "$({" + SINGLE + DOUBLE else self.bare_word()
        else:
            name = self.bare_word()
        items = []
        redirections = []
        while True:
            self.skip_space()
            char = self.peek()
            if not char or char in "\r\n;|)}":
                break
            if char == "&":
                raise self.fault("the sign & in a command")
            if REDIRECTION.match(self.text, self.pos):
                redirections += self.redirections()
                continue
            items.append(self.argument())
        return self.at(c.Command(name, invoke, items, redirections), pos)

    def argument(self):
        """One parameter, one splatted variable or one value."""
        pos = self.pos
        char = self.peek()
        if self.peek(3) == "--%":
            raise self.fault("the sign --%")
        if char == "-":
            found = PARAMETER.match(self.text, self.pos)
            if found and (self.text[found.end():found.end() + 1] or " ") in " \t\r\n;|)}$(@{,`" + SINGLE + DOUBLE:
                self.pos = found.end()
                value = None
                if found.group(2):
                    self.skip_space()
                    value = self.argument_value()
                return self.at(c.NamedArgument(found.group(1), value), pos)
        if char == "@":
            found = SPLAT.match(self.text, self.pos)
            if found:
                self.pos = found.end()
                return self.at(c.Splat(x.variable_node(found.group(1))), pos)
        return self.at(c.PositionalArgument(self.argument_value()), pos)

    def argument_value(self):
        pos = self.pos
        items = [self.argument_item()]
        while True:
            back = self.pos
            self.skip_space()
            if not self.take(","):
                self.pos = back
                break
            self.skip_lines()
            items.append(self.argument_item())
        return items[0] if len(items) == 1 else self.at(x.ArrayLiteral(items), pos)

    def argument_item(self):
        char = self.peek()
        if char and char in "$(@{" + SINGLE + DOUBLE:
            if char == "$" and not (self.peek(2) == "$(" or re.match(r"\$[{\w?^]", self.text[self.pos:self.pos + 2])):
                return self.bare_word()
            saved, self.commas = self.commas, True
            node = self.postfix(self.primary())
            self.commas = saved
            if self.peek() and self.peek() not in " \t\r\n;|),}#`":
                raise self.fault(f"{self.peek(10)!r} directly behind a value")
            return node
        return self.bare_word()

    def bare_word(self):
        pos = self.pos
        found = re.compile(r"[-+]?" + NUMBER.pattern, re.I).match(self.text, self.pos)
        if found and (self.text[found.end():found.end() + 1] or " ") in " \t\r\n;|),}":
            sign = -1 if self.peek() == "-" else 1
            if self.peek() in "-+":
                self.pos += 1
            value, text = self.number()
            return self.at(x.Constant(value * sign, ("-" if sign < 0 else "") + text), pos)
        parts = []
        plain = []
        while self.pos < self.length:
            char = self.text[self.pos]
            if char in BARE_END:
                break
            if char == "$" and re.match(r"\$[{(\w]", self.text[self.pos:self.pos + 2]):
                raise self.fault("a variable inside a bare word")
            if char in DASHES:
                raise self.fault("a dash that is no hyphen")
            plain.append(char)
            self.pos += 1
        if self.peek() and self.peek() in "`" + SINGLE + DOUBLE:
            raise self.fault("quotes or a backtick inside a bare word")
        word = "".join(plain)
        if not word:
            raise self.fault(f"a command or a value, found {self.peek(20)!r}")
        return self.at(x.Constant(word, word), pos)
