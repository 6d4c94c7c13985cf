import random
from collections.abc import Sequence
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.call import Call
from catalogue.vocabulary import FACTS, LEGAL_FORMS, Kind, Value
from domain.calls import elsewhere, load, relevant
from domain.civil_time import MOROCCO
from domain.eligibility import assess, most_useful_fact, outcome, remaining_facts
from domain.facts import Profile
from domain.status import Status
from domain.support import Worked
from domain.truth import Truth
from tests.domain.persons import SECTORS, Person, answers, asked_for, profiles, whole

CALLS = load().calls
REAL = {call.id: call for call in CALLS}
MARCH = datetime(2026, 3, 1, 12, tzinfo=MOROCCO)
TODAY = datetime(2026, 11, 22, 12, tzinfo=MOROCCO)
PLACES = ("09.541", "09.163", "09.001", "01.511", "05.301", "10.473", "03.061", "06.141", "11.321", "02.411")


def offered(place: str, now: datetime) -> list[Call]:
    return [*relevant(CALLS, place, now), *elsewhere(CALLS, place, now)]


def facts_for(calls: Sequence[Call]) -> set[str]:
    return asked_for(*(condition.test for call in calls for condition in call.conditions))


def interview(person: Person, calls: Sequence[Call]) -> Person:
    """What is asked of a person who answers everything, in order."""
    profile: Person = {}
    while fact := most_useful_fact(profile, calls):
        assert fact not in profile
        profile[fact] = person[fact]
    return profile


@pytest.mark.parametrize(
    ("call", "number"), [(call.id, number) for call in CALLS for number in range(len(call.examples))]
)
def test_every_example_person_gets_the_result_that_the_source_gives(call: str, number: int) -> None:
    example = REAL[call].examples[number]
    assert outcome(REAL[call], example.person).value == example.expected.value


def test_a_verdict_shows_each_condition_with_the_answers_it_looks_at() -> None:
    person: Profile = {"legal_form": "cooperative", "women_pct": 40, "project_cost": 300_000, "own_amount": None}
    (verdict,) = assess(person, [REAL["indh_taroudant_2026"]], MARCH)
    assert verdict.status is Status.UNDATED
    assert verdict.truth is Truth.NO
    assert [(one.condition.id, one.truth, one.facts) for one in verdict.findings] == [
        ("legal_form", Truth.YES, ("legal_form",)),
        ("women_majority", Truth.NO, ("women_pct",)),
        ("own_share", Truth.UNKNOWN, ("own_amount", "project_cost")),
    ]
    assert verdict.support == Worked(300_000, given=200_000, own=100_000, in_kind=None, capped=True)


def test_an_amount_is_worked_only_where_a_cost_and_a_support_are_known() -> None:
    prize, taroudant, chtouka = (
        REAL[name] for name in ("lalla_al_moutaaouina_2025", "indh_taroudant_2026", "indh_chtouka_2026")
    )
    assert [one.support for one in assess({"project_cost": 10}, [prize, chtouka], MARCH)] == [None, None]
    assert [one.support for one in assess({"legal_form": "gie"}, [taroudant], MARCH)] == [None]
    (verdict,) = assess({"project_cost": 10}, [taroudant], MARCH)
    assert verdict.support == Worked(10, given=9, own=1, in_kind=None, capped=False)


def test_verdicts_come_open_first_and_the_fitting_ones_first_within() -> None:
    verdicts = assess({"legal_form": "cooperative", "sector": "argan"}, offered("09.163", MARCH), MARCH)
    assert verdicts[0].call.id == "indh_chtouka_2026"
    assert verdicts[0].status is Status.OPEN
    ranks = [one.status.rank for one in verdicts]
    assert ranks == sorted(ranks)
    for status in Status:
        truths = [one.truth for one in verdicts if one.status is status]
        assert truths == sorted(truths, key=[Truth.YES, Truth.UNKNOWN, Truth.NO].index)


def test_the_first_question_is_the_legal_form_because_most_calls_turn_on_it() -> None:
    assert {most_useful_fact({}, offered(place, TODAY)) for place in PLACES} == {"legal_form"}


def test_a_call_that_is_decided_asks_nothing_more() -> None:
    taroudant = [REAL["indh_taroudant_2026"]]
    assert most_useful_fact({"legal_form": "association"}, taroudant) is None
    assert remaining_facts({"legal_form": "association"}, taroudant) == frozenset()


def test_what_remains_shrinks_as_answers_come() -> None:
    taroudant = [REAL["indh_taroudant_2026"]]
    assert remaining_facts({}, taroudant) == {"legal_form", "women_pct", "project_cost", "own_amount"}
    assert remaining_facts({"legal_form": "gie", "own_amount": None}, taroudant) == {"women_pct"}


def test_nobody_is_asked_when_there_is_no_call() -> None:
    assert most_useful_fact({}, []) is None
    assert assess({}, [], TODAY) == ()


@settings(deadline=None)  # a slow machine is no failure
@given(st.sampled_from(CALLS), st.data())
def test_a_new_fact_never_turns_one_sure_result_into_the_other(call: Call, data: st.DataObject) -> None:
    names = facts_for([call])
    before = data.draw(profiles(names))
    after = {**before, **data.draw(whole(name for name in names if before.get(name) is None))}
    if outcome(call, before) is not Truth.UNKNOWN:
        assert outcome(call, after) is outcome(call, before)


@settings(deadline=None)  # a slow machine is no failure
@given(st.sampled_from(PLACES), st.data())
def test_no_fact_is_asked_that_cannot_change_a_result(place: str, data: st.DataObject) -> None:
    calls = offered(place, TODAY)
    before = data.draw(profiles(facts_for(calls)))
    asked = most_useful_fact(before, calls)
    if asked is None:
        rest = data.draw(whole(facts_for(calls) - before.keys()))
        assert [outcome(call, before) for call in calls] == [outcome(call, {**before, **rest}) for call in calls]
    else:
        assert asked in remaining_facts(before, calls) - before.keys()


def some(name: str, chance: random.Random) -> Value:
    fact = FACTS[name]
    if name == "legal_form":
        return chance.choice(LEGAL_FORMS)
    if name == "sector":
        return chance.choice(SECTORS)
    if fact.kind is Kind.YES_NO:
        return chance.random() < 0.5
    if fact.kind is Kind.MONEY:
        return chance.choice([fact.low, 5_000, 20_000, 60_000, 100_000, 200_000, 20_000_000])
    return chance.randint(fact.low, min(fact.high, 120))


def test_an_interview_ends_with_every_result_that_full_knowledge_would_give() -> None:
    chance = random.Random(2)  # noqa: S311 - no secret is made
    for _ in range(300):
        calls = offered(chance.choice(PLACES), TODAY)
        person = {name: some(name, chance) for name in facts_for(calls)}
        told = interview(person, calls)
        assert [outcome(call, told) for call in calls] == [outcome(call, person) for call in calls]


@settings(deadline=None)  # a slow machine is no failure
@given(
    st.sampled_from(sorted(FACTS.keys() - {"place"} - {name for name in FACTS if FACTS[name].derived_from})), st.data()
)
def test_every_fact_that_can_be_asked_has_answers(name: str, data: st.DataObject) -> None:
    assert data.draw(answers(name)) is not None
