#!/usr/bin/env bash
# What the cloud holds of a wave's objects: how it is read, how its record is recognised, and many reads in few requests.
# Sourced after graph.sh. It only reads.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# Requests in one batch at most. Source: Microsoft Graph, Combine multiple HTTP requests using JSON batching, 2025-02-21.
readonly GRAPH_BATCH=20

# assignedLicenses, licenseAssignmentStates and every onPremises property come only with $select.
readonly BASELINE_USER='id,userPrincipalName,accountEnabled,onPremisesSyncEnabled,onPremisesDistinguishedName,onPremisesImmutableId,assignedLicenses,licenseAssignmentStates'
readonly BASELINE_GROUP='id,displayName,onPremisesSyncEnabled,onPremisesSamAccountName,onPremisesSecurityIdentifier,onPremisesDomainName,assignedLicenses'
readonly BASELINE_CONTACT='id,displayName,mail,proxyAddresses,onPremisesSyncEnabled'

# --- Many reads in few requests --------------------------------------------------------------------------------------

# graph_batch FILE TARGET: sends the reads of FILE, one "KEY<tab>PATH" a line with keys that differ, and writes one {key, status, body} a line
# into TARGET. What was throttled or failed inside a batch is sent again, as a single request would be; any other status is left to the caller.
graph_batch() {
  local target=$2 body="${kit_temporary}/batch.json" index
  local next=0 tries=0 throttled=0 wait before
  local waiting=() again=() part=() waits=()
  mapfile -t waiting <"$1"
  : >"$target"
  while ((next < ${#waiting[@]} || ${#again[@]} > 0)); do
    before=${#again[@]}
    part=("${again[@]}" "${waiting[@]:next:GRAPH_BATCH-before}")
    next=$((next + ${#part[@]} - before))
    printf '%s\n' "${part[@]}" | jq -Rn '{requests: [inputs | split("\t") | {id: .[0], method: "GET", url: .[1]}]}' >"$body"
    # Answers come in any order, and one may be missing. Of each request: what is settled, or what is asked again and how long the service wants to wait.
    graph_want '' '(.responses // [] | map({key: (.id | ascii_downcase), value: .}) | from_entries) as $answers
      | $asked[0].requests[] | $answers[.id | ascii_downcase] as $one
      | ($one.status // 0) as $status
      | if $status != 0 and $status != 429 and $status < 500 then "settled", ({key: .id, status: $status, body: $one.body} | tojson), ""
        else "again", "\(.id)\t\(.url)",
          "\($status) \([($one.headers // {}) | to_entries[] | select((.key | ascii_downcase) == "retry-after") | .value | tostring | select(test("^[0-9]+$"))][0] // "-")" end' \
      --slurpfile asked "$body"
    if ! graph_send repeatable settled POST '/$batch' "$body"; then
      graph_failed 'POST /$batch'
    fi
    again=()
    waits=()
    for ((index = 0; index + 2 < ${#graph_fields[@]}; index += 3)); do
      if [[ ${graph_fields[index]} == settled ]]; then
        printf '%s\n' "${graph_fields[index + 1]}" >>"$target"
      else
        again+=("${graph_fields[index + 1]}")
        waits+=("${graph_fields[index + 2]}")
      fi
    done
    if ((${#again[@]} < ${#part[@]})); then
      tries=0
      throttled=0
    fi
    if ((${#again[@]} > 0)); then
      batch_wait "${waits[@]}"
    fi
  done
}

# batch_wait WAIT …: before what is left of a batch is sent again; a status and the seconds that were asked for, or "-". Uses the counters of the
# function that calls it.
batch_wait() {
  local status seconds one
  graph_status=000
  graph_code=
  graph_retry_after=
  # The longest wait that was asked for holds for all, and being throttled comes before other faults.
  for one in "$@"; do
    status=${one% *}
    seconds=${one#* }
    if [[ $graph_status != 429 ]]; then
      graph_status=$status
    fi
    if [[ $seconds != - ]] && ((10#$seconds > 10#${graph_retry_after:-0} || ${#graph_retry_after} == 0)); then
      graph_retry_after=$seconds
    fi
  done
  if [[ $graph_status == 429 || $graph_status == 503 ]]; then
    if ! graph_wait_throttled; then
      stop EXIT_TIMED_OUT "reading in batches: throttled for too long; run the script again later"
    fi
    return 0
  fi
  tries=$((tries + 1))
  if ((tries >= GRAPH_SERVER_TRIES)); then
    stop EXIT_UNEXPECTED_ERROR "reading in batches: status ${graph_status} again and again"
  fi
  nap $((2 ** tries))
}

# --- Reading the cloud -----------------------------------------------------------------------------------------------

# plan_cloud_reads: what the two scripts ask for, for --offline.
plan_cloud_reads() {
  plan GET "/users?\$filter=onPremisesSyncEnabled eq true&\$select=…" "all pages"
  plan GET "/groups?\$filter=onPremisesSyncEnabled eq true&\$select=…" "all pages"
  plan GET "/contacts?\$select=…" "all pages; where contacts are handed over"
  plan POST "/\$batch" "GETs alone: memberOf of users, groups and contacts, ${GRAPH_BATCH} in one request"
}

# read_cloud CONTACTS: the synchronized objects of the tenant, in the files cloud-users, cloud-groups and cloud-contacts, and the identifiers of its
# synchronized groups in cloud-synchronized. Contacts are read when CONTACTS is true.
read_cloud() {
  local filter
  uri 'onPremisesSyncEnabled eq true'
  filter=$kit_answer
  graph_pages "/users?\$filter=${filter}&\$select=${BASELINE_USER}&\$top=999" "${kit_temporary}/cloud-users"
  graph_pages "/groups?\$filter=${filter}&\$select=${BASELINE_GROUP}&\$top=999" "${kit_temporary}/cloud-groups"
  jq -s 'map({key: .id, value: true}) | from_entries' "${kit_temporary}/cloud-groups" >"${kit_temporary}/cloud-synchronized"
  : >"${kit_temporary}/cloud-contacts"
  if [[ $1 == true ]]; then
    graph_pages "/contacts?\$select=${BASELINE_CONTACT}&\$top=999" "${kit_temporary}/cloud-all-contacts"
    jq -c 'select(.onPremisesSyncEnabled == true)' "${kit_temporary}/cloud-all-contacts" >"${kit_temporary}/cloud-contacts"
  fi
}

# read_memberships COLLECTION IDENTIFIERS TARGET: the direct memberships of the objects of a collection (users, groups, contacts), as rows by
# identifier in TARGET; further pages are read to their end. Whoever may not read memberships is told so, except for contacts, whose rows then say it.
read_memberships() {
  local asked="${kit_temporary}/asked" page="${kit_temporary}/member-page" told="${kit_temporary}/member-told" more index
  : >"$3"
  if [[ ! -s $2 ]]; then
    return 0
  fi
  # The reference page lists $select for memberships of groups only; it is in general use for those of users too.
  jq -r --arg collection "$1" '"\(.)\t/\($collection)/\(.)/memberOf?$select=id,displayName&$top=999"' "$2" >"$asked"
  graph_batch "$asked" "$3"
  # What was refused, then identifier and address of every further page.
  jq -js -L "${KIT_ROOT}/lib" 'include "fields"; (map(select(.status != 200 and .status != 404)) | .[0] | if . == null then "" else "status \(.status) \(.body.error.code // "")" end),
    (.[] | select(.status == 200 and .body["@odata.nextLink"] != null) | .key, .body["@odata.nextLink"]) | fields' "$3" >"$told"
  kit_take_fields "$told"
  if [[ -n ${kit_fields[0]} && $1 != contacts ]]; then
    stop EXIT_PRECONDITION_MISSING "memberships of $1 cannot be read (${kit_fields[0]}); see the permissions at the head of this script"
  fi
  more=("${kit_fields[@]:1}")
  for ((index = 0; index < ${#more[@]}; index += 2)); do
    graph_pages "${more[index + 1]}" "$page"
    jq -c --arg key "${more[index]}" --slurpfile page "$page" 'if .key == $key then .body.value += $page else . end' "$3" >"${kit_temporary}/member-whole"
    cat -- "${kit_temporary}/member-whole" >"$3"
  done
}

# --- The baseline of a wave ------------------------------------------------------------------------------------------

readonly BASELINE_OTHER_UNITS='it is of other units'

# Where the baseline of this wave in this domain lies, in kit_answer.
baseline_file() { kit_answer="${kit_run}/evidence/${kit_subject}/cloud-baseline-${kit_wave}.json"; }

# baseline_flaw FILE SCOPE: why a file is not the baseline of this wave, in kit_answer; empty when it is.
baseline_flaw() {
  if ! kit_answer=$(jq -rn -L "${KIT_ROOT}/lib" --slurpfile given "$1" --slurpfile scope "$2" --arg tenant "$GRAPH_TENANT" --arg environment "$KIT_ENVIRONMENT" \
    --arg domain "$kit_subject" --arg wave "$kit_wave" --argjson revision "$kit_revision" --arg other "$BASELINE_OTHER_UNITS" 'include "names";
    (if ($given | length) == 1 then $given[0] else error("not one") end)
    | if .format != 1 or .kind != "syncshift-cloud-baseline" then "it is no baseline"
      elif .tenant != $tenant then "it is of another tenant, \(.tenant)"
      elif .environment != $environment then "it is of another environment, \(.environment)"
      elif .domain != $domain then "it is of another domain, \(.domain)"
      elif .wave != $wave or .revision != $revision then "it is of another wave, \(.wave) with revision \(.revision)"
      elif ([.users, .groups, .contacts] | map(type)) != ["array", "array", "array"] then "a part of it is missing"
      elif (.units | names_without($scope[0].units)) + (.units as $units | $scope[0].units | names_without($units)) != [] then $other
      else "" end' 2>/dev/null); then
    kit_answer="it cannot be read"
  fi
}

# baseline_digest FILE: its SHA-256, in kit_answer. The result of the step that recorded it holds the same.
baseline_digest() {
  kit_answer=$(sha256sum <"$1")
  kit_answer=${kit_answer%% *}
}

# check_baseline STEP SCOPE: the baseline of this wave is there, is of its units, and is the very one whose recording passed.
check_baseline() {
  local file result="${kit_run}/results/$1.json" wanted
  baseline_file
  file=$kit_answer
  if [[ ! -f $file ]]; then
    check baseline failed '' missing "there is no baseline of what the cloud held before the wave; bring evidence/${kit_subject} of the run folder here"
    return 0
  fi
  baseline_flaw "$file" "$2"
  if [[ -n $kit_answer ]]; then
    check baseline failed '' unusable "the baseline does not count: ${kit_answer}"
    return 0
  fi
  baseline_digest "$file"
  wanted=$(jq -r '[.checks[]? | select(.id == "baseline") | .actual][0] // ""' "$result" 2>/dev/null || true)
  if [[ $kit_answer == "$wanted" ]]; then
    check baseline passed "$wanted" "$kit_answer" "the baseline of the wave is the one that was recorded"
  else
    check baseline failed "$wanted" "$kit_answer" "the baseline is not the one that was recorded; find out which is the right one"
  fi
}
