# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import pytest

from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import camel, camel_keys, snake, snake_keys, option_path


@pytest.mark.parametrize(
    "wire, playbook",
    [
        ("replicaServerName", "replica_server_name"),
        ("vssSnapshotFrequencyHour", "vss_snapshot_frequency_hour"),
        ("replicateHostKvpItems", "replicate_host_kvp_items"),
        ("operationId", "operation_id"),
        ("id", "id"),
        ("discardRecoveryPoints", "discard_recovery_points"),
        ("applicationConsistent", "application_consistent"),
    ],
)
def test_names_convert_both_ways(wire, playbook):
    assert snake(wire) == playbook
    assert camel(playbook) == wire


@pytest.mark.parametrize(
    "wmi, playbook",
    [
        ("InstanceID", "instance_id"),
        ("JobStateName", "job_state_name"),
        ("ReturnValue", "return_value"),
        ("ReplicationWALSuccessCount", "replication_wal_success_count"),
    ],
)
def test_wmi_names_become_snake_case(wmi, playbook):
    assert snake(wmi) == playbook


def test_paths_convert_part_by_part():
    assert option_path("settings.replicaServerPort") == "settings.replica_server_port"


def test_parameters_of_host_methods_stay_as_they_are():
    step = {"returnValue": {"number": 0}, "params": {"InitialReplicationType": 1}}
    assert snake_keys([step]) == [{"return_value": {"number": 0}, "params": {"InitialReplicationType": 1}}]


def test_what_was_not_given_is_left_out():
    assert camel_keys({"recovery_history": 0, "replica_server_name": None, "replicated_disk_paths": ["C:\\a_b.vhds"]}) == {
        "recoveryHistory": 0,
        "replicatedDiskPaths": ["C:\\a_b.vhds"],
    }
