"""What the ticks of the desk look for: clocks that may begin, what is due, whom the morning's digest has reached."""

from datetime import date
from enum import StrEnum
from typing import Final

from domain.requests.kinds import Kind
from domain.requests.request import Request
from domain.service.clocks import started
from storage import request_steps
from storage.request_rows import read_request
from storage.staff import Reachable
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("service")
_EVERYBODY: Final = 2**63 - 1
"""Larger than any chat: the digest has reached all."""


class Stage(StrEnum):
    """Of a due moment: it comes soon, it has come, and nobody has acted since."""

    SOON = "soon"
    DUE = "due"
    COORDINATOR = "coordinator"


class Service:
    """The desk's clockwork, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def asked(self, request: int, now: int) -> None:
        """The person asked something about the request with this id."""
        self._unit.write(request_steps.asked(request, now))

    def answered(self, request: int) -> None:
        """Staff answered her."""
        self._unit.write(request_steps.answered(request))

    async def begin(self, now: int, most: int) -> int:
        """Start the clocks of requests that somebody can receive by now; how many were found, at most `most`."""
        [rows] = await self._unit.fetch(Call(SQL["not_begun"], {"most": most}))
        for row in rows:
            clocks = started(Kind(row["kind"]), now)
            values = {"request": row["id"], "deadline": clocks.deadline, "decision_due": clocks.decision_due}
            self._unit.write(Call(SQL["begin"], values))
        return len(rows)

    async def steps_due(self, stage: Stage, after: int, before: int, most: int) -> list[Request]:
        """Requests whose next step is due later than `after` and up to `before`, of which nobody was told so."""
        return await self._due("steps_due", stage, after, before, most)

    async def questions_due(self, stage: Stage, after: int, before: int, most: int) -> list[Request]:
        """The same for questions of the person."""
        return await self._due("questions_due", stage, after, before, most)

    async def remind(self, request: int, clock: str, due: int, stage: Stage, now: int) -> bool:
        """Note that staff are told; False: they were already. `clock` is "answer", "decision" or "question"."""
        values = {"request": request, "clock": clock, "due": due, "stage": stage.value, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["remind"], values))
        return bool(rows)

    async def digest_readers(self, day: date, now: int, most: int) -> list[Reachable] | None:
        """The next staff members whom the digest of the day has not reached, without those who are away.

        None: it has reached all.
        """
        [reached] = await self._unit.fetch(Call(SQL["digest_of"], {"day": day.isoformat()}))
        after = int(reached[0]["last_chat"]) if reached else 0
        if after == _EVERYBODY:
            return None
        [rows] = await self._unit.fetch(Call(SQL["readers"], {"after": after, "now": now, "most": most}))
        return [Reachable(row["chat_id"], row["language"]) for row in rows]

    def digested(self, day: date, last: int | None) -> None:
        """The digest has reached everybody up to the chat `last`; None: all."""
        last_chat = _EVERYBODY if last is None else last
        self._unit.write(Call(SQL["digested"], {"day": day.isoformat(), "last_chat": last_chat}))

    def forget(self, before: int, day: date) -> None:
        """Delete what was told long ago."""
        self._unit.write(Call(SQL["forget"], {"before": before}))
        self._unit.write(Call(SQL["forget_digests"], {"day": day.isoformat()}))

    async def _due(self, name: str, stage: Stage, after: int, before: int, most: int) -> list[Request]:
        values = {"stage": stage.value, "after": after, "before": before, "most": most}
        [rows] = await self._unit.fetch(Call(SQL[name], values))
        return [read_request(row, ()) for row in rows]
