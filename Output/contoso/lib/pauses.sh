#!/usr/bin/env bash
# Bringing a job to a standstill, and waiting for one that starts.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# pause_job TEMPLATE: the job of that template, if there is one, does not run afterwards. Waits until that is so.
pause_job() {
  local waited=0 tries=0 url window started
  job_of "$1"
  if [[ -z $job_id ]]; then
    check "pause.$1" skipped 'not active' 'no such job' "there is no job $1"
    return 0
  fi
  url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}"
  graph_window jobs "$1" sinceUtc
  window=$kit_answer
  kit_state starting "$1" utc
  started=$kit_answer
  # A start that was sent shows late; what stands still now may run in a minute.
  if ! is_active && kit_applies; then
    if [[ -n $started ]]; then
      say "a start of $1 was sent at ${started} and its end is not known; looking whether it takes effect"
      wait_active "$1"
    elif [[ $state_found != true ]]; then
      say "the state of this domain is missing, so a start of $1 may have been sent; looking whether one takes effect"
      wait_active "$1"
    fi
  fi
  if ! is_active; then
    job_value job_states
    check "pause.$1" passed 'not active' "$kit_answer" "$1 does not run (${kit_answer})"
    forget_start "$1"
    return 0
  fi
  if ! kit_applies; then
    would POST "${url}/pause" "no body"
    return 0
  fi
  while is_active; do
    if ((waited % 60 == 0)); then
      tries=$((tries + 1))
      if ((tries > 5)); then
        break
      fi
      # 409 shows for a while after a job was made. After an error of the server the next look tells whether it was done.
      if ! graph_send once "$window" POST "${url}/pause"; then
        case $graph_status in
          000 | 5??) graph_explain "POST ${url}/pause" ;;
          *) graph_failed "POST ${url}/pause" ;;
        esac
      fi
    fi
    read_job
    if is_active; then
      say "waiting until $1 stands still"
      nap "$GRAPH_JOB_STEP"
      waited=$((waited + GRAPH_JOB_STEP))
      if ((waited > GRAPH_JOB_WAIT)); then
        break
      fi
    fi
  done
  if is_active; then
    stop EXIT_TIMED_OUT "$1 still runs; do not go on before it stands still"
  fi
  job_value job_states
  check "pause.$1" passed 'not active' "$kit_answer" "$1 does not run any more (${kit_answer})"
  forget_start "$1"
}

# forget_start TEMPLATE: what was started before a pause is not under way any more.
forget_start() {
  kit_state starting "$1" utc
  if [[ -n $kit_answer ]]; then
    remember 'del(.starting[$template])' --arg template "$1"
  fi
}

# wait_active TEMPLATE: looks until the job job_id runs, for two minutes. A start is not sent again while it may be under way.
wait_active() {
  local waited=0
  while ((waited < 120)); do
    read_job
    if is_active; then
      return 0
    fi
    say "waiting until $1 is active"
    nap "$GRAPH_JOB_STEP"
    waited=$((waited + GRAPH_JOB_STEP))
  done
}
