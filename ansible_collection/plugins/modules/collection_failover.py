#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: collection_failover
short_description: Test, plan and carry out the failover of a Hyper-V collection
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Carries out one step of a failover. Each step is one method of the host and is not called again when its effect is there already.
  - A step that is not possible now is refused, with the reason and with what would be possible.
  - Virtual machines are neither stopped nor started. The steps that need them off name those that run.
  - The roles P(hvcr.hyperv.failover_test#role), P(hvcr.hyperv.failover_planned#role), P(hvcr.hyperv.failover_unplanned#role) and
    P(hvcr.hyperv.failback#role) put the steps together.
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
  operation:
    description:
      - The step.
      - "V(test): On the recovery side, make a test copy from a recovery point. Replication goes on."
      - "V(test_cleanup): On the recovery side, delete the test copy."
      - "V(planned_prepare): On the primary side, with all virtual machines off, send the last changes and keep the virtual machines from starting."
      - "V(planned_revert): On the primary side, undo V(planned_prepare)."
      - "V(failover): On the recovery side, fail over to a recovery point. Unless a planned failover was received, this loses what was not sent yet."
      - "V(revert): On the recovery side, undo V(failover), for example to choose another recovery point."
      - "V(commit): On the recovery side, keep the recovery point that was chosen. This cannot be undone."
      - "V(prepare_reverse): On the old primary side after an unplanned failover, with all virtual machines off, get ready to receive."
      - "V(reverse): On the recovery side after V(commit), turn the direction round."
    type: str
    required: true
    choices: [test, test_cleanup, planned_prepare, planned_revert, failover, revert, commit, prepare_reverse, reverse]
  recovery_point:
    description: The recovery point for V(test) and V(failover). The latest, unless given.
    type: dict
    suboptions:
      id:
        description: The id of a recovery point.
        type: str
      before:
        description: The latest point before a time with an offset, such as V('2026-11-22T18:00:00Z').
        type: raw
      latest:
        description:
          - The latest point of a kind.
          - "V(any): The latest of all."
          - "V(application_consistent): The latest at which the applications had written their data."
          - "V(crash_consistent): The latest as after a power cut."
          - "V(group_crash_consistent): The latest as after a power cut of all virtual machines at the same moment."
        type: str
        choices: [any, application_consistent, crash_consistent, group_crash_consistent]
  acknowledge:
    description:
      - Needed for V(failover) when no planned failover was received.
      - The primary side may still be alive, and what was not sent yet is lost.
      - "V(unplanned): You know that this is an unplanned failover."
    type: str
    choices: [unplanned]
  reverse_settings:
    description:
      - The settings for V(reverse), with the names of C(Msvm_CollectionReplicationSettingData).
      - Not given, the present ones are used with the two connection points exchanged.
    type: dict
seealso:
  - module: hvcr.hyperv.collection_replication_info
"""

EXAMPLES = r"""
---
- name: Make a test copy of the last point at which the applications were consistent
  hvcr.hyperv.collection_failover:
    url: https://hv11.recovery.example:8443
    collection: sql-fci
    operation: test
    recovery_point:
      latest: application_consistent
  register: drill

- name: Delete the test copy
  hvcr.hyperv.collection_failover:
    url: https://hv11.recovery.example:8443
    collection: sql-fci
    operation: test_cleanup

- name: Fail over although the primary site does not answer
  hvcr.hyperv.collection_failover:
    url: https://hv11.recovery.example:8443
    expect_cluster: recovery
    collection: sql-fci
    operation: failover
    recovery_point:
      before: '2026-11-22T18:00:00Z'
    acknowledge: unplanned
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
  sample: [InitiateFailover]
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
test_collection:
  description: The C(id) and C(name) of the test copy.
  returned: for V(test), as soon as the host names it
  type: dict
recovery_point:
  description: The recovery point that was chosen, and its age.
  returned: for V(test) and V(failover)
  type: dict
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import collection_failover as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
