# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Names on the wire are lowerCamelCase (WMI's are PascalCase), names in a playbook snake_case; the way between is mechanical."""

from __future__ import annotations

import functools
import re

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@functools.lru_cache(maxsize=1024)
def snake(name):
    """``replicaServerName`` becomes ``replica_server_name``, ``InstanceID`` becomes ``instance_id``."""
    return _BOUNDARY.sub("_", name).lower()


def camel(name):
    """``replica_server_name`` becomes ``replicaServerName``."""
    head, *rest = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in rest)


def option_path(path):
    """A path into the request, such as ``settings.replicaServerPort``, in the words of the options."""
    if path == "timeoutSeconds":
        return "wait_timeout"
    return ".".join(snake(part) for part in path.split("."))


def snake_keys(value, verbatim=("params",)):
    """A copy of an answer with every member's name converted.

    Members named in ``verbatim`` keep their content as it came: the parameters of a host method are WMI's own words.
    """
    if isinstance(value, dict):
        converted = {}
        for key, member in value.items():
            name = snake(key)
            converted[name] = member if name in verbatim else snake_keys(member, verbatim)
        return converted
    if isinstance(value, list):
        return [snake_keys(element, verbatim) for element in value]
    return value


def camel_keys(value):
    """A copy of options with every member's name converted; members that were not given are left out."""
    if isinstance(value, dict):
        return {camel(key): camel_keys(member) for key, member in value.items() if member is not None}
    if isinstance(value, list):
        return [camel_keys(element) for element in value]
    return value
