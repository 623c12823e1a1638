"""Tables of snippets and what Windows PowerShell 5.1 gives for them by its documentation."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
from StandIn.faults import Flow, StandInLimit, TerminatingError  # noqa: E402
from StandIn.session import Session  # noqa: E402
from StandIn.text import to_text  # noqa: E402


class Error:
    """The snippet ends with an error whose identifier begins so."""

    def __init__(self, identifier):
        self.identifier = identifier

    def __repr__(self):
        return f"error {self.identifier}"


class Unknown:
    """The stand-in refuses to guess."""

    def __repr__(self):
        return "not known to the stand-in"


UNKNOWN = Unknown()


class TableTest(unittest.TestCase):
    """Each class names its source, and lists cases: what they show, the snippet, and the texts of the objects that it gives."""

    cases = []
    prologue = "$ErrorActionPreference = 'Stop'\n"
    answers = ()

    def test_every_snippet_gives_what_the_documentation_says(self):
        for title, snippet, expected in self.cases:
            with self.subTest(title, snippet=snippet):
                self.assertEqual(repr(self.outcome(snippet)), repr(expected))

    def outcome(self, snippet):
        with tempfile.TemporaryDirectory() as folder:
            session = Session(root=folder, answers=self.answers)
            session.host.files.location = "C:\\"
            try:
                return [to_text(item) if not isinstance(item, list) else [to_text(one) for one in item] for item in session.invoke(self.prologue + snippet)]
            except TerminatingError as error:
                return Error(error.record.error_id.split(",")[0])
            except StandInLimit:
                return UNKNOWN
            except Flow as flow:
                return type(flow).__name__
