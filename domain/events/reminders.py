"""When people are reminded of a meeting. Nothing is scheduled: what is due is computed whenever somebody looks.

A reminder is so many minutes before the beginning, and its time follows from the meeting as it stands. A moved meeting
moves its reminders, a cancelled one has none, and a clock that jumps, a restart or a changed law of time change
nothing that was stored.
"""

from collections.abc import Collection
from datetime import datetime, timedelta, tzinfo
from typing import Final

from msgspec import Struct

from catalogue.holidays import Holidays
from domain.civil_time import MOROCCO, moment_of
from domain.events.event import DAY, Event
from domain.events.life import AHEAD
from domain.events.when import When
from domain.quiet import is_quiet, last_open, next_open

LATEST: Final = timedelta(hours=3)
"""A reminder that is later than this, or than a quarter of its notice, was missed and is not sent."""
BEFORE_QUIET: Final = timedelta(hours=1)
"""What cannot wait for the morning is said this long before the evening's quiet begins."""


class Due(Struct, frozen=True):
    """A reminder whose time has come. `starts` tells the meetings of a moved event apart.

    `missed`: its time passed while nobody looked; it is not sent late, and staff are told.
    """

    minutes: int
    starts: str
    planned: datetime
    missed: bool

    @property
    def notice(self) -> str:
        """Its name in the ledger of what people were told."""
        return notice_of(self.minutes, self.starts)


def notice_of(minutes: int, starts: str) -> str:
    """The name of a reminder in the ledger; unique in its event, also when the event was moved."""
    return f"reminder:{minutes}:{starts}"


def planned(when: When, minutes: int, calendar: Holidays, zone: tzinfo = MOROCCO) -> datetime | None:
    """When the reminder `minutes` before the beginning is said, in UTC; None where the beginning is not known enough.

    Whole days are counted on the wall: seven days before ten o'clock is ten o'clock, also when clocks have changed
    since. Out of quiet hours it waits for their end as long as half of its notice remains; else it comes before them.
    """
    if when.starts is None or (when.hour is None and minutes < DAY):
        return None
    days, rest = divmod(minutes, DAY)
    own = moment_of(when.starts - timedelta(days=days), zone) - timedelta(minutes=rest)
    waited = next_open(own, calendar, zone)
    if waited - own <= timedelta(minutes=minutes) / 2:
        return waited
    return last_open(own, calendar, BEFORE_QUIET, zone)


def due_reminders(
    event: Event,
    now: datetime,
    settled: Collection[str],
    calendar: Holidays,
    *,
    own: Collection[int] = (),
    zone: tzinfo = MOROCCO,
) -> list[Due]:
    """The reminders of `event` whose time has come at `now`, the one with the longest notice first.

    `settled` are the names of those that were sent or missed before; `own` are the minutes that single people chose
    for themselves. A reminder whose time had passed when the meeting was announced, or was moved to where it is now,
    is nobody's failure and is left out.
    """
    starts, begins = event.when.starts, event.when.begins(zone)
    if event.life not in AHEAD or starts is None or begins is None or event.announced_at is None:
        return []
    shown = starts.isoformat(timespec="minutes")
    since = event.announced_at if event.timed_at is None else max(event.announced_at, event.timed_at)
    found: list[Due] = []
    for minutes in sorted({*event.reminders, *own}, reverse=True):
        if notice_of(minutes, shown) in settled:
            continue
        at = planned(event.when, minutes, calendar, zone)
        if at is None or not since <= at <= now:
            continue
        missed = _is_missed(minutes, at, now, begins)
        if missed or not is_quiet(now, calendar, zone):
            found.append(Due(minutes, shown, at, missed))
    return found


def _is_missed(minutes: int, at: datetime, now: datetime, begins: datetime) -> bool:
    return now - at > min(LATEST, timedelta(minutes=minutes) / 4) or now >= begins
