# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Lists come in pages and many calls go in batches; nobody wants to see either."""

from __future__ import annotations


def pages(client, method, params, page=500):
    """Every element of a list, in the agent's order."""
    cursor = None
    while True:
        asked = dict(params, limit=page)
        if cursor is not None:
            asked["cursor"] = cursor
        answer = client.call(method, asked)
        yield from answer.get("items") or []
        cursor = answer.get("next")
        if not cursor:
            return


def batch_size(client):
    """How many requests the agent takes in one batch."""
    return max(1, int(client.call("agent.limits").get("maxBatch") or 1))
