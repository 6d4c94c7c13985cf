"""Judge one change of a request before it is written: the table, what the action needs, the level, the amounts."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from domain.requests.amounts import check_share
from domain.requests.levels import Level, level_for
from domain.requests.life import (
    NEEDS,
    OVER,
    Action,
    Actor,
    Need,
    NotAllowed,
    Refused,
    State,
    acting,
    after,
    may_decide_here,
)
from domain.requests.request import NewFile, Request, Wanted
from domain.service.clocks import Clocks, moved

DECISIONS: Final = frozenset({Action.ACCEPT, Action.REFUSE})
REOPEN_WITHIN = timedelta(days=60)


class Incomplete(Refused):
    """The action needs something that was not given."""

    def __init__(self, need: Need) -> None:
        super().__init__(need)
        self.need = need


class NotTheLevel(Refused):
    """A higher level than where the request lies has to decide it."""

    def __init__(self, level: Level) -> None:
        super().__init__(level.name)
        self.level = level


class TooLate(Refused):
    """A request can be reopened for `REOPEN_WITHIN` after its end."""


class NotFitting(Refused):
    """What the request is to be given to, or joined with, is not fit for it."""


class Full(Refused):
    """It has as many files as a request may have. What is asked for in a correction may always be sent."""


class Change(Struct, frozen=True):
    """What somebody wants to do.

    `text` is what the person reads (a reason, an answer, a question) or, for a note, never reads. `amount` is what is
    granted. `medium` is in what it was said, where that was not text alone, and `talk` the message of a talk that it
    is, by its key. `corrections`, `files` and `file` (the key of a stored one), `to` (a chat) and `into` (a reference)
    are for the actions that need them.
    """

    action: Action
    text: str = ""
    amount: int | None = None
    corrections: tuple[Wanted, ...] = ()
    files: tuple[NewFile, ...] = ()
    file: int | None = None
    medium: str = ""
    talk: int | None = None
    to: int | None = None
    into: str = ""


class Step(Struct, frozen=True):
    """What is to be written of a change that may be made."""

    change: Change
    actor: Actor
    state: State
    taken_by: int | None
    decided_amount: int | None
    reason: str
    decided_at: int | None
    clocks: Clocks


def judge(request: Request, change: Change, by: int, now: int) -> Step:
    """What becomes of `request` when the chat `by`, in one of the roles `request.acting`, makes `change` at `now`.

    Raises:
        NotAllowed, Incomplete, NotTheLevel, ShareAboveTotal, TooLate: it may not be made; nothing is written.
    """
    actor = acting(request.state, change.action, request.acting)
    if actor is None:
        raise NotAllowed(request.state, change.action)
    if change.action in DECISIONS and by == request.chat_id:
        raise NotAllowed(request.state, change.action)  # who filled it in for somebody does not decide it
    _check_needs(request, change)
    if change.action in DECISIONS:
        _check_decision(request, change)
    if change.action is Action.REOPEN:
        _check_time(request, now)
    return _step(request, change, actor, by, now)


def _check_needs(request: Request, change: Change) -> None:
    given = {
        Need.TEXT: bool(change.text.strip() or change.medium),
        Need.AMOUNT: change.amount is not None or request.level is Level.PLATFORM,
        Need.CORRECTIONS: bool(change.corrections) and all(wanted.why.strip() for wanted in change.corrections),
        Need.FILES: bool(change.files),
        Need.FILE: change.file is not None,
        Need.COLLEAGUE: change.to is not None,
        Need.REQUEST: bool(change.into) and change.into != request.reference,
    }
    for need in Need:
        if need in NEEDS.get(change.action, ()) and not given[need]:
            raise Incomplete(need)


def _check_decision(request: Request, change: Change) -> None:
    """Look at what was asked for and at what is granted, so that no level is evaded by either."""
    check_share(change.amount, request.total_cost)
    granted = level_for(request.kind, change.amount, request.province) if change.amount else request.level
    level = max(granted, request.level)
    if not may_decide_here(request.state, change.action, level):
        raise NotTheLevel(level)


def _check_time(request: Request, now: int) -> None:
    ended = request.decided_at
    if ended is not None and now - ended > REOPEN_WITHIN // timedelta(milliseconds=1):
        raise TooLate


def _step(request: Request, change: Change, actor: Actor, by: int, now: int) -> Step:
    state = after(request.state, change.action, actor)
    leaves = state is not request.state
    ended = state in OVER
    granted = change.amount if change.action is Action.ACCEPT else None
    clocks = Clocks(request.deadline, request.decision_due, request.remaining)
    told = change.text if change.action in DECISIONS else ""
    return Step(
        change,
        actor,
        state,
        taken_by=_taken_by(request, change, actor, by),
        decided_amount=granted if leaves else request.decided_amount,
        reason=told if leaves else request.reason,
        decided_at=(now if leaves else request.decided_at) if ended else None,
        clocks=moved(request.kind, clocks, request.state, state, now) if leaves else clocks,
    )


def _taken_by(request: Request, change: Change, actor: Actor, by: int) -> int | None:
    """Who follows the request: whoever takes, reopens or is given it; nobody after the person has reopened it."""
    if change.action is Action.REOPEN:
        return None if actor is Actor.MEMBER else by
    if change.action is Action.GIVE:
        return change.to
    return by if change.action in {Action.TAKE, Action.TAKE_OVER} else request.taken_by
