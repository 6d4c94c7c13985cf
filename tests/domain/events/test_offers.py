from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.offers import SHORTEST, offered_until

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "held"),
    [
        (timedelta(days=10), timedelta(hours=24)),
        (timedelta(hours=10), timedelta(hours=5)),
        (timedelta(minutes=20), timedelta(minutes=15)),
    ],
)
def test_an_offer_holds_for_a_day_but_not_longer_than_half_of_what_is_left(left: timedelta, held: timedelta) -> None:
    assert offered_until(NOON, NOON + left, NOON) == NOON + held


def test_an_offer_for_a_meeting_without_a_day_holds_for_a_day() -> None:
    assert offered_until(NOON, None, NOON) == NOON + timedelta(hours=24)


def test_in_the_last_minutes_nothing_is_offered_any_more() -> None:
    assert offered_until(NOON, NOON + timedelta(minutes=10), NOON) is None


def test_the_time_does_not_run_while_people_sleep() -> None:
    morning = NOON + timedelta(hours=21)
    assert offered_until(NOON, NOON + timedelta(days=9), morning) == morning + timedelta(hours=24)


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=30)))
def test_an_offer_ends_before_the_meeting_begins(left: timedelta) -> None:
    until = offered_until(NOON, NOON + left, NOON)
    assert until is None or NOON + SHORTEST <= until <= NOON + left
