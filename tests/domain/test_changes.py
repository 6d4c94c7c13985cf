import random

import pytest

from catalogue.call import Call
from catalogue.vocabulary import FACTS, NUMERIC, Value
from domain.calls import load
from domain.changes import CHANGEABLE, Change, changed, remedy
from domain.eligibility import outcome
from domain.facts import Profile
from domain.judgement import judge
from domain.truth import Truth
from tests.domain.persons import asked_for
from tests.domain.test_questions import somebody, telling

CALLS = load().calls
REAL = {call.id: call for call in CALLS}
COOPERATIVE: dict[str, Value | None] = {
    "legal_form": "cooperative",
    "women_pct": 60,
    "project_cost": 200_000,
    "own_amount": 20_000,
}


def steps(call: str, **person: Value | None) -> list[dict[str, Value]]:
    """For each step what would do, with the nearest value."""
    found = remedy(REAL[call], person)
    assert found is not None
    return [{change.fact: change.values[0] for change in step} for step in found.steps]


def test_who_has_no_cooperative_yet_registers_one() -> None:
    assert steps("indh_taroudant_2026", legal_form="none_yet") == [{"legal_form": "cooperative"}]
    found = remedy(REAL["indh_taroudant_2026"], {"legal_form": "none_yet"})
    assert found is not None
    assert found.then is Truth.UNKNOWN, "the share of women is not known"


def test_too_few_women_is_mended_by_just_enough() -> None:
    assert steps("indh_taroudant_2026", **{**COOPERATIVE, "women_pct": 50}) == [{"women_pct": 51}]


def test_too_small_an_own_part_is_mended_by_a_larger_one_or_a_smaller_project() -> None:
    person = {**COOPERATIVE, "own_amount": 12_345}
    assert steps("indh_taroudant_2026", **person) == [{"own_amount": 20_000, "project_cost": 123_450}]


def test_a_project_is_not_shrunk_to_less_than_half() -> None:
    assert steps("indh_taroudant_2026", **{**COOPERATIVE, "own_amount": 10_000}) == [
        {"own_amount": 20_000, "project_cost": 100_000}
    ]
    assert steps("indh_taroudant_2026", **{**COOPERATIVE, "own_amount": 9_999}) == [{"own_amount": 20_000}]


def test_two_reasons_need_two_steps_the_easier_first() -> None:
    person = {**COOPERATIVE, "women_pct": 10, "own_amount": 0}
    assert steps("indh_taroudant_2026", **person) == [{"own_amount": 20_000}, {"women_pct": 51}]


def test_women_or_young_people_will_do_where_both_count() -> None:
    person: dict[str, Value | None] = {"legal_form": "cooperative", "women_pct": 5, "youth_pct": 5, "sector": "argan"}
    person |= {"project_cost": 100_000, "own_amount": 40_000}
    assert steps("indh_agadir_2023", **person) == [{"women_pct": 31, "youth_pct": 31}]


def test_a_larger_project_can_need_a_larger_own_part() -> None:
    person: dict[str, Value | None] = {
        "legal_form": "cooperative",
        "sector": "fishing_artisanal",
        "project_cost": 50_000,
        "own_amount": 2_500,
    }
    assert steps("blue_economy_2025", **person) == [{"own_amount": 5_000}, {"project_cost": 100_000}]


def test_a_company_that_is_too_old_can_let_a_cooperative_carry_the_project() -> None:
    person: dict[str, Value | None] = {"legal_form": "sarl", "entity_age_months": 30, "sector": "argan", "age": 50}
    assert steps("indh_al_hoceima_2022", **person) == [{"legal_form": "cooperative"}]


def test_another_activity_of_the_same_sector_comes_first() -> None:
    found = remedy(REAL["indh_agadir_2026"], {"legal_form": "cooperative", "sector": "livestock_cattle"})
    assert found is not None
    ((change,),) = found.steps
    assert change.fact == "sector"
    assert str(change.values[0]).startswith("livestock")


def test_a_man_is_not_told_to_found_a_womens_cooperative() -> None:
    assert remedy(REAL["tahfiz_niswa"], {"legal_form": "none_yet", "woman": False}) is None
    assert remedy(REAL["lalla_al_moutaaouina_2025"], {"legal_form": "none_yet", "woman": False}) is None


