"""Requests that were accepted here, as funded projects: what the database knows need not be entered again."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from catalogue.call import Call
from domain.calls import INDH
from domain.figures.funding import Funded
from domain.figures.requests import Milieu, milieu_of

PRESENT_PHASE: Final = 3
"""The third runs since 2018, still in 2026; no source announces a fourth."""


class Decided(Struct, frozen=True):
    """A request for funding that was accepted; amounts in whole dirhams, `year` on the Moroccan calendar."""

    call_id: str | None
    cooperative: bool
    place: str
    sector: str | None
    total_cost: int | None
    granted: int
    year: int


class Counted(Struct, frozen=True):
    """The funded projects among the accepted requests, and how many are left out because their cost is not known."""

    rows: tuple[Funded, ...]
    without_cost: int


def counted(decided: Iterable[Decided], calls: Iterable[Call]) -> Counted:
    """The requests that the INDH funded: what was accepted under a call of another programme is none of them."""
    known = {call.id: call for call in calls}
    ours = [each for each in decided if _is_indh(known.get(each.call_id or ""))]
    rows = [
        _funded(each, known.get(each.call_id or ""), cost) for each in ours if (cost := each.total_cost) is not None
    ]
    return Counted(tuple(rows), len(ours) - len(rows))


def _is_indh(call: Call | None) -> bool:
    return call is None or call.programme.id == INDH


def _funded(decided: Decided, call: Call | None, cost: int) -> Funded:
    milieu = milieu_of(decided.place)
    known = milieu is not Milieu.UNKNOWN
    return Funded(
        projects=1,
        total_cost=cost,
        share=decided.granted,
        cooperatives=int(decided.cooperative),
        urban=int(milieu is Milieu.URBAN) if known else None,
        rural=int(milieu is Milieu.RURAL) if known else None,
        phase=PRESENT_PHASE,
        axis=None if call is None else call.axis,
        sector=decided.sector,
        year=decided.year,
    )
