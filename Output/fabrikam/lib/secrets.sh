#!/usr/bin/env bash
# The settings of a configuration, which Graph calls secrets, against those of the kit.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

# compare_secrets BODY: compares the live settings with the kit's body; the verdict in secrets_verdict, the answer in the file
# secrets_file. Hidden values count as equal only when this kit wrote exactly this body.
secrets_verdict=
secrets_file=
compare_secrets() {
  local url="/servicePrincipals/${principal_id}/synchronization/secrets" written digest
  secrets_file="${kit_temporary}/secrets"
  if ! graph_send repeatable "$principal_fresh" GET "$url"; then
    case $graph_status in
      403 | 404 | 405)
        graph_explain "GET ${url}"
        stop EXIT_PRECONDITION_MISSING "the settings cannot be read (status ${graph_status}); unknown is not empty, so nothing is written"
        ;;
      *) graph_failed "GET ${url}" ;;
    esac
  fi
  jq --slurpfile wanted "$1" -L "${KIT_ROOT}/lib" 'include "secrets"; compared($wanted[0])' "$graph_answer" >"$secrets_file"
  secrets_verdict=$(jq -r .verdict "$secrets_file")
  if [[ $secrets_verdict == equal-hidden ]]; then
    kit_state .secretsDigest
    written=$kit_answer
    digest=$(sha256sum <"$1")
    if [[ $written == "${digest%% *}" ]]; then
      secrets_verdict=equal
    fi
  fi
}

secrets_words() {
  kit_answer=$(jq -r '"different: \(.different | join(", ")); hidden by the service: \(.hidden | join(", ")); not from this kit: \(.foreign | join(", "))"' "$secrets_file")
}
