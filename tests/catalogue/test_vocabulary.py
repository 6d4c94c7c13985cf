import pytest

from catalogue.vocabulary import FACTS, Kind, Value, check_value, fact_named


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("legal_form", "gie"),
        ("sector", "argan_food_oil"),
        ("place", "09.541.01.02"),
        ("woman", True),
        ("age", 18),
        ("women_pct", 100),
        ("project_cost", 1),
    ],
)
def test_an_answer_of_the_right_kind_is_taken(name: str, value: Value) -> None:
    check_value(fact_named(name), value)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("legal_form", "company", "it takes one of none_yet, cooperative"),
        ("sector", "زيت أركان", "it takes a code"),
        ("sector", True, "it takes a code"),
        ("woman", 1, "it takes true or false"),
        ("age", 9, "it takes a whole number from 10 to 110"),
        ("age", True, "it takes a whole number"),
        ("women_pct", 101, "it takes a whole number from 0 to 100"),
        ("project_cost", 0, "it takes a whole number from 1"),
        ("own_pct", 40, "is never answered: give what it follows from, own_amount, project_cost"),
    ],
)
def test_an_answer_of_another_kind_is_refused_with_what_it_takes(name: str, value: Value, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        check_value(fact_named(name), value)


def test_an_unknown_fact_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no fact is called 'height'; the known facts are place, legal_form"):
        fact_named("height")


def test_derived_facts_follow_from_facts_that_are_asked() -> None:
    for fact in FACTS.values():
        assert all(not FACTS[name].derived_from for name in fact.derived_from)


def test_no_fact_is_sensitive_in_the_sense_of_law_09_08() -> None:
    assert not {name for name in FACTS for word in ("health", "disab", "cin", "religion") if word in name}


def test_every_kind_is_used() -> None:
    assert {fact.kind for fact in FACTS.values()} == set(Kind)
