#!/usr/bin/env bash
# How the configuration of a domain, a service principal, is recognised.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

principal_id=
principal_fresh=settled

# graph_window KEY …: whether the creation whose time stands under these keys of the state is so fresh that it may not be replicated yet: fresh or
# settled, in kit_answer. Times of the state sort as text.
graph_window() {
  local now oldest
  printf -v now '%(%s)T' -1
  printf -v oldest '%(%Y-%m-%dT%H:%M:%SZ)T' $((now - GRAPH_WINDOW))
  kit_state "$@"
  if [[ $kit_answer > $oldest ]]; then
    kit_answer=fresh
  else
    kit_answer=settled
  fi
}

# find_principal DOMAIN DISPLAY-NAME: the service principal of the domain's configuration in principal_id; empty when there is none.
# Two are an error. A display name alone is no proof: the template has to be the right one.
find_principal() {
  local found count
  graph_window principalCreatedUtc
  principal_fresh=$kit_answer
  kit_state principalId
  principal_id=$kit_answer
  if [[ -n $principal_id ]]; then
    graph_want jobs 'is_configuration($template)' --arg template "$GRAPH_TEMPLATE"
    if ! graph_send repeatable "$principal_fresh" GET "/servicePrincipals/${principal_id}"; then
      if [[ $graph_status == 404 ]]; then
        stop EXIT_PRECONDITION_MISSING "the state names service principal ${principal_id}, which does not exist (any more); find out why before anything is created anew"
      fi
      graph_failed "GET /servicePrincipals/${principal_id}"
    fi
    if [[ ${graph_fields[0]} != true ]]; then
      stop EXIT_AMBIGUOUS "service principal ${principal_id} of the state is not a Cloud Sync configuration"
    fi
    return 0
  fi
  odata "$2"
  configurations_where "displayName eq ${kit_answer}"
  found=$kit_answer
  if [[ -z $found ]]; then
    # Old tenants: one service principal whose appId is the template's, under another name. It may serve another domain.
    configurations_where "appId eq '${GRAPH_TEMPLATE}'"
    found=$kit_answer
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

# configurations_where CONDITION: the identifiers of the service principals that fit and are Cloud Sync configurations, one a line in kit_answer.
configurations_where() {
  local list="${kit_temporary}/principals"
  uri "$1"
  graph_pages "/servicePrincipals?\$filter=${kit_answer}" "$list"
  kit_answer=$(jq -rs --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" \
    'include "jobs"; map(select(is_configuration($template)) | .id) | unique | .[]' "$list")
}

# legacy_serves ID DOMAIN: whether an old tenant's service principal is bound to this domain.
legacy_serves() {
  local bound
  graph_read "/servicePrincipals/$1/synchronization/secrets" settled '' \
    '[.value[] | select(.key == "Domain") | .value // "" | (try fromjson.domain catch "")][0] // ""'
  bound=${graph_fields[0]}
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
