# What the kit reads from and changes in a job's schema. A PUT replaces the whole, so everything that is not asked to change is sent
# back as it came, macros such as %DomainFQDN% included; a mapping is never rebuilt from the text of its expression.
include "names";

# Annotations that a GET adds and a PUT must not carry.
def without_annotations: with_entries(select((.key | contains("@odata") | not) and .key != "provisioningTaskIdentifier"));

# Without what the service counts up by itself.
def comparable: without_annotations | del(.version) | .directories |= map(del(.discoveryDateTime, .version));

def is_rule: .sourceDirectoryName == "Active Directory" and .editable;

# The one rule that reads from Active Directory. Chosen by its source directory, never by name or place.
def the_rule:
  [.synchronizationRules[] | select(is_rule)]
  | if length == 1 then .[0] else error("expected exactly one editable rule from Active Directory, found \(length)") end;

def containers: the_rule | .containerFilter.includedContainers // [];
def scoped_groups: the_rule | .groupFilter.includedGroups // [];

# Old tenants scope by filter clauses instead. Both together would be two scopes.
def old_scope_clauses:
  [ the_rule.objectMappings[].scope // empty
    | (.inputFilterGroups, .categoryFilterGroups, .groups) // [] | .[]
    | select(((.name // "") | test("UX-OrganizationalGroup-Scope$"))
        or any(.clauses[]?; .operatorName == "ENDS_WITH" and (.sourceOperandName | ascii_downcase) == "distinguishedname"))
    | .name // "unnamed" ];

def active_directory:
  [.directories[] | select(.name == "Active Directory")]
  | if length == 1 then .[0] else error("expected exactly one directory named Active Directory, found \(length)") end;

def target_directory: the_rule.targetDirectoryName as $name | [.directories[] | select(.name == $name)][0];

# Password hashes flow by this mapping; at most one, on user only.
def credential_mapping:
  {defaultValue: null, exportMissingReferences: false, flowBehavior: "FlowWhenChanged", flowType: "Always", matchingPriority: 0,
   targetAttributeName: "CredentialData",
   source: {expression: "[PasswordHash]", name: "PasswordHash", type: "Attribute", parameters: []}};

def is_pair($source; $target): .sourceObjectName == $source and .targetObjectName == $target;

def mapping_of($source; $target):
  [the_rule.objectMappings[] | select(is_pair($source; $target))]
  | if length == 1 then .[0] else error("expected exactly one mapping \($source) to \($target), found \(length)") end;

def attributes_of($object): [.objects[] | select(.name == $object) | .attributes[].name];

def attributes_used: [.. | objects | select(.type? == "Attribute") | .name] | unique;

# What stands against the wished attribute mappings, in words.
def mapping_problems($mappings):
  . as $schema
  | $mappings[]
  | . as $wish
  | ($schema | mapping_of($wish.sourceObjectName; $wish.targetObjectName)) as $mapping
  | ($schema | active_directory | attributes_of($wish.sourceObjectName)) as $known
  | ( ($wish.source | attributes_used | . - $known)[] | "\($wish.targetAttributeName): attribute \(.) is not in the directory's schema for \($wish.sourceObjectName)" ),
    ( ($schema | target_directory | attributes_of($wish.targetObjectName)) as $targets
      | if $targets | index([$wish.targetAttributeName]) then empty
        else "\($wish.targetAttributeName) is not an attribute of \($wish.targetObjectName)"
          + ([$targets[] | select(ascii_downcase == ($wish.targetAttributeName | ascii_downcase))][0] // null
            | if . == null then "" else "; the schema spells it \(.)" end) end ),
    ( $mapping.attributeMappings[]
      | select(.targetAttributeName == $wish.targetAttributeName and .matchingPriority != 0)
      | "\(.targetAttributeName) matches objects; changing it would break the link between the directories" );

# An existing mapping keeps its flow settings; a new one gets the usual ones.
def with_mapping($wish):
  if any(.[]; .targetAttributeName == $wish.targetAttributeName)
  then map(if .targetAttributeName == $wish.targetAttributeName then .source = $wish.source else . end)
  else . + [{defaultValue: null, exportMissingReferences: false, flowBehavior: "FlowWhenChanged", flowType: "Always",
    matchingPriority: 0, targetAttributeName: $wish.targetAttributeName, source: $wish.source}]
  end;

def with_credentials:
  [.[] | select(.targetAttributeName != "CredentialData")] as $others
  | [.[] | select(.targetAttributeName == "CredentialData")] as $mine
  # Left where it is when it is already right, so that a second run changes nothing.
  | if $mine == [credential_mapping] then . else $others + [credential_mapping] end;

def takes_class: .targetObjectName as $target | ["User", "Group", "Contact"] | index([$target]) != null;

# Classes that the live job takes and that are not among the wanted ones.
def classes_beyond($wanted):
  [the_rule.objectMappings[] | select(takes_class and .enabled) | .sourceObjectName] - $wanted;

# A class of Active Directory that the job takes: on when the kit hands it over, off when Connect Sync goes on writing it, so that no object
# gets two writers. A mapping that is off is skipped (Microsoft Graph reference, objectMapping: enabled).
def with_type($scope):
  if takes_class then .sourceObjectName as $source | .enabled = ($scope.objectTypes | index([$source]) != null) else . end;

# The schema with the kit's scope, classes and mappings; the same when it has them already.
def transformed($scope; $mappings; $hashes):
  without_annotations
  | the_rule as $rule
  | if ($scope.units | length) == 0 then error("the scope is empty; an empty list would mean the whole domain") else . end
  | if ($scope.objectTypes | length) == 0 then error("the kit names no class of objects") else . end
  | (if $hashes then mapping_of("user"; "User") else null end) as $checked
  | (if ($rule.containerFilter.includedContainers // [] | map(name_key) | sort) == ($scope.units | map(name_key) | sort)
     then $rule.containerFilter.includedContainers else $scope.units | unique end) as $containers
  | .synchronizationRules |= map(if is_rule then
      .containerFilter.includedContainers = $containers
      | .objectMappings |= map(
          with_type($scope)
          | . as $object
          | .attributeMappings |= reduce ($mappings[] | select(. as $wish | $object | is_pair($wish.sourceObjectName; $wish.targetObjectName))) as $wish
              (.; with_mapping($wish))
          | if $hashes and is_pair("user"; "User") then .attributeMappings |= with_credentials else . end)
    else . end);

# Paths at which two schemas differ, at most twenty, in words.
def differences($other):
  . as $one
  | [ ([$one | paths(scalars)] + [$other | paths(scalars)] | unique)[]
      | . as $path
      | select(($one | try getpath($path) catch null) != ($other | try getpath($path) catch null))
      | map(tostring) | join(".") ][0:20][];

# The same for all that a comparison counts; empty when they say the same.
def differences_in_words($other): comparable as $one | ($other | comparable) as $two | if $one == $two then "" else ($one | [differences($two)] | join("; ")) + " " end;

# Why the live schema must not be touched for a scope, in words. $ran: the job may have run.
def refusals($scope; $mappings; $ran):
  the_rule as $rule
  | ( if ($scope.units | length) == 0 then "the kit has no unit for this domain; an empty list would mean the whole domain" else empty end ),
    ( containers | names_without($scope.units) | .[] | "the live scope holds \(.), which this revision lacks; a scope never shrinks" ),
    ( if $ran and (containers | length) == 0 then "the live scope is empty, which means the whole domain, and this job may have run; this is not the state that this kit leaves" else empty end ),
    ( if $ran then classes_beyond($scope.objectTypes)[] | "the job takes objects of class \(.), which this kit does not hand over, and it may have run; no class is taken out of it" else empty end ),
    ( if (scoped_groups | length) > 0 then "the job is scoped by groups: \(scoped_groups | join("; "))" else empty end ),
    ( old_scope_clauses[] | "the job is scoped by the filter clause \(.) of an old tenant; two scopes must not be mixed" ),
    mapping_problems($mappings);

# What a directory extension for an attribute has to be, from what Active Directory says about it. An extension's name holds no hyphen.
# Types of both sides: attributeDefinition and extensionProperty in the Microsoft Graph metadata.
def extension_wish($attribute):
  {user: "User", group: "Group"} as $titles
  | {String: "String", Integer: "Integer", Binary: "Binary", Boolean: "Boolean", DateTime: "DateTime"} as $types
  | [.objects[] | select($titles[.name] != null) | $titles[.name] as $title | .attributes[]
      | select((.name | ascii_downcase) == ($attribute | ascii_downcase)) | {title: $title, type: .type, multivalued: (.multivalued // false)}]
  | {attribute: $attribute, name: ($attribute | gsub("[^A-Za-z0-9_]"; "_")), type: .[0].type, dataType: $types[.[0].type // ""],
     isMultiValued: (.[0].multivalued // false), targetObjects: (map(.title) | unique),
     problem: (if length == 0 then "unknown" elif $types[.[0].type] == null then "type" else null end)};

# The extension of that short name among a list, whichever application it belongs to; without case.
def extension_named($name):
  [.[] | select((.name | sub("^extension_[0-9a-fA-F]{32}_"; "") | ascii_downcase) == ($name | ascii_downcase))][0] // empty;

# Where an extension is not what the attribute needs, in words.
def extension_differences($wanted):
  [ if .dataType != $wanted.dataType then "its type is \(.dataType) and the attribute is \($wanted.dataType)" else empty end,
    if (.isMultiValued // false) != $wanted.isMultiValued then "one of the two holds several values and the other one" else empty end,
    (($wanted.targetObjects - (.targetObjects // []))[] | "it is not for \(.)") ] | join("; ");
