#!/usr/bin/env bash
# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu

# shellcheck source=../setup_agents/agents.sh
source ../setup_agents/agents.sh

python make.py "$AGENTS" >"$AGENTS/sites.hvcr.yml"
ansible-playbook -i "$AGENTS/sites.hvcr.yml" playbook.yml "$@"

# A site that is gone is an error, or a warning where the configuration says so.
agents kill primary
if ansible-inventory -i "$AGENTS/sites.hvcr.yml" --list >/dev/null 2>"$AGENTS/strict.out" && ! grep -q 'cannot be reached' "$AGENTS/strict.out"; then
    echo "the lost site was not noticed" >&2
    exit 1
fi
sed -i 's/unreachable: fail/unreachable: warn/' "$AGENTS/sites.hvcr.yml"
ansible-inventory -i "$AGENTS/sites.hvcr.yml" --graph >"$AGENTS/graph" 2>"$AGENTS/warning.out"
grep -q 'Its collections are left out' "$AGENTS/warning.out"
grep -q 'hvcr_site_recovery' "$AGENTS/graph"
grep -q 'hvcr_unreachable' "$AGENTS/graph"
