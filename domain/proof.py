"""The proof that a call means what it says: its example persons, and the codes that it names."""

from collections.abc import Iterator
from functools import cache

from catalogue.call import Call, Condition
from catalogue.loading import Catalogue, CatalogueError
from catalogue.places import load_regions
from catalogue.rules import All, Among, AnyOf, Not, Test
from catalogue.sectors import load_sectors
from domain.eligibility import outcome
from domain.facts import Profile
from domain.judgement import judge, open_facts
from domain.truth import Truth


def verified(catalogue: Catalogue) -> Catalogue:
    """The same catalogue; CatalogueError when a call's example persons do not bear out its conditions."""
    for call in catalogue.calls:
        problem = next(problems(call), None)
        if problem is not None:
            raise CatalogueError(f"{call.id}.toml: {problem}")
    return catalogue


def problems(call: Call) -> Iterator[str]:
    """What its examples show to be wrong with a call, one sentence each.

    Every condition must decide some example: it alone refuses that person, or it alone leaves open what no
    further answer could settle.
    """
    yield from _unknown_codes(call)
    for number, example in enumerate(call.examples):
        found = outcome(call, example.person)
        if found.value != example.expected.value:
            yield (
                f"examples.{number}: it expects {example.expected.value} and the conditions say {found.value}: "
                "correct the one that does not follow the source"
            )
    for condition in call.conditions:
        if not any(_decides(condition, call, example.person) for example in call.examples):
            yield (
                f"conditions: no example is decided by {condition.id!r} alone: "
                "add a person who meets all but this condition"
            )


def _unknown_codes(call: Call) -> Iterator[str]:
    known = _place_codes()
    for place in (*call.scope.regions, *call.scope.provinces):
        if place not in known:
            yield f"scope: no region or province has the code {place}: correct it"
    for condition in call.conditions:
        for code in _sectors_of(condition.test):
            if code not in _sector_codes():
                yield f"conditions.{condition.id}: no sector or activity has the code {code}: correct it"


def _sectors_of(test: Test) -> Iterator[str]:
    match test:
        case All(tests=tests) | AnyOf(tests=tests):
            for part in tests:
                yield from _sectors_of(part)
        case Not(test=part):
            yield from _sectors_of(part)
        case Among(fact="sector", values=values):
            yield from map(str, values)


@cache
def _place_codes() -> frozenset[str]:
    regions = load_regions()
    return frozenset(place.code for region in regions for place in (region, *region.provinces))


@cache
def _sector_codes() -> frozenset[str]:
    return frozenset(named.code for sector in load_sectors() for named in (sector, *sector.activities))


def _decides(condition: Condition, call: Call, person: Profile) -> bool:
    judged = {one.id: judge(one.test, person) for one in call.conditions}
    truth = judged.pop(condition.id)
    if truth is Truth.NO:
        return Truth.NO not in judged.values()
    left_open = truth is Truth.UNKNOWN and not open_facts(condition.test, person)
    return left_open and set(judged.values()) <= {Truth.YES}
