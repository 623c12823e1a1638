#!/usr/bin/env bash
# What every bash script of this kit shares: options, exit codes, run folder, checks, results, the operator's word.
# It is sourced, never run, and talks to nobody; what talks to Microsoft Graph is in graph.sh.

# shellcheck disable=SC2034 # The scripts of the kit share the variables in small letters.
set -euo pipefail

if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
  printf 'This script needs bash 4.4 or later; this is bash %s.\n' "$BASH_VERSION" >&2
  exit 2
fi
shopt -s inherit_errexit
umask 077
# Times are UTC, sorting and ranges are those of plain bytes.
export LC_ALL=C TZ=UTC0

# Exit codes, the same for PowerShell and bash.
declare -rA EXIT_CODES=(
{{#each kit.exitCodes as exit}}
  # {{exit.meaning|comment}}
  [{{exit.name}}]={{exit.code}}
{{/each}}
)
readonly KIT_ENVIRONMENT={{kit.environment}}
readonly KIT_RUN_FOLDER={{kit.runFolderName}}

kit_library=$(dirname -- "${BASH_SOURCE[0]}")
KIT_ROOT=$(cd -- "${kit_library}/.." && pwd -P)
readonly KIT_ROOT

# Set by kit_step, kit_options and what follows.
kit_script=
kit_step_id=
kit_subject=
kit_wave=
kit_revision=
kit_mode=
kit_apply=false
kit_offline=false
kit_run=
kit_confirmation=
kit_sign_in=
kit_temporary=
kit_digest=
kit_started=
kit_ended=false
kit_failed=false
kit_unverified=false
kit_extra_options=()
kit_values=()
kit_plan_lines=()

# --- Words -----------------------------------------------------------------------------------------------------------

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }

# stop NAME MESSAGE: ends the script with the exit code of that name.
stop() {
  warn "${kit_script:-kit}: $2"
  if [[ -n $kit_temporary && -f ${kit_temporary}/checks ]]; then
    kit_add_check stopped failed '' "$1" "$2"
  fi
  kit_ended=true
  exit "${EXIT_CODES[$1]}"
}

# Prints the comment at the head of the script.
kit_help() {
  sed -n -e '1d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "$1"
}

# --- Start and end ---------------------------------------------------------------------------------------------------

# kit_step SCRIPT STEP SUBJECT WAVE REVISION: says which step of the plan this is. Empty where it has no wave.
kit_step() {
  kit_script=$1
  kit_step_id=$2
  kit_subject=$3
  kit_wave=$4
  kit_revision=$5
}

# kit_option NAME: an option of one script that takes a value, such as --minutes.
kit_option() { kit_extra_options+=("$1"); }

# kit_value NAME DEFAULT: the value of such an option, in kit_answer.
kit_answer=
kit_value() {
  local pair
  kit_answer=$2
  for pair in "${kit_values[@]}"; do
    if [[ ${pair%%=*} == "$1" ]]; then
      kit_answer=${pair#*=}
    fi
  done
}

# kit_options reads|writes [ARGUMENT …]: reads the command line and makes the run folder ready.
# A script that writes prints what it would do unless --apply is given.
kit_options() {
  kit_mode=$1
  shift
  local option
  while (($# > 0)); do
    option=$1
    shift
    case $option in
      --help | -h)
        kit_help "$0"
        exit 0
        ;;
      --apply)
        if [[ $kit_mode != writes ]]; then
          stop EXIT_WRONG_USAGE "this script changes nothing, so it has no --apply"
        fi
        kit_apply=true
        ;;
      --offline) kit_offline=true ;;
      --run | --confirm | --sign-in)
        if (($# == 0)); then
          stop EXIT_WRONG_USAGE "$option takes a value"
        fi
        case $option in
          --run) kit_run=$1 ;;
          --confirm) kit_confirmation=$1 ;;
          *) kit_sign_in=$1 ;;
        esac
        shift
        ;;
      *)
        if ! kit_take_extra "$option"; then
          stop EXIT_WRONG_USAGE "unknown argument '$option'; --help prints what there is"
        fi
        if (($# == 0)); then
          stop EXIT_WRONG_USAGE "$option takes a value"
        fi
        kit_values+=("${option}=$1")
        shift
        ;;
    esac
  done
  if [[ $kit_apply == true && $kit_offline == true ]]; then
    stop EXIT_WRONG_USAGE "--apply and --offline exclude each other"
  fi
  kit_open
}

kit_take_extra() {
  local name
  for name in "${kit_extra_options[@]}"; do
    if [[ $name == "$1" ]]; then
      return 0
    fi
  done
  return 1
}

kit_open() {
  kit_started=$(kit_now)
  kit_need jq 1 6 "$(jq --version 2>/dev/null || true)"
  kit_temporary=$(mktemp -d)
  trap kit_close EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  : >"${kit_temporary}/checks"
  if [[ -z $kit_run ]]; then
    kit_run="${KIT_ROOT}/../${KIT_RUN_FOLDER}"
  fi
  mkdir -p -- "$kit_run"
  kit_run=$(cd -- "$kit_run" && pwd -P)
  if [[ "${kit_run}/" == "${KIT_ROOT}/"* ]]; then
    stop EXIT_WRONG_USAGE "the run folder lies inside the kit; choose one outside with --run, so that the kit stays what was approved"
  fi
  mkdir -p -- "${kit_run}/results/history" "${kit_run}/state" "${kit_run}/backup" "${kit_run}/evidence" "${kit_run}/transcripts"
  if [[ ! -f ${KIT_ROOT}/manifest.json ]]; then
    stop EXIT_PRECONDITION_MISSING "manifest.json is missing beside this kit's folders; run the script from the whole kit"
  fi
  kit_digest=$(sha256sum <"${KIT_ROOT}/manifest.json")
  kit_digest=${kit_digest%% *}
}

# Writes the result, whatever happened, and cleans up. Runs once, at exit.
kit_close() {
  local code=$?
  trap - EXIT
  if [[ $kit_ended == false ]]; then
    # Every wanted end goes through stop or kit_finish. Whatever else it was, jq's exit code 5 must not pass for a quarantine.
    warn "${kit_script}: ended early with code ${code}"
    code=${EXIT_CODES[EXIT_UNEXPECTED_ERROR]}
  fi
  if [[ -n $kit_digest && $code -ne ${EXIT_CODES[EXIT_WRONG_USAGE]} ]]; then
    kit_write_result "$code" || code=${EXIT_CODES[EXIT_UNEXPECTED_ERROR]}
  fi
  if [[ -n $kit_temporary ]]; then
    rm -rf -- "$kit_temporary"
  fi
  exit "$code"
}

# kit_finish: the end of a script. The exit code follows from the checks: failed before not verified before done.
kit_finish() {
  if [[ $kit_failed == true ]]; then
    kit_finish_as EXIT_CHECK_FAILED
  elif [[ $kit_unverified == true ]]; then
    kit_finish_as EXIT_NOT_VERIFIED
  fi
  kit_finish_as EXIT_DONE
}

# kit_finish_as NAME: the end of a script with a certain exit code.
kit_finish_as() {
  kit_ended=true
  exit "${EXIT_CODES[$1]}"
}

# --- Checks and results ----------------------------------------------------------------------------------------------

# check ID passed|failed|skipped|notVerified EXPECTED ACTUAL MESSAGE
check() {
  kit_add_check "$@"
  local sign
  case $2 in
    passed) sign='ok  ' ;;
    failed) sign='FAIL' ;;
    skipped) sign='skip' ;;
    *) sign='????' ;;
  esac
  say "${sign} $1: $5"
}

