"""Reads expressions: operators by their precedence (about_Operator_Precedence), members, indexes, literals."""
import re

from . import expressions as x
from .scanner import DOUBLE, NUMBER, SINGLE, VARIABLE, Scanner
from .values import Long

_COMPARISONS = "eq ne lt gt le ge like notlike match notmatch replace contains notcontains in notin split".split()
LEVELS = {}
for _name in _COMPARISONS:
    for _prefix in ("", "c", "i"):
        LEVELS[_prefix + _name] = 3
for _name, _level in {"and": 1, "or": 1, "xor": 1, "band": 2, "bor": 2, "bxor": 2, "shl": 3, "shr": 3, "is": 3, "isnot": 3, "as": 3, "join": 3, "f": 6}.items():
    LEVELS[_name] = _level
ADD, MULTIPLY, RANGE = 4, 5, 7
DASH_OPERATOR = re.compile(r"-([A-Za-z]+)(?![\w-])")
TYPE_NAME = re.compile(r"[A-Za-z_][\w.+`]*")
MEMBER = re.compile(r"[A-Za-z_]\w*")


class ExpressionParser(Scanner):
    def __init__(self, source):
        super().__init__(source)
        self.commas = True

    def at(self, node, pos):
        node.source = self.source
        node.pos = pos
        return node

    def expression(self):
        return self.binary(1)

    def without_commas(self):
        saved, self.commas = self.commas, False
        try:
            return self.binary(1)
        finally:
            self.commas = saved

    def operator(self):
        """The binary operator here: its level, its name, and where it ends."""
        text, pos = self.text, self.pos
        char = text[pos:pos + 1]
        if char == "-":
            found = DASH_OPERATOR.match(text, pos)
            if found:
                name = found.group(1).lower()
                if name not in LEVELS:
                    raise self.fault(f"the operator -{name}")
                return LEVELS[name], name, found.end()
            if text[pos + 1:pos + 2] not in ("=", "-"):
                return ADD, "-", pos + 1
        elif char == "+" and text[pos + 1:pos + 2] not in ("=", "+"):
            return ADD, "+", pos + 1
        elif char in ("*", "/", "%") and char and text[pos + 1:pos + 2] != "=":
            return MULTIPLY, char, pos + 1
        elif char == "." and text.startswith("..", pos):
            return RANGE, "..", pos + 2
        return None

    def binary(self, level):
        if level > RANGE:
            return self.array()
        left = self.binary(level + 1)
        while True:
            back = self.pos
            self.skip_space()
            found = self.operator()
            if not found or found[0] != level:
                self.pos = back
                return left
            _, name, end = found
            pos = self.pos
            self.pos = end
            self.skip_lines()
            right = self.binary(level + 1)
            left = self.at(x.binary_node(name, left, right, self), pos)

    def array(self):
        pos = self.pos
        first = self.unary()
        if not self.commas:
            return first
        items = [first]
        while True:
            back = self.pos
            self.skip_space()
            if not self.take(","):
                self.pos = back
                break
            self.skip_lines()
            items.append(self.unary())
        return first if len(items) == 1 else self.at(x.ArrayLiteral(items), pos)

    def unary(self):
        pos = self.pos
        char = self.peek()
        if char == "," and self.commas:
            self.pos += 1
            self.skip_lines()
            return self.at(x.ArrayLiteral([self.unary()]), pos)
        if char == "!":
            self.pos += 1
            self.skip_space()
            return self.at(x.Not(self.unary()), pos)
        if self.peek(2) in ("++", "--"):
            step = 1 if self.peek() == "+" else -1
            self.pos += 2
            return self.at(x.Increment(self.unary(), step, before=True), pos)
        if char == "-":
            found = DASH_OPERATOR.match(self.text, self.pos)
            if found:
                name = found.group(1).lower()
                self.pos = found.end()
                self.skip_lines()
                if name == "not":
                    return self.at(x.Not(self.unary()), pos)
                if name == "join":
                    return self.at(x.Join(self.unary(), None), pos)
                if name in ("split", "isplit", "csplit"):
                    return self.at(x.SplitBlanks(self.unary()), pos)
                if name == "bnot":
                    return self.at(x.BitNot(self.unary()), pos)
                raise self.fault(f"the operator -{name} before a value", pos)
            self.pos += 1
            self.skip_space()
            if NUMBER.match(self.text, self.pos):
                value, text = self.number()
                return self.postfix(self.at(x.Constant(Long(-value) if isinstance(value, Long) else -value, "-" + text), pos))
            return self.at(x.Negate(self.unary()), pos)
        if char == "+":
            self.pos += 1
            self.skip_space()
            return self.at(x.Plus(self.unary()), pos)
        if char == "[":
            return self.type_or_cast()
        return self.postfix(self.primary())

    def type_name(self):
        """What stands between brackets: a name, with [] for arrays and [a,b] for generics."""
        found = self.match(TYPE_NAME)
        if not found:
            raise self.fault(f"a type name, found {self.peek(20)!r}")
        name = found.group()
        while self.peek() == "[":
            if self.take("[]"):
                name += "[]"
                continue
            self.pos += 1
            inner = [self.type_name()]
            while self.take(","):
                self.skip_space()
                inner.append(self.type_name())
            self.expect("]")
            name += "[" + ",".join(inner) + "]"
        return name

    def type_or_cast(self):
        pos = self.pos
        self.expect("[")
        name = self.type_name()
        self.skip_space()
        self.expect("]")
        if self.peek(2) == "::":
            return self.postfix(self.at(x.TypeLiteral(name), pos))
        back = self.pos
        self.skip_space()
        char = self.peek()
        after = self.text[self.pos + 1:self.pos + 2]
        begins = bool(char) and (char in "$(@[{!" + SINGLE + DOUBLE or char.isdigit() or (char == "-" and (after.isdigit() or after in "$(")) or
                                 (char == "-" and self.text[self.pos:self.pos + 5].lower() in ("-join", "-spli")) or (char == "," and self.commas))
        if not begins:
            self.pos = back
            return self.postfix(self.at(x.TypeLiteral(name), pos))
        if char == ",":
            raise self.fault("a comma after a type")
        return self.at(x.cast_node(name, self.unary()), pos)

    def postfix(self, node):
        while True:
            pos = self.pos
            char = self.peek()
            if char == "." and self.peek(2) != "..":
                self.pos += 1
                node = self.member(node, False, pos)
            elif char == ":" and self.peek(2) == "::":
                self.pos += 2
                node = self.member(node, True, pos)
            elif char == "[":
                self.pos += 1
                self.skip_lines()
                saved, self.commas = self.commas, True
                index = self.expression()
                self.commas = saved
                self.skip_lines()
                self.expect("]")
                node = self.at(x.Index(node, index), pos)
            elif self.peek(2) in ("++", "--") and isinstance(node, (x.Variable, x.Member, x.Index)):
                self.pos += 2
                node = self.at(x.Increment(node, 1 if char == "+" else -1, before=False), pos)
            else:
                return node

    def member(self, target, static, pos):
        char = self.peek()
        if char == "$":
            name = self.variable()
        elif char == "(":
            name = self.paren()
        elif char == "'":
            name = x.Constant(self.single_quoted())
        elif char == '"':
            name = self.double_quoted()
        else:
            found = self.match(MEMBER)
            if not found:
                raise self.fault(f"a member name, found {self.peek(20)!r}")
            name = x.Constant(found.group())
        if self.peek() != "(":
            return self.at(x.Member(target, name, static), pos)
        self.pos += 1
        self.skip_lines()
        arguments = []
        while not self.take(")"):
            arguments.append(self.without_commas())
            self.skip_lines()
            if not self.take(","):
                self.expect(")")
                break
            self.skip_lines()
        return self.at(x.Call(target, name, arguments, static), pos)

    def variable(self):
        pos = self.pos
        found = self.match(VARIABLE)
        if not found:
            raise self.fault(f"a variable, found {self.peek(20)!r}")
        return self.at(x.variable_node(found.group(1) or found.group(2)), pos)

    def primary(self):
        pos = self.pos
        char = self.peek()
        pair = self.peek(2)
        if char == "$":
            if pair == "$(":
                self.pos += 2
                body = self.nested_statements(")")
                return self.at(x.SubExpression(body), pos)
            return self.variable()
        if char and char in SINGLE:
            return self.at(x.Constant(self.single_quoted()), pos)
        if char and char in DOUBLE:
            return self.double_quoted()
        if pair == "@'":
            first, last = self.here_string()
            return self.at(x.Constant(self.text[first:last]), pos)
        if pair == '@"':
            first, last = self.here_string()
            return self.at(self.expandable(first, last, here=True), pos)
        if pair == "@(":
            self.pos += 2
            return self.at(x.ArrayExpression(self.nested_statements(")")), pos)
        if pair == "@{":
            return self.hashtable()
        if char == "(":
            return self.paren()
        if char == "{":
            return self.script_block()
        if char.isdigit() or char == ".":
            value, text = self.number()
            return self.at(x.Constant(value, text), pos)
        raise self.fault(f"an expression, found {self.text[pos:pos + 30]!r}")

    def paren(self):
        pos = self.pos
        self.expect("(")
        self.skip_lines()
        saved, self.commas = self.commas, True
        inner = self.pipeline_statement()
        self.commas = saved
        self.skip_lines()
        self.expect(")")
        return self.at(x.Paren(inner), pos)

    def hashtable(self):
        pos = self.pos
        self.expect("@{")
        saved, self.commas = self.commas, True
        pairs = []
        self.skip_ends()
        while not self.take("}"):
            if self.peek() in "'\"$([@" or self.peek().isdigit() or self.peek() == "-":
                key = self.unary()
            else:
                found = self.match(re.compile(r"[\w-]+"))
                if not found:
                    raise self.fault(f"a key, found {self.peek(20)!r}")
                key = x.Constant(found.group())
            self.skip_lines()
            self.expect("=")
            self.skip_lines()
            pairs.append((key, self.statement()))
            self.skip_space()
            if self.peek() not in ("\n", "\r", ";", "}", "#"):
                raise self.fault(f"the end of an entry, found {self.peek(20)!r}")
            self.skip_ends()
        self.commas = saved
        return self.at(x.HashLiteral(pairs), pos)

    def double_quoted(self):
        pos = self.pos
        self.pos += 1
        return self.at(self.expandable(self.pos, None, here=False), pos)

    def expandable(self, first, last, here):
        """The parts of a string in double quotes; `last` is where a here-string ends."""
        after, self.pos = self.pos, first
        parts = []
        plain = []
        while True:
            if here and self.pos >= last:
                self.pos = after
                break
            if self.pos >= self.length:
                raise self.fault("a string without an end", first)
            char = self.peek()
            if char in DOUBLE and not here:
                self.pos += 1
                if self.peek() not in DOUBLE or not self.peek():
                    break
                plain.append(char)
                self.pos += 1
            elif char == "`":
                self.pos += 1
                plain.append(self.escape())
            elif char == "$" and (self.peek(2) == "$(" or VARIABLE.match(self.text, self.pos)):
                if plain:
                    parts.append(x.Constant("".join(plain)))
                    plain = []
                if self.peek(2) == "$(":
                    begin = self.pos
                    self.pos += 2
                    parts.append(self.at(x.SubExpression(self.nested_statements(")")), begin))
                else:
                    parts.append(self.variable())
                    if self.peek() == ":" and self.peek(2) != "::" and re.match(r":\w", self.text[self.pos:self.pos + 2]):
                        raise self.fault("a variable with a colon behind it in a string")
            else:
                plain.append(char)
                self.pos += 1
        if plain:
            parts.append(x.Constant("".join(plain)))
        if not parts:
            return x.Constant("")
        if len(parts) == 1 and isinstance(parts[0], x.Constant):
            return parts[0]
        return x.Expandable(parts)
