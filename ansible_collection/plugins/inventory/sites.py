# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Hyper-V collections as hosts, grouped by site, side, mode and state."""

from __future__ import annotations

DOCUMENTATION = r"""
name: sites
short_description: Hyper-V collections and agents as hosts
version_added: 1.0.0
author: The hvcr project (@hvcr)
description:
  - Asks agents which collections their clusters have. Each collection of each cluster becomes a host, named after the collection and the cluster, such as
    V(sql-fci@primary). Where a cluster has two collections of one name, the ids are used instead of the names.
  - Hosts have the variables that the modules of this collection look for, so that a play over a group acts on each collection at its own site, with
    C(hvcr_collection) as the collection and no connection options at all.
  - The groups are C(hvcr_agents), C(hvcr_collections), and one for each site (C(hvcr_site_primary)), side (C(hvcr_side_recovery)), mode
    (C(hvcr_mode_primary)) and state (C(hvcr_state_replicating)).
  - The configuration file ends in C(hvcr.yml) or C(hvcr.yaml).
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
options:
  plugin:
    description: The name of this plugin.
    type: str
    required: true
    choices: [hvcr.hyperv.sites]
  agents:
    description: The agents, one for each cluster.
    type: list
    elements: dict
    required: true
    suboptions:
      url:
        description: Address of the agent, or a list of addresses of agents of the same cluster.
        type: raw
        required: true
      name:
        description: The name of the host that stands for the agent. The name of its node, unless given.
        type: str
      token:
        description: The bearer token. It does not become a variable of the hosts. Give them C(hvcr_token) by group variables.
        type: str
      token_file:
        description: A file that holds the bearer token. It becomes C(hvcr_token_file) of the hosts.
        type: path
      ca_file:
        description: PEM file with the certificate of the agent or of its authority. It becomes C(hvcr_ca_file) of the hosts.
        type: path
      client_cert:
        description: PEM file with a client certificate. It becomes C(hvcr_client_cert) of the hosts.
        type: path
      client_key:
        description: PEM file with its key. It becomes C(hvcr_client_key) of the hosts.
        type: path
      expect_cluster:
        description: Name or id of the cluster that must answer. It becomes C(hvcr_expect_cluster) of the hosts.
        type: str
  filter:
    description: Which collections become hosts, like O(hvcr.hyperv.collection_replication_info#module:filter).
    type: dict
  unreachable:
    description:
      - What it means that an agent cannot be reached. When a site is lost, the other one is still needed.
      - "V(fail): The inventory fails."
      - "V(warn): The collections of that agent are left out, with a warning. The agent becomes a host of the group C(hvcr_unreachable), if it has a name."
    type: str
    default: fail
    choices: [fail, warn]
"""

EXAMPLES = r"""
# sites.hvcr.yml
plugin: hvcr.hyperv.sites
agents:
  - url: https://hv01.primary.example:8443
    ca_file: files/primary.pem
    token_file: ~/.config/hvcr/primary.token
    expect_cluster: primary
  - url:
      - https://hv11.recovery.example:8443
      - https://hv12.recovery.example:8443
    ca_file: files/recovery.pem
    token_file: ~/.config/hvcr/recovery.token
    expect_cluster: recovery
unreachable: warn
keyed_groups:
  - key: hvcr_health
    prefix: hvcr_health
groups:
  sql: hvcr_collection_name.startswith('sql')
"""

import os

from ansible.errors import AnsibleParserError
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable
from ansible_collections.hvcr.hyperv.plugins.module_utils._connection import ConnectionSettings
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import HvcrError, TransportError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import snake_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._paging import pages
from ansible_collections.hvcr.hyperv.plugins.module_utils._rpc import Client

