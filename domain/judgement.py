"""Judging a condition's test on a person's answers."""

from collections.abc import Iterable, Sequence
from typing import Final

from catalogue.rules import Above, All, Among, AnyOf, AtLeast, AtMost, LeftTo, Not, Test
from catalogue.vocabulary import FACTS, Kind
from domain.facts import Profile, Range, can_only_rise, not_asked, number
from domain.truth import Truth, all_, any_, not_

Sides = frozenset[Truth]
"""Some of the sure answers, YES and NO: those that a test can still reach, or those that would make a difference."""

EITHER: Final[Sides] = frozenset({Truth.YES, Truth.NO})
NEITHER: Final[Sides] = frozenset()
ONLY: Final = {Truth.YES: frozenset({Truth.YES}), Truth.NO: frozenset({Truth.NO})}


def judge(test: Test, profile: Profile) -> Truth:
    """Whether the person meets the test: YES and NO are certain, whatever else they might still answer."""
    match test:
        case All(tests=tests):
            return all_(judge(part, profile) for part in tests)
        case AnyOf(tests=tests):
            return any_(judge(part, profile) for part in tests)
        case Not(test=part):
            return not_(judge(part, profile))
        case Among():
            return _is_among(test, profile)
        case LeftTo():
            return Truth.UNKNOWN
        case _:
            return _is_on_its_side(test, number(test.fact, profile))


def open_facts(test: Test, profile: Profile, wanted: Sides = EITHER) -> frozenset[str]:
    """The facts not asked yet whose answer can still change what `judge` says of the test.

    `wanted` are the answers of this test that would make a difference to whatever it is a part of.
    """
    match test:
        case All(tests=tests):
            return open_facts_of_all(tests, profile, wanted)
        case AnyOf(tests=tests):
            return _open_facts_of_parts(tests, profile, wanted, settling=Truth.YES)
        case Not(test=part):
            return open_facts(part, profile, _turned(wanted))
        case LeftTo():
            return frozenset()
        case _:
            tells = judge(test, profile) is Truth.UNKNOWN and wanted & _reachable_by_answers(test, profile)
            return not_asked(test.fact, profile) if tells else frozenset()


def open_facts_of_all(tests: Sequence[Test], profile: Profile, wanted: Sides = EITHER) -> frozenset[str]:
    """The same for tests that must all be met."""
    return _open_facts_of_parts(tests, profile, wanted, settling=Truth.NO)


def reachable(test: Test, profile: Profile) -> Sides:
    """Which sure answers the test has, or can have after further answers."""
    match test:
        case All(tests=tests):
            return _reachable_by_parts(tests, profile, settling=Truth.NO)
        case AnyOf(tests=tests):
            return _reachable_by_parts(tests, profile, settling=Truth.YES)
        case Not(test=part):
            return _turned(reachable(part, profile))
        case LeftTo():
            return NEITHER
        case _:
            sure = judge(test, profile)
            return _reachable_by_answers(test, profile) if sure is Truth.UNKNOWN else ONLY[sure]


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _open_facts_of_parts(tests: Sequence[Test], profile: Profile, wanted: Sides, settling: Truth) -> frozenset[str]:
    """`settling` is the answer of one part that settles the whole: NO where all count, YES where any does.

    The other answer of a part makes a difference only if all the other parts can still give it too.
    """
    unsure: list[Test] = []
    for test in tests if wanted else ():
        truth = judge(test, profile)
        if truth is settling:
            return frozenset()
        if truth is Truth.UNKNOWN:
            unsure.append(test)
    if not_(settling) in wanted:
        hopeless = [test for test in unsure if not_(settling) not in reachable(test, profile)]
    else:
        hopeless = unsure
    return union(
        open_facts(test, profile, wanted if all(one is test for one in hopeless) else wanted & ONLY[settling])
        for test in unsure
    )


def _reachable_by_parts(tests: Sequence[Test], profile: Profile, settling: Truth) -> Sides:
    parts = [reachable(part, profile) for part in tests]
    one = {settling} if any(settling in part for part in parts) else set()
    every = {not_(settling)} if all(not_(settling) in part for part in parts) else set()
    return frozenset(one | every)


def _reachable_by_answers(test: Among | AtLeast | AtMost | Above, profile: Profile) -> Sides:
    """The same for a test of one fact that is unknown so far."""
    if not not_asked(test.fact, profile):
        return NEITHER
    if can_only_rise(test.fact, profile):
        return ONLY[Truth.NO if isinstance(test, AtMost) else Truth.YES]
    return EITHER


def _turned(sides: Sides) -> Sides:
    return frozenset(map(not_, sides))


def _is_on_its_side(test: AtLeast | AtMost | Above, known: Range) -> Truth:
    if isinstance(test, AtLeast):
        return _reaches(known, test.at_least)
    return not_(_exceeds(known, test.at_most)) if isinstance(test, AtMost) else _exceeds(known, test.above)


def _reaches(known: Range, bound: int) -> Truth:
    if known.low >= bound:
        return Truth.YES
    return Truth.NO if known.high < bound else Truth.UNKNOWN


def _exceeds(known: Range, bound: int) -> Truth:
    if known.low > bound:
        return Truth.YES
    return Truth.NO if known.high <= bound else Truth.UNKNOWN


def _is_among(test: Among, profile: Profile) -> Truth:
    value = profile.get(test.fact)
    if value is None:
        return Truth.UNKNOWN
    if FACTS[test.fact].kind is Kind.SECTOR:
        return _is_among_sectors(str(value), frozenset(map(str, test.values)))
    return Truth.YES if value in test.values else Truth.NO


def _is_among_sectors(code: str, listed: frozenset[str]) -> Truth:
    """An activity belongs to its sector; a sector of which only some activities are listed leaves it open."""
    if any(code == entry or code.startswith(f"{entry}_") for entry in listed):
        return Truth.YES
    return Truth.UNKNOWN if any(entry.startswith(f"{code}_") for entry in listed) else Truth.NO
