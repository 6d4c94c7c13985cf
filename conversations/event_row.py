"""A meeting from a row of a spreadsheet: each cell is an answer to the question whose short name heads its column."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from msgspec import Struct

from conversations.engine import Open
from conversations.event_fields import BLANK, REACH, TITLE, fields, seats_questions
from conversations.given import Pressed, Typed
from conversations.presentation import meant
from conversations.question import Answered, Question, Refused, Turned
from conversations.questions.search import TAKE
from conversations.state import JSON, State
from domain.folding import fold
from domain.numbers import NotANumber, read_number
from messages.languages import LANGUAGES
from messages.text import T, Text
from messages.voice import Voice

LISTS: Final = frozenset({"partners", "agenda", "seat_places", "reach_more"})
"""Their lines are separated by a semicolon in a cell."""


class Problem(Struct, frozen=True):
    """A cell that was not understood: the head of its column, and why."""

    column: str
    why: Text


class Row(Struct, frozen=True):
    """The answers that `conversations.event.event` goes on with, and what was not understood."""

    answers: dict[str, JSON]
    problems: tuple[Problem, ...]


def read_row(cells: Mapping[str, str], today: date) -> Row:
    """Cells by the heads of their columns, in any language and spelling; empty cells and unknown columns are left out.

    A cell that is not understood leaves its answer open, so that the conversation asks for it or leaves it for later.
    """
    answers: dict[str, JSON] = dict(BLANK)
    problems: list[Problem] = []
    filled = {_keys()[fold(column)]: (column, cell) for column, cell in cells.items() if fold(column) in _keys()}
    for key, question in _questions(today, filled):
        column, cell = filled[key]
        if not cell.strip():
            continue
        try:
            answers[key] = _read(key, question, cell.replace(";", "\n") if key in LISTS else cell)
        except Refused as refusal:
            problems.append(Problem(column, refusal.why))
    return Row(answers, tuple(problems))


def columns(language: str) -> list[str]:
    """The heads of the columns in a language: of the table that staff are given to fill. No cell holds a picture."""
    everything = {"title": TITLE, "reach": REACH, **fields(date.min), **seats_questions(None)}
    return [Voice.of(language).plain(each.short) for key, each in everything.items() if key != "poster"]


def heads() -> frozenset[str]:
    """The heads of all columns that are read, folded."""
    return frozenset(_keys())


@cache
def _keys() -> Mapping[str, str]:
    everything = {"title": TITLE, "reach": REACH, **fields(date.min), **seats_questions(None)}
    voices = [Voice.of(language) for language in LANGUAGES]
    return {fold(voice.plain(each.short)): key for key, each in everything.items() for voice in voices}


def _questions(today: date, filled: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, Question[Any]]]:
    seats, women, youth = (_number(filled.get(key, ("", ""))[1]) for key in ("seats", "women", "youth"))
    everything = {"title": TITLE, "reach": REACH, **fields(today)}
    everything |= seats_questions(seats, women)
    everything |= {"seat_places": seats_questions(seats, women, youth)["seat_places"]}
    return ((key, question) for key, question in everything.items() if key in filled)


def _number(cell: str) -> int | None:
    try:
        return read_number(cell)
    except NotANumber:
        return None


def _read(key: str, question: Question[Any], cell: str) -> JSON:
    """The answer that somebody would have given who typed this. Raises `Refused`, also where it could mean several."""
    typed = Typed(cell.strip())
    given = meant(Open(key, question, first=True, skippable=False), State(run="row"), typed)
    match question.read(given, None):
        case Answered(stored):
            return stored
        case Turned({"found": [code]}):
            return _answer(question.read(Pressed(f"{TAKE}{code}"), None))
        case Turned({"day": day}):
            return {"day": day}
        case Turned([*marks]) if marks:
            return marks
        case _:
            raise Refused(UNSURE)


def _answer(read: object) -> JSON:
    if isinstance(read, Answered):
        return read.stored
    raise Refused(UNSURE)


UNSURE: Final = T("I am not sure what this means. Write it more precisely.")
