"""How many people a notice would reach, if it went out now."""

from collections.abc import Mapping

from msgspec import Struct

from domain.broadcasts.audience import Skipped


class Reach(Struct, frozen=True):
    """`people` would get it, `by_language`; the others of the audience are left out, and why.

    `later`: there are too many people to count them at once; the numbers come in a message of their own.
    """

    people: int
    by_language: Mapping[str, int] = {}
    left_out: Mapping[Skipped, int] = {}
    later: bool = False
