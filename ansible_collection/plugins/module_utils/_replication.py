# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""What the modules for one and for many collections share: plans and operations become results."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import snake, snake_keys

_BLOCKED = -32010
_WHERE = ("backend", "cluster", "node")

#: The states of a step that was not called.
NOT_CALLED = ("planned", "skipped")


def where(answer):
    """Which agent answered, by the names of its cluster and node."""
    found = {name: answer[name] for name in _WHERE if answer.get(name) is not None}
    if isinstance(found.get("cluster"), dict):
        found["cluster"] = found["cluster"].get("name")
    return found


def label(collection):
    """A collection as messages name it."""
    if isinstance(collection, dict):
        return "%s (%s)" % (collection.get("name"), collection.get("id"))
    return str(collection)


def warn_of(task, answer):
    """Passes on the warnings of a plan or of an answer."""
    for warning in answer.get("warnings") or []:
        message = warning.get("message") if isinstance(warning, dict) else warning
        if message:
            task.warn(str(message))


def blocked(plan):
    """The error of a plan that cannot get there, as apply would give it, else None."""
    reason = plan.get("blocked")
    if not reason:
        return None
    data = {"collection": plan.get("collection"), "outcome": "not_started", "retryable": False}
    data.update((name, reason[name]) for name in ("reason", "returnValue", "next", "path", "hint") if reason.get(name) is not None)
    data.update((name, plan[name]) for name in _WHERE if plan.get(name) is not None)
    message = reason.get("message") or "the plan cannot get there"
    if not message.startswith("Blocked"):
        message = "Blocked: " + message
    return AgentError(_BLOCKED, message, data)


def plan_result(task, plan):
    """The result of check mode, and the part of every other result that comes from the plan."""
    warn_of(task, plan)
    steps = plan.get("steps") or []
    result = {
        "changed": bool(plan.get("changed")),
        "collection": snake_keys(plan.get("collection")),
        "actions": [step.get("method") for step in steps],
        "needs": [snake(need) for need in plan.get("needs") or []],
        "plan": snake_keys(plan),
    }
    result.update(where(plan))
    if task.diff_mode:
        result["diff"] = diff(plan)
    return result


def operation_result(task, operation):
    """The result of an apply, whatever became of it."""
    result = plan_result(task, operation["plan"]) if operation.get("plan") else {}
    result.update(progress(operation))
    result.update(where(operation))
    return result


def progress(operation):
    """The part of a result that moves on while an operation runs."""
    steps = operation.get("steps") or []
    shown = {name: value for name, value in operation.items() if name not in ("plan",) + _WHERE}
    return {
        "changed": bool(operation.get("changed")),
        "collection": snake_keys(operation.get("collection")),
        "actions": [step.get("method") for step in steps if step.get("status") not in NOT_CALLED],
        "wait_satisfied": bool(operation.get("waitSatisfied")),
        "operation": snake_keys(shown),
    }


def diff(plan):
    name = label(plan.get("collection"))
    return {
        "before_header": name,
        "after_header": name,
        "before": snake_keys(plan.get("before") or {}),
        "after": snake_keys(plan.get("after") or {}),
    }
