"""Figures that leave the administration: several tables of the same requests, which together tell no small number."""

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from domain.figures.hiding import hidden

OTHERS: Final = "others"
"""The cell in which the smallest ones of a long table stand together, or all that are not of a kind."""
MOST: Final = 12
"""Bars that are read on one picture."""


class Table(Struct, frozen=True):
    """Numbers that add up to a total, and which of them are hidden."""

    cells: Mapping[str, int]
    hidden: frozenset[str] = frozenset()

    @property
    def total(self) -> int:
        return sum(self.cells.values())

    @property
    def order(self) -> list[str]:
        """The cells as they are listed: a hidden one among others that are sorted by size would tell its size."""
        return [*(cell for cell in self.cells if cell not in self.hidden), *sorted(self.hidden)]


def folded(cells: Mapping[str, int], most: int = MOST) -> dict[str, int]:
    """A table of at most so many cells: the smallest ones are put together."""
    if len(cells) <= most:
        return dict(cells)
    largest = sorted(cells, key=lambda cell: (-cells[cell], cell))[: most - 1]
    rest = sum(number for cell, number in cells.items() if cell not in largest)
    return {**{cell: cells[cell] for cell in largest}, OTHERS: rest}


def shared(tables: Iterable[Mapping[str, int]]) -> list[Table] | None:
    """The tables with what may not be shown; None: nothing may be shared.

    All tables have the same total. So where one of them cannot be shown with it, the total must not be read from
    another one either. What is put together is put together before anything is hidden: the same table twice, once
    with its smallest cells apart and once without, would tell what is hidden.
    """
    made: list[Table] = []
    for cells in map(folded, tables):
        secret = hidden(cells)
        if secret is None:
            return None
        made.append(Table(cells, secret))
    return made
