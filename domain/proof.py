"""The proof that a call means what it says: its example persons, and the codes that it names."""

from collections.abc import Iterator
from functools import cache

from catalogue.call import Call, Condition
from catalogue.loading import Catalogue
from catalogue.places import load_regions
from catalogue.problem import CatalogueError, Finding, P
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
            raise CatalogueError(f"{call.id}.toml", problem)
    return catalogue


def problems(call: Call) -> Iterator[Finding]:
    """What its examples show to be wrong with a call.

    Every condition must decide some example: it alone refuses that person, or it alone leaves open what no
    further answer could settle.
    """
    yield from _unknown_codes(call)
    for number, example in enumerate(call.examples):
        found = outcome(call, example.person)
        if found.value != example.expected.value:
            unequal = P(
                "it expects {expected} and the conditions say {found}: correct the one that does not follow the source",
                expected=example.expected.value,
                found=found.value,
            )
            yield Finding(f"examples.{number}", unequal)
    for condition in call.conditions:
        if not any(_decides(condition, call, example.person) for example in call.examples):
            undecided = P("no example is decided by this alone: add a person who meets all but this condition")
            yield Finding(f"conditions.{condition.id}", undecided)


def _unknown_codes(call: Call) -> Iterator[Finding]:
    known = _place_codes()
    for place in (*call.scope.regions, *call.scope.provinces):
        if place not in known:
            yield Finding("scope", P("no region or province has the code {code}: correct it", code=place))
    for condition in call.conditions:
        for code in _sectors_of(condition.test):
            if code not in _sector_codes():
                unknown = P("no sector or activity has the code {code}: correct it", code=code)
                yield Finding(f"conditions.{condition.id}", unknown)


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
