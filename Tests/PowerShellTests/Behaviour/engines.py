"""What runs the scripts: a PowerShell of this machine, or the stand-in written in Python.

SYNCSHIFT_POWERSHELL names a real engine (pwsh or powershell.exe). Without it the stand-in runs them: that is no PowerShell.
"""
import os
import re
import shutil
import stat
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
FAKES = os.path.join(HERE, "Fakes")
sys.path.insert(0, os.path.dirname(HERE))


def real():
    return os.environ.get("SYNCSHIFT_POWERSHELL", "")


def name():
    return "PowerShell, " + real() if real() else "the stand-in (no PowerShell)"


def prepare_kit(folder, made):
    """The kit as the engine can start it. PowerShell 7 refuses scripts that ask for the Desktop edition, so a copy asks for less."""
    if not real():
        return folder
    if not os.path.isdir(made):
        shutil.copytree(folder, made)
        for base, _, files in os.walk(made):
            for file in files:
                if file.endswith(".ps1"):
                    path = os.path.join(base, file)
                    with open(path, encoding="utf-8-sig", newline="") as source:
                        text = source.read()
                    text = re.sub(r"(?m)^#Requires -(PSEdition Desktop|RunAsAdministrator)\r?\n", "", text)
                    with open(path, "w", encoding="utf-8-sig", newline="") as target:
                        target.write(text)
    return made


def install_csexport(path):
    """csexport.exe as the engine can start it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    source = os.path.join(FAKES, "csexport.ps1")
    if not real():
        shutil.copy(source, path)
        return
    with open(path, "w", encoding="ascii") as file:
        file.write('#!/bin/sh\nexec "%s" -NoProfile -NonInteractive -File "%s" "$@"\n' % (real(), source))
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)


def path(real_path):
    """A path as the engine's scripts spell it: the stand-in is a Windows machine whose drive Z: is the real root."""
    return real_path if real() else "Z:" + real_path.replace("/", "\\")


def start(environment, answers=""):
    """Runs Start.ps1; gives the exit code and everything that was written. `environment` holds paths as they are on this machine."""
    environment = {name: path(value) if value.startswith("/") and name != "SYNCSHIFT_DRIVE_C" else value for name, value in environment.items()}
    environment = {**environment, "SYNCSHIFT_AGENT": path(os.path.join(FAKES, "Agent.psm1"))}
    script = os.path.join(FAKES, "Start.ps1")
    return (start_real if real() else start_stand_in)(script, environment, answers)


def start_real(script, environment, answers):
    environment = {**os.environ, **environment, "TZ": "UTC", "POWERSHELL_TELEMETRY_OPTOUT": "1", "PSModulePath": os.path.join(FAKES, "Modules"), "SYNCSHIFT_TYPES": "1"}
    done = subprocess.run([real(), "-NoProfile", "-File", script], env=environment, input=answers, capture_output=True, encoding="utf-8", errors="replace", timeout=600)
    return done.returncode, done.stdout + done.stderr


def start_stand_in(script, environment, answers):
    """In this process: a new session each time, and no start-up of Python."""
    from StandIn.session import Session
    session = Session(root=environment.pop("SYNCSHIFT_DRIVE_C"), modules=[os.path.join(FAKES, "Modules")], answers=answers.split(), environment=environment)
    lines = []
    session.host.listener = lambda stream, text: lines.append(text if stream in ("information", "host") else f"{stream.upper()}: {text}")
    result = session.run(script)
    lines += [item for item in result.output if isinstance(item, str)]
    return result.exit_code, "\n".join(lines)
