#!/usr/bin/env bash
#
# Create the directory extensions of fabrikam.com
#
# Purpose: Looks for a directory extension of each listed attribute (employeeID, fabrikam-CostCentre), first among those that Connect Sync made, then at CloudSyncCustomExtensionsApp, the only other application whose extensions Cloud Sync writes. Creates what is missing, each once, with the type that Active Directory gives.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    graph.fabrikam.com.extensions
# Needs:
#   graph.fabrikam.com.secrets
# Expected: One extension for each attribute, its full name in the result and in the run folder.
# Go on or stop: Stop when the agents do not know an attribute: they find new ones only after a restart. Stop when an extension of another type has the name.
# Undo:    An extension that nothing maps to holds no data and may stay. Deleting one deletes its values on every object, so this kit does not do it.
#
# Changes: creates what is missing: the application CloudSyncCustomExtensionsApp (once a tenant), its service principal, and one directory
#   extension for each listed attribute. Lets an agent read the directory's schema anew when an attribute is not in it yet. Needs --apply.
# Does not: touch extensions that Connect Sync made (Tenant Schema Extension App); one that is there already is used, never doubled,
#   because applications and dynamic groups read it. Does not map the attributes: the next step says how. Deletes nothing.
# Permissions: Application.ReadWrite.OwnedBy and Application.Read.All, Application.ReadWrite.All when somebody else made the application;
#   Synchronization.Read.All, and Directory.ReadWrite.All where discovery is needed, for a configuration that somebody else made;
#   Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-CUST: Microsoft Learn: Custom attribute mapping in Cloud Sync, 2025
#   GRAPH-META: Microsoft Graph v1.0 metadata, 2026-08-20
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='graph.fabrikam.com.extensions'
readonly DOMAIN='fabrikam.com'
readonly DISPLAY_NAME='fabrikam.com'
readonly BODY='30-graph/fabrikam.com/bodies'/extension-application.json
# Attributes of Active Directory, one extension each.
readonly ATTRIBUTES=(
  'employeeID'
  'fabrikam-CostCentre'
)
# The application that Connect Sync makes for its own extensions.
readonly CONNECT_APPLICATION='Tenant Schema Extension App'

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
plan GET "/servicePrincipals/{id}/synchronization/jobs/{id}/schema" "are the attributes known, and of which type?"
plan POST "/servicePrincipals/{id}/synchronization/jobs/{id}/schema/directories/{id}/discover" "no body; only when one is not known"
plan GET "/applications?\$filter=displayName eq '${CONNECT_APPLICATION}'" "and its extensionProperties"
plan GET "/applications?\$filter=identifierUris/any(uri:uri eq '…')" "and its extensionProperties"
plan POST "/applications" "body ${BODY}; only when there is none"
plan GET "/servicePrincipals?\$filter=appId eq '{appId}'"
plan POST "/servicePrincipals" "appId of the application; only when there is none"
for attribute in "${ATTRIBUTES[@]}"; do
  plan POST "/applications/{id}/extensionProperties" "for ${attribute}; only when it is in neither application"
done
kit_show_plan

# Each look leaves what it found as one JSON object in found, or leaves it empty.
# Identifier and appId of the application.
application_id=
application_app=
wanted=

look_for_application() {
  local address list="${kit_temporary}/applications" count
  address=$(jq -r '.identifierUris[0]' "${kit_root}/${BODY}")
  found=
  # The documentation spells the address both ways.
  for address in "$address" "API${address#api}"; do
    odata "$address"
    uri "identifierUris/any(uri:uri eq ${kit_answer})"
    graph_pages "/applications?\$filter=${kit_answer}" "$list"
    count=$(wc -l <"$list")
    if ((count > 1)); then
      stop EXIT_AMBIGUOUS "${count} applications carry the identifier ${address}; remove the wrong one in the admin center first"
    fi
    found=$(jq -c '{id, appId}' "$list")
    if [[ -n $found ]]; then
      return 0
    fi
  done
}

