# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime

import pytest

from ansible_collections.hvcr.hyperv.tests.unit.support.agent import ANYTHING, SQL, Expected, ScriptedAgent, operation, plan
from ansible_collections.hvcr.hyperv.tests.unit.support.ways import WAYS, run

APPLY = {"wait": "started", "timeoutSeconds": 30, "idempotencyKey": ANYTHING}
SUSPENDED = {"collection": "sql-fci", "state": "suspended"}


@pytest.fixture(name="way", params=WAYS)
def fixture_way(request):
    return request.param


def replication(way, agent, check=False, diff=False, **args):
    return run(way, "collection_replication", dict({"url": agent.url, "collection": "sql-fci"}, **args), check=check, diff=diff)


def test_a_change_is_one_request(way):
    with ScriptedAgent(Expected("replication.apply", dict(SUSPENDED, **APPLY), operation())) as agent:
        done = replication(way, agent, state="suspended")
    assert done["changed"] and not done.failed
    assert done["actions"] == ["SuspendReplication"]
    assert done["collection"] == SQL
    assert done["operation"]["id"] == "hv01-1" and done["operation"]["status"] == "succeeded"
    assert done["operation"]["steps"][0]["return_value"]["number"] == 0
    assert done["wait_satisfied"] and "diff" not in done.result
    assert (done["backend"], done["cluster"], done["node"]) == ("wmi", "primary", "hv01")


def test_what_is_so_already_is_unchanged(way):
    with ScriptedAgent(Expected("replication.apply", dict(SUSPENDED, **APPLY), operation(changed=False))) as agent:
        done = replication(way, agent, state="suspended")
    assert not done["changed"] and done["actions"] == [] and done["operation"]["id"] is None


@pytest.mark.parametrize("changed", [True, False])
def test_check_mode_is_the_agents_plan(way, changed):
    with ScriptedAgent(Expected("replication.plan", SUSPENDED, plan(changed))) as agent:
        done = replication(way, agent, check=True, state="suspended")
    assert done["changed"] is changed
    assert done["actions"] == (["SuspendReplication"] if changed else [])
    assert done["plan"]["digest"] == "sha256:1"


@pytest.mark.parametrize("check", [True, False])
def test_diff_is_the_agents_before_and_after(way, check):
    expected = Expected("replication.plan", SUSPENDED, plan()) if check else Expected("replication.apply", None, operation())
    with ScriptedAgent(expected) as agent:
        done = replication(way, agent, check=check, diff=True, state="suspended")
    assert done["diff"]["before"] == {"collection": SQL["id"], "state": "replicating", "settings": {"recovery_history": 4}}
    assert done["diff"]["after"]["state"] == "suspended"
    assert "sql-fci" in done["diff"]["before_header"]


def test_only_what_was_given_is_sent(way):
    wanted = {
        "collection": "sql-fci",
        "settings": {
            "replicaServerName": "broker.recovery.example",
            "recoveryHistory": 0,
            "compressionEnabled": False,
            "autoResynchronizeIntervalStart": "18:30",
        },
        "allow": ["discardRecoveryPoints"],
    }
    with ScriptedAgent(Expected("replication.apply", dict(wanted, **APPLY), operation())) as agent:
        replication(
            way,
            agent,
            settings={
                "replica_server": "broker.recovery.example",
                "recovery_history": 0,
                "compression_enabled": "no",
                "auto_resynchronize_interval_start": "18:30",
            },
            allow=["discard_recovery_points"],
        )


def test_all_names_are_converted(way):
    settings = {
        "replica_server_name": "b",
        "replica_server_port": 443,
        "authentication_type": "Certificate",
        "certificate_thumbprint": "0" * 40,
        "compression_enabled": True,
        "bypass_proxy_server": False,
        "replication_frequency_sec": 300,
        "recovery_history": 4,
        "vss_snapshot_frequency_hour": 1,
        "replicate_host_kvp_items": True,
        "auto_resynchronize_enabled": True,
        "auto_resynchronize_interval_start": "18:30",
        "auto_resynchronize_interval_end": "06:00",
        "replicated_disk_paths": ["C:\\ClusterStorage\\Volume1\\sql.vhds"],
    }
    sent = {
        "replicaServerName": "b",
        "replicaServerPort": 443,
        "authenticationType": "Certificate",
        "certificateThumbprint": "0" * 40,
        "compressionEnabled": True,
        "bypassProxyServer": False,
        "replicationFrequencySec": 300,
        "recoveryHistory": 4,
        "vssSnapshotFrequencyHour": 1,
        "replicateHostKvpItems": True,
        "autoResynchronizeEnabled": True,
        "autoResynchronizeIntervalStart": "18:30",
        "autoResynchronizeIntervalEnd": "06:00",
        "replicatedDiskPaths": ["C:\\ClusterStorage\\Volume1\\sql.vhds"],
    }
    initial = {"type": "export", "exportLocation": "C:\\seed", "startTime": "2026-11-23T01:00:00+00:00"}
    wanted = {"collection": "sql-fci", "state": "replicating", "settings": sent, "initialReplication": initial}
    with ScriptedAgent(Expected("replication.plan", wanted, plan())) as agent:
        replication(
            way,
            agent,
            check=True,
            state="replicating",
            settings=settings,
            initial_replication={"type": "export", "export_location": "C:\\seed", "start_time": "2026-11-23 01:00:00+00:00"},
        )


