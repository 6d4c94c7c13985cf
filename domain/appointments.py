"""Read a day and an hour from one sentence: "jeudi 12 mars à 10h", "الخميس 12 مارس صباحا", "مارس أو أبريل"."""

from contextlib import suppress
from datetime import date, time
from typing import Final

from msgspec import Struct

from domain.date_words import AFTERNOON, EVENING, MONTHS, MORNING
from domain.dates import NoSuchDay, NotADay, WrongWeekday, find_day, read_day
from domain.events.when import MOST_MONTHS, Part
from domain.folding import fold
from domain.hours import NotAnHour, read_hour

_PARTS: Final = ((MORNING, Part.MORNING), (AFTERNOON, Part.AFTERNOON), (EVENING, Part.EVENING))
_JOINED: Final = frozenset({"او", "ou", "و", "et", "شهر", "في", "en", "wla", "ولا"})


class NotAnAppointment(ValueError):
    """The text says neither a day, nor an hour, nor a month."""


class Reading(Struct, frozen=True):
    """What a sentence says of when something is. `hours` are what it may mean, the likeliest first."""

    day: date | None = None
    hours: tuple[time, ...] = ()
    part: Part | None = None
    months: tuple[str, ...] = ()


def read_appointment(text: str, today: date) -> Reading:
    """A day, an hour or both; or the months in which it will be, as "2026-03".

    Raises:
        WrongWeekday: the weekday in the text is not that of its date.
        NoSuchDay: no calendar has the day in the text.
        NotAnAppointment: it says none of these.
    """
    try:
        day, rest = find_day(text, today)
    except (WrongWeekday, NoSuchDay):
        raise
    except NotADay:
        return Reading(months=_months(text, today))
    if day is None:
        with suppress(NotADay):
            return Reading(read_day(text, today))
    try:
        hours = read_hour(rest)
    except NotAnHour:
        if day is None:
            raise NotAnAppointment(text) from None
        return Reading(day, part=_part(rest))
    return Reading(day, hours)


def _part(text: str) -> Part | None:
    words = set(fold(text).split())
    found = [part for names, part in _PARTS if names & words]
    return found[0] if len(found) == 1 else None


def _months(text: str, today: date) -> tuple[str, ...]:
    """One month or two, named and nothing else; each the next one from today."""
    words = [word for word in fold(text).split() if word not in _JOINED]
    numbers = [MONTHS[word] for word in words if word in MONTHS]
    if not 1 <= len(numbers) <= MOST_MONTHS or len(numbers) < len(words):
        raise NotAnAppointment(text)
    return tuple(f"{today.year + (number < today.month)}-{number:02}" for number in numbers)
