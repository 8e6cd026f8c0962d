# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Note that this doc fragment is PRIVATE to the collection. It can have breaking changes at any time.

from __future__ import annotations


class ModuleDocFragment:
    """The document that declares one collection."""

    DOCUMENTATION = r"""
options:
  state:
    description:
      - The wanted state of the replication, seen from this side.
      - A failover is not undone by any of these, and a replication that was reversed is not torn down. Then nothing is changed and a warning says so.
      - "V(absent): This side has no replication relationship. The other side keeps its part until it is removed there."
      - "V(enabled): There is a replication relationship. Whether it runs is left as it is."
      - "V(replicating): There is a replication relationship and it runs, or its first copy is under way or scheduled."
      - "V(suspended): The replication is paused."
    type: str
    choices: [absent, enabled, replicating, suspended]
  settings:
    description:
      - The wanted settings of the relationship. What is not given is not compared and stays as it is.
      - A new relationship needs O(settings.replica_server_name) and O(settings.authentication_type).
    type: dict
    suboptions:
      replica_server_name:
        description:
          - Name of the recovery cluster's Hyper-V Replica Broker.
          - Another name than the present one needs V(reseed) in O(allow).
        type: str
        aliases: [replica_server]
      replica_server_port:
        description: Port of the recovery side's listener. A new relationship uses 80 for Kerberos and 443 for certificates unless told otherwise.
        type: int
        aliases: [replica_port]
      authentication_type:
        description: V(kerberos) over HTTP, or V(certificate) over HTTPS, in any case.
        type: str
      certificate_thumbprint:
        description: Thumbprint of the certificate in the computer's personal store, 40 hexadecimal digits. Needed with V(certificate).
        type: str
      compression_enabled:
        description: Whether the traffic is compressed.
        type: bool
      bypass_proxy_server:
        description: Whether a proxy server that is configured on the host is bypassed.
        type: bool
      replication_frequency_sec:
        description: Seconds between two cycles, V(30), V(300) or V(900).
        type: int
        aliases: [frequency_sec]
      recovery_history:
        description:
          - Number of additional recovery points that the recovery side keeps, V(0) to V(16).
          - A smaller number needs V(discard_recovery_points) in O(allow).
        type: int
      vss_snapshot_frequency_hour:
        description: Hours between two application-consistent recovery points, V(1) to V(12). V(0) makes none.
        type: int
      replicate_host_kvp_items:
        description: Whether the key-value pairs of the host are replicated.
        type: bool
      auto_resynchronize_enabled:
        description: Whether a resynchronization that is needed starts by itself.
        type: bool
      auto_resynchronize_interval_start:
        description:
          - Time of day from which it may start by itself, in the cluster's local time, such as V('18:30').
          - Quote it. YAML reads an unquoted time of day as a number.
        type: raw
      auto_resynchronize_interval_end:
        description: Time of day until which it may start by itself, such as V('06:00'). Quote it.
        type: raw
      replicated_disk_paths:
        description: Paths of the virtual disks to replicate, as the host sees them.
        type: list
        elements: str
  initial_replication:
    description: How the first copy is made. It counts only when a copy has to be started, so that it may stay in the playbook.
    type: dict
    suboptions:
      type:
        description:
          - How the data get to the other site.
          - "V(network): Over the network."
          - "V(export): Into a directory of the host, to be carried to the other site and imported there. The result then says what is to be imported."
          - "V(seeded): Over the network, on top of a copy of the virtual machines that the other site has already."
        type: str
        default: network
        choices: [network, export, seeded]
      export_location:
        description: Absolute path of an existing directory of the host. Needed for V(export).
        type: str
      start_time:
        description:
          - When the copy starts, up to seven days ahead. The default is now.
          - A time with an offset, in quotes, such as V('2026-11-23T01:00:00Z').
        type: raw
  allow:
    description:
      - What the change may throw away. Without it, a change that needs it is refused.
      - "V(reseed): The relationship may be removed and made anew, with a full copy."
      - "V(discard_recovery_points): Recovery points of the recovery side may be deleted."
    type: list
    elements: str
    choices: [reseed, discard_recovery_points]
"""
