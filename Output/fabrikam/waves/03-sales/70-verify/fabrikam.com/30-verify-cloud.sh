#!/usr/bin/env bash
#
# Read logs, quarantine and job states of fabrikam.com
#
# Purpose: Groups the failures of the provisioning log by error code, reads the state of every job and counts what the log says this configuration wrote.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.sales.verify.cloud.fabrikam.com
# Needs:
#   waves.sales.start.watch.fabrikam.com
# Expected: No lasting failure, no quarantine.
# Go on or stop: Stop at quarantine or at failures that stay after a second cycle. An empty log is not a pass.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing in the cloud; writes what it read to evidence/fabrikam.com in the run folder.
# Does not: pass what it could not see: an empty log or no user at all is "not verified".
# Permissions: Synchronization.Read.All, Application.Read.All, ProvisioningLog.Read.All, User.Read.All, GroupMember.Read.All,
#   OrgContact.Read.All, Organization.Read.All
#   --since UTC      read the log from this time on (default: when provisioning was started, or one day back)
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-GRAPH: Microsoft Learn: Configure Cloud Sync with Microsoft Graph, 2024-04-26
#   MS-FAQ: Microsoft Learn: Cloud Sync FAQ, 2026-03-30
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.sales.verify.cloud.fabrikam.com'
readonly DOMAIN='fabrikam.com'
readonly DISPLAY_NAME='fabrikam.com'
readonly WAVE='sales'
readonly REVISION=3
readonly SCOPE='waves/03-sales/50-scope/fabrikam.com/scope.json'

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../../../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
kit_option --since
kit_options reads "$@"
kit_value --since ''
since=$kit_answer
if [[ -n $since && ! $since =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ ]]; then
  stop EXIT_WRONG_USAGE "--since takes a time such as 2026-11-24T13:00:00Z"
fi
graph_open "$DOMAIN"
readonly USER_PROPERTIES='id,displayName,mail,userPrincipalName,proxyAddresses,accountEnabled,lastPasswordChangeDateTime,onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesDistinguishedName,onPremisesDomainName,onPremisesSamAccountName,onPremisesImmutableId,onPremisesProvisioningErrors'
readonly GROUP_PROPERTIES='id,displayName,mail,proxyAddresses,onPremisesSyncEnabled,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesDomainName,onPremisesProvisioningErrors'
readonly CONTACT_PROPERTIES='id,displayName,mail,proxyAddresses,onPremisesSyncEnabled'
plan GET "/servicePrincipals/{id}/synchronization/jobs"
plan GET "/auditLogs/provisioning?\$filter=jobId eq '{id}' and activityDateTime gt {time}" "all pages"
plan GET "/users?\$filter=onPremisesSyncEnabled eq true&\$select=…" "all pages"
plan GET "/users/\$count?\$filter=onPremisesSyncEnabled eq true"
plan GET "/groups?\$filter=onPremisesSyncEnabled eq true&\$select=…" "all pages"
plan GET "/contacts?\$select=…" "all pages"
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
evidence="${kit_run}/evidence/${DOMAIN}"
mkdir -p -- "$evidence"

