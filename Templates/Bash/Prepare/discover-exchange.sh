#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: asks the service to read the directory's schema through an agent. Needs --apply, because it is a POST.
# Does not: create or start the writeback job; it only records what was found.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.Read.All and Directory.ReadWrite.All (discover accepts no less);
#   Organization.Read.All
#   --apply          does it; without, the script only looks and tells
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}

{{> Bash/Parts/load.sh}}

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" '' ''
kit_options writes "$@"
graph_open "$DOMAIN"
plan GET "/servicePrincipals/{id}/synchronization/jobs/{id}/schema/directories"
plan POST "/servicePrincipals/{id}/synchronization/jobs/{id}/schema/directories/{id}/discover" "no body"
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
list_jobs
need_job AD2AADProvisioning
kit_state exchange mailNickname
if [[ $kit_answer == true ]]; then
  check mailNickname passed present present "mailNickname was found on user before; nothing was sent"
  kit_finish
fi
url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/schema/directories"
graph_read "$url" "$principal_fresh" '' '[.value[] | select(.name == "Active Directory") | .id] | if length == 1 then .[0] else "" end'
directory=${graph_fields[0]}
if [[ -z $directory ]]; then
  stop EXIT_AMBIGUOUS "the job's schema does not have exactly one directory named Active Directory"
fi
if ! kit_applies; then
  uri "$directory"
  would POST "${url}/${kit_answer}/discover" "no body"
  kit_finish
fi
uri "$directory"
# On user, and without case: the directory spells mailNickname, a page of the documentation mailNickName.
graph_want '' '[.objects[]? | select(.name == "user") | .attributes[]?.name | ascii_downcase] | index(["mailnickname"]) != null'
if ! graph_send repeatable "$principal_fresh" POST "${url}/${kit_answer}/discover"; then
  graph_failed "POST ${url}/${kit_answer}/discover"
fi
found=${graph_fields[0]}
remember '.exchange = {mailNickname: $found, checkedUtc: $now}' --argjson found "$found"
if [[ $found == true ]]; then
  check mailNickname passed present present "mailNickname is on user; the Exchange schema is there"
else
  check mailNickname failed present absent \
    "mailNickname is not on user: no writeback job will be made. Extend the schema with Exchange setup, restart the agents, and run this again"
fi
kit_finish
