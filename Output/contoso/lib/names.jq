# Distinguished names, compared the way the directory does: by component, with escapes resolved, without case.

# Lower case for the scripts whose letters come in pairs: Latin, Greek, Cyrillic, Armenian. Active Directory folds these too.
def fold_letters:
  if test("^[ -~]*$") then ascii_downcase
  else explode | map(
      if . >= 65 and . <= 90 then . + 32
      elif . >= 192 and . <= 222 and . != 215 then . + 32
      elif (. >= 256 and . <= 311 and . != 304) or (. >= 330 and . <= 375) then (if . % 2 == 0 then . + 1 else . end)
      elif (. >= 313 and . <= 328) or (. >= 377 and . <= 382) then (if . % 2 == 1 then . + 1 else . end)
      elif . == 376 then 255
      elif . >= 913 and . <= 939 and . != 930 then . + 32
      elif . >= 1040 and . <= 1071 then . + 32
      elif . >= 1024 and . <= 1039 then . + 80
      elif . >= 1329 and . <= 1366 then . + 48
      else . end) | implode
  end;

def hex_value: if . >= 48 and . <= 57 then . - 48 elif . >= 65 and . <= 70 then . - 55 elif . >= 97 and . <= 102 then . - 87 else null end;

# UTF-8 bytes (0 to 255) to code points.
def utf8_points:
  reduce .[] as $byte ({points: [], point: 0, left: 0};
    if .left > 0 then .point = .point * 64 + ($byte - 128) | .left -= 1
      | if .left == 0 then .points += [.point] else . end
    elif $byte < 128 then .points += [$byte]
    elif $byte < 224 then .point = $byte - 192 | .left = 1
    elif $byte < 240 then .point = $byte - 224 | .left = 2
    else .point = $byte - 240 | .left = 3 end) | .points;

# The components, from the object to the root, unescaped and folded. An unescaped blank beside a comma is not part of a name.
def name_components:
  if contains("\\") | not then split(",") | map(sub("^ +"; "") | sub(" +$"; "") | fold_letters)
  else
    reduce (explode | .[]) as $c ({done: [], part: [], bytes: [], state: "plain", high: 0};
      if .state == "escape" then
        ($c | hex_value) as $digit
        | if $digit != null then .high = $digit | .state = "hex"
          else .part += (.bytes | utf8_points) + [$c] | .bytes = [] | .state = "plain" end
      elif .state == "hex" then .bytes += [.high * 16 + ($c | hex_value // 0)] | .state = "plain"
      elif $c == 92 then .state = "escape"
      else
        .part += (.bytes | utf8_points) | .bytes = []
        | if $c == 44 then .done += [.part] | .part = []
          elif $c == 32 and .part == [] then .
          else .part += [$c] end
      end)
    | .done + [.part + (.bytes | utf8_points)] | map(implode | fold_letters)
  end;

# One text a name, equal for equal names.
def name_key: name_components | join("\u0001");

# Whether the components lie in a container, or are the container itself: on component borders, so OU=Sales Archive is not in OU=Sales.
def components_are_in($container):
  ($container | length) as $length | length >= $length and .[length - $length:] == $container;

def is_in($container): name_components | components_are_in($container | name_components);

def is_in_any($containers): name_components as $name | any($containers[]; . as $container | $name | components_are_in($container | name_components));

# The names of a list that another list does not hold.
def names_without($others): ($others | map(name_key)) as $known | map(select(name_key as $key | $known | index([$key]) | not));
