#!/usr/bin/env bash
# The schema of a job: read, refused, changed in memory and compared. Nothing here writes it.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# read_schema FILE: the whole schema of the job job_id.
read_schema() {
  graph_read "/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/schema" "$principal_fresh"
  if ! jq -e '(.synchronizationRules | type) == "array" and (.directories | type) == "array"' "$graph_answer" >/dev/null; then
    stop EXIT_UNEXPECTED_ERROR "the schema that was read has no rules or no directories"
  fi
  cat -- "$graph_answer" >"$1"
}

# schema_refuses SCHEMA SCOPE MAPPINGS EVER-RAN: stops when the live schema must not be touched, or does not fit the kit.
schema_refuses() {
  local said
  if ! said=$(jq -r -L "${KIT_ROOT}/lib" --slurpfile scope "$2" --slurpfile mappings "$3" --argjson ran "$4" 'include "names"; include "schema";
    the_rule as $rule
    | ( if ($scope[0].units | length) == 0 then "failed\tthe kit has no unit for this domain; an empty list would mean the whole domain" else empty end ),
      ( containers | names_without($scope[0].units) | .[] | "failed\tthe live scope holds \(.), which this revision lacks; a scope never shrinks" ),
      ( if $ran and (containers | length) == 0 then "failed\tthe live scope is empty, which means the whole domain, and this job may have run; this is not the state that this kit leaves" else empty end ),
      ( if $ran then classes_beyond($scope[0].objectTypes)[] | "failed\tthe job takes objects of class \(.), which this kit does not hand over, and it may have run; no class is taken out of it" else empty end ),
      ( if (scoped_groups | length) > 0 then "failed\tthe job is scoped by groups: \(scoped_groups | join("; "))" else empty end ),
      ( old_scope_clauses[] | "failed\tthe job is scoped by the filter clause \(.) of an old tenant; two scopes must not be mixed" ),
      ( mapping_problems($mappings[0]) | "failed\t\(.)" )' "$1" 2>"${kit_temporary}/jq-error"); then
    said=$(<"${kit_temporary}/jq-error")
    stop EXIT_AMBIGUOUS "the live schema is not as expected: ${said}"
  fi
  if [[ -n $said ]]; then
    while IFS=$'\t' read -r _ line; do
      check schema failed '' '' "$line"
    done <<<"$said"
    stop EXIT_CHECK_FAILED "the live schema stands against this revision; nothing was changed"
  fi
}

# transform_schema SCHEMA SCOPE MAPPINGS HASHES FILE: the schema that the kit wants.
transform_schema() {
  local said
  if ! jq -L "${KIT_ROOT}/lib" --slurpfile scope "$2" --slurpfile mappings "$3" --argjson hashes "$4" \
    'include "schema"; transformed($scope[0]; $mappings[0]; $hashes)' "$1" >"$5" 2>"${kit_temporary}/jq-error"; then
    said=$(<"${kit_temporary}/jq-error")
    stop EXIT_AMBIGUOUS "the live schema is not as expected: ${said}"
  fi
}

# same_schema ONE OTHER: whether two schemas say the same; otherwise where they differ, in kit_answer.
same_schema() {
  kit_answer=$(jq -rn -L "${KIT_ROOT}/lib" --slurpfile one "$1" --slurpfile other "$2" \
    'include "schema"; ($one[0] | comparable) as $a | ($other[0] | comparable) as $b | if $a == $b then "" else ($a | [differences($b)] | join("; ")) + " " end')
  [[ -z $kit_answer ]]
}
