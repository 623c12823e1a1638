"""Kits for the scenarios: the example environments, made by the program itself, and what their PowerShell files say about themselves."""
import atexit
import os
import re
import shutil
import subprocess
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
FOLDER = tempfile.mkdtemp(prefix="syncshift-behaviour-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

class Variant:
    """A kit that scenarios want: an example with other words in it (each has to be there), the estate that it is for, and what lies beside the input."""

    def __init__(self, example, changes=(), estate=None, beside=None):
        self.example, self.changes, self.estate, self.beside = example, changes, estate or example, beside


VARIANTS = {
    "contoso": Variant("contoso"),
    "fabrikam": Variant("fabrikam"),
    # Devices that Connect Sync synchronizes and nobody hands over; the report's blocker is signed off, so that the scripts are written.
    "contoso-devices": Variant("contoso", [("device-sync: no", "device-sync: yes"), ("owners:", "waivers:\n  - { finding: device-sync, reason: tried by a test, who: a test }\n\nowners:")]),
    "contoso-groups": Variant("contoso", [("group-writeback-v1: no", "group-writeback-v1: yes")]),
    "contoso-china": Variant("contoso", [("cloud: global", "cloud: china"), ("contoso.onmicrosoft.com", "contoso.partner.onmschina.cn")]),
    "contoso-unanswered": Variant("contoso", [("device-sync: no", "device-sync: unknown")]),
    # Another version of the same kit: other digest, same steps.
    "contoso-again": Variant("contoso", [("delete-threshold: 50", "delete-threshold: 51")]),
}

LITERAL = r"'((?:[^'\u2018\u2019\u201a\u201b]|['\u2018\u2019\u201a\u201b]{2})*)'"


def unquoted(text):
    return re.sub("(['\u2018\u2019\u201a\u201b])['\u2018\u2019\u201a\u201b]", r"\1", text)


def program():
    given = os.environ.get("SYNCSHIFT")
    if given:
        return given
    path = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    return os.path.join(path, "syncshift")


class Script:
    """A PowerShell file of a kit."""

    def __init__(self, kit, path):
        self.kit, self.path = kit, path
        with open(os.path.join(kit.folder, path), encoding="utf-8-sig") as file:
            self.text = file.read()
        self.step = self.value("StepId")
        self.wave = self.value("Wave")
        self.server = self.value("Server")
        self.domain = self.value("Domain")
        found = re.search(r"(?m)^\$Revision = (\d+)", self.text)
        self.revision = int(found.group(1)) if found else 0
        self.gates = [(unquoted(a), unquoted(b), int(c)) for a, b, c in re.findall(
            r"@\{ Step = " + LITERAL + "; Wave = " + LITERAL + r"; Revision = (\d+) \}", self.text)]
        self.asks = "SupportsShouldProcess" in self.text
        self.setup = "SetupPath" in self.text
        self.modules = re.findall(r"(?m)^#Requires -Modules (\S+)", self.text)

    def value(self, name):
        found = re.search(r"(?m)^\$" + name + " = " + LITERAL, self.text)
        return unquoted(found.group(1)) if found else ""

    def __repr__(self):
        return self.path


class Kit:
    def __init__(self, folder, name, estate):
        self.folder, self.name, self.estate = folder, name, estate
        self.scripts = [Script(self, path) for path in self.paths(".ps1") if not path.startswith("lib/")]
        self.by_path = {script.path: script for script in self.scripts}
        self.powershell_steps = {script.step for script in self.scripts}

    def paths(self, ending):
        found = []
        for folder, _, files in os.walk(self.folder):
            found += [os.path.relpath(os.path.join(folder, file), self.folder) for file in files if file.endswith(ending)]
        return sorted(found)

    def find(self, ending):
        """The one script whose path ends so."""
        found = [script for script in self.scripts if script.path.endswith(ending)]
        if len(found) != 1:
            raise AssertionError(f"{ending}: {found}")
        return found[0]

    def waves(self):
        return sorted({script.path.split("/")[1] for script in self.scripts if script.path.startswith("waves/")})

    def forward(self):
        """Every script that is part of the way forward, in the order of the listing, which is the order of use."""
        return sorted((script for script in self.scripts if script.step and "rollback/" not in script.path), key=lambda s: (s.path[0] in "89", s.path))

    def wave_rollback(self, wave):
        return [script for script in self.scripts if script.path.startswith(f"waves/{wave}/90-rollback/")]

    def estate_rollback(self):
        """R5: pause, stop, disable, synchronize, look, start; the removal of rules is a step of its own."""
        return [script for script in self.scripts if script.path.startswith("rollback/") and "remove-rules" not in script.path]


_made = {}


def example(name, changes=()):
    """The text of an example, changed."""
    with open(os.path.join(ROOT, "Templates", "Environments", name + ".yaml"), encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        if old not in text:
            raise AssertionError(f"{name}: {old!r} is not in the example")
        text = text.replace(old, new)
    return text


def kit(name):
    if name not in _made:
        variant = VARIANTS[name]
        folder = os.path.join(FOLDER, name)
        os.makedirs(folder)
        source = os.path.join(folder, "environment.yaml")
        with open(source, "w", encoding="utf-8") as file:
            file.write(example(variant.example, variant.changes))
        if variant.beside:
            variant.beside(folder)
        subprocess.run([program(), "generate", source, "--output", folder], check=True, stdout=subprocess.DEVNULL)
        _made[name] = Kit(os.path.join(folder, variant.example), variant.example, variant.estate)
    return _made[name]
