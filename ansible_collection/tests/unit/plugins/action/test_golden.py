# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The agent's own examples, one exchange for each method, through the modules: what is sent is what the example sends."""

from __future__ import annotations

import json
import pathlib

import pytest

from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import snake, snake_keys
from ansible_collections.hvcr.hyperv.tests.unit.support.agent import ANYTHING, Expected, ScriptedAgent
from ansible_collections.hvcr.hyperv.tests.unit.support.ways import WAYS, run

HERE = pathlib.Path(__file__).resolve()
#: The build lays the examples beside the tests; in a checkout they are where everybody finds them.
FOLDERS = (HERE.parents[2] / "support" / "jsonrpc", HERE.parents[5] / "examples" / "jsonrpc")
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), None)

pytestmark = pytest.mark.skipif(FOLDER is None, reason="the agent's examples are not part of the artefact")

OURS = ("wait", "timeoutSeconds", "idempotencyKey", "expectCluster", "acknowledge")
VERBS = sorted(path.stem for path in FOLDER.glob("hyperv.*.json")) if FOLDER else []


@pytest.fixture(name="way", params=WAYS)
def fixture_way(request):
    return request.param


def example(method):
    exchange = json.loads((FOLDER / (method + ".json")).read_text(encoding="utf-8"))
    return exchange["request"]["params"], exchange["response"]["result"]


def expected(method, **more):
    params, result = example(method)
    return Expected(method, dict(params, **more), result)


def test_there_is_an_example_for_each_of_the_21_methods():
    assert len(VERBS) == 21


@pytest.mark.parametrize("method", VERBS)
def test_host_methods(way, method):
    params, result = example(method)
    options = {"collection": params["Collection"], "method": method.partition(".")[2], "wait": params.get("wait", "accepted")}
    options["parameters"] = {name: value for name, value in params.items() if name != "Collection" and name not in OURS}
    if "acknowledge" in params:
        options["acknowledge"] = params["acknowledge"]
    if method != "hyperv.GetReplicationStatistics":
        params = dict(params, wait=options["wait"], timeoutSeconds=ANYTHING, idempotencyKey=ANYTHING)
    with ScriptedAgent(Expected(method, params, result)) as agent:
        done = run(way, "collection_host_method", dict(options, url=agent.url))
    assert not done.failed, done["msg"]
    assert done["changed"] is (method != "hyperv.GetReplicationStatistics")
    assert done["return_value"] == result["ReturnValue"]
    assert done["answer"] == {name: value for name, value in result.items() if name not in ("backend", "cluster", "node", "warnings")}
    assert (done["backend"], done["cluster"], done["node"]) == (result["backend"], result["cluster"], result["node"])


def meant(params):
    """A document without what leaves everything as it is: absent, null and empty are the same to the agent."""
    if not isinstance(params, dict):
        return params
    return {name: meant(value) for name, value in params.items() if value is not None and value != []}


def declared(params):
    options = snake_keys({name: value for name, value in params.items() if name not in OURS})
    if "allow" in options:
        options["allow"] = [snake(need) for need in options["allow"]]
    if "expectCluster" in params:
        options["expect_cluster"] = params["expectCluster"]
    return options


def test_a_plan(way):
    params, result = example("replication.plan")
    with ScriptedAgent(Expected("replication.plan", meant(params), result)) as agent:
        done = run(way, "collection_replication", dict(declared(params), url=agent.url), check=True, diff=True)
    assert not done.failed, done["msg"]
    assert done["actions"] == [step["method"] for step in result["steps"]]
    assert done["diff"]["after"] == snake_keys(result["after"])


def test_an_apply(way):
    params, result = example("replication.apply")
    sent = dict({"timeoutSeconds": ANYTHING, "idempotencyKey": ANYTHING, "wait": "started"}, **meant(params))
    with ScriptedAgent(Expected("replication.apply", sent, result)) as agent:
        options = dict(declared(params), url=agent.url, wait=sent["wait"])
        if "idempotencyKey" in params:
            options["idempotency_key"] = params["idempotencyKey"]
        done = run(way, "collection_replication", options)
    assert not done.failed, done["msg"]
    assert done["changed"] is result["changed"]
    assert done["operation"]["id"] == result["id"]
    assert done["operation"]["steps"][0]["return_value"] == result["steps"][0]["returnValue"]


def test_one_collection(way):
    params, result = example("replication.get")
    options = {"collection": params["collection"]}
    if "include" in params:
        options["include"] = [snake(part) for part in params["include"]]
    with ScriptedAgent(Expected("replication.get", params, result)) as agent:
        done = run(way, "collection_replication_info", dict(options, url=agent.url))
    assert done["collections"][0]["collection"] == result["collection"]
    assert done["collections"][0]["document"] == snake_keys(result["document"])


def test_all_collections(way):
    unused, result = example("replication.list")
    with ScriptedAgent(Expected("replication.list", {"limit": 500}, dict(result, next=None))) as agent:
        done = run(way, "collection_replication_info", {"url": agent.url})
    assert [one["collection"] for one in done["collections"]] == [one["collection"] for one in result["items"]]


def test_what_a_method_would_do(way):
    params, result = example("replication.check")
    with ScriptedAgent(Expected("replication.check", params, result)) as agent:
        options = {"url": agent.url, "collection": params["collection"], "method": params["operation"]}
        done = run(way, "collection_host_method", options, check=True)
    assert done.failed is not result["allowed"]
    if done.failed:
        assert done["error"]["code"] == result["returnValue"]["number"] and done["error"]["name"] == result["returnValue"]["name"]
        assert done["error"]["reason"] == result["reason"] and done["msg"] == result["message"]


def test_operations(way):
    params, result = example("operation.get")
    with ScriptedAgent(Expected("operation.get", params, result)) as agent:
        done = run(way, "operation_info", {"url": agent.url, "id": params["id"]})
    assert done["operations"][0]["status"] == result["status"]
    unused, listed = example("operation.list")
    with ScriptedAgent(Expected("operation.list", {"limit": 500}, dict(listed, next=None))) as agent:
        done = run(way, "operation_info", {"url": agent.url})
    assert len(done["operations"]) == len(listed["items"])


def test_an_agent(way):
    with ScriptedAgent(expected("agent.info"), expected("agent.limits"), expected("agent.preflight")) as agent:
        done = run(way, "agent_info", {"url": agent.url, "preflight": True})
    info = example("agent.info")[1]
    assert done["agent"]["cluster"] == info["cluster"] and done["cluster"] == info["cluster"]["name"]
    assert len(done["preflight"]) == len(example("agent.preflight")[1]["items"])
    assert done["limits"]["max_batch"] == example("agent.limits")[1]["maxBatch"]


def test_collections_by_name_and_id(way):
    unused, result = example("collection.list")
    # The example shows two collections of one name, which the agent refuses as ambiguous: one of them alone is not.
    only = result["items"][:1]
    reference = only[0]["collection"]
    with ScriptedAgent(Expected("collection.list", {"limit": 500}, dict(result, items=only, next=None))) as agent:
        options = {"url": agent.url, "state": "suspended", "collections": [{"collection": reference["name"]}, {"collection": reference["id"]}]}
        done = run(way, "collection_replications", options)
    assert done.failed and done["error"]["reason"] == "duplicate_collection"
