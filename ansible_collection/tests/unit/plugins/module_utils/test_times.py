# Copyright (c) 2026, the hvcr project
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import datetime

import pytest
import yaml

from ansible_collections.hvcr.hyperv.plugins.module_utils._errors import ArgumentError
from ansible_collections.hvcr.hyperv.plugins.module_utils._times import point_in_time, time_of_day

CET = datetime.timezone(datetime.timedelta(hours=1))


@pytest.mark.parametrize(
    "given, sent",
    [
        (None, None),
        ("2026-11-23T01:00:00Z", "2026-11-23T01:00:00Z"),
        ("2026-11-23t01:00:00z", "2026-11-23T01:00:00Z"),
        ("2026-11-23 01:00:00+00:00", "2026-11-23T01:00:00+00:00"),
        ("2026-11-23 01:00:00 +0100", "2026-11-23T01:00:00+01:00"),
        ("2026-11-23T01:00Z", "2026-11-23T01:00:00Z"),
        ("2026-11-23T01:00:00.5-05:30", "2026-11-23T01:00:00.5-05:30"),
        ("20261123010000.000000+000", "20261123010000.000000+000"),
        ("next monday", "next monday"),
        ("2026-11-23T01:00:00 CET", "2026-11-23T01:00:00 CET"),
        (datetime.datetime(2026, 11, 23, 1, tzinfo=datetime.timezone.utc), "2026-11-23T01:00:00+00:00"),
        (datetime.datetime(2026, 11, 23, 1, tzinfo=CET), "2026-11-23T01:00:00+01:00"),
    ],
)
def test_points_in_time_are_sent_with_their_offset(given, sent):
    assert point_in_time("start_time", given) == sent


@pytest.mark.parametrize(
    "given, says",
    [
        ("2026-11-23T01:00:00", "has no offset"),
        ("2026-11-23 01:00", "has no offset"),
        (datetime.datetime(2026, 11, 23, 1), "has no offset"),
        (1110, " is 1110, not a point in time"),
        ("1110", "the number 1110"),
        (datetime.date(2026, 11, 23), "the date 2026-11-23 without a time of day"),
        (True, " is True, not a point in time"),
        (["2026-11-23T01:00:00Z"], "not a point in time"),
    ],
)
def test_times_without_an_offset_are_refused(given, says):
    with pytest.raises(ArgumentError) as caught:
        point_in_time("initial_replication.start_time", given)
    assert caught.value.message.startswith("initial_replication.start_time is ")
    assert says in caught.value.message
    assert caught.value.reason == "invalid_time"


def test_what_yaml_makes_of_an_unquoted_time_is_accepted():
    assert point_in_time("start_time", yaml.safe_load("2026-11-23T01:00:00Z")).startswith("2026-11-23T01:00:00")


@pytest.mark.parametrize("given, sent", [(None, None), ("18:30", "18:30"), (" 06:00 ", "06:00"), ("half past six", "half past six")])
def test_times_of_day_pass(given, sent):
    assert time_of_day("start", given) == sent


@pytest.mark.parametrize("written, meant", [("18:30", "18:30"), ("1:05", "1:05"), ("18:30:15", "18:30:15")])
def test_times_of_day_that_yaml_changed_are_named_as_they_were_written(written, meant):
    number = yaml.safe_load(written)
    for given in (number, str(number)):
        with pytest.raises(ArgumentError) as caught:
            time_of_day("settings.auto_resynchronize_interval_start", given)
        assert "is the number %d" % number in caught.value.message
        assert "Quote it: '%s'" % meant in caught.value.message


@pytest.mark.parametrize("given", [True, 18.5, {}, datetime.time(18, 30)])
def test_other_things_are_no_time_of_day(given):
    with pytest.raises(ArgumentError) as caught:
        time_of_day("start", given)
    assert "in quotes" in caught.value.message
