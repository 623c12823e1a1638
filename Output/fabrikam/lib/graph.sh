#!/usr/bin/env bash
# How the scripts of this kit talk to Microsoft Graph: sign-in, one function for every request, retry by meaning, paging, and how a
# configuration and its jobs are recognised. Sourced after kit.sh. Needs curl 7.76 or later and jq 1.6 or later; openssl when a
# certificate signs in.
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

readonly GRAPH_TENANT='7d0c2f4e-91b3-4a6d-8e2f-5a1b3c4d5e6f'
readonly GRAPH_CLOUD='us-gov'
readonly GRAPH_SIGN_IN='client-secret'
readonly GRAPH_RESOURCE='https://graph.microsoft.us'
graph_root=$GRAPH_RESOURCE
graph_login='https://login.microsoftonline.us'
graph_version='v1.0'

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
  graph_first_state=$(jq -cn --arg tenant "$GRAPH_TENANT" --arg cloud "$GRAPH_CLOUD" --arg domain "$1" \
    '{format: 1, tenant: $tenant, cloud: $cloud, domain: $domain, jobs: {}}')
  kit_open_state "graph-$1" "$graph_first_state" '["tenant", "cloud", "domain"]'
}
graph_first_state=

# remember FILTER [JQ-OPTION …]: changes the domain's state.
remember() { kit_remember "$graph_first_state" "$@"; }

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

# --- Sign-in ---------------------------------------------------------------------------------------------------------

# secret_from NAME: the value of NAME, of the file descriptor NAME_FD or of the file NAME_FILE, in graph_secret. A line end that an
# editor left behind is taken off.
secret_from() {
  local name=$1 value="${1}_FD" file="${1}_FILE"
  graph_secret=
  if [[ -n ${!name:-} ]]; then
    graph_secret=${!name}
    unset "$name"
  elif [[ -n ${!value:-} ]]; then
    if [[ ! ${!value} =~ ^[0-9]+$ ]]; then
      stop EXIT_WRONG_USAGE "$value is the number of an open file descriptor"
    fi
    IFS= read -r -d '' graph_secret <&"${!value}" || true
  elif [[ -n ${!file:-} ]]; then
    private_file "${!file}"
    IFS= read -r -d '' graph_secret <"${!file}" || true
  fi
  while [[ $graph_secret == *[$'\r\n'] ]]; do
    graph_secret=${graph_secret%?}
  done
  if [[ -z $graph_secret ]]; then
    stop EXIT_PRECONDITION_MISSING "sign-in needs one of ${name}, ${value} and ${file}"
  fi
}

# private_file PATH: a file that nobody else can read.
private_file() {
  local mode
  if [[ ! -f $1 || ! -r $1 ]]; then
    stop EXIT_PRECONDITION_MISSING "$1 cannot be read"
  fi
  mode=$(stat -L -c '%a' -- "$1")
  if [[ $mode != 600 && $mode != 400 ]]; then
    stop EXIT_PRECONDITION_MISSING "$1 holds a secret and has mode ${mode}; make it 0600"
  fi
}

client_id() {
  if [[ ! ${SYNCSHIFT_CLIENT_ID:-} =~ ^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$ ]]; then
    stop EXIT_PRECONDITION_MISSING "SYNCSHIFT_CLIENT_ID is the application (client) id of the registration that signs in"
  fi
}

# Signs in, and checks that it is the right tenant before anything else is asked.
graph_sign_in() {
  graph_method=${kit_sign_in:-$GRAPH_SIGN_IN}
  case $graph_method in
    certificate)
      client_id
      kit_need openssl 1 1 "$(openssl version 2>/dev/null || true)"
      if [[ ! -r ${SYNCSHIFT_CERTIFICATE:-} ]]; then
        stop EXIT_PRECONDITION_MISSING "SYNCSHIFT_CERTIFICATE names the certificate, a PEM file"
      fi
      private_file "${SYNCSHIFT_PRIVATE_KEY:-the file that SYNCSHIFT_PRIVATE_KEY should name}"
      ;;
    client-secret)
      client_id
      secret_from SYNCSHIFT_CLIENT_SECRET
      ;;
    device-code) client_id ;;
    token) secret_from SYNCSHIFT_TOKEN ;;
    *) stop EXIT_WRONG_USAGE "--sign-in is certificate, client-secret, device-code or token" ;;
  esac
  graph_renew
}

