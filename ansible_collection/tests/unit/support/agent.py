# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""An agent that expects certain calls and gives prepared answers, over real HTTP on the loopback interface."""

from __future__ import annotations

import json
import socket
import threading

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WHERE = {"backend": "wmi", "cluster": "primary", "node": "hv01"}
INFO = {"version": "1.0.0", "cluster": {"id": "c-1", "name": "primary"}}
SQL = {"id": "8d1f2f0a-3f6b-4f0e-8f0e-1d2c3b4a5f60", "name": "sql-fci"}

#: A member of the expected parameters that may have any value.
ANYTHING = object()


class Expected:
    """A call that must come, and its answer: a result, an error, or what happens to the connection."""

    def __init__(self, method, params=None, result=None, error=None, drop=False, http=None):
        self.method = method
        self.params = params
        self.result = result
        self.error = error
        self.drop = drop
        self.http = http


class Batch:
    """Several calls that must come in one request."""

    def __init__(self, *calls):
        self.calls = calls


class ScriptedAgent:
    """A context manager. On the way out every expectation must have been met and nothing else must have been asked."""

    def __init__(self, *script, tls=None):
        self.script = list(script)
        self.problems = []
        self.connections = 0
        self.headers = []
        self.requests = []
        self._lock = threading.Lock()
        agent = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                super().setup()
                with agent._lock:
                    agent.connections += 1

            def do_POST(self):  # noqa: N802, the name is http.server's
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answer = agent._answer(self.path, dict(self.headers.items()), body)
                if answer is None:
                    self.close_connection = True
                    self.connection.shutdown(socket.SHUT_RDWR)
                    return
                status, headers, content = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format, *args):  # pylint: disable=redefined-builtin
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self):
        return "%s://localhost:%d" % (self._scheme, self.port)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, kind, *exc_info):
        self._server.shutdown()
        self._server.server_close()
        if kind is None:
            assert not self.problems, self.problems
            assert not self.script, "not asked: %s" % [getattr(one, "method", one) for one in self.script]

    def _answer(self, path, headers, body):
        with self._lock:
            self.headers.append(headers)
            parsed = json.loads(body)
            self.requests.append(parsed)
            if path != "/rpc" or headers.get("Content-Type") != "application/json":
                self.problems.append("wrong path or content type: %s %s" % (path, headers.get("Content-Type")))
            if not self.script:
                self.problems.append("not expected: %s" % body.decode("utf-8"))
                return _json(200, {"jsonrpc": "2.0", "id": None, "error": {"code": -32603, "message": "Internal error: not expected"}})
            expected = self.script.pop(0)
        if isinstance(expected, Batch):
            if not isinstance(parsed, list) or len(parsed) != len(expected.calls):
                self.problems.append("expected a batch of %d: %s" % (len(expected.calls), body.decode("utf-8")))
            return _json(200, [self._one(call, request) for call, request in zip(expected.calls, parsed)])
        if expected.drop:
            self._one(expected, parsed)
            return None
        if expected.http is not None:
            return expected.http
        return _json(200, self._one(expected, parsed))

    def _one(self, expected, request):
        if request.get("method") != expected.method:
            self.problems.append("expected %s, was asked %s" % (expected.method, request.get("method")))
        if expected.params is not None:
            self._compare(expected.params, request.get("params"))
        answer = {"jsonrpc": "2.0", "id": request.get("id")}
        if expected.error is not None:
            answer["error"] = expected.error
        else:
            answer["result"] = dict(WHERE, **(expected.result or {}))
        return answer

    def _compare(self, wanted, actual):
        wrong = [
            name
            for name in set(wanted) | set(actual)
            if name not in wanted or name not in actual or wanted[name] not in (ANYTHING, actual[name])
        ]
        if wrong:
            self.problems.append("parameters differ in %s: expected %r, were %r" % (sorted(wrong), wanted, actual))


def _json(status, value, **headers):
    content = json.dumps(value).encode("utf-8")
    return status, dict({"Content-Type": "application/json"}, **headers), content


def refusal(status, code, message, reason, **headers):
    """What HTTP's own refusals look like."""
    error = {"code": code, "message": message, "data": {"reason": reason, "retryable": status == 429, "outcome": "not_started"}}
    return _json(status, {"jsonrpc": "2.0", "id": None, "error": error}, **headers)


def plan(changed=True, steps=("SuspendReplication",), **members):
    result = {
        "collection": SQL,
        "changed": changed,
        "digest": "sha256:1",
        "blocked": None,
        "needs": [],
        "steps": [
            {"number": n + 1, "method": method, "params": {}, "reason": "because"} for n, method in enumerate(steps if changed else ())
        ],
        "warnings": [],
        "before": {"collection": SQL["id"], "state": "replicating", "settings": {"recoveryHistory": 4}},
        "after": {"collection": SQL["id"], "state": "suspended" if changed else "replicating", "settings": {"recoveryHistory": 4}},
    }
    result.update(members)
    return result


def operation(changed=True, status="succeeded", identifier="hv01-1", steps=("SuspendReplication",), **members):
    done = "succeeded" if status == "succeeded" else "running"
    result = {
        "id": identifier if changed else None,
        "method": "replication.apply",
        "collection": SQL,
        "changed": changed,
        "status": status,
        "waitSatisfied": status == "succeeded",
        "createdAt": "2026-11-23T01:00:00Z",
        "endedAt": None if status == "running" else "2026-11-23T01:00:05Z",
        "percent": 100 if status == "succeeded" else 40,
        "steps": [
            {
                "number": n + 1,
                "method": method,
                "params": {},
                "reason": "because",
                "status": done,
                "returnValue": {"number": 0, "name": "Completed with No Error"},
                "job": None,
            }
            for n, method in enumerate(steps if changed else ())
        ],
        "error": None,
        "plan": plan(changed, steps),
        "warnings": [],
    }
    result.update(members)
    return result