look_for_principal() {
  local list="${kit_temporary}/extension-principals"
  uri "appId eq '${application_app}'"
  graph_pages "/servicePrincipals?\$filter=${kit_answer}" "$list"
  found=$(jq -cs '.[0] // empty | {id}' "$list")
}

look_for_extension() {
  local list="${kit_temporary}/extensions" url="/applications/${application_id}/extensionProperties"
  graph_read "$url" "$window" schema '.["@odata.nextLink"] // "", (.value | [extension_named($wanted.name)][0] | if . == null then "" else tojson end)' --argjson wanted "$wanted"
  found=${graph_fields[1]}
  if [[ -n ${graph_fields[0]} ]]; then
    graph_pages "$url" "$list"
    found=$(jq -cs --argjson wanted "$wanted" -L "${kit_root}/lib" 'include "schema"; extension_named($wanted.name)' "$list")
  fi
}

# create WHAT PATH BODY LOOK: it exists once afterwards, in found; empty only in a dry run.
create() {
  local mark
  state_path extensions pending "$1"
  mark=$kit_answer
  "$4"
  create_once "$1" "$window" "$2" "$3" 'select((.id // "") != "") | tojson' "$4" "$mark"
  kit_state "$mark"
  if [[ -n $kit_answer && -n $found ]]; then
    created_once '.extensions.createdUtc = $now' "$mark"
    window=fresh
  fi
}

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
list_jobs
need_job AD2AADProvisioning
graph_window extensions createdUtc
window=$kit_answer

# --- What Active Directory says about the attributes ---
directory="${kit_temporary}/directory.json"
wishes="${kit_temporary}/wishes"
read_schema "${kit_temporary}/schema.json"
if ! jq -L "${kit_root}/lib" 'include "schema"; active_directory' "${kit_temporary}/schema.json" >"$directory" 2>"${kit_temporary}/jq-error"; then
  stop EXIT_AMBIGUOUS "the job's schema does not have exactly one directory named Active Directory"