# Signs in and makes sure that this is the configured tenant. Every script that goes on to Graph begins with it.
graph_begin() {
  graph_sign_in
  graph_read "/organization?\$select=id,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains"
  local id
  id=$(jq -r '.value[0].id // ""' "$graph_answer")
  if [[ ${id,,} != "${GRAPH_TENANT,,}" ]]; then
    stop EXIT_PRECONDITION_MISSING "signed in to tenant ${id:-unknown}, but this kit is for ${GRAPH_TENANT}; nothing was changed"
  fi
}

# A new token, in graph_token.
graph_renew() {
  local now
  printf -v now '%(%s)T' -1
  case $graph_method in
    token)
      if [[ -n $graph_token ]]; then
        stop EXIT_PRECONDITION_MISSING "the token that was handed in is no longer accepted and cannot be renewed; get a new one and run the script again, it continues where it was"
      fi
      graph_take_token "$graph_secret"
      graph_secret=
      graph_token_end=$((now + 86400))
      return 0
      ;;
    certificate) graph_assertion ;;
    *) ;;
  esac
  case $graph_method in
    device-code) graph_device_code ;;
    *) graph_client_credentials ;;
  esac
  local token lifetime
  login_field '"\(.expires_in // 3600 | tonumber | floor) \(.access_token // "")"'
  token=$kit_answer
  kit_answer=
  graph_login_answer=
  lifetime=${token%% *}
  graph_take_token "${token#* }"
  graph_token_end=$((now + lifetime))
}

graph_take_token() {
  if [[ ! $1 =~ ^[A-Za-z0-9._~+/=-]+$ ]]; then
    stop EXIT_PRECONDITION_MISSING "sign-in gave no usable access token"
  fi
  graph_token=$1
}

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# The signed statement that stands for a client secret: PS256, valid for ten minutes.
graph_assertion() {
  local thumbprint head payload now signature
  printf -v now '%(%s)T' -1
  thumbprint=$(openssl x509 -in "$SYNCSHIFT_CERTIFICATE" -outform DER | openssl dgst -sha256 -binary | base64url)
  head=$(jq -cjn --arg thumbprint "$thumbprint" '{alg: "PS256", typ: "JWT", "x5t#S256": $thumbprint}' | base64url)
  payload=$(openssl rand -hex 16)
  payload=$(jq -cjn --arg audience "${graph_login}/${GRAPH_TENANT}/oauth2/v2.0/token" --arg id "$SYNCSHIFT_CLIENT_ID" \
    --arg unique "$payload" --argjson now "$now" \
    '{aud: $audience, iss: $id, sub: $id, jti: $unique, nbf: $now, iat: $now, exp: ($now + 600)}' | base64url)
  signature=$(printf '%s' "${head}.${payload}" | openssl dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32 \
    -sign "$SYNCSHIFT_PRIVATE_KEY" -binary | base64url)
  if [[ -z $signature ]]; then
    stop EXIT_PRECONDITION_MISSING "the private key did not sign"
  fi
  graph_secret="${head}.${payload}.${signature}"
}

graph_client_credentials() {
  local body scope secret
  uri "${GRAPH_RESOURCE}/.default"
  scope=$kit_answer
  body="grant_type=client_credentials&client_id=${SYNCSHIFT_CLIENT_ID}&scope=${scope}"
  uri "$graph_secret"
  secret=$kit_answer
  kit_answer=
  if [[ $graph_method == certificate ]]; then
    uri 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
    body="${body}&client_assertion_type=${kit_answer}&client_assertion=${secret}"
    graph_secret=
  else
    body="${body}&client_secret=${secret}"
  fi
  graph_token_request token "$body"
  if [[ $graph_status != 200 ]]; then
    graph_sign_in_failed
  fi
}

