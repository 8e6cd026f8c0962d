# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.collection_host_method: every method of the host's service, as it stands."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import ArgumentSpec, collection_spec, connection_spec, wait_spec
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import option_path
from ansible_collections.hvcr.hyperv.plugins.module_utils._times import point_in_time
from ansible_collections.hvcr.hyperv.plugins.module_utils._verb import call_verb

METHODS = (
    "CancelInitialReplication",
    "CancelResynchronize",
    "CancelUpdateDiskSet",
    "CommitFailover",
    "CreateReplicationRelationship",
    "GetReplicationStatistics",
    "InitiateFailover",
    "InitiatePlannedFailover",
    "ModifyReplicationSettings",
    "PrepareForReverseReplication",
    "RemoveReplicationRelationship",
    "ResetReplicationStatistics",
    "ResumeReplication",
    "Resynchronize",
    "ReverseReplicationRelationship",
    "RevertFailover",
    "RevertPlannedFailover",
    "RevertTestReplicaCollection",
    "StartReplication",
    "SuspendReplication",
    "TestReplicaCollection",
)

SPEC = (
    collection_spec()
    + ArgumentSpec(
        {
            "method": {"type": "str", "required": True, "choices": list(METHODS)},
            "parameters": {"type": "dict", "default": {}},
            "acknowledge": {"type": "str", "choices": ["unplanned"]},
        }
    )
    + wait_spec(("accepted", "started"))
    + connection_spec()
)

#: The agent's own members have options of their own; as parameters they would be set twice.
_OWN = ("wait", "timeoutSeconds", "idempotencyKey", "expectCluster", "acknowledge")


def run(task):
    arguments = dict(task.params["parameters"])
    for name in arguments:
        if name == "Collection" or name in _OWN:
            raise ArgumentError("parameters.%s" % name, "parameters.%s: this has an option of its own" % name)
    if arguments.get("StartTime") is not None:
        arguments["StartTime"] = point_in_time("parameters.StartTime", arguments["StartTime"])
    arguments["Collection"] = task.params["collection"]
    if task.params["acknowledge"]:
        arguments["acknowledge"] = task.params["acknowledge"]
    return call_verb(task, task.params["method"], arguments, verbatim=True, option_of=_option)


def _option(path):
    """The host's parameters keep their names, as parameters of the option."""
    return option_path(path) if path == "Collection" or path in _OWN else "parameters.%s" % path
