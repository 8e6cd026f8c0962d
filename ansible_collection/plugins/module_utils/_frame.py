# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""The frame around every module: it runs the same whether a module file or the action plugin is the outermost caller."""

from __future__ import annotations

import os
import uuid

from ansible_collections.hvcr.hyperv.plugins.module_utils._connection import ConnectionSettings
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import HvcrError
from ansible_collections.hvcr.hyperv.plugins.module_utils._rpc import Client


class Task:
    """What a module's own logic gets to see."""

    def __init__(self, params, check_mode, diff_mode, client, warn):
        self.params = params
        self.check_mode = check_mode
        self.diff_mode = diff_mode
        self.client = client
        self.warn = warn

    @property
    def guard(self):
        """The member that protects a plan or a changing call against the wrong site."""
        expected = self.params.get("expect_cluster")
        return {"expectCluster": expected} if expected else {}

    def idempotency_key(self, part=None):
        """The user's key, or one made for this task, so that a lost answer can be asked for again."""
        key = self.params.get("idempotency_key") or self.fresh_key()
        return key if part is None else "%s-%s" % (key, part)

    @staticmethod
    def fresh_key():
        """A key for a request of its own."""
        return "ansible-%s" % uuid.uuid4()


def perform(module, params, check_mode, diff_mode, hide, environ=None):
    """Runs a module's logic and returns its result, failures included. Nothing but a fault of ours is raised.

    ``hide`` is called with each secret before anything can show it.
    """
    warnings = []

    def warn(message):
        if message not in warnings:
            warnings.append(message)

    try:
        settings = ConnectionSettings.of(params, os.environ if environ is None else environ)
        for secret in settings.secrets:
            hide(secret)
        with Client(settings, read_only=check_mode, warn=warn) as client:
            result = module.run(Task(params, check_mode, diff_mode, client, warn))
    except HvcrError as error:
        result = error.to_result()
    result.setdefault("changed", False)
    return result, warnings


def run_module(module):
    """The body of a module file's main()."""
    from ansible.module_utils.basic import AnsibleModule

    ansible_module = AnsibleModule(supports_check_mode=True, **module.SPEC.to_kwargs())
    result, warnings = perform(
        module, ansible_module.params, ansible_module.check_mode, ansible_module._diff, ansible_module.no_log_values.add
    )
    for warning in warnings:
        ansible_module.warn(warning)
    if result.pop("failed", False):
        ansible_module.fail_json(**result)
    ansible_module.exit_json(**result)
