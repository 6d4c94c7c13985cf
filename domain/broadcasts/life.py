"""The life of a notice to many people: one table of what may happen when, and who does it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Life(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # for a second staff member
    SCHEDULED = "scheduled"  # it goes out when its time has come
    FREEZING = "freezing"  # its people are being written down
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Deed(StrEnum):
    ASK = "ask"  # a second staff member to approve
    PLAN = "plan"  # where nobody has to approve
    APPROVE = "approve"
    SEND_BACK = "send_back"  # to be changed
    DROP = "drop"  # before anybody got it
    BEGIN = "begin"
    FEED = "feed"  # its people are known now
    HOLD = "hold"  # it turned out to need an approval that it has not
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FINISH = "finish"
    RETRY = "retry"  # once more to those with whom it failed


MACHINE: Final = frozenset({Deed.BEGIN, Deed.FEED, Deed.HOLD, Deed.FINISH})
"""What the clock does; everything else is done by staff, and an approval by somebody else than who made it."""


class NotAllowed(ValueError):
    """This cannot happen to a notice that stands so."""

    def __init__(self, life: Life, deed: Deed) -> None:
        super().__init__(f"{deed} is not possible: the notice is {life}")
        self.life = life
        self.deed = deed


TABLE: Final[Mapping[Life, Mapping[Deed, Life]]] = {
    Life.DRAFT: {Deed.ASK: Life.WAITING, Deed.PLAN: Life.SCHEDULED, Deed.DROP: Life.STOPPED},
    Life.WAITING: {Deed.APPROVE: Life.SCHEDULED, Deed.SEND_BACK: Life.DRAFT, Deed.DROP: Life.STOPPED},
    Life.SCHEDULED: {Deed.SEND_BACK: Life.DRAFT, Deed.DROP: Life.STOPPED, Deed.BEGIN: Life.FREEZING},
    Life.FREEZING: {Deed.STOP: Life.STOPPED, Deed.FEED: Life.RUNNING, Deed.HOLD: Life.WAITING},
    Life.RUNNING: {Deed.PAUSE: Life.PAUSED, Deed.STOP: Life.STOPPED, Deed.FINISH: Life.DONE},
    Life.PAUSED: {Deed.RESUME: Life.RUNNING, Deed.STOP: Life.STOPPED},
    Life.STOPPED: {},
    Life.DONE: {Deed.RETRY: Life.RUNNING},
}


def after(life: Life, deed: Deed) -> Life:
    """How the notice stands after this. Raises NotAllowed."""
    try:
        return TABLE[life][deed]
    except KeyError:
        raise NotAllowed(life, deed) from None


def allowed(life: Life) -> tuple[Deed, ...]:
    """What staff may do now, in the order of the buttons."""
    return tuple(deed for deed in TABLE[life] if deed not in MACHINE)
