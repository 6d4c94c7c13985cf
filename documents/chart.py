"""A chart as data: bars one under the other, because that form is read on a phone without turning it."""

from dataclasses import dataclass

from messages.text import Piece


@dataclass(frozen=True)
class Bar:
    """A line of a chart: what is counted, how it is said, and its length; None: not shown, `said` tells why."""

    label: Piece
    said: Piece
    length: int | None


@dataclass(frozen=True)
class Chart:
    """A picture with a title, what it is about (where and when), its bars, and notes under them."""

    title: Piece
    about: tuple[Piece, ...]
    bars: tuple[Bar, ...]
    notes: tuple[Piece, ...] = ()
