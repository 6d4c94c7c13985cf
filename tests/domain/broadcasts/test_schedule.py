from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.broadcasts.schedule import Every, Repeat, next_time
from domain.civil_time import wall_of

MONTH_END = Repeat(Every.MONTH, date(2026, 1, 31), time(10))


def test_every_week_it_comes_at_the_same_hour_on_the_wall() -> None:
    weekly = Repeat(Every.WEEK, date(2026, 2, 9), time(10))
    times = [next_time(weekly, datetime(2026, 2, 9, 11, tzinfo=UTC) + timedelta(weeks=week)) for week in range(6)]
    walls = [wall_of(each) for each in times if each is not None]
    assert [each.time() for each in walls] == [time(10)] * 6, "also when the clock changes around Ramadan"
    assert {each.weekday() for each in walls} == {0}


def test_a_month_that_lacks_the_day_has_it_at_its_end() -> None:
    moments = [next_time(MONTH_END, datetime(2026, month, 1, tzinfo=UTC)) for month in range(1, 6)]
    assert [each.day for each in moments if each is not None] == [31, 28, 31, 30, 31]


def test_what_was_missed_is_not_made_up_for_and_after_the_last_day_there_is_none() -> None:
    ends = Repeat(Every.WEEK, date(2026, 6, 1), time(10), until=date(2026, 6, 20))
    found = next_time(ends, datetime(2026, 6, 10, tzinfo=UTC))
    assert found is not None
    assert wall_of(found).date() == date(2026, 6, 15)
    assert next_time(ends, datetime(2026, 6, 19, tzinfo=UTC)) is None
    with pytest.raises(ValueError, match="ends before"):
        Repeat(Every.WEEK, date(2026, 6, 1), time(10), until=date(2026, 5, 1))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(Every), st.integers(0, 900))
def test_the_next_time_is_always_later_and_never_far(first: date, every: Every, days: int) -> None:
    after = datetime(2026, 1, 1, 8, tzinfo=UTC) + timedelta(days=days)
    found = next_time(Repeat(every, first, time(9, 30)), after)
    assert found is not None
    assert found > after
    begins = max(after.date(), first)
    assert found.date() - begins <= timedelta(days=7 if every is Every.WEEK else 32)
