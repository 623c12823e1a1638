"""The nodes of pipelines and commands, and how objects pass from one to the next (about_Pipelines)."""
from . import operators
from .conversions import enumerate_value
from .expressions import ArrayLiteral, Cast, Constant, Increment, Node, Variable, collected
from .faults import StandInLimit, StopUpstream, TerminatingError
from .statements import Statement
from .text import to_text
from .values import NO_INPUT, AutomationNull, Hashtable, ScriptBlock


class Assignment(Statement):
    def __init__(self, target, operator, source):
        self.operator = operator
        self.source_node = source
        kind = None
        if isinstance(target, Cast):
            kind, target = target.name, target.inner
        self.target, self.kind = target, kind

    def run(self, e, out):
        self.assign(e)

    def value(self, e):
        """($x = 1) gives the value too (about_Assignment_Operators)."""
        return self.assign(e)

    def assign(self, e):
        value = self.source_node.value(e)
        target = self.target
        if self.operator:
            name = target.name if isinstance(target, Variable) else ""
            old = self.old(e)
            try:
                value = operators.find(self.operator)(e, old, value)
            except TerminatingError as error:
                raise e.located(error, self)
        if isinstance(target, ArrayLiteral):
            self.spread(e, value)
        else:
            try:
                target.set(e, value, self.kind)
            except TerminatingError as error:
                raise e.located(error, self)
        e.ok = True
        return value

    def old(self, e):
        target = self.target
        if isinstance(target, Variable) and target.scope is None:
            # += reads upwards and writes here, like any other assignment (about_Scopes).
            return target.eval(e)
        return target.eval(e)

    def spread(self, e, value):
        if self.operator:
            raise StandInLimit("an operator before the equals sign of several variables", self)
        items = list(enumerate_value(value))
        targets = self.target.items
        for index, target in enumerate(targets):
            if index == len(targets) - 1 and len(items) > len(targets):
                rest = items[index:]
            else:
                rest = items[index] if index < len(items) else None
            if isinstance(target, Cast):
                target.inner.set(e, rest, target.name)
            else:
                target.set(e, rest)


class ExpressionStage(Node):
    def __init__(self, inner, redirections):
        self.inner, self.redirections = inner, redirections
        if any(kind == "&1" for _, kind in redirections):
            raise StandInLimit("2>&1 behind an expression", inner)


class NamedArgument(Node):
    def __init__(self, name, value):
        self.name, self.value = name, value


class PositionalArgument(Node):
    def __init__(self, value):
        self.value = value


class Splat(Node):
    def __init__(self, variable):
        self.variable = variable


class Argument:
    """One argument of a call: a name, or none; a value, or none for a switch; how a bare word was written."""
    __slots__ = ("name", "value", "has_value", "text", "attached", "splatted")

    def __init__(self, name, value=None, has_value=False, text=None, attached=False, splatted=False):
        self.name, self.value, self.has_value, self.text, self.attached, self.splatted = name, value, has_value, text, attached, splatted