_AGENT_OPTIONS = ("url", "name", "token", "token_file", "ca_file", "client_cert", "client_key", "expect_cluster")
_PASSED_ON = ("token_file", "ca_file", "client_cert", "client_key", "expect_cluster")
_PATHS = ("token_file", "ca_file", "client_cert", "client_key")
_TIMEOUTS = {"connect_timeout": 10, "read_timeout": 60, "reconnect_timeout": 10}


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    """Reads from every agent what it has, and turns it into hosts and groups."""

    NAME = "hvcr.hyperv.sites"

    def verify_file(self, path):
        return super().verify_file(path) and path.endswith(("hvcr.yml", "hvcr.yaml"))

    def parse(self, inventory, loader, path, cache=True):
        super().parse(inventory, loader, path, cache)
        self._read_config_data(path)
        agents = [self._agent(position, given) for position, given in enumerate(self.get_option("agents"))]
        for found in self._cached(path, cache, agents):
            self._add(found)

    def _cached(self, path, cache, agents):
        """What the agents answered, now or before."""
        key = self.get_cache_key(path)
        wanted = self.get_option("cache")
        if wanted and cache:
            try:
                return self._cache[key]
            except KeyError:
                pass
        answers = [self._ask(agent) for agent in agents]
        if wanted:
            self._cache[key] = answers
        return answers

    def _agent(self, position, given):
        unknown = sorted(set(given) - set(_AGENT_OPTIONS))
        if unknown:
            raise AnsibleParserError(
                "agents[%d]: unknown option %s; there are %s" % (position, ", ".join(unknown), ", ".join(_AGENT_OPTIONS))
            )
        if not given.get("url"):
            raise AnsibleParserError("agents[%d]: url is missing" % position)
        agent = {option: self._value(given.get(option)) for option in _AGENT_OPTIONS}
        if not isinstance(agent["url"], list):
            agent["url"] = [agent["url"]]
        for option in _PATHS:
            if agent[option]:
                agent[option] = self.loader.path_dwim(os.path.expandvars(agent[option]))
        return agent

    def _value(self, value):
        """A template, such as a lookup of a secret, is evaluated."""
        return self.templar.template(value) if value is not None else None

    def _ask(self, agent):
        known = {"url": agent["url"], "name": agent["name"], "variables": {option: agent[option] for option in _PASSED_ON if agent[option]}}
        try:
            # The environment belongs to tasks: an inventory names its agents itself.
            settings = ConnectionSettings.of(dict(agent, proxy=None, **_TIMEOUTS), {})
            with Client(settings, read_only=True, warn=self.display.warning) as client:
                info = client.call("agent.info")
                wanted = self.get_option("filter")
                listed = pages(client, "replication.list", {"filter": dict(wanted)} if wanted else {})
                return dict(known, info=snake_keys(info), collections=[snake_keys(one) for one in listed])
        except TransportError as error:
            if self.get_option("unreachable") == "fail":
                raise AnsibleParserError(error.message) from error
            self.display.warning("%s. Its collections are left out." % error.message)
            return dict(known, info=None, collections=[])
        except HvcrError as error:
            raise AnsibleParserError(error.to_result()["msg"]) from error

    def _add(self, found):
        if found["info"] is None:
            if found["name"]:
                self._host(found["name"], dict(self._connection(found)), ("hvcr_unreachable",))
            return
        info = found["info"]
        cluster = info.get("cluster") or {}
        place = {"hvcr_site": info.get("site"), "hvcr_cluster": cluster.get("name"), "hvcr_cluster_id": cluster.get("id")}
        site = self._group("site", info.get("site"))
        agent = dict(
            self._connection(found),
            hvcr_node=info.get("node"),
            hvcr_backend=info.get("backend"),
            hvcr_agent_version=info.get("version"),
            **place,
        )
        self._host(found["name"] or info.get("node"), agent, ("hvcr_agents", site))
        names = [one["collection"]["name"] for one in found["collections"]]
        for one in found["collections"]:
            self._add_collection(found, one, place, site, names.count(one["collection"]["name"]) == 1)

    def _add_collection(self, found, one, place, site, unique):
        reference = one["collection"]
        variables = dict(
            self._connection(found),
            hvcr_collection=reference["id"],
            hvcr_collection_name=reference["name"],
            hvcr_side=one.get("side"),
            hvcr_mode=_name(one.get("mode")),
            hvcr_state=_name(one.get("state")),
            hvcr_state_number=(one.get("state") or {}).get("number"),
            hvcr_health=_name(one.get("health")),
            hvcr_satisfies=one.get("satisfies") or [],
            **place,
        )
        groups = (
            "hvcr_collections",
            site,
            self._group("side", one.get("side")),
            self._group("mode", variables["hvcr_mode"]),
            self._group("state", variables["hvcr_state"]),
        )
        name = "%s@%s" % (reference["name"] if unique else reference["id"], place["hvcr_cluster"] or place["hvcr_site"])
        self._host(name, variables, groups)

    @staticmethod
    def _connection(found):
        variables = {"hvcr_url": found["url"], "ansible_connection": "local"}
        variables.update(("hvcr_" + option, value) for option, value in found["variables"].items())
        return variables

    def _group(self, kind, value):
        return self._sanitize_group_name("hvcr_%s_%s" % (kind, str(value or "unknown").lower()))

    def _host(self, name, variables, groups):
        self.inventory.add_host(name)
        for variable, value in variables.items():
            self.inventory.set_variable(name, variable, value)
        for group in groups:
            self.inventory.add_group(group)
            self.inventory.add_child(group, name)
        strict = self.get_option("strict")
        known = self.inventory.get_host(name).get_vars()
        self._set_composite_vars(self.get_option("compose"), known, name, strict=strict)
        self._add_host_to_composed_groups(self.get_option("groups"), known, name, strict=strict)
        self._add_host_to_keyed_groups(self.get_option("keyed_groups"), known, name, strict=strict)


def _name(coded):
    return (coded or {}).get("name")
