"""Figures as pictures and as spreadsheets: requests that were counted, and the same for outside."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Final

from msgspec import Struct

from documents.chart import Bar, Chart
from documents.sheet import Cell, Field, Kind, Sheet
from domain import places
from domain.figures.funding import percent
from domain.figures.hiding import LEAST
from domain.figures.requests import Dimension
from domain.figures.sharing import Table
from domain.money import Money
from domain.requests.kinds import Kind as RequestKind
from domain.requests.life import State
from messages.cards.request import sector_name
from messages.desk_labels import STATES
from messages.figure_labels import HIDDEN, NOT_KNOWN, TITLES, cell
from messages.request_labels import KINDS
from messages.text import Piece, T
from messages.values import Day, Percent


class About(Struct, frozen=True):
    """What figures are about: where, of when, on which day they were counted, and whether they may leave the house."""

    place: Piece
    period: Piece
    on: date
    outside: bool = False


class Line(Struct, frozen=True):
    """A request in the list that staff get; the times are wall-clock time."""

    reference: str
    kind: RequestKind
    state: State
    project: str
    sector: str | None
    place: str
    amount: int | None
    total_cost: int | None
    granted: int | None
    sent: datetime
    decided: datetime | None


SMALL: Final = T("Numbers below {least} are not published, nor those from which they could be computed.", least=LEAST)
_INSIDE: Final = T("For the administration only.")


def chart(title: Piece, table: Table, label: Callable[[str], Piece], about: About) -> Chart:
    """A table as bars, each with its number and its share of all."""
    bars = tuple(_bar(table, code, label(code)) for code in table.order)
    counted = T("Total: {number}. Counted on {day}.", number=table.total, day=Day(about.on))
    return Chart(title, (about.place, about.period), bars, (counted, SMALL if about.outside else _INSIDE))


def requests_chart(dimension: Dimension, table: Table, about: About) -> Chart:
    """Requests by one dimension."""
    return chart(TITLES[dimension], table, lambda code: cell(dimension, code), about)


def sheet(title: Piece, table: Table, label: Callable[[str], Piece], about: About) -> Sheet:
    """A table as a spreadsheet: numbers are numbers, and what is hidden is said in words beside an empty cell."""
    rows: list[Sequence[Cell]] = []
    for code in table.order:
        number, share = _numbers(table, code)
        rows.append((label(code), number, share, HIDDEN if number is None else None))
    rows.append((T("Total"), table.total, 100 if table.total else None, None))
    notes: list[Piece] = [about.place, about.period, T("Counted on {day}.", day=Day(about.on))]
    rows += [(note, None, None, None) for note in (*notes, SMALL if about.outside else _INSIDE)]
    fields = (Field(title), Field(T("Number"), Kind.INT), Field(T("Of a hundred"), Kind.INT), Field(T("Remark")))
    return Sheet(title, fields, rows)


def requests_sheet(dimension: Dimension, table: Table, about: About) -> Sheet:
    """Requests by one dimension."""
    return sheet(TITLES[dimension], table, lambda code: cell(dimension, code), about)


def list_sheet(lines: Sequence[Line]) -> Sheet:
    """The requests themselves, for the administration: nothing of who sent them."""
    fields = (
        Field(T("Reference")),
        Field(T("The request")),
        Field(T("State")),
        Field(T("Project")),
        Field(T("Activity")),
        Field(T("Place")),
        Field(T("Amount asked for"), Kind.MONEY),
        Field(T("Cost of the project"), Kind.MONEY),
        Field(T("Amount granted"), Kind.MONEY),
        Field(T("Sent on"), Kind.MOMENT),
        Field(T("Decided on"), Kind.MOMENT),
    )
    return Sheet(T("Requests"), fields, [_line(line) for line in lines])


def _line(line: Line) -> Sequence[Cell]:
    return (
        line.reference,
        KINDS[line.kind],
        STATES[line.state],
        line.project or None,
        NOT_KNOWN if line.sector is None else sector_name(line.sector),
        places.name(line.place),
        _money(line.amount),
        _money(line.total_cost),
        _money(line.granted),
        line.sent,
        line.decided,
    )


def _money(dirhams: int | None) -> Money | None:
    return None if dirhams is None else Money(dirhams)


def _bar(table: Table, code: str, label: Piece) -> Bar:
    number, share = _numbers(table, code)
    if number is None:
        return Bar(label, HIDDEN, None)
    if share is None or not number:
        return Bar(label, T("{number}", number=number), number)
    return Bar(label, T("{number} ({share})", number=number, share=Percent(share)), number)


def _numbers(table: Table, code: str) -> tuple[int | None, int | None]:
    """A number and its share of a hundred; None where it is hidden, and of nothing there is no share."""
    if code in table.hidden:
        return None, None
    number = table.cells[code]
    return number, percent(number, table.total) if table.total else None
