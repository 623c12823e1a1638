#!/usr/bin/env bash
#
# Watch the initial cycle of emea.fabrikam.com
#
# Purpose: Shows progress until the job has reached its steady state, and says in words why a job is in quarantine.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.sales.start.watch.emea.fabrikam.com
# Needs:
#   waves.sales.start.provisioning.emea.fabrikam.com
# Expected: Steady state reached, no quarantine.
# Go on or stop: Stop at quarantine. Held deletions are rolled back, never released unexplained.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads. It ends when provisioning of emea.fabrikam.com has been through its cycle, or cannot get there.
# Does not: start, restart or release anything.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
#   --minutes N      how long to watch (default: 240)
#   --every SECONDS  between two looks (default: 60)
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-FAQ: Microsoft Learn: Cloud Sync FAQ, 2026-03-30
#   MS-DEL: Microsoft Learn: Accidental deletions in Cloud Sync, 2025-04-09
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.sales.start.watch.emea.fabrikam.com'
readonly DOMAIN='emea.fabrikam.com'
readonly DISPLAY_NAME='emea.fabrikam.com'
readonly WAVE='sales'
readonly REVISION=3

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
kit_state started AD2AADProvisioning serviceUtc
since=$kit_answer
waited=0
while true; do
  list_jobs
  need_job AD2AADProvisioning
  now=$(kit_now)
  # What the job has failed with again and again, whether its cycle is over, how far it is, how its last run ended, and a line on every job.
  jq -js -L "${kit_root}/lib" --arg id "$job_id" --arg since "$since" 'include "fields"; include "jobs";
    map(select(.id == $id))[0] as $job
    | ($job | if (.status.countSuccessiveCompleteFailures // 0) >= 3
        then "\(.status.countSuccessiveCompleteFailures) failed runs in a row, last error \(.status.lastExecution.error.code // "unknown"): \(.status.lastExecution.error.message // "")" else "" end,
        has_reached_cycle($since), progress_words, .status.lastExecution.state // ""),
      (.[] | "\(.id | split(".")[0]): \(.schedule.state), \(.status.code)" + (progress_words | if . == "" then "" else "; " + . end))
    | fields' "$jobs_file" >"${kit_temporary}/told"
  kit_take_fields "${kit_temporary}/told"
  told=("${kit_fields[@]}")
  for line in "${told[@]:4}"; do
    say "${now} ${line}"
  done
  no_quarantine
  if [[ -n ${told[0]} ]]; then
    check provisioning failed '' "${told[0]}" "provisioning fails: ${told[0]}"
    kit_finish
  fi
  if ! is_active; then
    job_value job_states
    check provisioning failed Active "$kit_answer" "provisioning does not run (${kit_answer})"
    kit_finish
  fi
  if [[ ${told[1]} == true ]]; then
    check provisioning passed '' "${told[2]}" "the cycle is over and the job is in its steady state: ${told[2]:-no counts given}"
    break
  fi
  if ((waited >= minutes * 60)); then
    stop EXIT_TIMED_OUT "the job is still in its cycle after ${minutes} minutes; run this again to go on watching"
  fi
  nap "$every"
  waited=$((waited + every))
done

if [[ ${told[3]} == EntryLevelErrors ]]; then
  check last-run notVerified Succeeded "${told[3]}" "single objects failed in the last run; the verification groups them by error"
fi
kit_finish
