"""Requests, counted for outside: several tables of the same requests, which together tell no small number.

State and delay tell the same thing in two ways: what is withdrawn is a cell of both, and what is decided is a sum of
both. So they are protected together, first the sums that they share and then what each sum is made of.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from domain.figures.hiding import hidden
from domain.figures.requests import Delay, Dimension, Group, counted
from domain.figures.sharing import Table, shared
from domain.requests.life import State

SUMS: Final[Mapping[str, tuple[tuple[State, ...], tuple[Delay, ...]]]] = {
    "open": (
        (State.SUBMITTED, State.IN_REVIEW, State.WITH_LOCAL, State.WITH_PROVINCIAL),
        (Delay.ON_TIME, Delay.LATE),
    ),
    "waiting": ((State.CORRECTION_ASKED,), (Delay.WAITING,)),
    "decided": (
        (State.ACCEPTED, State.REFUSED),
        (Delay.WITHIN_7, Delay.WITHIN_15, Delay.WITHIN_30, Delay.WITHIN_60, Delay.LONGER),
    ),
    "withdrawn": ((State.WITHDRAWN,), (Delay.WITHDRAWN,)),
}
"""What is the same number in both tables: the states that make it up, and the delays that do."""


def for_outside(groups: Iterable[Group]) -> dict[Dimension, Table] | None:
    """All tables with what may not be shown; None: there is too little to share anything."""
    known = list(groups)
    alone = (Dimension.SECTOR, Dimension.PROVINCE, Dimension.MILIEU)
    tables = shared(counted(known, dimension) for dimension in alone)
    both = _state_and_delay(counted(known, Dimension.STATE), counted(known, Dimension.DELAY))
    if tables is None or both is None:
        return None
    made = dict(zip((Dimension.STATE, Dimension.DELAY, *alone), (*both, *tables), strict=True))
    return {dimension: made[dimension] for dimension in Dimension}


def _state_and_delay(states: Mapping[str, int], delays: Mapping[str, int]) -> tuple[Table, Table] | None:
    parts: dict[str, tuple[dict[str, int], dict[str, int]]] = {
        name: ({each: states[each] for each in of_state}, {each: delays[each] for each in of_delay})
        for name, (of_state, of_delay) in SUMS.items()
    }
    sums = {name: sum(by_state.values()) for name, (by_state, _) in parts.items()}
    # A sum whose parts cannot be hidden beside it is hidden itself.
    bare = [name for name, both in parts.items() if any(_is_bare(cells) for cells in both)]
    secret = hidden(sums, bare)
    if secret is None:
        return None
    of_states, of_delays = (
        frozenset(cell for name, both in parts.items() for cell in _within(both[at], whole=name in secret))
        for at in (0, 1)
    )
    return Table(states, of_states), Table(delays, of_delays)


def _is_bare(cells: Mapping[str, int]) -> bool:
    return len(cells) > 1 and hidden(cells) is None


def _within(cells: Mapping[str, int], *, whole: bool) -> frozenset[str]:
    """What is hidden of a sum: all that is there, where the sum is hidden."""
    if whole:
        return frozenset(cell for cell, count in cells.items() if count)
    return (hidden(cells) if len(cells) > 1 else None) or frozenset()
