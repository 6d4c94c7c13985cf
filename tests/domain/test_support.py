import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.support import Support
from domain.calls import load
from domain.support import Worked, work_out

REAL = {call.id: call.support for call in load().calls if call.support}


@pytest.mark.parametrize(
    ("cost", "worked"),
    [
        (100_000, Worked(100_000, given=90_000, own=10_000, in_kind=None, capped=False)),
        (222_222, Worked(222_222, given=199_999, own=22_223, in_kind=None, capped=False)),
        (222_223, Worked(222_223, given=200_000, own=22_223, in_kind=None, capped=False)),
        (300_000, Worked(300_000, given=200_000, own=100_000, in_kind=None, capped=True)),
        (1, Worked(1, given=0, own=1, in_kind=None, capped=False)),
    ],
)
def test_taroudant_gives_ninety_per_cent_up_to_its_ceiling(cost: int, worked: Worked) -> None:
    assert work_out(REAL["indh_taroudant_2026"], cost, "cooperative") == worked


def test_the_ceiling_depends_on_the_legal_form_where_the_source_says_so() -> None:
    laayoune = REAL["indh_laayoune_2023"]
    assert work_out(laayoune, 600_000, "cooperative").given == 300_000
    assert work_out(laayoune, 600_000, "sarl").given == 100_000
    assert work_out(laayoune, 600_000, "gie") == Worked(600_000, 360_000, 240_000, in_kind=None, capped=False)


def test_a_share_of_the_grant_is_not_a_share_of_the_cost() -> None:
    worked = work_out(REAL["indh_tanger_entrepreneurship_2022"], 140_000, "none_yet")
    assert worked == Worked(140_000, given=100_000, own=40_000, in_kind=20_000, capped=False)


def test_half_of_the_own_part_may_be_in_kind_rounded_down() -> None:
    assert work_out(REAL["indh_agadir_2023"], 100_003, "gie").in_kind == 20_001


def test_an_own_share_alone_still_bounds_the_support() -> None:
    assert work_out(REAL["blue_economy_2025"], 200_000, "cooperative").given == 190_000
    assert work_out(REAL["blue_economy_2025"], 700_000, "cooperative").given == 500_000


def test_a_ceiling_alone_says_nothing_of_the_own_part_unless_it_leaves_a_rest() -> None:
    ceiling = Support(source="page", cap=100_000)
    assert work_out(ceiling, 60_000, None) == Worked(60_000, 60_000, own=None, in_kind=None, capped=False)
    assert work_out(ceiling, 160_000, None) == Worked(160_000, 100_000, own=60_000, in_kind=None, capped=True)


def test_a_source_that_states_nothing_gives_no_amount() -> None:
    assert work_out(Support(source="page"), 60_000, None) == Worked(60_000, None, None, None, capped=False)


@settings(deadline=None)  # a slow machine is no failure
@given(st.sampled_from(sorted(REAL)), st.integers(1, 10**8), st.sampled_from(["cooperative", "sarl", None]))
def test_both_parts_make_the_cost_and_neither_exceeds_what_the_source_states(
    name: str, cost: int, form: str | None
) -> None:
    support, worked = REAL[name], work_out(REAL[name], cost, form)
    cap = support.cap_for(form)
    assert worked.given is not None
    assert 0 <= worked.given <= cost
    assert cap is None or worked.given <= cap
    assert worked.own is None or worked.given + worked.own == cost
    assert support.share_pct is None or 100 * worked.given <= cost * support.share_pct


def test_what_may_not_be_in_kind_is_brought_in_money() -> None:
    worked = work_out(REAL["indh_agadir_2023"], 100_003, "gie")
    assert worked.in_cash is not None
    assert worked.own == worked.in_cash + 20_001
    assert work_out(REAL["indh_taroudant_2026"], 100_000, "gie").in_cash is None


@pytest.mark.parametrize(("brings", "missing"), [(None, 0), (10_000, 0), (20_000, 0), (4_000, 6_000)])
def test_what_is_missing_is_what_she_said_to_bring_less_what_is_needed(brings: int | None, missing: int) -> None:
    assert work_out(REAL["indh_taroudant_2026"], 100_000, "cooperative", brings).missing == missing
