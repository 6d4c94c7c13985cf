"""Experts from outside, each invited to one request by a link for one use; what they see of it is in the SQL."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from msgspec import Struct

from domain.audit import Deed
from domain.requests.change import Change
from domain.requests.life import Action, Actor
from domain.requests.request import Request, StoredFile
from storage.audit import Audit
from storage.keys import new_key
from storage.request_rows import read_request
from storage.request_scope import ScopedRequests
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("experts")
LINK_VALID: Final = timedelta(days=7)
READS_FOR: Final = timedelta(days=30)
_BYTES: Final = 16
_MILLISECOND: Final = timedelta(milliseconds=1)


class Invited(Struct, frozen=True):
    """An invitation that still holds. `chat_id` is None until the link is used; times are in milliseconds.

    `ends_at`: of a link that was not used its end, else until when she reads.
    """

    id: int
    chat_id: int | None
    invited_by: int
    ends_at: int


class Joined(Struct, frozen=True):
    """Somebody has just used a link: to which request, and who had made it."""

    id: int
    reference: str
    invited_by: int


class ExpertRequests(ScopedRequests):
    """The requests to which somebody was invited, as they are at `now`, inside one unit."""

    def __init__(self, unit: Unit, chat_id: int, now: int) -> None:
        super().__init__(unit, chat_id)
        self._now = now

    async def open_file(self, request: Request, key: int) -> StoredFile | None:
        """A file of the request, with a line in the history that the person can read. None: it has no such file.

        Raises:
            Gone, NotAllowed: as for `change`.
        """
        file = next((file for file in await self.files(request) if file.key == key), None)
        if file is not None:
            await self.change(request, Change(Action.OPEN_FILE, file=key), self._now)
        return file

    async def until(self, request: Request) -> int | None:
        """Until when she reads it."""
        [rows] = await self._unit.fetch(self._call("reads_until", request=request.id))
        return int(rows[0]["until"]) if rows else None

    def _call(self, name: str, **values: Any) -> Call:
        return super()._call(name, **{"now": self._now, **values})

    def _statements(self) -> Mapping[str, str]:
        return SQL

    async def _read(self, call: Call) -> list[Request]:
        [rows] = await self._unit.fetch(call)
        return [read_request(row, (Actor.EXPERT,)) for row in rows]


class Experts:
    """Invitations of experts, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def invite(self, request: Request, by: int, now: int) -> str:
        """Note an invitation and return its token, which is shown once. Who may is judged by `Action.INVITE_EXPERT`."""
        token = secrets.token_urlsafe(_BYTES)
        values = {"id": new_key(), "request": request.id, "token_hash": _hash(token), "by": by, "now": now}
        self._unit.write(Call(SQL["invite"], values | {"expires_at": now + LINK_VALID // _MILLISECOND}))
        return token

    async def use(self, token: str, chat_id: int, now: int) -> Joined | None:
        """Use a link up. None: unknown, used, over, its maker works there no more, or the request is her own."""
        values = {"token_hash": _hash(token), "chat_id": chat_id, "now": now, "until": now + READS_FOR // _MILLISECOND}
        [rows] = await self._unit.fetch(Call(SQL["use"], values))
        if not rows:
            return None
        used = rows[0]
        [[named]] = await self._unit.fetch(Call(SQL["reference_of"], {"request": used["request_id"]}))
        Audit(self._unit).note(None, Deed.EXPERT_JOINED, now, request=used["request_id"], about=chat_id)
        return Joined(used["id"], named["reference"], used["invited_by"])

    async def of(self, request: Request, staff: int, now: int) -> list[Invited]:
        """Who was invited to a request, as far as this staff member may know."""
        values = {"request": request.id, "chat_id": staff, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["of_request"], values))
        return [_invited(**row) for row in rows]

    async def end(self, request: Request, id_: int, staff: int, now: int) -> bool:
        """End an invitation, used or not; False: there is none that holds."""
        values = {"id": id_, "request": request.id, "chat_id": staff, "now": now}
        [rows] = await self._unit.fetch(Call(SQL["end"], values))
        if rows:
            about = rows[0]["chat_id"]
            Audit(self._unit).note(staff, Deed.EXPERT_ENDED, now, request=request.id, about=about)
        return bool(rows)

    async def knows(self, chat_id: int) -> bool:
        """Whether somebody was ever an expert."""
        [rows] = await self._unit.fetch(Call(SQL["knows"], {"chat_id": chat_id}))
        return bool(rows)

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))

    def forget(self, before: int) -> None:
        """Delete invitations that ended before then."""
        self._unit.write(Call(SQL["forget"], {"before": before}))


def _invited(id: int, chat_id: int | None, invited_by: int, expires_at: int, until: int | None) -> Invited:  # noqa: A002 -- the column
    return Invited(id, chat_id, invited_by, expires_at if until is None else until)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
