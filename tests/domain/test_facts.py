import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.vocabulary import FACTS
from domain.facts import UNBOUNDED, Profile, Range, askable, not_asked, number


def exactly(value: Fraction | float) -> Range:
    return Range(value, value)


def test_a_number_is_known_exactly_or_not_at_all() -> None:
    assert number("age", {"age": 27}) == exactly(27)
    assert number("age", {"age": None}) == UNBOUNDED
    assert number("age", {}) == UNBOUNDED


def test_the_own_share_is_an_exact_quotient() -> None:
    assert number("own_pct", {"own_amount": 1, "project_cost": 3}) == exactly(Fraction(100, 3))
    assert number("own_pct", {"own_amount": 1}) == UNBOUNDED
    assert number("own_pct", {"own_amount": None, "project_cost": 3}) == UNBOUNDED


def test_the_share_of_the_grant_looks_at_what_remains_to_be_granted() -> None:
    assert number("own_pct_of_grant", {"own_amount": 40, "project_cost": 140}) == exactly(40)
    assert number("own_pct_of_grant", {"own_amount": 140, "project_cost": 140}) == exactly(math.inf)
    assert number("own_pct_of_grant", {"project_cost": 140}) == UNBOUNDED


@pytest.mark.parametrize(
    ("profile", "low", "high"),
    [
        ({}, 0, 100),
        ({"women_pct": 20}, 20, 100),
        ({"youth_pct": 20, "women_pct": None}, 20, 100),
        ({"women_pct": 20, "youth_pct": 15}, 20, 35),
        ({"women_pct": 80, "youth_pct": 70}, 80, 100),
    ],
)
def test_women_or_young_members_are_counted_once_so_two_shares_give_a_range(
    profile: Profile, low: int, high: int
) -> None:
    assert number("women_or_youth_pct", profile) == Range(low, high)


@settings(deadline=None)  # a slow machine is no failure
@given(st.integers(1, 50), st.data())
def test_the_range_holds_the_true_share_of_any_cooperative(members: int, data: st.DataObject) -> None:
    women = data.draw(st.sets(st.integers(1, members)))
    young = data.draw(st.sets(st.integers(1, members)))
    # The shares are told in whole per cent, so they may each be off by less than one.
    told = {"women_pct": 100 * len(women) // members, "youth_pct": 100 * len(young) // members}
    found = number("women_or_youth_pct", told)
    assert found.low <= Fraction(100 * len(women | young), members) < found.high + 2


def test_a_derived_fact_is_asked_through_its_parts() -> None:
    assert askable("own_pct") == ("own_amount", "project_cost")
    assert askable("age") == ("age",)


def test_an_answer_in_vain_makes_the_other_half_of_a_quotient_useless() -> None:
    assert not_asked("own_pct", {"project_cost": 100}) == {"own_amount"}
    assert not_asked("own_pct", {"project_cost": None}) == frozenset()
    assert not_asked("women_or_youth_pct", {"women_pct": None}) == {"youth_pct"}


def test_every_derived_fact_is_derived() -> None:
    for name, fact in FACTS.items():
        if fact.derived_from:
            assert number(name, dict.fromkeys(fact.derived_from, 10)) != UNBOUNDED
