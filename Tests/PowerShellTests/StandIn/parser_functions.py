"""Reads functions, the parameters of functions and scripts, and the attributes on both."""
import re

from . import expressions as x
from . import statements as s
from .parser_commands import CommandParser

FUNCTION_NAME = re.compile(r"(?:(global|script|local|private):)?([\w-]+)", re.I)


class FunctionParser(CommandParser):
    def block_body(self, end):
        """The inside of a script block: attributes, param, and either named blocks or statements."""
        pos = self.pos
        self.skip_ends()
        attributes, parameters = [], None
        back = self.pos
        while self.peek() == "[":
            # Attributes belong to param; anything else in brackets is an expression.
            attribute = self.attribute_or_none()
            if attribute is None:
                break
            attributes.append(attribute)
            self.skip_ends()
        if self.keyword() == "param" and re.match(r"param\s*\(", self.text[self.pos:self.pos + 40], re.I):
            self.pos += 5
            self.skip_lines()
            parameters = self.parameters()
        else:
            self.pos = back
            attributes = []
        blocks = {}
        self.skip_ends()
        while self.keyword() in ("begin", "process", "end", "dynamicparam") and re.match(r"\w+\s*\{", self.text[self.pos:self.pos + 60]):
            name = self.keyword()
            if name == "dynamicparam":
                raise self.fault("dynamic parameters")
            self.pos += len(name)
            self.skip_lines()
            blocks[name] = self.braces()
            self.skip_ends()
        if not blocks:
            blocks["end"] = self.statements(end)
        return self.at(s.Body(attributes, parameters, blocks), pos)

    def read_function(self):
        return self.function("function")

    def read_filter(self):
        return self.function("filter")

    def function(self, kind):
        self.skip_space()
        found = self.match(FUNCTION_NAME)
        if not found:
            raise self.fault("the name of a function")
        scope, name = found.groups()
        self.skip_lines()
        parameters = None
        if self.peek() == "(":
            parameters = self.parameters()
            self.skip_lines()
        start = self.pos
        self.expect("{")
        body = self.block_body("}")
        self.expect("}")
        body.text = self.text[start + 1:self.pos - 1]
        if parameters is not None:
            if body.parameters is not None:
                raise self.fault("two lists of parameters")
            body.parameters = parameters
        if kind == "filter":
            if set(body.blocks) != {"end"}:
                raise self.fault("a filter with named blocks")
            body.blocks = {"process": body.blocks["end"]}
        return s.FunctionDefinition(name, (scope or "").lower(), body)

    def attribute_or_none(self):
        """[Name(…)] before param or a parameter; None, without moving, when it is something else."""
        back = self.pos
        self.expect("[")
        self.skip_space()
        if not re.match(r"[A-Za-z_][\w.]*\s*\(", self.text[self.pos:self.pos + 200]):
            self.pos = back
            return None
        name = self.type_name()
        self.skip_space()
        self.expect("(")
        positional, named = [], {}
        self.skip_lines()
        while not self.take(")"):
            found = re.compile(r"([A-Za-z]\w*)\s*(=(?!=))?").match(self.text, self.pos)
            if found and (found.group(2) or self.text[found.end():found.end() + 1] in (",", ")", "\r", "\n")):
                self.pos = found.end()
                self.skip_lines()
                named[found.group(1).lower()] = self.without_commas() if found.group(2) else x.Constant(True)
            else:
                positional.append(self.without_commas())
            self.skip_lines()
            if self.take(","):
                self.skip_lines()
        self.skip_lines()
        self.expect("]")
        return s.Attribute(name.lower().removesuffix("attribute"), positional, named)

    def parameters(self):
        self.expect("(")
        saved, self.commas = self.commas, True
        found = []
        self.skip_lines()
        while not self.take(")"):
            pos = self.pos
            attributes, kind = [], None
            while self.peek() == "[":
                attribute = self.attribute_or_none()
                if attribute is not None:
                    attributes.append(attribute)
                else:
                    self.pos += 1
                    kind = self.type_name()
                    self.expect("]")
                self.skip_lines()
            name = self.variable()
            self.skip_lines()
            default = None
            if self.take("="):
                self.skip_lines()
                default = self.without_commas()
                self.skip_lines()
            found.append(self.at(s.Parameter(name.name, kind, attributes, default), pos))
            if not self.take(","):
                self.expect(")")
                break
            self.skip_lines()
        self.commas = saved
        return found
