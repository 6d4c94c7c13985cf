from itertools import product

import pytest

from domain.truth import Truth, all_, any_, not_

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
AND = {
    (YES, YES): YES, (YES, NO): NO, (YES, UNKNOWN): UNKNOWN,
    (NO, YES): NO, (NO, NO): NO, (NO, UNKNOWN): NO,
    (UNKNOWN, YES): UNKNOWN, (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
OR = {
    (YES, YES): YES, (YES, NO): YES, (YES, UNKNOWN): YES,
    (NO, YES): YES, (NO, NO): NO, (NO, UNKNOWN): UNKNOWN,
    (UNKNOWN, YES): YES, (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize("pair", list(product(Truth, Truth)))
def test_and_and_or_follow_kleenes_tables(pair: tuple[Truth, Truth]) -> None:
    assert all_(pair) is AND[pair]
    assert any_(pair) is OR[pair]


def test_not_swaps_the_sure_answers_only() -> None:
    assert [not_(truth) for truth in (YES, NO, UNKNOWN)] == [NO, YES, UNKNOWN]


def test_nothing_to_meet_is_met_and_nothing_to_choose_from_is_not() -> None:
    assert all_([]) is YES
    assert any_([]) is NO
