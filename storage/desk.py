"""Requests, as staff see them: roles and provinces are enforced in storage/sql/desk.sql, not in the buttons."""

from collections.abc import Mapping, Sequence

from domain.requests.change import Change
from domain.requests.life import INTERNAL, Action, Actor
from domain.requests.lists import List
from domain.requests.request import Event, Request, StoredFile
from storage.request_rows import read_request
from storage.request_scope import ScopedRequests
from storage.staff import EVERYWHERE, Reachable
from storage.statements import statements
from storage.unit import Call, Row

SQL = statements("desk")
PAGE = 8


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
