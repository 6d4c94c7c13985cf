"""What a text may carry in its placeholders, besides plain words and numbers."""

import datetime as dt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from domain.money import Money

if TYPE_CHECKING:
    from messages.text import Piece, Value

__all__ = [
    "Day",
    "Hour",
    "Lines",
    "Link",
    "Listing",
    "Moment",
    "Money",
    "Percent",
    "Quote",
    "Verbatim",
]

LINK_STARTS: Final = ("https://", "http://", "tg://")


def check_address(url: str) -> None:
    """Raise ValueError for an address that Telegram would not open."""
    if not url.startswith(LINK_STARTS):
        raise ValueError(f"An address begins with one of {', '.join(LINK_STARTS)}; this does not: {url!r}")


class Percent(Struct, frozen=True):
    """A share of a hundred."""

    of_hundred: int


class Day(Struct, frozen=True):
    """A date, with the name of its weekday when people must plan for it."""

    date: dt.date
    weekday: bool = False


class Published(Struct, frozen=True):
    """The date of a source, as precisely as the source shows it: "2026", "2022-09" or "2025-04-18"."""

    date: str


class Hour(Struct, frozen=True):
    """An hour of the day, as the clock on the wall shows it."""

    time: dt.time


class Moment(Struct, frozen=True):
    """A day and an hour, as the clock on the wall shows them.

    Raises ValueError for a time with a zone: who has one must first decide whose clock is meant.
    """

    wall: dt.datetime

    def __post_init__(self) -> None:
        if self.wall.tzinfo is not None:
            raise ValueError("A Moment is wall-clock time: convert it to the reader's zone and drop the zone.")


class Link(Struct, frozen=True):
    """An address that opens on a tap. Raises ValueError as check_address."""

    url: str
    label: "Piece"

    def __post_init__(self) -> None:
        check_address(self.url)


class Listing(Struct, frozen=True):
    """Several values in one sentence, joined as the language joins them: "a, b and c"."""

    items: tuple["Value", ...]


class Verbatim(Struct, frozen=True):
    """Words that are nobody's translation: what a person wrote, said back as it was written."""

    words: str


class Lines(Struct, frozen=True):
    """Pieces one under the other in one paragraph."""

    pieces: tuple["Piece", ...]


class Quote(Struct, frozen=True):
    """A piece set apart; folded, it shows its first lines and opens on a tap."""

    piece: "Piece"
    folded: bool = False
