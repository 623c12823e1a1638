#!/usr/bin/env bash
#
# Says whether the kit of contoso is what was written and approved: which files are edited, missing or extra,
# and which have lost or got the permission to be run. Needs bash, find, grep, sort, xargs and sha256sum; no network; writes nothing.
#
# Who could change the kit could change this script too: run the one of a copy that you trust (--kit names the kit to look at),
# and compare the checksum of manifest.json with the approved one.
#
# Options:
#   --digest HEX   the approved checksum of manifest.json; without it, compare the one that is printed
#   --domain NAME  the folder holds the part of this domain; files that are of another domain alone may be missing
#   --signed       .ps1 files may carry an Authenticode signature block, which is left out of their checksum
#   --kit DIR      the kit to look at (default: the folder of this script)
#   --help         prints this text
# Exit codes: as in all scripts of the kit; 0 nothing differs, 1 something does, 64 wrong arguments.

# shellcheck disable=SC2312 # Whether find can read every folder is asked once, before it matters; a checksum that is missing is a problem.
set -euo pipefail
# Names and lines are bytes, sorted as bytes.
export LC_ALL=C

if ((BASH_VERSINFO[0] < 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] < 4))); then
  printf 'This script needs bash 4.4 or later; this is bash %s.\n' "$BASH_VERSION" >&2
  exit 2
fi

declare -rA EXIT_CODES=(
  # everything that was asked for is done and was checked
  ['EXIT_DONE']=0
  # a check found something that stands against going on
  ['EXIT_CHECK_FAILED']=1
  # something that has to be there first is missing; nothing was changed
  ['EXIT_PRECONDITION_MISSING']=2
  # an error that the script does not know; read the result file and the transcript
  ['EXIT_UNEXPECTED_ERROR']=3
  # two or more things fit where exactly one is needed; nothing was changed
  ['EXIT_AMBIGUOUS']=4
  # the provisioning job is in quarantine
  ['EXIT_QUARANTINED']=5
  # the waiting time is over and the state was not reached
  ['EXIT_TIMED_OUT']=6
  # nothing failed, but at least one check could not be made; that is not a pass
  ['EXIT_NOT_VERIFIED']=7
  # the operator did not confirm; nothing was changed
  ['EXIT_REFUSED_BY_OPERATOR']=8
  # something that the cloud held before the wave is lost: an object, a licence, a membership or a source anchor
  ['EXIT_OBJECTS_LOST']=9
  # wrong arguments; nothing was changed
  ['EXIT_WRONG_USAGE']=64
)
readonly KIT_ENVIRONMENT='contoso'

# --- Command line ----------------------------------------------------------------------------------------------------

approved=
part=
signed=false
kit=$(dirname -- "${BASH_SOURCE[0]}")

# stop NAME MESSAGE: ends the script with the exit code of that name.
stop() {
  printf 'verify.sh: %s\n' "$2" >&2
  exit "${EXIT_CODES[$1]}"
}

while (($# > 0)); do
  case $1 in
    --help | -h)
      sed -n -e '1,2d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    --signed) signed=true ;;
    --digest | --domain | --kit)
      if (($# == 1)); then
        stop EXIT_WRONG_USAGE "$1 takes a value"
      fi
      case $1 in
        --digest) approved=${2,,} ;;
        --domain) part=${2,,} ;;
        *) kit=$2 ;;
      esac
      shift
      ;;
    *) stop EXIT_WRONG_USAGE "unknown argument '$1'; --help prints what there is" ;;
  esac
  shift
done
if [[ -n $approved && ! $approved =~ ^[0-9a-f]{64}$ ]]; then
  stop EXIT_WRONG_USAGE "--digest takes 64 hexadecimal digits"
fi
cd -- "$kit" || stop EXIT_WRONG_USAGE "there is no folder '$kit'"
find . >/dev/null || stop EXIT_UNEXPECTED_ERROR "not every folder here can be read"

# --- Problems --------------------------------------------------------------------------------------------------------

problems=0

