# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""From a playbook's options to the document that the agent compares, without a judgement of our own."""

from __future__ import annotations

from ansible_collections.hvcr.hyperv.plugins.module_utils._argspec import initial_replication_options, settings_options
from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._naming import camel, camel_keys
from ansible_collections.hvcr.hyperv.plugins.module_utils._times import point_in_time, time_of_day

SETTINGS = tuple(settings_options().options)
INITIAL_REPLICATION = tuple(initial_replication_options().options)
_TIMES_OF_DAY = ("auto_resynchronize_interval_start", "auto_resynchronize_interval_end")


def document(params, prefix=""):
    """The members of a document that the user gave; what was not given is not sent and stays as it is."""
    wanted = {"collection": params["collection"]}
    if params.get("state"):
        wanted["state"] = params["state"]
    settings = params.get("settings")
    if settings:
        # Options that were given by an alias are there under both names.
        settings = {name: settings.get(name) for name in SETTINGS}
        for name in _TIMES_OF_DAY:
            settings[name] = time_of_day("%ssettings.%s" % (prefix, name), settings.get(name))
        wanted["settings"] = camel_keys(settings)
    initial = params.get("initial_replication")
    if initial:
        initial = {name: initial.get(name) for name in INITIAL_REPLICATION}
        initial["start_time"] = point_in_time(prefix + "initial_replication.start_time", initial.get("start_time"))
        wanted["initialReplication"] = camel_keys(initial)
    if params.get("allow"):
        wanted["allow"] = [camel(need) for need in params["allow"]]
    return wanted


def refuse_impossible_wait(wait, wanted, where=""):
    """An export waits for people to carry it over.

    The agent refuses to wait for that as well, but it is not asked in check mode, and of a batch only afterwards.
    """
    if wait == "synchronized" and (wanted.get("initialReplication") or {}).get("type") == "export":
        raise ArgumentError(
            "wait",
            "%swait: 'synchronized' is not possible with initial_replication.type 'export' (collection %s), because an export is complete"
            " only when its copies were imported on the other side by hand; wait for 'accepted' or 'started'" % (where, wanted["collection"]),
            "wait_not_possible",
        )
