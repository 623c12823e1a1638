#!/usr/bin/env bash
#
# Read the scope of contoso.com back
#
# Purpose: Compares the live scope, mappings and settings with the kit once more, without writing.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.staff.scope.check.contoso.com
# Needs:
#   waves.staff.scope.put.contoso.com
# Expected: Equal.
# Go on or stop: Stop at any difference.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads.
# Does not: write a scope, start or pause a job.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, contoso-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: certificate); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   GRAPH-RULE: Microsoft Graph reference: synchronizationRule, 2026-08

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.staff.scope.check.contoso.com'
readonly DOMAIN='contoso.com'
readonly DISPLAY_NAME='contoso.com'
readonly WAVE='staff'
readonly REVISION=2
readonly SCOPE='waves/02-staff/50-scope/contoso.com/scope.json'
readonly BODIES='30-graph/contoso.com/bodies'
readonly WANTS_HASHES=true

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
check_live "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES"
kit_finish
