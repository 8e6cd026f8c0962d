# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.hvcr.hyperv.tests.unit.support.agent import ANYTHING, SQL, Batch, Expected, ScriptedAgent, operation, plan
from ansible_collections.hvcr.hyperv.tests.unit.support.ways import WAYS, run

LIMITS = Expected("agent.limits", {}, {"maxBatch": 2})
WEB = {"id": "8d1f2f0a-3f6b-4f0e-8f0e-000000000002", "name": "web"}
APPLY = {"wait": "accepted", "idempotencyKey": ANYTHING}


@pytest.fixture(name="way", params=WAYS)
def fixture_way(request):
    return request.param


def replications(way, agent, collections, check=False, diff=False, **args):
    return run(way, "collection_replications", dict({"url": agent.url, "collections": collections}, **args), check=check, diff=diff)


def apply(name, answer=None, error=None, **document):
    return Expected("replication.apply", dict({"collection": name}, **dict(document, **APPLY)), answer, error=error)


def test_batches_are_as_large_as_the_agent_takes(way):
    script = [
        LIMITS,
        Batch(apply("a", operation(), state="suspended"), apply("b", operation(changed=False), state="suspended")),
        Batch(apply("c", operation(changed=False), state="enabled")),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(
            way, agent, [{"collection": "a"}, {"collection": "b"}, {"collection": "c", "state": "enabled"}], state="suspended"
        )
    assert done["changed"] and [entry["changed"] for entry in done["collections"]] == [True, False, False]
    assert [entry["index"] for entry in done["collections"]] == [0, 1, 2]
    assert done["collections"][0]["actions"] == ["SuspendReplication"]
    assert done["cluster"] == "primary"
    assert agent.connections == 1


def test_nothing_to_do_is_unchanged(way):
    with ScriptedAgent(LIMITS, Batch(apply("a", operation(changed=False), state="suspended"))) as agent:
        done = replications(way, agent, [{"collection": "a", "state": "suspended"}])
    assert not done["changed"] and "plan" not in done["collections"][0]


def test_no_collections_are_no_request(way):
    with ScriptedAgent() as agent:
        done = replications(way, agent, [])
    assert not done["changed"] and done["collections"] == [] and agent.connections == 0


def test_settings_for_all_give_way_one_by_one(way):
    script = [
        LIMITS,
        Batch(
            Expected(
                "replication.plan",
                {"collection": "a", "state": "replicating", "settings": {"recoveryHistory": 4, "replicaServerName": "b"}},
                plan(),
            ),
            Expected(
                "replication.plan",
                {"collection": "c", "state": "replicating", "settings": {"recoveryHistory": 2, "replicaServerName": "b"}},
                plan(),
            ),
        ),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(
            way,
            agent,
            [{"collection": "a"}, {"collection": "c", "settings": {"recovery_history": 2}}],
            check=True,
            state="replicating",
            settings={"recovery_history": 4, "replica_server_name": "b"},
        )
    assert done["changed"] and done["collections"][1]["actions"] == ["SuspendReplication"]


def test_one_wait_for_all(way):
    running = [operation(status="running", identifier="hv01-%d" % number, waitSatisfied=True) for number in (1, 2)]
    script = [
        LIMITS,
        Batch(apply("a", running[0], state="suspended"), apply("b", running[1], state="suspended")),
        Expected(
            "operation.wait", {"ids": ["hv01-1", "hv01-2"], "timeoutSeconds": 30}, {"items": [operation(identifier="hv01-1"), running[1]]}
        ),
        Expected("operation.wait", {"ids": ["hv01-2"], "timeoutSeconds": ANYTHING}, {"items": [operation(identifier="hv01-2")]}),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "a"}, {"collection": "b"}], state="suspended")
    assert [entry["operation"]["status"] for entry in done["collections"]] == ["succeeded", "succeeded"]
    assert all(entry["wait_satisfied"] for entry in done["collections"])


def test_accepted_does_not_wait(way):
    running = operation(status="running", waitSatisfied=True)
    with ScriptedAgent(LIMITS, Batch(apply("a", running, state="suspended"))) as agent:
        assert replications(way, agent, [{"collection": "a"}], state="suspended", wait="accepted")["changed"]


def test_synchronized_is_asked_for_each_afterwards(way):
    script = [
        LIMITS,
        Batch(apply("a", operation(changed=False), state="replicating")),
        Expected(
            "replication.apply",
            {"collection": "a", "state": "replicating", "wait": "synchronized", "timeoutSeconds": ANYTHING, "idempotencyKey": ANYTHING},
            operation(changed=False),
        ),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "a"}], state="replicating", wait="synchronized")
    assert done["collections"][0]["wait_satisfied"]


def test_there_is_one_look_even_with_no_time_to_wait(way):
    script = [
        LIMITS,
        Batch(apply("a", operation(changed=False), state="replicating")),
        Expected("replication.apply", None, operation(changed=False)),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "a"}], state="replicating", wait="synchronized", wait_timeout=0)
    assert not done.failed and done["collections"][0]["wait_satisfied"]


@pytest.mark.parametrize("on_timeout", ["fail", "warn"])
def test_the_time_for_waiting_is_over(way, on_timeout):
    running = operation(status="running", waitSatisfied=True)
    with ScriptedAgent(LIMITS, Batch(apply("a", running, state="suspended"))) as agent:
        done = replications(way, agent, [{"collection": "a"}], state="suspended", wait_timeout=0, on_timeout=on_timeout)
    assert done.failed is (on_timeout == "fail")
    assert done["collections"][0]["failed"] is (on_timeout == "fail")
    assert done["changed"]


