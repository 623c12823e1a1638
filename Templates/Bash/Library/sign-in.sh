#!/usr/bin/env bash
# Signing in: where a secret comes from, the token, its renewal, and that it is the right tenant.

# shellcheck disable=SC2016,SC2034,SC2154 # jq programs stand in single quotes; the scripts of the kit share the variables in small letters.
set -euo pipefail

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

# Signs in and makes sure that this is the configured tenant. Every script that goes on to Graph begins with it. Leaves in graph_fields the tenant,
# whether it synchronizes with a directory, and the names of its verified domains.
graph_begin() {
  graph_sign_in
  local id
  graph_read "/organization?\$select=id,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains" settled '' \
    '.value[0] | .id // "", (.onPremisesSyncEnabled | tostring), ((.verifiedDomains // [])[] | .name // "")'
  id=${graph_fields[0]:-}
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
