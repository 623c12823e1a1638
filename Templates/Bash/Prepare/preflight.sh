#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: nothing; it only reads.
# Does not: create, start, stop or change anything.
# Permissions: Organization.Read.All, Application.Read.All (or Application.ReadWrite.OwnedBy)
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly TEMPLATE=1a4721b3-e57f-4451-ae87-ef078703ec94

{{> Bash/Parts/load.sh}}

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
