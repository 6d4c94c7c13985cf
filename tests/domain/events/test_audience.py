import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events.audience import Audience, Reader, concerns

TIZNIT, SOUSS, KHENIFRA = "09.581", "09", "05.301"
CODES = st.frozensets(st.sampled_from([TIZNIT, SOUSS, KHENIFRA, "05"]), max_size=3)
WORDS = st.frozensets(st.sampled_from(["beekeeping", "argan"]), max_size=2)


@pytest.mark.parametrize(
    ("audience", "reader", "heard"),
    [
        (Audience(), Reader(), True),
        (Audience(frozenset({TIZNIT})), Reader(frozenset({TIZNIT})), True),
        (Audience(frozenset({TIZNIT})), Reader(frozenset({KHENIFRA})), False),
        (Audience(frozenset({SOUSS})), Reader(frozenset({TIZNIT})), True),
        (Audience(frozenset({TIZNIT})), Reader(frozenset({SOUSS})), True),
        (Audience(frozenset({TIZNIT})), Reader(), True),
        (Audience(sectors=frozenset({"argan"})), Reader(sectors=frozenset({"beekeeping"})), False),
        (Audience(sectors=frozenset({"argan"})), Reader(frozenset({TIZNIT})), True),
        (Audience(legal_forms=frozenset({"cooperative"})), Reader(legal_forms=frozenset({"gie"})), False),
        (Audience(languages=frozenset({"fr"})), Reader(language="ar"), False),
        (Audience(languages=frozenset({"fr"})), Reader(), True),
        (Audience(came_to=frozenset({4})), Reader(), False),
        (Audience(came_to=frozenset({4})), Reader(came_to=frozenset({3, 4})), True),
    ],
)
def test_a_meeting_concerns_whom_it_names(audience: Audience, reader: Reader, *, heard: bool) -> None:
    assert concerns(audience, reader) is heard


def test_an_audience_in_a_place_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no place has the code 99\.999"):
        Audience(frozenset({"99.999"}))


@given(CODES, WORDS, CODES, WORDS, CODES)
def test_who_follows_more_hears_no_less(
    places: frozenset[str], sectors: frozenset[str], hers: frozenset[str], his: frozenset[str], more: frozenset[str]
) -> None:
    audience = Audience(places, sectors)
    if hers and concerns(audience, Reader(hers, his)):
        assert concerns(audience, Reader(hers | more, his))
