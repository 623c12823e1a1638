"""The nodes of statements: they run, and what they give goes to `out`."""
from . import compare, regex, types
from .conversions import enumerate_value, to_bool
from .expressions import Node, collected
from .faults import BreakFlow, ContinueFlow, ErrorRecord, ExitFlow, NetException, ReturnFlow, StandInLimit, TerminatingError
from .scopes import Function
from .text import to_text
from .values import AutomationNull


class Statement(Node):
    is_block = False

    def value(self, e):
        """The statement as a value, as on the right of an assignment."""
        found = []
        self.run(e, found.append)
        return collected(found)

    def plain_expression(self):
        return None


class Attribute(Node):
    """[Name(…)] before a parameter or param."""

    def __init__(self, name, positional, named):
        self.name, self.positional, self.named = name, positional, named

    def flag(self, e, key):
        node = self.named.get(key)
        return node is not None and to_bool(node.eval(e))


class Parameter(Node):
    def __init__(self, name, kind, attributes, default):
        self.name, self.kind, self.attributes, self.default = name, kind, attributes, default


class Body(Node):
    """The inside of a function, a script or a script block."""
    text = ""
    requires = ()
    spec = None

    def __init__(self, attributes, parameters, blocks):
        self.attributes, self.parameters, self.blocks = attributes, parameters, blocks


class Block(Node):
    def __init__(self, statements):
        self.statements = statements

    def run(self, e, out):
        for statement in self.statements:
            try:
                statement.run(e, out)
            except TerminatingError as error:
                e.located(error, statement)
                e.ok = False
                if not e.survives(error, out):
                    raise
            except StandInLimit as limit:
                raise limit.at(statement)


class If(Statement):
    is_block = True

    def __init__(self, clauses, otherwise):
        self.clauses, self.otherwise = clauses, otherwise

    def run(self, e, out):
        for test, block in self.clauses:
            if to_bool(test.value(e)):
                block.run(e, out)
                return
        if self.otherwise is not None:
            self.otherwise.run(e, out)


class Loop(Statement):
    is_block = True

    def once(self, e, out, block):
        """Runs the body; false when the loop is to end."""
        try:
            block.run(e, out)
        except BreakFlow as flow:
            if flow.label is not None and flow.label != self.label:
                raise
            return False
        except ContinueFlow as flow:
            if flow.label is not None and flow.label != self.label:
                raise
        return True


class While(Loop):
    def __init__(self, test, body):
        self.test, self.body = test, body

    def run(self, e, out):
        while to_bool(self.test.value(e)):
            e.count_step()
            if not self.once(e, out, self.body):
                return


class Do(Loop):
    def __init__(self, body, test, until):
        self.body, self.test, self.until = body, test, until

    def run(self, e, out):
        while True:
            e.count_step()
            if not self.once(e, out, self.body):
                return
            if to_bool(self.test.value(e)) == self.until:
                return


class For(Loop):
    def __init__(self, first, test, step, body):
        self.first, self.test, self.step, self.body = first, test, step, body

    def run(self, e, out):
        if self.first is not None:
            self.first.run(e, nothing)
        while self.test is None or to_bool(self.test.value(e)):
            e.count_step()
            if not self.once(e, out, self.body):
                return
            if self.step is not None:
                self.step.run(e, nothing)


def nothing(_):
    pass


class ForEach(Loop):
    def __init__(self, variable, source, body):
        self.variable, self.sequence, self.body = variable, source, body

    def run(self, e, out):
        value = self.sequence.value(e)
        # foreach over $null runs no time (since PowerShell 3, about_Foreach).
        if value is None or value is AutomationNull:
            return
        for item in list(enumerate_value(value)):
            self.variable.set(e, item)
            if not self.once(e, out, self.body):
                return


