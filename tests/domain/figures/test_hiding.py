from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.figures.hiding import LEAST, hidden

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), max_size=8)


def published(counts: dict[str, int]) -> tuple[object, ...]:
    """All that a reader outside gets: each cell or that it is hidden, and the total or that it is."""
    secret = hidden(counts)
    if secret is None:
        return (None,)
    return (sum(counts.values()), *(None if cell in secret else count for cell, count in counts.items()))


@pytest.mark.parametrize(
    ("counts", "secret"),
    [
        ({}, ""),
        ({"a": 0, "b": 40}, ""),
        ({"a": 12, "b": 40}, ""),
        ({"a": 3, "b": 12, "c": 40}, "ab"),
        ({"a": 3, "b": 8, "c": 40}, "ab"),
        ({"a": 1, "b": 1, "c": 40}, "abc"),
        ({"a": 9, "b": 9, "c": 40}, "abc"),
        ({"a": 3, "b": 0, "c": 40, "d": 12}, "ad"),
    ],
)
def test_a_small_cell_takes_others_with_it_until_it_cannot_be_computed(counts: dict[str, int], secret: str) -> None:
    assert hidden(counts) == frozenset(secret)


@pytest.mark.parametrize("counts", [{"a": 3}, {"a": 9, "b": 0}, {"a": 2, "b": 2}, dict.fromkeys("abcdefghij", 1)])
def test_where_nothing_could_hide_it_the_total_is_hidden_too(counts: dict[str, int]) -> None:
    assert hidden(counts) is None


@given(COUNTS)
def test_no_small_cell_is_ever_shown_and_what_is_missing_is_no_small_number(counts: dict[str, int]) -> None:
    secret = hidden(counts)
    if secret is not None:
        assert not [count for cell, count in counts.items() if 0 < count < LEAST and cell not in secret]
        missing = sum(counts[cell] for cell in secret)
        assert not secret or (len(secret) > 1 and missing >= LEAST)


@pytest.mark.parametrize("cells", ["ab", "abc"])
def test_who_knows_the_total_and_how_we_hide_still_cannot_compute_a_hidden_cell(cells: str) -> None:
    """Every table there could be, sorted by what is published of it: the same words must fit several tables."""
    tables = [dict(zip(cells, counts, strict=True)) for counts in product(range(24), repeat=len(cells))]
    alike = defaultdict(list)
    for counts in tables:
        alike[published(counts)].append(counts)
    for said, possible in alike.items():
        # At the edge of what is tried here, the other tables that would say the same have larger numbers.
        if said == (None,) or max(max(counts.values()) for counts in possible) == 23:
            continue
        for at, cell in enumerate(cells, 1):
            if said[at] is None:
                assert len({counts[cell] for counts in possible}) > 1, (said, possible)
