"""Funded projects: one, or several that were reported together; and what makes such figures impossible.

Printed figures are wrong now and then: one article gives 13.179.091 dirhams as the whole cost and 20.860.515 as the
part that was paid of it. What cannot be right is refused with the reason, so that whoever enters it can look again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from catalogue.call import Axis
from domain.figures.sharing import OTHERS
from domain.replacing import replace


class Figure(StrEnum):
    """The numbers that are told of funded projects, in the order in which they are told."""

    PROJECTS = "projects"
    COOPERATIVES = "cooperatives"
    URBAN = "urban"
    RURAL = "rural"
    WOMEN = "women"  # cooperatives of women
    TOTAL_COST = "total_cost"
    SHARE = "share"  # what the INDH gave of the cost


AMOUNTS: Final = frozenset({Figure.TOTAL_COST, Figure.SHARE})
"""In whole dirhams."""
PHASES: Final = (1, 2, 3)
"""Of the INDH. The third began on 19 September 2018."""
FIRST_YEAR: Final = 2005
"""In which the INDH began."""


class Funded(Struct, frozen=True):
    """Projects that were funded. What is None is not known; amounts are whole dirhams.

    `percents` are shares of a hundred that were stated beside a number, to be compared with it and then forgotten.
    """

    projects: int
    total_cost: int
    share: int
    cooperatives: int | None = None
    urban: int | None = None
    rural: int | None = None
    women: int | None = None
    phase: int | None = None
    axis: Axis | None = None
    sector: str | None = None
    year: int | None = None
    name: str = ""
    percents: Mapping[Figure, int] = {}

    def figure(self, figure: Figure) -> int | None:
        number: int | None = getattr(self, figure.value)
        return number


class ShareAboveTotal(Struct, frozen=True):
    """More was given than the projects cost. `exchanged`: the percentage that it would be the other way round."""

    share: int
    total: int

    @property
    def exchanged(self) -> int:
        return percent(self.total, self.share)


class PartAboveWhole(Struct, frozen=True):
    """A part is larger than that of which it is a part."""

    part: Figure
    number: int
    whole: Figure
    of: int


class PartsDiffer(Struct, frozen=True):
    """Urban and rural together are not all projects."""

    urban: int
    rural: int
    projects: int


class PercentDiffers(Struct, frozen=True):
    """The percentage that is stated beside a number is not the number's. `computed` is rounded."""

    figure: Figure
    stated: int
    computed: int


class SumDiffers(Struct, frozen=True):
    """The line of totals says something else than its rows together."""

    figure: Figure
    stated: int
    added: int


Problem = ShareAboveTotal | PartAboveWhole | PartsDiffer | PercentDiffers | SumDiffers


def problems(funded: Funded) -> list[Problem]:
    """Why these figures cannot be right, the gravest first; empty: nothing speaks against them."""
    return [*_amounts(funded), *_parts(funded), *_percents(funded)]


def sum_problems(rows: Sequence[Funded], stated: Mapping[Figure, int]) -> list[Problem]:
    """Where a line of totals differs from its rows. A column that some row leaves empty cannot be added up."""
    found: list[Problem] = []
    for figure, total in stated.items():
        numbers = [row.figure(figure) for row in rows]
        known = [number for number in numbers if number is not None]
        if len(known) == len(numbers) and sum(known) != total:
            found.append(SumDiffers(figure, total, sum(known)))
    return found


def percent(part: int, whole: int) -> int:
    """Rounded, half upwards; 0 of nothing is 0."""
    return (200 * part + whole) // (2 * whole) if whole else 0


def _amounts(funded: Funded) -> Iterator[Problem]:
    if funded.share > funded.total_cost:
        yield ShareAboveTotal(funded.share, funded.total_cost)


def _parts(funded: Funded) -> Iterator[Problem]:
    if funded.urban is not None and funded.rural is not None:
        if funded.urban + funded.rural != funded.projects:
            yield PartsDiffer(funded.urban, funded.rural, funded.projects)
    else:
        yield from _above(funded, Figure.URBAN, Figure.PROJECTS)
        yield from _above(funded, Figure.RURAL, Figure.PROJECTS)
    yield from _above(funded, Figure.COOPERATIVES, Figure.PROJECTS)
    yield from _above(funded, Figure.WOMEN, _whole(funded, Figure.WOMEN))


