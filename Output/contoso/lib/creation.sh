#!/usr/bin/env bash
# Creating what must never exist twice.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# find_or_create_job TEMPLATE BODY: the job of that template exists afterwards, exactly once, in job_id. BODY is a path in the kit.
# In a dry run a missing job leaves job_id empty.
find_or_create_job() {
  local template=$1 body=$2 tries=0 replicating=0 pending known url="/servicePrincipals/${principal_id}/synchronization/jobs"
  list_jobs
  job_of "$template"
  kit_state ".jobPending[\"${template}\"]"
  pending=$kit_answer
  kit_state ".jobs[\"${template}\"].id"
  known=$kit_answer
  if [[ -z $job_id && -n $pending ]]; then
    say "an earlier run was interrupted while it created the job ${template} (${pending}); looking for what it made"
    look_for_job "$template"
  elif [[ -z $job_id && -n $known ]]; then
    # A list may lag behind. A job that this kit knows of is never made anew.
    look_for_job "$template"
    if [[ -z $job_id ]]; then
      stop EXIT_PRECONDITION_MISSING "the state names the job ${known}, which is not listed (any more); find out why before anything is created anew"
    fi
  fi
  while [[ -z $job_id ]]; do
    if ! kit_applies; then
      would POST "$url" "body ${body}"
      return 0
    fi
    tries=$((tries + 1))
    if ((tries > 3)); then
      stop EXIT_UNEXPECTED_ERROR "the job ${template} could not be created; try again later"
    fi
    remember '.jobPending[$template] = $now' --arg template "$template"
    # Not sent again by itself, whatever the answer: a look comes first.
    if graph_send once settled POST "$url" "${KIT_ROOT}/${body}"; then
      job_id=$(jq -r '.id // ""' "$graph_answer")
      say "created job ${job_id}"
    else
      case $graph_status in
        000 | 5??)
          graph_explain "POST ${url}"
          say "it may have been done all the same; looking before anything is sent again"
          look_for_job "$template"
          ;;
        *)
          if ! graph_is_replicating "$principal_fresh" || ! graph_wait_replication; then
            remember 'del(.jobPending[$template])' --arg template "$template"
            graph_failed "POST ${url}"
          fi
          tries=$((tries - 1))
          list_jobs
          job_of "$template"
          ;;
      esac
    fi
  done
  kit_state ".jobs[\"${template}\"].id"
  if [[ $kit_answer != "$job_id" || -n $pending ]]; then
    remember '.jobs[$template] = {id: $id, sinceUtc: $now} | del(.jobPending[$template])' \
      --arg template "$template" --arg id "$job_id"
  fi
  check "job.${template}" passed '' "$job_id" "the job ${template} exists once: ${job_id}"
}

look_for_job() {
  local waited=0
  while [[ -z $job_id ]] && ((waited < GRAPH_WINDOW_WAIT)); do
    nap "$GRAPH_WINDOW_STEP"
    waited=$((waited + GRAPH_WINDOW_STEP))
    list_jobs
    job_of "$1"
  done
}