class Command(Node):
    def __init__(self, name, invoke, items, redirections):
        self.name, self.invoke, self.items, self.redirections = name, invoke, items, redirections

    def arguments(self, e):
        found = []
        for item in self.items:
            if isinstance(item, Splat):
                value = item.variable.eval(e)
                if isinstance(value, Hashtable):
                    found += [Argument(to_text(key), one, True, attached=True, splatted=True) for key, one in value.pairs()]
                else:
                    found += [Argument(None, one, True, splatted=True) for one in enumerate_value(value)]
            elif isinstance(item, NamedArgument):
                if item.value is None:
                    found.append(Argument(item.name))
                else:
                    found.append(Argument(item.name, item.value.eval(e), True, attached=True))
            else:
                text = item.value.text if isinstance(item.value, Constant) else None
                found.append(Argument(None, item.value.eval(e), True, text=text))
        return found

    def prepare(self, e):
        """The command's name and arguments; those of a pipeline are evaluated from left to right."""
        target = self.name.eval(e)
        try:
            return target, self.arguments(e)
        except TerminatingError as error:
            raise e.located(error, self)

    def processor(self, e, out, prepared):
        """Resolves and binds the command; gives what takes the pipeline's objects."""
        target, arguments = prepared
        errors_to_output = any(kind == "&1" for _, kind in self.redirections)
        if errors_to_output:
            raise StandInLimit("2>&1", self)
        if any(stream == "1" and kind == "null" or stream == "*" for stream, kind in self.redirections):
            out = lambda item: None
        silent = {stream for stream, kind in self.redirections if kind == "null"}
        try:
            if isinstance(target, ScriptBlock):
                made = e.block_processor(target, arguments, out, new_scope=self.invoke != ".")
            elif hasattr(target, "callable_function"):
                made = e.named_processor(target.callable_function(), arguments, out, self)
            else:
                made = e.command_processor(to_text(target), self.invoke, arguments, out, self)
        except TerminatingError as error:
            raise e.located(error, self)
        except StandInLimit as limit:
            raise limit.at(self)
        return Guarded(e, made, self, silent)


class Guarded:
    """A command in a pipeline: keeps the place for errors and the scope that its caller is in."""

    def __init__(self, e, inner, node, silent):
        self.e, self.inner, self.node, self.silent = e, inner, node, silent
        self.scope = e.scope

    def _step(self, function, *arguments):
        e = self.e
        back = e.enter(self.scope)
        saved, e.node = e.node, self.node
        muted, e.muted = e.muted, e.muted | self.silent
        try:
            function(*arguments)
        except TerminatingError as error:
            raise e.located(error, self.node)
        except StandInLimit as limit:
            raise limit.at(self.node)
        finally:
            e.node = saved
            e.muted = muted
            e.leave(back)

    def begin(self):
        self._step(self.inner.begin)

    def process(self, item):
        self._step(self.inner.process, item)

    def end(self):
        self._step(self.inner.end)


class Pipeline(Statement):
    def __init__(self, stages):
        self.stages = stages
        first = stages[0]
        self.expression = first.inner if len(stages) == 1 and isinstance(first, ExpressionStage) else None

    def plain_expression(self):
        return self.expression

    def value(self, e):
        if self.expression is not None:
            value = self.expression.eval(e)
            e.ok = True
            return value
        found = []
        self.run(e, found.append)
        return collected(found)

    def run(self, e, out):
        if self.expression is not None:
            value = self.expression.eval(e)
            e.ok = True
            if isinstance(self.expression, Increment) or value is AutomationNull:
                return
            if isinstance(value, list):
                # An array that is the value of a statement gives its elements, one by one.
                for item in value:
                    out(item)
            elif hasattr(value, "enumerate"):
                for item in value.enumerate():
                    out(item)
            else:
                out(value)
            return
        self.run_stages(e, out)

    def run_stages(self, e, out):
        stages = self.stages
        processors = []
        sink = out
        prepared = [stage.prepare(e) if isinstance(stage, Command) else None for stage in stages]
        # From the last to the first: each hands its output to the one behind it.
        for stage, one in reversed(list(zip(stages[1:], prepared[1:]))):
            made = stage.processor(e, sink, one)
            processors.insert(0, made)
            sink = made.process
        first = stages[0]
        e.errors_in_statement = False
        try:
            if isinstance(first, ExpressionStage):
                for made in processors:
                    made.begin()
                value = first.inner.eval(e)
                for item in enumerate_value(value):
                    sink(item)
            else:
                head = first.processor(e, sink, prepared[0])
                head.begin()
                for made in processors:
                    made.begin()
                head.process(NO_INPUT)
                head.end()
        except StopUpstream as stop:
            if not any(made.inner is stop.pipeline for made in processors):
                raise
            index = next(i for i, made in enumerate(processors) if made.inner is stop.pipeline)
            processors = processors[index:]
        for made in processors:
            made.end()
        e.ok = not e.errors_in_statement
