#!/usr/bin/env bash
#
# Check agents and the tenant's deletion guard with a person's sign-in
#
# Purpose: Agent health and the tenant-wide deletion guard can be read with delegated permissions only. The guard of Connect Sync also holds back deletions of Cloud Sync.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    graph.delegated
# Expected: Every domain has active agents; the guard's threshold is known.
# Go on or stop: Stop when a domain has no active agent. What could not be read is not verified, which is not a pass.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads.
# Does not: work with an application's sign-in: what it reads is open to a signed-in person only. With --sign-in certificate or
#   client-secret everything is reported as skipped and the exit code is "not verified".
# Permissions (delegated): Policy.Read.HybridAuthentication, OnPremisesPublishingProfiles.ReadWrite.All (to list the domains that
#   agents serve), OnPremDirectorySynchronization.Read.All with the role Global Administrator, Organization.Read.All
# Agent calls exist in beta only; everything else of this kit uses v1.0.
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, contoso-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: certificate); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   GRAPH-PERM: Microsoft Graph permissions map, 2026-08-07
#   MS-CSDEL: Microsoft Learn: Connect Sync, prevent accidental deletes, 2025

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='graph.delegated'
readonly DOMAINS=(
  'contoso.com'
)
# Agents that Microsoft recommends for a domain.
readonly RECOMMENDED=3

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" '' '' ''
kit_options reads "$@"
# A person signs in here, whatever the other scripts do.
if [[ -z $kit_sign_in ]]; then
  kit_sign_in=device-code
  if [[ -n ${SYNCSHIFT_TOKEN:-}${SYNCSHIFT_TOKEN_FD:-}${SYNCSHIFT_TOKEN_FILE:-} ]]; then
    kit_sign_in=token
  fi
fi
graph_open tenant
plan GET "beta /onPremisesPublishingProfiles/provisioning/agents?\$expand=agentGroups"
plan GET "beta /onPremisesPublishingProfiles/provisioning/publishedResources?\$expand=*"
plan GET "/directory/onPremisesSynchronization"
kit_show_plan

# delegated ID URL: reads, or reports the check as skipped when the sign-in cannot see it.
delegated() {
  if graph_send repeatable settled GET "$2"; then
    return 0
  fi
  graph_explain "GET ${2%%\?*}"
  case $graph_status in
    401 | 403)
      check "$1" notVerified '' "status ${graph_status}" "skipped: this sign-in may not read it; a person with the permissions above has to"
      return 1
      ;;
    *) graph_failed "GET ${2%%\?*}" ;;
  esac
}

if [[ $kit_sign_in == certificate || $kit_sign_in == client-secret ]]; then
  check agents notVerified '' skipped "skipped: agent health is open to a signed-in person only"
  check deletion-guard notVerified '' skipped "skipped: the tenant's deletion guard is open to a signed-in person only"
  kit_finish
fi
graph_begin
beta="${graph_root}/beta/onPremisesPublishingProfiles/provisioning"
if delegated agents "${beta}/agents?\$expand=agentGroups"; then
  agents="${kit_temporary}/agents"
  cat -- "$graph_answer" >"$agents"
  jq -r '.value[] | "  \(.machineName): \(.status)"' "$agents"
  if delegated agent-domains "${beta}/publishedResources?\$expand=*"; then
    for domain in "${DOMAINS[@]}"; do
      numbers=$(jq -r --arg domain "$domain" --slurpfile agents "$agents" '
        [.value[] | select((.resourceName // "" | ascii_downcase) == ($domain | ascii_downcase)) | .agentGroups[]?.id] as $groups
        | [$agents[0].value[] | select(any(.agentGroups[]?; .id as $id | $groups | index([$id]) != null))] as $mine
        | "\($mine | map(select(.status == "active")) | length) \($mine | length)"' "$graph_answer")
      read -r active all <<<"$numbers"
      if ((active == 0)); then
        check "agents.${domain}" failed 'at least 1' "$active of $all" "${domain} has no active agent"
      elif ((active < RECOMMENDED)); then
        check "agents.${domain}" passed "$RECOMMENDED" "$active of $all" "${domain} has ${active} active agents; ${RECOMMENDED} are recommended so that one may fail"
      else
        check "agents.${domain}" passed "$RECOMMENDED" "$active of $all" "${domain} has ${active} active agents"
      fi
    done
  fi
fi
if delegated deletion-guard "/directory/onPremisesSynchronization"; then
  guard=$(jq -r '.value[0].configuration.accidentalDeletionPrevention | "\(.synchronizationPreventionType), threshold \(.alertThreshold)"' "$graph_answer")
  check deletion-guard passed '' "$guard" "the tenant's deletion guard: ${guard}. It holds back deletions of Cloud Sync as well"
fi
kit_finish
