"""Days as Morocco names them: 3 يوليوز 2026, الثلاثاء 10 مارس 2026, mardi 10 mars 2026."""

import datetime as dt

from babel.dates import format_date

from messages.hours import hour
from messages.languages import LANGUAGES


def day(date: dt.date, language: str, *, weekday: bool = False) -> str:
    """A date with the month in words, on request with its weekday."""
    # French writes the first of a month as an ordinal, for which CLDR has no pattern.
    number = "d'er'" if language == "fr" and date.day == 1 else "d"
    pattern = f"{'EEEE ' if weekday else ''}{number} MMMM y"
    return format_date(date, pattern, locale=LANGUAGES[language].cldr)


def moment(wall: dt.datetime, language: str) -> str:
    """A weekday, a date and an hour."""
    joined = "{day} على الساعة {hour}" if language == "ar" else "{day} à {hour}"
    return joined.format(day=day(wall.date(), language, weekday=True), hour=hour(wall.time(), language))


def published(date: str, language: str) -> str:
    """A date as precisely as its source shows it: "2026", "2022-09" or "2025-04-18", and nothing is made up."""
    match date.count("-"):
        case 0:
            return date
        case 1:
            return format_date(dt.date.fromisoformat(f"{date}-01"), "MMMM y", locale=LANGUAGES[language].cldr)
        case _:
            return day(dt.date.fromisoformat(date), language)
