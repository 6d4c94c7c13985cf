"""Meetings copied from a spreadsheet: the line of heads and the rows, as the phone's clipboard carries them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from conversations.engine import Finished, Talk, replay
from conversations.event import event
from conversations.event_review import KEEP
from conversations.event_row import Problem, read_row
from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.state import JSON, State
from domain.events.event import Event
from messages.bidi import clean
from messages.text import Piece, T, Text

BETWEEN: Final = "\t"
"""What stands between the cells of a row that was copied from a spreadsheet."""
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Read:
    """A row: the meeting that it makes, None where its title or whom it concerns is missing; and what was not clear."""

    event: Event | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class TableQuestion(Question[tuple[str, ...]]):
    """The lines that were pasted: the heads first."""

    text: Text
    short: Text
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        text = given.text if isinstance(given, Typed) else ""
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) - 1 not in range(1, MOST + 1) or BETWEEN not in lines[0]:
            raise Refused(T("I need the line of heads and at least one row under it, copied from the spreadsheet."))
        return Answered(lines)

    def load(self, stored: JSON) -> tuple[str, ...]:
        if not isinstance(stored, list):
            raise Stale
        return tuple(stored)

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short


async def table(talk: Talk, base: Event, today: date) -> list[Read]:
    """The meetings of the rows; what no column says is that of `base`."""
    heads, *rows = await talk.need("table", TABLE)
    names = heads.split(BETWEEN)
    return [await _read(dict(zip(names, row.split(BETWEEN), strict=False)), base, today) for row in rows]


async def _read(cells: dict[str, str], base: Event, today: date) -> Read:
    row = read_row({head: clean(cell) for head, cell in cells.items()}, today)

    async def run(talk: Talk) -> Event:
        return await event(talk, base, today)

    here = await replay(run, State(run="row", answers={**row.answers, "review": KEEP}))
    return Read(here.value if isinstance(here, Finished) else None, row.problems)


TABLE: Final = TableQuestion(
    T(
        "Fill the table that I send you, one meeting a row. Then select the line of heads and your rows, copy them, "
        "and paste them here as a message."
    ),
    T("The table"),
)
