from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.events.series import MOST, Monthly, Series, Weekly

THURSDAY = date(2026, 1, 8)
"""The second Thursday of its month."""
JUNE = date(2026, 6, 30)


def test_every_two_weeks() -> None:
    days = Series(Weekly(THURSDAY, every=2), date(2026, 2, 28)).days()
    assert days == (date(2026, 1, 8), date(2026, 1, 22), date(2026, 2, 5), date(2026, 2, 19))


def test_the_second_thursday_of_every_month() -> None:
    days = Series(Monthly(THURSDAY), date(2026, 4, 30)).days()
    assert days == (date(2026, 1, 8), date(2026, 2, 12), date(2026, 3, 12), date(2026, 4, 9))


def test_the_fifth_thursday_is_the_last_one() -> None:
    days = Series(Monthly(date(2026, 1, 29)), date(2026, 4, 30)).days()
    assert days == (date(2026, 1, 29), date(2026, 2, 26), date(2026, 3, 26), date(2026, 4, 30))


def test_a_day_is_left_out_and_another_takes_place_on_another_day() -> None:
    moved = ((date(2026, 1, 22), date(2026, 1, 23)),)
    days = Series(Weekly(THURSDAY), date(2026, 1, 29), frozenset({date(2026, 1, 15)}), moved).days()
    assert days == (date(2026, 1, 8), date(2026, 1, 23), date(2026, 1, 29))


@given(st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 1, 1)), st.integers(1, 8))
def test_every_meeting_of_a_series_is_on_its_weekday_and_before_its_end(first: date, every: int) -> None:
    until = first + timedelta(days=900)
    for rule in (Weekly(first, every), Monthly(first)):
        days = Series(rule, until).days()
        assert days[0] == first
        assert len(days) <= MOST
        assert all(day.weekday() == first.weekday() and day <= until for day in days)
        assert list(days) == sorted(set(days))
