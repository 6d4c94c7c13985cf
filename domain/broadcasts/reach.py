"""How many people a notice would reach, if it went out now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.broadcasts.audience import Skipped


@dataclass(frozen=True, slots=True)
class Reach:
    """`people` would get it, `by_language`; the others of the audience are left out, and why.

    `later`: there are too many people to count them at once; the numbers come in a message of their own.
    """

    people: int
    by_language: Mapping[str, int] = field(default_factory=dict)
    left_out: Mapping[Skipped, int] = field(default_factory=dict)
    later: bool = False
