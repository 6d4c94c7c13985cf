"""The facts about a person and a project that a condition may speak of.

Data files name facts; the domain judges them; a conversation asks for them. Whoever adds a fact needs a
condition of a published call that speaks of it. Facts about health, disability or identity papers are
never asked for: they would be sensitive data under law 09-08.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from catalogue.problem import P, Problem, Wrong

Value = str | int | bool


class Kind(StrEnum):
    CHOICE = "choice"
    YES_NO = "yes_no"
    WHOLE = "whole"
    PERCENT = "percent"
    MONEY = "money"
    PLACE = "place"
    SECTOR = "sector"


NUMERIC: Final = frozenset({Kind.WHOLE, Kind.PERCENT, Kind.MONEY})

# A sector's code is one word; a place's is the official numbering of regions, provinces and communes.
CODE: Final = re.compile(r"[a-z][a-z0-9_]*|[0-9]{2}(\.[0-9]+)*")

LEGAL_FORMS: Final = (
    "none_yet",
    "cooperative",
    "cooperative_union",
    "gie",
    "association",
    "association_network",
    "auto_entrepreneur",
    "craftsman_individual",
    "sarl",
    "snc",
    "other_company",
)


class Fact(Struct, frozen=True):
    """One thing that may be known about the person.

    `values` are the allowed answers of a choice; `low` and `high` the sensible range of a number (months
    for ages of an entity, years for persons, dirhams for money). `effort` says how hard it is to answer:
    1 from memory, 2 with some thought, 3 with a calculation. A derived fact is never asked: it follows
    from the facts in `derived_from`.
    """

    name: str
    kind: Kind
    values: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    effort: int = 1
    derived_from: tuple[str, ...] = ()


# The order is the order of asking when nothing else decides: the place says which calls matter at all.
# "The holder" is the person who presents the project, "the entity" the cooperative, group or company if any.
_FACTS: Final = (
    Fact("place", Kind.PLACE),  # where the project is
    Fact("legal_form", Kind.CHOICE, values=LEGAL_FORMS),  # of the entity
    Fact("sector", Kind.SECTOR),  # the code of a sector or, better, of an activity
    Fact("woman", Kind.YES_NO),  # the holder is a woman or a girl
    Fact("age", Kind.WHOLE, low=10, high=110),  # of the holder, in years
    Fact("womens_cooperative", Kind.YES_NO),  # the cooperative is a women's cooperative
    Fact("lives_there", Kind.YES_NO),  # the holder lives in the province or region of the place
    Fact("salaried", Kind.YES_NO),  # the holder has a public or private job
    Fact("job_seeking", Kind.YES_NO),  # the holder is actively looking for a job
    Fact("worked_before", Kind.YES_NO),  # the holder has had a job before
    Fact("funded_before", Kind.YES_NO),  # the INDH has funded the holder or the entity before
    Fact("entity_age_months", Kind.WHOLE, high=1200, effort=2),  # since the entity was registered
    Fact("women_pct", Kind.PERCENT, high=100, effort=2),  # women among the members
    Fact("youth_pct", Kind.PERCENT, high=100, effort=2),  # members under 35
    Fact("turnover", Kind.MONEY, high=1_000_000_000, effort=2),  # of the last year, or expected
    Fact("project_cost", Kind.MONEY, low=1, high=100_000_000, effort=3),  # the whole of it
    Fact("own_amount", Kind.MONEY, high=100_000_000, effort=3),  # what the holder brings, in cash and in kind
    Fact("own_pct", Kind.PERCENT, high=100, derived_from=("own_amount", "project_cost")),
    Fact("own_pct_of_grant", Kind.PERCENT, derived_from=("own_amount", "project_cost")),
    Fact("women_or_youth_pct", Kind.PERCENT, high=100, derived_from=("women_pct", "youth_pct")),
)

FACTS: Final[Mapping[str, Fact]] = MappingProxyType({fact.name: fact for fact in _FACTS})


def fact_named(name: str) -> Fact:
    """The fact of that name; `Wrong`, with the known names, when there is none."""
    if name not in FACTS:
        known = P("no fact is called {name}; the known facts are {names}", name=repr(name), names=", ".join(FACTS))
        raise Wrong(known)
    return FACTS[name]


def check_value(fact: Fact, value: object) -> None:
    """Raise `Wrong` when `value` cannot be an answer to `fact`."""
    if fact.derived_from:
        givens = ", ".join(fact.derived_from)
        raise Wrong(P("{fact} is never answered: give what it follows from, {facts}", fact=fact.name, facts=givens))
    if not _fits(fact, value):
        raise Wrong(_wanted(fact, repr(value)))


def _fits(fact: Fact, value: object) -> bool:
    if fact.kind is Kind.YES_NO:
        return isinstance(value, bool)
    if fact.kind in NUMERIC:
        return isinstance(value, int) and not isinstance(value, bool) and fact.low <= value <= fact.high
    if fact.kind is Kind.CHOICE:
        return value in fact.values
    return isinstance(value, str) and CODE.fullmatch(value) is not None


def _wanted(fact: Fact, value: str) -> Problem:
    name = fact.name
    if fact.kind is Kind.YES_NO:
        return P("{fact} cannot be {value}: it takes true or false", fact=name, value=value)
    if fact.kind in NUMERIC:
        return P(
            "{fact} cannot be {value}: it takes a whole number from {low} to {high}",
            fact=name,
            value=value,
            low=fact.low,
            high=fact.high,
        )
    if fact.kind is Kind.CHOICE:
        values = ", ".join(fact.values)
        return P("{fact} cannot be {value}: it takes one of {values}", fact=name, value=value, values=values)
    return P("{fact} cannot be {value}: it takes a code of the list of sectors or places", fact=name, value=value)
