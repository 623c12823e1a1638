#!/usr/bin/env bash
#
# Compare the cloud's objects of fabrikam.com with the baseline
#
# Purpose: Every object of the baseline has to be there with the same identifier and source anchor, with its licences and its memberships in cloud groups. A new identifier means that the match was lost: the object was deleted and created anew, which is the worst that can happen.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.sales.verify.baseline.fabrikam.com
# Needs:
#   waves.sales.baseline.cloud.fabrikam.com
#   waves.sales.start.watch.fabrikam.com
# Expected: Nothing lost.
# Go on or stop: Stop at the first loss (exit code 9): pause the jobs and take the wave back before anything else; a deleted user can be restored for 30 days, a security group cannot. Losses that are explained, such as a user who left: --accepted with a file that the approver has seen, one line each.
# Undo:    nothing to undo: it only reads
#
# Changes: nothing in the cloud; writes evidence/fabrikam.com/cloud-comparison-sales.json in the run folder: every finding, by object.
# Does not: record a baseline. Where there is none it refuses, because what was before the wave cannot be read any more. The reads of memberships
#   go out as batches, which are POST requests with nothing but GETs inside.
# Losses (exit code 9): an object that is gone or was created anew under another identifier, another source anchor, a licence or service plan that
#   is not assigned any more, a membership in a cloud group that ended. Changes (exit code 1): an account that was disabled, another
#   userPrincipalName, an object that is not synchronized any more.
# Permissions: User.Read.All, GroupMember.Read.All, OrgContact.Read.All, Organization.Read.All; for groups with hidden members also
#   Member.Read.Hidden. Sign in with the same rights as for the baseline: what is hidden looks lost.
#   --accepted FILE  findings that the approver has seen and explained, one a line: the words that this script prints in brackets, and after
#                    " # " the reason. They stay in the result as accepted.
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   BLOG-TOOL: Migrate Microsoft Entra Connect Sync to Cloud Sync (practitioner), 2026-09-22
#   MS-RESTORE: Microsoft Graph reference: restore deleted items, 2026-08
#   WN-HARD: Microsoft Entra: What's new, hard match changes of June and July 2026, 2026-07
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.sales.verify.baseline.fabrikam.com'
readonly DOMAIN='fabrikam.com'
readonly WAVE='sales'
readonly REVISION=3
readonly SCOPE='waves/03-sales/50-scope/fabrikam.com/scope.json'
readonly BASELINE_STEP='waves.sales.baseline.cloud.fabrikam.com'

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
kit_option --accepted
kit_options reads "$@"
kit_value --accepted ''
accepted=$kit_answer
if [[ -n $accepted && ! -r $accepted ]]; then
  stop EXIT_WRONG_USAGE "$accepted cannot be read"
fi
graph_open "$DOMAIN"
plan_cloud_reads
plan POST "/\$batch" "GETs alone: each object of the baseline that the lists do not show, by its identifier"
kit_show_plan

baseline_file
baseline=$kit_answer
if [[ ! -f $baseline ]]; then
  stop EXIT_PRECONDITION_MISSING "there is no baseline of this wave in evidence/${DOMAIN}, and it cannot be recorded afterwards. Is this the right run folder?"
fi
check_baseline "$BASELINE_STEP" "${kit_root}/${SCOPE}"
if kit_has_failed; then
  stop EXIT_PRECONDITION_MISSING "without the baseline of this wave there is nothing to compare with"
fi

graph_begin
wants_contacts=$(jq '.contacts | length > 0' "$baseline")
read_cloud "$wants_contacts"

# --- Objects that the lists do not show: lists lag, and an object may have stopped being synchronized ---
# look_for COLLECTION PROPERTIES: one line an object that is there after all, added to the file of its collection.
look_for() {
  local listed="${kit_temporary}/cloud-$1" asked="${kit_temporary}/asked-one" rows="${kit_temporary}/found-one" refused
  jq -r --arg collection "$1" --arg properties "$2" --slurpfile listed "$listed" \
    '($listed | map({key: .id, value: true}) | from_entries) as $known | .[$collection][].id | select($known[.] | not) | "\(.)\t/\($collection)/\(.)?$select=\($properties)"' \
    "$baseline" >"$asked"
  if [[ ! -s $asked ]]; then
    return 0
  fi
  graph_batch "$asked" "$rows"
  refused=$(jq -rs 'map(select(.status != 200 and .status != 404)) | .[0] // empty | "status \(.status) \(.body.error.code // "")"' "$rows")
  if [[ -n $refused ]]; then
    stop EXIT_PRECONDITION_MISSING "$1 cannot be read one by one (${refused}); see the permissions at the head of this script"
  fi
  jq -c 'select(.status == 200) | .body' "$rows" >>"$listed"
}
look_for users "$BASELINE_USER"
look_for groups "$BASELINE_GROUP"
look_for contacts "$BASELINE_CONTACT"