graph_device_code() {
  local body scope code interval waited=0 limit
  uri "${GRAPH_RESOURCE}/.default"
  scope=$kit_answer
  graph_token_request devicecode "client_id=${SYNCSHIFT_CLIENT_ID}&scope=${scope}"
  if [[ $graph_status != 200 ]]; then
    graph_sign_in_failed
  fi
  login_field '.message // "Open \(.verification_uri) and enter the code \(.user_code)."'
  warn "$kit_answer"
  login_field '.device_code | @uri'
  code=$kit_answer
  login_field '.interval // 5 | floor'
  interval=$kit_answer
  login_field '.expires_in // 900 | floor'
  limit=$kit_answer
  uri 'urn:ietf:params:oauth:grant-type:device_code'
  body="grant_type=${kit_answer}&client_id=${SYNCSHIFT_CLIENT_ID}&device_code=${code}"
  while ((waited < limit)); do
    nap "$interval"
    waited=$((waited + interval))
    graph_token_request token "$body"
    if [[ $graph_status == 200 ]]; then
      return 0
    fi
    login_field '.error // ""' 2>/dev/null || kit_answer=
    case $kit_answer in
      authorization_pending) ;;
      slow_down) interval=$((interval + 5)) ;;
      *) graph_sign_in_failed ;;
    esac
  done
  stop EXIT_TIMED_OUT "nobody signed in with the device code in time"
}

graph_sign_in_failed() {
  login_field '"\(.error // "no answer"): \(.error_description // "" | split("\r")[0] | split("\n")[0])"' 2>/dev/null || kit_answer=
  stop EXIT_PRECONDITION_MISSING "sign-in failed (status ${graph_status}): ${kit_answer}"
}

# login_field FILTER: something of the login service's last answer, in kit_answer.
login_field() { kit_answer=$(printf '%s' "$graph_login_answer" | jq -r "$1"); }

# graph_token_request token|devicecode BODY: one form-encoded request to the login service, the answer in graph_login_answer. The body goes
# by standard input, and the answer, which holds the token, comes back by standard output: neither is ever in a file.
graph_login_answer=
graph_token_request() {
  local tries=0
  while true; do
    if graph_login_answer=$(printf 'data = "%s"\n' "$2" | curl -q --silent --show-error --proto "$graph_protocol" --connect-timeout 20 \
      --max-time 60 --request POST --write-out '\n%{http_code}' --config - "${graph_login}/${GRAPH_TENANT}/oauth2/v2.0/$1"); then
      graph_status=${graph_login_answer##*$'\n'}
      graph_login_answer=${graph_login_answer%$'\n'*}
      case $graph_status in
        429 | 5??) ;;
        *) return 0 ;;
      esac
    else
      graph_status=000
    fi
    tries=$((tries + 1))
    if ((tries >= GRAPH_SERVER_TRIES)); then
      return 0
    fi
    nap $((2 ** tries))
  done
}

# --- One request -----------------------------------------------------------------------------------------------------

