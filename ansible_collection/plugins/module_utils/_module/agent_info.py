# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.agent_info."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import ArgumentSpec, connection_spec
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._replication import where

SPEC = ArgumentSpec({"preflight": {"type": "bool", "default": False}}) + connection_spec()


def run(task):
    info = task.client.call("agent.info")
    result = dict(where(info), changed=False, agent=snake_keys(info), limits=snake_keys(_own(task.client.call("agent.limits"))))
    if task.params["preflight"]:
        result["preflight"] = snake_keys(task.client.call("agent.preflight").get("items") or [])
    return result


def _own(answer):
    return {name: value for name, value in answer.items() if name not in ("backend", "cluster", "node")}
