"""The lists of the desk. Every request that was submitted is in exactly one, for each staff member of its province."""

from datetime import timedelta
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


_TARGETS = {
    State.SUBMITTED: timedelta(days=7),
    State.IN_REVIEW: timedelta(days=15),
    State.WITH_LOCAL: timedelta(days=30),
    State.WITH_PROVINCIAL: timedelta(days=45),
}
"""How long a request should rest in a state. Our own promise to people, not a rule of law: no source states one."""


def deadline(state: State, now: int) -> int | None:
    """By when the next step is due, if the state began at `now` (both in milliseconds, UTC).

    None while we wait for the person, and when all is decided.
    """
    target = _TARGETS.get(state)
    return None if target is None else now + target // timedelta(milliseconds=1)


def list_of(state: State, taken_by: int | None, due: int | None, staff: int, now: int) -> List:
    """The list in which `staff` finds a request at `now`; the SQL of the desk says the same."""
    if state in OVER:
        return List.DECIDED
    if state is State.CORRECTION_ASKED:
        return List.WAITING
    if due is not None and due < now:
        return List.LATE
    if state in {State.WITH_LOCAL, State.WITH_PROVINCIAL}:
        return List.COMMITTEE
    if state is State.SUBMITTED:
        return List.NEW
    return List.MINE if taken_by == staff else List.COLLEAGUES