# Five fields a record, kept apart by two control characters that are taken out of the fields; jq makes JSON of them at the end.
kit_add_check() {
  local fields=("${@//[$'\x1e\x1f']/ }")
  case ${fields[1]} in
    failed) kit_failed=true ;;
    passed | skipped) ;;
    *) kit_unverified=true ;;
  esac
  printf '%s\x1f%s\x1f%s\x1f%s\x1f%s\x1e' "${fields[@]:0:5}" >>"${kit_temporary}/checks"
}

kit_has_failed() { [[ $kit_failed == true ]]; }

kit_is_dry() {
  [[ $kit_offline == true || ($kit_mode == writes && $kit_apply == false) ]]
}

kit_write_result() {
  local dry=false host user ended file history
  if kit_is_dry; then
    dry=true
  fi
  host=$(hostname 2>/dev/null || printf 'unknown')
  user=$(id -un 2>/dev/null || printf 'unknown')
  ended=$(kit_now)
  file="${kit_temporary}/result.json"
  jq -Rs --arg step "$kit_step_id" --arg digest "$kit_digest" --arg environment "$KIT_ENVIRONMENT" --arg wave "$kit_wave" \
    --arg revision "$kit_revision" --arg subject "$kit_subject" --arg started "$kit_started" --arg ended "$ended" \
    --arg host "$host" --arg user "$user" --argjson dry "$dry" --argjson code "$1" '
    def or_null: if . == "" then null else . end;
    {format: 1, step: $step, kitDigest: $digest, environment: $environment, wave: ($wave | or_null),
     revision: ($revision | or_null | if . == null then null else tonumber end), subject: ($subject | or_null),
     startedUtc: $started, endedUtc: $ended, host: $host, user: $user, dryRun: $dry,
     checks: (split("\u001e") | .[:-1] | map(split("\u001f") | {id: .[0], status: .[1], expected: .[2], actual: .[3], message: .[4]})),
     exitCode: $code}' \
    "${kit_temporary}/checks" >"$file" || return 1
  history=$(printf '%(%Y%m%dT%H%M%SZ)T' -1)
  kit_place "$file" "${kit_run}/results/history/${kit_step_id}.${history}.json" || return 1
  # A look at what would be done does not replace the record of what was done.
  if [[ $dry == true ]] && jq -e '.dryRun == false' "${kit_run}/results/${kit_step_id}.json" >/dev/null 2>&1; then
    return 0
  fi
  kit_place "$file" "${kit_run}/results/${kit_step_id}.json"
}

