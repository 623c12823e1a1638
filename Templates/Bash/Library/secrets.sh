#!/usr/bin/env bash
# The settings of a configuration, which Graph calls secrets, against those of the kit.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# compare_secrets BODY: compares the live settings with the kit's body; the verdict in secrets_verdict, and in secrets_words what differs. Hidden
# values count as equal only when this kit wrote exactly this body.
secrets_verdict=
secrets_words=
compare_secrets() {
  local url="/servicePrincipals/${principal_id}/synchronization/secrets" digest
  graph_want secrets 'compared($wanted[0]) | .verdict, words' --slurpfile wanted "$1"
  if ! graph_send repeatable "$principal_fresh" GET "$url"; then
    case $graph_status in
      403 | 404 | 405)
        graph_explain "GET ${url}"
        stop EXIT_PRECONDITION_MISSING "the settings cannot be read (status ${graph_status}); unknown is not empty, so nothing is written"
        ;;
      *) graph_failed "GET ${url}" ;;
    esac
  fi
  secrets_verdict=${graph_fields[0]}
  secrets_words=${graph_fields[1]}
  if [[ $secrets_verdict == equal-hidden ]]; then
    kit_state secretsDigest
    digest=$(sha256sum <"$1")
    if [[ $kit_answer == "${digest%% *}" ]]; then
      secrets_verdict=equal
    fi
  fi
}
