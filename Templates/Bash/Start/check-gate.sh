#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: nothing; it only reads.
# Does not: start anything. Every script that starts something asks this gate again.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

{{> Bash/Parts/gate-values.sh}}

{{> Bash/Parts/load.sh}}
# shellcheck source=/dev/null
source "${kit_root}/lib/gate.sh"

kit_step "${BASH_SOURCE[0]##*/}" "$STEP" "$DOMAIN" "$WAVE" "$REVISION"
kit_options reads "$@"
graph_open "$DOMAIN"
plan_live_checks
kit_show_plan

graph_begin
need_principal "$DOMAIN" "$DISPLAY_NAME"
gate "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES" "$BASELINE_STEP" "${GATE_RESULTS[@]}"
if kit_has_failed; then
  say "The gate is closed. There is no way round it."
else
  say "The gate is open for wave ${WAVE} in ${DOMAIN}."
fi
kit_finish
