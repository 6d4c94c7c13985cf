"""Read an hour as Moroccans write it: "الساعة العاشرة صباحاً", "الرابعة والنصف زوالاً", "16h00", "10 صباحا"."""

import re
from datetime import time
from typing import Final

from msgspec import Struct

from domain.date_words import (
    AFTERNOON,
    ELEVENTH,
    EVENING,
    HOURS,
    LESS,
    MINUTES,
    MORNING,
    NIGHT,
    PARTS,
    TEEN,
)
from domain.folding import fold, fold_digits
from domain.number_words import SIMPLE

_NOON: Final = 12
_DAY: Final = 24
_HOUR: Final = 60
_EARLIEST_MEETING: Final = 7
"""Without a part of the day, "four" is rather four in the afternoon, and "seven" seven in the morning."""
_CLOCK: Final = re.compile(
    r"(?<![\d:])(\d{1,2})\s*(?:(?:[:.]|h|heures?)\s*(\d\d)(?![\d:])|(?:h|heures?)(?![^\W\d_]))", re.IGNORECASE
)
_SECOND: Final = frozenset(fold("الثانية ثانية").split())
_MIDNIGHT: Final = ("منتصف الليل", "minuit")
_MIDDAY: Final = ("منتصف النهار", "midi")
_AFTER_NOON: Final = " apres midi "
_AND: Final = "و"
_PREFIXES: Final = ("ب", "ل", "ف")
_ANDS: Final = frozenset({"و", "w", "et"})
_OF_THE_CLOCK: Final = frozenset({"heure", "heures"})


class NotAnHour(ValueError):
    """The text names no hour of the day, or several."""


class _Clock(Struct):
    """An hour while it is being read. `written` says that digits stood as on a clock: 16:30, 16h00, 08:00."""

    hour: int | None = None
    minute: int = 0
    written: bool = False
    less: bool = False
    period: frozenset[str] | None = None
    numbers: list[int] = []

    def has_hour(self) -> bool:
        return self.hour is not None or bool(self.numbers)


def read_hour(text: str) -> tuple[time, ...]:
    """The hours that a short answer may mean, the likeliest first; one when it is certain.

    زوالا is the whole afternoon from noon. Doubtful are one to six o'clock without a part of the day.

    Raises:
        NotAnHour: there is none, there are several, or no clock shows it.
    """
    clock = _Clock()
    words = _words(text, clock)
    for at, word in enumerate(words):
        _take(word, words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else "", clock)
    return _candidates(clock, text)


def _words(text: str, clock: _Clock) -> list[str]:
    """The folded words, after what is written as on a clock has been read out of them."""
    plain = fold_digits(text)
    found = list(_CLOCK.finditer(plain))
    if len(found) > 1:
        raise NotAnHour(text)
    if found:
        clock.hour, clock.minute = int(found[0][1]), int(found[0][2] or 0)
        clock.written = found[0][1].startswith("0") or clock.hour >= _EARLIEST_MEETING
        plain = _CLOCK.sub(" ", plain)
    folded = f" {fold(plain)} "
    for names, hour in ((_MIDNIGHT, 0), (_MIDDAY, _NOON)):
        for name in names:
            if clock.hour is None and f" {fold(name)} " in folded and _AFTER_NOON not in folded:
                clock.hour, clock.written = hour, True
                folded = folded.replace(f" {fold(name)} ", " ")
    return folded.split()


def _take(word: str, before: str, following: str, clock: _Clock) -> None:
    """Note what the word says; a word that says nothing of the hour is passed over."""
    bare = _without_and(word)
    if bare in LESS:
        clock.less = True
    elif clock.has_hour() and (minutes := _minutes_meant(word, before, following, clock)) is not None:
        _minutes(minutes, clock)
    elif bare in ELEVENTH and following in TEEN:
        clock.numbers.append(_NOON - 1)
    elif word in TEEN and before in ELEVENTH:
        return
    elif word in TEEN and before in _SECOND:
        clock.numbers[-1] += 10
    elif (period := _period(bare)) is not None:
        if clock.period not in {None, period}:
            raise NotAnHour(word)
        clock.period = period
    elif bare in HOURS:
        clock.numbers.append(HOURS[bare])
    elif bare.isdecimal():
        clock.numbers.append(int(bare))


def _minutes_meant(word: str, before: str, following: str, clock: _Clock) -> int | None:
    """The minutes that a word after the hour says: "والنصف", "و20 دقيقة", "heures trente", "إلا خمس"."""
    bare = _without_and(word)
    joined = bare != word or before in _ANDS or before in _OF_THE_CLOCK
    if bare in PARTS:
        return PARTS[bare]
    return _value(bare) if joined or following in MINUTES or clock.less else None


def _value(word: str) -> int | None:
    return int(word) if word.isdecimal() else SIMPLE.get(word)


def _without_and(word: str) -> str:
    rest = word.removeprefix(_AND)
    return rest if rest in PARTS or rest in HOURS or rest in LESS or _value(rest) is not None else word


def _period(word: str) -> frozenset[str] | None:
    bare = word[1:] if word[:1] in _PREFIXES else word
    return next((each for each in (MORNING, AFTERNOON, EVENING, NIGHT) if word in each or bare in each), None)


def _minutes(minutes: int, clock: _Clock) -> None:
    if clock.minute:
        raise NotAnHour(minutes)
    clock.minute = -minutes if clock.less else minutes


def _candidates(clock: _Clock, text: str) -> tuple[time, ...]:
    numbers = list(clock.numbers)
    if clock.hour is None:
        if not numbers:
            raise NotAnHour(text)
        clock.hour = numbers.pop(0)
    if numbers or not 0 <= clock.hour <= _DAY or not -_HOUR < clock.minute < _HOUR:
        raise NotAnHour(text)
    hours = _hours(clock)
    return tuple(_time((hour * _HOUR + clock.minute) % (_DAY * _HOUR)) for hour in hours)


def _hours(clock: _Clock) -> tuple[int, ...]:
    """The hours of the day that the named hour may be."""
    hour = clock.hour or 0
    if clock.period is None:
        doubtful = 0 < hour < _EARLIEST_MEETING and not clock.written
        return (hour + _NOON, hour) if doubtful else (hour,)
    if hour > _NOON or hour == 0:
        return (hour,)
    if clock.period is MORNING:
        return (hour % _NOON if clock.written else hour,)
    if clock.period is NIGHT:
        return (hour % _NOON if hour == _NOON or hour < _EARLIEST_MEETING - 1 else hour + _NOON,)
    return (hour % _NOON + _NOON,)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, _HOUR))