@pytest.mark.parametrize(
    ("call", "person"),
    [
        ("indh_sidi_ifni_2025", {"legal_form": "none_yet", "age": 60, "project_cost": 100, "own_amount": 0}),
        ("indh_sidi_ifni_2025", {"legal_form": "cooperative"}),
        ("indh_tanger_solidarity_2022", {"legal_form": "gie", "women_pct": 0, "youth_pct": 0, "funded_before": True}),
        ("mourafaka", {"legal_form": "cooperative", "entity_age_months": 60}),
        ("indh_taroudant_2026", COOPERATIVE),
        ("indh_taroudant_2026", {}),
    ],
)
def test_there_is_no_remedy_where_something_refuses_that_nobody_can_change_or_nothing_refuses(
    call: str, person: Profile
) -> None:
    assert remedy(REAL[call], person) is None


def leaves_something_to_a_body(call: Call) -> bool:
    return any("left_to" in condition.test.model_dump_json() for condition in call.conditions)


def whole_person(call: Call, chance: random.Random) -> dict[str, Value | None]:
    return somebody(asked_for(*(condition.test for condition in call.conditions)), chance, doubt=0)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.id)
def test_applying_a_remedy_gives_a_yes_unless_a_body_decides_and_every_part_of_it_is_needed(call: Call) -> None:
    chance = random.Random(call.id)  # noqa: S311 - no secret is made
    for _ in range(150):
        person = whole_person(call, chance)
        found = remedy(call, person)
        if found is None:
            continue
        easiest = {step[0].fact: step[0].values[0] for step in found.steps}
        assert outcome(call, changed(person, easiest)) is found.then is not Truth.NO
        assert found.then is Truth.YES or leaves_something_to_a_body(call)
        for left_out in easiest:
            rest = {fact: value for fact, value in easiest.items() if fact != left_out}
            assert outcome(call, changed(person, rest)) is Truth.NO
        for step in found.steps:
            for change in step:
                others = {fact: value for fact, value in easiest.items() if fact != step[0].fact}
                for value in change.values:
                    assert outcome(call, changed(person, {**others, change.fact: value})) is found.then


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.id)
def test_no_smaller_set_of_changes_would_do_and_the_numbers_are_the_nearest(call: Call) -> None:
    chance = random.Random(call.id)  # noqa: S311 - no secret is made
    for _ in range(60):
        person = whole_person(call, chance)
        found = remedy(call, person)
        if found is None:
            continue
        if len(found.steps) > 1:
            for fact in sorted(set(CHANGEABLE) & person.keys() - {"legal_form"}):
                values = {*telling(fact), *(change.values[0] for step in found.steps for change in step)}
                assert all(outcome(call, {**person, fact: value}) is Truth.NO for value in values if fits(fact, value))
        for change in (step[0] for step in found.steps if len(found.steps) == 1):
            nearer = one_nearer(change, person)
            assert nearer is None or outcome(call, {**person, change.fact: nearer}) is not Truth.YES


def fits(fact: str, value: Value) -> bool:
    return isinstance(value, bool | str) == (FACTS[fact].kind not in NUMERIC)


def one_nearer(change: Change, person: Profile) -> int | None:
    today, value = person[change.fact], change.values[0]
    if FACTS[change.fact].kind not in NUMERIC or not isinstance(today, int) or not isinstance(value, int):
        return None
    return value - 1 if value > today else value + 1


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.id)
def test_what_nobody_can_change_is_never_proposed(call: Call) -> None:
    chance = random.Random(call.id)  # noqa: S311 - no secret is made
    for _ in range(150):
        person = somebody(asked_for(*(condition.test for condition in call.conditions)), chance)
        found = remedy(call, person)
        refusing = [one for one in call.conditions if judge(one.test, person) is Truth.NO]
        if not all(one.changeable for one in refusing):
            assert found is None
        if found is not None:
            assert {change.fact for step in found.steps for change in step} <= set(CHANGEABLE)
            assert all(person.get(change.fact) is not None for step in found.steps for change in step)
