"""Where a statement of the catalogue comes from."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from catalogue.local import Local
from catalogue.record import Record


class Confidence(StrEnum):
    """H: an official page or two independent ones; M: one press article; L: a blog or a third party's text."""

    HIGH = "H"
    MEDIUM = "M"
    LOW = "L"


class Source(Record):
    """A published page. `published` is its date as far as it shows one: a year, a month or a day; None: no date."""

    title: Local
    url: str = Field(pattern=r"^https?://\S+$")
    published: str | None = Field(None, pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
    checked: date
    confidence: Confidence
