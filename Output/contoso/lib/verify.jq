# What is counted and compared after a wave. Input is one object a line (jq -n with inputs, or -s).
include "names";

# Whether the properties that are returned only on request came at all.
def is_usable: has("onPremisesDistinguishedName") and has("proxyAddresses");

def in_units($units):
  ($units | map(name_components)) as $containers
  | select((.onPremisesDistinguishedName // "") as $name | $name != "" and ($name | name_components) as $parts
      | any($containers[]; . as $container | $parts | components_are_in($container)));

# Addresses as a set: the primary one is SMTP: in capitals, the rest counts without case.
def addresses: (. // []) | map(if startswith("SMTP:") then . else ascii_downcase end) | map(split(":") | "\(.[0]):\(.[1:] | join(":") | ascii_downcase)") | unique;

def failures_by_code:
  map(select(.provisioningStatusInfo.status == "failure"))
  | group_by(.provisioningStatusInfo.errorInformation.errorCode // "unknown")
  | map({code: (.[0].provisioningStatusInfo.errorInformation.errorCode // "unknown"), count: length,
         reason: (.[0].provisioningStatusInfo.errorInformation.reason // ""),
         objects: (map(.sourceIdentity.displayName // .sourceIdentity.id // "unknown") | unique | .[0:5])})
  | sort_by(-.count);
