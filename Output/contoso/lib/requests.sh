#!/usr/bin/env bash
# One request to Microsoft Graph: it is sent once, and what is needed is taken out of its answer.

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
