#!/usr/bin/env bash
#
# Find or create the service principal for contoso.com
#
# Purpose: Looks for a Cloud Sync configuration of this domain first and adopts exactly one; instantiates the template only when there is none. Never blindly repeats the creation.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    graph.contoso.com.principal
# Needs:
#   graph.contoso.com.preflight
#   agents.install.contoso.com
# Expected: One service principal, its identifier in the run folder.
# Go on or stop: Stop when two fit.
# Undo:    Nothing runs yet, so it may stay. To remove it, delete the configuration 'contoso.com' in the portal while all its jobs are disabled and have never run.
#
# Changes: creates one application with its service principal, only when the domain has none. Needs --apply.
# Does not: create jobs, start anything, or touch a configuration that is already there.
# Permissions: Application.ReadWrite.OwnedBy and Organization.Read.All; to adopt somebody else's configuration Application.Read.All
#   and Synchronization.ReadWrite.All
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

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='graph.contoso.com.principal'
readonly DOMAIN='contoso.com'
readonly DISPLAY_NAME='contoso.com'
readonly BODY='30-graph/contoso.com/bodies'/instantiate.json
readonly TEMPLATE=1a4721b3-e57f-4451-ae87-ef078703ec94

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
