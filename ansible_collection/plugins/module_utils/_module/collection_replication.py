# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The logic of hvcr.hyperv.collection_replication."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import (
    ArgumentSpec,
    collection_spec,
    connection_spec,
    document_options,
    wait_spec,
)
from ansible_collections.hvcr.hyperv.plugins.module_utils._document import document, refuse_impossible_wait
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError, HvcrError
from ansible_collections.hvcr.hyperv.plugins.module_utils._replication import blocked, label, operation_result, plan_result, progress
from ansible_collections.hvcr.hyperv.plugins.module_utils._waiting import Patience, await_end, failure_of, timeout_of

SPEC = (
    collection_spec()
    + document_options()
    + ArgumentSpec({"plan_digest": {"type": "str"}}, required_one_of=[("state", "settings")])
    + wait_spec(("accepted", "started", "synchronized"))
    + connection_spec()
)


def run(task):
    wanted = document(task.params)
    refuse_impossible_wait(task.params["wait"], wanted)
    wanted.update(task.guard)
    if task.check_mode:
        return _plan(task, wanted)
    return _apply(task, wanted)


def _plan(task, wanted):
    plan = task.client.call("replication.plan", wanted)
    result = plan_result(task, plan)
    obstacle = blocked(plan)
    if obstacle is not None:
        result["changed"] = False
        raise obstacle.with_result(**result)
    return result


def _apply(task, wanted):
    patience = Patience(task.params["wait_timeout"])
    request = dict(wanted)
    request["wait"] = task.params["wait"]
    request["timeoutSeconds"] = patience.request_seconds(task.client)
    request["idempotencyKey"] = task.idempotency_key()
    if task.params["plan_digest"]:
        request["planDigest"] = task.params["plan_digest"]
    try:
        operation = task.client.call("replication.apply", request)
    except AgentError as error:
        raise error.with_result(**what_was_done(task.client, error))
    result = operation_result(task, operation)
    try:
        operation = settle(task, patience, operation, wanted)
    except HvcrError as error:
        result.update(error.extra)
        raise error.with_result(**result)
    result.update(progress(operation))
    failure = failure_of(operation)
    if failure is not None:
        raise failure.with_result(**result)
    if not operation.get("waitSatisfied"):
        late = timeout_of(task.params, operation, "%s of %s" % (task.params["wait"], label(operation.get("collection"))))
        if task.params["on_timeout"] == "fail":
            raise late.with_result(**result)
        task.warn(late.message)
    return result


def settle(task, patience, operation, wanted, looked=True):
    """The operation once it has ended and the wanted kind of waiting is satisfied, or the time is over.

    ``looked`` says that the operation was asked for with the wanted kind of waiting; otherwise there is one look at least.
    """
    while not operation.get("waitSatisfied") and failure_of(operation) is None:
        if operation.get("id") and operation.get("status") == "running":
            operation = await_end(task.client, patience, {operation["id"]: operation})[operation["id"]]
        if operation.get("waitSatisfied") or operation.get("status") != "succeeded":
            break
        # Everything is called, and what is left is to look.
        if looked:
            if patience.over:
                break
            patience.breathe()
        looked = True
        operation = look_again(task, patience, operation, wanted)
    return operation


def look_again(task, patience, operation, wanted):
    """The operation after the same document was sent once more, held until the collection is in step or the request has to end.

    Normally this changes nothing, and only tells whether the waiting is over. A collection that has left its state again in
    the meantime is brought back to it, and the operation that does so takes the place of the first. What ``allow`` permits
    was meant for the first plan and is not sent again.
    """
    request = {name: value for name, value in wanted.items() if name != "allow"}
    request.update(wait=task.params["wait"], idempotencyKey=task.fresh_key(), timeoutSeconds=patience.request_seconds(task.client))
    look = task.client.call("replication.apply", request)
    if look.get("changed"):
        return look
    return dict(operation, waitSatisfied=bool(look.get("waitSatisfied")), percent=look.get("percent"))


def what_was_done(client, error):
    """How far an operation came that ended badly while its request was held; nothing where there was none."""
    identifier = error.data.get("operationId")
    if not identifier:
        return {}
    try:
        return progress(client.call("operation.get", {"id": identifier}))
    except HvcrError:
        # The first error is the one that matters.
        return {}
