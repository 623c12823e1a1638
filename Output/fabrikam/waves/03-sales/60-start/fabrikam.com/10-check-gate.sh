#!/usr/bin/env bash
#
# Gate: may fabrikam.com be started?
#
# Purpose: Reads scope, settings and jobs back and compares them with the kit, and asks for the results of the rule verification, the proof and the pending-export check of every Connect server: passed, of this very kit and this revision.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.sales.start.gate.fabrikam.com
# Needs:
#   waves.sales.scope.check.fabrikam.com
#   waves.sales.rules.verify.FAB-SYNC01
#   waves.sales.preview.prove-rules.FAB-SYNC01
#   waves.sales.preview.pending-exports.FAB-SYNC01
#   waves.sales.rules.verify.FAB-SYNC02
#   waves.sales.preview.prove-rules.FAB-SYNC02
#   waves.sales.preview.pending-exports.FAB-SYNC02
#   waves.sales.baseline.cloud.fabrikam.com
# Expected: Every point of the gate passed.
# Go on or stop: Stop when a single point is missing. There is no way round the gate.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads.
# Does not: start anything. Every script that starts something asks this gate again.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-MIG: Microsoft Learn: Migrate from Connect Sync to Cloud Sync, 2026-10-06
#   INFERRED: Follows from documented facts; unverified on a live system, 2026-10
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.sales.start.gate.fabrikam.com'
readonly DOMAIN='fabrikam.com'
readonly DISPLAY_NAME='fabrikam.com'
readonly WAVE='sales'
readonly REVISION=3
readonly SCOPE='waves/03-sales/50-scope/fabrikam.com/scope.json'
readonly BODIES='30-graph/fabrikam.com/bodies'
readonly WANTS_HASHES=true
readonly BASELINE_STEP='waves.sales.baseline.cloud.fabrikam.com'
# The results that have to be there, of every Connect server first of all.
readonly GATE_RESULTS=(
  'waves.sales.rules.verify.FAB-SYNC01'
  'waves.sales.preview.prove-rules.FAB-SYNC01'
  'waves.sales.preview.pending-exports.FAB-SYNC01'
  'waves.sales.rules.verify.FAB-SYNC02'
  'waves.sales.preview.prove-rules.FAB-SYNC02'
  'waves.sales.preview.pending-exports.FAB-SYNC02'
  'waves.sales.baseline.cloud.fabrikam.com'
)

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../../../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/gate.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
kit_options reads "$@"
graph_open "$DOMAIN"
plan_live_checks
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
gate "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES" "$BASELINE_STEP" "${GATE_RESULTS[@]}"
if kit_has_failed; then
  say "The gate is closed. There is no way round it."
else
  say "The gate is open for wave ${WAVE} in ${DOMAIN}."
fi
kit_finish
