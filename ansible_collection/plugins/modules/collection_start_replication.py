#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: collection_start_replication
short_description: Start the initial replication of a Hyper-V collection
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Calls C(StartReplication) of C(Msvm_CollectionReplicationService) with exactly these parameters, on the primary side.
  - If the first copy runs or is done already, nothing is changed.
  - To declare that a collection replicates, which creates the relationship as well, use M(hvcr.hyperv.collection_replication).
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._connection
  - hvcr.hyperv._wait
  - hvcr.hyperv._wait.verb
attributes:
  check_mode:
    support: full
    details: Returns whether the host would take the call in its present state.
  diff_mode:
    support: none
    details: A method is called or not; there is no document to compare.
  idempotent:
    support: full
    details: A method whose effect is there already is not called again.
options:
  collection:
    description:
      - The collection, which PowerShell calls a VM group. Its id, its object path, or its exact name.
      - Where several collections have the name, the task fails and lists their ids.
    type: str
    required: true
    aliases: [vm_group]
  initial_replication_type:
    description:
      - How the data get to the other site, as a word or as the host's number.
      - "V(network): Over the network."
      - "V(export): Into a directory of the host."
      - "V(seeded): Over the network, on top of a copy that the other site has already."
      - "V(1): The same as V(network)."
      - "V(2): The same as V(export)."
      - "V(3): The same as V(seeded)."
    type: str
    default: network
    choices: [network, export, seeded, '1', '2', '3']
  initial_replication_export_location:
    description: Absolute path of an existing directory of the host. Needed for an export.
    type: str
  start_time:
    description:
      - When the copy starts, up to seven days ahead. The default is now. The host ignores it for an export.
      - A time with an offset, in quotes, such as V('2026-11-23T01:00:00Z').
    type: raw
seealso:
  - module: hvcr.hyperv.collection_replication
  - name: StartReplication method of the Msvm_CollectionReplicationService class
    description: Microsoft's reference.
    link: https://learn.microsoft.com/en-us/previous-versions/windows/desktop/clushyperv/startreplication-msvm-collectionreplicationservice
"""

EXAMPLES = r"""
---
- name: Start the first copy now
  hvcr.hyperv.collection_start_replication:
    collection: sql-fci

- name: Start it on Monday at one o'clock in the morning
  hvcr.hyperv.collection_start_replication:
    collection: sql-fci
    start_time: '2026-11-23T01:00:00Z'

- name: Export it to be carried to the other site
  hvcr.hyperv.collection_start_replication:
    collection: sql-fci
    initial_replication_type: export
    initial_replication_export_location: C:\ClusterStorage\Volume1\seed
"""

RETURN = r"""
---
collection:
  description: The collection that was meant.
  returned: when the agent answered
  type: dict
  contains:
    id:
      description: Its id.
      type: str
      returned: always
      sample: 8d1f2f0a-3f6b-4f0e-8f0e-1d2c3b4a5f60
    name:
      description: Its name.
      type: str
      returned: always
      sample: sql-fci
actions:
  description: The methods of the host that were called, or in check mode would be called, in their order.
  returned: when the agent answered
  type: list
  elements: str
  sample: [StartReplication]
return_value:
  description: What the host answered. V(0) is done, V(4096) is accepted with a job.
  returned: when the method was called
  type: int
  sample: 4096
job:
  description: The host's job, with WMI's properties in snake_case. V(null) where the host was done at once.
  returned: when the method was called
  type: dict
operation_id:
  description: The id of the operation in the agent's journal.
  returned: when the method was called
  type: str
  sample: hv01-01JDC6E2W0Q4
msg:
  description: Why nothing had to be done, or what went wrong.
  returned: on failure, and when nothing had to be done
  type: str
operation:
  description: The operation in the agent's journal.
  returned: when it was waited for
  type: dict
  contains:
    id:
      description: Its id, V(null) where nothing had to be done.
      type: str
      returned: always
      sample: hv01-01JDC6E2W0Q4
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import collection_start_replication as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
