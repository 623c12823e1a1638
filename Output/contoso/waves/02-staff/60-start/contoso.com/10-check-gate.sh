#!/usr/bin/env bash
#
# Gate: may contoso.com be started?
#
# Purpose: Reads scope, settings and jobs back and compares them with the kit, and asks for the results of the rule verification, the proof and the pending-export check of every Connect server: passed, of this very kit and this revision.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.staff.start.gate.contoso.com
# Needs:
#   waves.staff.scope.check.contoso.com
#   waves.staff.rules.verify.SYNC01
#   waves.staff.preview.prove-rules.SYNC01
#   waves.staff.preview.pending-exports.SYNC01
#   waves.staff.baseline.cloud.contoso.com
# Expected: Every point of the gate passed.
# Go on or stop: Stop when a single point is missing. There is no way round the gate.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads.
# Does not: start anything. Every script that starts something asks this gate again.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, contoso-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: certificate); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-MIG: Microsoft Learn: Migrate from Connect Sync to Cloud Sync, 2026-10-06
#   INFERRED: Follows from documented facts; unverified on a live system, 2026-10

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.staff.start.gate.contoso.com'
readonly DOMAIN='contoso.com'
readonly DISPLAY_NAME='contoso.com'
readonly WAVE='staff'
readonly REVISION=2
readonly SCOPE='waves/02-staff/50-scope/contoso.com/scope.json'
readonly BODIES='30-graph/contoso.com/bodies'
readonly WANTS_HASHES=true
readonly BASELINE_STEP='waves.staff.baseline.cloud.contoso.com'
# The results that have to be there, of every Connect server first of all.
readonly GATE_RESULTS=(
  'waves.staff.rules.verify.SYNC01'
  'waves.staff.preview.prove-rules.SYNC01'
  'waves.staff.preview.pending-exports.SYNC01'
  'waves.staff.baseline.cloud.contoso.com'
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