fi
# What discovery told an earlier run may not be in the job's schema, so the state keeps it.
read_wishes() {
  query_state '.extensions.wishes | tojson'
  jq -c -L "${kit_root}/lib" --argjson known "${kit_answer:-null}" 'include "schema"; . as $directory | $ARGS.positional[] as $attribute
    | $directory | extension_wish($attribute) | if .problem == "unknown" then $known[$attribute] // . else . end' \
    "$directory" --args "${ATTRIBUTES[@]}" >"$wishes"
  said=$(jq -rs '"\(any(.[]; .problem == "unknown")) \(group_by(.name | ascii_downcase) | any(.[]; length > 1))"' "$wishes")
  unknown=${said% *}
  twice=${said#* }
}
read_wishes
if [[ $unknown == true ]]; then
  url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/schema/directories"
  id=$(jq -r .id "$directory")
  uri "$id"
  if kit_applies; then
    if ! graph_send repeatable "$principal_fresh" POST "${url}/${kit_answer}/discover"; then
      graph_failed "POST ${url}/${kit_answer}/discover"
    fi
    cat -- "$graph_answer" >"$directory"
    read_wishes
  else
    would POST "${url}/${kit_answer}/discover" "no body"
  fi
fi
if [[ $twice == true ]]; then
  stop EXIT_AMBIGUOUS "two of the attributes would get the same extension name; an extension's name holds letters, digits and underscores only"
fi

# --- What Connect Sync made before ---
connect_extensions="${kit_temporary}/connect-extensions"
: >"$connect_extensions"
odata "$CONNECT_APPLICATION"
uri "displayName eq ${kit_answer}"
graph_pages "/applications?\$filter=${kit_answer}" "${kit_temporary}/connect-applications"
jq -r .id "${kit_temporary}/connect-applications" >"${kit_temporary}/connect-ids"
while IFS= read -r id; do
  graph_pages "/applications/${id}/extensionProperties" "${kit_temporary}/page"
  cat -- "${kit_temporary}/page" >>"$connect_extensions"
done <"${kit_temporary}/connect-ids"

# tell EXTENSION ORIGIN: the check of one attribute, and its full name for the mapping in the state.
tell() {
  local name said
  jq -nj --argjson extension "$1" --argjson wanted "$wanted" -L "${kit_root}/lib" 'include "fields"; include "schema";
    $extension | .name, extension_differences($wanted) | fields' >"${kit_temporary}/told"
  kit_take_fields "${kit_temporary}/told"
  name=${kit_fields[0]}
  said=${kit_fields[1]}
  if [[ -n $said ]]; then
    check "extension.${attribute}" failed '' "$name" "${name} is there (${2}), but ${said}"
    return 0
  fi
  kit_state extensions names "$attribute"
  if [[ $kit_answer != "$name" ]]; then
    remember '.extensions.names[$attribute] = $name | .extensions.wishes[$attribute] = $wish' --arg attribute "$attribute" --arg name "$name" \
      --argjson wish "$wanted"
  fi
  check "extension.${attribute}" passed '' "$name" "${attribute} goes to ${name} (${2})"
}

# Six of each attribute: what is wanted, its name, what stands against it, its type, the body that creates it, and the extension that Connect Sync made.
jq -j -L "${kit_root}/lib" --slurpfile connect "$connect_extensions" 'include "fields"; include "schema";
  . as $wanted | tojson, .attribute, .problem // "", .type, ({name, dataType, isMultiValued, targetObjects} | tojson),
  ($connect | [extension_named($wanted.name)][0] | if . == null then "" else tojson end) | fields' "$wishes" >"${kit_temporary}/wish-fields"
kit_take_fields "${kit_temporary}/wish-fields"
rows=("${kit_fields[@]}")

ready=unknown
for ((index = 0; index < ${#rows[@]}; index += 6)); do
  wanted=${rows[index]}
  attribute=${rows[index + 1]}
  case ${rows[index + 2]} in
    unknown)
      if ! kit_applies; then
        check "extension.${attribute}" skipped '' '' "${attribute} is not in the job's schema; with --apply the agents are asked for it"
        continue
      fi
      check "extension.${attribute}" failed present absent \
        "the agents do not know ${attribute} on user or group; extend the schema if it is not there, restart the provisioning agents, and run this again"
      continue
      ;;
    type)
      check "extension.${attribute}" failed '' "${rows[index + 3]}" "${attribute} has the type ${rows[index + 3]}, which no directory extension has"
      continue
      ;;
    *) ;;
  esac
  if [[ -n ${rows[index + 5]} ]]; then
    tell "${rows[index + 5]}" "made by Connect Sync, kept"
    continue
  fi
  if [[ $ready == unknown ]]; then
    ready=false
    create CloudSyncCustomExtensionsApp /applications "${kit_root}/${BODY}" look_for_application
    if [[ -n $found ]]; then
      said=$(jq -r '"\(.id) \(.appId)"' <<<"$found")
      application_id=${said% *}
      application_app=${said#* }
      jq -n --arg app "$application_app" '{appId: $app}' >"${kit_temporary}/principal.json"
      create "the service principal of CloudSyncCustomExtensionsApp" /servicePrincipals "${kit_temporary}/principal.json" look_for_principal
      if [[ -n $found ]]; then
        ready=true
      fi
    fi
  fi
  if [[ $ready == false ]]; then
    would POST "/applications/{id}/extensionProperties" "for ${attribute}"
    continue
  fi
  printf '%s\n' "${rows[index + 4]}" >"${kit_temporary}/extension.json"
  create "the extension of ${attribute}" "/applications/${application_id}/extensionProperties" "${kit_temporary}/extension.json" look_for_extension
  if [[ -n $found ]]; then
    tell "$found" "of CloudSyncCustomExtensionsApp"
  fi
done
kit_finish
