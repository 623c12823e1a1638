#!/usr/bin/env bash
{{> Bash/Parts/head.sh}}
#
# Changes: nothing; it only reads.
# Does not: write a scope, start or pause a job.
# Permissions: Synchronization.Read.All and Application.Read.All (or Application.ReadWrite.OwnedBy); Organization.Read.All
{{> Bash/Parts/foot.sh}}

# shellcheck disable=SC2016,SC2154 # jq programs stand in single quotes; the libraries set the variables in small letters.
set -euo pipefail

readonly STEP={{step.id}}
readonly DOMAIN={{domain.name}}
readonly DISPLAY_NAME={{domain.displayName}}
readonly WAVE={{wave.name}}
readonly REVISION={{wave.revision}}
readonly SCOPE={{scope.scopeFile}}
readonly BODIES={{domain.bodies}}
readonly WANTS_HASHES={{domain.passwordHashSync}}

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
check_live "${kit_root}/${SCOPE}" "${kit_root}/${BODIES}" "$WANTS_HASHES"
kit_finish
