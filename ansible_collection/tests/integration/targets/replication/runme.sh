#!/usr/bin/env bash
# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

# shellcheck source=../setup_agents/agents.sh
source ../setup_agents/agents.sh

ansible-playbook -i "$AGENTS/inventory.yml" playbook.yml "$@"
