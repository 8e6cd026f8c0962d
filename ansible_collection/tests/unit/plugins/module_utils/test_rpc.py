# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading

import pytest

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ansible_collections.hvcr.hyperv.plugins.module_utils._connection import Address, ConnectionSettings, Proxy
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import AgentError, ArgumentError, CheckModeViolation, TransportError
from ansible_collections.hvcr.hyperv.plugins.module_utils._rpc import READS, Call, Client
from ansible_collections.hvcr.hyperv.tests.unit.support.agent import INFO, Batch, Expected, ScriptedAgent, refusal

KEYED = {"collection": "sql-fci", "idempotencyKey": "k"}


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def client(*agents, read_only=False, warn=None, time=None, **settings):
    time = time or Time()
    addresses = [Address(getattr(agent, "url", agent)) for agent in agents]
    return Client(ConnectionSettings(addresses, **settings), read_only=read_only, warn=warn, clock=time.clock, sleep=time.sleep)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_one_connection_serves_a_whole_task():
    with ScriptedAgent(*[Expected("agent.info", {}) for number in range(5)]) as agent, client(agent, token="t0ken") as caller:
        for number in range(5):
            assert caller.call("agent.info")["node"] == "hv01"
    assert agent.connections == 1
    assert {headers["Authorization"] for headers in agent.headers} == {"Bearer t0ken"}


def test_a_read_is_asked_again_when_the_connection_breaks():
    time = Time()
    with ScriptedAgent(Expected("agent.info", drop=True), Expected("agent.info", drop=True), Expected("agent.info")) as agent, client(
        agent, time=time
    ) as caller:
        caller.call("agent.info")
    assert agent.connections == 3
    assert len(time.slept) == 2


def test_a_changing_call_is_sent_again_only_with_its_key():
    with ScriptedAgent(Expected("replication.apply", KEYED, drop=True), Expected("replication.apply", KEYED)) as agent, client(
        agent
    ) as caller:
        caller.call("replication.apply", KEYED)
    with ScriptedAgent(Expected("replication.apply", drop=True)) as agent, client(agent) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("replication.apply", {"collection": "sql-fci"})
    assert caught.value.outcome == "unknown"
    assert "is not known" in caught.value.message


def test_repeating_ends_when_the_time_for_it_is_over():
    time = Time()
    drops = [Expected("agent.info", drop=True) for number in range(40)]
    agent = ScriptedAgent(*drops)
    with agent, client(agent, time=time, timeouts=(10, 60, 20)) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("agent.info")
        agent.script.clear()
    assert caught.value.outcome == "not_started"
    assert 15 <= time.now <= 25


def test_the_next_address_is_tried_only_while_none_could_be_reached():
    dead = "http://127.0.0.1:%d" % free_port()
    with ScriptedAgent(Expected("agent.info"), Expected("agent.info")) as agent, client(dead, agent) as caller:
        caller.call("agent.info")
        assert caller.url == agent.url
        caller.call("agent.info")


def test_once_asked_the_task_stays_with_its_agent():
    with ScriptedAgent(Expected("replication.apply", drop=True)) as first, ScriptedAgent() as second, client(first, second) as caller:
        with pytest.raises(TransportError):
            caller.call("replication.apply", {"collection": "sql-fci"})
    assert not second.requests


def test_all_addresses_are_named_when_none_answers():
    ports = [free_port(), free_port()]
    with client(*["http://127.0.0.1:%d" % port for port in ports]) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("agent.info")
    assert all(str(port) in caught.value.message for port in ports)
    assert caught.value.outcome == "not_started"


def test_an_agent_that_is_down_is_an_error_at_once():
    time = Time()
    with client("http://127.0.0.1:%d" % free_port(), time=time) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("replication.apply", KEYED)
    assert "cannot be reached" in caught.value.message
    assert caught.value.outcome == "not_started"
    assert not time.slept


