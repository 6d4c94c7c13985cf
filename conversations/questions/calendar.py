"""A month as buttons, Monday first: rows of seven days under the names of the weekdays, and the months beside it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from conversations.question import Choice
from messages.text import B, T, Text
from messages.values import Published, Verbatim

DAY, MONTH, NOTHING = "d:", "m:", "-"
WEEKDAYS: Final = (B("Mo"), B("Tu"), B("We"), B("Th"), B("Fr"), B("Sa"), B("Su"))
EMPTY: Final = "·"
_WEEK: Final = 7


def month_of(day: date) -> str:
    """The month of a day, as the buttons name it: "2026-03"."""
    return f"{day:%Y-%m}"


def calendar(month: str, first: date, last: date) -> tuple[tuple[Choice, ...], ...]:
    """The buttons of a month; only days from `first` to `last` answer, and only months with such days are offered."""
    start = date.fromisoformat(f"{month}-01")
    names = tuple(Choice(name, NOTHING) for name in WEEKDAYS)
    weeks = tuple(tuple(_cell(day, month, first, last) for day in week) for week in _weeks(start))
    return (names, *weeks, tuple(_beside(start, first, last)))


def named(month: str) -> Text:
    return T("<b>{month}</b>", month=Published(month))


def _weeks(start: date) -> Iterator[list[date]]:
    monday = start - timedelta(days=start.weekday())
    while monday < _next(start):
        yield [monday + timedelta(days=number) for number in range(_WEEK)]
        monday += timedelta(days=_WEEK)


def _cell(day: date, month: str, first: date, last: date) -> Choice:
    if month_of(day) == month and first <= day <= last:
        return Choice(Verbatim(str(day.day)), f"{DAY}{day.isoformat()}")
    return Choice(Verbatim(EMPTY), NOTHING)


def _beside(start: date, first: date, last: date) -> Iterator[Choice]:
    before, after = month_of(start - timedelta(days=1)), month_of(_next(start))
    if before >= month_of(first):
        yield Choice(T("{month}", month=Published(before)), f"{MONTH}{before}")
    if after <= month_of(last):
        yield Choice(T("{month}", month=Published(after)), f"{MONTH}{after}")


def _next(start: date) -> date:
    return (start + timedelta(days=31)).replace(day=1)
