"""The lists of the desk. Every request that was submitted is in exactly one, for each staff member of its province."""

from collections.abc import Collection
from enum import StrEnum

from domain.requests.life import OVER, State


class List(StrEnum):
    """In the order in which the desk shows them."""

    NEW = "new"  # nobody has taken it
    MINE = "mine"  # I have taken it
    LATE = "late"  # our own target has passed
    WAITING = "waiting"  # for the person; the clock stands
    COMMITTEE = "committee"  # with a local or provincial committee
    COLLEAGUES = "colleagues"  # somebody else has taken it
    DECIDED = "decided"  # accepted, refused or withdrawn


def list_of(state: State, taken_by: int | None, due: int | None, mine: Collection[int], now: int) -> List:
    """The list in which somebody finds a request at `now`; the SQL of the desk says the same.

    `mine` is her own chat, and those of absent colleagues for whom she stands in. `due` is the deadline
    (`domain.service.clocks`); a request that was given to somebody who has not taken it yet is hers already.
    """
    if state in OVER:
        return List.DECIDED
    if state is State.CORRECTION_ASKED:
        return List.WAITING
    if due is not None and due < now:
        return List.LATE
    if state in {State.WITH_LOCAL, State.WITH_PROVINCIAL}:
        return List.COMMITTEE
    if state is State.SUBMITTED and taken_by is None:
        return List.NEW
    return List.MINE if taken_by in mine else List.COLLEAGUES
