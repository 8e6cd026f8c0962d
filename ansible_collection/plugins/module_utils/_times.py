# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# This module_util is PRIVATE and should only be used by this collection. Breaking changes can occur any time.

"""Times, and what YAML makes of them before a module sees them."""

from __future__ import annotations

import datetime
import re

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError

_DATE_AND_TIME = re.compile(r"^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(.*)$")
_OFFSET = re.compile(r"^(?:[Zz]|[+-]\d{2}:?\d{2})$")
_NUMBER = re.compile(r"^[+-]?\d+$")


def point_in_time(option, value):
    """A point in time for the agent: RFC 3339 with an offset, or a CIM datetime, which the agent reads itself.

    YAML turns an unquoted time into a datetime object, and a template turns that into text with a space in it. Both are
    meant well and accepted; what has lost its offset on the way, or never had one, is refused.
    """
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        if value.utcoffset() is None:
            raise _no_offset(option, value.isoformat())
        return value.isoformat()
    if isinstance(value, datetime.date):
        raise _no_point_in_time(option, "the date %s without a time of day" % value.isoformat())
    if not isinstance(value, str):
        raise _no_point_in_time(option, str(value))
    text = value.strip()
    match = _DATE_AND_TIME.match(text)
    if not match:
        if _NUMBER.match(text):
            raise _no_point_in_time(option, "the number " + text)
        return text
    date, time, offset = match.groups()
    if not offset:
        raise _no_offset(option, text)
    if not _OFFSET.match(offset):
        return text
    if len(time) == 5:
        time += ":00"
    if len(offset) == 5:
        offset = offset[:3] + ":" + offset[3:]
    return "%sT%s%s" % (date, time, offset.upper())


def time_of_day(option, value):
    """A time of day, such as ``'18:30'``. An unquoted 18:30 is a number in base 60 to YAML and arrives as 1110."""
    if value is None:
        return None
    if isinstance(value, str) and not _NUMBER.match(value.strip()):
        return value.strip()
    if isinstance(value, bool):
        raise ArgumentError(option, "%s is %s, not a time of day; write it in quotes, such as '18:30'" % (option, value), "invalid_time")
    if isinstance(value, (int, str)):
        number = int(value)
        raise ArgumentError(
            option,
            "%s is the number %d: YAML reads an unquoted %s as a number in base 60. Quote it: '%s'"
            % (option, number, _base_60(number), _base_60(number)),
            "invalid_time",
        )
    raise ArgumentError(option, "%s is %s, not a time of day; write it in quotes, such as '18:30'" % (option, value), "invalid_time")


def _no_point_in_time(option, what):
    return ArgumentError(
        option,
        "%s is %s, not a point in time; write it in quotes with an offset, such as '2026-11-23T01:00:00Z'" % (option, what),
        "invalid_time",
    )


def _no_offset(option, text):
    return ArgumentError(
        option,
        "%s is %s and has no offset, so it would mean another time on every machine; add Z for UTC or an offset such as +01:00, and quote it"
        % (option, text),
        "invalid_time",
    )


def _base_60(number):
    """What somebody most likely wrote: hours and minutes, or hours, minutes and seconds."""
    number = abs(number)
    if number < 24 * 60:
        return "%d:%02d" % divmod(number, 60)
    minutes, seconds = divmod(number, 60)
    return "%d:%02d:%02d" % (minutes // 60, minutes % 60, seconds)
