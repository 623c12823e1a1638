#!/usr/bin/env bash
#
# Provision the test objects of emea.fabrikam.com on demand
#
# Purpose: Provisions each test object alone and reads the outcome. On-demand provisioning ignores the scope and writes for real, so only objects inside the units are taken.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    waves.pilot.start.test-objects.emea.fabrikam.com
# Needs:
#   waves.pilot.start.gate.emea.fabrikam.com
# Expected: Success, or skipped because nothing would change, for every object.
# Go on or stop: Stop at any other outcome.
# Undo, in this order:
#   waves/01-pilot/90-rollback/10-pause-jobs-emea.fabrikam.com.sh
#   waves/01-pilot/90-rollback/20-stop-scheduler-fab-sync01.ps1
#   waves/01-pilot/90-rollback/20-stop-scheduler-fab-sync02.ps1
#   waves/01-pilot/90-rollback/30-restore-rules-fab-sync01.ps1
#   waves/01-pilot/90-rollback/40-full-synchronization-fab-sync01.ps1
#   waves/01-pilot/90-rollback/50-check-pending-exports-fab-sync01.ps1
#   waves/01-pilot/90-rollback/30-restore-rules-fab-sync02.ps1
#   waves/01-pilot/90-rollback/40-full-synchronization-fab-sync02.ps1
#   waves/01-pilot/90-rollback/50-check-pending-exports-fab-sync02.ps1
#   waves/01-pilot/90-rollback/60-start-scheduler-fab-sync01.ps1
#
# Changes: provisions the wave's test objects one by one, for real. Needs --apply and the wave's name.
# Does not: start a job, or take an object outside the units: on-demand provisioning ignores the scope, so this script looks first.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-POD: Microsoft Learn: On-demand provisioning in Cloud Sync, 2025
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='waves.pilot.start.test-objects.emea.fabrikam.com'
readonly DOMAIN='emea.fabrikam.com'
readonly DISPLAY_NAME='emea.fabrikam.com'
readonly WAVE='pilot'
readonly REVISION=1
readonly SCOPE='waves/01-pilot/50-scope/emea.fabrikam.com/scope.json'
readonly BODIES='30-graph/emea.fabrikam.com/bodies'
readonly WANTS_HASHES=true
readonly BASELINE_STEP='waves.pilot.baseline.cloud.emea.fabrikam.com'
# The results that have to be there, of every Connect server first of all.
readonly GATE_RESULTS=(
  'waves.pilot.rules.verify.FAB-SYNC01'
  'waves.pilot.preview.prove-rules.FAB-SYNC01'
  'waves.pilot.preview.pending-exports.FAB-SYNC01'
  'waves.pilot.rules.verify.FAB-SYNC02'
  'waves.pilot.preview.prove-rules.FAB-SYNC02'
  'waves.pilot.preview.pending-exports.FAB-SYNC02'
  'waves.pilot.baseline.cloud.emea.fabrikam.com'
)
# One body each.
readonly TEST_BODIES=(
  'waves/01-pilot/60-start/emea.fabrikam.com/bodies/test-object-01.json'
  'waves/01-pilot/60-start/emea.fabrikam.com/bodies/test-object-02.json'
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
source "${kit_root}/lib/gate.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
kit_options writes "$@"
graph_open "$DOMAIN"
plan_live_checks
for body in "${TEST_BODIES[@]}"; do
  plan POST "/servicePrincipals/{id}/synchronization/jobs/{id}/provisionOnDemand" "body ${body}, with the rule's id from the schema"
done
kit_show_plan

if ((${#TEST_BODIES[@]} == 0)); then
  check test-objects skipped '' none "the wave names no test object in ${DOMAIN}"
  kit_finish
fi
graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
gate "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES" "$BASELINE_STEP" "${GATE_RESULTS[@]}"
if kit_has_failed; then
  warn "The gate is closed; nothing was sent."
  kit_finish
fi
if kit_applies; then
  confirm "$WAVE" "This provisions ${#TEST_BODIES[@]} objects of ${DOMAIN} for real."
fi

need_job AD2AADProvisioning
schema="${kit_temporary}/schema.json"
read_schema "$schema"
rule=$(jq -r -L "${kit_root}/lib" 'include "schema"; the_rule.id' "$schema")
url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/provisionOnDemand"
sent=0
for body in "${TEST_BODIES[@]}"; do
  # Whom it names, whether that lies in the units, and the body with the rule of the live schema.
  jq -j -L "${kit_root}/lib" --arg rule "$rule" --slurpfile scope "${kit_root}/${SCOPE}" 'include "fields"; include "names";
    .parameters[0].subjects[0].objectId as $name
    | $name, ($name | is_in_any($scope[0].units)), (.parameters[].ruleId = $rule | tojson) | fields' "${kit_root}/${body}" >"${kit_temporary}/told"
  kit_take_fields "${kit_temporary}/told"
  name=${kit_fields[0]}
  inside=${kit_fields[1]}
  printf '%s\n' "${kit_fields[2]}" >"${kit_temporary}/on-demand.json"
  if [[ $inside != true ]]; then
    check "test-object ${name}" failed inside outside "the object lies outside every unit of this revision; it was not sent"
    continue
  fi
  kit_state testObjects "$name" revision
  revision=$kit_answer
  kit_state testObjects "$name" result
  if [[ $revision == "$REVISION" && -n $kit_answer ]]; then
    check "test-object ${name}" passed '' "$kit_answer" "was provisioned before (${kit_answer}); nothing was sent"
    continue
  fi
  if ! kit_applies; then
    would POST "$url" "body ${body}"
    continue
  fi
  # Five requests in ten seconds are allowed.
  if ((sent > 0 && sent % 5 == 0)); then
    nap 11
  fi
  sent=$((sent + 1))
  # Status 200 does not mean success: the outcome is JSON inside key.
  graph_want '' '
    (.key | try fromjson catch {}) as $key
    | (.value | try fromjson catch {}) as $value
    | ($key.result // "unreadable") as $result
    | ([$key.details.errorCode, $key.details.errorMessage, $key.details.skipReason, $value.statusInfo.errorCode] | map(select(. != null)) | unique | join(": ")) as $why
    | (if $result == "Success" then "ok"
       elif $result == "Skipped" and ($why | test("RedundantExport")) then "ok"
       else "bad" end), $result, ($why | one_line)'
  if ! graph_send once settled POST "$url" "${kit_temporary}/on-demand.json"; then
    graph_explain "POST ${url}"
    check "test-object ${name}" failed Success "status ${graph_status}" "the request failed (status ${graph_status} ${graph_code})"
    continue
  fi
  verdict=${graph_fields[0]}
  result=${graph_fields[1]}
  why=${graph_fields[2]}
  if [[ $verdict == ok ]]; then
    remember '.testObjects[$name] = {revision: $revision, result: $result, utc: $now}' --arg name "$name" --arg result "$result" \
      --argjson revision "$REVISION"
    check "test-object ${name}" passed Success "$result" "${result}${why:+ (${why})}"
  else
    check "test-object ${name}" failed Success "$result" "${result}${why:+: ${why}}"
  fi
done
kit_finish
