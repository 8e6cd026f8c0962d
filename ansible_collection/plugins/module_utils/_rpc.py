# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""JSON-RPC 2.0 over one kept-alive connection, with the standard library only.

What may be repeated, and when, is the hard part of this file:

* Until a connection stands, nothing was asked: the next address of the list is tried, in order, once each. From the first
  connection on the task stays with that agent, because an idempotency key holds per node.
* Once a request was sent, the agent may have carried it out even if no answer came. A read may simply be asked again. A
  changing call may be sent again only with its idempotency key, by which the agent recognises it and answers with the
  operation that exists already. Everything else ends with outcome ``unknown``, which says so.
* An answer 429 was refused before anything was looked at, so it may be repeated after the time it names.
* A certificate that does not hold is an error at once. It is never a reason to look for another agent.
"""

from __future__ import annotations

import http.client
import json
import random
import socket
import ssl
import time

from ansible_collections.hvcr.hyperv.plugins.module_utils._channel import connect, plain, tls_failure
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError, CheckModeViolation, TransportError

#: The methods that change nothing. Check mode calls no other.
READS = frozenset(
    (
        "agent.info",
        "agent.limits",
        "agent.preflight",
        "collection.list",
        "hyperv.GetReplicationStatistics",
        "operation.get",
        "operation.list",
        "operation.wait",
        "recoveryPoint.list",
        "replication.check",
        "replication.get",
        "replication.list",
        "replication.plan",
        "rpc.discover",
    )
)

#: An answer larger than this is not one of ours.
MAX_ANSWER = 64 * 1024 * 1024

_USER_AGENT = "hvcr-ansible/1.0.0"
_GATEWAY_STATUSES = (502, 503, 504)
_RATE_LIMIT_TRIES = 5

SIMULATOR_WARNING = "The answers come from the simulator of the agent at %s: nothing of this happens on a Hyper-V host."


class Call:
    """One method with its parameters, to be sent alone or in a batch."""

    def __init__(self, method, params):
        self.method = method
        self.params = params

    @property
    def reads(self):
        return self.method in READS

    @property
    def repeatable(self):
        return self.reads or bool(self.params.get("idempotencyKey"))


class Client:
    """One agent, one connection, one task."""

    def __init__(self, settings, read_only=False, warn=None, clock=time.monotonic, sleep=time.sleep):
        self._settings = settings
        self._read_only = read_only
        self._warn = warn or (lambda message: None)
        self._clock = clock
        self._sleep = sleep
        self._connection = None
        self._address = None
        self._last_id = 0
        self._warned = False
        self._cluster_checked = False

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @property
    def url(self):
        """The agent that this task talks to; before the first call, the first of the list."""
        return (self._address or self._settings.addresses[0]).url

    @property
    def longest_wait(self):
        """The seconds for which one request may be held: the API's limit, and clearly less than the read timeout."""
        return max(1, min(30, self._settings.read_timeout - 5))

    def call(self, method, params=None):
        """The result, or AgentError."""
        call = Call(method, params or {})
        answer = self._exchange([call], batch=False)
        return self._outcome(call, answer)

    def batch(self, calls):
        """The results in the order of the calls; an element that failed is its AgentError."""
        if not calls:
            return []
        by_id = {}
        first = self._last_id + 1
        answers = self._exchange(calls, batch=True)
        for answer in answers:
            if isinstance(answer, dict):
                by_id[answer.get("id")] = answer
        outcomes = []
        for position, call in enumerate(calls):
            answer = by_id.get(first + position)
            if answer is None:
                raise TransportError(
                    "The agent at %s left out the answer to element %d (%s) of a batch" % (self.url, position, call.method),
                    "invalid_answer",
                    "not_started" if call.reads else "unknown",
                    self.url,
                )
            try:
                outcomes.append(self._outcome(call, answer))
            except AgentError as error:
                outcomes.append(error)
        return outcomes

    def _outcome(self, call, answer):
        if "error" in answer and answer["error"] is not None:
            error = AgentError.of(answer["error"])
            self._look_at(error.data)
            raise error
        result = answer.get("result")
        if not isinstance(result, dict):
            raise TransportError(
                "The agent at %s answered %s with neither a result object nor an error" % (self.url, call.method),
                "invalid_answer",
                "not_started" if call.reads else "unknown",
                self.url,
            )
        self._look_at(result)
        self._check_cluster(call, result)
        return result

    def _look_at(self, answer):
        if answer.get("backend") == "simulator" and not self._warned:
            self._warned = True
            self._warn(SIMULATOR_WARNING % self.url)

    def _check_cluster(self, call, result):
        """Changing calls carry expectCluster and the agent judges; what has no such parameter is judged by its answer."""
        expected = self._settings.expect_cluster
        if not expected or "expectCluster" in call.params or self._cluster_checked:
            return
        self._cluster_checked = True
        names = _names(result.get("cluster"))
        if expected.lower() not in names and not isinstance(result.get("cluster"), dict):
            # An answer names the cluster only; its id is known to agent.info.
            names |= _names(self.call("agent.info").get("cluster"))
        if expected.lower() not in names:
            data = {name: result.get(name) for name in ("cluster", "node", "backend")}
            data.update(reason="wrong_cluster", outcome="not_started", retryable=False)
            message = "Conflict: the agent at %s serves cluster %s, not %s" % (
                self.url,
                " / ".join(sorted(names)) or "of no name",
                expected,
            )
            raise AgentError(-32009, message, data)

    # The exchange of one request and its answer

    def _exchange(self, calls, batch):
        for call in calls:
            if self._read_only and not call.reads:
                raise CheckModeViolation(call.method)
        requests = []
        for call in calls:
            self._last_id += 1
            requests.append({"jsonrpc": "2.0", "id": self._last_id, "method": call.method, "params": call.params})
        body = json.dumps(requests if batch else requests[0], separators=(",", ":")).encode("ascii")
        repeatable = all(call.repeatable for call in calls)
        reads = all(call.reads for call in calls)
        status, headers, answer = self._send(body, repeatable, reads)
        return self._parse(status, headers, answer, requests, batch, reads)

    def _send(self, body, repeatable, reads):
        give_up = None
        limited = 0
        pause = 0.2
        outcome = "not_started" if reads else "unknown"
        while True:
            sent = False
            known = self._address is not None
            try:
                connection = self._connected()
                sent = True
                status, headers, answer = self._once(connection, body)
            except (OSError, http.client.HTTPException) as error:
                self.close()
                if isinstance(error, ssl.SSLError) and not isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
                    raise self._tls_failure(self._address, error) from error
                failure = self._failure(error, sent, outcome if sent or give_up is not None else "not_started")
                again = repeatable and (sent or known)
            else:
                if status == 429 and limited < _RATE_LIMIT_TRIES:
                    limited += 1
                    self._sleep(_retry_after(headers))
                    continue
                if status not in _GATEWAY_STATUSES or _is_json(headers):
                    return status, headers, answer
                failure = TransportError(
                    "What answers at %s is not the agent: HTTP status %d" % (self.url, status), "gateway", outcome, self.url, status
                )
                again = repeatable
            if give_up is None:
                give_up = self._clock() + self._settings.reconnect_timeout
            if not again or self._clock() + pause > give_up:
                raise failure
            self._sleep(pause * (0.75 + random.random() / 2))
            pause = min(pause * 2, 5.0)

    def _once(self, connection, body):
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": _USER_AGENT}
        if self._settings.token:
            headers["Authorization"] = "Bearer " + self._settings.token
        connection.request("POST", "/rpc", body=body, headers=headers)
        response = connection.getresponse()
        answer = response.read(MAX_ANSWER + 1)
        if len(answer) > MAX_ANSWER:
            raise http.client.HTTPException("the answer is larger than %d bytes" % MAX_ANSWER)
        if response.will_close:
            self.close()
        return response.status, response.headers, answer

    def _connected(self):
        if self._connection is not None:
            return self._connection
        addresses = [self._address] if self._address is not None else self._settings.addresses
        failures = []
        for address in addresses:
            try:
                self._connection = connect(self._settings, address)
            except ssl.SSLError as error:
                raise tls_failure(address, error) from error
            except (OSError, http.client.HTTPException) as error:
                failures.append((address, error))
            else:
                self._address = address
                return self._connection
        if len(failures) == 1:
            raise failures[0][1]
        tried = "; ".join("%s: %s" % (address.url, plain(error)) for address, error in failures)
        raise TransportError("None of the agents can be reached: %s" % tried, "unreachable", "not_started")

    def _failure(self, error, sent, outcome):
        if isinstance(error, socket.timeout):
            what = "did not answer within %d seconds" % self._settings.read_timeout if sent else "could not be reached in time"
            reason = "read_timeout" if sent else "unreachable"
        else:
            what = "broke the connection: %s" % plain(error) if sent else "cannot be reached: %s" % plain(error)
            reason = "connection_lost" if sent else "unreachable"
        message = "The agent at %s %s" % (self.url, what)
        if outcome == "unknown":
            message += ". Whether the request was carried out is not known; look at the collection before you repeat it"
        return TransportError(message, reason, outcome, self.url)

    def _parse(self, status, headers, answer, requests, batch, reads):
        """The answer to a single request as an object, to a batch as a list; HTTP's own refusals become AgentError."""
        outcome = "not_started" if reads else "unknown"
        parsed = None
        if _is_json(headers):
            try:
                parsed = json.loads(answer.decode("utf-8"))
            except ValueError:
                parsed = None
        refusal = parsed.get("error") if isinstance(parsed, dict) else None
        if status != 200:
            if isinstance(refusal, dict):
                error = AgentError.of(refusal)
                error.data.setdefault("url", self.url)
                self._look_at(error.data)
                raise error
            raise TransportError(
                "What answers at %s is not the agent: HTTP status %d, content type %s" % (self.url, status, headers.get("Content-Type")),
                "not_an_agent",
                outcome,
                self.url,
                status,
            )
        if batch and isinstance(parsed, list):
            return parsed
        if isinstance(parsed, dict) and parsed.get("jsonrpc") == "2.0":
            if parsed.get("id") is None and isinstance(refusal, dict):
                error = AgentError.of(refusal)
                self._look_at(error.data)
                raise error
            if not batch and parsed.get("id") == requests[0]["id"]:
                return parsed
        raise TransportError(
            "The agent at %s gave no JSON-RPC answer: %s" % (self.url, _excerpt(answer)), "invalid_answer", outcome, self.url, status
        )


def _names(cluster):
    """The names by which a user may mean a cluster: an answer gives its name, agent.info its id and name."""
    if isinstance(cluster, dict):
        return {str(name).lower() for name in (cluster.get("id"), cluster.get("name")) if name}
    return {str(cluster).lower()} if cluster else set()


def _is_json(headers):
    return headers.get_content_type() in ("application/json", "application/json-rpc")


def _retry_after(headers):
    """The seconds that the agent asks for, within reason."""
    try:
        seconds = float(headers.get("Retry-After") or 1)
    except ValueError:
        seconds = 1.0
    return min(max(seconds, 0.1), 30.0)


def _excerpt(answer):
    text = answer[:200].decode("utf-8", "replace")
    return text if len(answer) <= 200 else text + " ..."
