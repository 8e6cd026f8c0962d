# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.hvcr.hyperv.tests.unit.support.agent import INFO, SQL, Batch, Expected, ScriptedAgent, operation
from ansible_collections.hvcr.hyperv.tests.unit.support.ways import WAYS, run

OBSERVED = {
    "collection": SQL,
    "side": "primary",
    "mode": {"number": 1, "name": "Primary"},
    "state": {"number": 3, "name": "Replicating"},
    "health": None,
    "satisfies": ["enabled", "replicating"],
    "document": {"collection": SQL["id"], "settings": {"recoveryHistory": 4}},
    "pendingStart": None,
    "job": None,
    "operationId": None,
}


@pytest.fixture(name="way", params=WAYS)
def fixture_way(request):
    return request.param


def info(way, agent, name="collection_replication_info", check=False, **args):
    return run(way, name, dict({"url": agent.url}, **args), check=check)


@pytest.mark.parametrize("check", [True, False])
def test_one_collection(way, check):
    full = dict(OBSERVED, members=[{"id": "v-1", "name": "sql1", "node": "hv01", "powerState": {"number": 2, "name": "Running"}}])
    with ScriptedAgent(Expected("replication.get", {"collection": "sql-fci"}, full)) as agent:
        done = info(way, agent, check=check, collection="sql-fci")
    found = done["collections"][0]
    assert not done["changed"] and found["members"][0]["power_state"]["name"] == "Running"
    assert found["document"]["settings"] == {"recovery_history": 4}
    assert done["node"] == "hv01" and "node" not in found


def test_parts_are_asked_for(way):
    with ScriptedAgent(
        Expected("replication.get", {"collection": "sql-fci", "include": ["healthIssues", "recoveryPoints"]}, OBSERVED)
    ) as agent:
        info(way, agent, collection="sql-fci", include=["health_issues", "recovery_points"])


def test_no_parts_are_the_quickest(way):
    with ScriptedAgent(Expected("replication.get", {"collection": "sql-fci", "include": []}, OBSERVED)) as agent:
        info(way, agent, collection="sql-fci", include=[])


def test_several_collections_are_a_batch(way):
    script = [
        Expected("agent.limits", {}, {"maxBatch": 100}),
        Batch(Expected("replication.get", {"collection": "a"}, OBSERVED), Expected("replication.get", {"collection": "b"}, OBSERVED)),
    ]
    with ScriptedAgent(*script) as agent:
        assert len(info(way, agent, collection=["a", "b"])["collections"]) == 2


def test_an_unknown_collection_is_an_error(way):
    error = {
        "code": -32004,
        "message": "Not found: no collection x; there are: sql-fci",
        "data": {"reason": "unknown_collection", "allowed": ["sql-fci"]},
    }
    with ScriptedAgent(Expected("replication.get", error=error)) as agent:
        done = info(way, agent, collection="x")
    assert done.failed and done["error"]["data"]["allowed"] == ["sql-fci"]


def test_all_collections_page_by_page(way):
    wanted = {"filter": {"mode": "primary", "name": "sql*"}, "limit": 500}
    script = [
        Expected("replication.list", wanted, {"items": [OBSERVED], "next": "2"}),
        Expected("replication.list", dict(wanted, cursor="2"), {"items": [OBSERVED], "next": None}),
    ]
    with ScriptedAgent(*script) as agent:
        done = info(way, agent, filter={"mode": "primary", "name": "sql*"})
    assert len(done["collections"]) == 2 and done["cluster"] == "primary"


def test_a_collection_and_a_filter_exclude_each_other(way):
    with ScriptedAgent() as agent:
        assert "mutually exclusive" in info(way, agent, collection="a", filter={"name": "b"})["msg"]


def test_operations(way):
    with ScriptedAgent(Expected("operation.get", {"id": "hv01-1"}, operation(status="running"))) as agent:
        done = info(way, agent, "operation_info", id="hv01-1")
    assert done["operations"][0]["created_at"] and done["all_ended"] is False


def test_operations_are_awaited(way):
    script = [
        Expected("operation.get", {"id": "hv01-1"}, operation(status="running", waitSatisfied=True)),
        Expected("operation.wait", {"ids": ["hv01-1"], "timeoutSeconds": 30}, {"items": [operation(status="failed")]}),
    ]
    with ScriptedAgent(*script) as agent:
        done = info(way, agent, "operation_info", id=["hv01-1"], wait=True)
    assert not done.failed and done["all_ended"] and done["operations"][0]["status"] == "failed"


def test_operations_are_listed(way):
    with ScriptedAgent(
        Expected("operation.list", {"filter": {"status": "failed"}, "limit": 500}, {"items": [operation(status="failed")], "next": None})
    ) as agent:
        assert len(info(way, agent, "operation_info", filter={"status": "failed"})["operations"]) == 1


def test_waiting_needs_ids(way):
    with ScriptedAgent() as agent:
        assert "id" in info(way, agent, "operation_info", wait=True)["msg"]


@pytest.mark.parametrize("preflight", [True, False])
def test_an_agent(way, preflight):
    script = [
        Expected("agent.info", {}, {"version": "1.0.0", "apiVersion": 1, "hostTime": "2026-11-23T01:00:00Z"}),
        Expected("agent.limits", {}, {"maxBatch": 100}),
    ]
    if preflight:
        script.append(Expected("agent.preflight", {}, {"items": [{"id": "P1", "status": "pass"}]}))
    with ScriptedAgent(*script) as agent:
        done = info(way, agent, "agent_info", preflight=preflight)
    assert done["agent"]["api_version"] == 1 and done["limits"] == {"max_batch": 100}
    assert ("preflight" in done.result) is preflight


def test_the_wrong_cluster_is_noticed_by_what_only_reads(way):
    with ScriptedAgent(Expected("agent.info", {}, INFO)) as agent:
        done = info(way, agent, "agent_info", expect_cluster="recovery")
    assert done.failed and done["error"]["reason"] == "wrong_cluster"
