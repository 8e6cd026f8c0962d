# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.operation_info."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import ArgumentSpec, connection_spec
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import camel_keys, snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._paging import pages
from ansible_collections.hvcr.hyperv.plugins.module_utils._replication import where
from ansible_collections.hvcr.hyperv.plugins.module_utils._times import point_in_time
from ansible_collections.hvcr.hyperv.plugins.module_utils._waiting import Patience, await_end

SPEC = (
    ArgumentSpec(
        {
            "id": {"type": "list", "elements": "str", "aliases": ["operation_id"]},
            "filter": ArgumentSpec(
                {
                    "collection": {"type": "str"},
                    "status": {"type": "str"},
                    "method": {"type": "str"},
                    "since": {"type": "raw"},
                    "until": {"type": "raw"},
                }
            ).as_suboptions(),
            "wait": {"type": "bool", "default": False},
            "wait_timeout": {"type": "int", "default": 600},
        },
        mutually_exclusive=[("id", "filter")],
        required_if=[("wait", True, ["id"])],
    )
    + connection_spec()
)


def run(task):
    seen = {}
    if task.params["id"]:
        operations = {}
        for identifier in task.params["id"]:
            operations[identifier] = task.client.call("operation.get", {"id": identifier})
            seen.update(where(operations[identifier]))
        if task.params["wait"]:
            await_end(task.client, Patience(task.params["wait_timeout"]), operations, ended=True)
        found = list(operations.values())
    else:
        wanted = dict(task.params["filter"] or {})
        for bound in ("since", "until"):
            wanted[bound] = point_in_time("filter.%s" % bound, wanted.get(bound))
        wanted = camel_keys(wanted)
        found = list(pages(task.client, "operation.list", {"filter": wanted} if wanted else {}))
    shown = [
        snake_keys({name: value for name, value in operation.items() if name not in ("backend", "cluster", "node")}) for operation in found
    ]
    return dict(seen, changed=False, operations=shown, all_ended=all(operation.get("status") != "running" for operation in found))
