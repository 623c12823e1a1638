#!/usr/bin/env bash
#
# Record what the cloud holds of contoso.com before the wave
#
# Purpose: Writes down, for the users of the units, the groups of the domain and the contacts: identifier, source anchor, licences, memberships in groups that are not synchronized, userPrincipalName and whether the account is enabled. After the wave each is compared. It is not recorded anew once there, and not at all once the wave has begun.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.staff.baseline.cloud.contoso.com
# Needs:
#   graph.contoso.com.preflight
#   waves.pilot.connect.after-cycle
# Expected: A baseline in the run folder that holds every user of the units that the cloud has.
# Go on or stop: Stop without a baseline: the start gate asks for it, and it cannot be made up for afterwards. Units without any user in the cloud: --no-users with the domain's name. A baseline that is out of date before the wave has begun: --renew with the wave's name.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing in the cloud; writes evidence/contoso.com/cloud-baseline-staff.json in the run folder, once.
# Does not: overwrite a baseline, record one after the wave has begun, or record devices. The reads of memberships go out as batches, which
#   are POST requests with nothing but GETs inside.
# Recorded: users in the units of revision 2 and those that the wave moves there; groups of contoso.com (Graph does not say in which
#   unit a group lies); all synchronized contacts (it says even less of those).
# Permissions: User.Read.All, GroupMember.Read.All, OrgContact.Read.All, Synchronization.Read.All, Application.Read.All, Organization.Read.All;
#   for groups with hidden members also Member.Read.Hidden. Sign in with the same rights before and after the wave: what is hidden looks lost.
#   --no-users DOMAIN   the units hold no user yet, and that is right
#   --renew WAVE        the baseline is out of date, and the wave has not begun: keeps the old one beside and records a new one
#   --taken-back WAVE   the wave had begun and was taken back, and its baseline is lost: records what Connect Sync has made of the objects
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, contoso-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: certificate); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner), 2026-09-22
#   GRAPH-USER: Microsoft Graph reference: user, 2026-08
#   GRAPH-MEMBEROF: Microsoft Graph reference: list a user's direct memberships, 2024
#   GRAPH-BATCH: Microsoft Graph: Combine multiple HTTP requests using JSON batching, 2025-02-21

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.staff.baseline.cloud.contoso.com'
readonly DOMAIN='contoso.com'
readonly DISPLAY_NAME='contoso.com'
readonly WAVE='staff'
readonly REVISION=2
readonly SCOPE='waves/02-staff/50-scope/contoso.com/scope.json'
# The units that this wave adds.
# shellcheck disable=SC1110,SC1111,SC1112 # Names of the directory may hold any quotes.
readonly NEW_UNITS=(
  'OU=Staff,DC=contoso,DC=com'
)
# Users that this wave and those before it move into its units, by the names that they have before.
# shellcheck disable=SC1110,SC1111,SC1112 # As above.
readonly MOVES=(
  'CN=Ada Lovelace,OU=Staff,DC=contoso,DC=com'
  'CN=Grace Hopper,OU=Staff,DC=contoso,DC=com'
)

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../../../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/baseline.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
kit_option --no-users
kit_option --renew
kit_option --taken-back
kit_options reads "$@"
kit_value --no-users ''
no_users=$kit_answer
kit_value --renew ''
renew=$kit_answer
kit_value --taken-back ''
taken_back=$kit_answer
if [[ -n $renew && $renew != "$WAVE" || -n $taken_back && $taken_back != "$WAVE" ]]; then
  stop EXIT_WRONG_USAGE "--renew and --taken-back take the wave's name, ${WAVE}"
fi
graph_open "$DOMAIN"
plan GET "/servicePrincipals/{id}/synchronization/jobs" "has the wave begun?"
plan_cloud_reads
kit_show_plan

