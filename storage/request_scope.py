"""What the two views of requests have in common: reading within one's scope, and changing without overtaking."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any

from domain.replacing import replace
from domain.requests.change import Change, Full, Step, judge
from domain.requests.life import Action, keeps_state
from domain.requests.request import MOST_FILES, Correction, Event, Request, StoredFile
from domain.service.clocks import question_due
from storage import request_steps
from storage.denials import Denials
from storage.request_rows import read_correction, read_event, read_file
from storage.unit import Call, Unit


class Gone(Exception):
    """The request is not, or no longer, before this person: a role was taken back, a presidency handed over."""


class Overtaken(Exception):
    """Somebody was faster. `current` is the request as it stands now, `last` what was done to it last."""

    def __init__(self, current: Request, last: Event) -> None:
        super().__init__(current.reference)
        self.current, self.last = current, last


class ScopedRequests(ABC):
    """The requests that one chat may see, inside one unit. Every statement carries the scope in itself."""

    def __init__(self, unit: Unit, chat_id: int) -> None:
        self._unit = unit
        self._chat_id = chat_id

    async def by_reference(self, name: str, now: int) -> Request | None:
        """The request of that reference; None if it is not in scope, which is noted when there is such a request."""
        found = await self._read(self._call("by_reference", reference=name))
        if not found:
            Denials(self._unit).note(self._chat_id, name, now)
        return found[0] if found else None

    async def with_key(self, key: int) -> Request | None:
        """The request with this id, if it is in scope."""
        found = await self._read(self._call("by_id", request=key))
        return found[0] if found else None

    async def timeline(self, request: Request) -> list[Event]:
        """What happened, the oldest first."""
        [rows] = await self._unit.fetch(self._call("timeline", request=request.id))
        return [read_event(row) for row in rows]

    async def files(self, request: Request) -> list[StoredFile]:
        """Its files, the oldest first."""
        [rows] = await self._unit.fetch(self._call("files", request=request.id))
        return [read_file(row) for row in rows]

    async def corrections(self, request: Request) -> list[Correction]:
        """What was asked for, the oldest first; `done_at` tells what is still open."""
        [rows] = await self._unit.fetch(self._call("corrections", request=request.id))
        return [read_correction(row) for row in rows]

    async def change(self, request: Request, change: Change, now: int, seen: int | None = None) -> Request:
        """Carry out a change and return the request as it then stands.

        `seen` is the revision that the button showed; without it, that of `request`. What leaves the state as it is
        is not overtaken by anything.

        Raises:
            Gone, Overtaken: it is out of scope by now, or has moved since it was seen.
            NotAllowed, Incomplete, NotTheLevel, ShareAboveTotal, TooLate: see `domain.requests.change.judge`.
            Full: so many files do not fit.
        """
        current = await self._current(request)
        quiet = keeps_state(change.action)
        if not quiet and current.revision != (request.revision if seen is None else seen):
            raise Overtaken(current, (await self.timeline(current))[-1])
        step = judge(current, change, self._chat_id, now)
        if change.action is Action.ADD_FILE:
            await self._check_room(current, change)
        if not quiet:
            current = await self._move(current, step, now)
        self._unit.write(*request_steps.step(current.id, step, self._chat_id, now))
        return _with_question(current, change.action, now)

    async def _check_room(self, request: Request, change: Change) -> None:
        there = {file.unique_id for file in await self.files(request)}
        if len(there | {file.unique_id for file in change.files}) > max(MOST_FILES, len(there)):
            raise Full

    async def _current(self, request: Request) -> Request:
        found = await self.with_key(request.id)
        if found is None:
            raise Gone
        return found

    async def _move(self, request: Request, step: Step, now: int) -> Request:
        values: dict[str, Any] = {"request": request.id, "revision": request.revision, "now": now}
        values |= {
            "role": step.actor.value,
            "state": step.state.value,
            "taken_by": step.taken_by,
            "decided_amount": step.decided_amount,
        }
        clocks = step.clocks
        values |= {"reason": step.reason, "decided_at": step.decided_at, "deadline": clocks.deadline}
        values |= {"decision_due": clocks.decision_due, "remaining": clocks.remaining}
        moved = await self._read(self._call("move", **values))
        if moved:
            return moved[0]
        # Where transactions run side by side, another one may have come between the reading and the writing.
        current = await self._current(request)
        if current.revision == request.revision:
            raise Gone  # what has changed is the role
        raise Overtaken(current, (await self.timeline(current))[-1])

    def _call(self, name: str, **values: Any) -> Call:
        return Call(self._statements()[name], {"chat_id": self._chat_id, **values})

    @abstractmethod
    def _statements(self) -> Mapping[str, str]:
        """The named SQL of this scope."""

    @abstractmethod
    async def _read(self, call: Call) -> list[Request]:
        """The requests of these rows, with the roles in which this chat may act on each."""


def _with_question(request: Request, action: Action, now: int) -> Request:
    """The request as it stands after its clock for questions was set or stopped."""
    if action is Action.ANSWER:
        return replace(request, question_due=None)
    if action is Action.ASK and request.question_due is None:
        return replace(request, question_due=question_due(now))
    return request
