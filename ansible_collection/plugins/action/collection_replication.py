# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The one action plugin of the collection: it runs every module in the controller's own process.

A task then costs one HTTPS request and no start of Python anywhere, and the host of the task is never contacted, so that a
Windows host whose connection is winrm needs no ``delegate_to``. The work itself is the same code that the module files run.
"""

from __future__ import annotations

import importlib
import os

from ansible.errors import AnsibleActionFail
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.common.parameters import remove_values
from ansible.module_utils.errors import UnsupportedError
from ansible.plugins.action import ActionBase
from ansible_collections.hvcr.hyperv.plugins.module_utils import _frame
from ansible_collections.hvcr.hyperv.plugins.module_utils._connection import GROUPS, OPTIONS

# Loaded before the workers are forked, so that the module used most is not compiled anew for every task.
from ansible_collections.hvcr.hyperv.plugins.module_utils._module import (
    collection_replication as _preloaded,
)  # noqa: F401, pylint: disable=unused-import

_COLLECTION = "hvcr.hyperv."
_MODULES = "ansible_collections.hvcr.hyperv.plugins.module_utils._module."
_LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_FILES = ("token_file", "ca_file", "client_cert", "client_key")


class ActionModule(ActionBase):
    """Validates like AnsibleModule, hides secrets like AnsibleModule, and runs the module's logic in place."""

    _requires_connection = False
    _supports_async = True
    _supports_check_mode = True

    def run(self, tmp=None, task_vars=None):
        super().run(tmp, task_vars)
        task_vars = task_vars or {}
        name = self._task.action.rpartition(".")[2]
        args = dict(self._task.args)
        on_target = self._on_target(task_vars)
        args.update(self._from_inventory(args, task_vars, on_target))
        if on_target:
            return self._execute_module(
                module_name=_COLLECTION + name, module_args=args, task_vars=task_vars, wrap_async=self._task.async_val
            )
        if self._task.async_val:
            raise AnsibleActionFail(
                "%s runs on the controller, where async does not apply: use 'wait: accepted' and hvcr.hyperv.operation_info, "
                "or set the variable hvcr_run_on to 'target' to run the module on the task's host" % self._task.action
            )
        decrypted = self._resolve_files(args)
        try:
            return self._run_here(name, args)
        finally:
            for path in decrypted:
                self._loader.cleanup_tmp_file(path)

    def _run_here(self, name, args):
        module = importlib.import_module(_MODULES + name)
        validator = ArgumentSpecValidator(module.SPEC.options, **module.SPEC.rules())
        validation = validator.validate(args)
        hidden = validation._no_log_values
        params = validation.validated_parameters
        warnings = ["Both option %s and its alias %s are set." % (clash["option"], clash["alias"]) for clash in validation._warnings]
        if validation.error_messages:
            message = validation.errors.msg
            if isinstance(validation.errors[0], UnsupportedError):
                message = "Unsupported parameters for (%s) module: %s" % (self._task.action, message)
            result = {"failed": True, "msg": message}
        else:
            result, more = _frame.perform(module, params, self._task.check_mode, self._task.diff, hidden.add)
            warnings += more
        if warnings:
            result["warnings"] = warnings
        result["invocation"] = {"module_args": params}
        return remove_values(result, hidden)

    def _on_target(self, task_vars):
        """Whether the user wants an ordinary module run on the task's host, such as a jump host that alone sees the agent."""
        where = self._templar.template(task_vars.get("hvcr_run_on", "controller"))
        if where not in ("controller", "target"):
            raise AnsibleActionFail("The variable hvcr_run_on is %r; it is 'controller' (the default) or 'target'" % (where,))
        return where == "target"

    def _from_inventory(self, args, task_vars, on_target):
        """What the task leaves open and the inventory answers: variables named hvcr_ and the option, then the host's address.

        A delegated task asks the agent of the host it is delegated to, if that host has one of its own.
        """
        lookup = _OfHost(self._templar, task_vars)
        if self._task.delegate_to and not on_target:
            delegate = self._templar.template(self._task.delegate_to)
            if delegate not in _LOCAL_NAMES and delegate in task_vars["hostvars"]:
                others = _OfOtherHost(task_vars["hostvars"][delegate])
                if others.get("hvcr_url") or others.is_remote(delegate):
                    lookup = others
        found = {}
        grouped = {option for group in GROUPS for option in group}
        for group in GROUPS + tuple((option,) for option in OPTIONS if option not in grouped):
            if any(args.get(option) for option in group):
                continue
            for option in group:
                value = lookup.get("hvcr_" + option)
                if value:
                    found[option] = value
        if not args.get("url") and "url" not in found:
            address = lookup.address()
            if address:
                found["url"] = [address]
        return found

    def _resolve_files(self, args):
        """Paths are relative to the playbook, and a file may be encrypted by ansible-vault: returns what was decrypted."""
        decrypted = []
        for option in _FILES:
            if args.get(option) and isinstance(args[option], str):
                path = self._loader.path_dwim(os.path.expandvars(args[option]))
                args[option] = self._loader.get_real_file(path) if os.path.isfile(path) else path
                if args[option] != path:
                    decrypted.append(args[option])
        return decrypted


class _OfHost:
    """Variables of the task's own host, with everything that plays, roles and tasks add."""

    def __init__(self, templar, task_vars):
        self._templar = templar
        self._vars = task_vars

    def get(self, name):
        value = self._vars.get(name)
        return None if value is None else self._templar.template(value)

    def is_remote(self, host):
        return host not in _LOCAL_NAMES and (self.get("ansible_connection") or "ssh") not in ("local", "ansible.builtin.local")

    def address(self):
        """The agent runs on the host itself: its inventory address is the agent's, unless the host is this machine."""
        host = self.get("inventory_hostname")
        if not host or not self.is_remote(host):
            return None
        name = self.get("ansible_host") or host
        return "https://%s:%s" % ("[%s]" % name if ":" in name else name, self.get("hvcr_port") or 8443)


class _OfOtherHost(_OfHost):
    """Variables of another host, templated in that host's own context."""

    def __init__(self, hostvars):
        super().__init__(None, hostvars)

    def get(self, name):
        return self._vars.get(name)
