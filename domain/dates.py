"""Read a day as Moroccans write it: "يوم الخميس 12 مارس 2026", "12/03/2026", "jeudi 12 mars", "غدا"."""

import re
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from domain.date_words import AFTER, AHEAD, FIRST, MONTHS, WEEKDAYS
from domain.folding import fold, fold_digits

_WEEK: Final = 7
_DAYS_SEARCHED: Final = 366 * 8 + 1
"""The 29th of February may be eight years away."""
_CENTURY: Final = 2000
_SHORT_YEAR: Final = 100
_LAST_DAY: Final = 31
_BETWEEN = r"\s?[/.\-]\s?"
_DIGITS: Final = re.compile(
    rf"(?<![\d/.:])(?:(?P<y>\d{{4}}){_BETWEEN}(?P<m>\d\d?){_BETWEEN}(?P<d>\d\d?)"
    rf"|(?P<day>\d\d?){_BETWEEN}(?P<month>\d\d?){_BETWEEN}(?P<year>\d{{4}}|\d\d)"
    r"|(?P<of>\d\d?)\s?/\s?(?P<in>\d\d?))(?![\d/:])"
)
_DOTTED: Final = re.compile(r"\s*(\d\d?)\s?\.\s?(\d\d?)\s*")
"""A day and a month in an answer that is nothing else; in a longer text it may be an hour."""
_AROUND_A_NUMBER: Final = frozenset({"يوم", "نهار", "nhar", "le", "jour"})
_JOINED: Final = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_DAYS: Final = frozenset({"يوم", "ايام", "يوما", "jours", "jour", "iyam"})
_OF_A_MONTH: Final = frozenset({"من", "شهر", "de", "du"})
_PARTICLES: Final = ("و", "ب", "ل", "ف")


class NotADay(ValueError):
    """The text names no day, several, or one that no calendar has."""


class WrongWeekday(NotADay):
    """The weekday and the date of the text do not agree; `day` is what the date says."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


class NoSuchDay(NotADay):
    """The text names a day that no calendar has, such as the 31st of September."""


class _Parts(Struct):
    weekday: int | None = None
    number: int | None = None
    month: int | None = None
    year: int | None = None
    ahead: int | None = None

    def named(self) -> bool:
        """Whether anything says that this is a day, and not only a number."""
        return not (self.weekday is self.month is self.ahead is None)


def read_day(text: str, today: date) -> date:
    """The day that a short answer means; without a year, the next such day; a mere number is a day of a month.

    Raises:
        WrongWeekday: the weekday in the text is not that of its date.
        NotADay: there is no day, there are several, or it does not exist.
    """
    dotted = _DOTTED.fullmatch(fold_digits(text))
    day, rest = find_day(text if dotted is None else f"{dotted[1]}/{dotted[2]}", today)
    numbers = re.findall(r"\d+", rest)
    if day is None and len(numbers) == 1 and set(fold(rest).split()) <= {*numbers, *_AROUND_A_NUMBER}:
        return _next(_Parts(number=int(numbers[0])), today)
    if day is None or numbers:
        raise NotADay(text)
    return day


def find_day(text: str, today: date) -> tuple[date | None, str]:
    """The day that is named in a longer text, None where none is, and the text without it. Raises as read_day."""
    plain = fold_digits(text)
    found = _DIGITS.search(plain)
    if found is None:
        return _in_words(plain, today)
    if _DIGITS.search(plain, found.end()):
        raise NotADay(text)
    rest = f"{plain[: found.start()]} {plain[found.end() :]}"
    weekday, words = _Parts(), list[str]()
    for word in rest.split():
        if not (fold(word) and _weekday(fold(word), weekday)):
            words.append(word)
    return _checked(_digits(found, today), weekday.weekday), " ".join(words)


def _digits(found: re.Match[str], today: date) -> date:
    if found["y"]:
        return _day(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["year"]:
        year = int(found["year"])
        return _day(year + _CENTURY if year < _SHORT_YEAR else year, int(found["month"]), int(found["day"]))
    return _next(_Parts(number=int(found["of"]), month=int(found["in"])), today)


def _in_words(plain: str, today: date) -> tuple[date | None, str]:
    parts, rest = _Parts(), list[str]()
    words = _JOINED.sub(" ", plain.replace("'", "").replace("’", "")).split()
    for at, word in enumerate(words):
        before = fold(words[at - 1]) if at else ""
        following = fold(words[at + 1]) if at + 1 < len(words) else ""
        if not _take(fold(word), before, following, parts):
            rest.append(word)
    if parts.ahead is not None:
        return _checked(today + timedelta(days=parts.ahead), parts.weekday), " ".join(rest)
    if not parts.named():
        return None, plain
    return _next(parts, today), " ".join(rest)


def _take(word: str, before: str, following: str, parts: _Parts) -> bool:
    """Whether the word belongs to the day; if so it has been noted."""
    bare = next((word[1:] for each in _PARTICLES if word.startswith(each) and word[1:] in MONTHS), word)
    if bare in MONTHS:
        parts.month = _once(parts.month, MONTHS[bare])
    elif word in AHEAD:
        parts.ahead = _once(parts.ahead, AHEAD[word] + (before in AFTER))
    elif word in AFTER and following in AHEAD:
        return True
    elif word in FIRST and following in MONTHS:
        parts.number = _once(parts.number, 1)
    elif word in _DAYS and before.isdecimal() and parts.number is None:
        parts.ahead = _once(parts.ahead, min(int(before[:4]), _DAYS_SEARCHED))
    elif word.isdecimal():
        return following in _DAYS or _number(word, before, following, parts)
    else:
        return _weekday(word, parts)
    return True


def _weekday(word: str, parts: _Parts) -> bool:
    if word not in WEEKDAYS:
        return False
    parts.weekday = _once(parts.weekday, WEEKDAYS[word])
    return True


def _number(word: str, before: str, following: str, parts: _Parts) -> bool:
    """A number is a day beside a month or after a weekday, and a year after a month."""
    value = int(word)
    beside_a_month = following in MONTHS or before in MONTHS or following in _OF_A_MONTH
    if before in MONTHS and value > _LAST_DAY:
        parts.year = _once(parts.year, value)
    elif value <= _LAST_DAY and parts.number is None and (beside_a_month or before in WEEKDAYS):
        parts.number = value
    else:
        return False
    return True


def _once(known: int | None, value: int) -> int:
    if known is not None and known != value:
        raise NotADay(value)
    return value


def _next(parts: _Parts, today: date) -> date:
    """The next day, from today, that is as the parts say; a mere weekday is never today."""
    if parts.month is not None and parts.number is None:
        raise NotADay(parts.month)
    if parts.year is not None and parts.month is not None and parts.number is not None:
        return _checked(_day(parts.year, parts.month, parts.number), parts.weekday)
    if parts.number is None and parts.weekday is not None:
        return today + timedelta(days=(parts.weekday - today.weekday() - 1) % _WEEK + 1)
    days = (today + timedelta(days=ahead) for ahead in range(_DAYS_SEARCHED))
    fitting = [day for day in days if day.day == parts.number and parts.month in {None, day.month}]
    if not fitting:
        raise NoSuchDay(parts.number)
    if parts.month is not None or parts.weekday is None:
        return _checked(fitting[0], parts.weekday)
    return next(day for day in fitting if day.weekday() == parts.weekday)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(f"{day}/{month}/{year}") from None


def _checked(day: date, weekday: int | None) -> date:
    if weekday is not None and day.weekday() != weekday:
        raise WrongWeekday(day)
    return day
