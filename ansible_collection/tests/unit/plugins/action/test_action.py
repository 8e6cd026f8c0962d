# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible.errors import AnsibleActionFail
from ansible.template import Templar
from ansible_collections.hvcr.hyperv.tests.unit.support.agent import INFO, Expected, ScriptedAgent, operation
from ansible_collections.hvcr.hyperv.tests.unit.support.ways import WAYS, run

TOKEN = "a-token-of-forty-characters-and-no-fewer"


def info(agent_url=None, **more):
    args = {"url": agent_url} if agent_url else {}
    args.update(more.pop("args", {}))
    return run("action", "agent_info", args, **more)


def answers():
    return [Expected("agent.info", {}, INFO), Expected("agent.limits", {}, {})]


def test_variables_of_the_host_answer_what_the_task_leaves_open(tmp_path):
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    with ScriptedAgent(*answers()) as agent:
        done = info(task_vars={"hvcr_url": agent.url, "hvcr_token_file": "token", "hvcr_expect_cluster": "primary"}, basedir=tmp_path)
    assert not done.failed, done["msg"]
    assert agent.headers[0]["Authorization"] == "Bearer " + TOKEN


def test_the_task_beats_the_inventory_and_the_inventory_beats_the_environment():
    environ = {"HVCR_URL": "https://environment.invalid", "HVCR_TOKEN": "environment"}
    with ScriptedAgent(*answers()) as agent:
        done = info(
            agent.url,
            args={"token": "task"},
            task_vars={"hvcr_url": "https://inventory.invalid", "hvcr_token": "inventory"},
            environ=environ,
        )
    assert not done.failed and agent.headers[0]["Authorization"] == "Bearer task"
    with ScriptedAgent(*answers()) as agent:
        done = info(task_vars={"hvcr_url": agent.url, "hvcr_token": "inventory"}, environ=environ)
    assert not done.failed and agent.headers[0]["Authorization"] == "Bearer inventory"
    with ScriptedAgent(*answers()) as agent:
        done = info(environ={"HVCR_URL": agent.url, "HVCR_TOKEN": "environment"})
    assert not done.failed and agent.headers[0]["Authorization"] == "Bearer environment"


@pytest.mark.parametrize(
    "variables, address",
    [
        ({}, "https://hv01.invalid:8443"),
        ({"hvcr_port": 9000}, "https://hv01.invalid:9000"),
        ({"ansible_host": "10.255.255.1.invalid"}, "https://10.255.255.1.invalid:8443"),
    ],
)
def test_the_agent_of_a_windows_host_is_on_the_host(variables, address):
    found = dict({"inventory_hostname": "hv01.invalid", "ansible_connection": "winrm"}, **variables)
    done = info(task_vars=found, environ={"HVCR_URL": "https://environment.invalid"})
    assert done.failed and address in done["msg"]


@pytest.mark.parametrize("delegate, asked", [("other", "other"), ("localhost", "own"), ("plain", "own")])
def test_a_delegated_task_asks_the_agent_of_the_other_host(delegate, asked):
    with ScriptedAgent(*(answers() if asked == "own" else [])) as own, ScriptedAgent(*(answers() if asked == "other" else [])) as other:
        hosts = {"other": {"hvcr_url": other.url}, "localhost": {"hvcr_url": other.url}, "plain": {"ansible_connection": "local"}}
        done = info(task_vars={"hvcr_url": own.url, "hostvars": hosts}, delegate_to=delegate)
    assert not done.failed


def test_async_is_for_modules_on_a_host():
    with pytest.raises(AnsibleActionFail) as caught:
        info("http://localhost:1", async_val=60)
    assert "operation_info" in str(caught.value)


def test_an_unknown_place_to_run_is_refused():
    with pytest.raises(AnsibleActionFail) as caught:
        info("http://localhost:1", task_vars={"hvcr_run_on": "moon"})
    assert "moon" in str(caught.value)


def test_on_the_target_the_module_runs_with_the_same_arguments(monkeypatch):
    from ansible_collections.hvcr.hyperv.plugins.action.collection_replication import ActionModule

    seen = {}

    def execute(self, **kwargs):
        seen.update(kwargs)
        return {"changed": False}

    monkeypatch.setattr(ActionModule, "_execute_module", execute)
    done = info("https://hv01", task_vars={"hvcr_run_on": "target", "hvcr_token": TOKEN}, async_val=60)
    assert not done["changed"]
    assert seen["module_name"] == "hvcr.hyperv.agent_info" and seen["wrap_async"] == 60
    assert seen["module_args"] == {"url": "https://hv01", "token": TOKEN}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("place", ["option", "file", "environment", "proxy"])
def test_the_token_is_never_shown(way, place, tmp_path):
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    args, environ = {"collection": "sql-fci", "state": "suspended"}, {}
    if place == "option":
        args["token"] = TOKEN
    elif place == "file":
        args["token_file"] = str(tmp_path / "token")
    elif place == "environment":
        environ["HVCR_TOKEN"] = TOKEN
    error = {
        "code": -32603,
        "message": "Internal error: header was Bearer %s" % TOKEN,
        "data": {"reason": "internal", "hint": TOKEN, "allowed": [TOKEN]},
    }
    with ScriptedAgent(Expected("replication.apply", error=error)) as agent:
        args["url"] = agent.url
        if place == "proxy":
            args.update(url="https://localhost:1", proxy="http://me:%s@127.0.0.1:%d" % (TOKEN, agent.port))
            agent.script.clear()
        done = run(way, "collection_replication", args, environ=environ)
    assert done.failed
    assert TOKEN not in done.printed
    assert TOKEN not in done["msg"]


def test_arguments_are_shown_like_those_of_a_module():
    with ScriptedAgent(Expected("replication.apply", None, operation())) as agent:
        args = {"url": agent.url, "collection": "sql-fci", "state": "suspended", "token": TOKEN}
        done = run("action", "collection_replication", args)
    shown = done["invocation"]["module_args"]
    assert shown["token"] == "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER" and shown["wait_timeout"] == 600


def test_variables_may_be_templates():
    with ScriptedAgent(*answers()) as agent:
        variables = {"hvcr_url": "http://localhost:{{ agent_port }}", "agent_port": agent.port}
        try:
            from ansible.template import trust_as_template

            variables["hvcr_url"] = trust_as_template(variables["hvcr_url"])
        except ImportError:
            assert Templar is not None
        assert not info(task_vars=variables).failed
