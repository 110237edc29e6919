#!/bin/sh
# Lists the skills whose files changed since a commit, with their version then and now. Reads only.
# Usage: sh changed-skills.sh <from> [to]      (to: a commit; the working tree if left out)
set -eu

if [ "$#" -lt 1 ] || [ "$#" -gt 2 ]; then
  echo "usage: changed-skills.sh <from> [to]" >&2
  exit 2
fi
top=$(git rev-parse --show-toplevel 2>/dev/null) || {
  echo "This is no git repository." >&2
  exit 2
}
cd "$top"
from=$(git rev-parse --verify --quiet --end-of-options "$1^{commit}") || {
  echo "\"$1\" is no commit here." >&2
  exit 2
}
to=
if [ "$#" -eq 2 ]; then
  to=$(git rev-parse --verify --quiet --end-of-options "$2^{commit}") || {
    echo "\"$2\" is no commit here." >&2
    exit 2
  }
fi

# The text of a file in a commit, or in the working tree for an empty commit.
text() {
  if [ -n "$1" ]; then git show "$1:$2" 2>/dev/null || true; else cat "./$2" 2>/dev/null || true; fi
}
exists() {
  if [ -n "$1" ]; then git cat-file -e "$1:$2" 2>/dev/null; else [ -f "./$2" ]; fi
}
# The first "version:" inside the front matter, without quotes.
version() {
  text "$1" "$2" | awk '
    { sub(/\r$/, "") }
    NR == 1 { if ($0 != "---") exit; next }
    $0 == "---" { exit }
    /^ *version:/ { sub(/^ *version: */, ""); gsub(/["\047]/, ""); sub(/ +#.*/, ""); print; exit }'
}

# Each changed path goes to the nearest folder above it that has a SKILL.md, then or now.
changed() {
  git -c core.quotePath=false diff --name-only --no-renames "$from" ${to:+"$to"} --
  if [ -z "$to" ]; then git -c core.quotePath=false ls-files --others --exclude-standard; fi
}
list=$(changed | while IFS= read -r path; do
  folder=$path
  while :; do
    case $folder in
      */*) folder=${folder%/*} prefix=$folder/ ;;
      *) folder=. prefix= ;;
    esac
    if exists "$from" "${prefix}SKILL.md" || exists "$to" "${prefix}SKILL.md"; then
      printf '%s\n' "$folder"
      break
    fi
    [ "$folder" != . ] || break
  done
done | sort -u)

if [ -z "$list" ]; then
  echo "no skill has changed"
  exit 0
fi
printf '%s\n' "$list" | while IFS= read -r folder; do
  file=SKILL.md
  [ "$folder" = . ] || file=$folder/SKILL.md
  before=$(version "$from" "$file")
  now=$(version "$to" "$file")
  if ! exists "$to" "$file"; then
    printf '%s: %s, removed\n' "$folder" "${before:-no version}"
  elif ! exists "$from" "$file"; then
    printf '%s: new, %s\n' "$folder" "${now:-no version}"
  elif [ "$before" = "$now" ]; then
    printf '%s: %s, same version\n' "$folder" "${now:-no version}"
  else
    printf '%s: %s -> %s\n' "$folder" "${before:-no version}" "${now:-no version}"
  fi
done
