"""Funded projects in words: the report, and why figures that somebody enters cannot be right."""

from collections.abc import Sequence

from msgspec import Struct

from domain.figures.funding import (
    AMOUNTS,
    Figure,
    PartAboveWhole,
    PartsDiffer,
    PercentDiffers,
    Problem,
    Report,
    ShareAboveTotal,
    Split,
    Sum,
    percent,
)
from domain.figures.sharing import Table
from messages.figure_labels import FIGURES, HIDDEN, part
from messages.text import N, Piece, T, Text, Value
from messages.values import Lines, Money, Percent


class Told(Struct, frozen=True):
    """A report as it is told: its tables by what they tell apart, with what is hidden in them.

    `without_cost` requests were accepted here and are not in it, because nobody knows what their projects cost.
    """

    report: Report
    tables: dict[Split, Table]
    without_cost: int = 0


def problem(found: Problem) -> Text:
    """Why figures cannot be right, with what they would have to be."""
    match found:
        case ShareAboveTotal(share, total):
            return T(
                "The INDH share ({share}) is larger than the total cost ({total}). A part cannot be larger than the "
                "whole. Perhaps the two amounts are exchanged: the other way round, the share would be {percent}.",
                share=Money(share),
                total=Money(total),
                percent=Percent(found.exchanged),
            )
        case PartAboveWhole(figure, number, whole, of):
            return T(
                "{part}: {number}. That is more than {whole}: {of}.",
                part=FIGURES[figure],
                number=number,
                whole=FIGURES[whole],
                of=of,
            )
        case PartsDiffer(urban, rural, projects):
            return T(
                "{urban} urban and {rural} rural make {sum}, not {projects}.",
                urban=urban,
                rural=rural,
                sum=urban + rural,
                projects=projects,
            )
        case PercentDiffers(figure, stated, computed):
            return T(
                "{figure}: {stated} is written beside it, but the numbers give {computed}.",
                figure=FIGURES[figure],
                stated=Percent(stated),
                computed=Percent(computed),
            )
        case _:
            return T(
                "{figure}: the line of totals says {stated}, but its rows together make {added}.",
                figure=FIGURES[found.figure],
                stated=_value(found.figure, found.stated),
                added=_value(found.figure, found.added),
            )


def report(told: Told, where: Piece, when: Piece) -> tuple[Piece, ...]:
    """The report, as a message."""
    total = told.report.total
    heading = T("💰 <b>Funded projects</b>")
    place = T("{place}. {period}.", place=where, period=when)
    left_out = _left_out(told.without_cost)
    if not total.projects:
        return (heading, place, T("Nothing was funded here yet, as far as I know."), *left_out)
    return (heading, place, Lines(tuple(_facts(told))), *_splits(told), *left_out)


def _facts(told: Told) -> list[Text]:
    """The numbers of the whole."""
    total = told.report.total
    counted = N("{n} project was funded.", "{n} projects were funded.", total.projects)
    cost = T("Total cost: {amount}", amount=Money(total.total_cost))
    return [counted, cost, T("INDH share: {amount} ({percent})", amount=Money(total.share), percent=share_of(total))]


def refused(problems: Sequence[tuple[int | None, Text]], more: int = 0) -> Text:
    """Rows that are not taken, each with its number and why; a line of totals has none."""
    lines: list[Piece] = [
        why if number is None else T("Row {number}: {why}", number=number, why=why) for number, why in problems
    ]
    if more:
        lines.append(N("and {n} more", "and {n} more", more))
    return T("⚠️ Nothing is kept yet. Correct this and paste it again:\n{problems}", problems=Lines(tuple(lines)))


def summary(whole: Sum, rows: int) -> Text:
    """What rows that were pasted come to, before they are kept."""
    counted = N("{n} row", "{n} rows", rows)
    return T(
        "{rows}: {projects}, total cost {total}, INDH share {share} ({percent})",
        rows=counted,
        projects=N("{n} project", "{n} projects", whole.projects),
        total=Money(whole.total_cost),
        share=Money(whole.share),
        percent=share_of(whole),
    )


def _splits(told: Told) -> list[Piece]:
    """The tables that tell something."""
    tell = [split for split in Split if any(number and code for code, number in told.tables[split].cells.items())]
    return [_split(told, split) for split in tell]


def _split(told: Told, split: Split) -> Piece:
    table = told.tables[split]
    lines = [_cell(table, split, code) for code in table.order if code in table.hidden or table.cells[code]]
    return Lines((T("<b>{title}</b>", title=_TITLES[split]), *lines))


def _cell(table: Table, split: Split, code: str) -> Piece:
    value: Value = HIDDEN if code in table.hidden else table.cells[code]
    return T("• {name}: {value}", name=part(split, code), value=value)


def _left_out(requests: int) -> list[Piece]:
    if not requests:
        return []
    return [
        N(
            "⚠️ {n} accepted request is not counted, because the cost of its project is not known.",
            "⚠️ {n} accepted requests are not counted, because the cost of their projects is not known.",
            requests,
        )
    ]


def share_of(whole: Sum) -> Percent:
    """What part of the cost was given."""
    return Percent(percent(whole.share, whole.total_cost))


def _value(figure: Figure, number: int) -> Value:
    return Money(number) if figure in AMOUNTS else number


_TITLES = {
    Split.FORM: T("Cooperatives"),
    Split.MILIEU: T("Town and countryside"),
    Split.WOMEN: T("Women"),
    Split.PHASE: T("Phases"),
    Split.AXIS: T("Axes"),
    Split.SECTOR: T("Activities"),
}
"""Short ones, over the lines of a message."""
