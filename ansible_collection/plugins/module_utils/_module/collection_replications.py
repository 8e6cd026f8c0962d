# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.collection_replications: many collections, few requests, one answer for each."""

from __future__ import annotations

import re

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import (
    ArgumentSpec,
    collection_spec,
    connection_spec,
    document_options,
    wait_spec,
)
from ansible_collections.hvcr.hyperv.plugins.module_utils._document import document, refuse_impossible_wait
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError, ArgumentError, HvcrError
from ansible_collections.hvcr.hyperv.plugins.module_utils._module.collection_replication import settle
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import snake, snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._paging import batch_size, pages
from ansible_collections.hvcr.hyperv.plugins.module_utils._replication import blocked, label, operation_result, plan_result, warn_of, where
from ansible_collections.hvcr.hyperv.plugins.module_utils._rpc import Call
from ansible_collections.hvcr.hyperv.plugins.module_utils._waiting import Patience, await_end, failure_of, timeout_of

SPEC = (
    ArgumentSpec({"collections": (collection_spec() + document_options()).as_suboptions(type="list", elements="dict", required=True)})
    + document_options()
    + wait_spec(("accepted", "started", "synchronized"))
    + connection_spec()
)

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_DOCUMENT = ("state", "settings", "initial_replication", "allow")


class Item:
    """One element of the list, from what was asked to what became of it."""

    def __init__(self, index, wanted):
        self.index = index
        self.wanted = wanted
        self.plan = None
        self.operation = None
        self.error = None
        self.late = False

    @property
    def name(self):
        return self.wanted["collection"]


def run(task):
    items = _items(task.params)
    if not items:
        return {"changed": False, "collections": []}
    for item in items:
        refuse_impossible_wait(task.params["wait"], item.wanted, "collections[%d]: " % item.index)
    _refuse_duplicates(task.client, items)
    for item in items:
        item.wanted.update(task.guard)
    size = batch_size(task.client)
    if task.check_mode:
        _each_batch(task, items, size, _plan_call, _take_plan)
    else:
        _each_batch(task, items, size, _apply_call, _take_operation)
        if task.params["wait"] != "accepted":
            _wait(task, items)
    return _result(task, items)


def _items(params):
    items = []
    for index, own in enumerate(params["collections"]):
        prefix = "collections[%d]." % index
        merged = {"collection": own["collection"]}
        for name in _DOCUMENT:
            merged[name] = own.get(name) if own.get(name) is not None else params.get(name)
        if own.get("settings") and params.get("settings"):
            merged["settings"] = dict(params["settings"])
            merged["settings"].update((name, value) for name, value in own["settings"].items() if value is not None)
        if merged["state"] is None and merged["settings"] is None:
            raise ArgumentError(
                prefix + "state",
                "%sstate: collection %s has neither a state nor settings, here or for all collections" % (prefix, own["collection"]),
                "missing_member",
            )
        items.append(Item(index, document(merged, prefix)))
    return items


def _refuse_duplicates(client, items):
    """Two items for one collection contradict each other, whether they name it alike or once by name and once by id."""
    _refuse_alike(items, {})
    by_id = [item for item in items if _identity(item.name)]
    if not by_id or len(by_id) == len(items):
        return
    known = {}
    for collection in pages(client, "collection.list", {}):
        reference = collection.get("collection") or collection
        if reference.get("name") and reference.get("id"):
            known.setdefault(reference["name"], set()).add(reference["id"].lower())
    # A name that several collections have is refused by the agent, with their ids.
    _refuse_alike(items, {name: identifiers.pop() for name, identifiers in known.items() if len(identifiers) == 1})


def _refuse_alike(items, ids):
    seen = {}
    for item in items:
        identity = _identity(item.name) or ids.get(item.name) or item.name
        first = seen.setdefault(identity, item)
        if first is not item:
            raise ArgumentError(
                "collections[%d].collection" % item.index,
                "collections[%d] (%s) and collections[%d] (%s) are the same collection; declare each collection once"
                % (first.index, first.name, item.index, item.name),
                "duplicate_collection",
            )


def _identity(text):
    """The id that a text is or holds as an object path, in lower case; None for a name."""
    stripped = text.strip().strip("{}")
    if _GUID.fullmatch(stripped):
        return stripped.lower()
    found = _GUID.search(text) if '="' in text else None
    return found.group(0).lower() if found else None


