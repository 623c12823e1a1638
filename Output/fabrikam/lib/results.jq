# Whether the result of a step on a Connect server counts at the gate, and why not.

# Input: the result. $wanted: digest, environment, wave, revision, and after, the time of a taking back or "".
def result_flaws($step; $wanted):
  [ if .step != $step then "it is the result of another step, \(.step)" else empty end,
    if .exitCode != 0 then "its exit code is \(.exitCode)" else empty end,
    if .dryRun != false then "it was a dry run" else empty end,
    if .kitDigest != $wanted.digest then "it comes from another kit" else empty end,
    if .environment != $wanted.environment then "it is of another environment, \(.environment)" else empty end,
    if .wave != $wanted.wave then "it is of another wave, \(.wave)" else empty end,
    if .revision != $wanted.revision then "it is of another revision, \(.revision)" else empty end,
    if any(.checks[]?; .status == "failed") then "a check in it failed" else empty end,
    if $wanted.after != "" and (.startedUtc <= $wanted.after) then "it is older than the taking back" else empty end ];

# What `check` is told of a result, from the text of its file: verdict, expected, actual, words. Two results in one file are none.
def result_verdict($step; $wanted):
  if . == null then ["failed", "", "missing", "no result; run the step on its server and bring the run folder's results here"]
  else try (fromjson | if type == "object" then . else error("no result") end
      | . as $result | result_flaws($step; $wanted)
      | if . == [] then ["passed", "0", "0", "passed at \($result.endedUtc) on \($result.host)"] else ["failed", "0", "", join("; ")] end)
    catch ["failed", "0", "", "it cannot be read"]
  end;
