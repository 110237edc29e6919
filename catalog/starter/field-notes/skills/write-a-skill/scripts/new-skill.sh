#!/bin/sh
# Makes the folder of a new skill with a valid SKILL.md. Never overwrites.
# Usage: sh new-skill.sh <parent folder> <name>
set -eu

if [ "$#" -ne 2 ]; then
  echo "usage: new-skill.sh <parent folder> <name>" >&2
  exit 2
fi
parent=$1
name=$2

# The character classes are spelled out because ranges depend on the locale.
case $name in
  '' | -* | *- | *--* | *[!abcdefghijklmnopqrstuvwxyz0123456789-]*)
    echo "\"$name\" is no skill name: lower-case letters, digits and single dashes, none at an end." >&2
    exit 2
    ;;
esac
if [ "${#name}" -gt 64 ]; then
  echo "The name has ${#name} characters, 64 are allowed." >&2
  exit 2
fi
if [ ! -d "$parent" ]; then
  echo "There is no folder \"$parent\"." >&2
  exit 2
fi
folder=$parent/$name
if [ -e "$folder" ]; then
  echo "\"$folder\" exists already; nothing was changed." >&2
  exit 1
fi

mkdir -p "$folder"
cat >"$folder/SKILL.md" <<TEXT
---
name: $name
description: TODO what it does, in one sentence. Use when TODO the situations and words that should lead here.
license: Apache-2.0
metadata:
  version: "0.1.0"
  risk-tier: minimal
---

# TODO title

TODO one sentence: what the agent gets right with this that it got wrong before.

## Find out first

## Do

## Check
TEXT
echo "made $folder/SKILL.md"
echo "next: replace every TODO, and choose the risk tier on purpose"
