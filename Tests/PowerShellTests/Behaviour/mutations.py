"""Takes the guards out of the generated scripts, one at a time, and looks whether a scenario notices.

    SYNCSHIFT_MUTATE=all python3 mutations.py [PATTERN …]     all guards, or those of the scripts whose path holds one of the patterns

Guards are found in the text (guards.py), so a new one is tried without being written down. What is taken out is taken out of a copy of a kit, never
of a template. First each scenario runs once on the whole script, and the functions that it enters are written down (reach.py): a guard is then tried by
those alone that come to it, the quickest first. A survivor is a guard that nothing proves; the exit code is the number of those that EQUIVALENT does not
explain. It is no part of `make test`: it takes most of an hour.
"""
import hashlib
import os
import re
import signal
import sys

import guards
import kits
import reach

CONNECT = ["test_connect_server", "test_connect_scheduler", "test_connect_rules", "test_connect_preview"]
# Which scenarios are there to notice. The first wave of contoso stands for all waves; the kit with containers for what only such kits have.
SCRIPTS = [
    ("contoso", "00-assess/10-count-objects.ps1", ["test_directory.Counting", "test_inventory"]),
    ("contoso", "00-assess/20-check-attributes.ps1", ["test_directory.Attributes"]),
    ("contoso", "00-assess/30-check-connect-sync01.ps1", ["test_connect_server.Check"]),
    ("contoso", "10-backup/10-back-up-sync01.ps1", ["test_connect_server.Backup"]),
    ("contoso", "20-agents/10-check-agent-server.ps1", ["test_agents.Check", "test_agents.Installed"]),
    ("contoso", "20-agents/20-install-agent-contoso.com.ps1", ["test_agents.Install"]),
    ("contoso", "waves/01-pilot/10-unit/10-create-unit.ps1", ["test_directory.Units", "test_guards.Units"]),
    ("contoso", "waves/01-pilot/10-unit/20-move-test-users.ps1", ["test_directory.Moves", "test_guards.Moves"]),
    ("contoso", "waves/01-pilot/10-unit/30-count-unit.ps1", ["test_directory.Units"]),
    ("contoso", "waves/02-staff/10-unit/30-count-unit.ps1", ["test_directory.Units", "test_units.Classes"]),
    ("contoso-unanswered", "waves/02-staff/10-unit/30-count-unit.ps1", ["test_units.Unanswered"]),
    ("contoso", "waves/01-pilot/20-connect-stop/10-stop-scheduler-sync01.ps1", ["test_connect_scheduler.Stop"]),
    ("contoso", "waves/02-staff/20-connect-stop/10-stop-scheduler-sync01.ps1", ["test_connect_scheduler.Stop", "test_guards.Second"]),
    ("contoso", "waves/01-pilot/30-rules/sync01/10-install-rules.ps1", ["test_connect_rules.Install", "test_units.Twins", "test_guards.Installing"]),
    ("contoso", "waves/01-pilot/30-rules/sync01/20-verify-rules.ps1", ["test_connect_rules.Verify", "test_guards.RulesVerified"]),
    ("contoso", "waves/01-pilot/40-preview/sync01/10-full-synchronization.ps1", ["test_connect_preview.FullSynchronization"]),
    ("contoso", "waves/01-pilot/40-preview/sync01/20-prove-rules.ps1", ["test_connect_preview.Prove", "test_guards.Proving"]),
    ("contoso", "waves/01-pilot/40-preview/sync01/30-check-pending-exports.ps1", ["test_connect_preview.Pending", "test_accepted.OnTheWayForward", "test_guards.Previewing"]),
    ("contoso", "waves/01-pilot/90-rollback/50-check-pending-exports-sync01.ps1", ["test_accepted.Accepted", "test_rollback.Refusals"]),
    ("contoso", "waves/01-pilot/70-verify/contoso.com/10-collect-objects.ps1", ["test_directory.Collecting"]),
    ("contoso", "waves/02-staff/70-verify/contoso.com/20-verify-objects.ps1", ["test_verification", "test_sign_in"]),
    ("contoso", "waves/01-pilot/70-verify/40-check-password-events-sync01.ps1", ["test_guards.Passwords"]),
    ("contoso", "waves/01-pilot/80-connect-start/10-start-scheduler-sync01.ps1", ["test_connect_scheduler.Start", "test_guards.Starting"]),
    ("contoso", "waves/01-pilot/90-rollback/30-restore-rules-sync01.ps1", ["test_rollback.Refusals", "test_guards_back.Restoring"]),
    ("contoso", "rollback/20-disable-rules-sync01.ps1", ["test_guards_back.Disabling"]),
    ("contoso", "rollback/90-remove-rules-sync01.ps1", ["test_rollback.Refusals", "test_guards_back.Removing"]),
    ("contoso", "waves/02-staff/70-verify/contoso.com/15-compare-samples.ps1", ["test_samples"]),
    ("contoso", "80-cutover/10-check-estate.ps1", ["test_estate", "test_sign_in.Refused"]),
    ("contoso", "80-cutover/20-check-soak-sync01.ps1", ["test_guards.Soak"]),
    ("contoso-children", "waves/02-staff/60-start/contoso.com/05-check-siblings.ps1", ["test_siblings.Siblings"]),
    ("contoso-children", "lib/Directory.ps1", ["test_siblings.Siblings"]),
    ("contoso", "lib/Directory.ps1", ["test_directory", "test_samples", "test_inventory"]),
    ("contoso", "lib/Graph.ps1", ["test_verification", "test_sign_in"]),
    ("contoso", "lib/Kit.ps1", ["test_gates", "test_sign_in.Refused", "test_guards", "test_guards_back", "test_refusals", "test_rollback.Refusals", "test_accepted", "test_connect_rules.Install", "test_connect_scheduler.Stop"]),
    ("contoso", "lib/ConnectSync.ps1", CONNECT + ["test_rollback.Refusals", "test_guards", "test_guards_back", "test_units", "test_accepted"]),
    ("fabrikam", "waves/02-research/70-verify/fabrikam.com/25-check-writeback.ps1", ["test_writeback", "test_sign_in.Refused"]),
    ("contoso", "sign-kit.ps1", ["test_signing"]),
    ("contoso", "verify.ps1", ["test_verify_kit", "test_signing"]),
]

