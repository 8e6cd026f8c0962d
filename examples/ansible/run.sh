#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs every playbook of this folder against two agents on a simulated fabric, and stops what it started. It may be called from anywhere.
# Exit code 77: a tool is missing, and the last line says which.
set -euo pipefail
HERE=$(cd "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
AGENT=${HVCR_AGENT:-$ROOT/server/target/hvcr-agent/bin/hvcr-agent}
WORK=$(mktemp -d)
declare -A PIDS=()

finish() {
    local status=$?
    for pid in "${PIDS[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
    wait 2>/dev/null || true
    if [ "$status" -ne 0 ]; then
        tail -n 20 "$WORK"/*.err 2>/dev/null || true
    fi
    rm -rf -- "$WORK"
}
trap finish EXIT

if [ ! -x "$AGENT" ]; then
    echo "there is no agent at $AGENT; build it with: mvn package -pl server"
    exit 77
fi
if ! command -v ansible-playbook >/dev/null || ! ansible-playbook --version 2>/dev/null | grep -qE 'core 2\.(1[6-9]|[2-9][0-9])'; then
    if ! BIN=$("$ROOT/ansible_collection/build.sh" playbook); then
        echo "there is no ansible-core 2.16 or newer on PATH, and no Python 3.12 or newer to make an environment with"
        exit 77
    fi
    PATH=$BIN:$PATH
fi

# The collection of this checkout, where ansible looks for collections.
mkdir -p "$WORK/collections/ansible_collections/hvcr"
ln -s "$ROOT/ansible_collection" "$WORK/collections/ansible_collections/hvcr/hyperv"
export ANSIBLE_COLLECTIONS_PATH=$WORK/collections ANSIBLE_CONFIG=$HERE/ansible.cfg ANSIBLE_HOME=$WORK/home ANSIBLE_NOCOWS=1

# value FILE NAME: a member of an agent's agent.json, once the agent answers.
value() {
    sed -n "s/^ *\"$2\" *: *\"\\(.*\\)\",*\$/\\1/p" "$1"
}

# start SITE [ADDRESS]: an agent for one cluster of the fabric.
start() {
    local site=$1
    rm -f "$WORK/$site/agent.json"
    "$AGENT" serve --host simulator --site "$site" --listen "${2:-127.0.0.1:0}" --data "$WORK/$site" --fabric "$WORK/fabric.db" --clock scaled:60 \
        >"$WORK/$site.out" 2>"$WORK/$site.err" &
    PIDS[$site]=$!
    for _ in $(seq 600); do
        [ -e "$WORK/$site/agent.json" ] && return 0
        kill -0 "${PIDS[$site]}" 2>/dev/null || break
        sleep 0.1
    done
    echo "the agent of site $site did not start" >&2
    return 1
}

start primary
start recovery

# Ansible wants a UTF-8 locale, which a bare machine does not have.
[ "$(locale charmap 2>/dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8

# What the inventory leaves to you: addresses, certificates and tokens.
{
    printf 'all:\n  hosts:\n'
    for pair in primary:hv01.primary.example recovery:hv11.recovery.example; do
        file=$WORK/${pair%%:*}/agent.json
        printf '    %s:\n      hvcr_url: %s\n      hvcr_ca_file: %s\n      hvcr_token_file: %s\n      power: simulator\n      simulated_site: %s\n' \
            "${pair##*:}" "$(value "$file" url)" "$(value "$file" certificateFile)" "$(value "$file" tokenFile)" "${pair%%:*}"
    done
} >"$WORK/agents.yml"

play() {
    printf '\n== %s ==\n' "$*"
    ansible-playbook -i "$HERE/inventory/hosts.yml" -i "$WORK/agents.yml" "$HERE/$1" "${@:2}"
}

# unchanged PLAYBOOK ...: runs it and fails unless nothing was changed.
unchanged() {
    play "$@" | tee "$WORK/last"
    if grep -E 'changed=[1-9]' "$WORK/last"; then
        echo "the second run of $1 changed something" >&2
        return 1
    fi
}

play declare.yml --check --diff
play declare.yml -e wait=synchronized
unchanged declare.yml
play scheduled_seeded_start.yml
unchanged scheduled_seeded_start.yml
play export.yml
unchanged export.yml
play maintenance.yml
play drill.yml -e "report=$WORK/report.json"
grep -q '"passed": true' "$WORK/report.json"
play planned_failover.yml
unchanged planned_failover.yml
play planned_failover.yml -e direction=home

# The primary site is lost: its agent is killed, and comes back when the collection runs at the other site.
url=$(value "$WORK/primary/agent.json" url)
kill -9 "${PIDS[primary]}"
wait "${PIDS[primary]}" 2>/dev/null || true
play unplanned_failover.yml -e moved=file-cluster -e acknowledge=unplanned
unchanged unplanned_failover.yml -e moved=file-cluster -e acknowledge=unplanned
start primary "${url#https://}"
play planned_failover.yml -e moved=file-cluster -e direction=home

play remove.yml
unchanged remove.yml
printf '\nAll playbooks did what they say.\n'