def test_too_many_requests_are_repeated_after_the_time_that_the_agent_names():
    time = Time()
    busy = Expected("replication.apply", http=refusal(429, -32029, "Rate limited: wait", "rate_limited", **{"Retry-After": "7"}))
    with ScriptedAgent(busy, Expected("replication.apply")) as agent, client(agent, time=time) as caller:
        caller.call("replication.apply", {"collection": "sql-fci"})
    assert time.slept == [7.0]


def test_an_agent_that_stays_busy_says_so():
    busy = [
        Expected("agent.info", http=refusal(429, -32029, "Rate limited: wait", "rate_limited", **{"Retry-After": "9999"}))
        for number in range(6)
    ]
    time = Time()
    with ScriptedAgent(*busy) as agent, client(agent, time=time) as caller:
        with pytest.raises(AgentError) as caught:
            caller.call("agent.info")
    assert caught.value.reason == "rate_limited"
    assert max(time.slept) <= 30


@pytest.mark.parametrize(
    "status, code, reason",
    [(401, -32001, "unauthorized"), (403, -32003, "foreign_host"), (413, -32600, "too_large"), (415, -32600, "unsupported_media_type")],
)
def test_refusals_of_http_keep_the_agents_words(status, code, reason):
    with ScriptedAgent(Expected("agent.info", http=refusal(status, code, "Refused: by me", reason))) as agent, client(agent) as caller:
        with pytest.raises(AgentError) as caught:
            caller.call("agent.info")
    assert (caught.value.code, caught.value.reason, caught.value.message) == (code, reason, "Refused: by me")


@pytest.mark.parametrize(
    "http, says",
    [
        ((404, {"Content-Type": "text/html"}, b"<html>"), "is not the agent"),
        ((302, {"Location": "https://elsewhere"}, b""), "is not the agent"),
        ((200, {"Content-Type": "text/html"}, b"<html>hello</html>"), "no JSON-RPC answer: <html>hello"),
        ((200, {"Content-Type": "application/json"}, b"{}"), "no JSON-RPC answer: {}"),
        ((200, {"Content-Type": "application/json"}, b"{"), "no JSON-RPC answer: {"),
        ((200, {"Content-Type": "application/json"}, b"[]"), "no JSON-RPC answer: []"),
        ((200, {"Content-Type": "application/json"}, b'{"jsonrpc":"2.0","id":99,"result":{}}'), "no JSON-RPC answer"),
        ((200, {"Content-Type": "application/json"}, b'{"jsonrpc":"2.0","id":1,"result":7}'), "neither a result object nor an error"),
        ((200, {"Content-Type": "application/json"}, b'{"jsonrpc":"2.0","id":1}'), "neither a result object nor an error"),
    ],
)
def test_answers_that_are_none(http, says):
    with ScriptedAgent(Expected("agent.info", http=http)) as agent, client(agent) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("agent.info")
    assert says in caught.value.message


@pytest.mark.parametrize(
    "error",
    [
        None,
        {},
        {"code": 32775},
        {"message": None},
        {"code": 32775, "message": "x", "data": None},
        "text",
        {"code": 1, "message": "m", "data": {"reason": None, "path": None}},
    ],
)
def test_errors_with_missing_members_are_never_a_traceback(error):
    if error is None:
        return
    made = AgentError.of(error).to_result()
    assert made["failed"] and made["msg"] and set(made["error"]) >= {"code", "name", "reason", "data"}


def test_check_mode_cannot_call_what_changes():
    with ScriptedAgent() as agent, client(agent, read_only=True) as caller:
        for method in ("replication.apply", "hyperv.SuspendReplication", "operation.cancel", "simulator.advance", "something.new"):
            with pytest.raises(CheckModeViolation):
                caller.call(method)
    assert not agent.requests


def test_no_verb_but_the_statistics_counts_as_a_read():
    assert [method for method in READS if method.startswith("hyperv.")] == ["hyperv.GetReplicationStatistics"]


