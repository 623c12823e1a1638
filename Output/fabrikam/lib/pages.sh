#!/usr/bin/env bash
# Lists of several pages, and counts.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# graph_pages PATH FILE: all pages; one element of .value a line in FILE. PATH may also be the address of a next page, as the service gave it.
graph_pages() {
  local url=$1 seen=" "
  case $url in
    /*) url="${graph_root}/${graph_version}${url}" ;;
    *) ;;
  esac
  : >"$2"
  while [[ -n $url ]]; do
    # The token must not travel to another host.
    if [[ $url != "${graph_root}/"* ]]; then
      stop EXIT_UNEXPECTED_ERROR "a next page lies outside ${graph_root}; the token is not sent there"
    fi
    # The next page's address, then one element a field.
    graph_read "$url" settled '' 'if (.value | type) == "array" then .["@odata.nextLink"] // "", (.value[] | tojson) else error("a page without a list") end'
    url=${graph_fields[0]}
    if ((${#graph_fields[@]} > 1)); then
      printf '%s\n' "${graph_fields[@]:1}" >>"$2"
    fi
    if [[ -n $url && $seen == *" ${url} "* ]]; then
      stop EXIT_UNEXPECTED_ERROR "GET ${1%%\?*}: the pages go round in a circle"
    fi
    seen="${seen}${url} "
  done
}

# graph_count PATH: a number as plain text, in kit_answer; tolerates a byte order mark. Empty when it is no number.
graph_count() {
  local text
  graph_extra=(--header 'ConsistencyLevel: eventual')
  graph_read "$1"
  graph_extra=()
  text=$(tr -cd '0-9' <"$graph_answer")
  kit_answer=$text
}
