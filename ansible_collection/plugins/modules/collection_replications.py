#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: collection_replications
short_description: Declare the replication of many Hyper-V collections in one task
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Declares the replication of many collections at once. They are sent to the agent in batches as large as it takes, and awaited together, which
    is far quicker than a loop.
  - The result has an entry for each collection. One that fails does not keep the others from being done, and the task fails at the end.
  - O(state), O(settings), O(initial_replication) and O(allow) beside the list hold for all collections. What an element gives itself comes first,
    for settings one by one.
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._connection
  - hvcr.hyperv._wait
  - hvcr.hyperv._wait.declared
attributes:
  check_mode:
    support: full
    details: Returns the agent's own plans.
  diff_mode:
    support: full
    details: Shows the documents before and after, from the agent's own plans.
  idempotent:
    support: full
    details: Only what is given is compared.
options:
  state: &state
    description:
      - The wanted state of the replication, seen from this side.
      - A failover is not undone by any of these, and a replication that was reversed is not torn down. Then nothing is changed and a warning says so.
      - "V(absent): This side has no replication relationship. The other side keeps its part until it is removed there."
      - "V(enabled): There is a replication relationship. Whether it runs is left as it is."
      - "V(replicating): There is a replication relationship and it runs, or its first copy is under way or scheduled."
      - "V(suspended): The replication is paused."
    type: str
    choices: [absent, enabled, replicating, suspended]
  settings: &settings
    description:
      - The wanted settings of the relationship. What is not given is not compared and stays as it is.
      - A new relationship needs O(collections[].settings.replica_server_name) and O(collections[].settings.authentication_type).
    type: dict
    suboptions:
      replica_server_name:
        description:
          - Name of the recovery cluster's Hyper-V Replica Broker.
          - Another name than the present one needs V(reseed) in O(collections[].allow).
        type: str
        aliases: [replica_server]
      replica_server_port:
        description: Port of the recovery side's listener. A new relationship uses 80 for Kerberos and 443 for certificates unless told otherwise.
        type: int
        aliases: [replica_port]
      authentication_type:
        description: V(kerberos) over HTTP, or V(certificate) over HTTPS, in any case.
        type: str
      certificate_thumbprint:
        description: Thumbprint of the certificate in the computer's personal store, 40 hexadecimal digits. Needed with V(certificate).
        type: str
      compression_enabled:
        description: Whether the traffic is compressed.
        type: bool
      bypass_proxy_server:
        description: Whether a proxy server that is configured on the host is bypassed.
        type: bool
      replication_frequency_sec:
        description: Seconds between two cycles, V(30), V(300) or V(900).
        type: int
        aliases: [frequency_sec]
      recovery_history:
        description:
          - Number of additional recovery points that the recovery side keeps, V(0) to V(16).
          - A smaller number needs V(discard_recovery_points) in O(collections[].allow).
        type: int
      vss_snapshot_frequency_hour:
        description: Hours between two application-consistent recovery points, V(1) to V(12). V(0) makes none.
        type: int
      replicate_host_kvp_items:
        description: Whether the key-value pairs of the host are replicated.
        type: bool
      auto_resynchronize_enabled:
        description: Whether a resynchronization that is needed starts by itself.
        type: bool
      auto_resynchronize_interval_start:
        description:
          - Time of day from which it may start by itself, in the cluster's local time, such as V('18:30').
          - Quote it. YAML reads an unquoted time of day as a number.
        type: raw
      auto_resynchronize_interval_end:
        description: Time of day until which it may start by itself, such as V('06:00'). Quote it.
        type: raw
      replicated_disk_paths:
        description: Paths of the virtual disks to replicate, as the host sees them.
        type: list
        elements: str
  initial_replication: &initial_replication
    description: How the first copy is made. It counts only when a copy has to be started, so that it may stay in the playbook.
    type: dict
    suboptions:
      type:
        description:
          - How the data get to the other site.
          - "V(network): Over the network."
          - "V(export): Into a directory of the host, to be carried to the other site and imported there. The result then says what is to be imported."
          - "V(seeded): Over the network, on top of a copy of the virtual machines that the other site has already."
        type: str
        default: network
        choices: [network, export, seeded]
      export_location:
        description: Absolute path of an existing directory of the host. Needed for V(export).
        type: str
      start_time:
        description:
          - When the copy starts, up to seven days ahead. The default is now.
          - A time with an offset, in quotes, such as V('2026-11-23T01:00:00Z').
        type: raw
  allow: &allow
    description:
      - What the change may throw away. Without it, a change that needs it is refused.
      - "V(reseed): The relationship may be removed and made anew, with a full copy."
      - "V(discard_recovery_points): Recovery points of the recovery side may be deleted."
    type: list
    elements: str
    choices: [reseed, discard_recovery_points]
  collections:
    description: The collections. Naming one twice is an error, also once by name and once by id.
    type: list
    elements: dict
    required: true
    suboptions:
      collection:
        description:
          - The collection, which PowerShell calls a VM group. Its id, its object path, or its exact name.
          - Where several collections have the name, the task fails and lists their ids.
        type: str
        required: true
        aliases: [vm_group]
      state: *state
      settings: *settings
      initial_replication: *initial_replication
      allow: *allow
seealso:
  - module: hvcr.hyperv.collection_replication
  - module: hvcr.hyperv.collection_replication_info
"""

EXAMPLES = r"""
---
- name: Replicate three guest clusters to one broker
  hvcr.hyperv.collection_replications:
    url: https://hv01.primary.example:8443
    token_file: ~/.config/hvcr/primary.token
    ca_file: files/primary.pem
    state: replicating
    settings:
      replica_server_name: broker.recovery.example
      authentication_type: kerberos
      replication_frequency_sec: 300
    collections:
      - collection: sql-fci
      - collection: file-server
        settings:
          replication_frequency_sec: 900
      - collection: web-farm
        state: enabled

- name: Pause what the group variables list
  hvcr.hyperv.collection_replications:
    state: suspended
    collections: "{{ maintained_collections }}"
  vars:
    maintained_collections:
      - collection: sql-fci
      - collection: file-server
"""

RETURN = r"""
---
collections:
  description: An entry for each element of O(collections), in the same order.
  returned: when the agent answered
  type: list
  elements: dict
  contains:
    index:
      description: The position of the element in the list.
      type: int
      returned: always
      sample: 0
    collection:
      description: The collection that was meant, as it was named where the agent did not find it.
      type: raw
      returned: always
      sample:
        id: 8d1f2f0a-3f6b-4f0e-8f0e-1d2c3b4a5f60
        name: sql-fci
    changed:
      description: Whether it was changed.
      type: bool
      returned: always
      sample: true
    failed:
      description: Whether it failed.
      type: bool
      returned: always
      sample: false
    msg:
      description: What went wrong, for people.
      type: str
      returned: when it failed
    error:
      description: What went wrong, for programs, like RV(error).
      type: dict
      returned: when it failed
    actions:
      description: The methods of the host that were called, or in check mode would be called.
      type: list
      elements: str
      returned: always
      sample: [SuspendReplication]
    needs:
      description: What the plan throws away.
      type: list
      elements: str
      returned: when the agent answered
      sample: []
    plan:
      description: What the agent found and what it does about it.
      type: dict
      returned: when something changes
    operation:
      description: The operation in the agent's journal.
      type: dict
      returned: when something was called
    wait_satisfied:
      description: Whether what O(wait) asks for is the case.
      type: bool
      returned: when something was applied
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
  description: The error of the first collection that failed, or the error of the whole task.
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import collection_replications as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
