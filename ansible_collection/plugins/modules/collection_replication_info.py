#!/usr/bin/python
# -*- coding: utf-8 -*-

# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
---
module: collection_replication_info
short_description: See the replication of Hyper-V collections
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Returns the replication of one, of some, or of all collections of a cluster, as the agent sees it now.
extends_documentation_fragment:
  - hvcr.hyperv._attributes
  - hvcr.hyperv._attributes.actiongroup_hvcr
  - hvcr.hyperv._attributes.info_module
  - hvcr.hyperv._connection
options:
  collection:
    description:
      - The collection or collections, each by id, object path or exact name. A name that does not exist is an error that lists those that do.
      - Not given, all collections are returned, without members, statistics, recovery points and test copy.
    type: list
    elements: str
    aliases: [vm_group]
  include:
    description:
      - Which parts to return beside the state. Not given, all of them. An empty list is the quickest.
      - "V(settings): The settings, as part of the document."
      - "V(jobs): The host's job and a scheduled start."
      - "V(members): The member virtual machines and whether they run."
      - "V(statistics): The replication statistics."
      - "V(health_issues): The host's texts about what is wrong."
      - "V(recovery_points): The recovery points of the recovery side."
      - "V(test_collection): The test copy, where one exists."
    type: list
    elements: str
    choices: [settings, jobs, members, statistics, health_issues, recovery_points, test_collection]
  filter:
    description: Which collections to return. All conditions must hold.
    type: dict
    suboptions:
      name:
        description: A pattern for the name, with V(*) and V(?).
        type: str
      mode:
        description: The replication mode, by number or name, such as V(1) or V(Primary).
        type: str
      state:
        description: The replication state, by number or name, such as V(3) or V(Replicating).
        type: str
      health:
        description: The health, by number or name, such as V(3) or V(Critical).
        type: str
seealso:
  - module: hvcr.hyperv.collection_replication
"""

EXAMPLES = r"""
---
- name: See one collection with everything
  hvcr.hyperv.collection_replication_info:
    collection: sql-fci
  register: sql

- name: Show which virtual machines run
  ansible.builtin.debug:
    msg: "{{ sql.collections[0].members | items2dict(key_name='name', value_name='power_state') }}"

- name: Wait until a copy that goes on in the background is finished
  hvcr.hyperv.collection_replication_info:
    collection: sql-fci
    include: []
  register: copy
  until: copy.collections[0].state.name == 'Replicating'
  delay: 60
  retries: 240

- name: See everything whose health is critical
  hvcr.hyperv.collection_replication_info:
    filter:
      health: critical
"""

RETURN = r"""
---
collections:
  description: The collections, each as the agent sees it now.
  returned: success
  type: list
  elements: dict
  contains:
    collection:
      description: Its C(id) and C(name).
      type: dict
      returned: always
      sample:
        id: 8d1f2f0a-3f6b-4f0e-8f0e-1d2c3b4a5f60
        name: sql-fci
    side:
      description: V(none), V(primary), V(recovery), or V(test) for a test copy.
      type: str
      returned: always
      sample: primary
    mode:
      description: The host's replication mode, C(number) and C(name).
      type: dict
      returned: always
      sample:
        number: 1
        name: Primary
    state:
      description: The host's replication state, C(number) and C(name). Numbers that nobody knows survive.
      type: dict
      returned: always
      sample:
        number: 3
        name: Replicating
    health:
      description: Its health, C(number) and C(name), where it is known.
      type: dict
      returned: always
      sample:
        number: 1
        name: Ok
    satisfies:
      description: The states of M(hvcr.hyperv.collection_replication) that the collection is in.
      type: list
      elements: str
      returned: always
      sample: [enabled, replicating]
    document:
      description: The document that would declare the collection as it is.
      type: dict
      returned: always
    pending_start:
      description: When a scheduled copy starts.
      type: raw
      returned: always
    job:
      description: The host's job that has the collection.
      type: dict
      returned: always
    operation_id:
      description: The agent's operation that has the collection.
      type: str
      returned: always
    members:
      description: The member virtual machines with C(id), C(name), C(node), C(power_state), C(state) and C(health).
      type: list
      elements: dict
      returned: by name, with V(members) in O(include)
    statistics:
      description: The replication statistics.
      type: dict
      returned: by name, with V(statistics) in O(include)
    health_issues:
      description: The host's texts about what is wrong.
      type: list
      elements: str
      returned: by name, with V(health_issues) in O(include)
    recovery_points:
      description: The recovery points with C(id), C(name), C(created_at) and C(consistency).
      type: list
      elements: dict
      returned: by name, with V(recovery_points) in O(include)
    test_collection:
      description: The test copy, where one exists.
      type: dict
      returned: by name, with V(test_collection) in O(include)
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
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import collection_replication_info as logic


def main():
    run_module(logic)


if __name__ == "__main__":
    main()
