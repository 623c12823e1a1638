#!/usr/bin/env bash
#
# Watch the initial cycle of contoso.com
#
# Purpose: Shows progress until the job has reached its steady state, and says in words why a job is in quarantine.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.staff.start.watch.contoso.com
# Needs:
#   waves.staff.start.provisioning.contoso.com
# Expected: Steady state reached, no quarantine.
# Go on or stop: Stop at quarantine. Held deletions are rolled back, never released unexplained.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads. It ends when provisioning of contoso.com has been through its cycle, or cannot get there.
# Does not: start, restart or release anything.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
#   --minutes N      how long to watch (default: 240)
#   --every SECONDS  between two looks (default: 60)
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, contoso-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: certificate); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-FAQ: Microsoft Learn: Cloud Sync FAQ, 2026-03-30
#   MS-DEL: Microsoft Learn: Accidental deletions in Cloud Sync, 2025-04-09

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.staff.start.watch.contoso.com'
readonly DOMAIN='contoso.com'
readonly DISPLAY_NAME='contoso.com'
readonly WAVE='staff'
readonly REVISION=2

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../../../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
kit_option --minutes
kit_option --every
kit_options reads "$@"
kit_value --minutes 240
minutes=$kit_answer
kit_value --every 60
every=$kit_answer
if [[ ! $minutes =~ ^[1-9][0-9]{0,4}$ || ! $every =~ ^[1-9][0-9]{0,3}$ ]]; then
  stop EXIT_WRONG_USAGE "--minutes and --every take whole numbers above zero"
fi
graph_open "$DOMAIN"
plan GET "/servicePrincipals/{id}/synchronization/jobs" "every ${every} s, for ${minutes} minutes at most"
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
kit_state '.started.AD2AADProvisioning.serviceUtc'
since=$kit_answer
waited=0
while true; do
  list_jobs
  need_job AD2AADProvisioning
  now=$(kit_now)
  said=$(jq -rs -L "${kit_root}/lib" 'include "jobs";
    map("\(.id | split(".")[0]): \(.schedule.state), \(.status.code)" + (progress_words | if . == "" then "" else "; " + . end))[]' "$jobs_file")
  while IFS= read -r line; do
    say "${now} ${line}"
  done <<<"$said"
  no_quarantine
  job_field 'if (.status.countSuccessiveCompleteFailures // 0) >= 3 then "\(.status.countSuccessiveCompleteFailures) failed runs in a row, last error \(.status.lastExecution.error.code // "unknown"): \(.status.lastExecution.error.message // "")" else "" end'
  if [[ -n $kit_answer ]]; then
    check provisioning failed '' "$kit_answer" "provisioning fails: ${kit_answer}"
    kit_finish
  fi
  if ! is_active; then
    job_field .schedule.state
    check provisioning failed Active "$kit_answer" "provisioning does not run (${kit_answer})"
    kit_finish
  fi
  job_field "has_reached_cycle(\"${since}\")"
  if [[ $kit_answer == true ]]; then
    job_field progress_words
    check provisioning passed '' "$kit_answer" "the cycle is over and the job is in its steady state: ${kit_answer:-no counts given}"
    break
  fi
  if ((waited >= minutes * 60)); then
    stop EXIT_TIMED_OUT "the job is still in its cycle after ${minutes} minutes; run this again to go on watching"
  fi
  nap "$every"
  waited=$((waited + every))
done

job_field '.status.lastExecution.state'
if [[ $kit_answer == EntryLevelErrors ]]; then
  check last-run notVerified Succeeded "$kit_answer" "single objects failed in the last run; the verification groups them by error"
fi
kit_finish
