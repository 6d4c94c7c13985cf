from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.holidays import load_holidays
from domain.civil_time import MOROCCO, moment_of, wall_of
from domain.quiet import is_quiet, last_open, next_open
from tests.domain.clock_changes import EXPECTED, Clock

CALENDAR = load_holidays()
BEFORE_THE_DECISION = Clock(EXPECTED)
WALLS = st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2031, 1, 1))  # noqa: DTZ001 - walls
ZONES = st.sampled_from([MOROCCO, BEFORE_THE_DECISION])
AN_HOUR = timedelta(hours=1)


def at(wall: str) -> datetime:
    return moment_of(datetime.fromisoformat(wall))


@pytest.mark.parametrize(
    ("wall", "quiet"),
    [
        ("2026-04-01T09:00", False),
        ("2026-04-01T20:59", False),
        ("2026-04-01T21:00", True),
        ("2026-04-01T08:59", True),
        ("2026-04-01T03:00", True),
        ("2026-03-01T17:30", True),  # an evening of Ramadan
        ("2026-03-01T09:30", True),
        ("2026-03-01T12:00", False),
        ("2026-07-30T12:00", True),  # the day of the throne
    ],
)
def test_nights_ramadan_evenings_and_holidays_are_quiet(wall: str, *, quiet: bool) -> None:
    assert is_quiet(at(wall), CALENDAR) is quiet


@pytest.mark.parametrize(
    ("wall", "opens"),
    [
        ("2026-04-01T12:00", "2026-04-01T12:00"),
        ("2026-04-01T22:00", "2026-04-02T09:00"),
        ("2026-04-02T03:00", "2026-04-02T09:00"),
        ("2026-07-29T22:00", "2026-07-31T09:00"),
        ("2026-03-19T18:00", "2026-03-22T09:00"),  # from the last evening of Ramadan over the feast
        ("2026-02-14T22:00", "2026-02-15T09:00"),  # the clock goes back in this night
    ],
)
def test_what_falls_into_quiet_hours_waits_until_they_are_over(wall: str, opens: str) -> None:
    assert next_open(at(wall), CALENDAR) == at(opens)


@pytest.mark.parametrize(
    ("wall", "before"),
    [
        ("2026-04-01T12:00", "2026-04-01T12:00"),
        ("2026-04-02T03:00", "2026-04-01T20:00"),
        ("2026-07-30T12:00", "2026-07-29T20:00"),
        ("2026-03-22T08:00", "2026-03-19T16:00"),
    ],
)
def test_what_cannot_wait_comes_an_hour_before_the_quiet_begins(wall: str, before: str) -> None:
    assert last_open(at(wall), CALENDAR, AN_HOUR) == at(before)


@given(WALLS, ZONES)
def test_the_time_around_any_moment_is_never_quiet_and_on_the_right_side(wall: datetime, zone: Clock) -> None:
    moment = moment_of(wall, zone)
    later, earlier = next_open(moment, CALENDAR, zone), last_open(moment, CALENDAR, AN_HOUR, zone)
    assert earlier <= moment <= later
    assert not is_quiet(later, CALENDAR, zone)
    assert not is_quiet(earlier, CALENDAR, zone)
    assert later == moment or is_quiet(moment, CALENDAR, zone)
    assert later - moment < timedelta(days=9)
    assert wall_of(later, zone).hour >= 9 or later == moment
