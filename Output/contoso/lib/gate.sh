#!/usr/bin/env bash
# The gate before any start: what was just read back equals the kit, and every Connect server has proved its part.
# Sourced after graph.sh.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# shellcheck source=/dev/null
source "${KIT_ROOT}/lib/baseline.sh"
# shellcheck source=/dev/null
source "${KIT_ROOT}/lib/starts.sh"

readonly GATE_ENVIRONMENT='contoso'

plan_live_checks() {
  plan GET "/servicePrincipals/{id}/synchronization/jobs"
  plan GET "/servicePrincipals/{id}/synchronization/secrets"
  plan GET "/servicePrincipals/{id}/synchronization/jobs/{id}/schema"
}

# check_live SCOPE BODIES HASHES: jobs, settings, scope and mappings, as they are now, against the kit.
check_live() {
  local scope=$1 bodies=$2 hashes=$3 live="${kit_temporary}/gate-live.json" wanted="${kit_temporary}/gate-wanted.json" said
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
  said=$(jq -rs -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_quarantined) | quarantine_words)[]' "$jobs_file")
  if [[ -n $said ]]; then
    check quarantine failed none '' "$said"
  else
    check quarantine passed none none "no job is in quarantine"
  fi
  compare_secrets "${bodies}/secrets.json"
  if [[ $secrets_verdict == equal ]]; then
    check secrets passed '' '' "the settings equal the kit's"
  else
    secrets_words
    check secrets failed equal "$secrets_verdict" "the settings differ from the kit's (${kit_answer})"
  fi
  read_schema "$live"
  # A live name outside the revision, an empty scope, groups or old clauses end it here.
  schema_refuses "$live" "$scope" "${bodies}/attribute-mappings.json" true
  transform_schema "$live" "$scope" "${bodies}/attribute-mappings.json" "$hashes" "$wanted"
  if same_schema "$live" "$wanted"; then
    said=$(jq '.units | length' "$scope")
    check scope passed "$said" "$said" "scope (${said} units) and mappings are exactly the kit's"
  else
    check scope failed '' "$kit_answer" "scope or mappings differ from the kit's at ${kit_answer}"
  fi
}

# check_results STEP …: every result lies in the run folder: exit code 0, no dry run, this kit, this environment, wave and revision, and
# no older than the taking back of a wave.
check_results() {
  local step file said after
  kit_state .rolledBack.utc
  after=$kit_answer
  if [[ -n $after ]]; then
    say "A wave was taken back at ${after}; only results that are newer count."
  fi
  if (($# == 0)); then
    check results failed '' none "the kit names no Connect server whose results to ask for"
  fi
  for step in "$@"; do
    file="${kit_run}/results/${step}.json"
    if [[ ! -f $file ]]; then
      check "result.${step}" failed '' missing "no result; run the step on its server and bring the run folder's results here"
      continue
    fi
    if ! said=$(jq -rs --arg step "$step" --arg digest "$kit_digest" --arg environment "$GATE_ENVIRONMENT" --arg wave "$kit_wave" \
      --argjson revision "$kit_revision" --arg after "$after" '
      (if length == 1 then .[0] else error("not one result") end) as $result
      | $result
      | [ if .step != $step then "it is the result of another step, \(.step)" else empty end,
        if .exitCode != 0 then "its exit code is \(.exitCode)" else empty end,
        if .dryRun != false then "it was a dry run" else empty end,
        if .kitDigest != $digest then "it comes from another kit" else empty end,
        if .environment != $environment then "it is of another environment, \(.environment)" else empty end,
        if .wave != $wave then "it is of another wave, \(.wave)" else empty end,
        if .revision != $revision then "it is of another revision, \(.revision)" else empty end,
        if any(.checks[]?; .status == "failed") then "a check in it failed" else empty end,
        if $after != "" and (.startedUtc <= $after) then "it is older than the taking back" else empty end ]
      | if . == [] then "passed at \($result.endedUtc) on \($result.host)" else "refused: " + join("; ") end' "$file" 2>/dev/null); then
      said="refused: it cannot be read"
    fi
    if [[ $said == "passed at "* ]]; then
      check "result.${step}" passed 0 0 "$said"
    else
      check "result.${step}" failed 0 '' "${said#refused: }"
    fi
  done
}

# gate SCOPE BODIES HASHES BASELINE-STEP STEP …: everything; stops when a single point is missing.
gate() {
  local scope=$1 bodies=$2 hashes=$3 baseline=$4
  shift 4
  check_results "$@"
  check_baseline "$baseline" "$scope"
  check_live "$scope" "$bodies" "$hashes"
  kit_state .scope.pending
  if [[ $kit_answer == true ]]; then
    check scope-written failed '' '' "an earlier run was interrupted while it wrote the scope; run 50-scope again"
  fi
}
