"""The life of a meeting: one table of what may happen when."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Life(StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    MOVED = "moved"  # announced, and its day, hour or place changed since
    CANCELLED = "cancelled"
    HELD = "held"
    CLOSED = "closed"  # its results were sent


class Deed(StrEnum):
    EDIT = "edit"  # words that change nobody's plans
    ANNOUNCE = "announce"
    MOVE = "move"
    CANCEL = "cancel"
    HOLD = "hold"  # it took place: the clock finds that it is over
    RESUME = "resume"  # it had not: the clock had run ahead
    REPORT = "report"  # attendance and results are added
    CLOSE = "close"


class NotAllowed(ValueError):
    """This cannot happen to a meeting that stands so."""

    def __init__(self, life: Life, deed: Deed) -> None:
        super().__init__(f"{deed} is not possible: the meeting is {life}")
        self.life = life
        self.deed = deed


TABLE: Final[Mapping[Life, Mapping[Deed, Life]]] = {
    Life.DRAFT: {Deed.EDIT: Life.DRAFT, Deed.ANNOUNCE: Life.ANNOUNCED, Deed.CANCEL: Life.CANCELLED},
    Life.ANNOUNCED: {
        Deed.EDIT: Life.ANNOUNCED,
        Deed.MOVE: Life.MOVED,
        Deed.CANCEL: Life.CANCELLED,
        Deed.HOLD: Life.HELD,
    },
    Life.MOVED: {Deed.EDIT: Life.MOVED, Deed.MOVE: Life.MOVED, Deed.CANCEL: Life.CANCELLED, Deed.HOLD: Life.HELD},
    Life.CANCELLED: {},
    Life.HELD: {
        Deed.EDIT: Life.HELD,
        Deed.REPORT: Life.HELD,
        Deed.CLOSE: Life.CLOSED,
        Deed.RESUME: Life.ANNOUNCED,
    },
    Life.CLOSED: {Deed.REPORT: Life.CLOSED},
}

AHEAD: Final = frozenset({Life.ANNOUNCED, Life.MOVED})
"""People are invited, and it has not taken place yet."""


def after(life: Life, deed: Deed) -> Life:
    """How the meeting stands after this. Raises NotAllowed."""
    try:
        return TABLE[life][deed]
    except KeyError:
        raise NotAllowed(life, deed) from None


def allowed(life: Life) -> tuple[Deed, ...]:
    """What staff may do now, in the order of the buttons."""
    return tuple(TABLE[life])
