#!/usr/bin/env bash
# The jobs of a configuration: which there are, and what they say of themselves.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# list_jobs: the jobs of the configuration; one a line in the file jobs_file.
jobs_file=
list_jobs() {
  jobs_file="${kit_temporary}/jobs"
  local url="/servicePrincipals/${principal_id}/synchronization/jobs"
  graph_read "$url" "$principal_fresh"
  jq -r 'if .["@odata.nextLink"] != null then "more" else .value[] | tojson end' "$graph_answer" >"$jobs_file"
  if [[ $(<"$jobs_file") == more ]]; then
    graph_pages "$url" "$jobs_file"
  fi
  no_unknown_state
}

# job_of TEMPLATE: the identifier of the one job of that template among the listed ones, in job_id; empty when there is none.
job_id=
job_of() {
  local found
  found=$(jq -rs --arg template "$1" -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_job_of($template)) | .id) | unique | .[]' "$jobs_file")
  if [[ $found == *$'\n'* ]]; then
    warn "jobs that fit: ${found//$'\n'/ }"
    stop EXIT_AMBIGUOUS "two jobs of template $1; exactly one may exist"
  fi
  job_id=$found
}

# need_job TEMPLATE: the same, and it has to be there.
need_job() {
  job_of "$1"
  if [[ -z $job_id ]]; then
    stop EXIT_PRECONDITION_MISSING "the job $1 does not exist; run 30-graph first"
  fi
}

# job_field FILTER: something of the job job_id among the listed ones, in kit_answer.
job_field() {
  kit_answer=$(jq -rs --arg id "$job_id" -L "${KIT_ROOT}/lib" "include \"jobs\"; map(select(.id == \$id))[0] | ($1) | if . == null then \"\" else . end" "$jobs_file")
}

# read_job: the job job_id alone, freshly read, in jobs_file.
read_job() {
  graph_read "/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}" "$principal_fresh"
  jobs_file="${kit_temporary}/jobs"
  jq -c . "$graph_answer" >"$jobs_file"
  no_unknown_state
}

# no_unknown_state: stops when a job does not say whether it runs. What is not known to stand still must not pass for it.
no_unknown_state() {
  local said
  said=$(jq -rs -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_known | not) | "\(.id): \(.schedule.state)") | join(", ")' "$jobs_file")
  if [[ -n $said ]]; then
    stop EXIT_UNEXPECTED_ERROR "a job is in a state that this kit does not know (${said}); look at it in the admin center before anything else"
  fi
}

# no_quarantine: stops when any listed job is in quarantine, and says why in words.
no_quarantine() {
  local said
  said=$(jq -rs -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_quarantined) | quarantine_words)[]' "$jobs_file")
  if [[ -n $said ]]; then
    warn "$said"
    stop EXIT_QUARANTINED "a job is in quarantine; starting it would hide the reason, so it is left as it is"
  fi
}

# is_active: whether the job job_id runs. schedule.state decides, not status.code.
is_active() {
  job_field '.schedule.state'
  [[ $kit_answer == Active ]]
}
