#!/usr/bin/env bash
# Runs the tests of the generated Graph scripts: python3, bash, curl, jq, openssl; jsonschema from the system or, failing that, from a
# virtual environment below .build. Without any of them it says so loudly and skips.
#   run.sh              everything, as many parts at a time as there are processors; kills at every write and every ninth read
#                       (SYNCSHIFT_KILL=all: at every request)
#   run.sh TEST …       these alone, such as test_way.ContosoWay
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
for tool in python3 curl jq openssl; do
  if ! command -v "$tool" >/dev/null; then
    printf 'SKIPPED: the Graph tests need %s, which is not there.\n' "$tool"
    exit 0
  fi
done
python=python3
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  python="$root/.build/graph-tests/bin/python3"
  if [[ ! -x $python ]] && ! { python3 -m venv "$root/.build/graph-tests" && "$python" -m pip install --quiet jsonschema; }; then
    printf 'SKIPPED: the Graph tests need the Python package jsonschema, which could not be had.\n'
    exit 0
  fi
fi
cd "$here"
if (($# > 0)); then
  exec "$python" -m unittest "$@"
fi
export SYNCSHIFT_KILL=${SYNCSHIFT_KILL:-some}
if [[ -z ${SYNCSHIFT:-} ]]; then
  SYNCSHIFT=$(cd "$root" && swift build --show-bin-path)/syncshift
  export SYNCSHIFT
fi
# The longest first. Parts that begin at the same stage share a process, since a stage is reached once in each.
parts=(
  'test_sign_in test_baseline test_comparison test_scope test_settings' test_extensions 'test_gate test_fields' 'test_principals test_jobs test_secrets'
  'test_pausing test_verification' test_kill.OtherJobs test_kill.FirstWave test_kill.LaterWave test_way.FabrikamRootWay test_way.ContosoWay
  test_way.FabrikamWay test_files 'test_way.HostileWay test_way.WritebackWay' test_kill.Preparation test_way.FabrikamLabsWay test_way.FabrikamApacWay
  test_kill.DeviceJob
)
# xargs puts the tests of a part into one command.
printf '%s\n' "${parts[@]}" | xargs -P "$(nproc)" -L 1 "$python" -m unittest
