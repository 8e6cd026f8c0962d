# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json

import pytest

from ansible.errors import AnsibleParserError
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import inventory_loader
from ansible_collections.hvcr.hyperv.tests.unit.support.agent import SQL, Expected, ScriptedAgent

INFO = {"version": "1.0.0", "site": "primary", "cluster": {"id": "c-1", "name": "primary"}, "node": "hv01", "backend": "wmi"}


def observed(name="sql-fci", identifier=SQL["id"], side="primary", state="Replicating", number=3):
    return {
        "collection": {"id": identifier, "name": name},
        "side": side,
        "mode": {"number": 1, "name": "Primary"},
        "state": {"number": number, "name": state},
        "health": {"number": 1, "name": "Ok"},
        "satisfies": ["enabled", "replicating"],
    }


def answers(*collections, wanted=None):
    params = {"limit": 500}
    if wanted:
        params["filter"] = wanted
    return [Expected("agent.info", {}, INFO), Expected("replication.list", params, {"items": list(collections), "next": None})]


def parse(tmp_path, name="sites.hvcr.yml", **options):
    path = tmp_path / name
    path.write_text(json.dumps(dict({"plugin": "hvcr.hyperv.sites"}, **options)), encoding="utf-8")
    inventory = InventoryData()
    plugin = inventory_loader.get("hvcr.hyperv.sites")
    assert plugin.verify_file(str(path))
    plugin.parse(inventory, DataLoader(), str(path), cache=False)
    return inventory


def members(inventory, group):
    return sorted(host.name for host in inventory.groups[group].get_hosts())


def test_collections_and_agents_become_hosts(tmp_path):
    with ScriptedAgent(*answers(observed(), observed("web", "w-1", "none", "Disabled", 0))) as agent:
        inventory = parse(tmp_path, agents=[{"url": agent.url, "expect_cluster": "primary"}])
    assert members(inventory, "hvcr_agents") == ["hv01"]
    assert members(inventory, "hvcr_collections") == ["sql-fci@primary", "web@primary"]
    assert members(inventory, "hvcr_site_primary") == ["hv01", "sql-fci@primary", "web@primary"]
    assert members(inventory, "hvcr_side_primary") == ["sql-fci@primary"]
    assert members(inventory, "hvcr_state_replicating") == ["sql-fci@primary"]
    found = inventory.get_host("sql-fci@primary").get_vars()
    assert found["hvcr_collection"] == SQL["id"] and found["hvcr_url"] == [agent.url]
    assert found["hvcr_expect_cluster"] == "primary" and found["hvcr_health"] == "Ok"


def test_the_token_does_not_become_a_variable(tmp_path):
    (tmp_path / "token").write_text("from-a-file", encoding="utf-8")
    with ScriptedAgent(*answers(observed())) as agent:
        inventory = parse(tmp_path, agents=[{"url": agent.url, "token": "a-secret-token"}])
    assert agent.headers[0]["Authorization"] == "Bearer a-secret-token"
    assert "a-secret-token" not in json.dumps(inventory.get_host("sql-fci@primary").get_vars(), default=str)


def test_collections_of_one_name_are_told_apart_by_their_ids(tmp_path):
    with ScriptedAgent(*answers(observed("twin", "t-1"), observed("twin", "t-2"))) as agent:
        inventory = parse(tmp_path, agents=[{"url": agent.url}])
    assert members(inventory, "hvcr_collections") == ["t-1@primary", "t-2@primary"]


def test_groups_and_variables_of_the_users_own(tmp_path):
    with ScriptedAgent(*answers(observed(), wanted={"state": "Replicating"})) as agent:
        inventory = parse(
            tmp_path,
            agents=[{"url": agent.url}],
            filter={"state": "Replicating"},
            compose={"shout": "hvcr_collection_name | upper"},
            groups={"databases": "hvcr_collection_name is defined and hvcr_collection_name is match('sql')"},
            keyed_groups=[{"key": "hvcr_health", "prefix": "health"}],
        )
    assert members(inventory, "databases") == ["sql-fci@primary"]
    assert "sql-fci@primary" in members(inventory, "health_Ok")
    assert inventory.get_host("sql-fci@primary").get_vars()["shout"] == "SQL-FCI"


def test_a_site_that_is_gone_is_an_error_unless_it_is_expected(tmp_path):
    gone = {"url": "http://127.0.0.1:1", "name": "lost"}
    with pytest.raises(AnsibleParserError) as caught:
        parse(tmp_path, agents=[gone])
    assert "cannot be reached" in str(caught.value)
    inventory = parse(tmp_path, agents=[gone], unreachable="warn")
    assert members(inventory, "hvcr_unreachable") == ["lost"]


@pytest.mark.parametrize(
    "agents, says",
    [
        ([{"url": "http://localhost:1", "colour": "red"}], "unknown option colour"),
        ([{"name": "nowhere"}], "url is missing"),
        ([{"url": "http://elsewhere.example"}], "on this machine only"),
    ],
)
def test_agents_that_cannot_be_meant(tmp_path, agents, says):
    with pytest.raises(AnsibleParserError) as caught:
        parse(tmp_path, agents=agents)
    assert says in str(caught.value)


def test_the_wrong_cluster_is_an_error(tmp_path):
    with ScriptedAgent(Expected("agent.info", {}, INFO)) as agent:
        with pytest.raises(AnsibleParserError):
            parse(tmp_path, agents=[{"url": agent.url, "expect_cluster": "recovery"}])


def test_other_files_are_not_for_this_plugin():
    assert not inventory_loader.get("hvcr.hyperv.sites").verify_file(__file__)
