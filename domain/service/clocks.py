"""The clocks of a request: by when it is to have a first answer, a decision, and an answer to a question.

They count working time (domain/service/working.py) and stand while we wait for the person. Where nobody receives
requests they have not begun: nobody can keep a promise there. Times are milliseconds, UTC.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec import Struct

from domain.replacing import replace
from domain.requests.kinds import Kind
from domain.requests.life import OVER, State
from domain.service.working import WorkingTime, working_time

_MILLISECOND: Final = timedelta(milliseconds=1)


class Clocks(Struct, frozen=True):
    """`deadline`: when our next step is due, which is the first answer until somebody has taken the request.

    `remaining`: the working time that was left until the decision, while the clock stands; else None.
    """

    deadline: int | None = None
    decision_due: int | None = None
    remaining: int | None = None


STOPPED: Final = Clocks()


def started(kind: Kind, now: int) -> Clocks:
    """Both clocks begin: the request was sent, or opened again by the person."""
    time = working_time()
    level = time.service.levels[kind]
    return Clocks(_after(time, now, time.days(level.answer)), _after(time, now, time.days(level.decision)))


def moved(kind: Kind, clocks: Clocks, start: State, to: State, now: int) -> Clocks:
    """The clocks after a request has moved from `start` to `to` at `now`."""
    if to in OVER:
        return STOPPED
    if to is State.SUBMITTED:
        return clocks if start is State.SUBMITTED else started(kind, now)
    if start in OVER:
        return _deciding(started(kind, now))
    if to is State.CORRECTION_ASKED:
        return clocks if start is State.CORRECTION_ASKED else _standing(kind, clocks, now)
    if start is State.CORRECTION_ASKED:
        return _going_on(kind, clocks, now)
    return _deciding(clocks if clocks.decision_due is not None else started(kind, now))


def question_due(now: int) -> int:
    """By when a question that was asked at `now` is to be answered."""
    time = working_time()
    return _after(time, now, time.days(time.service.question.days))


def lateness(due: int, now: int) -> timedelta:
    """The working time since `due`; negative while it is ahead."""
    return working_time().between(_moment(due), _moment(now))


def _deciding(clocks: Clocks) -> Clocks:
    return replace(clocks, deadline=clocks.decision_due)


def _standing(kind: Kind, clocks: Clocks, now: int) -> Clocks:
    running = clocks if clocks.decision_due is not None else started(kind, now)
    assert running.decision_due is not None
    left = working_time().between(_moment(now), _moment(running.decision_due))
    return Clocks(remaining=left // _MILLISECOND)


def _going_on(kind: Kind, clocks: Clocks, now: int) -> Clocks:
    """What was late before we waited is due at once."""
    if clocks.remaining is None:
        return _deciding(started(kind, now))
    return _deciding(Clocks(decision_due=_after(working_time(), now, max(clocks.remaining, 0) * _MILLISECOND)))


def _after(time: WorkingTime, now: int, work: timedelta) -> int:
    return int(time.add(_moment(now), work).timestamp() * 1000)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
