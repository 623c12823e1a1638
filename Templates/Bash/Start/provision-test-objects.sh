#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: provisions the wave's test objects one by one, for real. Needs --apply and the wave's name.
# Does not: start a job, or take an object outside the units: on-demand provisioning ignores the scope, so this script looks first.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All and Application.Read.All; Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#   --confirm NAME   the wave's name, instead of typing it
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

{{> Bash/Parts/gate-values.sh}}
# One body each.
readonly TEST_BODIES=(
{{#each scope.testBodies as body}}
  {{body}}
{{/each}}
)

{{> Bash/Parts/load.sh}}
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
{{> Bash/Parts/pass-gate.sh}}
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
