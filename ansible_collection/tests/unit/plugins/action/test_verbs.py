# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.hvcr.hyperv.plugins.module_utils._module.collection_failover import METHODS as STEPS
from ansible_collections.hvcr.hyperv.plugins.module_utils._module.collection_host_method import METHODS
from ansible_collections.hvcr.hyperv.tests.unit.support.agent import ANYTHING, SQL, WHERE, Expected, ScriptedAgent, operation
from ansible_collections.hvcr.hyperv.tests.unit.support.ways import WAYS, run

VERB = {"Collection": "sql-fci", "wait": "started", "timeoutSeconds": 30, "idempotencyKey": ANYTHING}
JOB = {"InstanceID": "j-1", "JobState": 4, "JobStateName": "Running", "JobType": 94, "PercentComplete": 0}
CALLED = {"ReturnValue": 4096, "Job": JOB, "operationId": "hv01-1", "waitSatisfied": True, "warnings": []}
SATISFIED = {
    "code": 32775,
    "message": "Invalid state for this operation: sql-fci is suspended already",
    "data": dict(
        {"reason": "already_satisfied", "name": "Invalid state for this operation", "collection": SQL, "outcome": "not_started"}, **WHERE
    ),
}


@pytest.fixture(name="way", params=WAYS)
def fixture_way(request):
    return request.param


def start(way, agent, check=False, **args):
    return run(way, "collection_start_replication", dict({"url": agent.url, "collection": "sql-fci"}, **args), check=check)


def failover(way, agent, check=False, **args):
    return run(way, "collection_failover", dict({"url": agent.url, "collection": "sql-fci"}, **args), check=check)


def host_method(way, agent, check=False, **args):
    return run(way, "collection_host_method", dict({"url": agent.url, "collection": "sql-fci"}, **args), check=check)


@pytest.mark.parametrize(
    "given, sent",
    [
        ({}, "network"),
        ({"initial_replication_type": "seeded"}, "seeded"),
        ({"initial_replication_type": 1}, 1),
        ({"initial_replication_type": "3"}, 3),
    ],
)
def test_start_replication_passes_its_parameters(way, given, sent):
    wanted = dict(VERB, InitialReplicationType=sent, InitialReplicationExportLocation=None, StartTime="2026-11-23T01:00:00Z")
    with ScriptedAgent(Expected("hyperv.StartReplication", wanted, CALLED)) as agent:
        done = start(way, agent, start_time="2026-11-23T01:00:00Z", **given)
    assert done["changed"] and done["actions"] == ["StartReplication"]
    assert done["return_value"] == 4096 and done["job"]["job_state_name"] == "Running" and done["operation_id"] == "hv01-1"


def test_what_the_host_has_done_already_is_unchanged(way):
    with ScriptedAgent(Expected("hyperv.StartReplication", error=SATISFIED)) as agent:
        done = start(way, agent)
    assert not done.failed and not done["changed"] and done["actions"] == []
    assert "already" in done["msg"] and done["collection"] == SQL and done["cluster"] == "primary"


@pytest.mark.parametrize(
    "verdict, changed, failed",
    [
        ({"allowed": True, "returnValue": None, "reason": None, "message": "", "next": []}, True, False),
        (
            {
                "allowed": False,
                "returnValue": {"number": 32775, "name": "x"},
                "reason": "already_satisfied",
                "message": "done already",
                "next": [],
            },
            False,
            False,
        ),
        (
            {
                "allowed": False,
                "returnValue": {"number": 32775, "name": "Invalid state for this operation"},
                "reason": "wrong_side",
                "message": "Wrong side.",
                "next": ["Resync"],
            },
            False,
            True,
        ),
    ],
)
def test_check_mode_asks_whether_the_host_would_take_it(way, verdict, changed, failed):
    with ScriptedAgent(Expected("replication.check", {"collection": "sql-fci", "operation": "StartReplication"}, verdict)) as agent:
        done = start(way, agent, check=True)
    assert (done["changed"], done.failed) == (changed, failed)
    if failed:
        assert (done["error"]["code"], done["error"]["reason"], done["error"]["data"]["next"]) == (32775, "wrong_side", ["Resync"])


def test_a_verb_is_awaited(way):
    script = [
        Expected("hyperv.StartReplication", None, dict(CALLED, waitSatisfied=False)),
        Expected("operation.wait", {"ids": ["hv01-1"], "timeoutSeconds": 30}, {"items": [operation(status="running")]}),
        Expected("operation.wait", None, {"items": [operation()]}),
    ]
    with ScriptedAgent(*script) as agent:
        assert start(way, agent)["operation"]["status"] == "succeeded"


