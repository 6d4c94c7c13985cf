"""When a meeting is, as precisely as it was announced: a day and an hour, a morning, a month or two, or not fixed."""

import re
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from catalogue.value import Value
from domain.civil_time import MOROCCO, moment_of

MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
MOST_MONTHS: Final = 2
USUAL_LENGTH: Final = timedelta(hours=8)
"""How long a meeting is taken to last when nobody said when it ends: a study day lasts until the evening, and to thank
somebody while she sits there is worse than to thank her a few hours later."""


class Part(StrEnum):
    """A part of the day, where the announcement says no hour: صباح, بعد الزوال, مساء."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


BEGINS: Final = {Part.MORNING: time(9), Part.AFTERNOON: time(15), Part.EVENING: time(18), None: time(9)}
"""What is reckoned with, and never shown, while the hour is not known."""


class When(Value, frozen=True):
    """Moroccan wall-clock time. Without a `day` it is to be confirmed; `months` ("2021-03") may say about when.

    Raises ValueError for what no announcement can mean: an hour without a day, an end before the beginning.
    """

    day: date | None = None
    hour: time | None = None
    end: time | None = None
    part: Part | None = None
    months: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.day is None and (self.hour or self.end or self.part):
            raise ValueError("an hour needs its day")
        if self.day is not None and self.months:
            raise ValueError("a day is more precise than a month: give one of them")
        if self.end is not None and (self.hour is None or self.end <= self.hour):
            raise ValueError("a meeting ends after it begins")
        if self.hour is not None and self.part is not None:
            raise ValueError("an hour is more precise than a part of the day: give one of them")
        if len(self.months) > MOST_MONTHS or not all(MONTH.fullmatch(month) for month in self.months):
            raise ValueError(f"at most {MOST_MONTHS} months, each like 2021-03: {self.months}")

    @property
    def starts(self) -> datetime | None:
        """The beginning on the wall; without an hour, the one reckoned with. None while the day is not fixed."""
        return None if self.day is None else datetime.combine(self.day, self.hour or BEGINS[self.part])

    def begins(self, zone: tzinfo = MOROCCO) -> datetime | None:
        """The moment of the beginning, by the rules that hold when one asks."""
        return None if self.starts is None else moment_of(self.starts, zone)

    def is_over(self, now: datetime, zone: tzinfo = MOROCCO) -> bool:
        """Whether it has ended; one whose hour is not known ends with its day."""
        if self.day is None or self.starts is None:
            return False
        if self.hour is None:
            return now >= moment_of(datetime.combine(self.day + timedelta(days=1), time.min), zone)
        if self.end is not None:
            return now >= moment_of(datetime.combine(self.day, self.end), zone)
        return now >= moment_of(self.starts, zone) + USUAL_LENGTH
