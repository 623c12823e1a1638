# Compares the secrets of a configuration with those that the kit wants. Input: the live list; $wanted: the kit's body.
# Values that the service hides come back as "*"; they can neither be compared nor written back.

def same_value($other):
  . == $other or ((try fromjson catch null) as $mine | ($other | try fromjson catch null) as $theirs | $mine != null and $mine == $theirs);

# equal | equal-hidden (own keys are there, some hidden) | empty | differs | foreign
def compared($wanted):
  .value as $live
  | ($wanted.value | map(.key)) as $keys
  | ($live | map(select((.value // "") != ""))) as $set
  | ($set | map(select(.key as $key | $keys | index([$key]) | not))) as $foreign
  | ($wanted.value | map(. as $want | {key, live: ([$set[] | select(.key == $want.key) | .value][0]), want: .value})) as $pairs
  | {
      verdict: (
        if ($pairs | all(. as $pair | .live != null and (.live | same_value($pair.want)))) then "equal"
        elif ($pairs | all(. as $pair | .live != null and (.live == "*" or (.live | same_value($pair.want))))) then "equal-hidden"
        elif $set == [] then "empty"
        elif ($foreign != []) or any($set[]; .value == "*") then "foreign"
        elif any($pairs[]; . as $pair | .key == "Domain" and .live != null and (.live | same_value($pair.want) | not)) then "foreign"
        else "differs" end),
      foreign: ($foreign | map(.key)),
      hidden: ($set | map(select(.value == "*") | .key)),
      different: ($pairs | map(. as $pair | select(.live == null or (.live != "*" and (.live | same_value($pair.want) | not))) | .key))
    };

def words: "different: \(.different | join(", ")); hidden by the service: \(.hidden | join(", ")); not from this kit: \(.foreign | join(", "))";
