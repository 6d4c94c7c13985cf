"""Funded projects from rows of a spreadsheet: cells under the heads of the table that staff are given."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from catalogue.call import Axis
from conversations.questions.text import CARD
from domain.figures.funding import (
    AMOUNTS,
    FIRST_YEAR,
    PHASES,
    Figure,
    Funded,
    completed,
    problems,
    sum_problems,
)
from domain.folding import fold
from domain.matching import match_sector
from domain.money import Money, NotMoney, read_money
from domain.numbers import NotANumber, read_number
from domain.replacing import replace
from domain.requests.identity import looks_like_cin
from messages.bidi import clean
from messages.cards.funding import problem
from messages.figure_labels import AXES, FIGURES
from messages.languages import LANGUAGES
from messages.text import T, Text
from messages.voice import Voice

BETWEEN: Final = "\t"
"""What stands between the cells of a row that was copied from a spreadsheet."""
LARGEST, MOST = 10**12, 10**6
"""More dirhams, and more projects, than there can be."""
SURE: Final = 90.0
"""From this score on, what is written is one activity and no other."""
_NAME: Final = 120
_PERCENT: Final = re.compile(r"\(\s*(\d{1,3})(?:[.,٫]\d+)?\s*[%٪]\s*\)\s*$")
_TOTAL: Final = T("Total")
"""How a line of totals begins, in any language."""
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3}

COLUMNS: Final[Mapping[str, Text]] = {
    "name": T("Name"),
    **{figure.value: FIGURES[figure] for figure in Figure},
    "phase": T("Phase"),
    "axis": T("Axis"),
    "sector": T("Activity"),
    "year": T("Year"),
}
"""The heads, in the order of the table."""


class Pasted(Struct, frozen=True):
    """The rows that can be right, and what speaks against the others: the number of the row, None for the totals."""

    rows: tuple[Funded, ...]
    problems: tuple[tuple[int | None, Text], ...]


class Unclear(Exception):
    """A cell that cannot be read; the message says why."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.msgid)
        self.why = why


def columns(language: str) -> list[str]:
    """The heads of the table in a language."""
    return [Voice.of(language).plain(head) for head in COLUMNS.values()]


def read_table(lines: Sequence[str], this_year: int) -> Pasted:
    """The rows under the line of heads. A line that begins with "total" is compared with those above it."""
    heads = [_keys().get(fold(clean(head))) for head in lines[0].split(BETWEEN)]
    rows: list[Funded] = []
    found: list[tuple[int | None, Text]] = []
    for number, line in enumerate(lines[1:], 1):
        cells = _cells(heads, line)
        if _is_total(line):
            found += [(None, why) for why in _of_totals(cells, rows)]
            continue
        try:
            row = _row(cells, this_year)
        except Unclear as unclear:
            found.append((number, unclear.why))
            continue
        found += [(number, problem(each)) for each in problems(row)]
        rows.append(completed(row))
    return Pasted(tuple(rows), tuple(found))


def _cells(heads: Sequence[str | None], line: str) -> dict[str, str]:
    """The cells that say something, by what their column is; columns that nobody knows are left out."""
    pairs = zip(heads, (clean(cell).strip() for cell in line.split(BETWEEN)), strict=False)
    return {head: cell for head, cell in pairs if head is not None and cell}


def _is_total(line: str) -> bool:
    return fold(clean(line.partition(BETWEEN)[0])) in _totals()


def _of_totals(cells: Mapping[str, str], rows: Sequence[Funded]) -> list[Text]:
    try:
        stated = {figure: _number(figure, cells[figure]) for figure in Figure if figure in cells}
    except Unclear as unclear:
        return [unclear.why]
    return [problem(each) for each in sum_problems(rows, stated)]


