"""Days as people write them: 15/3, 15-03-2026, 15 مارس, 1er avril, "in 10 days"."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from domain.folding import fold, fold_digits

_MONTHS: Final[Mapping[int, str]] = {
    1: "يناير جانفي janvier janv",
    2: "فبراير فيفري février fév",
    3: "مارس mars",
    4: "أبريل ابريل avril avr",
    5: "ماي مايو mai",
    6: "يونيو جوان juin",
    7: "يوليوز يوليو جويلية juillet juil",
    8: "غشت أغسطس أوت août",
    9: "شتنبر سبتمبر septembre sept",
    10: "أكتوبر octobre oct",
    11: "نونبر نوفمبر novembre nov",
    12: "دجنبر ديسمبر décembre déc",
}
"""The names of the months in Morocco, then those of other Arab countries, then the French ones."""

MONTHS: Final = {fold(name): number for number, names in _MONTHS.items() for name in names.split()}
_NUMBERS = re.compile(r"\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})(?:\s*[/.\- ]\s*(\d{4}))?\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
_NAMED = re.compile(r"(\d{1,2})(?:er)?\s+([^\W\d]+)(?:\s+(\d{4}))?")
_AHEAD = re.compile(r"(\d{1,3})\s*(يوما|يوم|ايام|jours?|j)\b")


def read_day(text: str, today: date) -> date | None:
    """The day that somebody wrote on `today`; without a year the next such day. None when it is no day."""
    said = fold_digits(text)
    if match := _ISO.fullmatch(said):
        return _day(int(match[3]), int(match[2]), match[1], today)
    if match := _NUMBERS.fullmatch(said):
        return _day(int(match[1]), int(match[2]), match[3], today)
    folded = fold(said)
    if match := _AHEAD.search(folded):
        return today + timedelta(days=int(match[1]))
    for match in _NAMED.finditer(folded):
        if month := MONTHS.get(match[2]):
            return _day(int(match[1]), month, match[3], today)
    return None


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    try:
        if year is not None:
            return date(int(year), month, day)
        this_year = date(today.year, month, day)
        return this_year if this_year >= today else this_year.replace(year=today.year + 1)
    except ValueError:
        return None
