"""Made-up answers and persons, for properties that must hold for everybody."""

from collections.abc import Iterable

from hypothesis import strategies as st

from catalogue.rules import Test, facts_of
from catalogue.vocabulary import FACTS, Kind, Value
from domain.facts import askable

Person = dict[str, Value]

SECTORS = (
    *("agriculture", "agriculture_olive", "agriculture_dates", "argan", "argan_food_oil", "fishing_artisanal"),
    *("livestock_milk", "tourism_rural_lodging", "services", "transport_goods", "housing", "water_forests_cork"),
)
# Numbers on either side of the bounds that calls really set.
TELLING = (0, 9, 10, 11, 12, 17, 18, 20, 30, 31, 35, 36, 46, 48, 50, 51, 60, 100, 40_000, 100_000)


def answers(name: str) -> st.SearchStrategy[Value]:
    """Any answer to a fact, those near a bound more often."""
    fact = FACTS[name]
    if fact.kind is Kind.CHOICE:
        return st.sampled_from(fact.values)
    if fact.kind is Kind.YES_NO:
        return st.booleans()
    if fact.kind is Kind.SECTOR:
        return st.sampled_from(SECTORS)
    near = [value for value in TELLING if fact.low <= value <= fact.high]
    return st.sampled_from(near) | st.integers(fact.low, fact.high)


def profiles(names: Iterable[str]) -> st.SearchStrategy[dict[str, Value | None]]:
    """Some of these facts answered, some in vain, the others not asked."""
    return st.fixed_dictionaries({}, optional={name: st.none() | answers(name) for name in sorted(names)})


def whole(names: Iterable[str]) -> st.SearchStrategy[Person]:
    """All of these facts answered."""
    return st.fixed_dictionaries({name: answers(name) for name in sorted(names)})


def asked_for(*tests: Test) -> set[str]:
    """The facts that these tests can ask for."""
    return {name for test in tests for fact in facts_of(test) for name in askable(fact)}
