#!/usr/bin/env bash
# The gate before any start: what was just read back equals the kit, and every Connect server has proved its part.
# Sourced after graph.sh.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# shellcheck source=/dev/null
source "${KIT_ROOT}/lib/baseline.sh"
# shellcheck source=/dev/null
source "${KIT_ROOT}/lib/starts.sh"

readonly GATE_ENVIRONMENT='fabrikam'

plan_live_checks() {
  plan GET "/servicePrincipals/{id}/synchronization/jobs"
  plan GET "/servicePrincipals/{id}/synchronization/secrets"
  plan GET "/servicePrincipals/{id}/synchronization/jobs/{id}/schema"
}

# check_live SCOPE BODIES HASHES: jobs, settings, scope and mappings, as they are now, against the kit.
check_live() {
  local scope=$1 bodies=$2 hashes=$3 live="${kit_temporary}/gate-live.json" wanted="${kit_temporary}/gate-wanted.json"
  list_jobs
  need_job AD2AADProvisioning
  check jobs passed '' "$job_id" "the provisioning job exists once: ${job_id}"
  if [[ $hashes == true ]]; then
    job_of AD2AADPasswordHash
    if [[ -n $job_id ]]; then
      check hash-job passed '' "$job_id" "the job for password hashes exists once: ${job_id}"
    else
      check hash-job failed AD2AADPasswordHash none "the job for password hashes is missing; run 30-graph first"
    fi
    need_job AD2AADProvisioning
  fi
  quarantines
  if [[ -n $kit_answer ]]; then
    check quarantine failed none '' "$kit_answer"
  else
    check quarantine passed none none "no job is in quarantine"
  fi
  compare_secrets "${bodies}/secrets.json"
  if [[ $secrets_verdict == equal ]]; then
    check secrets passed '' '' "the settings equal the kit's"
  else
    check secrets failed equal "$secrets_verdict" "the settings differ from the kit's (${secrets_words})"
  fi
  read_schema "$live"
  # A live name outside the revision, an empty scope, groups or old clauses end it here.
  judge_schema "$live" "$scope" "${bodies}/attribute-mappings.json" true "$hashes" "$wanted"
  if [[ -z $schema_differences ]]; then
    check scope passed '' '' "scope and mappings are exactly the kit's"
  else
    check scope failed '' "$schema_differences" "scope or mappings differ from the kit's at ${schema_differences}"
  fi
}

# check_results STEP …: every result lies in the run folder: exit code 0, no dry run, this kit, this environment, wave and revision, and
# no older than the taking back of a wave.
check_results() {
  local step file index=0 texts=() told="${kit_temporary}/results-told"
  kit_state rolledBack utc
  if [[ -n $kit_answer ]]; then
    say "A wave was taken back at ${kit_answer}; only results that are newer count."
  fi
  if (($# == 0)); then
    check results failed '' none "the kit names no Connect server whose results to ask for"
  fi
  for step in "$@"; do
    file="${kit_run}/results/${step}.json"
    if [[ -f $file ]]; then
      texts+=(--rawfile "$step" "$file")
    fi
  done
  jq -nj -L "${KIT_ROOT}/lib" --arg digest "$kit_digest" --arg environment "$GATE_ENVIRONMENT" --arg wave "$kit_wave" --argjson revision "$kit_revision" \
    --arg after "$kit_answer" "${texts[@]}" 'include "fields"; include "results";
    {digest: $digest, environment: $environment, wave: $wave, revision: $revision, after: $after} as $wanted
    | $ARGS.positional[] as $step | $ARGS.named[$step] | result_verdict($step; $wanted)[] | fields' --args "$@" >"$told"
  kit_take_fields "$told"
  for step in "$@"; do
    check "result.${step}" "${kit_fields[@]:index:4}"
    index=$((index + 4))
  done
}

# gate SCOPE BODIES HASHES BASELINE-STEP STEP …: everything; stops when a single point is missing.
gate() {
  local scope=$1 bodies=$2 hashes=$3 baseline=$4
  shift 4
  check_results "$@"
  check_baseline "$baseline" "$scope"
  check_live "$scope" "$bodies" "$hashes"
  kit_state scope pending
  if [[ $kit_answer == true ]]; then
    check scope-written failed '' '' "an earlier run was interrupted while it wrote the scope; run 50-scope again"
  fi
}