# --- Jobs ---
list_jobs
need_job AD2AADProvisioning
provisioning=$job_id
jq -j -L "${kit_root}/lib" 'include "fields"; .id, .schedule.state, .status.code, (.status.countSuccessiveCompleteFailures // 0) | fields' "$jobs_file" >"${kit_temporary}/told"
kit_take_fields "${kit_temporary}/told"
for ((index = 0; index < ${#job_ids[@]}; index++)); do
  name=${job_ids[index]%%.*}
  state=${kit_fields[4 * index + 1]}
  failures=${kit_fields[4 * index + 3]}
  if [[ -n ${job_quarantines[index]} ]]; then
    check "job.${name}" failed Active Quarantine "${job_quarantines[index]}"
  elif [[ $state != Active ]]; then
    check "job.${name}" failed Active "$state" "${name} does not run (${state})"
  elif ((failures > 0)); then
    check "job.${name}" failed 0 "$failures" "${name}: ${failures} failed runs in a row"
  else
    check "job.${name}" passed Active "$state" "${name} is active (${kit_fields[4 * index + 2]})"
  fi
done

# --- Provisioning log ---
if [[ -z $since ]]; then
  kit_state started AD2AADProvisioning serviceUtc
  since=$kit_answer
fi
if [[ -z $since ]]; then
  since=$(jq -rn 'now - 86400 | floor | todateiso8601')
fi
log="${kit_temporary}/log"
uri "jobId eq '${provisioning}' and activityDateTime gt ${since}"
graph_pages "/auditLogs/provisioning?\$filter=${kit_answer}" "$log"
# How many entries, how many deletions, the entries by their status, then four of each kind of failure.
jq -js -L "${kit_root}/lib" 'include "fields"; include "verify";
  length, ([.[] | select((.provisioningAction // "") | ascii_downcase | . == "delete" or . == "stageddelete")] | length),
  ([.[].provisioningStatusInfo.status] | group_by(.) | map("\(.[0]): \(length)") | join(", ")),
  (failures_by_code[] | .code, .count, (.reason | one_line), (.objects | join(", ") | one_line)) | fields' "$log" >"${kit_temporary}/told"
kit_take_fields "${kit_temporary}/told"
told=("${kit_fields[@]}")
if ((told[0] == 0)); then
  check log notVerified 'some entries' 0 "the provisioning log is empty since ${since}; it may lag, and empty says nothing"
else
  say "log since ${since}: ${told[2]}"
  if ((${#told[@]} == 3)); then
    check log passed 0 0 "${told[0]} entries, no failure"
  fi
  for ((index = 3; index < ${#told[@]}; index += 4)); do
    check "log.${told[index]}" failed 0 "${told[index + 1]}" \
      "${told[index + 1]} failures ${told[index]}: ${told[index + 2]} (for instance ${told[index + 3]})"
  done
  if ((told[1] > 0)); then
    check log-deletes failed 0 "${told[1]}" "${told[1]} deletions in the log; find out about every one of them"
  else
    check log-deletes passed 0 0 "no deletion in the log"
  fi
fi

# --- Users, by their distinguished names ---
users="${kit_temporary}/users"
uri 'onPremisesSyncEnabled eq true'
only_synchronized=$kit_answer
graph_pages "/users?\$filter=${only_synchronized}&\$select=${USER_PROPERTIES}&\$top=999" "$users"
inside="${evidence}/cloud-${WAVE}.json"
# Those of the units in the first field, then how many there are of all, how many came without what was asked for, and how many lie in the units; how
# many are in each unit, which names are there twice and which users carry an error, one a line.
jq -js --slurpfile scope "${kit_root}/${SCOPE}" -L "${kit_root}/lib" 'include "fields"; include "names"; include "verify";
  length as $total | (map(select(is_usable | not)) | length) as $unusable
  | map(in_units($scope[0].units)) | sort_by(.id) | ., "\u0000",
    ( $total, $unusable, length,
      (. as $users | [$scope[0].units[] | . as $unit | "  \([$users[] | select(.onPremisesDistinguishedName | is_in($unit))] | length) users in \($unit)"] | join("\n")),
      ([group_by(.onPremisesDistinguishedName | name_key)[] | select(length > 1)
        | "\(.[0].onPremisesDistinguishedName): \(map(.userPrincipalName // .id) | join(", "))" | one_line] | join("\n")),
      ([.[] | select((.onPremisesProvisioningErrors // []) | length > 0)
        | "\(.userPrincipalName): \(.onPremisesProvisioningErrors | map("\(.category) \(.propertyCausingError)") | join(", "))" | one_line] | join("\n"))
      | fields )' "$users" >"${kit_temporary}/told"
kit_take_fields "${kit_temporary}/told"
printf '%s\n' "${kit_fields[0]}" >"${kit_temporary}/inside"
kit_place "${kit_temporary}/inside" "$inside"
total=${kit_fields[1]}
unusable=${kit_fields[2]}
count=${kit_fields[3]}
twice=${kit_fields[5]}
errors=${kit_fields[6]}
if ((unusable > 0)); then
  check users notVerified 0 "$unusable" "${unusable} users came without the properties that were asked for; nothing can be said about them"
elif ((count == 0)); then
  check users notVerified 'some users' 0 "no user of the units is in the cloud; zero is not a success"
else
  check users passed '' "$count" "${count} of ${total} synchronized users lie in the units"
fi
say "${kit_fields[4]}"
# Two objects of one name are what a lost anchor leaves behind: one of them was written anew.
if [[ -n $twice ]]; then
  while IFS= read -r line; do
    check users-once failed 1 'more than one' "more than one user in the cloud for ${line}"
  done <<<"$twice"
elif ((count > 0)); then
  check users-once passed '' '' "no two users have the same distinguished name"
fi
graph_count "/users/\$count?\$filter=${only_synchronized}"
if [[ -z $kit_answer ]]; then
  check user-count notVerified "$total" '' "the number of users could not be read"
elif ((kit_answer == total)); then
  check user-count passed "$total" "$kit_answer" "all pages were read: ${total} synchronized users"
else
  check user-count notVerified "$kit_answer" "$total" "the pages held ${total} users, the count says ${kit_answer}; counts lag, run this again"
fi
if [[ -z $errors ]]; then
  if ((count > 0)); then
    check user-errors passed 0 0 "no user of the units carries a provisioning error"
  fi
else
  while IFS= read -r line; do
    check user-errors failed none "$line" "provisioning error at ${line}"
  done <<<"$errors"
fi

# --- Against Active Directory, when its evidence was collected ---
objects="${evidence}/directory-${WAVE}.json"
if [[ ! -f $objects ]]; then
  check evidence notVerified '' missing "the evidence from Active Directory is missing (collect-objects); nothing was compared"
  kit_finish
fi
if ! jq -e --argjson revision "$REVISION" '.revision == $revision and (.objects | type) == "array" and (.objects | length) > 0' "$objects" >/dev/null 2>&1; then
  check evidence notVerified '' unusable "the evidence from Active Directory is empty, unreadable or of another revision; collect it again"
  kit_finish
fi
counts=$(jq -r '[.objects[].type] | "\(map(select(. == "user" or . == "inetOrgPerson")) | length) \(map(select(. == "group")) | length) \(map(select(. == "contact")) | length)"' "$objects")
read -r checked checked_groups checked_contacts <<<"$counts"
compared=$(jq -r --slurpfile users "$inside" -L "${kit_root}/lib" 'include "names"; include "verify";
  ($users[0] | map({key: (.onPremisesDistinguishedName | name_key), value: .}) | from_entries) as $cloud
  | [.objects[] | select(.type == "user" or .type == "inetOrgPerson")] as $here
  | ($here | map({key: (.dn | name_key), value: true}) | from_entries) as $known
  | ( $here[] | . as $one | $cloud[.dn | name_key] as $twin
      | if $twin == null then "missing\t\(.dn)\tnot in the cloud"
        else ( if ($one.anchor // "") == "" then "unknown\t\($one.dn)\tthe evidence holds no source anchor"
               elif $one.anchor != $twin.onPremisesImmutableId then "differs\t\($one.dn)\tsource anchor: the object was written anew, or joined to another" else empty end ),
             ( if ($one.displayName // "") != ($twin.displayName // "") then "differs\t\($one.dn)\tdisplayName" else empty end ),
             ( if ($one.mail // "" | ascii_downcase) != ($twin.mail // "" | ascii_downcase) then "differs\t\($one.dn)\tmail" else empty end ),
             ( if ($one.userPrincipalName // "" | ascii_downcase) != ($twin.userPrincipalName // "" | ascii_downcase) then "differs\t\($one.dn)\tuserPrincipalName" else empty end ),
             ( if ($one.proxyAddresses | addresses) - ($twin.proxyAddresses | addresses) != [] then "differs\t\($one.dn)\tproxyAddresses" else empty end )
        end ),
    ( $cloud | to_entries[] | select($known[.key] == null) | "unknown\t\(.value.onPremisesDistinguishedName)\tnot in Active Directory'"'"'s evidence" )' "$objects")
if [[ -z $compared ]]; then
  if ((checked > 0)); then
    check compared-users passed "$checked" "$checked" "${checked} users equal Active Directory"
  else
    check compared-users notVerified 'some users' 0 "the evidence holds no user"
  fi
else
  while IFS=$'\t' read -r kind name what; do
    check "user.${kind}" failed equal "$what" "${name}: ${what}"
  done <<<"$compared"
fi

# Groups have no distinguished name in Graph: by security identifier, else by account name.
groups="${kit_temporary}/groups"
graph_pages "/groups?\$filter=${only_synchronized}&\$select=${GROUP_PROPERTIES}&\$top=999" "$groups"
missing=$(jq -r --slurpfile cloud "$groups" '
  ($cloud | map(.onPremisesSecurityIdentifier // empty)) as $identifiers
  | ($cloud | map(.onPremisesSamAccountName // "" | select(. != "") | ascii_downcase)) as $names
  | .objects[] | select(.type == "group")
  | (.sid as $sid | select(($sid // "") != "" and ($identifiers | indices([$sid]) | length) > 1) | "\(.dn): more than one in the cloud"),
    (select((.sid as $sid | ($sid // "") != "" and ($identifiers | index([$sid])) != null) or (.samAccountName as $name | ($name // "") != "" and ($names | index([$name | ascii_downcase])) != null) | not)
      | "\(.dn): not in the cloud")' "$objects")
if [[ -n $missing ]]; then
  while IFS= read -r name; do
    check group.missing failed 'one in the cloud' '' "$name"
  done <<<"$missing"
elif ((checked_groups > 0)); then
  check compared-groups passed "$checked_groups" "$checked_groups" "${checked_groups} groups are in the cloud"
else
  check compared-groups skipped '' 0 "the evidence holds no group"
fi

# Contacts have neither: by mail or any of their addresses.
if ((checked_contacts > 0)); then
  contacts="${kit_temporary}/contacts"
  graph_pages "/contacts?\$select=${CONTACT_PROPERTIES}&\$top=999" "$contacts"
  missing=$(jq -r --slurpfile cloud "$contacts" '
    ($cloud | map((.mail // empty | ascii_downcase), ((.proxyAddresses // [])[] | ascii_downcase | sub("^smtp:"; ""))) | map({key: ., value: true}) | from_entries) as $known
    | .objects[] | select(.type == "contact")
    | select([(.mail // "" | select(. != "") | ascii_downcase), ((.proxyAddresses // [])[] | ascii_downcase | sub("^smtp:"; ""))] | any(. as $address | $known[$address] == true) | not)
    | .dn' "$objects")
  if [[ -n $missing ]]; then
    while IFS= read -r name; do
      check contact.missing failed present absent "${name}: not in the cloud"
    done <<<"$missing"
  else
    check compared-contacts passed "$checked_contacts" "$checked_contacts" "${checked_contacts} contacts are in the cloud"
  fi
else
  check compared-contacts skipped '' 0 "the evidence holds no contact"
fi

# References: member counts, since totals can match while memberships are wrong.
compared=0
jq -r '.objects[] | select(.type == "group" and (.sid // "") != "" and .members != null) | [.sid, (.members | tostring), .dn] | @tsv' \
  "$objects" >"${kit_temporary}/group-rows"
while IFS=$'\t' read -r sid members name; do
  id=$(jq -rs --arg sid "$sid" '[.[] | select(.onPremisesSecurityIdentifier == $sid) | .id][0] // ""' "$groups")
  if [[ -z $id ]]; then
    continue
  fi
  graph_count "/groups/${id}/members/\$count"
  compared=$((compared + 1))
  if [[ -z $kit_answer ]]; then
    check group.members notVerified "$members" '' "${name}: the members could not be counted"
  elif ((kit_answer < members)); then
    check group.members failed "$members" "$kit_answer" "${name}: ${kit_answer} members in the cloud, ${members} in Active Directory"
  fi
done <"${kit_temporary}/group-rows"
if ((compared > 0)); then
  say "members of ${compared} groups were counted"
fi
kit_finish
