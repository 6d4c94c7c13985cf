"""The report on funded projects: on paper, as a spreadsheet, and its charts."""

from collections.abc import Mapping, Sequence
from typing import Final

from documents.chart import Chart
from documents.figures import SMALL, About, chart
from documents.page import Block, Column, Facts, Heading, Page, Paragraph, Signatures
from documents.page import Table as Ruled
from documents.sheet import Cell, Field, Kind, Sheet
from domain.figures.funding import Figure, Funded, Split, Sum
from domain.figures.sharing import OTHERS
from domain.money import Money
from messages.cards.funding import Told, share_of
from messages.cards.request import sector_name
from messages.figure_labels import AXES, FIGURES, HIDDEN, SPLITS, part
from messages.text import Piece, T
from messages.values import Day

WITH_AMOUNTS: Final = (Split.PHASE, Split.AXIS, Split.SECTOR)
"""Of the others only the number of projects is known, not what each of them cost."""


def funding_chart(split: Split, told: Told, about: About) -> Chart:
    """Funded projects by one of the ways to tell them apart."""
    return chart(SPLITS[split], told.tables[split], lambda code: part(split, code), about)


def funding_page(told: Told, about: About) -> Page:
    """The report to print and sign."""
    total = told.report.total
    rows: list[tuple[Piece, Piece]] = [
        (T("Where"), about.place),
        (T("Period"), about.period),
        (FIGURES[Figure.PROJECTS], T("{number}", number=total.projects)),
        (FIGURES[Figure.TOTAL_COST], T("{amount}", amount=Money(total.total_cost))),
        (FIGURES[Figure.SHARE], T("{amount} ({share})", amount=Money(total.share), share=share_of(total))),
    ]
    blocks: list[Block] = [Facts(tuple(rows))]
    for split in Split:
        blocks += [Heading(SPLITS[split]), _ruled(split, told)]
    if told.without_cost:
        blocks.append(Paragraph(_left_out(told.without_cost), small=True))
    if about.outside:
        blocks.append(Paragraph(SMALL, small=True))
    blocks.append(Signatures((T("Signature and stamp"),)))
    return Page(T("Report on funded projects"), tuple(blocks), T("Counted on {day}.", day=Day(about.on)))


def funding_sheets(told: Told, about: About, rows: Sequence[tuple[Piece, Funded]]) -> list[Sheet]:
    """The report as a spreadsheet: its tables on one sheet, and what it is made of, with the province, on another."""
    tables = _tables_sheet(told, about)
    return [tables] if about.outside else [tables, _rows_sheet(rows)]


def _ruled(split: Split, told: Told) -> Ruled:
    amounts = split in WITH_AMOUNTS
    columns = (Column(T("Part"), 5), Column(T("Projects"), 2))
    more = (Column(FIGURES[Figure.TOTAL_COST], 3), Column(FIGURES[Figure.SHARE], 3)) if amounts else ()
    rows = []
    for code, number, money in _lines(split, told):
        said: list[Piece | None] = [part(split, code), HIDDEN if number is None else T("{number}", number=number)]
        if amounts:
            said += [None if each is None else T("{amount}", amount=each) for each in _money(money)]
        rows.append(tuple(said))
    return Ruled((*columns, *more), tuple(rows))


def _tables_sheet(told: Told, about: About) -> Sheet:
    fields = (
        Field(T("Report on funded projects")),
        Field(T("Part")),
        Field(FIGURES[Figure.PROJECTS], Kind.INT),
        Field(FIGURES[Figure.TOTAL_COST], Kind.MONEY),
        Field(FIGURES[Figure.SHARE], Kind.MONEY),
        Field(T("Remark")),
    )
    rows: list[Sequence[Cell]] = [(T("Total"), None, told.report.total.projects, *_money(told.report.total), None)]
    for split in Split:
        for code, number, money in _lines(split, told):
            remark = HIDDEN if number is None else None
            rows.append((SPLITS[split], part(split, code), number, *_money(money), remark))
    notes = [about.place, about.period, T("Counted on {day}.", day=Day(about.on))]
    if told.without_cost:
        notes.append(_left_out(told.without_cost))
    if about.outside:
        notes.append(SMALL)
    rows += [(note, None, None, None, None, None) for note in notes]
    return Sheet(T("Funded projects"), fields, rows)


def _rows_sheet(rows: Sequence[tuple[Piece, Funded]]) -> Sheet:
    numbers = [each for each in Figure if each not in {Figure.TOTAL_COST, Figure.SHARE}]
    fields = (
        Field(T("Province")),
        Field(T("Name")),
        *(Field(FIGURES[each], Kind.INT) for each in numbers),
        Field(FIGURES[Figure.TOTAL_COST], Kind.MONEY),
        Field(FIGURES[Figure.SHARE], Kind.MONEY),
        Field(T("Phase"), Kind.INT),
        Field(T("Axis")),
        Field(T("Activity")),
        Field(T("Year")),
    )
    lines: list[Sequence[Cell]] = [
        (
            place,
            row.name or None,
            *(row.figure(each) for each in numbers),
            Money(row.total_cost),
            Money(row.share),
            row.phase,
            None if row.axis is None else AXES[row.axis],
            None if row.sector is None else sector_name(row.sector),
            None if row.year is None else str(row.year),
        )
        for place, row in rows
    ]
    return Sheet(T("The rows"), fields, lines)


def _lines(split: Split, told: Told) -> list[tuple[str, int | None, Sum | None]]:
    """The cells with their number and their amounts; None where these are hidden or not known."""
    table = told.tables[split]
    parts = told.report.parts(split) if split in WITH_AMOUNTS else {}
    lines: list[tuple[str, int | None, Sum | None]] = []
    for code in table.order:
        if code in table.hidden:
            lines.append((code, None, None))
        elif table.cells[code]:
            lines.append((code, table.cells[code], _sum_of(code, table.cells, parts)))
    return lines


def _sum_of(code: str, cells: Mapping[str, int], parts: dict[str, Sum]) -> Sum | None:
    """The amounts of a cell; of the smallest ones together, what the cells that are named leave of them."""
    if code in parts or not parts:
        return parts.get(code)
    assert code == OTHERS
    return sum((part for name, part in parts.items() if name not in cells), Sum())


def _left_out(requests: int) -> Piece:
    return T("Accepted requests that are not counted, because the cost of their projects is not known: {n}", n=requests)


def _money(money: Sum | None) -> tuple[Money | None, Money | None]:
    return (None, None) if money is None else (Money(money.total_cost), Money(money.share))
