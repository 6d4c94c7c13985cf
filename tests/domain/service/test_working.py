from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.holidays import load_holidays
from catalogue.service import load_service
from domain.civil_time import MOROCCO, moment_of, wall_of
from domain.service.working import WorkingTime, working_time
from tests.domain.clock_changes import EXPECTED, Clock, moments

TIME = working_time()
BEFORE_THE_DECISION = WorkingTime(load_service(), load_holidays(), Clock(EXPECTED))
LAWS = st.sampled_from([TIME, BEFORE_THE_DECISION])
HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(min_value=datetime(2025, 1, 1), max_value=datetime(2030, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone follows
WORK = st.integers(0, 60 * 8 * 60).map(lambda minutes: timedelta(minutes=minutes))


def at(wall: str) -> datetime:
    return moment_of(datetime.fromisoformat(wall))


@pytest.mark.parametrize(
    ("wall", "open_"),
    [
        ("2026-04-01T08:30", True),  # a Wednesday
        ("2026-04-01T08:29", False),
        ("2026-04-01T16:29", True),
        ("2026-04-01T16:30", False),
        ("2026-04-03T12:30", True),  # Friday's prayer: the office serves
        ("2026-04-04T10:00", False),  # Saturday
        ("2026-04-05T10:00", False),
        ("2026-07-30T10:00", False),  # the day of the throne
        ("2026-03-02T08:45", False),  # Ramadan
        ("2026-03-02T09:00", True),
        ("2026-03-02T15:00", False),
    ],
)
def test_offices_are_open_as_the_decree_says(wall: str, *, open_: bool) -> None:
    assert TIME.is_open(at(wall)) is open_


@pytest.mark.parametrize(
    ("wall", "hours", "due"),
    [
        ("2026-04-01T10:00", 2, "2026-04-01T12:00"),
        ("2026-04-01T15:30", 2, "2026-04-02T09:30"),
        ("2026-04-03T15:30", 2, "2026-04-06T09:30"),  # over a weekend
        ("2026-04-04T12:00", 8, "2026-04-06T16:30"),  # a whole day ends in its evening
        ("2026-07-29T12:00", 8, "2026-07-31T12:00"),  # over a holiday
        ("2026-03-02T09:00", 8, "2026-03-03T11:00"),  # Ramadan's days have six hours
        ("2026-02-18T16:00", 1, "2026-02-19T09:30"),  # into Ramadan
        ("2026-03-19T14:00", 2, "2026-03-23T09:30"),  # over the feast, and over the change of the clock on 22 March
        ("2026-09-18T16:00", 1, "2026-09-21T09:00"),  # over 20 September, when the country went to UTC
        ("2026-04-04T12:00", 0, "2026-04-06T08:30"),
    ],
)
def test_working_time_is_added_by_the_clock_on_the_wall(wall: str, hours: int, due: str) -> None:
    assert wall_of(TIME.add(at(wall), hours * HOUR)) == datetime.fromisoformat(due)
    assert TIME.between(at(wall), at(due)) == hours * HOUR


@settings(deadline=None, max_examples=60)
@given(LAWS, MOMENTS, WORK)
def test_what_is_added_is_what_lies_between(time: WorkingTime, moment: datetime, work: timedelta) -> None:
    due = time.add(moment, work)
    assert due >= moment
    assert time.between(moment, due) == work
    assert time.between(due, moment) == -work


@settings(deadline=None, max_examples=60)
@given(LAWS, MOMENTS, WORK, WORK)
def test_a_pause_is_neither_won_nor_lost(
    time: WorkingTime, moment: datetime, worked: timedelta, rest: timedelta
) -> None:
    assert time.add(time.add(moment, worked), rest) == time.add(moment, worked + rest) or rest == timedelta()


@settings(deadline=None, max_examples=60)
@given(LAWS, MOMENTS, WORK.filter(bool))
def test_going_back_is_the_last_moment_since_which_so_much_has_passed(
    time: WorkingTime, moment: datetime, work: timedelta
) -> None:
    first = time.back(moment, work)
    assert time.between(first, moment) == work
    assert time.between(first + timedelta(minutes=1), moment) < work


@pytest.mark.parametrize("change", moments(EXPECTED), ids=str)
def test_no_office_day_is_longer_or_shorter_where_the_clock_changes(change: datetime) -> None:
    around = [wall_of(change, BEFORE_THE_DECISION.zone).date() + timedelta(days=days) for days in range(-3, 4)]
    for day in around:
        hours = BEFORE_THE_DECISION.hours(day)
        assert hours is None or hours[1] - hours[0] in {8 * HOUR, 6 * HOUR}


def test_a_negative_time_is_not_added() -> None:
    with pytest.raises(ValueError, match="-1 day"):
        TIME.add(at("2026-04-01T10:00"), -HOUR)
    with pytest.raises(ValueError, match="0:00:00"):
        TIME.back(at("2026-04-01T10:00"), timedelta())


def test_the_calendar_of_today_is_moroccan() -> None:
    assert TIME.zone is MOROCCO
    assert TIME.hours(date(2026, 11, 18)) is None
