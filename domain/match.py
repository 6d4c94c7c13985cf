"""What a search by typed words answers with."""

from msgspec import Struct

CONFIDENT = 90.0
"""From this score on, one tap to confirm is enough; below, offer the first few. A second meaning that weighs a quarter
of the first keeps it below."""


class Match(Struct, frozen=True):
    """A code, and how surely it was meant: 0 to 100."""

    code: str
    score: float
