"""Sectors and their activities, and the words by which people name them. See taxonomy/README.md."""

import re
from functools import cache
from pathlib import Path

from pydantic import field_validator

from catalogue.named import Named, read_record
from catalogue.record import Record

FOLDER = Path(__file__).parent / "taxonomy"
TALK = Path(__file__).parent / "talk.toml"
_BETWEEN_WORDS = re.compile(r"[,،\n]+")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in _BETWEEN_WORDS.split(text) if word.strip())


class Activity(Named):
    """A trade, with what people call it. `words` and `hints` serve to match and are never displayed.

    A word names the trade by itself; a hint supports other words, and suggests the trade when it stands alone.
    """

    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @field_validator("words", "hints", mode="before")
    @classmethod
    def _from_text(cls, text: str) -> tuple[str, ...]:
        return _listed(text)


class Sector(Activity):
    """A branch of trade. Its own words name the branch and none of its activities."""

    activities: tuple[Activity, ...]


class Talk(Record):
    """Words that name no trade.

    `particles` are left out of every naming, `silent` ones stand around it and count only inside a naming, `other`
    ones say that the talk is of something else, `common` ones are never taken for a misspelt trade.
    """

    particles: tuple[str, ...]
    silent: tuple[str, ...]
    other: tuple[str, ...]
    common: tuple[str, ...]

    @field_validator("particles", "silent", "other", "common", mode="before")
    @classmethod
    def _from_text(cls, text: str) -> tuple[str, ...]:
        return _listed(text)


@cache
def load_sectors(folder: Path = FOLDER) -> tuple[Sector, ...]:
    """All sectors, in the order in which they are shown.

    Raises:
        CatalogueError: a file is not what it should be; the message names it.
    """
    return tuple(read_record(path, Sector) for path in sorted(folder.glob("*.toml")))


@cache
def load_talk(path: Path = TALK) -> Talk:
    """The words around and beside trades.

    Raises:
        CatalogueError: the file is not what it should be.
    """
    return read_record(path, Talk)
