#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: starts the job for devices of {{domain.name|comment}}, a preview. Needs --apply, an open gate and the wave's name.
# Does not: start it unless the environment acknowledges the preview, nor before provisioning has been through its initial cycle.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

{{> Bash/Parts/gate-values.sh}}
readonly WANTS_DEVICES={{domain.deviceSync}}

{{> Bash/Parts/load.sh}}
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
{{> Bash/Parts/pass-gate.sh}}
need_cycle AD2AADProvisioning
if kit_applies; then
  confirm "$WAVE" "This starts device synchronization of ${DOMAIN}, a preview."
fi
list_jobs
start_job AD2AADDeviceSync ''
kit_finish
