"""How long requests usually take, told only where there are enough of them to say."""

import math
from collections.abc import Sequence

from msgspec import Struct

CASES = 20
"""Below so many, a usual delay would be chance, and could tell of single persons."""


class Usual(Struct, frozen=True):
    """Whole days, rounded up: half of the requests were answered within `median`, nine of ten within `most`."""

    median: int
    most: int
    cases: int


def usual(days: Sequence[float]) -> Usual | None:
    """From the delays, in days, of requests that were decided; None when there are fewer than `CASES`."""
    if len(days) < CASES:
        return None
    ordered = sorted(days)
    return Usual(_within(ordered, 0.5), _within(ordered, 0.9), len(ordered))


def _within(ordered: Sequence[float], share: float) -> int:
    """The nearest rank: the smallest delay within which at least this share of the cases lies."""
    return math.ceil(ordered[math.ceil(share * len(ordered)) - 1])
