# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Prints a configuration of the inventory plugin for the agents of a folder."""

from __future__ import annotations

import json
import pathlib
import sys

agents = []
for site in ("primary", "recovery"):
    found = json.loads((pathlib.Path(sys.argv[1]) / site / "agent.json").read_text(encoding="utf-8"))
    agents.append(
        {
            "name": "agent-" + site,
            "url": found["url"],
            "ca_file": found["certificateFile"],
            "token_file": found["tokenFile"],
            "expect_cluster": site,
        }
    )

print("plugin: hvcr.hyperv.sites")
print("unreachable: fail")
print("agents: " + json.dumps(agents))
print("keyed_groups: [{key: hvcr_side, prefix: my}]")
