"""python3 -m StandIn [--root DIR] [--modules DIR]... [--answer TEXT]... [--clock TIME] [--env NAME=VALUE]... [--not-elevated] SCRIPT [-Parameter value]...

Runs one script. Drive C: is DIR, or a new folder; drive Z: is the real root, and real paths can be given as they are. The environment is handed on; modules are
found in PSModulePath too; answers can also come from standard input. The exit code is the script's; 99 when the stand-in does not know something.
"""
import os
import sys

from .session import start

if __name__ == "__main__":
    sys.exit(start(sys.argv[1:], os.environ, sys.stdin.readline, lambda text: print(text, flush=True)))
