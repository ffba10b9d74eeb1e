#!/bin/sh
# Installs an app from GitHub: ./get-app.sh USER PROJECT
# GITHUBBRANCH names a branch; without it the one that the project prefers is taken.
self=$0
if [ -L "$self" ]; then self=$(readlink -f "$self"); fi
if [ $# -ne 2 ]; then
    printf 'usage: %s USER PROJECT\n' "$0" >&2
    exit 2
fi
exec "$(dirname "$self")/weir" app install "$1/$2"