# --- Memberships of those that are there ---
for kind in users groups contacts; do
  jq -c --slurpfile listed "${kit_temporary}/cloud-${kind}" --arg kind "$kind" \
    '($listed | map({key: .id, value: true}) | from_entries) as $there | .[$kind][] | select(.groups != null and $there[.id]) | .id' "$baseline" >"${kit_temporary}/identifiers"
  read_memberships "$kind" "${kit_temporary}/identifiers" "${kit_temporary}/memberships-${kind}"
done

# --- Comparison ---
unusable=$(jq -s -L "${kit_root}/lib" 'include "baseline"; map(select(is_recordable | not)) | length' "${kit_temporary}/cloud-users")
if ((unusable > 0)); then
  check users notVerified 0 "$unusable" "${unusable} users came without the properties that were asked for; nothing can be said"
  kit_finish
fi
jq -L "${kit_root}/lib" --slurpfile users "${kit_temporary}/cloud-users" --slurpfile groups "${kit_temporary}/cloud-groups" \
  --slurpfile contacts "${kit_temporary}/cloud-contacts" --slurpfile ofUsers "${kit_temporary}/memberships-users" \
  --slurpfile ofGroups "${kit_temporary}/memberships-groups" --slurpfile ofContacts "${kit_temporary}/memberships-contacts" '
  include "names"; include "baseline";
  def by_id: map({key: .id, value: .}) | from_entries;
  # Present objects that the baseline does not know, by what identifies them beside the identifier.
  def strangers($known; marks): reduce (.[] | select($known[.id] == null)) as $one ({}; reduce ($one | marks) as $mark (.; .[$mark] += [$one]));
  def found($others; marks): [marks as $mark | $others[$mark] // [] | .[]] | unique_by(.id);
  def user_marks: (.anchor // .onPremisesImmutableId // empty | "anchor:\(.)"), (.dn // .onPremisesDistinguishedName // empty | "dn:\(name_key)"),
    (.userPrincipalName // empty | "name:\(ascii_downcase)");
  def group_marks: (.sid // .onPremisesSecurityIdentifier // empty | "sid:\(.)"),
    ("\(.domain // .onPremisesDomainName // "")\\\(.samAccountName // .onPremisesSamAccountName // empty)" | "name:\(ascii_downcase)");
  def contact_marks: (.addresses // contact_addresses)[];
  def present($rows): if ($rows[.id].status // 200) == 404 then null else . end;
  . as $baseline
  | ($users | by_id) as $nowUsers | ($groups | by_id) as $nowGroups | ($contacts | by_id) as $nowContacts
  | ($ofUsers | by_key) as $userRows | ($ofGroups | by_key) as $groupRows | ($ofContacts | by_key) as $contactRows
  | (if all(.users[]; $nowUsers[.id] != null) then {} else (.users | by_id) as $known | $users | strangers($known; user_marks) end) as $newUsers
  | (if all(.groups[]; $nowGroups[.id] != null) then {} else (.groups | by_id) as $known | $groups | strangers($known; group_marks) end) as $newGroups
  | (if all(.contacts[]; $nowContacts[.id] != null) then {} else (.contacts | by_id) as $known | $contacts | strangers($known; contact_marks) end) as $newContacts
  | [ (.users[] | ($nowUsers[.id] // null) as $now | user_findings((if $now == null then null else $now | present($userRows) end); $userRows[.id]; found($newUsers; user_marks))),
      (.groups[] | ($nowGroups[.id] // null) as $now | group_findings((if $now == null then null else $now | present($groupRows) end); $groupRows[.id]; found($newGroups; group_marks))),
      (.contacts[] | ($nowContacts[.id] // null) as $now | contact_findings((if $now == null then null else $now | present($contactRows) end); $contactRows[.id]; found($newContacts; contact_marks))) ]
    | map(. + {loss: is_loss})' "$baseline" >"${kit_temporary}/findings"

# What the approver explained, and what nobody found. The comparison as it is kept in the first field, then what is told of it, then six of each finding.
: >"${kit_temporary}/accepted"
if [[ -n $accepted ]]; then
  cat -- "$accepted" >"${kit_temporary}/accepted"
fi
now=$(kit_now)
jq -j -L "${kit_root}/lib" --rawfile accepted "${kit_temporary}/accepted" --slurpfile kept "$baseline" --slurpfile groups "${kit_temporary}/cloud-groups" \
  --slurpfile ofContacts "${kit_temporary}/memberships-contacts" --arg now "$now" --arg digest "$kit_digest" '
  include "fields"; include "baseline";
  ($accepted | accepted_keys) as $keys | ($keys | map({key: ., value: true}) | from_entries) as $wanted | $kept[0] as $baseline
  | map(. + {accepted: ($wanted[.key] == true)}) as $findings
  | {format: 1, kind: "syncshift-cloud-comparison", environment: $baseline.environment, domain: $baseline.domain, wave: $baseline.wave, revision: $baseline.revision,
     kitDigest: $digest, baselineUtc: $baseline.recordedUtc, comparedUtc: $now,
     compared: {users: ($baseline.users | length), groups: ($baseline.groups | length), contacts: ($baseline.contacts | length)}, findings: $findings},
    "\u0000",
    ( ($baseline | "\(.users | length) users, \(.groups | length) groups and \(.contacts | length) contacts of the baseline of \(.recordedUtc)"),
      ($baseline | if any(.contacts[]; .groups == null) or any(.groups[]; .licences == null) then "what could not be read for the baseline was not compared" else "" end),
      ($ofContacts | map(select(.status != 200 and .status != 404)) | length), ($baseline | groups_without_licences($groups)), ($baseline.afterTakingBack == true),
      ($keys - ($findings | map(.key)) | map("  accepted, but not found: \(.)") | join("\n")),
      ($findings[] | .type, .kind, .loss, .accepted, (.key | one_line), ("\(.name): \(.about)" | one_line)) | fields )' "${kit_temporary}/findings" >"${kit_temporary}/told"
kit_take_fields "${kit_temporary}/told"
told=("${kit_fields[@]}")
printf '%s\n' "${told[0]}" >"${kit_temporary}/comparison.json"
kit_place "${kit_temporary}/comparison.json" "${baseline%/*}/cloud-comparison-${WAVE}.json"

lost=0
for ((index = 7; index < ${#told[@]}; index += 6)); do
  key=${told[index + 4]}
  text=${told[index + 5]}
  if [[ ${told[index + 3]} == true ]]; then
    check "${told[index]}.${told[index + 1]}" skipped '' "$key" "accepted by the approver: ${text}"
    continue
  fi
  if [[ ${told[index + 2]} == true ]]; then
    lost=$((lost + 1))
  fi
  check "${told[index]}.${told[index + 1]}" failed none "$key" "${text} [${key}]"
done
if [[ -n ${told[6]} ]]; then
  say "${told[6]}"
fi
if [[ -n ${told[2]} ]]; then
  check unread skipped '' '' "${told[2]}"
fi
if ((told[3] > 0)); then
  check contact.memberships notVerified 0 "${told[3]}" "memberships of ${told[3]} contacts could not be read; they could when the baseline was recorded"
fi
if ((told[4] > 0)); then
  check group.licences notVerified 0 "${told[4]}" "licences of ${told[4]} groups could not be read; they could when the baseline was recorded"
fi
if [[ ${told[5]} == true ]]; then
  say "The baseline was recorded after the wave had been taken back once; it says nothing about what was before that."
fi
said=${told[1]}
if ((lost > 0)); then
  warn "LOST: ${lost} findings among ${said}. Do not go on: pause the jobs, and take the wave back. A deleted user can be restored for 30 days, a security group cannot."
  kit_finish_as EXIT_OBJECTS_LOST
fi
if ! kit_has_failed; then
  check compared passed '' '' "nothing is lost of ${said}"
fi
kit_finish
