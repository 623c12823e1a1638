#!/usr/bin/env bash
#
# Create and start Exchange hybrid writeback of fabrikam.com
#
# Purpose: Creates the writeback job and starts it, only when discovery found mailNickname on user and Connect's own writeback of these attributes is off for this domain; otherwise two engines write the same attributes.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.research.start.exchange-writeback.fabrikam.com
# Needs:
#   waves.research.start.watch.fabrikam.com
#   graph.fabrikam.com.discover-exchange
# Expected: The job is active.
# Go on or stop: Stop while Connect's Exchange hybrid writeback is on or nobody knows.
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
# Changes: creates the job that writes Exchange attributes back to fabrikam.com, when it is missing, and starts it. Needs
#   --apply, an open gate and the wave's name.
# Does not: do either while Connect Sync writes the same attributes back (unknown counts as yes), nor before mailNickname was found on user.
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
#   MS-EXO: Microsoft Learn: Exchange hybrid writeback with Cloud Sync, 2026-08-25
#   INFERRED: Follows from documented facts; unverified on a live system, 2026-10
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.research.start.exchange-writeback.fabrikam.com'
readonly DOMAIN='fabrikam.com'
readonly DISPLAY_NAME='fabrikam.com'
readonly WAVE='research'
readonly REVISION=2
readonly SCOPE='waves/02-research/50-scope/fabrikam.com/scope.json'
readonly BODIES='30-graph/fabrikam.com/bodies'
readonly WANTS_HASHES=true
readonly BASELINE_STEP='waves.research.baseline.cloud.fabrikam.com'
# The results that have to be there, of every Connect server first of all.
readonly GATE_RESULTS=(
  'waves.research.rules.verify.FAB-SYNC01'
  'waves.research.preview.prove-rules.FAB-SYNC01'
  'waves.research.preview.pending-exports.FAB-SYNC01'
  'waves.research.rules.verify.FAB-SYNC02'
  'waves.research.preview.prove-rules.FAB-SYNC02'
  'waves.research.preview.pending-exports.FAB-SYNC02'
  'waves.research.baseline.cloud.fabrikam.com'
)
readonly WANTS_WRITEBACK=true
readonly CONNECT_WRITES=true
readonly JOB_BODY='30-graph/fabrikam.com/bodies'/create-job-AAD2ADExchangeHybridWriteback.json

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
plan POST "/servicePrincipals/{id}/synchronization/jobs" "body ${JOB_BODY}; only when missing"
plan POST "/servicePrincipals/{id}/synchronization/jobs/AAD2ADExchangeHybridWriteback…/start" "no body; only when it does not run"
kit_show_plan

if [[ $WANTS_WRITEBACK != true ]]; then
  stop EXIT_PRECONDITION_MISSING "the environment does not want Exchange hybrid writeback for ${DOMAIN}"
fi
if [[ $CONNECT_WRITES != false ]]; then
  stop EXIT_PRECONDITION_MISSING "Connect Sync writes the same attributes back, or nobody knows whether it does (connect.features.exchange-hybrid-writeback); two engines must not. Switch it off there, say so in the environment, and generate the kit again"
fi
kit_state exchange mailNickname
if [[ $kit_answer != true ]]; then
  stop EXIT_PRECONDITION_MISSING "mailNickname was not found on user; run discover-exchange in 30-graph first. Without the Exchange schema no writeback job is made"
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
  confirm "$WAVE" "This starts the writeback of Exchange attributes into ${DOMAIN}."
fi
find_or_create_job AAD2ADExchangeHybridWriteback "$JOB_BODY"
if [[ -n $job_id ]]; then
  list_jobs
  start_job AAD2ADExchangeHybridWriteback ''
fi
kit_finish
