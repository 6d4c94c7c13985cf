"""Meetings from a spreadsheet: its file, or the line of heads and the rows, as the phone's clipboard carries them."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar, Final

from msgspec import Struct

from conversations.engine import Finished, Talk, replay
from conversations.event import event
from conversations.event_review import KEEP
from conversations.event_row import Problem, heads, read_row
from conversations.given import Attached, Given, Typed
from conversations.question import Answered, Asked, Question, Refused, Stale, Understood
from conversations.state import JSON, State
from domain.events.event import Event
from domain.folding import fold
from messages.bidi import clean
from messages.text import Piece, T, Text

BETWEEN: Final = "\t"
"""What stands between the cells of a row that was copied from a spreadsheet."""
MOST: Final = 50
ENDINGS: Final = (".xlsx", ".csv")
LARGEST: Final = 1_000_000
"""Bytes of a file."""


class Read(Struct, frozen=True):
    """A row: the meeting that it makes, None where its title or whom it concerns is missing; and what was not clear."""

    event: Event | None
    problems: tuple[Problem, ...]


class Sent(Struct, frozen=True):
    """A file that was sent, by Telegram's id."""

    file_id: str


Cells = Sequence[Sequence[str]]
"""The rows of a table, the heads first."""


class TableQuestion(Question[Sent | Cells], frozen=True):
    """A file, stored as `{"file": id}`; or the lines that were pasted, stored as they are."""

    text: Text
    short: Text
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if isinstance(given, Attached):
            return Answered({"file": _file(given)})
        text = given.text if isinstance(given, Typed) else ""
        lines = [line for line in text.splitlines() if line.strip()]
        if BETWEEN not in text or not is_table([line.split(BETWEEN) for line in lines]):
            raise Refused(NEEDED)
        return Answered(lines)

    def load(self, stored: JSON) -> Sent | Cells:
        if isinstance(stored, dict) and isinstance(file_id := stored.get("file"), str):
            return Sent(file_id)
        if not isinstance(stored, list):
            raise Stale
        return [str(line).split(BETWEEN) for line in stored]

    def tell(self, stored: JSON) -> Piece:
        del stored
        return self.short


def _file(given: Attached) -> str:
    """The id of a file that may be a table. Raises `Refused`."""
    file = given.file
    if file is None or not (file.name or "").lower().endswith(ENDINGS):
        raise Refused(T("Send the table as a file whose name ends with .xlsx or .csv, or paste its rows."))
    if (file.size or 0) > LARGEST:
        raise Refused(T("This file is too large to be the table."))
    return file.file_id


def is_table(cells: Cells) -> bool:
    """Whether there are heads that we know, and rows under them, but not too many."""
    rows = [row for row in cells if any(cell.strip() for cell in row)]
    return len(rows) - 1 in range(1, MOST + 1) and bool(set(map(fold, rows[0])) & heads())


async def table(talk: Talk) -> Sent | Cells:
    """The table, or the file that holds it."""
    return await talk.need("table", TABLE)


async def read_rows(cells: Cells, base: Event, today: date) -> list[Read]:
    """The meetings of the rows; what no column says is that of `base`."""
    names, *rows = [row for row in cells if any(cell.strip() for cell in row)]
    return [await _read(dict(zip(names, row, strict=False)), base, today) for row in rows]


async def _read(cells: dict[str, str], base: Event, today: date) -> Read:
    row = read_row({head: clean(cell) for head, cell in cells.items()}, today)

    async def run(talk: Talk) -> Event:
        return await event(talk, base, today)

    here = await replay(run, State(run="row", answers={**row.answers, "review": KEEP}))
    return Read(here.value if isinstance(here, Finished) else None, row.problems)


NEEDED: Final = T("I need the line of heads as it is in my table, and under it one row for each meeting, at most 50.")
TABLE: Final = TableQuestion(
    T(
        "Fill the table that I send you, one meeting a row. Then send me the file here. Or copy the line of heads and "
        "your rows, and paste them as a message."
    ),
    T("The table"),
)