# graph_exchange METHOD URL [BODY-FILE]: sends once and returns 0 when an answer arrived whole. Sets graph_status, graph_code,
# graph_request_id, graph_retry_after and graph_date; the answer lies in the file graph_answer.
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
  elif [[ $graph_status == 20[01] && ${#graph_extra[@]} -eq 0 ]] && ! jq -e 'type == "object"' "$graph_answer" >/dev/null 2>&1; then
    # A proxy's page, or an answer that was cut short without a word.
    graph_status=000
  fi
  if [[ $method != GET && $reads == false ]]; then
    now=$(kit_now)
    printf '%s %s %s %s status=%s request-id=%s\n' "$now" "$kit_step_id" "$method" "${url#"$graph_root"}" "$graph_status" \
      "${graph_request_id:-none}" >>"$graph_log"
  fi
  [[ $graph_status != 000 ]]
}
graph_extra=()

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
# Returns 0 for success (2xx). Otherwise graph_status says what it was; 000 means no answer.
graph_send() {
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

# graph_read PATH [WINDOW]: a GET that has to succeed.
graph_read() {
  if ! graph_send repeatable "${2:-settled}" GET "$1"; then
    graph_failed "GET ${1%%\?*}"
  fi
}

# graph_pages PATH FILE: all pages; one element of .value a line in FILE. PATH may also be the address of a next page, as the service gave it.
graph_pages() {
  local url=$1 seen=" " page="${kit_temporary}/graph-page"
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
    graph_read "$url"
    # The next page's address in the first line, then the elements.
    if ! jq -r 'if (.value | type) == "array" then .["@odata.nextLink"] // "", (.value[] | tojson) else error("no list") end' "$graph_answer" >"$page" 2>/dev/null; then
      stop EXIT_UNEXPECTED_ERROR "GET ${1%%\?*}: a page without a list"
    fi
    IFS= read -r url <"$page"
    sed 1d "$page" >>"$2"
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

# --- Recognising a configuration -------------------------------------------------------------------------------------

principal_id=
principal_fresh=settled

# Inside the window after a creation that the state knows of: fresh or settled, in kit_answer.
graph_window() {
  local created now since
  kit_state "$1"
  created=$kit_answer
  kit_answer=settled
  if [[ -n $created ]]; then
    printf -v now '%(%s)T' -1
    since=$(jq -rn --arg time "$created" '$time | fromdateiso8601')
    if ((now - since < GRAPH_WINDOW)); then
      kit_answer=fresh
    fi
  fi
}

# find_principal DOMAIN DISPLAY-NAME: the service principal of the domain's configuration in principal_id; empty when there is none.
# Two are an error. A display name alone is no proof: the template has to be the right one.
find_principal() {
  local found query count list="${kit_temporary}/principals"
  graph_window .principalCreatedUtc
  principal_fresh=$kit_answer
  kit_state .principalId
  principal_id=$kit_answer
  if [[ -n $principal_id ]]; then
    if ! graph_send repeatable "$principal_fresh" GET "/servicePrincipals/${principal_id}"; then
      if [[ $graph_status == 404 ]]; then
        stop EXIT_PRECONDITION_MISSING "the state names service principal ${principal_id}, which does not exist (any more); find out why before anything is created anew"
      fi
      graph_failed "GET /servicePrincipals/${principal_id}"
    fi
    if ! jq -e --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" 'include "jobs"; is_configuration($template)' "$graph_answer" >/dev/null; then
      stop EXIT_AMBIGUOUS "service principal ${principal_id} of the state is not a Cloud Sync configuration"
    fi
    return 0
  fi
  odata "$2"
  uri "displayName eq ${kit_answer}"
  query=$kit_answer
  graph_pages "/servicePrincipals?\$filter=${query}" "$list"
  found=$(jq -rs --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" \
    'include "jobs"; map(select(is_configuration($template)) | .id) | unique | .[]' "$list")
  if [[ -z $found ]]; then
    # Old tenants: one service principal whose appId is the template's, under another name. It may serve another domain.
    uri "appId eq '${GRAPH_TEMPLATE}'"
    graph_pages "/servicePrincipals?\$filter=${kit_answer}" "$list"
    found=$(jq -rs --arg template "$GRAPH_TEMPLATE" -L "${KIT_ROOT}/lib" \
      'include "jobs"; map(select(is_configuration($template)) | .id) | unique | .[]' "$list")
    if [[ -n $found && $found != *$'\n'* ]]; then
      legacy_serves "$found" "$1" || found=
    fi
  fi
  if [[ -z $found ]]; then
    return 0
  fi
  count=$(wc -l <<<"$found")
  if ((count > 1)); then
    warn "service principals that fit: ${found//$'\n'/ }"
    stop EXIT_AMBIGUOUS "${count} configurations are called $2; remove the wrong one in the admin center, or tell which by a state file of its own run folder"
  fi
  principal_id=$found
}

# legacy_serves ID DOMAIN: whether an old tenant's service principal is bound to this domain.
legacy_serves() {
  local bound
  graph_read "/servicePrincipals/$1/synchronization/secrets"
  bound=$(jq -r '[.value[] | select(.key == "Domain") | .value // "" | (try fromjson.domain catch "")][0] // ""' "$graph_answer")
  if [[ -z $bound ]]; then
    stop EXIT_AMBIGUOUS "service principal $1 of an old tenant is bound to no domain; look at it in the admin center first"
  fi
  [[ ${bound,,} == "${2,,}" ]]
}

# need_principal DOMAIN DISPLAY-NAME: the same, and it has to be there.
need_principal() {
  find_principal "$1" "$2"
  if [[ -z $principal_id ]]; then
    stop EXIT_PRECONDITION_MISSING "there is no Cloud Sync configuration for $1; run 30-graph first"
  fi
}

# list_jobs: the jobs of the configuration; one a line in the file jobs_file.
jobs_file=
list_jobs() {
  jobs_file="${kit_temporary}/jobs"
  local url="/servicePrincipals/${principal_id}/synchronization/jobs"
  graph_read "$url" "$principal_fresh"
  jq -r 'if .["@odata.nextLink"] != null then "more" else .value[] | tojson end' "$graph_answer" >"$jobs_file"
  if [[ $(<"$jobs_file") == more ]]; then
    graph_pages "$url" "$jobs_file"
  fi
  no_unknown_state
}

# job_of TEMPLATE: the identifier of the one job of that template among the listed ones, in job_id; empty when there is none.
job_id=
job_of() {
  local found
  found=$(jq -rs --arg template "$1" -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_job_of($template)) | .id) | unique | .[]' "$jobs_file")
  if [[ $found == *$'\n'* ]]; then
    warn "jobs that fit: ${found//$'\n'/ }"
    stop EXIT_AMBIGUOUS "two jobs of template $1; exactly one may exist"
  fi
  job_id=$found
}

# need_job TEMPLATE: the same, and it has to be there.
need_job() {
  job_of "$1"
  if [[ -z $job_id ]]; then
    stop EXIT_PRECONDITION_MISSING "the job $1 does not exist; run 30-graph first"
  fi
}

# job_field FILTER: something of the job job_id among the listed ones, in kit_answer.
job_field() {
  kit_answer=$(jq -rs --arg id "$job_id" -L "${KIT_ROOT}/lib" "include \"jobs\"; map(select(.id == \$id))[0] | ($1) | if . == null then \"\" else . end" "$jobs_file")
}

# read_job: the job job_id alone, freshly read, in jobs_file.
read_job() {
  graph_read "/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}" "$principal_fresh"
  jobs_file="${kit_temporary}/jobs"
  jq -c . "$graph_answer" >"$jobs_file"
  no_unknown_state
}

# no_unknown_state: stops when a job does not say whether it runs. What is not known to stand still must not pass for it.
no_unknown_state() {
  local said
  said=$(jq -rs -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_known | not) | "\(.id): \(.schedule.state)") | join(", ")' "$jobs_file")
  if [[ -n $said ]]; then
    stop EXIT_UNEXPECTED_ERROR "a job is in a state that this kit does not know (${said}); look at it in the admin center before anything else"
  fi
}

# no_quarantine: stops when any listed job is in quarantine, and says why in words.
no_quarantine() {
  local said
  said=$(jq -rs -L "${KIT_ROOT}/lib" 'include "jobs"; map(select(is_quarantined) | quarantine_words)[]' "$jobs_file")
  if [[ -n $said ]]; then
    warn "$said"
    stop EXIT_QUARANTINED "a job is in quarantine; starting it would hide the reason, so it is left as it is"
  fi
}

# is_active: whether the job job_id runs. schedule.state decides, not status.code.
is_active() {
  job_field '.schedule.state'
  [[ $kit_answer == Active ]]
}

# find_or_create_job TEMPLATE BODY: the job of that template exists afterwards, exactly once, in job_id. BODY is a path in the kit.
# In a dry run a missing job leaves job_id empty.
find_or_create_job() {
  local template=$1 body=$2 tries=0 replicating=0 pending known url="/servicePrincipals/${principal_id}/synchronization/jobs"
  list_jobs
  job_of "$template"
  kit_state ".jobPending[\"${template}\"]"
  pending=$kit_answer
  kit_state ".jobs[\"${template}\"].id"
  known=$kit_answer
  if [[ -z $job_id && -n $pending ]]; then
    say "an earlier run was interrupted while it created the job ${template} (${pending}); looking for what it made"
    look_for_job "$template"
  elif [[ -z $job_id && -n $known ]]; then
    # A list may lag behind. A job that this kit knows of is never made anew.
    look_for_job "$template"
    if [[ -z $job_id ]]; then
      stop EXIT_PRECONDITION_MISSING "the state names the job ${known}, which is not listed (any more); find out why before anything is created anew"
    fi
  fi
  while [[ -z $job_id ]]; do
    if ! kit_applies; then
      would POST "$url" "body ${body}"
      return 0
    fi
    tries=$((tries + 1))
    if ((tries > 3)); then
      stop EXIT_UNEXPECTED_ERROR "the job ${template} could not be created; try again later"
    fi
    remember '.jobPending[$template] = $now' --arg template "$template"
    # Not sent again by itself, whatever the answer: a look comes first.
    if graph_send once settled POST "$url" "${KIT_ROOT}/${body}"; then
      job_id=$(jq -r '.id // ""' "$graph_answer")
      say "created job ${job_id}"
    else
      case $graph_status in
        000 | 5??)
          graph_explain "POST ${url}"
          say "it may have been done all the same; looking before anything is sent again"
          look_for_job "$template"
          ;;
        *)
          if ! graph_is_replicating "$principal_fresh" || ! graph_wait_replication; then
            remember 'del(.jobPending[$template])' --arg template "$template"
            graph_failed "POST ${url}"
          fi
          tries=$((tries - 1))
          list_jobs
          job_of "$template"
          ;;
      esac
    fi
  done
  kit_state ".jobs[\"${template}\"].id"
  if [[ $kit_answer != "$job_id" || -n $pending ]]; then
    remember '.jobs[$template] = {id: $id, sinceUtc: $now} | del(.jobPending[$template])' \
      --arg template "$template" --arg id "$job_id"
  fi
  check "job.${template}" passed '' "$job_id" "the job ${template} exists once: ${job_id}"
}

look_for_job() {
  local waited=0
  while [[ -z $job_id ]] && ((waited < GRAPH_WINDOW_WAIT)); do
    nap "$GRAPH_WINDOW_STEP"
    waited=$((waited + GRAPH_WINDOW_STEP))
    list_jobs
    job_of "$1"
  done
}

# pause_job TEMPLATE: the job of that template, if there is one, does not run afterwards. Waits until that is so.
pause_job() {
  local waited=0 tries=0 url window
  job_of "$1"
  if [[ -z $job_id ]]; then
    check "pause.$1" skipped 'not active' 'no such job' "there is no job $1"
    return 0
  fi
  url="/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}"
  graph_window ".jobs[\"$1\"].sinceUtc"
  window=$kit_answer
  kit_state ".starting[\"$1\"] // {} | .utc"
  if ! is_active && [[ -n $kit_answer ]] && kit_applies; then
    # A start that was sent shows late; what stands still now may run in a minute.
    say "a start of $1 was sent at ${kit_answer} and its end is not known; looking whether it takes effect"
    wait_active "$1"
  fi
  if ! is_active; then
    job_field .schedule.state
    check "pause.$1" passed 'not active' "$kit_answer" "$1 does not run (${kit_answer})"
    forget_start "$1"
    return 0
  fi
  if ! kit_applies; then
    would POST "${url}/pause" "no body"
    return 0
  fi
  while is_active; do
    if ((waited % 60 == 0)); then
      tries=$((tries + 1))
      if ((tries > 5)); then
        break
      fi
      # 409 shows for a while after a job was made. After an error of the server the next look tells whether it was done.
      if ! graph_send once "$window" POST "${url}/pause"; then
        case $graph_status in
          000 | 5??) graph_explain "POST ${url}/pause" ;;
          *) graph_failed "POST ${url}/pause" ;;
        esac
      fi
    fi
    read_job
    if is_active; then
      say "waiting until $1 stands still"
      nap "$GRAPH_JOB_STEP"
      waited=$((waited + GRAPH_JOB_STEP))
      if ((waited > GRAPH_JOB_WAIT)); then
        break
      fi
    fi
  done
  if is_active; then
    stop EXIT_TIMED_OUT "$1 still runs; do not go on before it stands still"
  fi
  job_field .schedule.state
  check "pause.$1" passed 'not active' "$kit_answer" "$1 does not run any more (${kit_answer})"
  forget_start "$1"
}