def test_a_datetime_that_yaml_made_is_sent_with_its_offset():
    time = datetime.datetime(2026, 11, 23, 1, tzinfo=datetime.timezone.utc)
    for way in WAYS:
        wanted = {
            "collection": "sql-fci",
            "state": "replicating",
            "initialReplication": {"type": "network", "startTime": "2026-11-23T01:00:00+00:00"},
        }
        with ScriptedAgent(Expected("replication.plan", wanted, plan())) as agent:
            assert not replication(way, agent, check=True, state="replicating", initial_replication={"start_time": time}).failed


def test_vm_group_is_another_name_for_collection(way):
    with ScriptedAgent(Expected("replication.plan", SUSPENDED, plan())) as agent:
        assert not run(way, "collection_replication", {"url": agent.url, "vm_group": "sql-fci", "state": "suspended"}, check=True).failed


def test_the_users_key_digest_and_cluster_are_sent(way):
    wanted = dict(SUSPENDED, expectCluster="primary", planDigest="sha256:1", **dict(APPLY, idempotencyKey="change-7"))
    with ScriptedAgent(Expected("replication.apply", wanted, operation())) as agent:
        replication(way, agent, state="suspended", idempotency_key="change-7", plan_digest="sha256:1", expect_cluster="primary")


def test_every_task_has_a_key_of_its_own(way):
    with ScriptedAgent(Expected("replication.apply", None, operation()), Expected("replication.apply", None, operation())) as agent:
        replication(way, agent, state="suspended")
        replication(way, agent, state="suspended")
    assert len({request["params"]["idempotencyKey"] for request in agent.requests}) == 2


def test_waiting_goes_on_until_the_operation_has_ended(way):
    script = [
        Expected("replication.apply", None, operation(status="running")),
        Expected("operation.wait", {"ids": ["hv01-1"], "timeoutSeconds": 30}, {"items": [operation(status="running")]}),
        Expected("operation.wait", None, {"items": [operation()]}),
    ]
    with ScriptedAgent(*script) as agent:
        done = replication(way, agent, state="suspended")
    assert done["changed"] and done["operation"]["status"] == "succeeded" and done["operation"]["percent"] == 100
    assert agent.connections == 1


def test_accepted_does_not_wait(way):
    answer = operation(status="running", waitSatisfied=True)
    with ScriptedAgent(Expected("replication.apply", dict(SUSPENDED, **dict(APPLY, wait="accepted")), answer)) as agent:
        done = replication(way, agent, state="suspended", wait="accepted")
    assert done["changed"] and done["operation"]["status"] == "running"


@pytest.mark.parametrize("on_timeout", ["fail", "warn"])
def test_the_time_for_waiting_is_over(way, on_timeout):
    with ScriptedAgent(
        Expected("replication.apply", dict(SUSPENDED, **dict(APPLY, timeoutSeconds=0)), operation(status="running"))
    ) as agent:
        done = replication(way, agent, state="suspended", wait_timeout=0, on_timeout=on_timeout)
    assert done.failed is (on_timeout == "fail")
    assert done["changed"] and done["operation"]["id"] == "hv01-1"
    if on_timeout == "fail":
        assert "is not finished after 0 seconds (40 % done); it goes on" in done["msg"]
        assert done["error"]["reason"] == "wait_timeout"
        assert done["error"]["data"]["operation_id"] == "hv01-1"
    else:
        assert any("it goes on" in warning for warning in done.warnings)


@pytest.mark.parametrize("check", [True, False])
def test_nobody_can_wait_for_an_export_and_nothing_is_called(way, check):
    export = {"type": "export", "export_location": "D:\\out"}
    with ScriptedAgent() as agent:
        done = replication(way, agent, check=check, state="replicating", initial_replication=export, wait="synchronized")
    assert done.failed and done["error"]["reason"] == "wait_not_possible"
    assert done["error"]["data"]["option"] == "wait" and "by hand" in done["msg"]
    assert agent.connections == 0


