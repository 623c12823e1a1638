#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: starts the provisioning job of {{domain.name|comment}}{{#if scope.wasScopedBefore}} and restarts it, so that the new units are read{{/if}}.
#   Needs --apply, an open gate and the wave's name.
# Does not: start a job that runs or is in quarantine, or any other job.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

{{> Bash/Parts/gate-values.sh}}
# Whether an earlier wave scoped this domain; a wider scope needs a restart to be read.
readonly SCOPED_BEFORE={{scope.wasScopedBefore}}
readonly RESTART={{domain.bodies}}/restart-full.json

{{> Bash/Parts/load.sh}}
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

{{> Bash/Parts/pass-gate.sh}}
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
