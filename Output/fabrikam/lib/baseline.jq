# What is kept of the cloud's objects before a wave, and how the cloud is compared with it afterwards.
include "names";

# Whether the properties that come only on request came at all.
def is_recordable: has("onPremisesImmutableId") and has("onPremisesDistinguishedName") and has("assignedLicenses");

# Rows of a batch as an object, by key.
def by_key: map({key: .key, value: .}) | from_entries;

# What a memberOf answers: groups that are not synchronized, roles and administrative units. Null when it could not be read.
def memberships($synchronized):
  if . == null or .status != 200 then null
  else [ .body.value[]
      | select($synchronized[.id] | not)
      | {id, name: (.displayName // ""), kind: (.["@odata.type"] // "" | sub("^#microsoft\\.graph\\."; ""))} ] | sort_by(.id)
  end;

def licences:
  if has("assignedLicenses") | not then null
  else (.licenseAssignmentStates // []) as $states
    | [ .assignedLicenses[] | . as $one
        | {sku: .skuId, disabledPlans: ((.disabledPlans // []) | sort),
           via: ([ $states[] | select(.skuId == $one.skuId and (.state // "Active") == "Active") | .assignedByGroup // "direct" ] | unique)} ]
      | sort_by(.sku)
  end;

def user_record($memberships; $synchronized):
  {id, dn: .onPremisesDistinguishedName, anchor: .onPremisesImmutableId, userPrincipalName, accountEnabled,
   licences: licences, groups: (.id as $id | $memberships[$id] | memberships($synchronized))};

def group_record($memberships; $synchronized):
  {id, name: (.displayName // ""), sid: .onPremisesSecurityIdentifier, samAccountName: .onPremisesSamAccountName,
   domain: .onPremisesDomainName, licences: licences, groups: (.id as $id | $memberships[$id] | memberships($synchronized))};

# Addresses of a contact without case and without the mark of the primary one.
def contact_addresses: [(.mail // empty | ascii_downcase), ((.proxyAddresses // [])[] | ascii_downcase | sub("^smtp:"; ""))] | unique;

def contact_record($memberships; $synchronized):
  {id, name: (.displayName // ""), addresses: contact_addresses,
   groups: (.id as $id | $memberships[$id] | memberships($synchronized))};

# --- Comparison ---

# Each finding names the object and, in key, what the approver writes into a file to accept it.
def finding($kind; $type; $one; $what; $about):
  {kind: $kind, type: $type, id: $one.id, name: ($one.dn // $one.name // $one.id), what: $what, about: $about,
   key: "\($kind) \($one.id) \($what)"};

def lost_licences($type; $now):
  . as $before
  | if .licences == null or ($now | has("assignedLicenses") | not) then empty
    else ($now.assignedLicenses | map({key: .skuId, value: .}) | from_entries) as $held
      | .licences[] | . as $one | $held[.sku] as $still
      | if $still == null then
          finding("licence"; $type; $before; $one.sku; "licence \($one.sku) is lost (it was assigned \($one.via | if . == [] then "in an unknown way" else map(if . == "direct" then "directly" else "by group \(.)" end) | join(" and ") end))")
        else (($still.disabledPlans // []) - $one.disabledPlans)[]
          | finding("licence"; $type; $before; "\($one.sku)/\(.)"; "service plan \(.) of licence \($one.sku) is switched off now")
        end
    end;

# $row: what memberOf answers now. A membership that cannot be read is no loss; the caller reports it.
def lost_memberships($type; $row):
  . as $before
  | if .groups == null or $row == null or $row.status != 200 then empty
    else ($row.body.value | map({key: .id, value: true}) | from_entries) as $held
      | .groups[] | select($held[.id] | not)
      | finding("membership"; $type; $before; .id; "membership in \(if .kind == "" then "group" else .kind end) \(if .name == "" then .id else "\(.name) (\(.id))" end) is lost")
    end;

# An object of the baseline that is not there any more; $others are the present objects of the same identity, which the baseline does not know.
def lost_object($type; $others):
  . as $before
  | if ($others | length) > 0 then
      finding("recreated"; $type; $before; $others[0].id; "deleted and created anew: the identifier was \($before.id) and is \($others | map(.id) | join(", "))")
    else finding("gone"; $type; $before; "-"; "is not in the cloud any more (\($before.id))") end;

def changed_source($type; $now):
  if $now.onPremisesSyncEnabled == true then empty
  else finding("unsynchronized"; $type; .; "-"; "is there, but is not synchronized any more") end;

def user_findings($now; $row; $others):
  . as $before
  | if $now == null then lost_object("user"; $others)
    else ( if (.anchor // "") != "" and .anchor != $now.onPremisesImmutableId then
             finding("anchor"; "user"; $before; "-"; "source anchor was \(.anchor) and is \($now.onPremisesImmutableId // "empty")") else empty end ),
         lost_licences("user"; $now), lost_memberships("user"; $row), changed_source("user"; $now),
         ( if .accountEnabled == true and $now.accountEnabled == false then finding("disabled"; "user"; $before; "-"; "the account was enabled and is not") else empty end ),
         ( if (.userPrincipalName // "" | ascii_downcase) != ($now.userPrincipalName // "" | ascii_downcase) then
             finding("userPrincipalName"; "user"; $before; "-"; "userPrincipalName was \(.userPrincipalName) and is \($now.userPrincipalName)") else empty end )
    end;

def group_findings($now; $row; $others):
  . as $before
  | if $now == null then lost_object("group"; $others)
    else ( if (.sid // "") != "" and .sid != $now.onPremisesSecurityIdentifier then
             finding("anchor"; "group"; $before; "-"; "security identifier was \(.sid) and is \($now.onPremisesSecurityIdentifier // "empty")") else empty end ),
         lost_licences("group"; $now), lost_memberships("group"; $row), changed_source("group"; $now)
    end;

def contact_findings($now; $row; $others):
  if $now == null then lost_object("contact"; $others)
  else lost_memberships("contact"; $row), changed_source("contact"; $now) end;

# What is a loss; the rest is a change that somebody has to explain.
def is_loss: .kind as $kind | ["recreated", "gone", "anchor", "licence", "membership"] | index([$kind]) != null;

# What the approver accepted, from the lines of a file: a key each, and after " # " the reason.
def accepted_keys: split("\n") | map(sub("\r$"; "") | sub(" # .*$"; "") | sub("[ \t]+$"; "") | select(. != "" and (startswith("#") | not)));

# How many groups of the baseline are there whose licences were recorded and cannot be read now.
def groups_without_licences($now):
  ($now | map(select(has("assignedLicenses")) | {key: .id, value: true}) | from_entries) as $read
  | ($now | map({key: .id, value: true}) | from_entries) as $there
  | [.groups[] | select((.licences // []) != [] and $there[.id] and ($read[.id] | not))] | length;
