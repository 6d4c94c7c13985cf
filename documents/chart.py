"""A chart as data: bars one under the other, because that form is read on a phone without turning it."""

from msgspec import Struct

from messages.text import Piece


class Bar(Struct, frozen=True):
    """A line of a chart: what is counted, how it is said, and its length; None: not shown, `said` tells why."""

    label: Piece
    said: Piece
    length: int | None


class Chart(Struct, frozen=True):
    """A picture with a title, what it is about (where and when), its bars, and notes under them."""

    title: Piece
    about: tuple[Piece, ...]
    bars: tuple[Bar, ...]
    notes: tuple[Piece, ...] = ()
