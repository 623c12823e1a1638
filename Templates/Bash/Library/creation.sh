#!/usr/bin/env bash
# Creating what must never exist twice: mark, look, send once, look longer.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# What a look found, and what was created: whatever names it, or empty. A look sets it.
found=
# How long to look for what may have been created, and how often, in seconds.
creation_wait=$GRAPH_WINDOW_WAIT
creation_step=$GRAPH_WINDOW_STEP

# create_once WHAT WINDOW PATH BODY FILTER LOOK MARK: creates WHAT with one POST, unless it is there. The caller has looked before.
#   WINDOW  what the codes of an unfinished replication mean, as graph_send has it; with fresh they are waited out, with a look before each request
#   FILTER  takes what names it out of the answer; a jq filter
#   LOOK    a function that sets found
#   MARK    where the state says, before a request leaves, that one may have left; a path of state_path
# Whoever finds the mark looks longer before anything is sent, and so does this function after an answer that leaves open whether it was done.
# The mark stays until created_once. found is empty afterwards only in a dry run.
create_once() {
  # shellcheck disable=SC2034 # graph_wait_replication counts in replicating.
  local what=$1 window=$2 url=$3 body=$4 filter=$5 look=$6 mark=$7 tries=0 replicating=0
  kit_state "$mark"
  if [[ -z $found && -n $kit_answer ]]; then
    say "an earlier run was interrupted while it created ${what} (${kit_answer}); looking for what it made"
    look_longer "$look"
  fi
  while [[ -z $found ]]; do
    if ! kit_applies; then
      would POST "$url" "${what}, body ${body##*/}"
      return 0
    fi
    tries=$((tries + 1))
    if ((tries > 3)); then
      stop EXIT_UNEXPECTED_ERROR "${what} could not be created; try again later"
    fi
    remember 'setpath($mark | split("\u001f"); $now)' --arg mark "$mark"
    # Not sent again by itself, whatever the answer: a look comes first.
    graph_want '' "$filter"
    if graph_send once settled POST "$url" "$body"; then
      found=${graph_fields[0]:-}
      if [[ -z $found ]]; then
        stop EXIT_UNEXPECTED_ERROR "the answer to POST ${url} names nothing; look at the tenant before running this again"
      fi
      say "created ${what}"
      return 0
    fi
    case $graph_status in
      000 | 5??)
        graph_explain "POST ${url}"
        say "it may have been done all the same; looking before anything is sent again"
        look_longer "$look"
        ;;
      *)
        if ! graph_is_replicating "$window" || ! graph_wait_replication; then
          remember 'delpaths([$mark | split("\u001f")])' --arg mark "$mark"
          graph_failed "POST ${url}"
        fi
        tries=$((tries - 1))
        "$look"
        ;;
    esac
  done
}

# created_once FILTER MARK [JQ-OPTION …]: remembers by a jq filter what $found names, and in the same step that nothing is open any more.
created_once() {
  remember "(${1}) | delpaths([\$mark | split(\"\\u001f\")])" --arg found "$found" --arg mark "$2" "${@:3}"
}

# look_longer LOOK: lists may lag for minutes behind what was created.
look_longer() {
  local waited=0
  while [[ -z $found ]] && ((waited < creation_wait)); do
    nap "$creation_step"
    waited=$((waited + creation_step))
    "$1"
  done
}

# --- Jobs ------------------------------------------------------------------------------------------------------------

# find_or_create_job TEMPLATE BODY: the job of that template exists afterwards, exactly once, in job_id. BODY is a path in the kit.
# In a dry run a missing job leaves job_id empty.
find_or_create_job() {
  local template=$1 mark known url="/servicePrincipals/${principal_id}/synchronization/jobs"
  state_path jobPending "$template"
  mark=$kit_answer
  kit_state jobs "$template" id
  known=$kit_answer
  look_for_job
  kit_state "$mark"
  if [[ -z $found && -z $kit_answer && -n $known ]]; then
    # A list may lag behind. A job that this kit knows of is never made anew.
    look_longer look_for_job
    if [[ -z $found ]]; then
      stop EXIT_PRECONDITION_MISSING "the state names the job ${known}, which is not listed (any more); find out why before anything is created anew"
    fi
  fi
  create_once "the job ${template}" "$principal_fresh" "$url" "${KIT_ROOT}/$2" '.id // ""' look_for_job "$mark"
  job_id=$found
  if [[ -z $job_id ]]; then
    return 0
  fi
  kit_state "$mark"
  if [[ $known != "$job_id" || -n $kit_answer ]]; then
    created_once '.jobs[$template] = {id: $found, sinceUtc: $now}' "$mark" --arg template "$template"
  fi
  check "job.${template}" passed '' "$job_id" "the job ${template} exists once: ${job_id}"
}

# Looks for the job of the template that find_or_create_job works on.
look_for_job() {
  list_jobs
  job_of "$template"
  found=$job_id
}
