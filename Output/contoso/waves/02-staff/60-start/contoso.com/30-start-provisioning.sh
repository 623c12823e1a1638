#!/usr/bin/env bash
#
# Start provisioning of contoso.com
#
# Purpose: Asks the gate again and for the wave's name typed by the operator, then starts the provisioning job; after a scope change it restarts it so that the new units are read.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.staff.start.provisioning.contoso.com
# Needs:
#   waves.staff.start.test-objects.contoso.com
# Expected: The job is active.
# Go on or stop: Stop when the job is in quarantine.
# Undo, in this order:
#   waves/02-staff/90-rollback/10-pause-jobs-contoso.com.sh
#   waves/02-staff/90-rollback/20-stop-scheduler-sync01.ps1
#   waves/02-staff/90-rollback/30-restore-rules-sync01.ps1
#   waves/02-staff/90-rollback/40-full-synchronization-sync01.ps1
#   waves/02-staff/90-rollback/50-check-pending-exports-sync01.ps1
#   waves/02-staff/90-rollback/60-start-scheduler-sync01.ps1
#
# Changes: starts the provisioning job of contoso.com and restarts it, so that the new units are read.
#   Needs --apply, an open gate and the wave's name.
# Does not: start a job that runs or is in quarantine, or any other job.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, contoso-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: certificate); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-GRAPH: Microsoft Learn: Configure Cloud Sync with Microsoft Graph, 2024-04-26
#   GRAPH-META: Microsoft Graph v1.0 metadata, 2026-08-20

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.staff.start.provisioning.contoso.com'
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
# Whether an earlier wave scoped this domain; a wider scope needs a restart to be read.
readonly SCOPED_BEFORE=true
readonly RESTART='30-graph/contoso.com/bodies'/restart-full.json

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
kit_options writes "$@"
graph_open "$DOMAIN"
restart=
# A job that this kit has started before stands where it was paused; after a rollback, or with a kit that adds units to this wave, it has to read anew.
kit_state started AD2AADProvisioning revision
if [[ $SCOPED_BEFORE == true || -n $kit_answer ]]; then
  restart=$RESTART
fi
plan_live_checks
plan POST "/servicePrincipals/{id}/synchronization/jobs/AD2AADProvisioning…/start" "no body; only when it does not run"
if [[ -n $restart ]]; then
  plan POST "/servicePrincipals/{id}/synchronization/jobs/AD2AADProvisioning…/restart" "body ${restart}"
fi
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
gate "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES" "$BASELINE_STEP" "${GATE_RESULTS[@]}"
if kit_has_failed; then
  warn "The gate is closed; nothing was sent."
  kit_finish
fi
if kit_applies; then
  units=$(jq -r '.units | join("\n  ")' "${kit_root}/${SCOPE}")
  confirm "$WAVE" "This starts Cloud Sync of ${DOMAIN} for:
  ${units}"
fi
start_job AD2AADProvisioning "$restart"
# The gate asked for results newer than any taking back, so the wave was redone.
kit_state rolledBack revision
if [[ -n $kit_answer ]]; then
  remember 'del(.rolledBack)'
fi
kit_finish
