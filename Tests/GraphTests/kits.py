"""Kits for the tests: the examples of the product and changes of them, made by the program itself."""
import atexit
import glob
import os
import runpy
import shutil
import subprocess
import tempfile

from harness import Kit

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
FOLDER = tempfile.mkdtemp(prefix="syncshift-kits-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)

# What is replaced in an example; each piece has to be there.
VARIANTS = {
    "contoso": ("contoso", []),
    "fabrikam": ("fabrikam", []),
    # Writeback is allowed: Connect does not do it.
    "writeback": ("fabrikam", [
        ("environment: fabrikam", "environment: writeback"),
        ("exchange-hybrid-writeback: yes\n    federation", "exchange-hybrid-writeback: no\n    federation"),
    ]),
    # Wanted, but nobody knows what Connect does.
    "writeback-unknown": ("fabrikam", [
        ("environment: fabrikam", "environment: writeback-unknown"),
        ("exchange-hybrid-writeback: yes\n    federation", "exchange-hybrid-writeback: unknown\n    federation"),
    ]),
    # Writeback is wanted although Connect does it.
    "writeback-on": ("fabrikam", [("environment: fabrikam", "environment: writeback-on")]),
    "devices": ("contoso", [
        ("environment: contoso", "environment: devices"),
        ("device-sync: no", "device-sync: yes"),
        ("object-types: [user, group, contact]", "object-types: [user, group, contact, device]"),
        ("          delete-threshold: 50\n", "          delete-threshold: 50\n          device-sync: { wanted: yes, acknowledge-preview: yes }\n"),
    ]),
    "extensions": ("contoso", [
        ("environment: contoso", "environment: extensions"),
        ("directory-extensions: no", "directory-extensions: yes"),
        ("          delete-threshold: 50\n", "          delete-threshold: 50\n          directory-extensions: [employeeID, msDS-badge, adminDescription]\n"),
    ]),
    # More objects in one wave than may be provisioned on demand in ten seconds.
    "many-objects": ("contoso", [
        ("environment: contoso", "environment: many-objects"),
        ('      - { name: "CN=Service Desk,OU=CloudSyncPilot,DC=contoso,DC=com", type: group }\n', "".join(f"      - CN=Volunteer {n},OU=CloudSyncPilot,DC=contoso,DC=com\n" for n in range(1, 7))),
    ]),
    "hostile": ("contoso", [
        ("environment: contoso", "environment: hostile"),
        ('      - { name: "CN=Service Desk,OU=CloudSyncPilot,DC=contoso,DC=com", type: group }\n', ""),
        ("OU=CloudSyncPilot,DC=contoso,DC=com", "OU=It's \\\"$(touch pwned)\\\" `x` ${HOME} \\\\ Ümläut\\, {},DC=contoso,DC=com"),
    ]),
}


def program():
    given = os.environ.get("SYNCSHIFT")
    if given:
        return given
    path = subprocess.run(["swift", "build", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    return os.path.join(path, "syncshift")


def yaml_of(name):
    example, changes = VARIANTS[name]
    with open(os.path.join(ROOT, "Templates", "Environments", example + ".yaml"), encoding="utf-8") as file:
        text = file.read()
    for old, new in changes:
        assert old in text, f"{old!r} is not in {example}.yaml"
        text = text.replace(old, new)
    return text


def generate(name, text):
    source = os.path.join(FOLDER, name + ".yaml")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    done = subprocess.run([program(), "generate", source, "--output", os.path.join(FOLDER, name)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # What the generator remembers of its runs stands beside the kit.
    inner = [entry for entry in os.listdir(os.path.join(FOLDER, name)) if entry != ".syncshift"]
    made = Kit(os.path.join(FOLDER, name, inner[0]))
    mutate(made)
    return made


def mutate(made):
    """For mutations.py: takes one guard out of the kit."""
    given = os.environ.get("SYNCSHIFT_MUTATION")
    if not given:
        return
    mutation = runpy.run_path(given)
    changed = 0
    for path in glob.glob(made.file(mutation["PATTERN"])):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if mutation["OLD"] in text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text.replace(mutation["OLD"], mutation["NEW"]))
            changed += 1
    # A kit of another domain may lack the file; the one that the mutation is for does not.
    assert changed or not glob.glob(made.file(mutation["PATTERN"])), f"{mutation['OLD']!r} is not in the kit"


MADE = {}


def kit(name):
    if name not in MADE:
        MADE[name] = generate(name, yaml_of(name))
    return MADE[name]
