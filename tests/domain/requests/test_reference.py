import string
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.requests.reference import CAPACITY, compact, make, read

NUMBERS = st.integers(0, CAPACITY - 1)
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def test_a_reference_is_short_and_looks_like_this() -> None:
    assert make(4_827_163) == "TW-4827-1633"
    assert make(0) == "TW-0000-0000"


@pytest.mark.parametrize("number", [-1, CAPACITY])
def test_a_number_out_of_range_has_no_reference(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        make(number)


@settings(deadline=None)
@given(NUMBERS)
def test_a_reference_is_read_back_in_every_way_of_writing_it(number: int) -> None:
    reference = make(number)
    digits = reference[3:]
    ways = [
        reference.lower(),
        compact(reference),
        f"  tw {digits.replace('-', ' ')} ",
        reference.translate(ARABIC),
        reference.translate(PERSIAN),
        f"تو{digits.translate(ARABIC)}",
        f"\u200f{reference}\u200e",
        reference.replace("-", "–"),
        reference.replace("-", "_"),
    ]
    assert [read(way) for way in ways] == [reference] * len(ways)
    assert read(digits) is None
    assert read(digits, bare=True) == read(digits.replace("-", ""), bare=True) == reference


@settings(deadline=None)
@given(st.lists(NUMBERS, unique=True, min_size=2, max_size=50))
def test_each_number_has_its_own_reference(numbers: list[int]) -> None:
    assert len({make(number) for number in numbers}) == len(numbers)


@settings(deadline=None)
@given(NUMBERS)
def test_every_single_wrong_character_is_noticed(number: int) -> None:
    written = compact(make(number))
    for place, right in enumerate(written):
        for wrong in set(string.ascii_uppercase + string.digits) - {right}:
            assert read(f"{written[:place]}{wrong}{written[place + 1 :]}", bare=True) is None


@settings(deadline=None)
@given(NUMBERS)
def test_every_exchange_of_two_neighbours_is_noticed(number: int) -> None:
    written = compact(make(number))
    for place, (left, right) in enumerate(pairwise(written)):
        if left != right:
            assert read(f"{written[:place]}{right}{left}{written[place + 2 :]}", bare=True) is None


@settings(deadline=None)
@given(NUMBERS, st.sampled_from(string.digits))
def test_a_lost_or_added_character_is_noticed(number: int, extra: str) -> None:
    written = compact(make(number))
    for place in range(2, len(written)):
        assert read(written[:place] + written[place + 1 :], bare=True) is None
        assert read(written[:place] + extra + written[place:], bare=True) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_trouble(text: str) -> None:
    for bare in (False, True):
        assert read(text, bare=bare) in {None, read(text, bare=True)}


@settings(deadline=None)
@given(NUMBERS)
def test_no_two_characters_of_a_reference_look_alike(number: int) -> None:
    digits = make(number).removeprefix("TW-").replace("-", "")
    assert set(digits) <= set(string.digits)
    assert not set("TW") & set("OILSZBG")  # what is taken for 0, 1, 1, 5, 2, 8, 6


@pytest.mark.parametrize("text", ["", "TW", "200 000", "10000000", "0661234567", "2025-07-09", "TW-4827-1634", "salam"])
def test_amounts_dates_phones_and_talk_are_no_reference(text: str) -> None:
    assert read(text) is None
