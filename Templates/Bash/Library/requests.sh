#!/usr/bin/env bash
# One function for every request to Microsoft Graph, and retry by meaning.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# graph_exchange METHOD URL [BODY-FILE]: sends once and returns 0 when an answer arrived whole. Sets graph_status, graph_code,
# graph_request_id, graph_retry_after and graph_date; the answer lies in the file graph_answer, and what graph_want asked of it in graph_fields.
graph_exchange() {
  local method=$1 url=$2 body=${3:-} head="${kit_temporary}/head" line now reads=false arguments=()
  case $method in
    GET) ;;
    POST | PUT)
      if graph_only_reads "$method" "$url" "$body"; then
        reads=true
      fi
      if ! kit_applies && [[ $reads == false ]]; then
        stop EXIT_UNEXPECTED_ERROR "a request that changes something was about to leave without --apply; this is an error of the kit"
      fi
      if [[ -n $body ]]; then
        arguments+=(--header 'Content-Type: application/json' --data-binary "@${body}")
      else
        # An action without a body still says that it has none: Content-Length: 0.
        arguments+=(--header 'Content-Type:' --data-binary '')
      fi
      ;;
    *) stop EXIT_UNEXPECTED_ERROR "this kit sends no ${method}" ;;
  esac
  graph_status=000
  graph_code=
  graph_request_id=
  graph_retry_after=
  graph_fields=()
  graph_flaw=
  : >"$graph_answer"
  : >"$head"
  local whole=true
  graph_status=$(printf 'header = "Authorization: Bearer %s"\n' "$graph_token" | curl -q --silent --show-error \
    --proto "$graph_protocol" --connect-timeout 20 --max-time 300 --request "$method" --output "$graph_answer" --dump-header "$head" \
    --write-out '%{http_code}' --header 'Accept: application/json' "${graph_extra[@]}" "${arguments[@]}" --config - "$url") || whole=false
  while IFS= read -r line; do
    line=${line%$'\r'}
    case ${line,,} in
      request-id:*) graph_request_id=${line#*: } ;;
      retry-after:*) graph_retry_after=${line#*: } ;;
      date:*) graph_date=${line#*: } ;;
      *) ;;
    esac
  done <"$head"
  if [[ $whole == false ]]; then
    graph_status=000
  elif [[ $graph_status != 2?? ]]; then
    graph_code=$(jq -r '.error.code // ""' "$graph_answer" 2>/dev/null || true)
  elif [[ $graph_status == 20[01] && ${#graph_extra[@]} -eq 0 ]]; then
    graph_take_answer
  fi
  if [[ $method != GET && $reads == false ]]; then
    now=$(kit_now)
    printf '%s %s %s %s status=%s request-id=%s\n' "$now" "$kit_step_id" "$method" "${url#"$graph_root"}" "$graph_status" \
      "${graph_request_id:-none}" >>"$graph_log"
  fi
  if [[ -n $graph_flaw ]]; then
    stop EXIT_UNEXPECTED_ERROR "${method} ${url%%\?*}: the answer is not as expected: ${graph_flaw}"
  fi
  [[ $graph_status != 000 ]]
}
graph_extra=()
graph_flaw=

# graph_want MODULE FILTER [JQ-OPTION …]: what the next request takes out of its answer, into graph_fields. MODULE is one of lib/*.jq, or empty.
# One jq does both: sees that the answer is whole, and takes out what is needed.
graph_want() {
  graph_include=${1:+"include \"$1\";"}
  graph_filter=$2
  shift 2
  graph_filter_options=("$@")
}
graph_include=
graph_filter=empty
graph_filter_options=()

# graph_take_answer: the fields of the answer. Without a whole JSON object it was a proxy's page, or cut short without a word: no answer at all.
graph_take_answer() {
  local taken="${kit_temporary}/taken"
  if ! jq -js -L "${KIT_ROOT}/lib" "${graph_filter_options[@]}" "include \"fields\"; ${graph_include} if length != 1 or (.[0] | type) != \"object\" then \"broken\"
    else try [\"whole\", (.[0] | ${graph_filter})] catch [\"flawed\", .] | .[] end | fields" "$graph_answer" >"$taken" 2>/dev/null; then
    : >"$taken"
  fi
  kit_take_fields "$taken"
  case ${kit_fields[0]:-broken} in
    whole) graph_fields=("${kit_fields[@]:1}") ;;
    flawed) graph_flaw=${kit_fields[1]} ;;
    *) graph_status=000 ;;
  esac
}

# graph_only_reads METHOD URL BODY-FILE: whether a request changes nothing although it is no GET: a batch, and of GETs alone.
graph_only_reads() {
  [[ $1 == POST && $2 == "${graph_root}/${graph_version}/\$batch" && -n $3 ]] &&
    jq -e '(.requests | length) > 0 and all(.requests[]; .method == "GET")' "$3" >/dev/null
}

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
