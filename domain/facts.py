"""What is known about a person, and what follows from it by arithmetic."""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from msgspec import Struct

from catalogue.vocabulary import FACTS, Value

# A missing name has not been asked yet; None was asked and the person does not know.
Profile = Mapping[str, Value | None]


class Range(Struct, frozen=True):
    """All that can be said of a number: it lies between `low` and `high`, both included."""

    low: Fraction | float  # an int is a float to whoever only compares
    high: Fraction | float


UNBOUNDED = Range(-math.inf, math.inf)


def number(name: str, profile: Profile) -> Range:
    """What the profile says about a numeric fact, derived ones included."""
    if name == "own_pct":
        return _own_pct(profile)
    if name == "own_pct_of_grant":
        return _own_pct_of_grant(profile)
    if name == "women_or_youth_pct":
        return _women_or_youth_pct(profile)
    value = profile.get(name)
    return UNBOUNDED if value is None else _exactly(int(value))


def askable(name: str) -> tuple[str, ...]:
    """The facts to ask for in order to know `name`."""
    return FACTS[name].derived_from or (name,)


def not_asked(name: str, profile: Profile) -> frozenset[str]:
    """The facts that were not asked yet and could still tell something about `name`."""
    parts = FACTS[name].derived_from
    if not parts:
        return _NOTHING if name in profile else _ALONE[name]
    asked_in_vain = any(fact in profile and profile[fact] is None for fact in parts)
    if asked_in_vain and name != "women_or_youth_pct":
        return _NOTHING  # A quotient with one side unknown stays unknown, whatever the other side is.
    return frozenset(fact for fact in parts if fact not in profile)


# Made once, because a check asks for them thousands of times.
_NOTHING: Final[frozenset[str]] = frozenset()
_ALONE: Final = {name: frozenset({name}) for name in FACTS}


def can_only_rise(name: str, profile: Profile) -> bool:
    """Whether further answers can show that the number is large and never that it is small.

    So it is with members who are women or young, where one of the two shares will not be known.
    """
    return name == "women_or_youth_pct" and any(fact in profile and profile[fact] is None for fact in askable(name))


def _exactly(value: Fraction | float) -> Range:
    return Range(value, value)


def _own_pct(profile: Profile) -> Range:
    """The person's own money as a share of the whole cost, in per cent."""
    own, cost = profile.get("own_amount"), profile.get("project_cost")
    if own is None or cost is None:
        return UNBOUNDED
    return _exactly(Fraction(100 * int(own), int(cost)))


def _own_pct_of_grant(profile: Profile) -> Range:
    """The same as a share of what remains to be granted; without a remainder there is no limit to it."""
    own, cost = profile.get("own_amount"), profile.get("project_cost")
    if own is None or cost is None:
        return UNBOUNDED
    rest = int(cost) - int(own)
    return _exactly(Fraction(100 * int(own), rest) if rest > 0 else math.inf)


def _women_or_youth_pct(profile: Profile) -> Range:
    """Members who are women or young: a young woman counts once, so two shares give only a range."""
    shares = [profile.get("women_pct"), profile.get("youth_pct")]
    known = [int(share) for share in shares if share is not None]
    low = max(known, default=0)
    high = min(sum(known), 100) if len(known) == len(shares) else 100
    return Range(low, high)
