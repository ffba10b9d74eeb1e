#!/bin/sh
# Starts the server: ./start.sh -Dname=value ...
self=$0
if [ -L "$self" ]; then self=$(readlink -f "$self"); fi
exec "$(dirname "$self")/weir" run "$@"
