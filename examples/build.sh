#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs every example that can run by itself, the way a reader would: examples/NAME/run.sh. `mvn verify` calls it.
set -eu
cd "$(dirname -- "$0")"
. ../.mvn/build/part.sh

for script in */run.sh; do
    [ -e "$script" ] || continue
    name=${script%/run.sh}
    need curl "example $name"
    printf '\n== example %s ==\n' "$name"
    began=$(date +%s)
    status=0
    "./$script" </dev/null || status=$?
    case $status in
        0) tested "example $name ($(($(date +%s) - began)) s)" ;;
        # What it printed last says which tool is missing.
        77) left_out "example $name: a tool is missing, see above" ;;
        *) exit "$status" ;;
    esac
done
