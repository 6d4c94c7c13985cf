"""When people are left in peace: nights, Ramadan's evenings and public holidays, as Moroccan wall-clock time."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from functools import cache, cached_property
from pathlib import Path

from pydantic import Field, model_validator

from catalogue.local import Local
from catalogue.named import read_record
from catalogue.record import Record
from catalogue.source import Source

FILE = Path(__file__).parent / "holidays.toml"


class Hours(Record):
    """A stretch that goes over midnight: from an evening `start` to the next morning's `end`."""

    start: time = Field(alias="from")
    end: time = Field(alias="until")

    @model_validator(mode="after")
    def goes_over_midnight(self) -> "Hours":
        if not self.end < self.start:
            raise ValueError("it goes over midnight: `until` is earlier in the day than `from`")
        return self


class Yearly(Record):
    """A holiday on the same day every year, as month and day: "07-30"."""

    date: str = Field(pattern=r"^[0-9]{2}-[0-9]{2}$")
    name: Local
    source: str


class Days(Record):
    """Days from `first` to `last`, both included; `expected` ones are computed and not announced yet."""

    first: date
    last: date
    expected: bool = False
    source: str

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> "Days":
        if self.last < self.first:
            raise ValueError("`last` is before `first`")
        return self

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1))


class Holiday(Days):
    """A holiday that falls on other days every year."""

    name: Local


class Holidays(Record):
    """The whole file."""

    night: Hours
    ramadan_night: Hours
    yearly: tuple[Yearly, ...]
    dated: tuple[Holiday, ...]
    ramadan: tuple[Days, ...]
    sources: Mapping[str, Source]

    @model_validator(mode="after")
    def every_source_is_listed(self) -> "Holidays":
        if unknown := {each.source for each in self._sourced()} - self.sources.keys():
            raise ValueError(f"these sources are not listed: {', '.join(sorted(unknown))}")
        return self

    def _sourced(self) -> Iterator[Yearly | Days]:
        yield from self.yearly
        yield from self.dated
        yield from self.ramadan

    def holiday(self, day: date) -> Local | None:
        """What is celebrated on `day`, if it is a public holiday."""
        return self._names.get(day) or self._yearly_names.get((day.month, day.day))

    def night_of(self, day: date) -> Hours:
        """From when on the evening of `day`, and until when on its morning, nothing is said."""
        return self.ramadan_night if day in self._ramadan_days else self.night

    def is_ramadan(self, day: date) -> bool:
        return day in self._ramadan_days

    @cached_property
    def _names(self) -> dict[date, Local]:
        return {day: each.name for each in self.dated for day in each.days()}

    @cached_property
    def _yearly_names(self) -> dict[tuple[int, int], Local]:
        return {(int(each.date[:2]), int(each.date[3:])): each.name for each in self.yearly}

    @cached_property
    def _ramadan_days(self) -> frozenset[date]:
        return frozenset(day for each in self.ramadan for day in each.days())


@cache
def load_holidays(path: Path = FILE) -> Holidays:
    """The file, checked.

    Raises:
        CatalogueError: it is not what it should be.
    """
    return read_record(path, Holidays)
