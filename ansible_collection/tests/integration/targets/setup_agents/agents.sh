# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Sourced by a target's runme.sh: starts two agents, and stops them when the target ends.
#
#   AGENTS     the folder with their inventory.yml
#   agents     calls agents.py for that folder, such as: agents kill primary

SUPPORT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
AGENTS=$(mktemp -d)
export SUPPORT AGENTS

# The build says in the configuration of the tests where the agent is.
hvcr_agent=$(sed -n 's/^hvcr_agent: *//p' "$SUPPORT/../../integration_config.yml")

agents() {
    local verb=$1
    shift
    python "$SUPPORT/agents.py" "$verb" "$AGENTS" "$@"
}

end_agents() {
    local status=$?
    agents stop || true
    if [ "$status" -ne 0 ]; then
        tail -n 20 "$AGENTS"/*.err || true
    fi
    rm -rf "$AGENTS"
}
trap end_agents EXIT

export ANSIBLE_ASYNC_DIR=$AGENTS/async ANSIBLE_NOCOWS=1 ANSIBLE_RETRY_FILES_ENABLED=0
python "$SUPPORT/agents.py" start "${hvcr_agent:?integration_config.yml does not name hvcr_agent}" "$AGENTS" "$SUPPORT/scenario.json"
