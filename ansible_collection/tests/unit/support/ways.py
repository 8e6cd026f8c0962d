# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Both ways to run a module: as the module file does it, and as the action plugin does it in the controller's process."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os

from unittest import mock

import pytest

from ansible.module_utils import basic
from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar

COLLECTION = "ansible_collections.hvcr.hyperv"
WAYS = ("module", "action")


class Run:
    """What came of a run: the result as Ansible would get it, and all that was printed."""

    def __init__(self, result, printed):
        self.result = result
        self.printed = printed

    def __getitem__(self, name):
        return self.result[name]

    def get(self, name, default=None):
        return self.result.get(name, default)

    @property
    def failed(self):
        return bool(self.result.get("failed"))

    @property
    def warnings(self):
        return list(self.result.get("warnings") or [])


def through_module(name, args, check=False, diff=False, environ=None, **unused):
    module = importlib.import_module("%s.plugins.modules.%s" % (COLLECTION, name))
    given = {"ANSIBLE_MODULE_ARGS": dict(args, _ansible_check_mode=check, _ansible_diff=diff)}
    buffer = io.BytesIO()
    warnings = []
    out = io.TextIOWrapper(buffer, encoding="utf-8")
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(basic, "_ANSIBLE_ARGS", json.dumps(given, default=_iso).encode("utf-8")))
        if hasattr(basic, "_ANSIBLE_PROFILE"):
            stack.enter_context(mock.patch.object(basic, "_ANSIBLE_PROFILE", "legacy"))
        stack.enter_context(mock.patch.dict(os.environ, environ or {}))
        stack.enter_context(mock.patch("sys.stdout", out))
        # The controller's own code is loaded in this process, and with it warnings are displayed and no part of the result.
        stack.enter_context(mock.patch.object(basic.AnsibleModule, "warn", lambda self, message, **unused: warnings.append(message)))
        with pytest.raises(SystemExit):
            module.main()
    out.flush()
    printed = buffer.getvalue().decode("utf-8")
    result = json.loads(printed.strip().splitlines()[-1])
    result["warnings"] = warnings
    return Run(result, printed + repr(warnings))


def through_action(name, args, check=False, diff=False, environ=None, task_vars=None, delegate_to=None, async_val=0, basedir=None):
    action = importlib.import_module("%s.plugins.action.collection_replication" % COLLECTION)
    loader = DataLoader()
    if basedir is not None:
        loader.set_basedir(str(basedir))
    variables = dict({"inventory_hostname": "localhost", "ansible_connection": "local", "hostvars": {}}, **(task_vars or {}))
    task = mock.Mock(spec_set=("action", "args", "async_val", "check_mode", "diff", "delegate_to", "no_log"))
    task.action = "hvcr.hyperv." + name
    task.args = args
    task.async_val = async_val
    task.check_mode = check
    task.diff = diff
    task.delegate_to = delegate_to
    connection = mock.Mock()
    connection._shell.tmpdir = None
    plugin = action.ActionModule(
        task=task,
        connection=connection,
        play_context=mock.Mock(),
        loader=loader,
        templar=Templar(loader=loader, variables=variables),
        shared_loader_obj=None,
    )
    with mock.patch.dict(os.environ, environ or {}):
        result = plugin.run(task_vars=variables)
    # The host of the task is never contacted.
    assert not connection.exec_command.called and not connection.put_file.called and not connection._connect.called
    return Run(result, json.dumps(result, default=str))


def run(way, name, args, **more):
    with mock.patch.dict(os.environ, {key: value for key, value in os.environ.items() if not key.startswith("HVCR_")}, clear=True):
        return (through_module if way == "module" else through_action)(name, args, **more)


def _iso(value):
    return value.isoformat()
