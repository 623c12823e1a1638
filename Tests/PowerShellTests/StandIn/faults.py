"""What interrupts a script: errors of PowerShell, its flow of control, and the limits of this stand-in."""


class StandInLimit(BaseException):
    """The stand-in does not know something. No script can catch it, so a test never passes by a guess."""

    def __init__(self, what, node=None):
        super().__init__(what)
        self.what = what
        self.place = None
        if node is not None:
            self.at(node)

    def at(self, node):
        if self.place is None and getattr(node, "source", None) is not None:
            self.place = node.source.place(node.pos)
        return self

    def __str__(self):
        where = f" ({self.place})" if self.place else ""
        return f"the stand-in does not know {self.what}{where}"


class ParseFault(StandInLimit):
    """A text that is no PowerShell, or PowerShell that the stand-in cannot read."""

    def __str__(self):
        where = f" ({self.place})" if self.place else ""
        return f"the stand-in cannot read this: {self.what}{where}"


class Flow(Exception):
    """Leaves a block without an error."""


class BreakFlow(Flow):
    def __init__(self, label=None):
        self.label = label


class ContinueFlow(Flow):
    def __init__(self, label=None):
        self.label = label


class ReturnFlow(Flow):
    pass


class ExitFlow(Flow):
    def __init__(self, code):
        self.code = code


class StopUpstream(Flow):
    """Select-Object -First has what it wants: the commands before it in the pipeline stop (about_Pipelines)."""

    def __init__(self, pipeline):
        self.pipeline = pipeline


class NetException:
    """A .NET exception as scripts see it: its type, its bases, its message."""

    def __init__(self, message, type_name="System.Management.Automation.RuntimeException", inner=None, bases=()):
        self.message = message
        self.type_name = type_name
        self.bases = tuple(bases)
        self.inner = inner
        self.properties = {}


class ErrorRecord:
    """System.Management.Automation.ErrorRecord."""

    def __init__(self, exception, error_id="RuntimeException", target=None, category="NotSpecified"):
        self.exception = exception
        self.error_id = error_id
        self.target = target
        self.category = category
        self.node = None
        self.command = ""
        self.stack = ""

    @property
    def position(self):
        if self.node is None or self.node.source is None:
            return ""
        source = self.node.source
        line, column = source.line_column(self.node.pos)
        text = source.line_text(line)
        return "At {}:{} char:{}\n+ {}\n+ {}".format(source.name, line, column, text.strip(), "~" * max(1, len(text.strip())))


class TerminatingError(Exception):
    """An error that ends the statement, and where `hard` is set the script (about_Try_Catch_Finally, about_Throw)."""

    def __init__(self, record, hard=False):
        super().__init__(record.exception.message)
        self.record = record
        self.hard = hard


def fail(message, error_id="RuntimeException", type_name="System.Management.Automation.RuntimeException", target=None, hard=False, category="NotSpecified", inner=None):
    """Raises an error as PowerShell would: terminating for the statement."""
    raise TerminatingError(ErrorRecord(NetException(message, type_name, inner=inner), error_id, target, category), hard)
