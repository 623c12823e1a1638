#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: creates the job that writes Exchange attributes back to {{domain.name|comment}}, when it is missing, and starts it. Needs
#   --apply, an open gate and the wave's name.
# Does not: do either while Connect Sync writes the same attributes back (unknown counts as yes), nor before mailNickname was found on user.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

{{> Bash/Parts/gate-values.sh}}
readonly WANTS_WRITEBACK={{domain.exchangeHybridWriteback}}
readonly CONNECT_WRITES={{domain.connectWritesExchangeBack}}
readonly JOB_BODY={{domain.bodies}}/create-job-AAD2ADExchangeHybridWriteback.json

{{> Bash/Parts/load.sh}}
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
{{> Bash/Parts/pass-gate.sh}}
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
