#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: collection_replication
short_description: Declare the replication of a Hyper-V collection
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Declares in which state the replication of a Hyper-V collection is, and with which settings. A collection is a guest cluster, that is several virtual
    machines with their shared disks, replicated together. PowerShell calls it a VM group.
  - The agent on the Hyper-V host compares the declaration with the host, makes a plan, and carries it out. A second run changes nothing.
  - Nothing that could be lost is thrown away unless O(allow) says so.
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._connection
  - hvcr.hyperv._document
  - hvcr.hyperv._wait
  - hvcr.hyperv._wait.declared
attributes:
  check_mode:
    support: full
    details: Returns the agent's own plan.
  diff_mode:
    support: full
    details: Shows the document before and after, from the agent's own plan.
  idempotent:
    support: full
    details: Only what is given is compared.
options:
  collection:
    description:
      - The collection, which PowerShell calls a VM group. Its id, its object path, or its exact name.
      - Where several collections have the name, the task fails and lists their ids.
    type: str
    required: true
    aliases: [vm_group]
  plan_digest:
    description:
      - The digest of a plan that somebody has seen, from RV(plan.digest) of a run in check mode.
      - The task fails if the plan is another one by now, so that O(allow) holds for exactly what was shown.
    type: str
seealso:
  - module: hvcr.hyperv.collection_replications
  - module: hvcr.hyperv.collection_replication_info
  - module: hvcr.hyperv.collection_failover
"""

EXAMPLES = r"""
---
- name: Replicate a guest cluster
  hvcr.hyperv.collection_replication:
    url: https://hv01.primary.example:8443
    token_file: ~/.config/hvcr/primary.token
    ca_file: files/primary.pem
    expect_cluster: primary
    collection: sql-fci
    state: replicating
    settings:
      replica_server_name: broker.recovery.example
      authentication_type: certificate
      certificate_thumbprint: 0123456789ABCDEF0123456789ABCDEF01234567
      replication_frequency_sec: 300
      recovery_history: 4
      auto_resynchronize_interval_start: '18:30'
      auto_resynchronize_interval_end: '06:00'

- name: Start the first copy on Monday night, on top of a restored backup
  hvcr.hyperv.collection_replication:
    collection: file-server
    state: replicating
    settings:
      replica_server_name: broker.recovery.example
      authentication_type: kerberos
    initial_replication:
      type: seeded
      start_time: '2026-11-23T22:00:00+01:00'

- name: Have the agent of each host of the play do it, with connection settings in one place
  module_defaults:
    group/hvcr.hyperv.hvcr:
      ca_file: files/primary.pem
      token_file: ~/.config/hvcr/primary.token
  block:
    - name: Pause before maintenance
      hvcr.hyperv.collection_replication:
        collection: sql-fci
        state: suspended

    - name: Go on, and wait until everything is at the other site
      hvcr.hyperv.collection_replication:
        collection: sql-fci
        state: replicating
        wait: synchronized
        wait_timeout: 14400

- name: Change one setting and leave the others as they are
  hvcr.hyperv.collection_replication:
    collection: sql-fci
    settings:
      recovery_history: 2
    allow: [discard_recovery_points]

- name: Remove the replication on this side
  hvcr.hyperv.collection_replication:
    collection: sql-fci
    state: absent
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
  sample: [CreateReplicationRelationship, StartReplication]
needs:
  description: What the plan throws away, and what O(allow) therefore has to name.
  returned: when the agent answered
  type: list
  elements: str
  sample: [discard_recovery_points]
plan:
  description: What the agent found and what it does about it.
  returned: when the agent answered
  type: dict
  contains:
    steps:
      description: The calls, each with C(number), C(method), C(params) and C(reason).
      type: list
      elements: dict
      returned: always
    blocked:
      description: Why the wanted state cannot be reached from the present one.
      type: dict
      returned: always
    needs:
      description: What the plan throws away and has to be allowed.
      type: list
      elements: str
      returned: always
    warnings:
      description: What is worth knowing, also shown as warnings of the task.
      type: list
      elements: dict
      returned: always
    digest:
      description: The digest of exactly this plan, for the option O(plan_digest).
      type: str
      returned: always
    before:
      description: The document of the collection as it is.
      type: dict
      returned: always
    after:
      description: The document of the collection as it will be.
      type: dict
      returned: always
operation:
  description: The operation in the agent's journal.
  returned: unless in check mode
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
wait_satisfied:
  description: Whether what O(wait) asks for is the case.
  returned: when something was applied
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import collection_replication as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
