"""What somebody looks at in the figures: where, of which year, and for whom. Each button carries it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Final

from msgspec import Struct

from documents.figures import About
from domain import places
from domain.civil_time import moment_of, wall_of
from domain.figures.funding import FIRST_YEAR
from domain.replacing import replace
from domain.requests.life import Actor
from messages.text import Piece, T
from storage.figures import Span
from storage.staff import EVERYWHERE, StaffRole

INSIDE, OUTSIDE, ALL_YEARS = "i", "o", "all"
LAST_YEAR: Final = 2100
MOST_SPAN: Final = 2**62
"""Milliseconds: after everything."""


class View(Struct, frozen=True):
    """`province` is a code, or EVERYWHERE for all in which the reader holds a role; no `year` means all of them."""

    province: str
    year: int | None
    outside: bool = False

    def dump(self) -> str:
        """As the end of a button's data."""
        return f"{OUTSIDE if self.outside else INSIDE}:{self.province}:{self.year or ALL_YEARS}"

    @classmethod
    def parse(cls, text: str) -> "View | None":
        """None for what no button of ours carries."""
        where, _, rest = text.partition(":")
        province, _, year = rest.partition(":")
        if where not in {INSIDE, OUTSIDE} or not _is_province(province):
            return None
        if year == ALL_YEARS:
            return cls(province, None, where == OUTSIDE)
        known = year.isdecimal() and len(year) == len(str(FIRST_YEAR)) and FIRST_YEAR <= int(year) < LAST_YEAR
        return cls(province, int(year), where == OUTSIDE) if known else None

    @property
    def span(self) -> Span:
        """The year on the Moroccan calendar."""
        if self.year is None:
            return Span(self.province, 0, MOST_SPAN)
        return Span(self.province, _begins(self.year), _begins(self.year + 1))

    @property
    def place(self) -> Piece:
        return T("All my provinces") if self.province == EVERYWHERE else places.name(self.province)

    def about(self, period: Piece, now: datetime) -> About:
        return About(self.place, period, wall_of(now).date(), self.outside)

    def turned(self) -> "View":
        """The same for outside, or for the administration again."""
        return replace(self, outside=not self.outside)


def first_view(roles: list[StaffRole], now: datetime) -> View:
    """What is shown first: the only province that somebody works in, or all of hers, in this year."""
    hers = {role.province for role in roles}
    province = next(iter(hers)) if len(hers) == 1 else EVERYWHERE
    return View(province, wall_of(now).year)


def provinces_of(roles: list[StaffRole]) -> list[str]:
    """Between which provinces she may choose: none where she has but one, or all of them."""
    hers = sorted({role.province for role in roles})
    return hers if len(hers) > 1 and EVERYWHERE not in hers else []


Fit = Callable[[View, list[StaffRole], datetime], View]
"""Gives the view, or the next one to it that may leave the house.

For outside there are years one by one or all together, not both, and one province or all there are: a sum of several
tables that are shared too would tell what each of them hides.
"""


def one_year(view: View, roles: list[StaffRole], now: datetime) -> View:
    """For requests, outside: each year for itself."""
    return replace(_one_place(view, roles), year=view.year or wall_of(now).year) if view.outside else view


def whole_time(view: View, roles: list[StaffRole], _now: datetime) -> View:
    """For funded projects, outside: all years together, because not every row is of one year."""
    return replace(_one_place(view, roles), year=None) if view.outside else view


def _one_place(view: View, roles: list[StaffRole]) -> View:
    hers = provinces_of(roles)
    return replace(view, province=hers[0]) if hers and view.province == EVERYWHERE else view


def enters_for(roles: list[StaffRole]) -> frozenset[str]:
    """The provinces for which she may enter funded projects, EVERYWHERE among them for all."""
    return frozenset(role.province for role in roles if role.role is Actor.COORDINATOR)


def _is_province(code: str) -> bool:
    return code == EVERYWHERE or (places.is_place(code) and places.province_of(code) == code)


def _begins(year: int) -> int:
    return int(moment_of(datetime.combine(date(year, 1, 1), time())).astimezone(UTC).timestamp() * 1000)
