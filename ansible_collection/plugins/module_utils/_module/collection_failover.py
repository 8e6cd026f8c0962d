# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.collection_failover."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import ArgumentSpec, collection_spec, connection_spec, wait_spec
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import camel, option_path, snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._times import point_in_time
from ansible_collections.hvcr.hyperv.plugins.module_utils._verb import call_verb

#: The words of a playbook and the host's methods behind them.
METHODS = {
    "test": "TestReplicaCollection",
    "test_cleanup": "RevertTestReplicaCollection",
    "planned_prepare": "InitiatePlannedFailover",
    "planned_revert": "RevertPlannedFailover",
    "failover": "InitiateFailover",
    "revert": "RevertFailover",
    "commit": "CommitFailover",
    "prepare_reverse": "PrepareForReverseReplication",
    "reverse": "ReverseReplicationRelationship",
}

_WITH_POINT = ("test", "failover")

#: WMI's parameters that have another name in a playbook.
_OPTIONS = {"CollectionRecoveryPoint": "recovery_point", "CollectionReplicationSettingData": "reverse_settings"}

SPEC = (
    collection_spec()
    + ArgumentSpec(
        {
            "operation": {"type": "str", "required": True, "choices": list(METHODS)},
            "recovery_point": ArgumentSpec(
                {
                    "id": {"type": "str"},
                    "before": {"type": "raw"},
                    "latest": {"type": "str", "choices": ["any", "application_consistent", "crash_consistent", "group_crash_consistent"]},
                },
                mutually_exclusive=[("id", "before", "latest")],
                required_one_of=[("id", "before", "latest")],
            ).as_suboptions(),
            "acknowledge": {"type": "str", "choices": ["unplanned"]},
            "reverse_settings": {"type": "dict"},
        }
    )
    + wait_spec(("accepted", "started"))
    + connection_spec()
)


def run(task):
    params = task.params
    operation = params["operation"]
    arguments = {"Collection": params["collection"]}
    if params["recovery_point"]:
        if operation not in _WITH_POINT:
            raise ArgumentError("recovery_point", "recovery_point belongs to %s, not to %s" % (" and ".join(_WITH_POINT), operation))
        arguments["CollectionRecoveryPoint"] = _recovery_point(params["recovery_point"])
    elif operation in _WITH_POINT:
        arguments["CollectionRecoveryPoint"] = None
    if params["acknowledge"]:
        if operation != "failover":
            raise ArgumentError("acknowledge", "acknowledge belongs to failover, not to %s" % operation)
        arguments["acknowledge"] = params["acknowledge"]
    if params["reverse_settings"] is not None and operation != "reverse":
        raise ArgumentError("reverse_settings", "reverse_settings belongs to reverse, not to %s" % operation)
    if operation == "reverse":
        arguments["CollectionReplicationSettingData"] = params["reverse_settings"]
    return _named(task, call_verb(task, METHODS[operation], arguments, option_of=_option))


def _named(task, result):
    """WMI's out-parameters under the names of a playbook."""
    if "collection_recovery_point" in result:
        result["recovery_point"] = result.pop("collection_recovery_point")
    if "resulting_collection" in result:
        made = result.pop("resulting_collection")
        if made is None and task.params["wait"] != "accepted":
            # The host names the test collection only when its job has ended.
            made = snake_keys(
                task.client.call("replication.get", {"collection": task.params["collection"], "include": ["testCollection"]}).get(
                    "testCollection"
                )
            )
        result["test_collection"] = made
    return result


def _option(path):
    head, dot, rest = path.partition(".")
    if head == "CollectionReplicationSettingData":
        # Inside, the settings keep WMI's names.
        return _OPTIONS[head] + dot + rest
    return _OPTIONS.get(head, option_path(head)) + dot + option_path(rest)


def _recovery_point(selector):
    """An id, a selector of the agent's, or null for the latest of all."""
    if selector["id"]:
        return selector["id"]
    if selector["before"] is not None:
        return {"before": point_in_time("recovery_point.before", selector["before"])}
    if selector["latest"] == "any":
        return None
    return {"latest": camel(selector["latest"])}
