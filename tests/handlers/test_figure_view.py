from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import places
from domain.requests.life import Actor
from handlers.figure_view import View, enters_for, first_view, one_year, provinces_of, whole_time
from storage.staff import EVERYWHERE, StaffRole

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROVINCES = [province.code for region in places.regions() for province in region.provinces]
VIEWS = st.builds(View, st.sampled_from([EVERYWHERE, *PROVINCES]), st.none() | st.integers(2005, 2099), st.booleans())
TAROUDANT, KHENIFRA = "09.541", "05.301"


def roles(*provinces: str, role: Actor = Actor.AGENT) -> list[StaffRole]:
    return [StaffRole(at, 7, role, province, None, 0) for at, province in enumerate(provinces)]


@given(VIEWS)
def test_a_view_finds_its_way_back_from_a_button(view: View) -> None:
    assert View.parse(view.dump()) == view
    assert len(f"g:fchart:province:{view.dump()}".encode()) <= 64


@pytest.mark.parametrize(
    "text", ["", "i", "i:09.541", "x:09.541:2026", "i:09:2026", "i:nowhere:2026", "i:*:2004", "i:*:2100", "i:*:20260"]
)
def test_what_no_button_of_ours_carries_is_no_view(text: str) -> None:
    assert View.parse(text) is None


def test_a_year_begins_when_it_begins_in_morocco() -> None:
    """Until 20 September 2026 an hour before UTC, and from then on with it."""
    span = View(TAROUDANT, 2026).span
    assert datetime.fromtimestamp(span.since / 1000, UTC) == datetime(2025, 12, 31, 23, tzinfo=UTC)
    assert datetime.fromtimestamp(span.until / 1000, UTC) == datetime(2027, 1, 1, tzinfo=UTC)
    assert View(TAROUDANT, 2025).span.until == span.since


def test_who_works_in_one_province_sees_it_first_and_who_works_in_several_all_of_them() -> None:
    assert first_view(roles(TAROUDANT), NOW) == View(TAROUDANT, 2026)
    assert first_view(roles(TAROUDANT, KHENIFRA), NOW) == View(EVERYWHERE, 2026)
    assert provinces_of(roles(TAROUDANT, KHENIFRA)) == [KHENIFRA, TAROUDANT]
    assert provinces_of(roles(TAROUDANT, EVERYWHERE)) == provinces_of(roles(TAROUDANT)) == []


@given(VIEWS)
def test_for_outside_there_is_never_a_sum_beside_its_parts(view: View) -> None:
    hers = roles(TAROUDANT, KHENIFRA)
    for fit in (one_year, whole_time):
        fitting = fit(view, hers, NOW)
        assert fit(fitting, hers, NOW) == fitting, "what fits stays"
        assert fitting == view if not view.outside else fitting.province != EVERYWHERE
    if view.outside:
        assert one_year(view, hers, NOW).year is not None
        assert whole_time(view, hers, NOW).year is None


def test_coordinators_enter_figures_and_nobody_else() -> None:
    both = [*roles(TAROUDANT, role=Actor.COORDINATOR), *roles(KHENIFRA)]
    assert enters_for(both) == {TAROUDANT}
    assert enters_for(roles(TAROUDANT, role=Actor.ADMIN)) == frozenset()
