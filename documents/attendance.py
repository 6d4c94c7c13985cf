"""The attendance sheet of a meeting (ورقة الحضور): to sign on paper, and as a spreadsheet."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from documents.page import Column, Facts, Page, Paragraph, Signatures, Table
from documents.sheet import Field, Kind, Sheet
from domain.events.event import Event
from messages.cards.event_words import when_said, where_said
from messages.text import N, Piece, T
from messages.values import Verbatim

EMPTY_ROWS = 12
"""For those who come without having said so."""


class Line(Struct, frozen=True):
    """Somebody who came, or is expected: what she is called, and how many people with her guests.

    `came` is wall-clock time; None: she has not come. `way` says how she was counted: a code that was on the wall can
    be sent to somebody who is not there. `ticket` is empty for who has no Telegram.
    """

    name: str | None
    ticket: str
    people: int
    came: datetime | None = None
    way: Piece | None = None


def attendance_page(event: Event, lines: Sequence[Line]) -> Page:
    """The sheet for the table at the door. Who gave no name has her ticket's number, and writes her name beside it."""
    rows = [(T("{number}", number=at), *_cells(line), None) for at, line in enumerate(lines, 1)]
    empty = [(T("{number}", number=len(rows) + at), None, None, None) for at in range(1, EMPTY_ROWS + 1)]
    facts = Facts(((T("The meeting"), event.title), (T("When"), when_said(event.when)), _place(event)))
    columns = (Column(T("No."), 1), Column(T("Ticket"), 2), Column(T("Name"), 5), Column(T("Signature"), 4))
    total = sum(line.people for line in lines if line.came is not None)
    counted = (Paragraph(N("{n} person was counted in.", "{n} people were counted in.", total)),) if total else ()
    return Page(
        T("Attendance sheet"),
        (facts, *counted, Table(columns, (*rows, *empty), tall=True), Signatures((T("For the organisers"),))),
        T("The names are kept for one year after the meeting, and then erased."),
    )


def attendance_sheet(lines: Sequence[Line]) -> Sheet:
    """The same as a table: who was expected, who came, when, and with how many."""
    fields = (
        Field(T("Name")),
        Field(T("Ticket")),
        Field(T("People"), Kind.INT),
        Field(T("Came at"), Kind.MOMENT),
        Field(T("How counted")),
    )
    rows = [(line.name, line.ticket or None, line.people, line.came, line.way) for line in lines]
    return Sheet(T("Attendance"), fields, rows)


def _cells(line: Line) -> tuple[Piece | None, Piece | None]:
    ticket = Verbatim(line.ticket) if line.ticket else None
    return ticket, None if line.name is None else T("{text}", text=line.name)


def _place(event: Event) -> tuple[Piece, Piece]:
    return T("Place"), where_said(event.venue)
