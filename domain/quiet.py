"""Hours in which nobody is disturbed. What falls into them waits until they are over; it is never dropped."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from itertools import count
from typing import Final

from catalogue.holidays import Holidays
from domain.civil_time import MOROCCO, moment_of, wall_of

_DAY: Final = timedelta(days=1)


def is_quiet(moment: datetime, calendar: Holidays, zone: tzinfo = MOROCCO) -> bool:
    """Whether people are left in peace at `moment`."""
    shown = wall_of(moment, zone)
    night = calendar.night_of(shown.date())
    return calendar.holiday(shown.date()) is not None or not night.end <= shown.time() < night.start


def next_open(moment: datetime, calendar: Holidays, zone: tzinfo = MOROCCO) -> datetime:
    """`moment` itself when it is not quiet, otherwise when it next is not any more."""
    return next(max(begin, moment) for begin, end in _open(moment, calendar, zone, _DAY) if moment < end)


def last_open(moment: datetime, calendar: Holidays, before: timedelta, zone: tzinfo = MOROCCO) -> datetime:
    """The last time up to `moment` that is not quiet, and `before` the beginning of the quiet that follows it."""
    for begin, end in _open(moment, calendar, zone, -_DAY):
        if begin <= moment:
            return max(begin, min(moment, end - before))
    raise AssertionError  # the days never end


def _open(moment: datetime, calendar: Holidays, zone: tzinfo, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
    """When it is not quiet on the day of `moment` and then, by `step`, on the days after or before it."""
    today = wall_of(moment, zone).date()
    for number in count():
        day = today + step * number
        if calendar.holiday(day) is None:
            night = calendar.night_of(day)
            yield (
                moment_of(datetime.combine(day, night.end), zone),
                moment_of(datetime.combine(day, night.start), zone),
            )
