# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Note that this doc fragment is PRIVATE to the collection. It can have breaking changes at any time.

from __future__ import annotations


class ModuleDocFragment:
    """Where the agent is and how a task proves who it is."""

    DOCUMENTATION = r"""
options:
  url:
    description:
      - Address of the agent, such as V(https://hv01.example.com:8443), or a list of agents of the same cluster.
      - Of a list, the next address is tried only when no connection to the one before could be made. Once a request was sent,
        the task stays with that agent.
      - Plain C(http) is accepted for an agent on this machine only.
      - Not given, the variable C(hvcr_url) of the host is used. If there is none and the host is not local, the agent is expected on the
        host itself, at C(ansible_host) and port C(hvcr_port) (default 8443). For a local host the environment variable
        E(HVCR_URL) is used, where addresses are separated by commas.
    type: list
    elements: str
  token:
    description:
      - The bearer token. Prefer O(token_file), or a variable encrypted by C(ansible-vault).
      - Not given, the variable C(hvcr_token) of the host is used, then the environment variable E(HVCR_TOKEN).
      - Mutually exclusive with O(token_file).
    type: str
  token_file:
    description:
      - A file that holds nothing but the bearer token. It is read where the module runs, which is the controller. A relative path is relative
        to the playbook, and the file may be encrypted by C(ansible-vault).
      - Not given, the variable C(hvcr_token_file) of the host is used, then the environment variable E(HVCR_TOKEN_FILE).
      - Mutually exclusive with O(token).
    type: path
  ca_file:
    description:
      - PEM file with the certificate of the authority that issued the agent's certificate, or with that certificate itself.
      - Not given, the variable C(hvcr_ca_file) of the host is used, then the environment variable E(HVCR_CA_FILE), and then the authorities
        that the system trusts. Naming the file is also the fastest choice.
      - The certificate is always checked, the host name too.
    type: path
  client_cert:
    description:
      - PEM file with a client certificate, for agents that accept mutual TLS.
      - Not given, the variable C(hvcr_client_cert) of the host is used, then the environment variable E(HVCR_CLIENT_CERT).
      - Must be given together with O(client_key).
    type: path
  client_key:
    description:
      - PEM file with the private key of O(client_cert), not encrypted by a password of its own. It may be encrypted by C(ansible-vault).
      - Not given, the variable C(hvcr_client_key) of the host is used, then the environment variable E(HVCR_CLIENT_KEY).
    type: path
  proxy:
    description:
      - HTTP proxy through which the agent is reached, such as V(http://proxy.example.com:3128). A user name and password may be part of it.
      - Not given, the variable C(hvcr_proxy) of the host is used. The proxy variables of the environment are not looked at, because agents
        are usually neighbours.
    type: str
  expect_cluster:
    description:
      - Name or id of the cluster that must answer. The task fails, before anything is changed, when another cluster does.
      - Not given, the variable C(hvcr_expect_cluster) of the host is used.
    type: str
  connect_timeout:
    description: Seconds for making a connection, for each address.
    type: int
    default: 10
  read_timeout:
    description: Seconds for an answer. The agent holds a request for up to 30 seconds while it waits for an operation.
    type: int
    default: 60
  reconnect_timeout:
    description:
      - Seconds for which an agent that was there before may be gone, for example while it restarts.
      - Only requests that may safely be repeated are sent again. These are all that read, and changing ones by means of an idempotency key.
    type: int
    default: 60
notes:
  - Modules of this collection run on the controller. The host of the task is not contacted, so that Windows hosts need no C(delegate_to), no
    C(win_) connection and no Python. The keywords C(become), C(environment) and C(async) therefore have no effect on them.
  - A task that is delegated to another host asks the agent of that host, if it has one. Delegating to V(localhost) changes nothing.
  - Set the variable C(hvcr_run_on) to V(target) to run the modules as ordinary Python modules on the host of the task, for example
    when only a jump host can reach the agent. Files are then read on that host.
  - Every answer of a simulated host is accompanied by a warning.
"""