PLANNED = "the plan never makes such a kit"
# Guards that nothing can notice, and why.
EQUIVALENT = {
    ("stop-scheduler.ps1", "(-not $after.CycleInProgress -and $after.BusyConnectors -eq 0)"): "what it asks was just waited for; only a cycle that begins in between shows",
    ("install-rules.ps1", "($Rules.Count -eq 0)"): PLANNED,
    ("verify-rules.ps1", "($Rules.Count -eq 0)"): PLANNED,
    ("full-synchronization.ps1", "$isGood"): "the line below stops with the same code",
    ("restore-rules.ps1", "(-not $IsFirstWave -and $PreviousRules.Count -eq 0)"): PLANNED,
    ("create-unit.ps1", "(-not $unit.IsOrganizationalUnit)"): PLANNED,
    ("ConnectSync.ps1", "(@($Wanted.ScopeValues).Count -eq 0)"): PLANNED,
    ("create-unit.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it in these kits",
    ("check-connect-server.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it",
    ("check-soak.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it in these kits",
    ("count-objects.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it",
    ("check-attributes.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it",
    ("check-agent-server.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it in these kits",
    ("count-unit.ps1", "Assert-KitGate -Gate $Gates"): "nothing comes before it in the second wave; the first wave's is noticed",
    ("move-test-users.ps1", "($Users.Count -eq 0)"): PLANNED,
    ("move-test-users.ps1", "(@($Units | Where-Object { Test-SameText -Left $_.Dn -Right $Target }).Count -eq 0)"): PLANNED,
}


def rehash(kit, path, old, new):
    """The manifest and the list of checksums say that the changed script is what was written: these scripts look at themselves."""
    for name in ("manifest.json", "SHA256SUMS"):
        before = read(kit, name)
        after = before.replace(digest(old), digest(new))
        write(kit, name, after)
        if name == "manifest.json":
            sums = read(kit, "SHA256SUMS")
            write(kit, "SHA256SUMS", sums.replace(digest(before), digest(after)))


def digest(data):
    return hashlib.sha256(data).hexdigest().encode()


def read(kit, path):
    with open(os.path.join(kit.folder, path), "rb") as file:
        return file.read()


def write(kit, path, data):
    with open(os.path.join(kit.folder, path), "wb") as file:
        file.write(data)


def passes(tests):
    """Whether all of them pass; without a guard a script may wait for ever, which is noticed too."""
    signal.alarm(300)
    try:
        return reach.run(tests).wasSuccessful()
    finally:
        signal.alarm(0)


def too_long(*_):
    raise TimeoutError("this takes too long")


def try_script(name, path, tests):
    """Each guard of a script, and whether a scenario noticed that it was gone."""
    # Some kits are known only once their scenarios are loaded.
    scenarios = reach.loaded(tests)
    kit = kits.kit(name)
    whole = read(kit, path)
    kept = {file: read(kit, file) for file in ("manifest.json", "SHA256SUMS")}
    is_library = path.startswith("lib/")
    os.environ.pop("SYNCSHIFT_SCRIPT", None)
    if not is_library:
        os.environ["SYNCSHIFT_SCRIPT"] = path
    reached = reach.Reached(scenarios, kit, path)
    seen = {}
    for what, mutant in guards.found_in(whole.decode("utf-8")):
        line = int(re.match(r"line (\d+): ", what).group(1))
        # What every script asks first has scenarios of its own.
        first = not is_library and re.search(r": Assert-Kit", what)
        chosen = reach.loaded(["test_refusals.Everywhere"]) if first else reached.of_line(line)
        changed = mutant.encode("utf-8")
        write(kit, path, changed)
        if "test_signing" in tests:
            rehash(kit, path, whole, changed)
        survived = passes(chosen)
        write(kit, path, whole)
        for file, data in kept.items():
            write(kit, file, data)
        print(f"{'survived' if survived else 'noticed '}  {path} {what} ({len(chosen)} scenarios)", flush=True)
        # The same words may stand in a script more than once.
        text = what.split(": ", 1)[1]
        seen[text] = seen.get(text, 0) + 1
        yield text if seen[text] == 1 else f"{text} ({seen[text]})", not survived


def main():
    if os.environ.get("SYNCSHIFT_MUTATE") != "all" and len(sys.argv) < 2:
        print("Nothing was tried: SYNCSHIFT_MUTATE=all tries every guard, a pattern those of the scripts that it names.")
        return 64
    signal.signal(signal.SIGALRM, too_long)
    chosen = [script for script in SCRIPTS if len(sys.argv) < 2 or any(pattern in script[1] for pattern in sys.argv[1:])]
    # Scripts made from one template share their guards: noticed in one of them is noticed.
    noticed = {}
    for name, path, tests in chosen:
        for what, is_noticed in try_script(name, path, tests):
            key = (re.sub(r"[-.](?:sync01|contoso\.com)", "", path.rsplit("/", 1)[-1]).split("-", 1)[-1], what)
            noticed[key] = noticed.get(key, False) or is_noticed
    left = [key for key, is_noticed in noticed.items() if not is_noticed and key not in EQUIVALENT]
    for key in left:
        print("SURVIVED  {}: {}".format(*key))
    for key in sorted(key for key, is_noticed in noticed.items() if not is_noticed and key in EQUIVALENT):
        print("excused   {}: {} ({})".format(*key, EQUIVALENT[key]))
    print(f"{len(noticed)} guards, {len(left)} not noticed")
    return min(len(left), 63)


if __name__ == "__main__":
    sys.exit(main())