# kit_place SOURCE TARGET: writes a file so that a reader sees the old one or the new one, never half.
kit_place() {
  local near
  near=$(mktemp "$2.XXXXXX") || return 1
  cat -- "$1" >"$near" || return 1
  mv -f -- "$near" "$2"
}

# --- Plan of a dry run -----------------------------------------------------------------------------------------------

# plan METHOD PATH BODY-OR-NOTE: one request of the script, in order.
plan() { kit_plan_lines+=("$(printf '%-5s %s%s' "$1" "$2" "${3:+   ($3)}")"); }

# Prints the requests in order when nothing is going to be changed; with --offline that is all that happens.
kit_show_plan() {
  local line
  if ! kit_is_dry; then
    return 0
  fi
  say "Requests of this step, in order (a request is left out when there is nothing to do):"
  for line in "${kit_plan_lines[@]}"; do
    say "  $line"
  done
  if [[ $kit_offline == true ]]; then
    check offline skipped '' '' "nothing was sent (--offline)"
    kit_finish
  fi
  say "Nothing is changed without --apply. What follows only reads."
}

kit_applies() { [[ $kit_apply == true ]]; }

# would METHOD PATH BODY-OR-NOTE: a write that this run does not make.
would() {
  say "would send: $1 $2${3:+   ($3)}"
  kit_add_check "would.$1" skipped '' "$2" "not sent without --apply${3:+; $3}"
}

# --- Odds and ends ---------------------------------------------------------------------------------------------------

# kit_take_fields FILE: the texts that fields.jq made, in kit_fields.
kit_fields=()
kit_take_fields() { mapfile -d '' -t kit_fields <"$1"; }

# The time in UTC, as results spell it.
kit_now() { printf '%(%Y-%m-%dT%H:%M:%SZ)T' -1; }

# kit_need TOOL MAJOR MINOR SPELLED-VERSION: the tool is there and not older.
kit_need() {
  local pattern='([0-9]+)\.([0-9]+)'
  if ! command -v "$1" >/dev/null; then
    stop EXIT_PRECONDITION_MISSING "$1 is missing; this kit needs $1 $2.$3 or later"
  fi
  if [[ ! $4 =~ $pattern ]]; then
    stop EXIT_PRECONDITION_MISSING "$1 does not say its version; this kit needs $1 $2.$3 or later"
  fi
  if ((BASH_REMATCH[1] < $2 || (BASH_REMATCH[1] == $2 && BASH_REMATCH[2] < $3))); then
    stop EXIT_PRECONDITION_MISSING "$1 is version ${BASH_REMATCH[0]}; this kit needs $1 $2.$3 or later"
  fi
}

# confirm WORD WHAT: the operator types the word, or gave it with --confirm.
confirm() {
  local typed=
  if [[ -n $kit_confirmation ]]; then
    typed=$kit_confirmation
  elif [[ -r /dev/tty ]] && { : >/dev/tty; } 2>/dev/null; then
    printf '%s\nType %s to go on: ' "$2" "$1" >/dev/tty
    IFS= read -r typed </dev/tty || true
  else
    stop EXIT_REFUSED_BY_OPERATOR "there is no terminal to ask; give --confirm $1"
  fi
  if [[ $typed != "$1" ]]; then
    stop EXIT_REFUSED_BY_OPERATOR "not confirmed: expected the wave's name, $1"
  fi
}
