#!/usr/bin/env bash
# How the scripts of this kit talk to Microsoft Graph: tenant, cloud, limits and start; the files that it reads at its end hold the rest.
# Sourced after kit.sh. Needs curl 7.76 or later and jq 1.6 or later; openssl when a certificate signs in.
#
# Sign-in (the kit's method is the default; --sign-in chooses another):
#   certificate    SYNCSHIFT_CLIENT_ID, SYNCSHIFT_CERTIFICATE (PEM file), SYNCSHIFT_PRIVATE_KEY (PEM file, mode 0600)
#   client-secret  SYNCSHIFT_CLIENT_ID and one of SYNCSHIFT_CLIENT_SECRET, SYNCSHIFT_CLIENT_SECRET_FD (number of an open file
#                  descriptor), SYNCSHIFT_CLIENT_SECRET_FILE (mode 0600)
#   device-code    SYNCSHIFT_CLIENT_ID of an application that allows public client flows
#   token          one of SYNCSHIFT_TOKEN, SYNCSHIFT_TOKEN_FD, SYNCSHIFT_TOKEN_FILE (mode 0600); it cannot be renewed
# Secrets are read once, taken out of the environment, and reach curl by its standard input only: they are never arguments, never in
# a file and never in a log.
#
# Two registrations keep routine checks without write rights (application permissions; the head of each script says what it needs itself):
#   set-up      Organization.Read.All with Application.ReadWrite.OwnedBy; for a configuration that somebody else made instead of the latter
#               Application.Read.All, Synchronization.ReadWrite.All and, for discovery, Directory.ReadWrite.All
#   validation  Organization.Read.All, Application.Read.All, Synchronization.Read.All, ProvisioningLog.Read.All, User.Read.All,
#               GroupMember.Read.All, OrgContact.Read.All; where groups with hidden members count, Member.Read.Hidden
# No application permission reads agents or the tenant's deletion guard; 95-check-delegated.sh signs a person in for them.
#
# Tests point the scripts at a server of their own with SYNCSHIFT_TEST_GRAPH_ROOT and SYNCSHIFT_TEST_LOGIN_ROOT. Anything but
# http://127.0.0.1:PORT is refused there. SYNCSHIFT_TEST_SECOND, the milliseconds that a second of waiting takes, counts only then.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

readonly GRAPH_TENANT={{kit.tenantId}}
readonly GRAPH_CLOUD={{kit.cloud}}
readonly GRAPH_SIGN_IN={{kit.signInMethod}}
readonly GRAPH_RESOURCE={{kit.graphRoot}}
graph_root=$GRAPH_RESOURCE
graph_login={{kit.loginRoot}}
graph_version={{kit.graphVersion}}

# "AD to Microsoft Entra ID": the application template whose service principals are Cloud Sync configurations. Another cloud may
# have another identifier; SYNCSHIFT_APPLICATION_TEMPLATE names it then.
readonly GRAPH_TEMPLATE="${SYNCSHIFT_APPLICATION_TEMPLATE:-1a4721b3-e57f-4451-ae87-ef078703ec94}"

# Waits, in seconds.
# how long after a creation the codes of an unfinished replication are retried
readonly GRAPH_WINDOW=600
# how long one request waits for the replication at most
readonly GRAPH_WINDOW_WAIT=120
# between two tries inside the window
readonly GRAPH_WINDOW_STEP=5
# how long one request lets itself be throttled at most
readonly GRAPH_THROTTLE_CAP=900
# tries of a repeatable request after an error of the server or the line
readonly GRAPH_SERVER_TRIES=5
# a token with less left is renewed first
readonly GRAPH_RENEW_BEFORE=300
# between two looks at a job
readonly GRAPH_JOB_STEP=10
# how long a job may take to stop or start
readonly GRAPH_JOB_WAIT=900

graph_status=
graph_code=
graph_answer=
graph_request_id=
graph_date=
graph_retry_after=
# What graph_want asked of the last answer.
graph_fields=()
graph_token=
graph_token_end=0
graph_secret=
graph_method=
graph_log=
graph_protocol='=https'
# milliseconds that one second of our own waits takes
graph_second=1000

# --- Start -----------------------------------------------------------------------------------------------------------

# graph_open NAME: tools, test overrides, log and state. NAME is the domain, or "tenant" for scripts of the whole tenant.
graph_open() {
  local version identifier='^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
  if [[ ! $GRAPH_TEMPLATE =~ $identifier ]]; then
    stop EXIT_WRONG_USAGE "SYNCSHIFT_APPLICATION_TEMPLATE is the identifier of an application template"
  fi
  version=$(curl --version 2>/dev/null | sed -n 1p || true)
  kit_need curl 7 76 "${version#curl }"
  graph_test_roots
  graph_log="${kit_run}/transcripts/graph-$1.log"
  graph_answer="${kit_temporary}/answer"
  open_state "graph-$1" tenant "$GRAPH_TENANT" cloud "$GRAPH_CLOUD" domain "$1"
}

graph_test_roots() {
  local pattern='^http://127\.0\.0\.1:[0-9]+$'
  if [[ -z ${SYNCSHIFT_TEST_GRAPH_ROOT:-} && -z ${SYNCSHIFT_TEST_LOGIN_ROOT:-} ]]; then
    return 0
  fi
  if [[ ! ${SYNCSHIFT_TEST_GRAPH_ROOT:-} =~ $pattern || ! ${SYNCSHIFT_TEST_LOGIN_ROOT:-} =~ $pattern ]]; then
    stop EXIT_WRONG_USAGE "SYNCSHIFT_TEST_GRAPH_ROOT and SYNCSHIFT_TEST_LOGIN_ROOT take a loopback address only, both or none"
  fi
  graph_root=$SYNCSHIFT_TEST_GRAPH_ROOT
  graph_login=$SYNCSHIFT_TEST_LOGIN_ROOT
  graph_protocol='=http'
  graph_second=${SYNCSHIFT_TEST_SECOND:-1000}
  if [[ ! $graph_second =~ ^[0-9]{1,4}$ ]]; then
    stop EXIT_WRONG_USAGE "SYNCSHIFT_TEST_SECOND is a number of milliseconds"
  fi
  warn "TEST: talking to ${graph_root}, not to Microsoft Graph"
}

# nap SECONDS: a wait of our own choosing.
nap() {
  local seconds
  printf -v seconds '%d.%03d' $(($1 * graph_second / 1000)) $(($1 * graph_second % 1000))
  sleep "$seconds"
}

# uri TEXT: percent-encoded byte by byte, all but the unreserved characters of RFC 3986, in kit_answer.
uri() {
  local text=$1 encoded='' byte index
  for ((index = 0; index < ${#text}; index++)); do
    byte=${text:index:1}
    case $byte in
      [A-Za-z0-9._~-]) encoded+=$byte ;;
      *)
        printf -v byte '%d' "'${byte}"
        # Some versions of bash take a byte above 127 for a negative number.
        printf -v byte '%%%02X' $((byte & 255))
        encoded+=$byte
        ;;
    esac
  done
  kit_answer=$encoded
}

# filter TEXT: a text inside the quotes of an OData filter, doubled quotes included, percent-encoded later.
odata() { kit_answer="'${1//\'/\'\'}'"; }

# --- What stands on it, one question a file --------------------------------------------------------------------------

for graph_part in state sign-in requests retries pages principals jobs creation pauses secrets schema; do
  # shellcheck source=/dev/null
  source "${KIT_ROOT}/lib/${graph_part}.sh"
done
unset graph_part
