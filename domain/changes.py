"""What would change a No: the fewest things that a person can change so that a call no longer refuses her."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from catalogue.call import Call
from catalogue.rules import Above, All, Among, AnyOf, AtLeast, AtMost, Test
from catalogue.vocabulary import FACTS, NUMERIC, Kind, Value
from domain.eligibility import outcome
from domain.facts import Profile, askable
from domain.judgement import judge
from domain.truth import Truth, not_

CHANGEABLE: Final = (
    "own_amount",
    "project_cost",
    "women_pct",
    "youth_pct",
    "job_seeking",
    "womens_cooperative",
    "legal_form",
    "sector",
)
"""What a person can do something about, the easiest first. Age, sex, the past and the place where she lives are not."""

MOST_CHANGES: Final = 4
"""Who would have to change more than this is told the reasons only."""

_PERSONS: Final = frozenset({"none_yet", "auto_entrepreneur", "craftsman_individual"})
_COMPANIES: Final = frozenset({"sarl", "snc", "other_company"})
_FOUNDERS: Final = {
    "cooperative": _PERSONS | _COMPANIES | {"gie", "association", "association_network"},
    "auto_entrepreneur": _PERSONS,
    "association": _PERSONS,
    "sarl": _PERSONS,
    "snc": _PERSONS,
    "cooperative_union": frozenset({"cooperative"}),
    "gie": _COMPANIES | {"cooperative", "cooperative_union"},
}
"""Who can found what: natural and legal persons a cooperative (law 112-12), legal persons only a group (law 13-97)."""


class Change(Struct, frozen=True):
    """An answer that would have to be another one than `today`; each of `values` would do, the nearest first."""

    fact: str
    today: Value
    values: tuple[Value, ...]


class Remedy(Struct, frozen=True):
    """What turns a No. All of `steps` are needed; in each step one of its changes is enough, the easiest first.

    `then` is the result afterwards: YES, or UNKNOWN where other conditions still depend on what is not known.
    """

    steps: tuple[tuple[Change, ...], ...]
    then: Truth


_Changes = dict[str, Value]


def remedy(call: Call, profile: Profile) -> Remedy | None:
    """The smallest remedy for a call that refuses the person; None where there is none, or nothing to mend."""
    if outcome(call, profile) is not Truth.NO:
        return None
    found = _smallest(call, profile)
    if found is None:
        return None
    steps = tuple(_ways(call, profile, found, fact) for fact in sorted(found, key=CHANGEABLE.index))
    return Remedy(steps, outcome(call, changed(profile, found)))


def changed(profile: Profile, changes: _Changes) -> Profile:
    """The person after these changes, with what follows from them: what is newly founded has no age yet."""
    after = {**profile, **changes}
    if "legal_form" in changes and profile.get("entity_age_months") is not None:
        after["entity_age_months"] = 0
    if "legal_form" in changes and profile.get("woman") is False:
        after["womens_cooperative"] = False
    return after


def _smallest(call: Call, profile: Profile) -> _Changes | None:
    """The fewest changes after which the call does not refuse, of these what gives a Yes, of these the easiest."""
    reached: list[_Changes] = [{}]
    for _ in range(MOST_CHANGES):
        reached = _one_more(call, profile, reached)
        enough = [changes for changes in reached if outcome(call, changed(profile, changes)) is not Truth.NO]
        if enough:
            return min(enough, key=lambda changes: _burden(call, profile, changes))
    return None


def _one_more(call: Call, profile: Profile, reached: list[_Changes]) -> list[_Changes]:
    more: dict[frozenset[tuple[str, Value]], _Changes] = {}
    for changes in reached:
        # Activities that a call lists count the same, so the nearest stands for all and the search stays short.
        candidates = dict.fromkeys(_candidates(call, changed(profile, changes)))
        nearest = next((value for fact, value in candidates if fact == "sector"), None)
        for fact, value in candidates:
            if fact not in changes and (fact != "sector" or value == nearest):
                longer = {**changes, fact: value}
                more[frozenset(longer.items())] = longer
    return list(more.values())


def _burden(call: Call, profile: Profile, changes: _Changes) -> tuple[bool, int]:
    unsure = outcome(call, changed(profile, changes)) is not Truth.YES
    return (unsure, sum(CHANGEABLE.index(fact) for fact in changes))


def _ways(call: Call, profile: Profile, found: _Changes, fact: str) -> tuple[Change, ...]:
    """The change of `fact`, and what would do in its place while the other changes stay."""
    others = {name: value for name, value in found.items() if name != fact}
    goal = outcome(call, changed(profile, found))
    known: dict[str, list[Value]] = {fact: [found[fact]]}
    for name, value in _candidates(call, changed(profile, others)):
        fits = name not in others and outcome(call, changed(profile, {**others, name: value})) is goal
        if fits and value not in known.get(name, []):
            known.setdefault(name, []).append(value)
    names = sorted(known, key=lambda name: (name != fact, CHANGEABLE.index(name)))
    return tuple(Change(name, _today(name, profile), tuple(known[name])) for name in names)


def _candidates(call: Call, profile: Profile) -> Iterator[tuple[str, Value]]:
    """Single changes that turn a part of a condition which refuses; none where one refuses that nobody can change."""
    refusing = [condition for condition in call.conditions if judge(condition.test, profile) is Truth.NO]
    if all(condition.changeable for condition in refusing):
        for condition in refusing:
            yield from _turning(condition.test, profile)


def _turning(test: Test, profile: Profile) -> Iterator[tuple[str, Value]]:
    """A rule that only says what one must not be gives no advice, so the tests below a `not` are left out."""
    match test:
        case All(tests=tests) | AnyOf(tests=tests):
            for part in tests:
                yield from _turning(part, profile)
        case Among() | AtLeast() | AtMost() | Above() if judge(test, profile) is Truth.NO:
            for fact in askable(test.fact):
                if fact in CHANGEABLE and profile.get(fact) is not None:
                    yield from ((fact, value) for value in _values(test, fact, profile))


def _values(test: Among | AtLeast | AtMost | Above, fact: str, profile: Profile) -> list[Value]:
    if FACTS[fact].kind in NUMERIC:
        return [value for value in _nearest(test, fact, profile) if not _is_another_project(fact, value, profile)]
    assert isinstance(test, Among)
    return [value for value in _closest_first(test, profile) if _is_open_to(fact, value, profile)]


def _closest_first(test: Among, profile: Profile) -> list[Value]:
    """Activities of the person's own sector before others; everything else as the data lists it."""
    if FACTS[test.fact].kind is not Kind.SECTOR:
        return list(test.values)
    own = str(profile[test.fact]).split("_")[0]
    return sorted(test.values, key=lambda code: not str(code).startswith(own))


