# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""One host method as one task: called once, awaited, and unchanged where the host says that it is done already."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import option_path, snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._replication import label, warn_of, where
from ansible_collections.hvcr.hyperv.plugins.module_utils._waiting import Patience, await_end, failure_of, timeout_of

#: The one method of the service that changes nothing.
STATISTICS = "GetReplicationStatistics"

#: The one thing about which the agent, not the host, asks first.
NEEDS_ACKNOWLEDGEMENT = "needs_acknowledgement"
INVALID_PARAMS = -32602


def call_verb(task, method, arguments, verbatim=False, option_of=option_path):
    """Calls hyperv.METHOD with WMI's parameter names; in check mode asks the agent what would come of it.

    ``option_of`` turns a path into the parameters, as errors name it, into the words of the module's options.
    """
    try:
        return _call(task, method, arguments, verbatim)
    except AgentError as error:
        raise error.with_options(option_of)


def _call(task, method, arguments, verbatim):
    if method == STATISTICS:
        answer = task.client.call("hyperv." + method, arguments)
        return _shaped(task, answer, [], verbatim)
    if task.check_mode:
        return _checked(task, method, arguments)
    params = dict(arguments)
    params.update(task.guard)
    params["wait"] = task.params["wait"]
    patience = Patience(task.params["wait_timeout"])
    params["timeoutSeconds"] = patience.request_seconds(task.client)
    params["idempotencyKey"] = task.idempotency_key()
    try:
        answer = task.client.call("hyperv." + method, params)
    except AgentError as error:
        if error.already_satisfied:
            return _satisfied(task, error.data, error.message)
        raise
    result = _shaped(task, answer, [method], verbatim)
    return _awaited(task, method, patience, answer, result)


def _awaited(task, method, patience, answer, result):
    identifier = answer.get("operationId")
    if task.params["wait"] == "accepted" or not identifier or answer.get("waitSatisfied"):
        return result
    operations = {identifier: {"id": identifier, "status": "running", "collection": answer.get("collection")}}
    operation = await_end(task.client, patience, operations)[identifier]
    result["operation"] = snake_keys(operation)
    failure = failure_of(operation)
    if failure is not None:
        raise failure.with_result(**result)
    if operation.get("status") == "running":
        what = "%s of %s" % (method, label(operation.get("collection") or task.params.get("collection")))
        late = timeout_of(task.params, operation, what)
        if task.params["on_timeout"] == "fail":
            raise late.with_result(**result)
        task.warn(late.message)
    return result


def _checked(task, method, arguments):
    verdict = task.client.call("replication.check", {"collection": arguments.get("Collection"), "operation": method})
    if verdict.get("reason") == "already_satisfied":
        return _satisfied(task, verdict, verdict.get("message"))
    if verdict.get("allowed") is False:
        raise _refusal(method, verdict)
    if verdict.get("reason") == NEEDS_ACKNOWLEDGEMENT and not arguments.get("acknowledge"):
        data = dict(verdict, path="acknowledge", outcome="not_started", retryable=False)
        raise AgentError(INVALID_PARAMS, verdict.get("message") or "The call needs acknowledge", data)
    if verdict.get("reason") and verdict.get("message"):
        # Allowed as far as can be seen from here, with something that only the call itself settles.
        task.warn(verdict["message"])
    result = {"changed": True, "actions": [method]}
    result.update(where(verdict))
    return result


_OF_A_REFUSAL = ("reason", "returnValue", "next", "collection", "mode", "state", "backend", "cluster", "node")


def _refusal(method, verdict):
    """The error that the call would end with."""
    data = {name: verdict[name] for name in _OF_A_REFUSAL if verdict.get(name) is not None}
    data["outcome"] = "not_started"
    code = verdict.get("returnValue")
    if isinstance(code, dict):
        data["name"] = code.get("name")
        code = code.get("number")
    return AgentError(code, verdict.get("message") or "The host would refuse %s" % method, data)


def _satisfied(task, data, message):
    result = {"changed": False, "actions": [], "msg": message}
    if data.get("collection") is not None:
        result["collection"] = snake_keys(data["collection"])
    result.update(where(data))
    return result


def _shaped(task, answer, actions, verbatim):
    warn_of(task, answer)
    result = {"changed": bool(actions), "actions": actions}
    result.update(where(answer))
    body = {name: value for name, value in answer.items() if name not in ("backend", "cluster", "node", "warnings")}
    if verbatim:
        result["answer"] = body
        result["return_value"] = body.get("ReturnValue")
        if body.get("operationId"):
            result["operation_id"] = body["operationId"]
    else:
        result.update(snake_keys(body))
    return result
