"""A call or programme: what is offered, to whom, when, and who says so."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import Field, StrictBool, StrictInt, StrictStr, field_validator, model_validator

from catalogue.local import Local
from catalogue.problem import P, Problem, Wrong
from catalogue.record import Record
from catalogue.reference import Body, Document, Programme
from catalogue.rules import Test
from catalogue.source import Source
from catalogue.support import Gives, Support
from catalogue.vocabulary import check_value, fact_named


class Axis(StrEnum):
    """The axes of programme 3 of the INDH; other programmes have none."""

    ENTREPRENEURSHIP = "entrepreneurship"
    SOLIDARITY_ECONOMY = "solidarity_economy"
    EMPLOYABILITY = "employability"


class Run(StrEnum):
    """Whether the offer is an edition of a year, runs without a window, or we could not confirm that it runs."""

    EDITION = "edition"
    STANDING = "standing"
    UNCONFIRMED = "unconfirmed"


class Expected(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


# Three persons who meet the conditions, three who do not, one of whom it cannot be said: fewer prove too little.
LEAST_EXAMPLES: Final = {Expected.YES: 3, Expected.NO: 3, Expected.UNKNOWN: 1}


class Scope(Record):
    """Where the offer holds: the whole country, or regions and provinces by their official codes."""

    national: bool = False
    regions: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()

    @model_validator(mode="after")
    def is_one_of_both(self) -> "Scope":
        if self.national == bool(self.regions or self.provinces):
            raise Wrong(P("write national = true, or regions, or provinces"))
        return self


class Window(Record):
    """When files are taken, as Moroccan wall-clock time; a date without hour means the whole of that day."""

    opens: datetime | date | None = None
    closes: datetime | date | None = None
    source: str

    @field_validator("opens", "closes")
    @classmethod
    def is_wall_time(cls, moment: datetime | date | None) -> datetime | date | None:
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            raise Wrong(P("write the Moroccan wall-clock time, without an offset"))
        return moment


class Condition(Record):
    """One rule of the source, as a whole sentence and as a test. `changeable`: a person can do something about it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: Local
    test: Test
    changeable: bool
    source: str
    quote: str | None = None


class Exclusion(Record):
    """A programme whose support, received before, shuts this offer: says the source."""

    programme: Programme
    source: str
    quote: str | None = None


class Papers(Record):
    """The papers that the source of this call names."""

    source: str
    items: tuple[Document, ...] = Field(min_length=1)


class Example(Record):
    """A person and the result that a reader of the source would give them."""

    expected: Expected
    person: dict[str, StrictBool | StrictInt | StrictStr]

    @field_validator("person")
    @classmethod
    def speaks_of_known_facts(
        cls, person: dict[str, StrictBool | StrictInt | StrictStr]
    ) -> dict[str, StrictBool | StrictInt | StrictStr]:
        for name, value in person.items():
            check_value(fact_named(name), value)
        return person


class Call(Record):
    """Everything known about one offer. `known_from` is the day from which one could speak of it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    programme: Programme
    axis: Axis | None = None
    title: Local
    summary: Local
    gives: Gives
    scope: Scope
    run: Run
    year: int | None = None
    known_from: date
    window: Window | None = None
    support: Support | None = None
    documents: Papers | None = None
    excludes: tuple[Exclusion, ...] = ()
    body: Body
    where: Local
    notes: tuple[Local, ...] = ()
    review_by: date
    sources: dict[str, Source] = Field(min_length=1)
    conditions: tuple[Condition, ...] = Field(min_length=1)
    examples: tuple[Example, ...]

    @model_validator(mode="after")
    def is_complete(self) -> "Call":
        problems = [*self._unsourced(), *self._repeated(), *self._too_few_examples()]
        if self.run is Run.EDITION and self.year is None:
            problems.append(P("an edition has a year: add it"))
        if problems:
            raise Wrong(*problems)
        return self

    def _unsourced(self) -> Iterator[Problem]:
        cited = {f"conditions.{condition.id}": condition.source for condition in self.conditions}
        parts = {"window": self.window, "support": self.support, "documents": self.documents}
        cited |= {name: part.source for name, part in parts.items() if part is not None}
        cited |= {f"excludes.{one.programme.id}": one.source for one in self.excludes}
        for name, source in cited.items():
            if source not in self.sources:
                yield P(
                    "{part} cites {source}, which is not in [sources]: add it or correct the name",
                    part=name,
                    source=repr(source),
                )

    def _repeated(self) -> Iterator[Problem]:
        for name, times in Counter(condition.id for condition in self.conditions).items():
            if times > 1:
                yield P("several conditions are called {name}: give each its own name", name=repr(name))

    def _too_few_examples(self) -> Iterator[Problem]:
        found = Counter(example.expected for example in self.examples)
        for expected, least in LEAST_EXAMPLES.items():
            if found[expected] < least:
                yield P(
                    "too few examples expect {expected}: there are {found}, at least {least} are needed; add persons",
                    expected=expected.value,
                    found=found[expected],
                    least=least,
                )

    def source_of(self, condition: Condition) -> Source:
        return self.sources[condition.source]
