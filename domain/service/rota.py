"""Giving requests out in turn: to whoever had one the longest time ago, among those who have room."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

MOST: Final = (5, 10, 20, 40)
"""Loads from which a coordinator chooses."""


class Load(Struct, frozen=True):
    """Somebody who could be given a request: how many she has in hand, and when she was last given one in turn.

    `last` is in milliseconds, UTC; 0: never.
    """

    chat_id: int
    in_hand: int
    last: int


def next_in_turn(loads: Iterable[Load], most: int) -> int | None:
    """The chat whose turn it is; None while everybody has `most` or more. At the same moment, the lighter load."""
    free = [load for load in loads if load.in_hand < most]
    return min(free, key=lambda load: (load.last, load.in_hand, load.chat_id)).chat_id if free else None
