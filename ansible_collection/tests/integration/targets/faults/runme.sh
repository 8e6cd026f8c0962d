#!/usr/bin/env bash
# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

# shellcheck source=../setup_agents/agents.sh
source ../setup_agents/agents.sh

play() {
    ansible-playbook -i "$AGENTS/inventory.yml" "$@"
}

play playbook.yml "$@"

# An agent that is killed in the middle of a wait comes back, and the task goes on with the operation that it began.
play killed.yml "$@" &
player=$!
until agents call primary replication.get '{"collection": "slow", "include": []}' 2>/dev/null | grep -q 'Waiting to complete initial replication'; do
    kill -0 "$player"
    sleep 0.2
done
agents kill primary
agents restart primary
wait "$player"

# The token is in no output, however much of it there is.
agents token primary >"$AGENTS/token"
token=$(cat "$AGENTS/token")
export ANSIBLE_LOG_PATH=$AGENTS/ansible.log
for target in controller target; do
    play secrets.yml -vvvv -e "hvcr_run_on=$target" >"$AGENTS/secrets.$target.out" 2>&1
done
export HVCR_TOKEN=$token
play secrets.yml -vvvv >"$AGENTS/secrets.environment.out" 2>&1
unset HVCR_TOKEN
grep -q 'hvcr' "$AGENTS/ansible.log"
if grep -l -F "$token" "$AGENTS"/*.out "$AGENTS"/ansible.log; then
    echo "the token is shown" >&2
    exit 1
fi