# begun UNITS: why the wave has begun already for the units in a file, in kit_answer; empty when it has not. The state of this run folder knows it,
# and where that was lost, or units came to a wave that has begun, the service: a job that ran with these units in its scope.
begun() {
  kit_answer=
  if [[ $extends == false ]]; then
    query_state '[.started[]?.revision, .starting[]?.revision, .testObjects[]?.revision, .rolledBack.revision] | map(select(. != null and . >= $revision)) | length > 0' \
      --argjson revision "$REVISION"
  fi
  if [[ $kit_answer == true ]]; then
    kit_answer="the state of this run folder says so"
    return 0
  fi
  find_principal "$DOMAIN" "$DISPLAY_NAME"
  kit_answer=
  if [[ -z $principal_id ]]; then
    return 0
  fi
  list_jobs
  job_of AD2AADProvisioning
  kit_answer=
  if [[ -z $job_id ]]; then
    return 0
  fi
  local active ran known live="${kit_temporary}/live.json" covered
  job_value job_states
  active=$kit_answer
  job_value job_rans
  ran=$kit_answer
  kit_state started AD2AADProvisioning revision
  known=$kit_answer
  kit_answer=
  # A scope that was widened by this kit and not started yet takes nothing.
  if [[ $active != Active && ($ran != true || -n $known) ]]; then
    return 0
  fi
  read_schema "$live"
  covered=$(jq -L "${kit_root}/lib" --slurpfile new "$1" 'include "names"; include "schema";
    [containers[]] as $scope | $scope == [] or any($new[0][]; is_in_any($scope))' "$live")
  kit_answer=
  if [[ $covered == true ]]; then
    kit_answer="its job has run or runs with these units in its scope"
  fi
}

baseline_file
baseline=$kit_answer
mkdir -p -- "${baseline%/*}"
extends=false
if [[ -f $baseline && -z $renew ]]; then
  baseline_flaw "$baseline" "${kit_root}/${SCOPE}"
  flaw=$kit_answer
  if [[ $flaw == "$BASELINE_OTHER_UNITS" ]]; then
    # A kit that adds units to the wave: what is recorded stays, and what is in the added units comes to it.
    extends=$(jq --slurpfile scope "${kit_root}/${SCOPE}" -L "${kit_root}/lib" 'include "names"; .units | names_without($scope[0].units) == []' "$baseline")
  fi
  if [[ -n $flaw && $extends == false ]]; then
    stop EXIT_PRECONDITION_MISSING "there is a baseline already, but ${flaw}. While the wave has not begun: --renew ${WAVE}"
  fi
fi
if [[ -f $baseline && -z $renew && $extends == false ]]; then
  said=$(jq -r '"\(.users | length) users, \(.groups | length) groups and \(.contacts | length) contacts, recorded at \(.recordedUtc)"' "$baseline")
  baseline_digest "$baseline"
  check baseline passed '' "$kit_answer" "the baseline is there and stays as it is: ${said}"
  kit_finish
fi

graph_begin
jq -n '$ARGS.positional' --args "${NEW_UNITS[@]}" >"${kit_temporary}/new-units"
if [[ $extends == true ]]; then
  jq -n --slurpfile scope "${kit_root}/${SCOPE}" --slurpfile old "$baseline" -L "${kit_root}/lib" 'include "names"; $scope[0].units | names_without($old[0].units)' \
    >"${kit_temporary}/new-units"
  say "The baseline is of fewer units than the wave has now; what is in the others is added to it."
fi
begun "${kit_temporary}/new-units"
if [[ -n $kit_answer ]]; then
  if [[ -z $taken_back || -f $baseline ]]; then
    stop EXIT_PRECONDITION_MISSING "the wave has begun (${kit_answer}), so what the cloud held before it cannot be recorded any more; nothing was written"
  fi
  need_principal "$DOMAIN" "$DISPLAY_NAME"
  list_jobs
  active_jobs
  if [[ -n $kit_answer ]]; then
    stop EXIT_PRECONDITION_MISSING "a job is active (${kit_answer}), so the wave was not taken back; nothing was written"
  fi
  warn "The wave was taken back, says the operator. What is recorded is what the objects are now."
elif [[ -n $taken_back ]]; then
  stop EXIT_WRONG_USAGE "the wave has not begun, so there is nothing to take back; leave --taken-back out"
fi

wanted=$(jq -r '.objectTypes | "\(index("contact") != null) \(index("group") != null)"' "${kit_root}/${SCOPE}")
wants_contacts=${wanted% *}
wants_groups=${wanted#* }
read_cloud "$wants_contacts"

# --- Users of the units ---
users="${kit_temporary}/users"
jq -n '$ARGS.positional' --args "${MOVES[@]}" >"${kit_temporary}/moves"
jq -c --slurpfile scope "${kit_root}/${SCOPE}" --slurpfile moves "${kit_temporary}/moves" -L "${kit_root}/lib" -n 'include "names";
  ($scope[0].units | map(name_components)) as $containers
  | ($moves[0] | map({key: name_key, value: true}) | from_entries) as $moved
  | inputs | select((.onPremisesDistinguishedName // "") as $name | $name != "" and ($name | name_components) as $parts
      | any($containers[]; . as $container | $parts | components_are_in($container)) or $moved[$parts | join("\u0001")])' \
  "${kit_temporary}/cloud-users" >"$users"
unusable=$(jq -s -L "${kit_root}/lib" 'include "baseline"; map(select(is_recordable | not)) | length' "${kit_temporary}/cloud-users")
count=$(jq -s length "$users")
if ((unusable > 0)); then
  check users notVerified 0 "$unusable" "${unusable} users came without the properties that were asked for; nothing was recorded"
  kit_finish
elif ((count == 0)) && [[ $no_users != "$DOMAIN" ]]; then
  check users notVerified 'some users' 0 "no user of the units is in the cloud; zero is not a baseline. When that is right: --no-users ${DOMAIN}"
  kit_finish
fi
check users passed '' "$count" "${count} users of the units are in the cloud"

# --- Groups of the domain ---
groups="${kit_temporary}/groups"
jq -c --arg domain "$DOMAIN" --argjson wanted "$wants_groups" \
  'select($wanted and ((.onPremisesDomainName // $domain) | ascii_downcase) == ($domain | ascii_downcase))' "${kit_temporary}/cloud-groups" >"$groups"
contacts="${kit_temporary}/cloud-contacts"

# --- Memberships ---
for kind in users groups contacts; do
  case $kind in
    users) source_file=$users ;;
    groups) source_file=$groups ;;
    *) source_file=$contacts ;;
  esac
  jq -c .id "$source_file" >"${kit_temporary}/identifiers"
  read_memberships "$kind" "${kit_temporary}/identifiers" "${kit_temporary}/memberships-${kind}"
