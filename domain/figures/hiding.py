"""Small cells: what may not be read out of figures that leave the administration.

A number below ten can point at single people, and so can one that follows from the others: where only one cell of a
sum is left out, it is the total less the rest. So cells are left out until what is missing cannot be told apart.
"""

from collections.abc import Collection, Mapping
from typing import Final, TypeVar

LEAST: Final = 10
"""The smallest number that is told; `docs/figures.md` says why."""

K = TypeVar("K", bound=str)


def hidden(counts: Mapping[K, int], also: Collection[K] = ()) -> frozenset[K] | None:
    """The cells of a sum that may not be shown beside its total; None: not even the total may be.

    Those from one to nine, and those in `also`; and where these could be computed, the smallest others too. Nothing
    is no secret: a zero is shown. Hidden cells must all be shown alike, or a reader would know which are small.
    """
    secret = {cell for cell, count in counts.items() if 0 < count < LEAST or cell in also}
    if not secret:
        return frozenset()
    while not _is_safe(counts, secret):
        others = [count for cell, count in counts.items() if count and cell not in secret]
        if not others:
            return None
        # All that are alike: one of them left standing would tell how large the hidden one is at most.
        secret |= {cell for cell, count in counts.items() if count == min(others)}
    return frozenset(secret)


def _is_safe(counts: Mapping[K, int], secret: set[K]) -> bool:
    """Whether what is missing together is itself no small number, and can be made up in more than one way.

    It could in one way only if each of the missing cells had to be the smallest that is secret, or the largest.
    """
    missing = sum(counts[cell] for cell in secret)
    return len(secret) > 1 and missing >= LEAST and missing not in {len(secret), len(secret) * (LEAST - 1)}
