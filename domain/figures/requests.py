"""Requests, counted: by state, delay, sector, province, and whether the commune is urban or rural."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from msgspec import Struct

from domain import places
from domain.requests.life import DECIDED, State


class Dimension(StrEnum):
    """By what requests are counted. Each request is in exactly one cell of each."""

    STATE = "state"
    DELAY = "delay"
    SECTOR = "sector"
    PROVINCE = "province"
    MILIEU = "milieu"


class Milieu(StrEnum):
    """Of the census (RGPH 2024): an urban commune (municipality) or a rural one."""

    URBAN = "urban"
    RURAL = "rural"
    UNKNOWN = "unknown"  # only the province is known


class Delay(StrEnum):
    """How long it took until the decision, in days; or how it stands with what is not decided."""

    WITHIN_7 = "7"
    WITHIN_15 = "15"
    WITHIN_30 = "30"
    WITHIN_60 = "60"
    LONGER = "longer"
    ON_TIME = "on_time"
    LATE = "late"
    WAITING = "waiting"  # for the person; the clock stands
    WITHDRAWN = "withdrawn"


NO_SECTOR: Final = ""
LIMITS: Final = ((7, Delay.WITHIN_7), (15, Delay.WITHIN_15), (30, Delay.WITHIN_30), (60, Delay.WITHIN_60))
_URBAN: Final = frozenset({"urban_commune", "prefecture_of_arrondissements"})
_RURAL: Final = frozenset({"rural_commune"})


class Group(Struct, frozen=True):
    """So many requests that are alike in all that is counted. `days` until the decision; None: not decided."""

    state: State
    late: bool
    days: int | None
    sector: str | None
    place: str
    requests: int


def counted(groups: Iterable[Group], dimension: Dimension) -> dict[str, int]:
    """The cells of a dimension: fixed ones in their order, also where they are empty; others the largest first."""
    counts: Counter[str] = Counter()
    cell = _CELLS[dimension]
    for group in groups:
        counts[cell(group)] += group.requests
    fixed = _FIXED.get(dimension)
    if fixed is None:
        return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
    return {each: counts[each] for each in fixed}


def milieu_of(place: str) -> Milieu:
    """Whether the place is an urban or a rural commune; unknown where it is a province, or no commune of the list."""
    kind = places.kind(place) if places.is_place(place) else ""
    if kind in _URBAN:
        return Milieu.URBAN
    return Milieu.RURAL if kind in _RURAL else Milieu.UNKNOWN


def _delay(group: Group) -> Delay:
    if group.state in DECIDED:
        days = group.days
        return next((delay for limit, delay in LIMITS if days is not None and days <= limit), Delay.LONGER)
    if group.state is State.WITHDRAWN:
        return Delay.WITHDRAWN
    if group.state is State.CORRECTION_ASKED:
        return Delay.WAITING
    return Delay.LATE if group.late else Delay.ON_TIME


def _province_of(place: str) -> str:
    """Its province; itself, where the list of places has lost it since."""
    return (places.province_of(place) if places.is_place(place) else None) or place


_CELLS: Final[Mapping[Dimension, Callable[[Group], str]]] = {
    Dimension.STATE: lambda group: group.state,
    Dimension.DELAY: _delay,
    Dimension.SECTOR: lambda group: group.sector or NO_SECTOR,
    Dimension.PROVINCE: lambda group: _province_of(group.place),
    Dimension.MILIEU: lambda group: milieu_of(group.place),
}
_FIXED: Final[Mapping[Dimension, Sequence[str]]] = {
    Dimension.STATE: tuple(State),
    Dimension.DELAY: tuple(Delay),
    Dimension.MILIEU: tuple(Milieu),
}
