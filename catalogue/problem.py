"""What is wrong with a data file, in sentences that a person can be told in her language."""

from collections.abc import Mapping

from msgspec import Struct


class Problem(Struct, frozen=True):
    """A sentence in plain English with {values}, which says what is wrong and what to do."""

    msgid: str
    values: Mapping[str, str] = {}

    def __str__(self) -> str:
        return self.msgid.format_map(self.values)


def P(msgid: str, /, **values: object) -> Problem:  # noqa: N802 - the mark that the extraction looks for
    """A problem whose sentence is in the translators' catalogues."""
    return Problem(msgid, {name: str(value) for name, value in values.items()})


def as_it_is(words: object) -> Problem:
    """What only whoever runs the bot gets to read, in the words of the library that said it."""
    return Problem("{words}", {"words": str(words)})


class Finding(Struct, frozen=True):
    """A problem and where it is: the names of tables and fields with dots between them; empty for the whole file."""

    place: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}" if self.place else str(self.problem)


class Wrong(ValueError):
    """A value breaks a rule of the catalogue. Whoever reads the file adds the place."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


class CatalogueError(Exception):
    """A data file cannot be used; the message names the file, the place in it and what to do, a line each."""

    def __init__(self, file: str, *found: Finding) -> None:
        super().__init__("\n".join(f"{file}: {each}" for each in found))
        self.found = found
