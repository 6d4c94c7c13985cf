"""When a second staff member has to agree before a notice goes out."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

MOST_ALONE: Final = 100
"""So many people may be told by one staff member alone within `TOGETHER`. Our own choice; no source gives a number."""
TOGETHER: Final = timedelta(days=1)
"""Notices of so long count together, or a province would be told part by part. Our own choice."""


class Why(StrEnum):
    """What makes a second person necessary."""

    URGENT = "urgent"
    MANY = "many"
    TODAY = "today"  # with what she sent alone in the last day


def why_approval(people: int, *, earlier: int = 0, urgent: bool = False) -> Why | None:
    """Many people, or disturbing them in quiet hours, is not one person's decision.

    `earlier`: as many different people the same staff member told lately with notices that nobody approved.
    """
    if urgent:
        return Why.URGENT
    if people > MOST_ALONE:
        return Why.MANY
    return Why.TODAY if people + earlier > MOST_ALONE else None