def test_a_verb_that_is_accepted_is_not_awaited(way):
    wanted = dict(VERB, InitialReplicationType="network", InitialReplicationExportLocation=None, StartTime=None, wait="accepted")
    with ScriptedAgent(
        Expected("hyperv.StartReplication", wanted, {"ReturnValue": 4096, "Job": JOB, "operationId": "hv01-1", "warnings": []})
    ) as agent:
        assert start(way, agent, wait="accepted")["changed"]


def test_a_job_that_fails_fails_the_task(way):
    error = {"code": 32768, "message": "Failed: disk full", "data": {"reason": "job_failed"}}
    script = [
        Expected("hyperv.StartReplication", None, dict(CALLED, waitSatisfied=False)),
        Expected("operation.wait", None, {"items": [operation(status="failed", error=error)]}),
    ]
    with ScriptedAgent(*script) as agent:
        done = start(way, agent)
    assert done.failed and done["changed"] and done["error"]["reason"] == "job_failed"


@pytest.mark.parametrize("on_timeout", ["fail", "warn"])
def test_the_time_for_waiting_is_over(way, on_timeout):
    with ScriptedAgent(Expected("hyperv.StartReplication", None, dict(CALLED, waitSatisfied=False))) as agent:
        done = start(way, agent, wait_timeout=0, on_timeout=on_timeout)
    assert done.failed is (on_timeout == "fail") and done["changed"] and done["operation_id"] == "hv01-1"


def test_an_export_needs_its_location(way):
    for kind in ("export", 2):
        with ScriptedAgent() as agent:
            done = start(way, agent, initial_replication_type=kind)
        assert done.failed and "initial_replication_export_location" in done["msg"] and agent.connections == 0


@pytest.mark.parametrize("step, method", sorted(STEPS.items()))
def test_every_step_of_a_failover_is_one_method(way, step, method):
    extra = {}
    if step in ("test", "failover"):
        extra["CollectionRecoveryPoint"] = None
    if step == "reverse":
        extra["CollectionReplicationSettingData"] = None
    with ScriptedAgent(Expected("hyperv." + method, dict(VERB, **extra), CALLED)) as agent:
        done = failover(way, agent, operation=step)
    assert done["changed"] and done["actions"] == [method]


@pytest.mark.parametrize(
    "given, sent",
    [
        ({"id": "Microsoft:rp-1"}, "Microsoft:rp-1"),
        ({"before": "2026-11-22 18:00:00+00:00"}, {"before": "2026-11-22T18:00:00+00:00"}),
        ({"latest": "application_consistent"}, {"latest": "applicationConsistent"}),
        ({"latest": "group_crash_consistent"}, {"latest": "groupCrashConsistent"}),
        ({"latest": "any"}, None),
    ],
)
def test_recovery_points_are_chosen(way, given, sent):
    point = {
        "id": "Microsoft:rp-1",
        "name": "x",
        "createdAt": "2026-11-22T17:00:00Z",
        "consistency": {"number": 1, "name": "Application consistent"},
        "ageSeconds": 3600,
    }
    wanted = dict(VERB, CollectionRecoveryPoint=sent, acknowledge="unplanned")
    with ScriptedAgent(Expected("hyperv.InitiateFailover", wanted, dict(CALLED, CollectionRecoveryPoint=point))) as agent:
        done = failover(way, agent, operation="failover", recovery_point=given, acknowledge="unplanned")
    assert done["recovery_point"]["age_seconds"] == 3600 and "collection_recovery_point" not in done.result


def test_the_test_copy_is_named_as_soon_as_the_host_names_it(way):
    made = {"id": "t-1", "name": "sql-fci - Test"}
    script = [
        Expected("hyperv.TestReplicaCollection", None, dict(CALLED, ResultingCollection=None, CollectionRecoveryPoint=None)),
        Expected("replication.get", {"collection": "sql-fci", "include": ["testCollection"]}, {"testCollection": made}),
    ]
    with ScriptedAgent(*script) as agent:
        assert failover(way, agent, operation="test")["test_collection"] == made


def test_a_refusal_says_what_to_do_first(way):
    error = {
        "code": 32775,
        "message": "Invalid state for this operation: vm1 runs",
        "data": {"reason": "members_running", "allowed": ["SuspendReplication"], "hint": "Shut it down first."},
    }
    with ScriptedAgent(Expected("hyperv.InitiatePlannedFailover", error=error)) as agent:
        done = failover(way, agent, operation="planned_prepare")
    assert done.failed and not done["changed"] and done["msg"] == "Invalid state for this operation: vm1 runs. Shut it down first."


