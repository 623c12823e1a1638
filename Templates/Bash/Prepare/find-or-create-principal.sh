#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: creates one application with its service principal, only when the domain has none. Needs --apply.
# Does not: create jobs, start anything, or touch a configuration that is already there.
# Permissions: Application.ReadWrite.OwnedBy and Organization.Read.All; to adopt somebody else's configuration Application.Read.All
#   and Synchronization.ReadWrite.All
#   --apply          does it; without, the script only looks and tells
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}
readonly BODY={{domain.bodies}}/instantiate.json
readonly TEMPLATE=1a4721b3-e57f-4451-ae87-ef078703ec94

{{> Bash/Parts/load.sh}}

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" '' ''
kit_options writes "$@"
graph_open "$DOMAIN"
template=${SYNCSHIFT_APPLICATION_TEMPLATE:-$TEMPLATE}
plan GET "/servicePrincipals?\$filter=displayName eq '${DISPLAY_NAME}'" "is there a configuration?"
plan GET "/applicationTemplates/${template}"
plan POST "/applicationTemplates/${template}/instantiate" "body ${BODY}; only when there is none"
plan GET "/servicePrincipals/{id}" "until it is there"
plan GET "/servicePrincipals/{id}/synchronization/templates" "which jobs it can have"
kit_show_plan

look_for_principal() {
  find_principal "$DOMAIN" "$DISPLAY_NAME"
  found=$principal_id
}

graph_begin
# A list may be empty for minutes although the principal exists.
# shellcheck disable=SC2034 # look_longer reads them.
creation_wait=300 creation_step=15
kit_state principalId
known=$kit_answer
look_for_principal
if [[ -z $found ]]; then
  graph_read "/applicationTemplates/${template}"
  create_once "the configuration of ${DOMAIN}" settled "/applicationTemplates/${template}/instantiate" "${kit_root}/${BODY}" \
    '.servicePrincipal | (.id // .objectId) // ""' look_for_principal instantiatePendingUtc
  if [[ -z $found ]]; then
    kit_finish
  fi
fi
principal_id=$found
kit_state instantiatePendingUtc
if [[ -n $kit_answer ]]; then
  created_once '.principalId = $found | .principalOrigin = "created" | .principalCreatedUtc = $now' instantiatePendingUtc
elif [[ -z $known ]]; then
  remember '.principalId = $id | .principalOrigin = "adopted"' --arg id "$principal_id"
  say "adopted service principal ${principal_id}"
fi

graph_window principalCreatedUtc
window=$kit_answer
if ! graph_send repeatable "$window" GET "/servicePrincipals/${principal_id}"; then
  graph_explain "GET /servicePrincipals/${principal_id}"
  stop EXIT_TIMED_OUT "service principal ${principal_id} cannot be read yet; it is in the state, run the script again later"
fi
check principal passed '' "$principal_id" "one configuration for ${DOMAIN}: service principal ${principal_id}"
graph_want '' '[.value[].id] | sort | join(", ")'
if ! graph_send repeatable "$window" GET "/servicePrincipals/${principal_id}/synchronization/templates"; then
  graph_explain "GET /servicePrincipals/${principal_id}/synchronization/templates"
  stop EXIT_TIMED_OUT "the provisioning service does not know service principal ${principal_id} yet; it is in the state, run the script again later"
fi
offered=${graph_fields[0]}
if [[ ", ${offered}, " == *", AD2AADProvisioning, "* ]]; then
  check templates passed AD2AADProvisioning "$offered" "it offers the jobs ${offered}"
else
  check templates failed AD2AADProvisioning "$offered" "it does not offer the provisioning job"
fi
kit_finish
