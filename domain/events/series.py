"""Meetings that come again: every so many weeks on a weekday, or on the same weekday of every month."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Final

from msgspec import Struct

WEEK: Final = timedelta(days=7)
MOST: Final = 60
"""Meetings of one series that are looked at; longer plans are not kept."""


class Weekly(Struct, frozen=True):
    """Every `every` weeks from `first`."""

    first: date
    every: int = 1

    def days(self) -> Iterator[date]:
        return (self.first + WEEK * self.every * number for number in count())


class Monthly(Struct, frozen=True):
    """Every month on the same weekday as `first`: the second Thursday; the fifth means the last."""

    first: date

    def days(self) -> Iterator[date]:
        which = (self.first.day - 1) // 7 + 1
        for number in count():
            year, month = divmod(self.first.year * 12 + self.first.month - 1 + number, 12)
            yield _weekday_of(year, month + 1, self.first.weekday(), which)


class Series(Struct, frozen=True):
    """A rule, the last day on which it holds, the days that are left out, and those that take place on another day.

    Days before `since` are past, and not counted.
    """

    rule: Weekly | Monthly
    until: date
    left_out: frozenset[date] = frozenset()
    moved: tuple[tuple[date, date], ...] = ()
    since: date = date.min

    def days(self) -> tuple[date, ...]:
        """The days on which it takes place, in order, at most MOST."""
        found: list[date] = []
        for day in self.rule.days():
            if day > self.until or len(found) == MOST:
                break
            if day >= self.since and day not in self.left_out:
                found.append(dict(self.moved).get(day, day))
        return tuple(sorted(found))


def _weekday_of(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (which - 1)
    return day if day.month == month else day - WEEK
