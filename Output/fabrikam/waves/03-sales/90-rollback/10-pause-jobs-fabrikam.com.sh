#!/usr/bin/env bash
#
# Pause all jobs of fabrikam.com and wait
#
# Purpose: Pauses writeback, password hash synchronization and provisioning in this order and waits until none is active. Deletes nothing.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.sales.rollback.pause.fabrikam.com
# Expected: No job of fabrikam.com is active.
# Go on or stop: Stop while a job is active; Connect must not export then. Where no configuration of the domain was ever made: --no-configuration with the domain's name.
# Undo:    Only by repairing the wave and applying it again; the jobs are not resumed while Connect owns the units.
#
# Changes: pauses the active jobs of fabrikam.com: writeback first, then password hashes, devices, provisioning; waits until
#   none is active. Needs --apply.
# Does not: delete a job, change scope or settings, touch the tenant's synchronization switch, or start anything. A paused job keeps its state.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --no-configuration DOMAIN  goes on when neither the search nor the admin center shows a configuration of the domain: a wave that is
#                    taken back before its configuration was made
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-MIG: Microsoft Learn: Migrate from Connect Sync to Cloud Sync, 2026-10-06
#   GRAPH-META: Microsoft Graph v1.0 metadata, 2026-08-20
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.sales.rollback.pause.fabrikam.com'
readonly DOMAIN='fabrikam.com'
readonly DISPLAY_NAME='fabrikam.com'
readonly WAVE='sales'
readonly REVISION=3
# Forward: the pause before a wider scope. Otherwise a wave is being taken back, and its scope must not be resumed.
readonly FORWARD=false
readonly ORDER=(AAD2ADExchangeHybridWriteback AD2AADPasswordHash AD2AADDeviceSync AD2AADProvisioning)

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
if [[ $FORWARD != true ]]; then
  kit_option --no-configuration
fi
kit_options writes "$@"
kit_value --no-configuration ''
no_configuration=$kit_answer
graph_open "$DOMAIN"
plan GET "/servicePrincipals/{id}/synchronization/jobs"
for template in "${ORDER[@]}"; do
  plan POST "/servicePrincipals/{id}/synchronization/jobs/${template}…/pause" "no body; only when active"
done
kit_show_plan

graph_begin
if [[ $FORWARD != true ]]; then
  # Written before anything is sent, so that nobody starts the wave again while it is being taken back.
  remember '.rolledBack = {revision: $revision, utc: $now}' --argjson revision "$REVISION"
  # A wave is also taken back before its configuration was made. Then nothing can run, and that must not hold the rollback up; but a search that
  # finds nothing is no proof by itself, so the operator has to say it too.
  kit_state principalId
  known=$kit_answer
  kit_state instantiatePendingUtc
  if [[ -z $known && -z $kit_answer ]]; then
    find_principal "$DOMAIN" "$DISPLAY_NAME"
    if [[ -z $principal_id ]]; then
      if [[ $no_configuration != "$DOMAIN" ]]; then
        stop EXIT_PRECONDITION_MISSING "no Cloud Sync configuration of ${DOMAIN} is found. Is this the right run folder? When the admin center shows none either, say so with --no-configuration ${DOMAIN}"
      fi
      check none-active passed none none "no configuration of ${DOMAIN} is found and this kit has made none; the operator says that the admin center shows none"
      kit_finish
    fi
  fi
fi
# Works from the state, and without it by looking the configuration up.
need_principal "$DOMAIN" "$DISPLAY_NAME"
for template in "${ORDER[@]}"; do
  list_jobs
  pause_job "$template"
done

list_jobs
active_jobs
others=$kit_answer
if [[ -z $others ]]; then
  check none-active passed none none "no job of ${DOMAIN} is active"
elif kit_applies; then
  check none-active failed none "$others" "still active, and of no template that this kit makes: ${others}; pause them in the admin center"
else
  check none-active skipped none "$others" "active now: ${others}"
fi
quarantines
if [[ -n $kit_answer ]]; then
  say "$kit_answer"
fi
if [[ $FORWARD != true ]]; then
  say "The jobs of ${DOMAIN} stay paused. Hand the units back to Connect Sync now; starting with this scope again is refused until the wave was redone."
fi
kit_finish
