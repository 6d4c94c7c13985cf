"""Judging a condition's test on a person's answers."""

from collections.abc import Iterable

from catalogue.rules import Above, All, Among, AnyOf, AtLeast, AtMost, LeftTo, Not, Test
from catalogue.vocabulary import FACTS, Kind
from domain.facts import Profile, Range, not_asked, number
from domain.truth import Truth, all_, any_, not_


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


def open_facts(test: Test, profile: Profile) -> frozenset[str]:
    """The facts not asked yet whose answer can still change what `judge` says of the test."""
    if judge(test, profile) is not Truth.UNKNOWN:
        return frozenset()
    match test:
        case All(tests=tests) | AnyOf(tests=tests):
            return union(open_facts(part, profile) for part in tests)
        case Not(test=part):
            return open_facts(part, profile)
        case LeftTo():
            return frozenset()
        case _:
            return not_asked(test.fact, profile)


def union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


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
