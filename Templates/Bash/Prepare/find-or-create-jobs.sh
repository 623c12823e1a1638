#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: creates the jobs that are wanted and missing, disabled. Needs --apply.
# Does not: start a job, or create the Exchange writeback job (that is done after its own checks, in the wave).
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All for a configuration that somebody else made;
#   Organization.Read.All
#   --apply          does it; without, the script only looks and tells
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}
readonly BODIES={{domain.bodies}}
readonly WANTS_HASHES={{domain.passwordHashSync}}
readonly WANTS_DEVICES={{domain.deviceSync}}

{{> Bash/Parts/load.sh}}

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