def _above(funded: Funded, part: Figure, whole: Figure) -> Iterator[Problem]:
    number, of = funded.figure(part), funded.figure(whole)
    if number is not None and of is not None and number > of:
        yield PartAboveWhole(part, number, whole, of)


def _percents(funded: Funded) -> Iterator[Problem]:
    """A stated percentage may be rounded either way, and no further."""
    for figure, stated in funded.percents.items():
        number, whole = funded.figure(figure), funded.figure(_whole(funded, figure))
        if number is None or not whole:
            continue
        if abs(stated * whole - 100 * number) >= whole:
            yield PercentDiffers(figure, stated, percent(number, whole))


def _whole(funded: Funded, part: Figure) -> Figure:
    """Of what a figure is a part."""
    if part is Figure.SHARE:
        return Figure.TOTAL_COST
    is_known = part is Figure.WOMEN and funded.cooperatives is not None
    return Figure.COOPERATIVES if is_known else Figure.PROJECTS


class Split(StrEnum):
    """By what funded projects are told apart in the report."""

    FORM = "form"  # cooperatives, and others
    MILIEU = "milieu"
    WOMEN = "women"
    PHASE = "phase"
    AXIS = "axis"
    SECTOR = "sector"


UNKNOWN: Final = ""
"""The cell of projects of which it is not known."""


class Sum(Struct, frozen=True):
    """Projects with what they cost and what was given."""

    projects: int = 0
    total_cost: int = 0
    share: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.projects + other.projects, self.total_cost + other.total_cost, self.share + other.share)


class Report(Struct, frozen=True):
    """What was funded, all together and told apart. In `counts` only projects are told, without their amounts."""

    rows: tuple[Funded, ...]

    @property
    def total(self) -> Sum:
        return _summed(self.rows)

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year, of those that are known."""
        known = [row.year for row in self.rows if row.year is not None]
        return (min(known), max(known)) if known else None

    def counts(self, split: Split) -> dict[str, int]:
        """Projects by cell; their sum is always the number of projects."""
        if split is Split.MILIEU:
            urban, rural = (sum(row.figure(each) or 0 for row in self.rows) for each in (Figure.URBAN, Figure.RURAL))
            return {"urban": urban, "rural": rural, UNKNOWN: self.total.projects - urban - rural}
        if split is Split.WOMEN:
            return self._with_others(Figure.WOMEN)
        if split is Split.FORM:
            return self._with_others(Figure.COOPERATIVES)
        return {cell: part.projects for cell, part in self.parts(split).items()}

    def _with_others(self, figure: Figure) -> dict[str, int]:
        known = [(row.projects, number) for row in self.rows if (number := row.figure(figure)) is not None]
        ours = sum(number for _, number in known)
        others = sum(projects - number for projects, number in known)
        return {figure.value: ours, OTHERS: others, UNKNOWN: self.total.projects - ours - others}

    def parts(self, split: Split) -> dict[str, Sum]:
        """Sums by phase, axis or sector: in their order, of sectors the largest first; what is not known comes last."""
        parts: dict[str, Sum] = {}
        for row in self.rows:
            cell = _cell(row, split)
            parts[cell] = parts.get(cell, Sum()) + _summed([row])
        order = sorted(parts, key=lambda cell: (cell == UNKNOWN, *_rank(split, cell, parts[cell])))
        return {cell: parts[cell] for cell in order}


def completed(funded: Funded) -> Funded:
    """With urban or rural, where the other one and all of them are known."""
    if funded.urban is None and funded.rural is not None:
        return replace(funded, urban=funded.projects - funded.rural)
    if funded.rural is None and funded.urban is not None:
        return replace(funded, rural=funded.projects - funded.urban)
    return funded


def _summed(rows: Iterable[Funded]) -> Sum:
    return sum((Sum(row.projects, row.total_cost, row.share) for row in rows), Sum())


def _cell(row: Funded, split: Split) -> str:
    match split:
        case Split.PHASE:
            return UNKNOWN if row.phase is None else str(row.phase)
        case Split.AXIS:
            return row.axis or UNKNOWN
        case _:
            return row.sector or UNKNOWN


def _rank(split: Split, cell: str, part: Sum) -> tuple[int, str]:
    if split is Split.AXIS and cell != UNKNOWN:
        return (list(Axis).index(Axis(cell)), cell)
    return (-part.projects if split is Split.SECTOR else 0, cell)
