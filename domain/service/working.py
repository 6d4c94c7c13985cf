"""Moroccan working time: office hours, which are shorter in Ramadan, without weekends and holidays.

Offices work by the clock on the wall; what is counted between two moments is the time that passes while they are open.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from itertools import count
from typing import Final

from msgspec import Struct

from catalogue.holidays import Holidays, load_holidays
from catalogue.service import Service, load_service
from domain.civil_time import MOROCCO, moment_of, wall, wall_of

_DAY: Final = timedelta(days=1)
_NOTHING: Final = timedelta()


class WorkingTime(Struct, frozen=True):
    """The calendar of the offices. Moments are aware; a `zone` is given only to try another law of time."""

    service: Service
    holidays: Holidays
    zone: tzinfo = MOROCCO

    def hours(self, day: date) -> tuple[datetime, datetime] | None:
        """When offices open and close on `day`; None: they do not."""
        if day.isoweekday() not in self.service.office.days or self.holidays.holiday(day) is not None:
            return None
        hours = self.service.ramadan if self.holidays.is_ramadan(day) else self.service.office
        return moment_of(wall(day, hours.start), self.zone), moment_of(wall(day, hours.end), self.zone)

    def is_open(self, moment: datetime) -> bool:
        hours = self.hours(wall_of(moment, self.zone).date())
        return hours is not None and hours[0] <= moment < hours[1]

    def days(self, number: int) -> timedelta:
        """So many working days, as working time: as long as they are outside Ramadan."""
        return number * self.service.office.length

    def add(self, moment: datetime, work: timedelta) -> datetime:
        """When `work`, not negative, has passed since `moment`; at the end of a day rather than the next morning.

        Without any work it is `moment` itself, or when offices next open.
        """
        if work < _NOTHING:
            raise ValueError(work)
        for start, end in self._from(moment):
            begin = max(start, moment)
            if begin + work <= end and begin < end:
                return begin + work
            work -= max(end - begin, _NOTHING)
        raise AssertionError  # the days never end

    def back(self, moment: datetime, work: timedelta) -> datetime:
        """The last moment since which `work`, more than nothing, has passed by `moment`."""
        if work <= _NOTHING:
            raise ValueError(work)
        for start, end in self._until(moment):
            last = min(end, moment)
            if last - work >= start:
                return last - work
            work -= max(last - start, _NOTHING)
        raise AssertionError  # the days have always been

    def between(self, first: datetime, last: datetime) -> timedelta:
        """The working time from `first` to `last`; negative when `last` comes first."""
        if last < first:
            return -self.between(last, first)
        total = _NOTHING
        for start, end in self._from(first):
            if start >= last:
                return total
            total += max(min(end, last) - max(start, first), _NOTHING)
        raise AssertionError  # the days never end

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The hours of the day of `moment`, and of all working days after it."""
        return self._days(moment, _DAY)

    def _until(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The hours of the day of `moment`, and of all working days before it."""
        return self._days(moment, -_DAY)

    def _days(self, moment: datetime, step: timedelta) -> Iterator[tuple[datetime, datetime]]:
        today = wall_of(moment, self.zone).date()
        for number in count():
            hours = self.hours(today + step * number)
            if hours is not None:
                yield hours


def working_time() -> WorkingTime:
    """As the catalogue has it."""
    return WorkingTime(load_service(), load_holidays())
