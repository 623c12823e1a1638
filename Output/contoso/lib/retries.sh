#!/usr/bin/env bash
# Requests until there is an answer that means something: what is sent again, when, and what is told of a failure.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# graph_send CLASS WINDOW METHOD PATH [BODY-FILE]: sends until there is an answer that means something.
#   CLASS   repeatable: may be sent again after an error of the server or the line (GET, PUT of a whole set)
#           once: never sent again without a new look, because it may have been done (instantiate, create, start, restart …)
#   WINDOW  fresh: shortly after a creation, when 401 UnknownError, 403, 404, 409 and 424 mean "not yet replicated"
#           settled: these codes mean what they say
# Returns 0 for success (2xx). Otherwise graph_status says what it was; 000 means no answer. What graph_want asked for is asked of this answer only.
graph_send() {
  local sent=true
  graph_send_until "$@" || sent=false
  graph_want '' empty
  [[ $sent == true ]]
}

graph_send_until() {
  local class=$1 window=$2 method=$3 url=$4 body=${5:-}
  local renewed=false tries=0 replicating=0 throttled=0 wait now
  case $url in
    /*) url="${graph_root}/${graph_version}${url}" ;;
    *) ;;
  esac
  while true; do
    printf -v now '%(%s)T' -1
    if ((graph_token_end - now < GRAPH_RENEW_BEFORE)) && [[ $graph_method != token ]]; then
      graph_renew
    fi
    graph_exchange "$method" "$url" "$body" || true
    case $graph_status in
      2??) return 0 ;;
      401)
        if graph_is_replicating "$window"; then
          graph_wait_replication || return 1
        elif [[ $renewed == false && $graph_code != UnknownError ]]; then
          renewed=true
          graph_renew
        else
          return 1
        fi
        ;;
      403 | 404 | 409 | 424)
        graph_is_replicating "$window" || return 1
        graph_wait_replication || return 1
        ;;
      429)
        graph_wait_throttled || return 1
        ;;
      503)
        # For a creation 503 leaves open whether it was done.
        if [[ $class == once ]]; then
          return 1
        fi
        graph_wait_throttled || return 1
        ;;
      000 | 500 | 502 | 504)
        tries=$((tries + 1))
        if [[ $class == once ]] || ((tries >= GRAPH_SERVER_TRIES)); then
          return 1
        fi
        nap $((2 ** tries))
        ;;
      *) return 1 ;;
    esac
  done
}

# graph_is_replicating WINDOW: whether the last answer means "not replicated yet" inside that window.
graph_is_replicating() {
  case $graph_status in
    401) [[ $1 == fresh && ($graph_code == UnknownError || $graph_code == UnauthorizedAccess) ]] ;;
    403 | 404 | 409 | 424) [[ $1 == fresh ]] ;;
    *) return 1 ;;
  esac
}

# Uses the counter of the function that calls it.
graph_wait_replication() {
  if ((replicating >= GRAPH_WINDOW_WAIT)); then
    return 1
  fi
  replicating=$((replicating + GRAPH_WINDOW_STEP))
  warn "not replicated yet (${graph_status}${graph_code:+ ${graph_code}}); next try in ${GRAPH_WINDOW_STEP} s"
  nap "$GRAPH_WINDOW_STEP"
}

graph_wait_throttled() {
  tries=$((tries + 1))
  if [[ $graph_retry_after =~ ^[0-9]+$ ]]; then
    wait=$((10#$graph_retry_after))
  else
    wait=$((tries > 6 ? 60 : 2 ** tries))
    # Between the whole and one and a half times of it, so that several scripts do not knock together.
    wait=$((wait + RANDOM % (wait / 2 + 1)))
  fi
  throttled=$((throttled + wait))
  if ((throttled > GRAPH_THROTTLE_CAP)); then
    return 1
  fi
  warn "asked to wait (${graph_status}); next try in ${wait} s"
  if [[ $graph_retry_after =~ ^[0-9]+$ ]]; then
    # What the service asks for is never shortened.
    sleep "$wait"
  else
    nap "$wait"
  fi
}

# Prints what is known of a request that did not succeed.
graph_explain() {
  local text
  text=$(jq -r '
    def inner: .error.message // "" | if startswith("{") then (try (fromjson | "\(.error.code // .code // "") \(.error.message // .message // "")") catch .) else . end;
    "code \(.error.code // "none"), message: \(inner | gsub("[\\r\\n]+"; " ")), inner request-id \(.error.innerError["request-id"] // "none")"' \
    "$graph_answer" 2>/dev/null || printf 'the answer is not JSON')
  warn "$1: status ${graph_status}, ${text}, request-id ${graph_request_id:-none}"
}

# graph_failed WHAT: prints and stops.
graph_failed() {
  graph_explain "$1"
  case $graph_status in
    429) stop EXIT_TIMED_OUT "$1: throttled for too long; run the script again later, it continues where it was" ;;
    000) stop EXIT_UNEXPECTED_ERROR "$1: no answer" ;;
    401 | 403) stop EXIT_PRECONDITION_MISSING "$1: not allowed (status ${graph_status} ${graph_code}); see the permissions at the head of this script" ;;
    *) stop EXIT_UNEXPECTED_ERROR "$1: status ${graph_status} ${graph_code}" ;;
  esac
}

# graph_read PATH [WINDOW [MODULE FILTER [JQ-OPTION …]]]: a GET that has to succeed, and what graph_want takes out of its answer.
graph_read() {
  if (($# > 2)); then
    graph_want "${@:3}"
  fi
  if ! graph_send repeatable "${2:-settled}" GET "$1"; then
    graph_failed "GET ${1%%\?*}"
  fi
}
