#!/usr/bin/env bash
# Starting a job once, and waiting for what has to come before another start.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# start_job TEMPLATE RESTART-BODY: starts the job when it does not run, and after a scope change restarts it so that everything is read
# anew. RESTART-BODY is empty when no restart is wanted. The state says what was sent, so that a second run sends nothing.
start_job() {
  local template=$1 restart=$2 url window done_revision pending tries=0
  need_job "$template"
  url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}"
  # 409 and its like mean "not yet replicated" only shortly after the job was made.
  graph_window jobs "$template" sinceUtc
  window=$kit_answer
  read_job
  no_quarantine
  kit_state started "$template" revision
  done_revision=$kit_answer
  kit_state starting "$template" revision
  pending=$kit_answer
  if is_active && [[ $pending != "$kit_revision" ]]; then
    kit_state rolledBack utc
    if [[ $done_revision == "$kit_revision" && -z $kit_answer ]]; then
      check "start.${template}" passed Active Active "${template} runs since this wave started it; nothing was sent"
      return 0
    fi
    stop EXIT_CHECK_FAILED "${template} is active, but this kit did not start it for revision ${kit_revision}; find out who did, pause it, and run this again"
  fi
  if ! kit_applies; then
    would POST "${url}/start" "no body"
    if [[ -n $restart ]]; then
      would POST "${url}/restart" "body ${restart}"
    fi
    return 0
  fi
  if [[ $pending == "$kit_revision" ]]; then
    # An earlier run was interrupted around its start; it may be on its way.
    wait_active "$template"
    no_quarantine
  else
    remember '.starting[$template] = {revision: $revision, utc: $now}' --arg template "$template" --argjson revision "$kit_revision"
  fi
  outdate_pauses
  while ! is_active; do
    tries=$((tries + 1))
    if ((tries > 3)); then
      stop EXIT_UNEXPECTED_ERROR "${template} could not be started"
    fi
    if ! graph_send once "$window" POST "${url}/start"; then
      case $graph_status in
        000 | 5??) graph_explain "POST ${url}/start" ;;
        *) graph_failed "POST ${url}/start" ;;
      esac
    fi
    wait_active "$template"
    no_quarantine
  done
  if [[ -n $restart ]]; then
    kit_state starting "$template" restarted
    if [[ $kit_answer != true ]]; then
      if ! graph_send once settled POST "${url}/restart" "${KIT_ROOT}/${restart}"; then
        graph_failed "POST ${url}/restart"
      fi
      remember '.starting[$template].restarted = true' --arg template "$template"
    fi
  fi
  # The service's own clock, so that its times can be compared with it.
  service_time
  remember '.started[$template] = {revision: $revision, utc: $now, serviceUtc: $service} | del(.starting[$template])' \
    --arg template "$template" --argjson revision "$kit_revision" --arg service "$kit_answer"
  check "start.${template}" passed Active Active "${template} is active"
}

# Marks the results of the pauses that rollbacks made in this domain, before anything is started: a rollback has to pause anew. They are
# overwritten rather than removed, so that a run folder that is copied onto another carries the mark.
outdate_pauses() {
  local file step now
  now=$(kit_now)
  for file in "${kit_run}/results/rollback.pause.${kit_subject}.json" "${kit_run}/results/waves."*".rollback.pause.${kit_subject}.json"; do
    if [[ ! -f $file ]]; then
      continue
    fi
    step=${file##*/}
    jq -n --arg step "${step%.json}" --arg digest "$kit_digest" --arg environment "$KIT_ENVIRONMENT" --arg by "$kit_step_id" --arg now "$now" \
      --argjson code "${EXIT_CODES[EXIT_PRECONDITION_MISSING]}" \
      '{format: 1, step: $step, kitDigest: $digest, environment: $environment, dryRun: false, checks: [], exitCode: $code, outdatedBy: $by, endedUtc: $now}' \
      >"${kit_temporary}/outdated.json"
    kit_place "${kit_temporary}/outdated.json" "$file"
    say "the result of step ${step%.json} no longer counts"
  done
}

# The time that the service gave with its last answer, or ours when it gave none, in kit_answer.
service_time() {
  kit_answer=
  if [[ -n $graph_date ]]; then
    kit_answer=$(date -u -d "$graph_date" '+%Y-%m-%dT%H:%M:%SZ' 2>/dev/null || true)
  fi
  if [[ -z $kit_answer ]]; then
    kit_answer=$(kit_now)
  fi
}

# need_cycle TEMPLATE: stops unless that job has been started by this revision and its cycle is over.
need_cycle() {
  local since
  kit_state started "$1" revision
  if [[ $kit_answer != "$kit_revision" ]]; then
    stop EXIT_PRECONDITION_MISSING "$1 has not been started for revision ${kit_revision}"
  fi
  kit_state started "$1" serviceUtc
  since=$kit_answer
  need_job "$1"
  read_job
  no_quarantine
  if ! is_active; then
    stop EXIT_PRECONDITION_MISSING "$1 does not run; it was paused after revision ${kit_revision} started it"
  fi
  job_says 'has_reached_cycle($since)' --arg since "$since"
  if [[ $kit_answer != true ]]; then
    stop EXIT_PRECONDITION_MISSING "$1 has not been through its initial cycle yet; watch it first"
  fi
  check "cycle.$1" passed '' '' "$1 has been through its initial cycle"
}
