#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Runs every example that can run by itself, the way a reader would: examples/NAME/run.sh. `mvn verify` calls it.
set -eu
cd "$(dirname -- "$0")"
. ../.mvn/build/part.sh

# The playbooks in ansible/ are run by the collection's own build, which has a private Ansible.
for script in */run.sh; do
    [ "$script" != ansible/run.sh ] || continue
    [ -e "$script" ] || continue
    name=${script%/run.sh}
    need curl "example $name"
    printf '\n== example %s ==\n' "$name"
    began=$(date +%s)
    "./$script" </dev/null
    tested "example $name ($(($(date +%s) - began)) s)"
done
