from hypothesis import given
from hypothesis import strategies as st

from domain.requests.delay import CASES, Usual, usual

DAYS = st.floats(0, 400)


@given(st.lists(DAYS, max_size=CASES - 1))
def test_below_twenty_cases_nothing_is_said(days: list[float]) -> None:
    assert usual(days) is None


def test_half_and_nine_tenths_of_a_hundred() -> None:
    assert usual([float(day) for day in range(1, 101)]) == Usual(50, 90, 100)
    assert usual([2.1] * 20) == Usual(3, 3, 20)


@given(st.lists(DAYS, min_size=CASES, max_size=60))
def test_enough_cases_lie_within_and_the_order_does_not_matter(days: list[float]) -> None:
    told = usual(days)
    assert told is not None
    assert sum(day <= told.median for day in days) * 2 >= len(days)
    assert sum(day <= told.most for day in days) * 10 >= len(days) * 9
    assert told.median <= told.most
    assert usual(days[::-1]) == told
