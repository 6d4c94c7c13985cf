"""How many seats there are, and for whom some are kept."""

import re
from typing import Final

from catalogue.value import Value
from domain.places import is_place

WOMEN: Final = "women"
YOUTH: Final = "youth"
OPEN: Final = "open"
"""The seats that are kept for nobody."""
_CODE: Final = re.compile(r"[0-9.]+")


class Quota(Value, frozen=True):
    """Seats kept for a group: WOMEN, YOUTH, or the people of a place, by its code."""

    group: str
    seats: int

    def __post_init__(self) -> None:
        if self.group not in {WOMEN, YOUTH} and not (_CODE.fullmatch(self.group) and is_place(self.group)):
            raise ValueError(f"no group is called {self.group!r}")
        if self.seats < 1:
            raise ValueError("a quota keeps at least one seat")


class Seating(Value, frozen=True):
    """The rules by which seats are given. `seats` is None where everybody finds room.

    Who belongs to several groups takes the first kept seat that is free, in the order of `quotas`, and only then an
    open one; so nobody who needs an open seat loses it to somebody for whom one is kept.
    """

    seats: int | None = None
    per_cooperative: int | None = None
    quotas: tuple[Quota, ...] = ()

    def __post_init__(self) -> None:
        if self.seats is not None and self.seats < 1:
            raise ValueError("a meeting has at least one seat")
        if self.per_cooperative is not None and self.per_cooperative < 1:
            raise ValueError("a cooperative may send at least one person")
        kept = sum(quota.seats for quota in self.quotas)
        if self.quotas and (self.seats is None or kept > self.seats):
            raise ValueError("more seats are kept than there are")
        if len({quota.group for quota in self.quotas}) < len(self.quotas):
            raise ValueError("a group has one quota")

    def pools(self) -> dict[str, int]:
        """How many seats each group has, and how many are open. Raises ValueError where seats are not counted."""
        if self.seats is None:
            raise ValueError("seats are not counted")
        kept = {quota.group: quota.seats for quota in self.quotas}
        return kept | {OPEN: self.seats - sum(kept.values())}
