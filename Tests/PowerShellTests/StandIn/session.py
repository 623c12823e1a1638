"""The stand-in as a test uses it: a made-up machine, on which scripts run one after the other, each in a PowerShell of its own."""
import argparse
import os
import sys

from .commands import Argument
from .engine import Engine
from .faults import StandInLimit
from .host import Host
from .text import to_text

# Scripts call functions that call functions, and each call takes a dozen of Python's frames.
sys.setrecursionlimit(20000)


class Result:
    """What a script did: its exit code, its output, and what it told the operator."""

    def __init__(self, exit_code, output, messages, answers_left):
        self.exit_code = exit_code
        self.output = output
        self.messages = messages
        self.answers_left = answers_left

    def texts(self, stream):
        return [text for name, text in self.messages if name == stream]

    @property
    def transcript(self):
        return "\n".join(f"{name}: {text}" for name, text in self.messages)


class Session:
    def __init__(self, root=None, modules=(), answers=(), clock="2026-11-24T13:00:00Z", environment=None, elevated=True, language="FullLanguage"):
        self.host = Host(root=root, clock=clock, answers=answers, environment=environment, elevated=elevated, language=language)
        self.modules = list(modules)

    def engine(self):
        """A new PowerShell on this machine: no variables and no modules of the one before."""
        engine = Engine(self.host)
        engine.modules.folders = self.modules
        return engine

    def run(self, script, arguments=(), answers=None, show=None, engine=None):
        """Runs a script file as `powershell -File` does. `arguments` are ["-Name", value, …] or a dictionary."""
        host = self.host
        if answers is not None:
            host.answers = list(answers)
        engine = engine or self.engine()
        path = script if ":" in script[:3] else host.files.virtual(os.path.abspath(script))
        begin = len(host.messages)
        output = []

        def out(item):
            output.append(item)
            if show is not None:
                show(shown(item))
        host.transcript = None
        code = engine.run_script(path, list(command_line(arguments)), out)
        # A transcript that was begun and not ended is ended with the session.
        if host.transcript is not None:
            host.files.write_bytes(host.transcript_path, ("\r\n".join(host.transcript) + "\r\n").encode(), append=True)
            host.transcript = None
        return Result(code, output, host.messages[begin:], list(host.answers))

    def invoke(self, text, engine=None):
        """Runs statements in the global scope of a new PowerShell and gives their output; errors come as they are."""
        output = []
        (engine or self.engine()).run_text(text, output.append)
        return output


def shown(item):
    """An object on the screen, near enough."""
    try:
        return to_text(item)
    except StandInLimit:
        return type(item).__name__


def command_line(arguments):
    if isinstance(arguments, dict):
        for name, value in arguments.items():
            yield Argument(name, value, True, attached=True)
        return
    names = list(arguments)
    index = 0
    while index < len(names):
        one = names[index]
        index += 1
        if isinstance(one, str) and one.startswith("-") and one[1:2].isalpha():
            name, colon, value = one[1:].partition(":")
            if colon:
                # -File passes texts; $true and $false are read as truth values (about_PowerShell_exe).
                yield Argument(name, {"$true": True, "$false": False}.get(value.lower(), value), True, attached=True)
            else:
                yield Argument(name)
        else:
            yield Argument(None, one, True)


def start(arguments, environment, read_line, write):
    """The command line, for use inside a process too: gives the exit code. `read_line` gives answers, `write` takes every line that is shown."""
    parser = argparse.ArgumentParser(prog="StandIn", description="A strict stand-in for Windows PowerShell 5.1, for tests only.", allow_abbrev=False)
    parser.add_argument("--root", help="the folder that drive C: is")
    parser.add_argument("--modules", action="append", default=[], help="a folder of script modules")
    parser.add_argument("--answer", action="append", default=[], help="what the operator answers, one after the other")
    parser.add_argument("--clock", default="2026-11-24T13:00:00Z", help="the time when it begins, in UTC")
    parser.add_argument("--env", action="append", default=[], help="NAME=VALUE, a variable of the environment")
    parser.add_argument("--language", default="FullLanguage", help="the language mode that the script is told")
    parser.add_argument("--not-elevated", action="store_true")
    parser.add_argument("script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    variables = {**environment, **dict(one.split("=", 1) for one in options.env)}
    folders = options.modules + [folder for folder in environment.get("PSModulePath", "").split(os.pathsep) if os.path.isdir(folder)]
    session = Session(root=options.root, modules=folders, answers=options.answer, clock=options.clock, environment=variables, elevated=not options.not_elevated, language=options.language)
    session.host.more_answers = read_line
    session.host.listener = lambda stream, text: write(text if stream in ("information", "host") else f"{stream.upper()}: {text}")
    try:
        return session.run(options.script, options.arguments, show=write).exit_code
    except StandInLimit as limit:
        write(str(limit))
        return 99
