#!/usr/bin/env bash
# Runs the tests of the generated Graph scripts: python3, bash, curl, jq, openssl; jsonschema from the system or, failing that, from a
# virtual environment below .build. Without any of them it says so loudly and skips.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
for tool in python3 curl jq openssl; do
  if ! command -v "$tool" >/dev/null; then
    printf 'SKIPPED: the Graph tests need %s, which is not there.\n' "$tool" >&2
    exit 0
  fi
done
python=python3
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  python="$root/.build/graph-tests/bin/python3"
  if [[ ! -x $python ]] && ! { python3 -m venv "$root/.build/graph-tests" && "$python" -m pip install --quiet jsonschema; }; then
    printf 'SKIPPED: the Graph tests need the Python package jsonschema, which could not be had.\n' >&2
    exit 0
  fi
fi
cd "$here"
exec "$python" -m unittest "$@"
