#!/usr/bin/env bash
#
# Check tools, tenant and template for emea.fabrikam.com
#
# Purpose: Checks bash, curl, jq and openssl, signs in, compares the tenant with the planned one and asks whether the application template exists in this cloud.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    graph.emea.fabrikam.com.preflight
# Expected: Tenant 7d0c2f4e-91b3-4a6d-8e2f-5a1b3c4d5e6f answers and the template is there.
# Go on or stop: Stop when the tenant differs.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing; it only reads.
# Does not: create, start, stop or change anything.
# Permissions: Organization.Read.All, Application.Read.All (or Application.ReadWrite.OwnedBy)
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-GRAPH: Microsoft Learn: Configure Cloud Sync with Microsoft Graph, 2024-04-26
#   GRAPH-META: Microsoft Graph v1.0 metadata, 2026-08-20
#   GRAPH-PERM: Microsoft Graph permissions map, 2026-08-07
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='graph.emea.fabrikam.com.preflight'
readonly DOMAIN='emea.fabrikam.com'
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
kit_options reads "$@"
graph_open "$DOMAIN"
template=${SYNCSHIFT_APPLICATION_TEMPLATE:-$TEMPLATE}
plan GET "/organization" "is this the tenant?"
plan GET "/applicationTemplates/${template}" "does this cloud have the template?"
kit_show_plan

check tools passed 'bash 4.4, curl 7.76, jq 1.6' "bash ${BASH_VERSION}" "bash, curl and jq are recent enough"
graph_begin
# graph_begin compared the tenant and would have stopped.
check tenant passed '' '' "signed in to the planned tenant"
synchronized=${graph_fields[1]}
if [[ $synchronized == true ]]; then
  check directory-synchronization passed true true "directory synchronization is on in this tenant"
else
  check directory-synchronization failed true "$synchronized" \
    "directory synchronization is not on; a tenant that Connect Sync serves has it, so this may be the wrong tenant"
fi
verified=false
for name in "${graph_fields[@]:2}"; do
  if [[ ${name,,} == "${DOMAIN,,}" ]]; then
    verified=true
  fi
done
if [[ $verified == true ]]; then
  check verified-domain passed "$DOMAIN" "$DOMAIN" "the domain's name is verified in the tenant"
else
  check verified-domain skipped "$DOMAIN" '' \
    "the domain's name is not verified in the tenant; that is usual for names like contoso.local, but every UPN suffix in use has to be verified"
fi
if graph_send repeatable settled GET "/applicationTemplates/${template}"; then
  check template passed "$template" "$template" "the application template exists in this cloud"
elif [[ $graph_status == 404 ]]; then
  check template failed "$template" '' \
    "this cloud does not publish the application template; find the right one in the admin center and set SYNCSHIFT_APPLICATION_TEMPLATE"
else
  graph_failed "GET /applicationTemplates/${template}"
fi
kit_finish
