#!/usr/bin/env bash
# The jobs of a configuration: which there are, and what they say of themselves.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# The listed jobs, side by side in the order of the list, and one a line as JSON in the file jobs_file.
job_ids=()
job_templates=()
job_states=()
# why it is in quarantine, in words; empty when it is not
job_quarantines=()
job_rans=()
jobs_file=
# The one job that is asked about.
job_id=

# list_jobs: the jobs of the configuration.
list_jobs() {
  local url="/servicePrincipals/${principal_id}/synchronization/jobs" list="${kit_temporary}/job-pages"
  graph_read "$url" "$principal_fresh" jobs '.["@odata.nextLink"] // "", (.value[] | told)'
  if [[ -n ${graph_fields[0]} ]]; then
    graph_pages "$url" "$list"
    jq -j -L "${KIT_ROOT}/lib" 'include "fields"; include "jobs"; told | fields' "$list" >"${kit_temporary}/job-fields"
    kit_take_fields "${kit_temporary}/job-fields"
    take_jobs "${kit_fields[@]}"
  else
    take_jobs "${graph_fields[@]:1}"
  fi
}

# read_job: the job job_id alone, freshly read.
read_job() {
  graph_read "/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}" "$principal_fresh" jobs told
  take_jobs "${graph_fields[@]}"
}

# take_jobs FIELD …: seven of each job, as `told` gives them. Stops when a job does not say whether it runs: what is not known to stand still must not
# pass for it.
take_jobs() {
  local unknown=
  jobs_file="${kit_temporary}/jobs"
  : >"$jobs_file"
  job_ids=()
  job_templates=()
  job_states=()
  job_quarantines=()
  job_rans=()
  while (($# >= 7)); do
    printf '%s\n' "$1" >>"$jobs_file"
    job_ids+=("$2")
    job_templates+=("$3")
    job_states+=("$4")
    if [[ $5 != true ]]; then
      unknown+="${unknown:+, }$2: $4"
    fi
    job_quarantines+=("$6")
    job_rans+=("$7")
    shift 7
  done
  if [[ -n $unknown ]]; then
    stop EXIT_UNEXPECTED_ERROR "a job is in a state that this kit does not know (${unknown}); look at it in the admin center before anything else"
  fi
}

# job_of TEMPLATE: the identifier of the one job of that template among the listed ones, in job_id; empty when there is none.
# The template of a job may be printed as another one; the beginning of its identifier is not.
job_of() {
  local index
  job_id=
  for index in "${!job_ids[@]}"; do
    if [[ ${job_templates[index]} == "$1" || ${job_ids[index]} == "$1".* ]]; then
      if [[ -n $job_id && $job_id != "${job_ids[index]}" ]]; then
        warn "jobs that fit: ${job_id} ${job_ids[index]}"
        stop EXIT_AMBIGUOUS "two jobs of template $1; exactly one may exist"
      fi
      job_id=${job_ids[index]}
    fi
  done
}

# need_job TEMPLATE: the same, and it has to be there.
need_job() {
  job_of "$1"
  if [[ -z $job_id ]]; then
    stop EXIT_PRECONDITION_MISSING "the job $1 does not exist; run 30-graph first"
  fi
}

# job_says FILTER [JQ-OPTION …]: something of the job job_id among the listed ones, in kit_answer.
job_says() {
  local filter=$1
  shift
  kit_answer=$(jq -rs --arg id "$job_id" "$@" -L "${KIT_ROOT}/lib" "include \"jobs\"; map(select(.id == \$id))[0] | (${filter}) | if . == null then \"\" else . end" "$jobs_file")
}

# job_value LIST: what one of the lists above holds of the job job_id, in kit_answer.
job_value() {
  local -n job_list=$1
  local index
  kit_answer=
  for index in "${!job_ids[@]}"; do
    if [[ ${job_ids[index]} == "$job_id" ]]; then
      kit_answer=${job_list[index]}
    fi
  done
}

# is_active: whether the job job_id runs. schedule.state decides, not status.code. Leaves kit_answer alone.
is_active() {
  local index
  for index in "${!job_ids[@]}"; do
    if [[ ${job_ids[index]} == "$job_id" && ${job_states[index]} == Active ]]; then
      return 0
    fi
  done
  return 1
}

# active_jobs: the identifiers of all listed jobs that run, in kit_answer.
active_jobs() {
  local index
  kit_answer=
  for index in "${!job_ids[@]}"; do
    if [[ ${job_states[index]} == Active ]]; then
      kit_answer+="${kit_answer:+, }${job_ids[index]}"
    fi
  done
}

# quarantines: what the listed jobs that are in quarantine say, one a line in kit_answer.
quarantines() {
  local words
  kit_answer=
  for words in "${job_quarantines[@]}"; do
    if [[ -n $words ]]; then
      kit_answer+="${kit_answer:+$'\n'}${words}"
    fi
  done
}

# no_quarantine: stops when any listed job is in quarantine, and says why in words.
no_quarantine() {
  quarantines
  if [[ -n $kit_answer ]]; then
    warn "$kit_answer"
    stop EXIT_QUARANTINED "a job is in quarantine; starting it would hide the reason, so it is left as it is"
  fi
}