class Switch(Loop):
    def __init__(self, subject, options, clauses, default):
        self.subject, self.options, self.clauses, self.default = subject, options, clauses, default

    def run(self, e, out):
        value = self.subject.value(e)
        items = list(enumerate_value(value)) if value is not None else [None]
        if value is AutomationNull:
            return
        exact = "casesensitive" in self.options
        with e.underscore():
            for item in items:
                hit = False
                try:
                    for test, block in self.clauses:
                        e.scope.put("_", item)
                        if self.fits(e, test, item, exact):
                            hit = True
                            block.run(e, out)
                    if not hit and self.default is not None:
                        e.scope.put("_", item)
                        self.default.run(e, out)
                except BreakFlow as flow:
                    if flow.label is not None and flow.label != self.label:
                        raise
                    return
                except ContinueFlow as flow:
                    # continue goes on with the next value (about_Switch).
                    if flow.label is not None and flow.label != self.label:
                        raise

    def fits(self, e, node, item, exact):
        from .expressions import ScriptBlockLiteral
        if isinstance(node, ScriptBlockLiteral):
            return to_bool(e.run_block_here(node.eval(e)))
        test = node.eval(e)
        if "regex" in self.options:
            found = regex.compiled(to_text(test), not exact).search(to_text(item))
            if found:
                e.set_matches(found)
            return found is not None
        if "wildcard" in self.options:
            return compare.like(to_text(item), to_text(test), exact)
        return compare.equal(item, test, exact)


class Try(Statement):
    is_block = True

    def __init__(self, body, catches, last):
        self.body, self.catches, self.last = body, catches, last

    def run(self, e, out):
        try:
            e.try_depth += 1
            try:
                self.body.run(e, out)
            except TerminatingError as error:
                e.try_depth -= 1
                try:
                    self.handle(e, out, error)
                finally:
                    e.try_depth += 1
            finally:
                e.try_depth -= 1
        finally:
            if self.last is not None:
                self.last.run(e, out)

    def handle(self, e, out, error):
        for kinds, block in self.catches:
            if not kinds or any(types.is_exception(error.record.exception, kind) for kind in kinds):
                e.note_error(error.record)
                with e.underscore():
                    e.scope.put("_", error.record)
                    block.run(e, out)
                return
        raise error


class Trap(Statement):
    is_block = True

    def __init__(self, kind, body):
        self.kind, self.body = kind, body

    def run(self, e, out):
        raise StandInLimit("trap", self)


class FunctionDefinition(Statement):
    is_block = True

    def __init__(self, name, scope, body):
        self.name, self.scope, self.body = name, scope, body

    def run(self, e, out):
        scope = e.scope.named(self.scope) if self.scope else e.scope
        scope.functions[self.name.lower()] = Function(self.name, self.body, e.scope.state)
        e.ok = True


class Return(Statement):
    def __init__(self, inner):
        self.inner = inner

    def run(self, e, out):
        if self.inner is not None:
            self.inner.run(e, out)
        raise ReturnFlow()


class Throw(Statement):
    def __init__(self, inner):
        self.inner = inner

    def run(self, e, out):
        if self.inner is None:
            current = e.scope.find("_")
            if current is not None and isinstance(current.value, ErrorRecord):
                raise TerminatingError(current.value, hard=True)
            value = "ScriptHalted"
        else:
            value = self.inner.value(e)
        if isinstance(value, ErrorRecord):
            raise TerminatingError(value, hard=True)
        if isinstance(value, NetException):
            record = ErrorRecord(value, value.message, category="OperationStopped")
        else:
            text = to_text(value) if value is not None else "ScriptHalted"
            record = ErrorRecord(NetException(text), text, target=value, category="OperationStopped")
        record.node = self
        raise TerminatingError(record, hard=True)


class Exit(Statement):
    def __init__(self, inner):
        self.inner = inner

    def run(self, e, out):
        value = 0 if self.inner is None else self.inner.value(e)
        if isinstance(value, list) or value is AutomationNull or value is None:
            # An exit code that is no number becomes 0 silently, which would turn a failure into a success: better loud.
            raise StandInLimit("exit with something that is no single number", self)
        from .conversions import to_int
        raise ExitFlow(to_int(value))


class Break(Statement):
    def __init__(self, label):
        self.label_name = label

    def run(self, e, out):
        raise BreakFlow(self.label_name)


class Continue(Statement):
    def __init__(self, label):
        self.label_name = label

    def run(self, e, out):
        raise ContinueFlow(self.label_name)