def test_synchronized_looks_again_until_nothing_is_copied(way):
    script = [
        Expected("replication.apply", None, operation(changed=False, waitSatisfied=False)),
        Expected("replication.apply", None, operation(changed=False, waitSatisfied=False)),
        Expected("replication.apply", None, operation(changed=False)),
    ]
    with ScriptedAgent(*script) as agent:
        done = replication(way, agent, state="replicating", wait="synchronized")
    assert not done["changed"] and done["wait_satisfied"]
    assert {request["params"]["wait"] for request in agent.requests} == {"synchronized"}


def test_a_collection_that_left_its_state_while_it_was_waited_for_is_a_change(way):
    script = [
        Expected("replication.apply", None, operation(changed=False, waitSatisfied=False)),
        Expected("replication.apply", None, operation(status="running", identifier="hv01-2", steps=("ResumeReplication",))),
        Expected("operation.wait", {"ids": ["hv01-2"], "timeoutSeconds": ANYTHING}, {"items": [operation(identifier="hv01-2", steps=("ResumeReplication",))]}),
    ]
    with ScriptedAgent(*script) as agent:
        done = replication(way, agent, state="replicating", wait="synchronized")
    assert done["changed"] and done["wait_satisfied"] and done["actions"] == ["ResumeReplication"]


def test_what_was_allowed_for_a_plan_is_not_allowed_while_waiting(way):
    script = [
        Expected("replication.apply", None, operation(changed=False, waitSatisfied=False)),
        Expected("replication.apply", None, operation(changed=False)),
    ]
    with ScriptedAgent(*script) as agent:
        done = replication(way, agent, state="replicating", wait="synchronized", allow=["reseed"], plan_digest="sha256:1", idempotency_key="mine")
    assert done["wait_satisfied"]
    first, second = (request["params"] for request in agent.requests)
    assert (first["allow"], first["planDigest"], first["idempotencyKey"]) == (["reseed"], "sha256:1", "mine")
    assert "allow" not in second and "planDigest" not in second and second["idempotencyKey"] != "mine"


def test_a_lost_answer_is_asked_for_again_with_the_same_key(way):
    with ScriptedAgent(Expected("replication.apply", drop=True), Expected("replication.apply", None, operation())) as agent:
        done = replication(way, agent, state="suspended")
    assert done["changed"]
    assert agent.requests[0]["params"] == agent.requests[1]["params"]


def test_an_operation_that_failed_says_what_was_done_and_what_not(way):
    error = {
        "code": 32768,
        "message": "Failed: the job of StartReplication ended badly: disk full",
        "data": {"reason": "job_failed", "outcome": "failed", "hint": "Free some space."},
    }
    steps = [
        {
            "number": 1,
            "method": "CreateReplicationRelationship",
            "params": {},
            "reason": "",
            "status": "succeeded",
            "returnValue": None,
            "job": None,
        },
        {"number": 2, "method": "StartReplication", "params": {}, "reason": "", "status": "failed", "returnValue": None, "job": None},
        {"number": 3, "method": "SuspendReplication", "params": {}, "reason": "", "status": "skipped", "returnValue": None, "job": None},
    ]
    answer = operation(status="failed", error=error, steps=())
    answer["steps"] = steps
    with ScriptedAgent(Expected("replication.apply", None, answer)) as agent:
        done = replication(way, agent, state="replicating")
    assert done.failed and done["changed"]
    assert done["actions"] == ["CreateReplicationRelationship", "StartReplication"]
    assert done["msg"] == "Failed: the job of StartReplication ended badly: disk full. Free some space."
    assert (done["error"]["code"], done["error"]["name"], done["error"]["reason"]) == (32768, "Failed", "job_failed")
    assert done["error"]["data"]["operation_id"] == "hv01-1"


def test_a_job_that_failed_while_the_request_was_held(way):
    error = {"code": 32768, "message": "Failed: no", "data": {"reason": "job_failed", "outcome": "failed", "operationId": "hv01-1"}}
    script = [
        Expected("replication.apply", error=error),
        Expected("operation.get", {"id": "hv01-1"}, operation(status="failed", error=error)),
    ]
    with ScriptedAgent(*script) as agent:
        done = replication(way, agent, state="suspended")
    assert done.failed and done["changed"] and done["operation"]["status"] == "failed" and done["error"]["reason"] == "job_failed"


@pytest.mark.parametrize("status", ["unknown", "cancelled"])
def test_operations_that_ended_otherwise_fail_too(way, status):
    with ScriptedAgent(Expected("replication.apply", None, operation(status=status))) as agent:
        done = replication(way, agent, state="suspended")
    assert done.failed and status in done["msg"]


