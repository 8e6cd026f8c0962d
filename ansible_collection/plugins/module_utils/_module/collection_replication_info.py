# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.collection_replication_info."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import ArgumentSpec, connection_spec
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import camel, snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._paging import batch_size, pages
from ansible_collections.hvcr.hyperv.plugins.module_utils._replication import where
from ansible_collections.hvcr.hyperv.plugins.module_utils._rpc import Call

PARTS = ("settings", "jobs", "members", "statistics", "health_issues", "recovery_points", "test_collection")

SPEC = (
    ArgumentSpec(
        {
            "collection": {"type": "list", "elements": "str", "aliases": ["vm_group"]},
            "include": {"type": "list", "elements": "str", "choices": list(PARTS)},
            "filter": ArgumentSpec(
                {"name": {"type": "str"}, "mode": {"type": "str"}, "state": {"type": "str"}, "health": {"type": "str"}}
            ).as_suboptions(),
        },
        mutually_exclusive=[("collection", "filter")],
    )
    + connection_spec()
)


def run(task):
    if task.params["collection"]:
        return _named(task, task.params["collection"])
    return _listed(task)


def _named(task, names):
    calls = []
    for name in names:
        params = {"collection": name}
        if task.params["include"] is not None:
            params["include"] = [camel(part) for part in task.params["include"]]
        calls.append(Call("replication.get", params))
    if len(calls) == 1:
        observed = [task.client.call(calls[0].method, calls[0].params)]
    else:
        observed = []
        size = batch_size(task.client)
        for start in range(0, len(calls), size):
            for outcome in task.client.batch(calls[start : start + size]):
                if isinstance(outcome, AgentError):
                    raise outcome
                observed.append(outcome)
    return dict(where(observed[0]), changed=False, collections=[_shown(one) for one in observed])


def _listed(task):
    wanted = {name: value for name, value in (task.params["filter"] or {}).items() if value is not None}
    found = []
    seen = {}
    for observed in pages(_Remembering(task.client, seen), "replication.list", {"filter": wanted} if wanted else {}):
        found.append(_shown(observed))
    return dict(where(seen), changed=False, collections=found)


class _Remembering:
    """A client that keeps which agent answered."""

    def __init__(self, client, seen):
        self._client = client
        self._seen = seen

    def call(self, method, params):
        answer = self._client.call(method, params)
        self._seen.update({name: answer[name] for name in ("backend", "cluster", "node") if name in answer})
        return answer


def _shown(observed):
    return snake_keys({name: value for name, value in observed.items() if name not in ("backend", "cluster", "node")})
