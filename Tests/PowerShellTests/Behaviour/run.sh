#!/usr/bin/env bash
# Runs the scenarios of the generated PowerShell scripts, among fakes of the products. Needs python3 and nothing else.
#   run.sh              everything, two files at a time, on the stand-in: that is no PowerShell
#   run.sh TEST …       these alone, such as test_way.ContosoWay
#   run.sh --real …     the same with the PowerShell of this machine (pwsh, or powershell.exe); without one it says so and skips
# SYNCSHIFT names the program; SYNCSHIFT_INTERRUPT=all breaks off at every change instead of some.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../../.." && pwd)
engine() { command -v pwsh || command -v powershell.exe; }
skipped='SKIPPED: no PowerShell engine here, these scripts were never executed by PowerShell'
if [[ ${1:-} == --real ]]; then
  shift
  if ! SYNCSHIFT_POWERSHELL=$(engine); then
    printf '%s\n' "$skipped"
    exit 0
  fi
  export SYNCSHIFT_POWERSHELL
  printf 'The scripts run in %s\n' "$SYNCSHIFT_POWERSHELL"
else
  printf 'The scripts run in the stand-in, which is no PowerShell.\n'
  engine >/dev/null || printf '%s\n' "$skipped"
fi
if [[ -z ${SYNCSHIFT:-} ]]; then
  SYNCSHIFT=$(cd "$root" && swift build --show-bin-path)/syncshift
  export SYNCSHIFT
fi
cd "$here"
if (($# > 0)); then
  exec python3 -m unittest "$@"
fi
# Two at a time, one a line, the longest first.
xargs -P 2 -I '{}' bash -c 'exec python3 -m unittest {}' <<'END'
test_interrupted.Forward
test_interrupted.Back
test_rollback.FabrikamRollback
test_way.FabrikamWay
test_signing
test_interrupted.SeveralForward
test_interrupted.SeveralBack
test_connect_rules test_connect_scheduler
test_connect_preview test_connect_server
test_siblings
test_language
test_inventory
test_directory
test_guards test_guards_back
test_rollback.ContosoRollback test_rollback.Refusals
test_accepted test_verification
test_units test_samples test_references test_gates
test_estate test_writeback test_china test_sign_in
test_contains
test_refusals
test_agents test_tls test_interrupted.Agent
test_way.ContosoWay test_fakes test_analyzer
test_run test_verify_kit
END
