#!/usr/bin/env bash
#
# Find or create the provisioning jobs of contoso.com
#
# Purpose: Creates the jobs that this domain needs, each once and disabled. The writeback job is not among them: it is made after the schema was discovered and Connect's writeback is off.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    graph.contoso.com.jobs
# Needs:
#   graph.contoso.com.principal
# Expected: The jobs exist and none is active.
# Go on or stop: Stop when a job is active that this kit did not start.
# Undo:    Jobs that never ran may stay; they do nothing.
#
# Changes: creates the jobs that are wanted and missing, disabled. Needs --apply.
# Does not: start a job, or create the Exchange writeback job (that is done after its own checks, in the wave).
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All for a configuration that somebody else made;
#   Organization.Read.All
#   --apply          does it; without, the script only looks and tells
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

readonly STEP='graph.contoso.com.jobs'
readonly DOMAIN='contoso.com'
readonly DISPLAY_NAME='contoso.com'
readonly BODIES='30-graph/contoso.com/bodies'
readonly WANTS_HASHES=true
readonly WANTS_DEVICES=false

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" '' ''
kit_options writes "$@"
graph_open "$DOMAIN"
wanted=(AD2AADProvisioning)
if [[ $WANTS_HASHES == true ]]; then
  wanted+=(AD2AADPasswordHash)
fi
if [[ $WANTS_DEVICES == true ]]; then
  wanted+=(AD2AADDeviceSync)
fi
plan GET "/servicePrincipals/{id}/synchronization/jobs"
for template in "${wanted[@]}"; do
  plan POST "/servicePrincipals/{id}/synchronization/jobs" "body ${BODIES}/create-job-${template}.json; only when missing"
done
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
for template in "${wanted[@]}"; do
  find_or_create_job "$template" "${BODIES}/create-job-${template}.json"
done

if kit_applies; then
  list_jobs
fi
active_jobs
active=$kit_answer
if [[ -z $active ]]; then
  check not-started passed none none "no job is active"
elif state_has started; then
  check not-started passed '' "$active" "active jobs were started by a wave of this kit: ${active}"
else
  check not-started failed none "$active" "a job is active that this kit did not start: ${active}"
fi
kit_finish
