"""python3 -m StandIn [--root DIR] [--modules DIR]... [--answer TEXT]... [--clock TIME] [--env NAME=VALUE]... [--not-elevated] SCRIPT [-Parameter value]...

Runs one script. Drive C: is DIR, or a new folder; drive Z: is the real root. The exit code is the script's; 99 when the stand-in does not know something.
"""
import argparse
import sys

from .faults import StandInLimit
from .session import Session


def main():
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
    options = parser.parse_args()
    session = Session(root=options.root, modules=options.modules, answers=options.answer, clock=options.clock, environment=dict(one.split("=", 1) for one in options.env),
                      elevated=not options.not_elevated, language=options.language)
    session.host.listener = lambda stream, text: print(text if stream in ("information", "host") else f"{stream.upper()}: {text}", flush=True)
    try:
        result = session.run(options.script, options.arguments, show=True)
    except StandInLimit as limit:
        print(limit, file=sys.stderr)
        return 99
    return result.exit_code


if __name__ == "__main__":
    sys.exit(main())