# forget_start TEMPLATE: what was started before a pause is not under way any more.
forget_start() {
  kit_state ".starting[\"$1\"] // {} | .utc"
  if [[ -n $kit_answer ]]; then
    remember 'del(.starting[$template])' --arg template "$1"
  fi
}

# wait_active TEMPLATE: looks until the job job_id runs, for two minutes. A start is not sent again while it may be under way.
wait_active() {
  local waited=0
  while ((waited < 120)); do
    read_job
    if is_active; then
      return 0
    fi
    say "waiting until $1 is active"
    nap "$GRAPH_JOB_STEP"
    waited=$((waited + GRAPH_JOB_STEP))
  done
}

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

# read_schema FILE: the whole schema of the job job_id.
read_schema() {
  graph_read "/servicePrincipals/${principal_id}/synchronization/jobs/${job_id}/schema" "$principal_fresh"
  if ! jq -e '(.synchronizationRules | type) == "array" and (.directories | type) == "array"' "$graph_answer" >/dev/null; then
    stop EXIT_UNEXPECTED_ERROR "the schema that was read has no rules or no directories"
  fi
  cat -- "$graph_answer" >"$1"
}

# schema_refuses SCHEMA SCOPE MAPPINGS EVER-RAN: stops when the live schema must not be touched, or does not fit the kit.
schema_refuses() {
  local said
  if ! said=$(jq -r -L "${KIT_ROOT}/lib" --slurpfile scope "$2" --slurpfile mappings "$3" --argjson ran "$4" 'include "names"; include "schema";
    the_rule as $rule
    | ( if ($scope[0].units | length) == 0 then "failed\tthe kit has no unit for this domain; an empty list would mean the whole domain" else empty end ),
      ( containers | names_without($scope[0].units) | .[] | "failed\tthe live scope holds \(.), which this revision lacks; a scope never shrinks" ),
      ( if $ran and (containers | length) == 0 then "failed\tthe live scope is empty, which means the whole domain, and this job may have run; this is not the state that this kit leaves" else empty end ),
      ( if $ran then classes_beyond($scope[0].objectTypes)[] | "failed\tthe job takes objects of class \(.), which this kit does not hand over, and it may have run; no class is taken out of it" else empty end ),
      ( if (scoped_groups | length) > 0 then "failed\tthe job is scoped by groups: \(scoped_groups | join("; "))" else empty end ),
      ( old_scope_clauses[] | "failed\tthe job is scoped by the filter clause \(.) of an old tenant; two scopes must not be mixed" ),
      ( mapping_problems($mappings[0]) | "failed\t\(.)" )' "$1" 2>"${kit_temporary}/jq-error"); then
    said=$(<"${kit_temporary}/jq-error")
    stop EXIT_AMBIGUOUS "the live schema is not as expected: ${said}"
  fi
  if [[ -n $said ]]; then
    while IFS=$'\t' read -r _ line; do
      check schema failed '' '' "$line"
    done <<<"$said"
    stop EXIT_CHECK_FAILED "the live schema stands against this revision; nothing was changed"
  fi
}

# transform_schema SCHEMA SCOPE MAPPINGS HASHES FILE: the schema that the kit wants.
transform_schema() {
  local said
  if ! jq -L "${KIT_ROOT}/lib" --slurpfile scope "$2" --slurpfile mappings "$3" --argjson hashes "$4" \
    'include "schema"; transformed($scope[0]; $mappings[0]; $hashes)' "$1" >"$5" 2>"${kit_temporary}/jq-error"; then
    said=$(<"${kit_temporary}/jq-error")
    stop EXIT_AMBIGUOUS "the live schema is not as expected: ${said}"
  fi
}

# same_schema ONE OTHER: whether two schemas say the same; otherwise where they differ, in kit_answer.
same_schema() {
  kit_answer=$(jq -rn -L "${KIT_ROOT}/lib" --slurpfile one "$1" --slurpfile other "$2" \
    'include "schema"; ($one[0] | comparable) as $a | ($other[0] | comparable) as $b | if $a == $b then "" else ($a | [differences($b)] | join("; ")) + " " end')
  [[ -z $kit_answer ]]
}
