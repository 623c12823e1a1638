#!/usr/bin/env bash
# How the configuration of a domain, a service principal, is recognised.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

principal_id=
principal_fresh=settled

# Inside the window after a creation that the state knows of: fresh or settled, in kit_answer.
graph_window() {
  local created now since
  kit_state "$1"
  created=$kit_answer
  kit_answer=settled
  if [[ -n $created ]]; then
    printf -v now '%(%s)T' -1
    since=$(jq -rn --arg time "$created" '$time | fromdateiso8601')
    if ((now - since < GRAPH_WINDOW)); then
      kit_answer=fresh
    fi
  fi
}

# find_principal DOMAIN DISPLAY-NAME: the service principal of the domain's configuration in principal_id; empty when there is none.
# Two are an error. A display name alone is no proof: the template has to be the right one.
find_principal() {
  local found query count list="${kit_temporary}/principals"
  graph_window .principalCreatedUtc
  principal_fresh=$kit_answer
  kit_state .principalId
  principal_id=$kit_answer
  if [[ -n $principal_id ]]; then
    if ! graph_send repeatable "$principal_fresh" GET "/servicePrincipals/${principal_id}"; then
      if [[ $graph_status == 404 ]]; then
        stop EXIT_PRECONDITION_MISSING "the state names service principal ${principal_id}, which does not exist (any more); find out why before anything is created anew"
      fi
      graph_failed "GET /servicePrincipals/${principal_id}"
    fi
    if ! jq -e --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" 'include "jobs"; is_configuration($template)' "$graph_answer" >/dev/null; then
      stop EXIT_AMBIGUOUS "service principal ${principal_id} of the state is not a Cloud Sync configuration"
    fi
    return 0
  fi
  odata "$2"
  uri "displayName eq ${kit_answer}"
  query=$kit_answer
  graph_pages "/servicePrincipals?\$filter=${query}" "$list"
  found=$(jq -rs --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" \
    'include "jobs"; map(select(is_configuration($template)) | .id) | unique | .[]' "$list")
  if [[ -z $found ]]; then
    # Old tenants: one service principal whose appId is the template's, under another name. It may serve another domain.
    uri "appId eq '${GRAPH_TEMPLATE}'"
    graph_pages "/servicePrincipals?\$filter=${kit_answer}" "$list"
    found=$(jq -rs --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" \
      'include "jobs"; map(select(is_configuration($template)) | .id) | unique | .[]' "$list")
    if [[ -n $found && $found != *$'\n'* ]]; then
      legacy_serves "$found" "$1" || found=
    fi
  fi
  if [[ -z $found ]]; then
    return 0
  fi
  count=$(wc -l <<<"$found")
  if ((count > 1)); then
    warn "service principals that fit: ${found//$'\n'/ }"
    stop EXIT_AMBIGUOUS "${count} configurations are called $2; remove the wrong one in the admin center, or tell which by a state file of its own run folder"
  fi
  principal_id=$found
}

# legacy_serves ID DOMAIN: whether an old tenant's service principal is bound to this domain.
legacy_serves() {
  local bound
  graph_read "/servicePrincipals/$1/synchronization/secrets"
  bound=$(jq -r '[.value[] | select(.key == "Domain") | .value // "" | (try fromjson.domain catch "")][0] // ""' "$graph_answer")
  if [[ -z $bound ]]; then
    stop EXIT_AMBIGUOUS "service principal $1 of an old tenant is bound to no domain; look at it in the admin center first"
  fi
  [[ ${bound,,} == "${2,,}" ]]
}

# need_principal DOMAIN DISPLAY-NAME: the same, and it has to be there.
need_principal() {
  find_principal "$1" "$2"
  if [[ -z $principal_id ]]; then
    stop EXIT_PRECONDITION_MISSING "there is no Cloud Sync configuration for $1; run 30-graph first"
  fi
}
