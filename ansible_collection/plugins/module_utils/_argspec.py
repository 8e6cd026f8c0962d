# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Argument specifications as objects: options and the rules between them travel together."""

from __future__ import annotations

_RULES = ("mutually_exclusive", "required_together", "required_one_of", "required_if", "required_by")


class ArgumentSpec:
    """Options with their rules. A sum holds the options and the rules of both."""

    def __init__(self, options=None, **rules):
        unknown = set(rules) - set(_RULES)
        if unknown:
            raise ValueError("unknown rules: %s" % ", ".join(sorted(unknown)))
        self.options = dict(options or {})
        self.mutually_exclusive = list(rules.get("mutually_exclusive") or ())
        self.required_together = list(rules.get("required_together") or ())
        self.required_one_of = list(rules.get("required_one_of") or ())
        self.required_if = list(rules.get("required_if") or ())
        self.required_by = dict(rules.get("required_by") or {})

    def __add__(self, other):
        clash = set(self.options) & set(other.options)
        if clash:
            raise ValueError("both specifications have: %s" % ", ".join(sorted(clash)))
        options = dict(self.options)
        options.update(other.options)
        required_by = dict(self.required_by)
        required_by.update(other.required_by)
        return ArgumentSpec(
            options,
            mutually_exclusive=self.mutually_exclusive + other.mutually_exclusive,
            required_together=self.required_together + other.required_together,
            required_one_of=self.required_one_of + other.required_one_of,
            required_if=self.required_if + other.required_if,
            required_by=required_by,
        )

    def rules(self):
        """The rules as keyword arguments of an argument spec validator."""
        return {name: getattr(self, name) for name in _RULES}

    def to_kwargs(self):
        """Options and rules as keyword arguments of AnsibleModule."""
        return dict(argument_spec=self.options, **self.rules())

    def as_suboptions(self, **attributes):
        """These options as the suboptions of one option."""
        option = {"type": "dict", "options": self.options}
        option.update({name: rule for name, rule in self.rules().items() if rule})
        option.update(attributes)
        return option


def connection_spec():
    return ArgumentSpec(
        {
            "url": {"type": "list", "elements": "str"},
            "token": {"type": "str", "no_log": True},
            "token_file": {"type": "path", "no_log": False},
            "ca_file": {"type": "path"},
            "client_cert": {"type": "path"},
            "client_key": {"type": "path", "no_log": False},
            "proxy": {"type": "str"},
            "expect_cluster": {"type": "str"},
            "connect_timeout": {"type": "int", "default": 10},
            "read_timeout": {"type": "int", "default": 60},
            "reconnect_timeout": {"type": "int", "default": 60},
        },
        mutually_exclusive=[("token", "token_file")],
        required_together=[("client_cert", "client_key")],
    )


def wait_spec(levels):
    return ArgumentSpec(
        {
            "wait": {"type": "str", "default": "started", "choices": list(levels)},
            "wait_timeout": {"type": "int", "default": 600},
            "on_timeout": {"type": "str", "default": "fail", "choices": ["fail", "warn"]},
            "idempotency_key": {"type": "str", "no_log": False},
        }
    )


def collection_spec():
    return ArgumentSpec({"collection": {"type": "str", "required": True, "aliases": ["vm_group"]}})


def settings_options():
    """The settings of a relationship, in the parameter names of Enable-VMReplication, converted to snake_case."""
    return ArgumentSpec(
        {
            "replica_server_name": {"type": "str", "aliases": ["replica_server"]},
            "replica_server_port": {"type": "int", "aliases": ["replica_port"]},
            "authentication_type": {"type": "str"},
            "certificate_thumbprint": {"type": "str"},
            "compression_enabled": {"type": "bool"},
            "bypass_proxy_server": {"type": "bool"},
            "replication_frequency_sec": {"type": "int", "aliases": ["frequency_sec"]},
            "recovery_history": {"type": "int"},
            "vss_snapshot_frequency_hour": {"type": "int"},
            "replicate_host_kvp_items": {"type": "bool"},
            "auto_resynchronize_enabled": {"type": "bool"},
            "auto_resynchronize_interval_start": {"type": "raw"},
            "auto_resynchronize_interval_end": {"type": "raw"},
            "replicated_disk_paths": {"type": "list", "elements": "str"},
        }
    )


def initial_replication_options():
    return ArgumentSpec(
        {
            "type": {"type": "str", "default": "network", "choices": ["network", "export", "seeded"]},
            "export_location": {"type": "str"},
            "start_time": {"type": "raw"},
        },
        required_if=[("type", "export", ["export_location"])],
    )


def document_options():
    """What is declared of one collection, without the collection itself."""
    return ArgumentSpec(
        {
            "state": {"type": "str", "choices": ["absent", "enabled", "replicating", "suspended"]},
            "settings": settings_options().as_suboptions(),
            "initial_replication": initial_replication_options().as_suboptions(),
            "allow": {"type": "list", "elements": "str", "choices": ["reseed", "discard_recovery_points"]},
        }
    )