def test_a_batch_is_answered_in_the_order_of_its_calls():
    error = {"code": -32004, "message": "Not found: x", "data": {"reason": "unknown_collection"}}
    batch = Batch(Expected("replication.get", {"collection": "a"}, {"n": 1}), Expected("replication.get", {"collection": "b"}, error=error))
    with ScriptedAgent(batch) as agent, client(agent) as caller:
        first, second = caller.batch([Call("replication.get", {"collection": "a"}), Call("replication.get", {"collection": "b"})])
    assert first["n"] == 1
    assert isinstance(second, AgentError) and second.reason == "unknown_collection"


def test_a_batch_that_is_refused_as_a_whole():
    error = b'{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"Invalid Request: too long"}}'
    with ScriptedAgent(Expected(None, http=(200, {"Content-Type": "application/json"}, error))) as agent, client(agent) as caller:
        with pytest.raises(AgentError) as caught:
            caller.batch([Call("agent.info", {})])
    assert caught.value.code == -32600


def test_the_simulator_is_announced_once():
    warnings = []
    simulated = {"backend": "simulator"}
    with ScriptedAgent(Expected("agent.info", result=simulated), Expected("agent.info", result=simulated)) as agent, client(
        agent, warn=warnings.append
    ) as caller:
        caller.call("agent.info")
        caller.call("agent.info")
    assert len(warnings) == 1 and "simulator" in warnings[0]


@pytest.mark.parametrize("expected", ["primary", "PRIMARY"])
def test_the_cluster_that_was_expected(expected):
    with ScriptedAgent(Expected("collection.list"), Expected("collection.list")) as agent, client(agent, expect_cluster=expected) as caller:
        caller.call("collection.list")
        caller.call("collection.list")


def test_the_cluster_that_was_expected_by_its_id():
    with ScriptedAgent(Expected("collection.list"), Expected("agent.info", {}, INFO)) as agent, client(
        agent, expect_cluster="C-1"
    ) as caller:
        caller.call("collection.list")


def test_another_cluster_than_expected():
    with ScriptedAgent(Expected("collection.list"), Expected("agent.info", {}, INFO)) as agent, client(
        agent, expect_cluster="recovery"
    ) as caller:
        with pytest.raises(AgentError) as caught:
            caller.call("collection.list")
    assert caught.value.reason == "wrong_cluster"


# TLS, with certificates made for the test


class Authority:
    """A certificate authority in memory and files."""

    def __init__(self, folder, name):
        self._folder = folder
        self._name = name
        self._key, self._certificate, self.files = self._issue(name, None)

    def _issue(self, name, issuer, host=None):
        key = ec.generate_private_key(ec.SECP256R1())
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer is not None else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(minutes=5))
            .not_valid_after(now + datetime.timedelta(hours=1))
            .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        )
        if host is not None:
            names = [x509.DNSName(host)] if not host[0].isdigit() else [x509.IPAddress(ipaddress.ip_address(host))]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        certificate = builder.sign(self._key if issuer is not None else key, hashes.SHA256())
        certificate_file = self._folder / (name + ".pem")
        certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        key_file = self._folder / (name + ".key")
        key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
        self.encrypted_key = self._folder / (name + ".encrypted.key")
        self.encrypted_key.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.BestAvailableEncryption(b"secret")
            )
        )
        return key, certificate, (str(certificate_file), str(key_file))

    def issue(self, name, host=None):
        return self._issue(name, self._certificate, host)[2]

    def server(self, host, clients=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.issue("server-" + host, host))
        if clients is not None:
            context.load_verify_locations(clients)
            context.verify_mode = ssl.CERT_REQUIRED
        return context


@pytest.fixture(name="authority")
def fixture_authority(tmp_path):
    return Authority(tmp_path, "authority")


def test_a_certificate_of_the_given_authority_is_accepted(authority):
    with ScriptedAgent(Expected("agent.info"), tls=authority.server("localhost")) as agent, client(
        agent, ca_file=authority.files[0]
    ) as caller:
        caller.call("agent.info")


