"""When offices work, and how long a request may take: see service.toml."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from catalogue.named import read_record
from catalogue.record import Record
from catalogue.source import Source

FILE = Path(__file__).parent / "service.toml"
Weekday = Annotated[int, Field(ge=1, le=7)]
Days = Annotated[int, Field(ge=1, le=365)]


class Hours(Record):
    """From when until when an office is open, on one day."""

    start: time = Field(alias="from")
    end: time = Field(alias="until")
    source: str

    @model_validator(mode="after")
    def closes_after_it_opens(self) -> "Hours":
        if self.end <= self.start:
            raise ValueError("`until` is not after `from`")
        return self

    @property
    def length(self) -> timedelta:
        return datetime.combine(date.min, self.end) - datetime.combine(date.min, self.start)


class Office(Hours):
    """The usual hours, and the days of the week on which they count; Monday is 1."""

    days: frozenset[Weekday] = Field(min_length=1)


class Level(Record):
    """Working days until the first answer, and until the decision."""

    answer: Days
    decision: Days

    @model_validator(mode="after")
    def is_answered_first(self) -> "Level":
        if self.decision < self.answer:
            raise ValueError("the decision would be due before the first answer")
        return self


class Question(Record):
    """Working days until a question is answered."""

    days: Days


class Reminders(Record):
    """Working days `before` a due moment, and `after` it."""

    before: Days
    after: Days


class Service(Record):
    """The whole file; `levels` by the kind of the request."""

    office: Office
    ramadan: Hours
    question: Question
    levels: Mapping[str, Level]
    reminders: Reminders
    sources: Mapping[str, Source]

    @model_validator(mode="after")
    def every_source_is_listed(self) -> "Service":
        if unknown := {self.office.source, self.ramadan.source} - self.sources.keys():
            raise ValueError(f"these sources are not listed: {', '.join(sorted(unknown))}")
        return self


@cache
def load_service(path: Path = FILE) -> Service:
    """The file, checked.

    Raises:
        CatalogueError: it is not what it should be.
    """
    return read_record(path, Service)
