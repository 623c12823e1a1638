#!/usr/bin/env bash
#
# Set domain, application key and deletion guard of fabrikam.com
#
# Purpose: Sends all settings in one PUT, because a PUT replaces the whole list: the domain, the key for password hash synchronization where wanted, and the notification with the deletion threshold of 200. Reads them back.
# Who:     Hybrid Identity Administrator
# Where:   a machine with bash, curl and jq that reaches Microsoft Graph
# Step:    graph.fabrikam.com.secrets
# Needs:
#   graph.fabrikam.com.jobs
# Expected: Read back equal to the kit.
# Go on or stop: Stop when settings are found that this kit does not own.
# Undo:    Nothing runs yet. The settings before are in the run folder under backup/graph.
#
# Changes: writes the settings of the configuration (Domain, AppKey with password hash sync, SyncNotificationSettings) in one PUT,
#   only when they are not there yet. Needs --apply.
# Does not: overwrite settings that this kit does not own, nor values that the service hides.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All for a configuration that somebody else made;
#   Organization.Read.All
#   --apply          does it; without, the script only looks and tells
#
# Options:
#   --run DIR        folder for state, results and transcripts (default: beside the kit, fabrikam-run)
#   --sign-in WAY    certificate, client-secret, device-code or token (default: client-secret); lib/graph.sh says what each needs
#   --offline        prints the requests in order and sends nothing at all
#   --help           prints this text
# Exit codes: the table is in lib/kit.sh; 0 is the only success.
# Sources:
#   MS-GRAPH: Microsoft Learn: Configure Cloud Sync with Microsoft Graph, 2024-04-26
#   MS-DEL: Microsoft Learn: Accidental deletions in Cloud Sync, 2025-04-09
# Waivers that were signed off for this kit:
#   custom-rules-filter, by Dana Whitfield, change board, CHG-20417: The only filtering rule concerns OU=Instruments, which stays on Connect Sync.

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP='graph.fabrikam.com.secrets'
readonly DOMAIN='fabrikam.com'
readonly DISPLAY_NAME='fabrikam.com'
readonly BODY='30-graph/fabrikam.com/bodies'/secrets.json
# Reads after the write until it shows, 10 seconds apart.
readonly READ_BACK=12

# What signs in stays with this script; the programs that it starts do not get it.
export -n SYNCSHIFT_CLIENT_SECRET SYNCSHIFT_TOKEN
to_kit_root='../..'
here=$(dirname -- "${BASH_SOURCE[0]}")
kit_root=$(cd -- "${here}/${to_kit_root}" && pwd -P)
# shellcheck source=/dev/null
source "${kit_root}/lib/kit.sh"
# shellcheck source=/dev/null
source "${kit_root}/lib/graph.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" '' ''
kit_options writes "$@"
graph_open "$DOMAIN"
plan GET "/servicePrincipals/{id}/synchronization/secrets"
plan PUT "/servicePrincipals/{id}/synchronization/secrets" "body ${BODY}; only when there are none, or when only this kit's own differ"
plan GET "/servicePrincipals/{id}/synchronization/secrets" "read back"
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
url="/servicePrincipals/${principal_id}/synchronization/secrets"
compare_secrets "${kit_root}/${BODY}"
case $secrets_verdict in
  equal)
    check secrets passed '' '' "the settings are the kit's; nothing was written"
    kit_finish
    ;;
  empty | differs) ;;
  *)
    stop EXIT_AMBIGUOUS "a PUT would replace settings that this kit does not own or cannot see (${secrets_words}); compare them in the admin center and set them there"
    ;;
esac

if ! kit_applies; then
  would PUT "$url" "body ${BODY}; ${secrets_words}"
  kit_finish
fi
# The values are no passwords, but what the service hides stays hidden here too.
folder="${kit_run}/backup/graph/${DOMAIN,,}"
mkdir -p -- "$folder"
stamp=$(kit_now)
cp -- "$graph_answer" "${folder}/secrets-${stamp//:/}.json"

digest=$(sha256sum <"${kit_root}/${BODY}")
remember '.secretsDigest = $digest' --arg digest "${digest%% *}"
if ! graph_send repeatable "$principal_fresh" PUT "$url" "${kit_root}/${BODY}"; then
  graph_failed "PUT ${url}"
fi
tries=0
while true; do
  compare_secrets "${kit_root}/${BODY}"
  tries=$((tries + 1))
  if [[ $secrets_verdict == equal ]] || ((tries >= READ_BACK)); then
    break
  fi
  say "what was written does not show yet; reading again"
  nap 10
done
if [[ $secrets_verdict == equal ]]; then
  check secrets passed '' '' "the settings were written and read back equal"
else
  check secrets failed '' "$secrets_verdict" "the settings that were read back are not those that were written (${secrets_words})"
fi
kit_finish