def _each_batch(task, items, size, call_of, take):
    for start in range(0, len(items), size):
        part = items[start : start + size]
        try:
            outcomes = task.client.batch([call_of(task, item) for item in part])
        except HvcrError as error:
            # What was not sent yet is left alone: an agent that is gone for one batch is gone for the next.
            for item in items[start:]:
                item.error = error
            return
        for item, outcome in zip(part, outcomes):
            if isinstance(outcome, AgentError):
                item.error = outcome
            else:
                take(item, outcome)


def _plan_call(task, item):
    return Call("replication.plan", item.wanted)


def _take_plan(item, plan):
    item.plan = plan
    item.error = blocked(plan)


def _apply_call(task, item):
    return Call("replication.apply", dict(item.wanted, wait="accepted", idempotencyKey=task.idempotency_key(item.index)))


def _take_operation(item, operation):
    item.operation = operation
    item.plan = operation.get("plan")


def _wait(task, items):
    """One wait for all: first until every operation has ended, then, if asked, until every collection is in step."""
    patience = Patience(task.params["wait_timeout"])
    started = {item.operation["id"]: item.operation for item in items if item.operation and item.operation.get("id")}
    try:
        await_end(task.client, patience, started, ended=True)
    except HvcrError as error:
        for item in items:
            if item.operation and item.operation.get("id") and started[item.operation["id"]].get("status") == "running":
                item.error = error
    for item in items:
        if item.operation and item.operation.get("id"):
            item.operation = dict(started[item.operation["id"]], plan=item.plan)
    if task.params["wait"] == "synchronized":
        _wait_in_step(task, items, patience)
    for item in items:
        if item.operation is not None and item.error is None:
            item.late = item.operation.get("status") == "running" or not item.operation.get("waitSatisfied", True)


def _wait_in_step(task, items, patience):
    """One after the other, while the others go on as well."""
    for item in items:
        if item.error is not None or item.operation is None or item.operation.get("status") != "succeeded":
            continue
        # That everything was called is all that the batch was asked for.
        changed = bool(item.operation.get("changed"))
        try:
            item.operation = settle(task, patience, dict(item.operation, waitSatisfied=False), item.wanted, looked=False)
        except HvcrError as error:
            item.error = error
        item.operation = dict(item.operation, changed=changed or bool(item.operation.get("changed")), plan=item.plan)


def _result(task, items):
    entries = [_entry(task, item) for item in items]
    failed = [item for item in items if item.error is not None]
    result = {"changed": any(entry["changed"] for entry in entries), "collections": entries}
    for name in ("backend", "cluster", "node"):
        for entry in entries:
            if name in entry:
                result.setdefault(name, entry[name])
                del entry[name]
    if task.diff_mode:
        result["diff"] = [entry.pop("diff") for entry in entries if "diff" in entry]
    if failed:
        first = failed[0].error
        shown = "; ".join("%s: %s" % (item.name, item.error.to_result()["msg"]) for item in failed[:5])
        more = "; and %d more" % (len(failed) - 5) if len(failed) > 5 else ""
        result.update(
            failed=True, msg="%d of %d collections failed: %s%s" % (len(failed), len(items), shown, more), error=first.to_result()["error"]
        )
    return result


def _entry(task, item):
    entry = {"index": item.index, "collection": item.name, "changed": False, "failed": False, "actions": []}
    if item.operation is not None:
        item.error = item.error or failure_of(item.operation) or _late(task, item)
    entry.update(_shaped(task, item))
    if item.error is not None:
        failure = item.error.to_result()
        entry.update(failed=True, msg=failure["msg"], error=failure["error"])
        if item.operation is None:
            entry["changed"] = False
    return entry


def _shaped(task, item):
    """What the agent said of one item; of one that had nothing to do only that, because there may be a thousand of them."""
    answer = item.operation if item.operation is not None else item.plan
    if answer is None:
        return {}
    if answer.get("changed") or answer.get("error"):
        return operation_result(task, answer) if answer is item.operation else plan_result(task, answer)
    warn_of(task, item.plan or {})
    shaped = dict(where(answer), changed=False, collection=snake_keys(answer.get("collection")))
    shaped["needs"] = [snake(need) for need in (item.plan or {}).get("needs") or []]
    if answer is item.operation:
        shaped["wait_satisfied"] = bool(answer.get("waitSatisfied"))
    return shaped


def _late(task, item):
    if not item.late:
        return None
    late = timeout_of(task.params, item.operation, "%s of %s" % (task.params["wait"], label(item.operation.get("collection"))))
    if task.params["on_timeout"] == "fail":
        return late
    task.warn(late.message)
    return None
