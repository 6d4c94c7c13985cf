"""Frequent questions with their answers, each with the pages that say so, and the words in which they are asked."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import tomli
from pydantic import Field, ValidationError, field_validator, model_validator

from catalogue.local import Local
from catalogue.problem import CatalogueError, Finding, as_it_is
from catalogue.record import Record
from catalogue.source import Source

FILE: Final = Path(__file__).parent / "faq.toml"
_BETWEEN = re.compile(r"[\n]+")


class Frequent(Record):
    """A question. `asked` are other ways to put it, in any of the languages people write; they are never shown."""

    id: str
    question: Local
    asked: tuple[str, ...] = Field(min_length=1)
    answer: tuple[Local, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = Field(min_length=1)

    @field_validator("asked", mode="before")
    @classmethod
    def _from_lines(cls, text: str) -> tuple[str, ...]:
        return tuple(line.strip() for line in _BETWEEN.split(text) if line.strip())


class Faq(Record):
    """The whole file: the questions in the order in which they are offered."""

    questions: tuple[Frequent, ...]

    @model_validator(mode="after")
    def has_each_question_once(self) -> "Faq":
        ids = [one.id for one in self.questions]
        if len(set(ids)) < len(ids):
            raise ValueError("two questions have the same id")
        return self


@cache
def load_faq(path: Path = FILE) -> tuple[Frequent, ...]:
    """All frequent questions.

    Raises:
        CatalogueError: the file is not what it should be, or cites a page that it does not describe.
    """
    raw = tomli.loads(path.read_text("utf-8"))
    try:
        pages = {name: Source.model_validate(page) for name, page in raw["sources"].items()}
        questions = [
            {**table, "id": id_, "sources": tuple(pages[name] for name in table["sources"])}
            for id_, table in raw["questions"].items()
        ]
        return Faq.model_validate({"questions": questions}).questions
    except (KeyError, ValidationError) as problem:
        raise CatalogueError(path.name, Finding("", as_it_is(problem))) from problem