def test_one_that_fails_does_not_keep_the_others_from_being_done(way):
    error = {
        "code": -32004,
        "message": "Not found: no collection b; there are a and c",
        "data": {"reason": "unknown_collection", "allowed": ["a", "c"]},
    }
    failed = operation(
        status="failed",
        identifier="hv01-3",
        error={"code": 32775, "message": "Invalid state for this operation: no", "data": {"reason": "invalid_state"}},
    )
    script = [
        LIMITS,
        Batch(apply("a", operation(), state="suspended"), apply("b", error=error, state="suspended")),
        Batch(apply("c", failed, state="suspended")),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "a"}, {"collection": "b"}, {"collection": "c"}], state="suspended")
    assert done.failed and done["changed"]
    assert (
        done["msg"]
        == "2 of 3 collections failed: b: Not found: no collection b; there are a and c; c: Invalid state for this operation: no"
    )
    assert [entry["failed"] for entry in done["collections"]] == [False, True, True]
    assert done["collections"][1]["error"]["reason"] == "unknown_collection" and done["collections"][1]["collection"] == "b"
    assert done["error"]["code"] == -32004


def test_check_mode_is_the_agents_plans_and_names_what_is_blocked(way):
    blocked = plan(False, blocked={"reason": "not_replicated", "message": "Not replicated.", "returnValue": None, "next": []})
    script = [
        LIMITS,
        Batch(Expected("replication.plan", {"collection": "a", "state": "suspended"}, plan()), Expected("replication.plan", None, blocked)),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "a"}, {"collection": "b"}], check=True, diff=True, state="suspended")
    assert done.failed and done["collections"][0]["changed"] and done["collections"][1]["error"]["reason"] == "not_replicated"
    assert [diff["after"]["state"] for diff in done["diff"]] == ["suspended"]


def test_an_agent_that_is_lost_between_two_batches(way):
    script = [
        LIMITS,
        Batch(apply("a", operation(), state="suspended"), apply("b", operation(), state="suspended")),
        Expected(None, http=(404, {}, b"")),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "a"}, {"collection": "b"}, {"collection": "c"}], state="suspended")
    assert done.failed and done["changed"]
    assert [entry["failed"] for entry in done["collections"]] == [False, False, True]


@pytest.mark.parametrize(
    "first, second",
    [
        ("a", "a"),
        (SQL["id"], SQL["id"].upper()),
        (SQL["id"], "{%s}" % SQL["id"]),
        (SQL["id"], 'Msvm_VirtualSystemCollection.InstanceID="%s"' % SQL["id"]),
    ],
)
def test_the_same_collection_twice_is_refused_before_anything_is_called(way, first, second):
    with ScriptedAgent() as agent:
        done = replications(way, agent, [{"collection": first}, {"collection": second}], state="suspended")
    assert done.failed and "collections[0]" in done["msg"] and "collections[1]" in done["msg"] and "the same collection" in done["msg"]
    assert done["error"]["reason"] == "duplicate_collection"
    assert agent.connections == 0


@pytest.mark.parametrize("check", [True, False])
def test_nobody_can_wait_for_an_export_and_nothing_is_called(way, check):
    export = {"type": "export", "export_location": "D:\\out"}
    with ScriptedAgent() as agent:
        done = replications(
            way,
            agent,
            [{"collection": "a"}, {"collection": "b", "initial_replication": export}],
            check=check,
            state="replicating",
            wait="synchronized",
        )
    assert done.failed and done["error"]["reason"] == "wait_not_possible"
    assert "collections[1]" in done["msg"] and "(collection b)" in done["msg"] and "'accepted' or 'started'" in done["msg"]
    assert agent.connections == 0


def test_once_by_name_and_once_by_id_is_twice_too(way):
    with ScriptedAgent(
        Expected("collection.list", {"limit": 500}, {"items": [WEB], "next": "more"}),
        Expected("collection.list", {"limit": 500, "cursor": "more"}, {"items": [SQL], "next": None}),
    ) as agent:
        done = replications(way, agent, [{"collection": "sql-fci"}, {"collection": SQL["id"]}], state="suspended")
    assert done.failed and done["error"]["reason"] == "duplicate_collection"


def test_two_collections_of_one_name_are_not_mistaken_for_one(way):
    twins = [{"id": SQL["id"], "name": "twin"}, {"id": WEB["id"], "name": "twin"}]
    error = {
        "code": -32602,
        "message": "Invalid params: two are called twin",
        "data": {"reason": "ambiguous_collection", "path": "collection"},
    }
    script = [
        Expected("collection.list", None, {"items": twins, "next": None}),
        LIMITS,
        Batch(apply("twin", error=error, state="suspended"), apply(SQL["id"], operation(changed=False), state="suspended")),
    ]
    with ScriptedAgent(*script) as agent:
        done = replications(way, agent, [{"collection": "twin"}, {"collection": SQL["id"]}], state="suspended")
    assert done.failed and done["collections"][0]["error"]["reason"] == "ambiguous_collection" and not done["collections"][1]["failed"]


@pytest.mark.parametrize(
    "collections, says",
    [
        ([{"collection": "a"}], "collections[0].state: collection a has neither a state nor settings"),
        ([{"state": "suspended"}], "missing required arguments: collection"),
        (
            [{"collection": "a", "state": "suspended", "settings": {"auto_resynchronize_interval_end": 360}}],
            "collections[0].settings.auto_resynchronize_interval_end is the number 360",
        ),
        ([{"collection": "a", "initial_replication": {"type": "export"}}], "export_location"),
        ("everything", "dict"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_called(way, collections, says):
    with ScriptedAgent() as agent:
        done = replications(way, agent, collections)
    assert done.failed and says in done["msg"], done["msg"]
    assert agent.connections == 0