@pytest.mark.parametrize(
    "path, option",
    [("CollectionRecoveryPoint", "recovery_point"), ("CollectionRecoveryPoint.before", "recovery_point.before"), ("acknowledge", "acknowledge")],
)
def test_an_error_names_the_option_of_the_module(way, path, option):
    error = {"code": -32602, "message": "Invalid params: no such point", "data": {"reason": "unknown_recovery_point", "path": path}}
    with ScriptedAgent(Expected("hyperv.InitiateFailover", error=error)) as agent:
        done = failover(way, agent, operation="failover", acknowledge="unplanned")
    assert done["error"]["option"] == option and done["msg"] == "Invalid params: no such point (option %s)." % option


@pytest.mark.parametrize("path, option", [("Foo", "parameters.Foo"), ("Collection", "collection"), ("timeoutSeconds", "wait_timeout")])
def test_an_error_names_the_parameter_of_the_method(way, path, option):
    error = {"code": -32602, "message": "Invalid params: no", "data": {"reason": "unknown_member", "path": path}}
    with ScriptedAgent(Expected("hyperv.SuspendReplication", error=error)) as agent:
        assert host_method(way, agent, method="SuspendReplication", parameters={"Foo": 1})["error"]["option"] == option


@pytest.mark.parametrize("acknowledged", [True, False])
def test_check_mode_refuses_an_unplanned_failover_like_the_call(way, acknowledged):
    verdict = {
        "allowed": True,
        "returnValue": {"number": 4096, "name": "Job Started"},
        "reason": "needs_acknowledgement",
        "message": "This would be an unplanned failover.",
        "next": [],
    }
    with ScriptedAgent(Expected("replication.check", {"collection": "sql-fci", "operation": "InitiateFailover"}, verdict)) as agent:
        done = failover(way, agent, check=True, operation="failover", **({"acknowledge": "unplanned"} if acknowledged else {}))
    assert done.failed is not acknowledged and done["changed"] is acknowledged
    if acknowledged:
        assert "This would be an unplanned failover." in done.warnings
    else:
        error = done["error"]
        assert (error["code"], error["reason"], error["option"]) == (-32602, "needs_acknowledgement", "acknowledge")


@pytest.mark.parametrize(
    "args, says",
    [
        ({}, "missing required arguments: operation"),
        ({"operation": "go"}, "value of operation must be one of"),
        ({"operation": "commit", "recovery_point": {"latest": "any"}}, "recovery_point belongs to test and failover"),
        ({"operation": "test", "acknowledge": "unplanned"}, "acknowledge belongs to failover"),
        ({"operation": "commit", "reverse_settings": {}}, "reverse_settings belongs to reverse"),
        ({"operation": "test", "recovery_point": {}}, "one of the following is required"),
        ({"operation": "test", "recovery_point": {"id": "a", "latest": "any"}}, "mutually exclusive"),
        (
            {"operation": "test", "recovery_point": {"before": "2026-11-22T18:00:00"}},
            "recovery_point.before is 2026-11-22T18:00:00 and has no offset",
        ),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_failovers_that_cannot_be_meant(way, args, says, check):
    with ScriptedAgent() as agent:
        done = failover(way, agent, check=check, **args)
    assert done.failed and says in done["msg"], done["msg"]
    assert agent.connections == 0


@pytest.mark.parametrize("method", [method for method in METHODS if method != "GetReplicationStatistics"])
def test_no_method_is_out_of_reach(way, method):
    with ScriptedAgent(Expected("hyperv." + method, dict(VERB, Foo=1), CALLED)) as agent:
        done = host_method(way, agent, method=method, parameters={"Foo": 1})
    assert done["changed"] and done["actions"] == [method]
    assert done["answer"]["Job"]["JobState"] == 4 and done["return_value"] == 4096


def test_there_are_21_methods():
    assert len(set(METHODS)) == 21


@pytest.mark.parametrize("check", [True, False])
def test_statistics_are_read_also_in_check_mode(way, check):
    with ScriptedAgent(
        Expected(
            "hyperv.GetReplicationStatistics",
            {"Collection": "sql-fci"},
            {"ReturnValue": 0, "Job": None, "ReplicationStatistics": {"ReplicationSize": 7}},
        )
    ) as agent:
        done = host_method(way, agent, check=check, method="GetReplicationStatistics")
    assert not done["changed"] and done["answer"]["ReplicationStatistics"] == {"ReplicationSize": 7}


def test_parameters_that_have_options_of_their_own(way):
    for name in ("Collection", "wait", "idempotencyKey", "acknowledge"):
        with ScriptedAgent() as agent:
            done = host_method(way, agent, method="SuspendReplication", parameters={name: "x"})
        assert done.failed and "has an option of its own" in done["msg"] and agent.connections == 0


def test_warnings_of_the_host_are_warnings_of_the_task(way):
    warned = dict(CALLED, warnings=[{"reason": "setting_ignored", "message": "The start time is ignored.", "path": "StartTime"}])
    with ScriptedAgent(Expected("hyperv.StartReplication", None, warned)) as agent:
        assert "The start time is ignored." in start(way, agent).warnings
