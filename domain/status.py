"""Whether a call can still be answered, on a given moment."""

from datetime import date, datetime, time
from enum import Enum

from catalogue.call import Call, Run
from domain.civil_time import MOROCCO


class Status(Enum):
    """In the order in which a person wants to see the calls.

    OPEN needs a source that shows the closing date. STANDING has no window and runs. UNDATED was announced
    for a year that is not over, and our source shows no closing date. UNCONFIRMED: no source says that it
    still runs. CLOSED is shown as a guide to what the next call may ask.
    """

    OPEN = "open"
    UPCOMING = "upcoming"
    UNDATED = "undated"
    STANDING = "standing"
    UNCONFIRMED = "unconfirmed"
    CLOSED = "closed"

    @property
    def rank(self) -> int:
        return list(Status).index(self)


def status(call: Call, now: datetime) -> Status:
    """The call's status at `now`, an aware moment; windows are Moroccan wall-clock time."""
    if call.window is not None:
        if call.window.opens is not None and now < _moment(call.window.opens, time.min):
            return Status.UPCOMING
        if call.window.closes is not None:
            return Status.OPEN if now <= _moment(call.window.closes, time.max) else Status.CLOSED
    if call.run is Run.STANDING:
        return Status.STANDING
    if call.run is Run.UNCONFIRMED:
        return Status.UNCONFIRMED
    over = call.year is not None and call.year < now.astimezone(MOROCCO).year
    return Status.CLOSED if over else Status.UNDATED


def _moment(stated: datetime | date, hour: time) -> datetime:
    """A stated wall-clock time as a moment; a mere date takes the given hour."""
    wall = stated if isinstance(stated, datetime) else datetime.combine(stated, hour)
    return wall.replace(tzinfo=MOROCCO)
