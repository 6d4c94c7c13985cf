"""What became of everybody to whom a notice was addressed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class State(StrEnum):
    QUEUED = "queued"
    HANDED = "handed"  # to delivery
    SENT = "sent"
    BLOCKED = "blocked"
    GONE = "gone"  # her account no longer exists
    FAILED = "failed"
    UNKNOWN = "unknown"  # it may have arrived
    SKIPPED = "skipped"


OPEN: Final = frozenset({State.QUEUED, State.HANDED})
"""What is not final."""

Counts = Mapping[State, int]
"""People by state; every state is named."""


def people(counts: Counts) -> int:
    return sum(counts.values())


def settled(counts: Counts) -> int:
    """Of how many the end is known."""
    return sum(count for state, count in counts.items() if state not in OPEN)