def _row(cells: Mapping[str, str], this_year: int) -> Funded:
    """Raises Unclear."""
    numbers: dict[str, Any] = {figure.value: _number(figure, cells[figure]) for figure in Figure if figure in cells}
    if not cells.keys() & {Figure.PROJECTS, Figure.COOPERATIVES}:
        numbers[Figure.PROJECTS.value] = 1  # a row with a name is one project
    numbers.setdefault(Figure.PROJECTS.value, numbers.get(Figure.COOPERATIVES.value))
    for needed in (Figure.TOTAL_COST, Figure.SHARE):
        if needed not in cells:
            raise Unclear(T("{column} is missing.", column=FIGURES[needed]))
    if not numbers[Figure.PROJECTS.value]:
        raise Unclear(T("A row is of at least one project."))
    told = {name: read(cells[name], this_year) for name, read in _READERS.items() if name in cells}
    return replace(Funded(**numbers), **told, percents=_percents(cells))


def _number(figure: Figure, cell: str) -> int:
    """A whole number, without the percentage behind it; an amount is in dirhams."""
    words = _PERCENT.sub("", cell)
    try:
        number = _dirhams(words) if figure in AMOUNTS else read_number(words)
    except (NotANumber, NotMoney):
        raise Unclear(T("{column}: I do not understand «{cell}».", column=FIGURES[figure], cell=cell)) from None
    if not 0 <= number <= (LARGEST if figure in AMOUNTS else MOST):
        raise Unclear(T("{column}: I do not understand «{cell}».", column=FIGURES[figure], cell=cell))
    return number


def _dirhams(words: str) -> int:
    reading = read_money(words)
    if not isinstance(reading, Money):
        raise NotMoney(words)  # a million may be meant in centimes: in a table it is written out
    return reading.dirhams


def _percents(cells: Mapping[str, str]) -> dict[Figure, int]:
    stated = {figure: _PERCENT.search(cells[figure]) for figure in Figure if figure in cells}
    return {figure: int(match[1]) for figure, match in stated.items() if match is not None}


def _name(cell: str, _this_year: int) -> str:
    if looks_like_cin(cell):
        raise Unclear(CARD)
    return cell[:_NAME]


def _phase(cell: str, _this_year: int) -> int:
    return _within(cell, _ROMAN.get(cell.lower()), PHASES, COLUMNS["phase"])


def _year(cell: str, this_year: int) -> int:
    return _within(cell, None, range(FIRST_YEAR, this_year + 1), COLUMNS["year"])


def _within(cell: str, known: int | None, possible: Sequence[int], column: Text) -> int:
    try:
        number = read_number(cell) if known is None else known
    except NotANumber:
        number = -1
    if number not in possible:
        least, most = str(possible[0]), str(possible[-1])
        raise Unclear(T("{column}: a number from {least} to {most}.", column=column, least=least, most=most))
    return number


def _axis(cell: str, _this_year: int) -> Axis:
    known = _axes().get(fold(cell))
    if known is None:
        raise Unclear(T("{column}: I do not understand «{cell}».", column=COLUMNS["axis"], cell=cell))
    return known


def _sector(cell: str, _this_year: int) -> str:
    best = match_sector(cell)[:2]
    if not best or best[0].score < SURE or (len(best) > 1 and best[1].score >= best[0].score):
        raise Unclear(T("{column}: I do not understand «{cell}».", column=COLUMNS["sector"], cell=cell))
    return best[0].code


_READERS: Final[Mapping[str, Callable[[str, int], Any]]] = {
    "name": _name,
    "phase": _phase,
    "axis": _axis,
    "sector": _sector,
    "year": _year,
}


@cache
def _keys() -> Mapping[str, str]:
    return {fold(Voice.of(language).plain(head)): key for language in LANGUAGES for key, head in COLUMNS.items()}


@cache
def _totals() -> frozenset[str]:
    return frozenset(fold(Voice.of(language).plain(_TOTAL)) for language in LANGUAGES)


@cache
def _axes() -> Mapping[str, Axis]:
    """The axes by their names, in every language, and by their codes."""
    named = {fold(Voice.of(language).plain(name)): axis for language in LANGUAGES for axis, name in AXES.items()}
    return named | {axis.value: axis for axis in Axis}
