#!/usr/bin/env bash
# The schema of a job: read, refused, changed in memory and compared. Nothing here writes it.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# What the last comparison of two schemas found, in words; empty when they say the same.
schema_differences=
# The version of the schema that was read last.
schema_version=

# read_schema FILE [OTHER]: the whole schema of the job job_id, and with OTHER whether it says the same as that file.
read_schema() {
  graph_read "/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/schema" "$principal_fresh" schema '
    if (.synchronizationRules | type) == "array" and (.directories | type) == "array" then .version, differences_in_words($other[0] // .) else empty end' \
    --slurpfile other "${2:-/dev/null}"
  if ((${#graph_fields[@]} == 0)); then
    stop EXIT_UNEXPECTED_ERROR "the schema that was read has no rules or no directories"
  fi
  schema_version=${graph_fields[0]}
  schema_differences=${graph_fields[1]}
  cat -- "$graph_answer" >"$1"
}

# judge_schema SCHEMA SCOPE MAPPINGS EVER-RAN HASHES WANTED: stops when the live schema must not be touched, or does not fit the kit. Otherwise the
# schema that the kit wants is in the file WANTED, and where the live one differs from it in schema_differences.
judge_schema() {
  local judged="${kit_temporary}/judged" line
  if ! jq -j -L "${KIT_ROOT}/lib" --slurpfile scope "$2" --slurpfile mappings "$3" --argjson ran "$4" --argjson hashes "$5" '
    include "fields"; include "schema";
    [refusals($scope[0]; $mappings[0]; $ran)] as $refusals
    | if $refusals != [] then "refused", $refusals[]
      else transformed($scope[0]; $mappings[0]; $hashes) as $wanted | "wanted", ($wanted | tojson), differences_in_words($wanted) end
    | fields' "$1" >"$judged" 2>"${kit_temporary}/jq-error"; then
    line=$(<"${kit_temporary}/jq-error")
    stop EXIT_AMBIGUOUS "the live schema is not as expected: ${line}"
  fi
  kit_take_fields "$judged"
  if [[ ${kit_fields[0]} != wanted ]]; then
    for line in "${kit_fields[@]:1}"; do
      check schema failed '' '' "$line"
    done
    stop EXIT_CHECK_FAILED "the live schema stands against this revision; nothing was changed"
  fi
  printf '%s\n' "${kit_fields[1]}" >"$6"
  schema_differences=${kit_fields[2]}
}
