"""The questions of a check are as few as they can be: shown over every call and thousands of random persons."""

import random
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from statistics import mean

import pytest

from catalogue.call import Call
from catalogue.rules import All, Among, AnyOf, Bound, Not, Test
from catalogue.vocabulary import FACTS, Kind, Value
from domain.calls import elsewhere, load, relevant
from domain.civil_time import MOROCCO
from domain.eligibility import most_useful_fact, outcome, remaining_facts
from domain.facts import Profile
from tests.domain.persons import SECTORS, Person, asked_for

CALLS = load().calls
CALLS_BY_ID = {call.id: call for call in CALLS}
TODAY = datetime(2026, 11, 22, 12, tzinfo=MOROCCO)
PLACES = ("09.541", "09.163", "09.001", "01.511", "05.301", "10.473", "03.061", "06.141", "11.321", "02.411", "01.051")
TELLING = {
    "own_amount": (0, 1_000, 5_000, 10_000, 30_000, 40_000, 60_000, 200_000),
    "project_cost": (1, 10_000, 90_000, 99_999, 100_000, 150_000, 300_000),
}


def offered(place: str) -> list[Call]:
    return [*relevant(CALLS, place, TODAY), *elsewhere(CALLS, place, TODAY)]


def rules_of(calls: Sequence[Call]) -> list[Test]:
    return [condition.test for call in calls for condition in call.conditions]


def leaves(test: Test) -> list[Among | Bound]:
    match test:
        case All(tests=tests) | AnyOf(tests=tests):
            return [leaf for part in tests for leaf in leaves(part)]
        case Not(test=part):
            return leaves(part)
        case Among() | Bound():
            return [test]
        case _:
            return []


@cache
def telling(name: str) -> tuple[Value, ...]:
    """Answers to a fact on every side of every bound that some call sets."""
    fact = FACTS[name]
    own = [leaf for test in rules_of(CALLS) for leaf in leaves(test) if leaf.fact == name]
    if fact.kind is Kind.CHOICE:
        return fact.values
    if fact.kind is Kind.YES_NO:
        return (True, False)
    if fact.kind is Kind.SECTOR:
        named = {str(value) for leaf in own if isinstance(leaf, Among) for value in leaf.values}
        return tuple(sorted({*SECTORS, *named}))
    bounds = {
        bound for leaf in own if isinstance(leaf, Bound) for bound in leaf.model_dump(exclude={"fact"}).values()
    } | ({30} if fact.kind is Kind.PERCENT else set())
    near = {bound + off for bound in bounds for off in (-1, 0, 1)} | {fact.low, fact.high} | set(TELLING.get(name, ()))
    return tuple(sorted(value for value in near if fact.low <= value <= fact.high))


def somebody(names: set[str], chance: random.Random, *, doubt: float = 0.15) -> dict[str, Value | None]:
    """A person who now and then does not know the answer."""
    return {name: None if chance.random() < doubt else chance.choice(telling(name)) for name in sorted(names)}


@cache
def names_of(call_id: str) -> frozenset[str]:
    """The facts that a call can ask for."""
    return frozenset(asked_for(*rules_of([CALLS_BY_ID[call_id]])))


@cache
def can_change(fact: str, answered: frozenset[tuple[str, Value | None]], call_id: str) -> bool:
    """Whether two answers to `fact` can lead to two results, whatever is answered to what was not asked yet.

    `answered`: what the person said to the questions of the call.
    """
    chance = random.Random(0)  # noqa: S311 - no secret is made
    call, profile = CALLS_BY_ID[call_id], dict(answered)
    rest = sorted(names_of(call_id) - profile.keys() - {fact})
    for _ in range(600):
        others = {**profile, **{name: chance.choice(telling(name)) for name in rest}}
        answers = chance.sample(telling(fact), min(8, len(telling(fact))))
        if len({outcome(call, {**others, fact: answer}) for answer in answers}) > 1:
            return True
    return False


def is_telling(asked: str, profile: Profile, call: Call) -> bool:
    """Whether the call wants to know, and an answer can change its result."""
    if asked not in remaining_facts(profile, [call]):
        return False
    answered = frozenset((name, value) for name, value in profile.items() if name in names_of(call.id))
    return can_change(asked, answered, call.id)


def interview(person: Profile, calls: Sequence[Call]) -> list[str]:
    """What is asked, in order; each question is shown to be one that could change a result."""
    profile: dict[str, Value | None] = {}
    while asked := most_useful_fact(profile, calls):
        assert any(is_telling(asked, profile, call) for call in calls), f"{asked} is asked in vain after {profile}"
        profile[asked] = person[asked]
    assert [outcome(call, profile) for call in calls] == [outcome(call, person) for call in calls]
    return list(profile)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.id)
def test_no_call_asks_what_could_not_change_its_result(call: Call) -> None:
    chance = random.Random(call.id)  # noqa: S311 - no secret is made
    for _ in range(60):
        interview(somebody(asked_for(*rules_of([call])), chance), [call])


@pytest.mark.parametrize("place", PLACES)
def test_no_check_asks_what_could_not_change_a_result(place: str) -> None:
    chance, calls = random.Random(place), offered(place)  # noqa: S311 - no secret is made
    for _ in range(80):
        interview(somebody(asked_for(*rules_of(calls)), chance), calls)


def test_thousands_of_people_are_asked_at_least_a_third_less_than_everything() -> None:
    chance = random.Random(4)  # noqa: S311 - no secret is made
    asked, everything = [], []
    for number in range(1100):
        calls = offered(PLACES[number % len(PLACES)])
        person = somebody(asked_for(*rules_of(calls)), chance, doubt=0.05)
        profile: Person = {}
        while fact := most_useful_fact(profile, calls):
            profile[fact] = person[fact]  # type: ignore[assignment] # None is asked in vain, as in a check
        asked.append(len(profile))
        everything.append(len(person))
    assert mean(asked) <= mean(everything) * 2 / 3
