#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: writes the settings of the configuration (Domain, AppKey with password hash sync, SyncNotificationSettings) in one PUT,
#   only when they are not there yet. Needs --apply.
# Does not: overwrite settings that this kit does not own, nor values that the service hides.
# Permissions: Application.ReadWrite.OwnedBy, or Synchronization.ReadWrite.All for a configuration that somebody else made;
#   Organization.Read.All
#   --apply          does it; without, the script only looks and tells
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}
readonly BODY={{domain.bodies}}/secrets.json
# Reads after the write until it shows, 10 seconds apart.
readonly READ_BACK=12

{{> Bash/Parts/load.sh}}

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
