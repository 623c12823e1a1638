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
# How long to look for what an interrupted request may have created, in seconds.
readonly LOOK_AGAIN=300
readonly LOOK_EVERY=15

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

# Looks for a while, because a list may be empty for minutes although the principal exists.
look_again() {
  local waited=0
  while ((waited < LOOK_AGAIN)); do
    find_principal "$DOMAIN" "$DISPLAY_NAME"
    if [[ -n $principal_id ]]; then
      return 0
    fi
    say "not found yet; looking again in ${LOOK_EVERY} s"
    nap "$LOOK_EVERY"
    waited=$((waited + LOOK_EVERY))
  done
  find_principal "$DOMAIN" "$DISPLAY_NAME"
}

remember_principal() {
  remember '.principalId = $id | .principalOrigin = $origin | .principalCreatedUtc = (if $origin == "created" then $now else .principalCreatedUtc end) | del(.instantiatePendingUtc)' \
    --arg id "$1" --arg origin "$2"
}

graph_begin
kit_state .principalId
known=$kit_answer
kit_state .instantiatePendingUtc
pending=$kit_answer
if [[ -n $pending ]]; then
  say "an earlier run was interrupted while it created the configuration (${pending}); looking for what it made"
  look_again
  if [[ -n $principal_id ]]; then
    remember_principal "$principal_id" created
  fi
else
  find_principal "$DOMAIN" "$DISPLAY_NAME"
fi

if [[ -z $principal_id ]]; then
  graph_read "/applicationTemplates/${template}"
  if ! kit_applies; then
    would POST "/applicationTemplates/${template}/instantiate" "body ${BODY}"
    kit_finish
  fi
  tries=0
  while [[ -z $principal_id ]]; do
    tries=$((tries + 1))
    if ((tries > 3)); then
      stop EXIT_UNEXPECTED_ERROR "the template could not be instantiated, and nothing was created; try again later"
    fi
    # Written first: whoever finds this mark knows that a request may have left.
    remember '.instantiatePendingUtc = $now'
    if graph_send once settled POST "/applicationTemplates/${template}/instantiate" "${kit_root}/${BODY}"; then
      principal_id=$(jq -r '.servicePrincipal | (.id // .objectId) // ""' "$graph_answer")
      if [[ -z $principal_id ]]; then
        stop EXIT_UNEXPECTED_ERROR "the answer to instantiate names no service principal; look at the tenant before running this again"
      fi
      remember_principal "$principal_id" created
      say "created service principal ${principal_id}"
      known=
    else
      case $graph_status in
        000 | 5??)
          graph_explain "POST instantiate"
          say "it may have been done all the same; looking before anything is sent again"
          look_again
          if [[ -n $principal_id ]]; then
            remember_principal "$principal_id" created
          fi
          ;;
        *)
          remember 'del(.instantiatePendingUtc)'
          graph_failed "POST /applicationTemplates/${template}/instantiate"
          ;;
      esac
    fi
  done
elif [[ -z $known && -z $pending ]]; then
  remember_principal "$principal_id" adopted
  say "adopted service principal ${principal_id}"
fi

graph_window .principalCreatedUtc
window=$kit_answer
if ! graph_send repeatable "$window" GET "/servicePrincipals/${principal_id}"; then
  graph_explain "GET /servicePrincipals/${principal_id}"
  stop EXIT_TIMED_OUT "service principal ${principal_id} cannot be read yet; it is in the state, run the script again later"
fi
check principal passed '' "$principal_id" "one configuration for ${DOMAIN}: service principal ${principal_id}"
if ! graph_send repeatable "$window" GET "/servicePrincipals/${principal_id}/synchronization/templates"; then
  graph_explain "GET /servicePrincipals/${principal_id}/synchronization/templates"
  stop EXIT_TIMED_OUT "the provisioning service does not know service principal ${principal_id} yet; it is in the state, run the script again later"
fi
offered=$(jq -r '[.value[].id] | sort | join(", ")' "$graph_answer")
if [[ ", ${offered}, " == *", AD2AADProvisioning, "* ]]; then
  check templates passed AD2AADProvisioning "$offered" "it offers the jobs ${offered}"
else
  check templates failed AD2AADProvisioning "$offered" "it does not offer the provisioning job"
fi
kit_finish
