from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.civil_time import MOROCCO, moment_of, wall_of
from tests.domain.clock_changes import DECIDED, EXPECTED, Clock, moments

BEFORE_THE_DECISION = Clock(EXPECTED)
CLOCKS = [pytest.param(MOROCCO, DECIDED, id="decided"), pytest.param(BEFORE_THE_DECISION, EXPECTED, id="expected")]
HOUR = timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return at(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("change", moments(DECIDED))
def test_the_pinned_rules_know_every_decided_change(change: datetime) -> None:
    before, after = wall_of(change - timedelta(seconds=1)), wall_of(change)
    ahead = DECIDED[change.strftime("%Y-%m-%dT%H:%M")]
    assert after - change.replace(tzinfo=None) == HOUR * ahead
    assert before - (change - timedelta(seconds=1)).replace(tzinfo=None) == HOUR * (1 - ahead)


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("year", range(2027, 2031))
def test_after_the_decision_of_2026_the_clock_stays_at_utc(year: int, month: int) -> None:
    assert wall_of(datetime(year, month, 10, 10, tzinfo=UTC)) == datetime(year, month, 10, 10)  # noqa: DTZ001 - a wall


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        ("2026-02-14T10:00", "2026-02-14T09:00"),
        ("2026-02-15T10:00", "2026-02-15T10:00"),
        ("2026-03-21T10:00", "2026-03-21T10:00"),
        ("2026-03-22T10:00", "2026-03-22T09:00"),
        ("2026-09-19T10:00", "2026-09-19T09:00"),
        ("2026-09-20T10:00", "2026-09-20T10:00"),
        ("2026-11-22T10:00", "2026-11-22T10:00"),
        ("2027-02-10T10:00", "2027-02-10T10:00"),
        ("2027-03-20T10:00", "2027-03-20T10:00"),
    ],
)
def test_ten_in_the_morning_is_ten_on_the_wall_on_both_sides_of_a_change(wall: str, moment: str) -> None:
    assert moment_of(at(wall)) == utc(moment)
    assert wall_of(utc(moment)) == at(wall)


def test_an_hour_that_comes_twice_is_meant_the_first_time() -> None:
    assert moment_of(at("2026-02-15T02:30")) == utc("2026-02-15T01:30")


def test_an_hour_that_is_skipped_comes_when_clocks_have_moved_on() -> None:
    assert moment_of(at("2026-03-22T02:30")) == utc("2026-03-22T02:30")
    assert wall_of(utc("2026-03-22T02:30")) == at("2026-03-22T03:30")


@pytest.mark.parametrize(("zone", "changes"), CLOCKS)
def test_every_hour_of_the_days_around_every_change_comes_back_as_it_went(
    zone: tzinfo, changes: dict[str, int]
) -> None:
    for change in moments(changes):
        for hours in range(-48, 49):
            wall = wall_of(change + HOUR * hours, zone)
            again = wall_of(moment_of(wall, zone), zone)
            assert again == wall


@given(st.datetimes(min_value=at("2025-01-01T00:00"), max_value=at("2031-01-01T00:00")))
def test_the_clock_of_the_tests_agrees_with_the_pinned_rules(moment: datetime) -> None:
    decided = Clock(DECIDED)
    assert wall_of(moment.replace(tzinfo=UTC), decided) == wall_of(moment.replace(tzinfo=UTC))
    assert moment_of(moment, decided) == moment_of(moment)


def test_a_wall_with_a_zone_and_a_moment_without_one_are_mistakes() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        moment_of(utc("2026-01-01T10:00"))
    with pytest.raises(ValueError, match="knows its zone"):
        wall_of(at("2026-01-01T10:00"))
