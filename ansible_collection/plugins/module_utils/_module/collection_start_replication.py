# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.collection_start_replication: the verbatim StartReplication."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import ArgumentSpec, collection_spec, connection_spec, wait_spec
from ansible_collections.hvcr.hyperv.plugins.module_utils._times import point_in_time
from ansible_collections.hvcr.hyperv.plugins.module_utils._verb import call_verb

_TYPES = {"1": 1, "2": 2, "3": 3}

SPEC = (
    collection_spec()
    + ArgumentSpec(
        {
            "initial_replication_type": {"type": "str", "default": "network", "choices": ["network", "export", "seeded", "1", "2", "3"]},
            "initial_replication_export_location": {"type": "str"},
            "start_time": {"type": "raw"},
        },
        required_if=[
            ("initial_replication_type", "export", ["initial_replication_export_location"]),
            ("initial_replication_type", "2", ["initial_replication_export_location"]),
        ],
    )
    + wait_spec(("accepted", "started"))
    + connection_spec()
)


def run(task):
    params = task.params
    kind = params["initial_replication_type"]
    return call_verb(
        task,
        "StartReplication",
        {
            "Collection": params["collection"],
            "InitialReplicationType": _TYPES.get(kind, kind),
            "InitialReplicationExportLocation": params["initial_replication_export_location"],
            "StartTime": point_in_time("start_time", params["start_time"]),
        },
    )