# problem edited|missing|extra|permission PATH DETAIL
problem() {
  printf '%-10s %s: %s\n' "$1" "$2" "$3"
  problems=$((problems + 1))
}

# The checksum of one file.
digest_of() {
  local line
  line=$(sha256sum <"$1")
  printf '%s' "${line%% *}"
}

# Prints the checksums that a script may have without the signature block at its end, or nothing when there is no proper block. Whatever
# stands below the first line of the block has to be a comment of the block.
unsigned_digests() {
  local start line state=begin size
  start=$(grep -abm1 '^# SIG # Begin signature block' -- "$1") || return 0
  start=${start%%:*}
  if ((start < 2)); then
    return 0
  fi
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    if [[ $state == begin && $line == '# SIG # Begin signature block' ]]; then
      state=inside
    elif [[ $state == inside && $line == '# SIG # End signature block' ]]; then
      state=end
    elif [[ $state != inside || ! $line =~ ^#\ [A-Za-z0-9+/=]+$ ]]; then
      return 0
    fi
  done < <(tail -c "+$((start + 1))" -- "$1")
  if [[ $state != end ]]; then
    return 0
  fi
  # Signing puts a line break of its own, CR and LF, before the block.
  for size in "$((start - 2))" "$start"; do
    line=$(head -c "$size" -- "$1" | sha256sum)
    printf '%s\n' "${line%% *}"
  done
}

# --- What should be there --------------------------------------------------------------------------------------------

for own in manifest.json SHA256SUMS; do
  if [[ -L $own || ! -f $own ]]; then
    stop EXIT_CHECK_FAILED "missing: ${own} is not here, so this is not a whole kit"
  fi
done

declare -A wanted=() runs=()
domains=()
path=
checksum=
while IFS= read -r line; do
  case $line in
    '    "'*'": ['*)
      # A domain that units of the kit lie in.
      path=${line#'    "'}
      path=${path%%'"'*}
      domains+=("${path,,}")
      path=
      ;;
    '      "path": "'*'",')
      path=${line#'      "path": "'}
      path=${path%'",'}
      ;;
    '      "sha256": "'*'",')
      checksum=${line#'      "sha256": "'}
      checksum=${checksum%'",'}
      ;;
    '      "executable": true' | '      "executable": false')
      if [[ -n $path ]]; then
        wanted[$path]=$checksum
        runs[$path]=${line##*: }
      fi
      path=
      checksum=
      ;;
    *) ;;
  esac
done <manifest.json

manifest=$(digest_of manifest.json)
sums=$(grep -aE '^[0-9a-f]{64}  manifest\.json$' SHA256SUMS || true)
if [[ -n $approved && $approved != "$manifest" ]]; then
  problem edited manifest.json "its checksum ${manifest} is not the approved one"
elif [[ $sums != "${manifest}  manifest.json" ]]; then
  problem edited manifest.json "its checksum is not the one in SHA256SUMS; one of the two was changed"
fi

# Everything else in SHA256SUMS follows from the manifest.
expected=$(
  for path in "${!wanted[@]}"; do
    printf '%s  %s\n' "${wanted[$path]}" "$path"
  done | sort -k 2 | sha256sum
)
found=$(grep -av '^[0-9a-f]\{64\}  manifest\.json$' SHA256SUMS | sha256sum || true)
if [[ $expected != "$found" ]]; then
  problem edited SHA256SUMS "its lines are not those that follow from manifest.json; one of the two was changed"
fi
wanted[SHA256SUMS]=$(digest_of SHA256SUMS)
wanted[manifest.json]=$manifest
runs[SHA256SUMS]=false
runs[manifest.json]=false

# is_of_another PATH: whether the file is of another domain alone than the one that was asked for. It lies in a folder of that name, or its own
# name ends with it; of two names the longer one counts. The ways back are of all domains.
is_of_another() {
  local domain found='' path=/${1,,}
  if [[ $path == */rollback/* || $path == */90-rollback/* ]]; then
    return 1
  fi
  for domain in "${domains[@]}"; do
    if [[ $path == */"$domain"/* || ${path%.*} == *-"$domain" ]] && ((${#domain} > ${#found})); then
      found=$domain
    fi
  done
  [[ -n $found && $found != "$part" ]]
}

if [[ -n $part && " ${domains[*]} " != *" $part "* ]]; then
  stop EXIT_WRONG_USAGE "the kit has no units in a domain '${part}'"
fi

# --- What is there ---------------------------------------------------------------------------------------------------

declare -A present=() settled=() actual=() executable=()
while IFS= read -r -d '' path; do
  path=${path#./}
  present[$path]=1
  if [[ -z ${wanted[$path]:-} ]]; then
    problem extra "$(printf '%q' "$path")" "the kit has no such file"
  elif [[ -L $path || ! -f $path ]]; then
    problem edited "$path" "it is not a file any more"
    settled[$path]=1
  fi
done < <(find . -mindepth 1 ! -type d -print0 | sort -z)
while IFS= read -r -d '' path; do
  path=${path#./}
  if [[ -n ${wanted[$path]:-} ]]; then
    problem edited "$path" "a folder stands in its place"
    settled[$path]=1
  else
    problem extra "$(printf '%q' "$path")/" "the kit has no such folder"
  fi
done < <(find . -mindepth 1 -type d -empty -print0 | sort -z)
while IFS= read -r -d '' path; do
  executable[${path#./}]=true
done < <(find . -type f -perm -100 -print0)
while IFS= read -r line; do
  actual[${line:66}]=${line:0:64}
done < <(
  for path in "${!wanted[@]}"; do
    if [[ -n ${present[$path]:-} && -z ${settled[$path]:-} ]]; then
      printf '%s\0' "$path"
    fi
  done | xargs -0 -r sha256sum --
)

# --- The difference --------------------------------------------------------------------------------------------------

while IFS= read -r -d '' path; do
  if [[ -n ${settled[$path]:-} ]]; then
    continue
  fi
  if [[ -z ${present[$path]:-} ]]; then
    if [[ -n $part ]] && is_of_another "$path"; then
      continue
    fi
    problem missing "$path" "it is not here"
    continue
  fi
  checksum=${actual[$path]:-}
  if [[ -z $checksum ]]; then
    problem edited "$path" "it cannot be read"
  elif [[ $checksum != "${wanted[$path]}" ]]; then
    digests=
    if [[ $signed == true && $path == *.ps1 ]]; then
      digests=$(unsigned_digests "$path")
    fi
    if [[ -z $digests || $'\n'"$digests"$'\n' != *$'\n'"${wanted[$path]}"$'\n'* ]]; then
      problem edited "$path" "its checksum is ${checksum}, and was ${wanted[$path]}"
    fi
  fi
  if [[ ${executable[$path]:-false} != "${runs[$path]}" ]]; then
    if [[ ${runs[$path]} == true ]]; then
      problem permission "$path" "it was executable and is not; mend it with: chmod 755 '${path}'"
    else
      problem permission "$path" "it is executable and was not; mend it with: chmod 644 '${path}'"
    fi
  fi
done < <(printf '%s\0' "${!wanted[@]}" | sort -z)

# --- The verdict -----------------------------------------------------------------------------------------------------

printf 'manifest.json has the checksum %s.\n' "$manifest"
if ((problems > 0)); then
  printf 'The kit of %s is NOT what was written: %d problems.\n' "$KIT_ENVIRONMENT" "$problems"
  exit "${EXIT_CODES[EXIT_CHECK_FAILED]}"
fi
if [[ -z $approved ]]; then
  printf 'Compare it with the one that was approved: whoever changes everything can change the checksums too.\n'
fi
if [[ -n $part ]]; then
  printf 'The part of %s of the kit of %s is what was written: %d files.\n' "$part" "$KIT_ENVIRONMENT" "${#present[@]}"
  exit 0
fi
printf 'The kit of %s is what was written: %d files.\n' "$KIT_ENVIRONMENT" "${#wanted[@]}"
