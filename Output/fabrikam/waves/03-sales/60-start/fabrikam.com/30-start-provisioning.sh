#!/usr/bin/env bash
#
# Start provisioning of fabrikam.com
#
# Purpose: Asks the gate again and for the wave's name typed by the operator, then starts the provisioning job; after a scope change it restarts it so that the new units are read.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.sales.start.provisioning.fabrikam.com
# Needs:
#   waves.sales.start.test-objects.fabrikam.com
# Expected: The job is active.
# Go on or stop: Stop when the job is in quarantine.
# Undo, in this order:
#   waves/03-sales/90-rollback/10-pause-jobs-fabrikam.com.sh
#   waves/03-sales/90-rollback/10-pause-jobs-emea.fabrikam.com.sh
#   waves/03-sales/90-rollback/10-pause-jobs-apac.fabrikam.com.sh
#   waves/03-sales/90-rollback/20-stop-scheduler-fab-sync01.ps1
#   waves/03-sales/90-rollback/20-stop-scheduler-fab-sync02.ps1
#   waves/03-sales/90-rollback/30-restore-rules-fab-sync01.ps1
#   waves/03-sales/90-rollback/40-full-synchronization-fab-sync01.ps1
#   waves/03-sales/90-rollback/50-check-pending-exports-fab-sync01.ps1
#   waves/03-sales/90-rollback/30-restore-rules-fab-sync02.ps1
#   waves/03-sales/90-rollback/40-full-synchronization-fab-sync02.ps1
#   waves/03-sales/90-rollback/50-check-pending-exports-fab-sync02.ps1
#   waves/03-sales/90-rollback/60-start-scheduler-fab-sync01.ps1
#
# Changes: starts the provisioning job of fabrikam.com and restarts it, so that the new units are read.
#   Needs --apply, an open gate and the wave's name.
# Does not: start a job that runs or is in quarantine, or any other job.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-GRAPH: Microsoft Learn: Configure Cloud Sync with Microsoft Graph, 2024-04-26
#   GRAPH-META: Microsoft Graph v1.0 metadata, 2026-08-20
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.sales.start.provisioning.fabrikam.com'
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
# Whether an earlier wave scoped this domain; a wider scope needs a restart to be read.
readonly SCOPED_BEFORE=true
readonly RESTART='30-graph/fabrikam.com/bodies'/restart-full.json

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
