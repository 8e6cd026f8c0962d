#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: operation_info
short_description: See and await operations of an agent
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Returns operations from the journal of an agent. Each task that changes something makes one, with the id in its result.
  - The journal belongs to one agent. Ask the agent that did the work.
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._attributes.info_module
  - hvcr.hyperv._connection
options:
  id:
    description: The id or ids. Not given, all operations that the journal holds are returned, newest first.
    type: list
    elements: str
    aliases: [operation_id]
  filter:
    description: Which operations to return. All conditions must hold.
    type: dict
    suboptions:
      collection:
        description: The collection, by id, object path or exact name.
        type: str
      status:
        description: V(running), V(succeeded), V(failed), V(unknown) or V(cancelled).
        type: str
      method:
        description: The JSON-RPC method, such as V(replication.apply).
        type: str
      since:
        description: Begun at this time or later, such as V('2026-11-22T00:00:00Z').
        type: raw
      until:
        description: Begun before this time.
        type: raw
  wait:
    description: Whether to wait until all operations of O(id) have ended. An operation that failed does not fail the task.
    type: bool
    default: false
  wait_timeout:
    description: Seconds to wait. When they are over, the task ends well and RV(all_ended) is V(false).
    type: int
    default: 600
seealso:
  - module: hvcr.hyperv.collection_replication
"""

EXAMPLES = r"""
---
- name: Begin without waiting
  hvcr.hyperv.collection_replication:
    collection: sql-fci
    state: replicating
    wait: accepted
  register: begun

- name: Look at it every minute
  hvcr.hyperv.operation_info:
    id: "{{ begun.operation.id }}"
  register: now
  until: now.all_ended
  delay: 60
  retries: 60

- name: See what failed lately
  hvcr.hyperv.operation_info:
    filter:
      status: failed
"""

RETURN = r"""
---
operations:
  description: The operations.
  returned: success
  type: list
  elements: dict
  contains:
    id:
      description: Its id.
      type: str
      returned: always
      sample: hv01-01JDC6E2W0Q4
    method:
      description: The JSON-RPC method that made it.
      type: str
      returned: always
      sample: replication.apply
    collection:
      description: The C(id) and C(name) of its collection.
      type: dict
      returned: always
    status:
      description: V(running), V(succeeded), V(failed), V(unknown) or V(cancelled).
      type: str
      returned: always
      sample: succeeded
    percent:
      description: How far it is.
      type: int
      returned: where the host says so
      sample: 100
    steps:
      description: Its steps with the host's answers.
      type: list
      elements: dict
      returned: always
    error:
      description: The error of an operation that failed.
      type: dict
      returned: always
all_ended:
  description: Whether none of the operations runs.
  returned: success
  type: bool
  sample: true
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import operation_info as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