@pytest.mark.parametrize("check", [True, False])
def test_a_refusal_reaches_the_user_whole(way, check):
    error = {
        "code": -32602,
        "message": "Invalid params: settings.replicaServerPort must be between 1 and 65535",
        "data": {
            "reason": "invalid_value",
            "path": "settings.replicaServerPort",
            "retryable": False,
            "outcome": "not_started",
            "returnValue": {"number": 32773, "name": "Invalid parameter"},
            "allowed": ["1 to 65535"],
        },
    }
    with ScriptedAgent(Expected("replication.plan" if check else "replication.apply", error=error)) as agent:
        done = replication(way, agent, check=check, settings={"replica_server_port": 0})
    assert done.failed and not done["changed"]
    assert done["msg"] == error["message"] + " (option settings.replica_server_port)."
    assert done["error"] == {
        "code": -32602,
        "name": "Invalid params",
        "reason": "invalid_value",
        "option": "settings.replica_server_port",
        "data": {
            "reason": "invalid_value",
            "path": "settings.replicaServerPort",
            "retryable": False,
            "outcome": "not_started",
            "return_value": {"number": 32773, "name": "Invalid parameter"},
            "allowed": ["1 to 65535"],
        },
    }


def test_check_mode_fails_where_apply_would(way):
    blocked = {
        "reason": "not_replicated",
        "message": "Blocked: sql-fci is not replicated",
        "returnValue": None,
        "next": ["CreateReplicationRelationship"],
    }
    with ScriptedAgent(Expected("replication.plan", None, plan(False, blocked=blocked))) as agent:
        done = replication(way, agent, check=True, state="suspended")
    assert done.failed and not done["changed"]
    assert done["msg"] == "Blocked: sql-fci is not replicated"
    assert (done["error"]["code"], done["error"]["reason"], done["error"]["data"]["next"]) == (
        -32010,
        "not_replicated",
        ["CreateReplicationRelationship"],
    )


def test_warnings_of_the_plan_are_warnings_of_the_task(way):
    warnings = [{"reason": "side_changed", "message": "The other side is primary now.", "path": None}]
    with ScriptedAgent(
        Expected("replication.apply", None, operation(changed=False, plan=plan(False, warnings=warnings), warnings=warnings))
    ) as agent:
        done = replication(way, agent, state="replicating")
    assert done.warnings.count("The other side is primary now.") == 1


def test_the_simulator_is_announced(way):
    with ScriptedAgent(Expected("replication.apply", None, dict(operation(), backend="simulator"))) as agent:
        done = replication(way, agent, state="suspended")
    assert done["backend"] == "simulator" and any("simulator" in warning for warning in done.warnings)


def test_states_that_nobody_knows_pass_through(way):
    before = {"collection": SQL["id"], "state": None, "settings": None, "somethingNew": {"number": 42, "name": "Unknown(42)"}}
    with ScriptedAgent(Expected("replication.plan", None, plan(before=before))) as agent:
        done = replication(way, agent, check=True, diff=True, state="suspended")
    assert done["diff"]["before"]["something_new"]["number"] == 42


@pytest.mark.parametrize("missing", ["plan", "steps", "collection", "createdAt", "percent", "error", "warnings"])
def test_missing_members_are_unknown_and_no_traceback(way, missing):
    answer = operation()
    del answer[missing]
    with ScriptedAgent(Expected("replication.apply", None, answer)) as agent:
        assert not replication(way, agent, state="suspended").failed


@pytest.mark.parametrize(
    "args, says",
    [
        ({}, "one of the following is required: state, settings"),
        ({"state": "started"}, "value of state must be one of"),
        ({"state": "suspended", "colour": "red"}, "Unsupported parameters for"),
        ({"state": "suspended", "token": "a-long-token", "token_file": "/b"}, "mutually exclusive: token|token_file"),
        ({"state": "suspended", "client_cert": "/b"}, "parameters are required together: client_cert, client_key"),
        ({"state": "suspended", "url": "http://hv01.example.com"}, "on this machine only"),
        (
            {"state": "replicating", "initial_replication": {"type": "export"}},
            "type is export but all of the following are missing: export_location",
        ),
        ({"state": "replicating", "initial_replication": {"start_time": "2026-11-23T01:00:00"}}, "has no offset"),
        ({"settings": {"auto_resynchronize_interval_start": 1110}}, "Quote it: '18:30'"),
        ({"settings": {"auto_resynchronize_interval_end": "360"}}, "Quote it: '6:00'"),
        ({"settings": {"recovery_histroy": 3}}, "settings.recovery_histroy"),
        ({"settings": {"recovery_history": "many"}}, "recovery_history"),
        ({"state": "suspended", "allow": ["everything"]}, "one or more of"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_what_cannot_be_meant_is_refused_before_anything_is_called(way, args, says, check):
    with ScriptedAgent() as agent:
        done = replication(way, agent, check=check, **args)
    assert done.failed and says in done["msg"], done["msg"]
    assert agent.connections == 0


def test_unsupported_parameters_name_the_task():
    with ScriptedAgent() as agent:
        done = replication("action", agent, state="suspended", colour="red")
    assert "Unsupported parameters for (hvcr.hyperv.collection_replication) module: colour. Supported parameters include" in done["msg"]
