"""When a notice that repeats goes out again: a time on the Moroccan wall, every week or every month."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count

from msgspec import Struct

from domain.civil_time import moment_of, wall

WEEK = timedelta(weeks=1)
MONTHS = 12


class Every(StrEnum):
    WEEK = "week"
    MONTH = "month"


class Repeat(Struct, frozen=True, forbid_unknown_fields=True):
    """`first` is the day of the first time: its day of the week, or of the month, is that of the others.

    In a month without that day it is the month's last. `until` is the last day on which it may go out.
    """

    every: Every
    first: date
    hour: time
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.first:
            raise ValueError("it ends before it begins")


def next_time(repeat: Repeat, after: datetime) -> datetime | None:
    """The first moment later than `after`, in UTC; None when there is none any more.

    What was missed meanwhile is not made up for: it would come several times in a row.
    """
    for day in _days(repeat):
        if repeat.until is not None and day > repeat.until:
            return None
        moment = moment_of(wall(day, repeat.hour))
        if moment > after:
            return moment
    raise AssertionError  # the days never end


def _days(repeat: Repeat) -> Iterator[date]:
    for number in count():
        yield repeat.first + WEEK * number if repeat.every is Every.WEEK else _months_later(repeat.first, number)


def _months_later(day: date, number: int) -> date:
    years, month = divmod(day.month - 1 + number, MONTHS)
    first = date(day.year + years, month + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