def _is_open_to(fact: str, value: Value, profile: Profile) -> bool:
    if fact == "legal_form":
        return profile["legal_form"] in _FOUNDERS.get(str(value), frozenset())
    return fact != "womens_cooperative" or profile.get("woman") is not False


def _today(fact: str, profile: Profile) -> Value:
    value = profile[fact]
    assert value is not None  # only what is known is proposed to be changed
    return value


def _is_another_project(fact: str, value: int, profile: Profile) -> bool:
    """A project that would lose more than half of itself is no advice, although the arithmetic is right."""
    return fact == "project_cost" and 2 * value < int(_today(fact, profile))


def _nearest(test: Test, fact: str, profile: Profile) -> list[int]:
    """The numbers nearest to today's, below and above, that turn the test; it turns only once on either side."""
    today, goal = _today(fact, profile), not_(judge(test, profile))
    assert isinstance(today, int)

    def turns(value: int) -> bool:
        return judge(test, {**profile, fact: value}) is goal

    found: list[int] = []
    for far in (FACTS[fact].low, FACTS[fact].high):
        near, beyond = today, far
        if not turns(beyond):
            continue
        while abs(beyond - near) > 1:
            middle = (near + beyond) // 2
            near, beyond = (near, middle) if turns(middle) else (middle, beyond)
        found.append(beyond)
    return found
