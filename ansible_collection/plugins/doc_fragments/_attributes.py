# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Note that this doc fragment is PRIVATE to the collection. It can have breaking changes at any time.

from __future__ import annotations


class ModuleDocFragment:
    """What a task does beyond its options."""

    DOCUMENTATION = r"""
options: {}
attributes:
  check_mode:
    description: Can run in C(check_mode) and return what would be changed without changing it.
  diff_mode:
    description: Returns details on what has changed, or would be changed, when in diff mode.
  idempotent:
    description: When run a second time with the same options, the module changes nothing.
  action:
    description: Has an action plugin, so that some or all of the work is done on the controller.
    support: full
    details: All of the work is done on the controller. The host of the task is not contacted.
  async:
    description: Supports being used with the C(async) keyword.
    support: partial
    details: Only with the variable C(hvcr_run_on) set to V(target). Long operations belong to the agent and go on without a task.
"""

    # Should be used together with the standard fragment
    INFO_MODULE = r"""
options: {}
attributes:
  check_mode:
    support: full
    details: This module changes nothing.
  diff_mode:
    support: N/A
    details: This module changes nothing.
  idempotent:
    support: full
    details: This module changes nothing.
"""

    ACTIONGROUP_HVCR = r"""
options: {}
attributes:
  action_group:
    description: Use C(group/hvcr.hyperv.hvcr) in C(module_defaults) to set defaults for this module.
    support: full
    details: The group is meant for the options that all modules have, which are those of the connection.
    membership:
      - hvcr.hyperv.hvcr
"""
