"""Requests, as staff see them: roles and provinces are enforced in storage/sql/desk.sql, not in the buttons."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from domain.replacing import replace
from domain.requests.change import Change, NotFitting
from domain.requests.life import INTERNAL, Action, Actor, acting
from domain.requests.lists import List
from domain.requests.request import Event, Request, StoredFile
from domain.service.receiving import Colleague
from storage import request_steps
from storage.receiving import Receiving
from storage.request_rows import read_request
from storage.request_scope import ScopedRequests
from storage.staff import EVERYWHERE, Reachable
from storage.statements import statements
from storage.unit import Call, Row

SQL = statements("desk")
PAGE = 8
WORKING: Final = frozenset({Actor.AGENT, Actor.LOCAL, Actor.COORDINATOR})
"""Roles in which somebody works on requests; an administrator gives roles."""


class Morning(Struct, frozen=True):
    """The figures of a digest: requests by list, hers among the late ones, due today, with an open question.

    `overdue`: a correction was asked for, and did not come in time.
    """

    lists: Mapping[List, int]
    late_mine: int
    today: int
    questions: int
    overdue: int


class DeskRequests(ScopedRequests):
    """The requests of the provinces in which somebody holds a role now, inside one unit."""

    async def page(self, which: List, now: int, number: int = 0, size: int = PAGE) -> list[Request]:
        """One page of a list, counted from 0: the oldest first, and of decided ones the newest."""
        values = {"list": which.value, "now": now, "most": size, "skip": number * size}
        return await self._read(self._call("page", **values))

    async def counts(self, now: int) -> dict[List, int]:
        """How many requests are in each list; every list is named."""
        [rows] = await self._unit.fetch(self._call("counts", now=now))
        return dict.fromkeys(List, 0) | {List(row["list"]): int(row["requests"]) for row in rows}

    async def morning(self, now: int, evening: int) -> Morning:
        """What waits in open requests now, and what is due by `evening`."""
        [rows] = await self._unit.fetch(self._call("morning", now=now, evening=evening))
        return Morning(
            {List(row["list"]): int(row["requests"]) for row in rows},
            late_mine=sum(int(row["mine"]) for row in rows if row["list"] == List.LATE),
            today=sum(int(row["today"]) for row in rows),
            questions=sum(int(row["questions"]) for row in rows),
            overdue=sum(int(row["overdue"]) for row in rows),
        )

    async def timeline(self, request: Request) -> list[Event]:
        """What happened, the oldest first; without internal lines for whoever has no role on this request."""
        events = await super().timeline(request)
        return [event for event in events if request.acting or event.action not in INTERNAL]

    async def open_file(self, request: Request, key: int, now: int) -> StoredFile | None:
        """A file of the request, with a line in the history that the person can read. None: it has no such file.

        Raises:
            Gone, NotAllowed: as for `change`.
        """
        file = next((file for file in await self.files(request) if file.key == key), None)
        if file is not None:
            await self.change(request, Change(Action.OPEN_FILE, file=key), now)
        return file

    async def colleagues(self, request: Request, now: int) -> list[Colleague]:
        """To whom the request may be given: who may work on it, besides whoever asks and whoever follows it."""
        out = {self._chat_id, request.taken_by}
        return [each for each in await self._team(request, now) if each.chat_id not in out]

    async def twins(self, request: Request) -> list[Request]:
        """The other open requests of the same person or cooperative: one of them may be the same request again."""
        return await self._read(self._call("twins", request=request.id))

    async def change(self, request: Request, change: Change, now: int, seen: int | None = None) -> Request:
        """As for everybody (`ScopedRequests.change`).

        Raises:
            NotFitting: who should get it may not work on it; it should be joined with what is not of the same person,
                or is over, or while a question of hers waits in it.
        """
        if change.action is Action.GIVE and change.to not in {each.chat_id for each in await self._team(request, now)}:
            raise NotFitting
        if change.action is not Action.MERGE:
            return await super().change(request, change, now, seen)
        kept = next((twin for twin in await self.twins(request) if twin.reference == change.into), None)
        role = None if kept is None else acting(kept.state, Action.MERGE, kept.acting)
        if kept is None or role is None or request.question_due is not None:
            raise NotFitting
        # Where transactions run side by side, two might join both with each other: whoever holds the row is first.
        [held] = await self._unit.fetch(self._call("hold", request=kept.id, now=now))
        if not held:
            raise NotFitting
        merged = await super().change(request, change, now, seen)
        self._join(merged, kept, role, now)
        return replace(merged, merged_into=kept.id)

    async def _team(self, request: Request, now: int) -> list[Colleague]:
        team = await Receiving(self._unit).team(request.id, now)
        return [each for each in team.values() if each.roles & WORKING]

    def _join(self, merged: Request, kept: Request, role: Actor, now: int) -> None:
        """Let the request that is kept have the papers of the other one, and a line that says so."""
        self._unit.write(self._call("join", request=merged.id, into=kept.id))
        self._unit.write(self._call("move_files", request=merged.id, into=kept.id))
        happened = Event(now, Action.MERGE, role, kept.state, "", {"from": merged.reference}, by=self._chat_id)
        self._unit.write(request_steps.event(kept.id, happened))

    async def cooperative(self, request: Request) -> str | None:
        """The name of the cooperative to which the request belongs; None: it is one person's."""
        [rows] = await self._unit.fetch(self._call("cooperative", request=request.id))
        return str(rows[0]["name"]) if rows else None

    async def readers(self, request: Request) -> list[Reachable]:
        """Who is told of a change: she who sent it, or those who act for its cooperative; nobody after an erasure."""
        [rows] = await self._unit.fetch(self._call("readers", request=request.id))
        return [Reachable(row["chat_id"], row["language"]) for row in rows]

    def _statements(self) -> Mapping[str, str]:
        return SQL

    async def _read(self, call: Call) -> list[Request]:
        rows, standing = await self._unit.fetch(call, self._call("standing"))
        return [read_request(row, _acting(row, standing, self._chat_id)) for row in rows]


def _acting(request: Row, standing: Sequence[Row], chat_id: int) -> tuple[Actor, ...]:
    """The roles held in the request's province. Nobody works on a request of her own or of her cooperative."""
    own = request["cooperative_id"] in {row["cooperative_id"] for row in standing if row["cooperative_id"] is not None}
    if own or (request["chat_id"] == chat_id and request["helped_name"] is None):
        return ()
    here = {request["province"], EVERYWHERE}
    return tuple(Actor(row["role"]) for row in standing if row["province"] in here)
