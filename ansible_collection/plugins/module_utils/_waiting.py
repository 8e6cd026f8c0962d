# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Following operations until they have ended, in requests that the agent holds for a bounded time."""

from __future__ import annotations

import time

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError, HvcrError, WaitTimeout
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import snake_keys


class Patience:
    """The time that a task may spend waiting, shared by everything that it waits for."""

    def __init__(self, seconds, clock=time.monotonic, sleep=time.sleep):
        self._clock = clock
        self._sleep = sleep
        self._end = clock() + seconds
        self._pause = 0.25

    @property
    def over(self):
        return self._clock() >= self._end

    def request_seconds(self, client):
        """How long the next request may be held; the first look is taken at once, even with no time at all."""
        return max(0, min(client.longest_wait, int(self._end - self._clock())))

    def breathe(self):
        """A growing pause between two looks of which the first was answered at once."""
        self._sleep(max(0.0, min(self._pause, self._end - self._clock())))
        self._pause = min(self._pause * 1.5, 5.0)


def await_end(client, patience, operations, ended=False):
    """Waits until every operation has ended, or is as far as its caller asked the agent to wait, or the time is over.

    With ``ended`` only the end counts, because operations of a batch were asked for with the shortest kind of waiting.

    The caller's dictionary is brought up to date in place, so that what is known survives an error in the middle.
    """
    while True:
        running = [
            identifier
            for identifier, operation in operations.items()
            if operation.get("status") == "running" and (ended or not operation.get("waitSatisfied"))
        ]
        if not running or patience.over:
            return operations
        before = [operations[identifier].get("status") for identifier in running]
        seconds = patience.request_seconds(client)
        started = patience._clock()
        for start in range(0, len(running), MOST_IDS):
            some = running[start : start + MOST_IDS]
            # Only the last part of a long list is worth holding the request for: the others are a quick look.
            held = seconds if start + MOST_IDS >= len(running) else 0
            try:
                answer = client.call("operation.wait", {"ids": some, "timeoutSeconds": held})
            except HvcrError as error:
                raise error.with_result(operation=snake_keys(operations[some[0]]))
            for operation in answer.get("items") or []:
                if operation.get("id") in operations:
                    operations[operation["id"]] = operation
        after = [operations[identifier].get("status") for identifier in running]
        if before == after and patience._clock() - started < min(seconds, 1):
            patience.breathe()


#: As many operations as one request may ask for.
MOST_IDS = 100


def failure_of(operation):
    """The error of an operation that did not succeed, else None. A running operation has none."""
    status = operation.get("status")
    if status in ("running", "succeeded", None):
        return None
    if operation.get("error"):
        error = AgentError.of(operation["error"])
    else:
        error = AgentError(
            None,
            "The operation %s ended as %s" % (operation.get("id"), status),
            {"reason": "outcome_unknown" if status == "unknown" else status},
        )
    error.data.setdefault("operationId", operation.get("id"))
    return error


def timeout_of(params, operation, what):
    """The error for an operation that still runs when the time is over."""
    percent = operation.get("percent")
    progress = " (%s %% done)" % percent if percent is not None else ""
    return WaitTimeout(
        "%s is not finished after %d seconds%s; it goes on. Wait longer with wait_timeout, or look at it with hvcr.hyperv.operation_info"
        % (what, params["wait_timeout"], progress),
        {
            "operationId": operation.get("id"),
            "status": operation.get("status"),
            "percent": percent,
            "collection": operation.get("collection"),
            "outcome": "unknown",
            "retryable": True,
        },
    )
