"""The words for what is counted: of requests and of funded projects."""

from collections.abc import Callable, Mapping
from typing import Final

from catalogue.call import Axis
from domain import places
from domain.figures.funding import Figure, Split
from domain.figures.requests import LIMITS, NO_SECTOR, Delay, Dimension, Milieu
from domain.figures.sharing import OTHERS
from domain.requests.life import State
from messages.cards.request import sector_name
from messages.desk_labels import STATES
from messages.text import B, N, Piece, T, Text
from messages.values import Verbatim

TITLES: Final[Mapping[Dimension, Text]] = {
    Dimension.STATE: T("Requests by state"),
    Dimension.DELAY: T("Requests by delay"),
    Dimension.SECTOR: T("Requests by activity"),
    Dimension.PROVINCE: T("Requests by province"),
    Dimension.MILIEU: T("Requests from towns and from the countryside"),
}
BUTTONS: Final[Mapping[Dimension, Text]] = {
    Dimension.STATE: B("📊 By state"),
    Dimension.DELAY: B("⏱ By delay"),
    Dimension.SECTOR: B("🌾 By activity"),
    Dimension.PROVINCE: B("📍 By province"),
    Dimension.MILIEU: B("🏘 Town, countryside"),
}
DELAYS: Final[Mapping[Delay, Text]] = {
    **{delay: N("Decided within {n} day", "Decided within {n} days", days) for days, delay in LIMITS},
    Delay.LONGER: N("Decided after more than {n} day", "Decided after more than {n} days", LIMITS[-1][0]),
    Delay.ON_TIME: T("Not decided, in time"),
    Delay.LATE: T("Not decided, late"),
    Delay.WAITING: T("Waiting for the person"),
    Delay.WITHDRAWN: T("Withdrawn by the person"),
}
MILIEUS: Final[Mapping[Milieu, Text]] = {
    Milieu.URBAN: T("Urban communes"),
    Milieu.RURAL: T("Rural communes"),
    Milieu.UNKNOWN: T("Only the province is known"),
}
AXES: Final[Mapping[Axis, Text]] = {
    Axis.ENTREPRENEURSHIP: T("Entrepreneurship of young people"),
    Axis.SOLIDARITY_ECONOMY: T("Social and solidarity economy"),
    Axis.EMPLOYABILITY: T("Employability of young people"),
}
"""The axes of the third programme of the INDH."""
FIGURES: Final[Mapping[Figure, Text]] = {
    Figure.PROJECTS: T("Projects"),
    Figure.COOPERATIVES: T("Cooperatives"),
    Figure.URBAN: T("Urban"),
    Figure.RURAL: T("Rural"),
    Figure.WOMEN: T("Cooperatives of women"),
    Figure.TOTAL_COST: T("Total cost"),
    Figure.SHARE: T("INDH share"),
}
"""The heads of columns, and the names of numbers in sentences."""
SPLITS: Final[Mapping[Split, Text]] = {
    Split.FORM: T("Funded projects: cooperatives and others"),
    Split.MILIEU: T("Funded projects in towns and in the countryside"),
    Split.WOMEN: T("Funded projects: cooperatives of women"),
    Split.PHASE: T("Funded projects by phase"),
    Split.AXIS: T("Funded projects by axis"),
    Split.SECTOR: T("Funded projects by activity"),
}
SPLIT_BUTTONS: Final[Mapping[Split, Text]] = {
    Split.MILIEU: B("🏘 Town, countryside"),
    Split.WOMEN: B("👩 Women"),
    Split.PHASE: B("🪜 By phase"),
    Split.AXIS: B("🧭 By axis"),
    Split.SECTOR: B("🌾 By activity"),
}
NOT_KNOWN: Final = T("Not known")
HIDDEN: Final = T("not published")


def cell(dimension: Dimension, code: str) -> Piece:
    """What a cell of a table of requests is called."""
    return T("Others") if code == OTHERS else _CELLS[dimension](code)


def part(split: Split, code: str) -> Piece:
    """What a cell of a table of funded projects is called."""
    if code == OTHERS:
        return T("Others")
    return _PARTS[split](code) if code else NOT_KNOWN


_CELLS: Final[Mapping[Dimension, Callable[[str], Piece]]] = {
    Dimension.STATE: lambda code: STATES[State(code)],
    Dimension.DELAY: lambda code: DELAYS[Delay(code)],
    Dimension.MILIEU: lambda code: MILIEUS[Milieu(code)],
    Dimension.PROVINCE: lambda code: places.name(code) if places.is_place(code) else Verbatim(code),
    Dimension.SECTOR: lambda code: NOT_KNOWN if code == NO_SECTOR else sector_name(code),
}
_PARTS: Final[Mapping[Split, Callable[[str], Piece]]] = {
    Split.FORM: lambda code: FIGURES[Figure(code)],
    Split.WOMEN: lambda code: FIGURES[Figure(code)],
    Split.MILIEU: lambda code: MILIEUS[Milieu(code)],
    Split.PHASE: lambda code: T("Phase {number} of the INDH", number=code),
    Split.AXIS: lambda code: AXES[Axis(code)],
    Split.SECTOR: sector_name,
}