def test_the_agents_own_certificate_is_an_anchor_too(authority, tmp_path):
    with ScriptedAgent(Expected("agent.info"), tls=authority.server("localhost")) as agent, client(
        agent, ca_file=str(tmp_path / "server-localhost.pem")
    ) as caller:
        caller.call("agent.info")


@pytest.mark.parametrize("host, says", [("hv01.example.com", "ostname mismatch"), ("127.0.0.9", "ostname mismatch")])
def test_a_certificate_for_another_host_is_refused(authority, host, says):
    with ScriptedAgent(tls=authority.server(host)) as agent, client(agent, ca_file=authority.files[0]) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("replication.apply", KEYED)
    assert says in caught.value.message
    assert caught.value.reason == "certificate" and caught.value.outcome == "not_started"


def test_a_certificate_of_nobody_is_refused_and_no_other_agent_is_asked(authority):
    with ScriptedAgent(tls=authority.server("localhost")) as agent, ScriptedAgent() as other, client(agent, other) as caller:
        with pytest.raises(TransportError) as caught:
            caller.call("agent.info")
    assert "ca_file" in caught.value.message
    assert not other.requests


def test_a_client_certificate_opens_the_door(authority):
    cert, key = authority.issue("operator")
    server = authority.server("localhost", clients=authority.files[0])
    with ScriptedAgent(Expected("agent.info"), tls=server) as agent, client(
        agent, ca_file=authority.files[0], client_cert=cert, client_key=key
    ) as caller:
        caller.call("agent.info")


def test_a_missing_client_certificate_is_an_error_at_once(authority):
    time = Time()
    server = authority.server("localhost", clients=authority.files[0])
    with ScriptedAgent(tls=server) as agent, client(agent, ca_file=authority.files[0], time=time, timeouts=(5, 5, 1)) as caller:
        with pytest.raises(TransportError):
            caller.call("replication.apply", {"collection": "sql-fci"})
    assert time.now <= 2


def test_files_that_hold_no_certificate(authority, tmp_path):
    junk = tmp_path / "junk.pem"
    junk.write_text("junk", encoding="utf-8")
    cert, key = authority.issue("operator")
    for wrong in (
        {"ca_file": str(junk)},
        {"client_cert": str(junk), "client_key": key},
        {"client_cert": cert, "client_key": str(authority.encrypted_key)},
    ):
        with client("https://localhost:%d" % listening_port(), **wrong) as caller:
            with pytest.raises(ArgumentError):
                caller.call("agent.info")


def listening_port():
    """A port where somebody listens who says nothing: the files are looked at before anything is sent."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    threading.Timer(5, listener.close).start()
    return listener.getsockname()[1]


# A proxy


def test_a_proxy_tunnels_to_the_agent(authority):
    with ScriptedAgent(Expected("agent.info"), tls=authority.server("localhost")) as agent, Tunnel() as tunnel:
        with client(agent, ca_file=authority.files[0], proxy=Proxy("http://me:pass@127.0.0.1:%d" % tunnel.port)) as caller:
            caller.call("agent.info")
    assert tunnel.asked[0].startswith("CONNECT localhost:%d " % agent.port)
    assert any(line == "Proxy-Authorization: Basic bWU6cGFzcw==" for line in tunnel.asked)


class Tunnel:
    """The least HTTP proxy that does CONNECT, for one connection."""

    def __init__(self):
        self.asked = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *exc_info):
        self._listener.close()

    def _serve(self):
        near, address = self._listener.accept()
        head = b""
        while b"\r\n\r\n" not in head:
            head += near.recv(4096)
        self.asked = head.decode("ascii").split("\r\n")
        host, port = self.asked[0].split()[1].rsplit(":", 1)
        far = socket.create_connection((host, int(port)))
        near.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        threading.Thread(target=self._pump, args=(far, near), daemon=True).start()
        self._pump(near, far)

    @staticmethod
    def _pump(source, sink):
        try:
            while True:
                data = source.recv(65536)
                if not data:
                    break
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
