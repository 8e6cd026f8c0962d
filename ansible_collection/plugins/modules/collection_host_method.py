#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: collection_host_method
short_description: Call any method of the collection replication service
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Calls one of the 21 methods of C(Msvm_CollectionReplicationService) with its parameters as they stand, so that none is out of reach.
  - If its effect is there already, nothing is changed.
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._connection
  - hvcr.hyperv._wait
  - hvcr.hyperv._wait.verb
attributes:
  check_mode:
    support: full
    details: Returns whether the host would take the call in its present state. V(GetReplicationStatistics) is called also in check mode.
  diff_mode:
    support: none
    details: A method is called or not; there is no document to compare.
  idempotent:
    support: partial
    details: >-
      A method whose effect is there already is not called again. V(ModifyReplicationSettings) and V(ResetReplicationStatistics) are called
      every time.
options:
  collection:
    description:
      - The collection, which PowerShell calls a VM group. Its id, its object path, or its exact name.
      - Where several collections have the name, the task fails and lists their ids.
    type: str
    required: true
    aliases: [vm_group]
  method:
    description: The method.
    type: str
    required: true
    choices:
      - CancelInitialReplication
      - CancelResynchronize
      - CancelUpdateDiskSet
      - CommitFailover
      - CreateReplicationRelationship
      - GetReplicationStatistics
      - InitiateFailover
      - InitiatePlannedFailover
      - ModifyReplicationSettings
      - PrepareForReverseReplication
      - RemoveReplicationRelationship
      - ResetReplicationStatistics
      - ResumeReplication
      - Resynchronize
      - ReverseReplicationRelationship
      - RevertFailover
      - RevertPlannedFailover
      - RevertTestReplicaCollection
      - StartReplication
      - SuspendReplication
      - TestReplicaCollection
  parameters:
    description: The parameters of the method, with WMI's names, without C(Collection).
    type: dict
    default: {}
  acknowledge:
    description:
      - Needed for V(InitiateFailover) when no planned failover was received.
      - "V(unplanned): You know that this is an unplanned failover, which loses what was not sent yet."
    type: str
    choices: [unplanned]
seealso:
  - module: hvcr.hyperv.collection_replication
  - module: hvcr.hyperv.collection_failover
"""

EXAMPLES = r"""
---
- name: Cancel a first copy, or its schedule
  hvcr.hyperv.collection_host_method:
    collection: sql-fci
    method: CancelInitialReplication

- name: Resynchronize at night, paused virtual machines included
  hvcr.hyperv.collection_host_method:
    collection: sql-fci
    method: Resynchronize
    parameters:
      StartTime: '2026-11-23T01:00:00Z'
      IncludeSuspended: true

- name: Read the statistics
  hvcr.hyperv.collection_host_method:
    collection: sql-fci
    method: GetReplicationStatistics
  register: statistics
"""

RETURN = r"""
---
actions:
  description: The methods of the host that were called, or in check mode would be called, in their order.
  returned: when the agent answered
  type: list
  elements: str
  sample: [Resynchronize]
answer:
  description: The host's answer, with WMI's names as they stand.
  returned: when the method was called
  type: dict
  sample:
    ReturnValue: 0
    Job: null
return_value:
  description: What the host answered. V(0) is done, V(4096) is accepted with a job.
  returned: when the method was called
  type: int
  sample: 0
operation_id:
  description: The id of the operation in the agent's journal.
  returned: when a changing method was called
  type: str
  sample: hv01-01JDC6E2W0Q4
msg:
  description: Why nothing had to be done, or what went wrong.
  returned: on failure, and when nothing had to be done
  type: str
collection:
  description: The collection that was meant.
  returned: when nothing had to be done
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import collection_host_method as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
