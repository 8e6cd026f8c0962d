#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: agent_info
short_description: See an agent, its limits and whether its host is ready
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Returns what an agent says about itself, the limits in force, and if asked what of the prerequisites of collection replication its host meets.
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._attributes.info_module
  - hvcr.hyperv._connection
options:
  preflight:
    description: Whether to check the prerequisites too, which takes a little longer.
    type: bool
    default: false
"""

EXAMPLES = r"""
---
- name: See the agent of each host of the play
  hvcr.hyperv.agent_info:
    preflight: true
  register: agent

- name: Stop where a prerequisite is not met
  ansible.builtin.assert:
    that: agent.preflight | selectattr('status', 'equalto', 'fail') | length == 0
"""

RETURN = r"""
---
agent:
  description: What the agent says about itself.
  returned: success
  type: dict
  contains:
    version:
      description: The version of the agent.
      type: str
      returned: always
      sample: 1.0.0
    api_version:
      description: The version of its interface.
      type: int
      returned: always
      sample: 1
    backend:
      description: V(wmi) or V(simulator).
      type: str
      returned: always
      sample: wmi
    site:
      description: The name of the site.
      type: str
      returned: always
      sample: primary
    cluster:
      description: The C(id) and C(name) of the cluster.
      type: dict
      returned: always
    node:
      description: The node on which it runs.
      type: str
      returned: always
      sample: hv01
    host_time:
      description: The host's clock, by which start times are judged.
      type: str
      returned: always
      sample: '2026-11-22T18:00:00Z'
    capabilities:
      description: What it can do beyond the basics.
      type: list
      elements: str
      returned: always
limits:
  description: The limits in force, such as the size of a batch.
  returned: success
  type: dict
preflight:
  description: The prerequisites of collection replication.
  returned: success and O(preflight=true)
  type: list
  elements: dict
  contains:
    id:
      description: A short name that stays.
      type: str
      returned: always
      sample: P3
    title:
      description: What has to hold.
      type: str
      returned: always
    status:
      description: V(pass), V(fail) or V(notCheckable).
      type: str
      returned: always
      sample: pass
    detail:
      description: What was seen.
      type: str
      returned: always
    hint:
      description: What to do about it.
      type: str
      returned: always
backend:
  description: What stands behind the agent, V(wmi) or V(simulator).
  returned: when the agent answered
  type: str
  sample: wmi
cluster:
  description: The name of the cluster that the agent serves.
  returned: when the agent answered
  type: str
  sample: primary
node:
  description: The node on which the agent runs.
  returned: when the agent answered
  type: str
  sample: hv01
error:
  description: What went wrong, for programs. C(msg) says the same for people.
  returned: on failure, unless an option is unknown or has the wrong type
  type: dict
  contains:
    code:
      description: The JSON-RPC error code. 32768 to 32779 are return values of the host. V(null) where no agent answered.
      type: int
      returned: always
      sample: 32775
    name:
      description: The name of the code.
      type: str
      returned: always
      sample: Invalid state for this operation
    reason:
      description: A stable word from a closed list, to branch on.
      type: str
      returned: always
      sample: invalid_state
    option:
      description: The option that the error is about.
      type: str
      returned: where the agent names one
      sample: settings.replica_server_port
    data:
      description: >-
        Everything else that is known, such as C(outcome) (V(not_started), V(failed) or V(unknown)), C(retryable), C(collection), C(mode), C(state),
        C(allowed) and C(operation_id).
      type: dict
      returned: always
"""

from ansible_collections.hvcr.hyperv.plugins.module_utils._frame import run_module
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import agent_info as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