done

now=$(kit_now)
after=false
if [[ -n $taken_back ]]; then
  after=true
fi
jq -n -L "${kit_root}/lib" --slurpfile scope "${kit_root}/${SCOPE}" --slurpfile users "$users" --slurpfile groups "$groups" --slurpfile contacts "$contacts" \
  --slurpfile ofUsers "${kit_temporary}/memberships-users" --slurpfile ofGroups "${kit_temporary}/memberships-groups" \
  --slurpfile ofContacts "${kit_temporary}/memberships-contacts" --slurpfile synchronized "${kit_temporary}/cloud-synchronized" \
  --arg tenant "$GRAPH_TENANT" --arg cloud "$GRAPH_CLOUD" --arg environment "$KIT_ENVIRONMENT" --arg domain "$DOMAIN" --arg wave "$WAVE" \
  --argjson revision "$REVISION" --arg digest "$kit_digest" --arg now "$now" --argjson taken "$after" '
  include "baseline";
  # Whoever was deleted while this was read is not recorded.
  def kept($rows): map(select(($rows[.id].status // 0) != 404));
  ($ofUsers | by_key) as $userRows | ($ofGroups | by_key) as $groupRows | ($ofContacts | by_key) as $contactRows | $synchronized[0] as $own
  | {format: 1, kind: "syncshift-cloud-baseline", tenant: $tenant, cloud: $cloud, environment: $environment, domain: $domain, wave: $wave,
     revision: $revision, kitDigest: $digest, recordedUtc: $now, afterTakingBack: $taken, units: $scope[0].units,
     users: ($users | kept($userRows) | map(user_record($userRows; $own)) | sort_by(.id)),
     groups: ($groups | kept($groupRows) | map(group_record($groupRows; $own)) | sort_by(.id)),
     contacts: ($contacts | kept($contactRows) | map(contact_record($contactRows; $own)) | sort_by(.id))}' >"${kit_temporary}/baseline.json"

if [[ $extends == true ]]; then
  jq --slurpfile old "$baseline" '
    def joined($name): ($old[0][$name] | map({key: .id, value: true}) | from_entries) as $known | $old[0][$name] + [.[$name][] | select($known[.id] | not)] | sort_by(.id);
    $old[0] + {units, extendedUtc: .recordedUtc, users: joined("users"), groups: joined("groups"), contacts: joined("contacts")}' \
    "${kit_temporary}/baseline.json" >"${kit_temporary}/extended.json"
  cat -- "${kit_temporary}/extended.json" >"${kit_temporary}/baseline.json"
fi
# What was recorded, what could not be read, then the users of each unit.
jq -j -L "${kit_root}/lib" 'include "fields"; include "names";
  "\(.users | length) users, \(.groups | length) groups and \(.contacts | length) contacts; licences: \([.users[].licences[]] | length), memberships in cloud groups: \([.users[], .groups[], .contacts[] | .groups // [] | .[]] | length)",
  ([ if any(.groups[]; .licences == null) then "licences of groups" else empty end, if any(.contacts[]; .groups == null) then "memberships of contacts" else empty end ] | join(" and ")),
  (.users as $users | .units[] | . as $unit | "  \([$users[] | select(.dn | is_in($unit))] | length) users in \($unit)")
  | fields' "${kit_temporary}/baseline.json" >"${kit_temporary}/told"
kit_take_fields "${kit_temporary}/told"
for line in "${kit_fields[@]:2}"; do
  say "$line"
done
if [[ -n ${kit_fields[1]} ]]; then
  check unread skipped '' "${kit_fields[1]}" "${kit_fields[1]} could not be read with this sign-in, and will not be compared"
fi
if [[ -f $baseline ]]; then
  kit_place "$baseline" "${baseline%.json}.before-${now//:/}.json"
fi
kit_place "${kit_temporary}/baseline.json" "$baseline"
baseline_digest "$baseline"
digest=$kit_answer
check baseline passed '' "$digest" "recorded: ${kit_fields[0]}"
kit_finish
