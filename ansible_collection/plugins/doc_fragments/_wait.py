# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Note that this doc fragment is PRIVATE to the collection. It can have breaking changes at any time.

from __future__ import annotations


class ModuleDocFragment:
    """How long a task waits, and for what."""

    DOCUMENTATION = r"""
options:
  wait_timeout:
    description:
      - Seconds to wait, for everything that the task does. The first look is taken at once.
      - The operation itself is not touched when the time is over. It belongs to the agent and goes on.
    type: int
    default: 600
  on_timeout:
    description:
      - What it means that the operation still runs when O(wait_timeout) is over.
      - "V(fail): The task fails. The error holds the id of the operation and how far it is."
      - "V(warn): The task ends well, with a warning."
    type: str
    default: fail
    choices: [fail, warn]
  idempotency_key:
    description:
      - A name for this change, by which the agent recognises a request that it got before and answers with the same operation.
      - One is made for every task. Give your own to make a change at most once over several runs of a playbook.
    type: str
"""

    VERB = r"""
options:
  wait:
    description:
      - What to wait for.
      - "V(accepted): The call is recorded and the host has answered it."
      - "V(started): The job that the host started has ended well. A copy goes on after its job."
    type: str
    default: started
    choices: [accepted, started]
"""

    DECLARED = r"""
options:
  wait:
    description:
      - What to wait for.
      - "V(accepted): The operation is recorded and the host has answered its first call."
      - "V(started): Every step was called and its job has ended well. A scheduled start counts. A copy goes on after its job."
      - >-
        V(synchronized): The collection is in the wanted state and no copy or resynchronization runs any more. Raise O(wait_timeout) accordingly. Not
        possible for an export, which ends at the other site.
    type: str
    default: started
    choices: [accepted, started, synchronized]
"""
