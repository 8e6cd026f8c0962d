# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Keeps how long each task took, by its name, and prints nothing."""

from __future__ import annotations

import json
import os
import time

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: task_times
type: stdout
short_description: Keeps how long tasks took
description: Keeps how long tasks took, by their names, in the file that the environment variable TASK_TIMES names.
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "task_times"

    def __init__(self):
        super().__init__()
        self._times = {}
        self._began = 0.0

    def v2_playbook_on_task_start(self, task, is_conditional):
        self._began = time.perf_counter()

    def v2_runner_on_ok(self, result):
        name = getattr(result, "task", None) or result._task
        self._times.setdefault(name.get_name(), []).append(time.perf_counter() - self._began)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        raise SystemExit(str(getattr(result, "result", None) or result._result))

    def v2_playbook_on_stats(self, stats):
        with open(os.environ["TASK_TIMES"], "w", encoding="utf-8") as stream:
            json.dump(self._times, stream)
