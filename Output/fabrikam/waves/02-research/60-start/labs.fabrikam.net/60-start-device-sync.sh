#!/usr/bin/env bash
#
# Start device synchronization of labs.fabrikam.net (preview)
#
# Purpose: Starts the device job, a preview that the input acknowledges. Deleted devices are not created anew until the computer object changes.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.research.start.device-sync.labs.fabrikam.net
# Needs:
#   waves.research.start.watch.labs.fabrikam.net
# Expected: The job is active.
# Go on or stop: Stop when the service connection point of the forest is missing.
# Undo, in this order:
#   waves/02-research/90-rollback/10-pause-jobs-fabrikam.com.sh
#   waves/02-research/90-rollback/10-pause-jobs-labs.fabrikam.net.sh
#   waves/02-research/90-rollback/20-stop-scheduler-fab-sync01.ps1
#   waves/02-research/90-rollback/20-stop-scheduler-fab-sync02.ps1
#   waves/02-research/90-rollback/30-restore-rules-fab-sync01.ps1
#   waves/02-research/90-rollback/40-full-synchronization-fab-sync01.ps1
#   waves/02-research/90-rollback/50-check-pending-exports-fab-sync01.ps1
#   waves/02-research/90-rollback/30-restore-rules-fab-sync02.ps1
#   waves/02-research/90-rollback/40-full-synchronization-fab-sync02.ps1
#   waves/02-research/90-rollback/50-check-pending-exports-fab-sync02.ps1
#   waves/02-research/90-rollback/60-start-scheduler-fab-sync01.ps1
#
# Changes: starts the job for devices of labs.fabrikam.net, a preview. Needs --apply, an open gate and the wave's name.
# Does not: start it unless the environment acknowledges the preview, nor before provisioning has been through its initial cycle.
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
#   MS-DEV: Microsoft Learn: Device synchronization with Cloud Sync (preview), 2026-07-21
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.research.start.device-sync.labs.fabrikam.net'
readonly DOMAIN='labs.fabrikam.net'
readonly DISPLAY_NAME='labs.fabrikam.net'
readonly WAVE='research'
readonly REVISION=2
readonly SCOPE='waves/02-research/50-scope/labs.fabrikam.net/scope.json'
readonly BODIES='30-graph/labs.fabrikam.net/bodies'
readonly WANTS_HASHES=false
readonly BASELINE_STEP='waves.research.baseline.cloud.labs.fabrikam.net'
# The results that have to be there, of every Connect server first of all.
readonly GATE_RESULTS=(
  'waves.research.rules.verify.FAB-SYNC01'
  'waves.research.preview.prove-rules.FAB-SYNC01'
  'waves.research.preview.pending-exports.FAB-SYNC01'
  'waves.research.rules.verify.FAB-SYNC02'
  'waves.research.preview.prove-rules.FAB-SYNC02'
  'waves.research.preview.pending-exports.FAB-SYNC02'
  'waves.research.baseline.cloud.labs.fabrikam.net'
)
readonly WANTS_DEVICES=true

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
plan_live_checks
plan POST "/servicePrincipals/{id}/synchronization/jobs/AD2AADDeviceSync…/start" "no body; only when it does not run"
kit_show_plan

if [[ $WANTS_DEVICES != true ]]; then
  stop EXIT_PRECONDITION_MISSING "the environment does not want device sync for ${DOMAIN}, or does not acknowledge that it is a preview"
fi
graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
gate "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES" "$BASELINE_STEP" "${GATE_RESULTS[@]}"
if kit_has_failed; then
  warn "The gate is closed; nothing was sent."
  kit_finish
fi
need_cycle AD2AADProvisioning
if kit_applies; then
  confirm "$WAVE" "This starts device synchronization of ${DOMAIN}, a preview."
fi
list_jobs
start_job AD2AADDeviceSync ''
kit_finish
