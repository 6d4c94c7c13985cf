"""When a second staff member has to agree before a notice goes out."""

from typing import Final

MOST_ALONE: Final = 100
"""So many people may be told by one staff member alone."""


def needs_approval(people: int, *, urgent: bool) -> bool:
    """Many people, or disturbing them in quiet hours, is not one person's decision."""
    return urgent or people > MOST_ALONE
