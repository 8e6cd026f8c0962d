# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""What can go wrong, as data: every failure reaches the user as ``msg`` and ``error`` with code, name, reason and data."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import option_path, snake_keys


class HvcrError(Exception):
    """A failure that a user can understand. Whatever is not one of these is a fault of the collection."""

    def __init__(self, message, name, reason, code=None, data=None):
        super().__init__(message)
        self.message = message
        self.name = name
        self.reason = reason
        self.code = code
        self.data = data or {}
        self.extra = {}

    def with_result(self, **extra):
        """Adds what is known about the task so far, such as the operation that runs on."""
        self.extra.update(extra)
        return self

    def error(self):
        return {"code": self.code, "name": self.name, "reason": self.reason, "data": snake_keys(self.data)}

    def to_result(self):
        result = {"failed": True, "changed": False, "msg": self.message, "error": self.error()}
        result.update(self.extra)
        return result


class ArgumentError(HvcrError):
    """An option that cannot be meant. Nothing was sent."""

    def __init__(self, option, message, reason="invalid_value"):
        super().__init__(message, "Invalid option", reason, data={"option": option, "outcome": "not_started"})


class CheckModeViolation(HvcrError):
    """The guard of check mode: a changing method was about to be called. Always a fault of the collection."""

    def __init__(self, method):
        super().__init__(
            "%s changes the host and is not called in check mode" % method,
            "Check mode",
            "check_mode",
            data={"method": method, "outcome": "not_started"},
        )


class TransportError(HvcrError):
    """The agent could not be reached, or its answer did not arrive or made no sense."""

    def __init__(self, message, reason, outcome, url=None, status=None):
        data = {"outcome": outcome, "retryable": True}
        if url is not None:
            data["url"] = url
        if status is not None:
            data["status"] = status
        super().__init__(message, "Transport", reason, data=data)

    @property
    def outcome(self):
        return self.data["outcome"]


class WaitTimeout(HvcrError):
    """The time given by ``wait_timeout`` is over and the operation still runs. It goes on."""

    def __init__(self, message, data):
        super().__init__(message, "Timeout", "wait_timeout", data=data)


class AgentError(HvcrError):
    """The error object of a JSON-RPC answer, in the agent's own words."""

    def __init__(self, code, message, data):
        data = data if isinstance(data, dict) else {}
        name = data.get("name") or message.partition(":")[0]
        super().__init__(message, name, data.get("reason") or "unknown", code=code, data=data)
        self._option_of = option_path

    def with_options(self, option_of):
        """Says how a path into the request reads in the options of the module at hand."""
        self._option_of = option_of
        return self

    @classmethod
    def of(cls, error):
        """From the ``error`` member of an answer or of an operation. Absent members are unknown, never a traceback."""
        if not isinstance(error, dict):
            return cls(None, "The agent reported an error that is not an object: %r" % (error,), {})
        message = error.get("message")
        return cls(error.get("code"), message if isinstance(message, str) and message else "The agent gave no message", error.get("data"))

    @property
    def already_satisfied(self):
        return self.reason == "already_satisfied"

    def error(self):
        error = super().error()
        path = self.data.get("path")
        if isinstance(path, str) and path:
            error["option"] = self._option_of(path)
        return error

    def to_result(self):
        result = super().to_result()
        option = result["error"].get("option")
        text = self.message.strip()
        if option:
            text = "%s (option %s)." % (text.rstrip("."), option)
        hint = self.data.get("hint")
        if isinstance(hint, str) and hint and hint not in text:
            text = "%s %s" % (text if text.endswith((".", "!", "?", ":")) else text + ".", hint)
        result["msg"] = text
        return result
