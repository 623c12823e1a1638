#!/usr/bin/env bash
#
# Set the scope of emea.fabrikam.com to revision 1 (1 unit)
#
# Purpose: Fetches the job's schema, keeps a copy, sets the included containers to the units of the revision, adds the planned mappings, sends it back and reads it again. Refuses when the live scope holds a unit that this revision lacks, or is empty on a job that ever ran.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.pilot.scope.put.emea.fabrikam.com
# Needs:
#   graph.emea.fabrikam.com.secrets
#   waves.pilot.preview.pending-exports.FAB-SYNC01
#   waves.pilot.preview.pending-exports.FAB-SYNC02
# Expected: The scope that is read back equals the kit's, name by name.
# Go on or stop: Stop at any difference.
# Undo:    The job has never run, so the scope does nothing yet. Leave it, or restore the copy of the schema from the run folder while the job has never been started.
#
# Changes: the scope, the classes of objects, the attribute mappings and (with password hash sync) the CredentialData mapping in the schema of
#   the provisioning job, in one PUT, only when they are not there yet. Needs --apply.
# Does not: take a unit out of the scope, write an empty list, touch a running job, or start one.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
# Classes that it takes: user, group, contact; the others are switched off, because
#   Connect Sync goes on writing them.
# Units of emea.fabrikam.com in revision 1 (+ is new in this wave):
#   + OU=Müller & Söhne,DC=emea,DC=fabrikam,DC=com
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-GRAPH: Microsoft Learn: Configure Cloud Sync with Microsoft Graph, 2024-04-26
#   GRAPH-RULE: Microsoft Graph reference: synchronizationRule, 2026-08
#   MS-FAQ: Microsoft Learn: Cloud Sync FAQ, 2026-03-30
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.pilot.scope.put.emea.fabrikam.com'
readonly DOMAIN='emea.fabrikam.com'
readonly DISPLAY_NAME='emea.fabrikam.com'
readonly WAVE='pilot'
readonly REVISION=1
readonly SCOPE='waves/01-pilot/50-scope/emea.fabrikam.com/scope.json'
readonly MAPPINGS='30-graph/emea.fabrikam.com/bodies'/attribute-mappings.json
readonly WANTS_HASHES=true
# Reads after the write until it shows, 10 seconds apart.
readonly READ_BACK=12

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
kit_options writes "$@"
graph_open "$DOMAIN"
plan GET "/servicePrincipals/{id}/synchronization/jobs" "none may be active"
plan GET "/servicePrincipals/{id}/synchronization/jobs/{id}/schema" "kept as a copy in the run folder"
plan PUT "/servicePrincipals/{id}/synchronization/jobs/{id}/schema" "what was read, with the units of ${SCOPE}; only when it differs"
plan GET "/servicePrincipals/{id}/synchronization/jobs/{id}/schema" "read back and compared"
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
list_jobs
need_job AD2AADProvisioning
no_quarantine
job_value job_rans
ran=$kit_answer
if state_has started; then
  ran=true
fi
live="${kit_temporary}/live.json"
wanted="${kit_temporary}/wanted.json"
read_schema "$live"
before=$schema_version
judge_schema "$live" "${kit_root}/${SCOPE}" "${kit_root}/${MAPPINGS}" "$ran" "$WANTS_HASHES" "$wanted"
if [[ -z $schema_differences ]]; then
  check scope passed '' '' "scope and mappings are those of revision ${REVISION}; nothing was written"
  # An interrupted write that did arrive is settled here too.
  kit_state scope pending
  pending=$kit_answer
  kit_state scope revision
  if [[ $pending == true || $kit_answer != "$REVISION" ]]; then
    remember '.scope = {revision: $revision, utc: $now}' --argjson revision "$REVISION"
  fi
  kit_finish
fi
say "Differences between the live schema and revision ${REVISION}: ${schema_differences}"

active_jobs
active=$kit_answer
if [[ -n $active ]]; then
  stop EXIT_CHECK_FAILED "a job is active (${active}); a scope is never widened under a running job. Pause the jobs first"
fi
url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/schema"
if ! kit_applies; then
  would PUT "$url" "the schema as read, with the units of ${SCOPE}"
  kit_finish
fi

folder="${kit_run}/backup/graph/${DOMAIN,,}"
mkdir -p -- "$folder"
stamp=$(kit_now)
kit_place "$live" "${folder}/schema-${stamp//:/}.json"
say "the schema as it was is in ${folder}/schema-${stamp//:/}.json"
# There is no If-Match here and the last writer wins, so look once more right before writing.
again="${kit_temporary}/again.json"
read_schema "$again" "$live"
if [[ -n $schema_differences || $schema_version != "$before" ]]; then
  stop EXIT_CHECK_FAILED "somebody else changed the schema just now (${schema_differences:-its version}); nothing was written. Find out who, then run this again"
fi
list_jobs
active_jobs
active=$kit_answer
if [[ -n $active ]]; then
  stop EXIT_CHECK_FAILED "a job became active (${active}); nothing was written"
fi
need_job AD2AADProvisioning
remember '.scope = {revision: $revision, utc: $now, pending: true}' --argjson revision "$REVISION"
if ! graph_send repeatable "$principal_fresh" PUT "$url" "$wanted"; then
  graph_failed "PUT ${url}"
fi

tries=0
while true; do
  read_schema "$again" "$wanted"
  tries=$((tries + 1))
  if [[ -z $schema_differences ]] || ((tries >= READ_BACK)); then
    break
  fi
  say "what was written does not show yet; reading again"
  nap 10
done
if [[ -z $schema_differences ]]; then
  remember '.scope = {revision: $revision, utc: $now}' --argjson revision "$REVISION"
  check scope passed '' '' "the schema was written and read back equal: scope of revision ${REVISION}"
else
  check scope failed '' "$schema_differences" "what was read back is not what was written, at ${schema_differences}; do not start anything"
fi
kit_finish
