#!/usr/bin/env bash
# What the scripts of a domain remember from run to run: one file, read when it is opened, written whole at every change, and known by its paths
# in between, so that looking something up costs no process.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

state_file=
# Whether there was one when it was opened.
state_found=false
state_lock=
# Names and values that say whose state it is.
state_owner=()
# What it holds. The keys of a path are joined by a unit separator.
declare -A state_values=()

# open_state NAME KEY VALUE …: opens state/NAME.json. A file that holds other values under these keys belongs to another tenant, cloud or domain and
# is refused.
open_state() {
  local name=$1 pairs="${kit_temporary}/state-pairs" index
  shift
  state_file="${kit_run}/state/${name}.json"
  state_owner=("$@")
  # Who only reads keeps nobody waiting: a rollback has to go through while somebody watches.
  if kit_applies && command -v flock >/dev/null; then
    exec {state_lock}>"${kit_run}/state/${name}.lock"
    if ! flock -n "$state_lock"; then
      stop EXIT_PRECONDITION_MISSING "another script works on state/${name}.json; wait until it has ended"
    fi
  fi
  if [[ ! -f $state_file ]]; then
    return 0
  fi
  state_found=true
  if ! jq -js -L "${KIT_ROOT}/lib" 'include "fields"; if length == 1 and (.[0] | type) == "object" then .[0] | pairs else error("no state") end' \
    "$state_file" >"$pairs" 2>/dev/null; then
    state_is_foreign "$name"
  fi
  kit_take_fields "$pairs"
  keep_state "${kit_fields[@]}"
  for ((index = 0; index < ${#state_owner[@]}; index += 2)); do
    kit_state "${state_owner[index]}"
    if [[ $kit_answer != "${state_owner[index + 1]}" ]]; then
      state_is_foreign "$name"
    fi
  done
}

state_is_foreign() {
  stop EXIT_PRECONDITION_MISSING "state/$1.json belongs to another tenant, cloud or domain, or cannot be read; choose the right --run folder"
}

# keep_state PATH VALUE …: what the state holds from now on.
keep_state() {
  state_values=()
  while (($# > 1)); do
    state_values["$1"]=$2
    shift 2
  done
}

# state_path KEY …: the keys of a path as one text, in kit_answer.
state_path() {
  local IFS=$'\x1f'
  kit_answer=$*
}

# kit_state KEY …: the value under the keys of a path, in kit_answer; empty when there is none, or when it is false.
kit_state() {
  local IFS=$'\x1f'
  kit_answer=${state_values["$*"]:-}
}

# state_has KEY: whether anything stands under a key.
state_has() {
  local path
  for path in "${!state_values[@]}"; do
    if [[ $path == "$1"$'\x1f'* ]]; then
      return 0
    fi
  done
  return 1
}

# query_state FILTER [JQ-OPTION …]: what a jq filter says of the state, in kit_answer; empty when there is nothing.
query_state() {
  local filter=$1
  shift
  kit_answer=
  if [[ -f $state_file ]]; then
    kit_answer=$(jq -r "$@" "(${filter}) // empty" "$state_file")
  fi
}

# remember FILTER [JQ-OPTION …]: changes the state in one step, before anything else happens. $now is the time. A dry run remembers nothing.
remember() {
  local filter=$1 now base=. input=("$state_file") whole="${kit_temporary}/state-whole"
  shift
  if kit_is_dry; then
    return 0
  fi
  now=$(kit_now)
  if [[ ! -f $state_file ]]; then
    base='{format: 1} + ($ARGS.positional | [range(0; length; 2) as $i | {key: .[$i], value: .[$i + 1]}] | from_entries)'
    input=(--null-input --args "${state_owner[@]}")
  fi
  # The file in the first field, as people read it, then what it holds.
  jq -j --arg now "$now" "$@" -L "${KIT_ROOT}/lib" "include \"fields\"; ${base} | (${filter}) | ., \"\u0000\", pairs" "${input[@]}" >"$whole"
  kit_take_fields "$whole"
  printf '%s\n' "${kit_fields[0]}" >"${kit_temporary}/state.json"
  kit_place "${kit_temporary}/state.json" "$state_file"
  keep_state "${kit_fields[@]:1}"
}
