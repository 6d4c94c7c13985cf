"""Broadcasts: what staff compose, who may do what with it, and how far it is. Its people: broadcast_recipients.py."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from msgspec import Struct, json

from domain.broadcasts.account import State
from domain.broadcasts.approval import TOGETHER
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.life import MACHINE, Deed, Life, after
from domain.civil_time import moment_of
from storage.keys import new_key
from storage.staff import Reachable
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("broadcasts")
PAGE: Final = 8
LEASE: Final = timedelta(seconds=30)
"""Whoever freezes an audience says so with every page; after so long without a word, another one begins anew."""
_NEWEST: Final = 2**63 - 1
_APPROVAL: Final = {Deed.APPROVE: "given", Deed.SEND_BACK: "void", Deed.ASK: "void"}
_FINISHED: Final = {Deed.DROP: "yes", Deed.RETRY: "no"}


class Watcher(Struct, frozen=True):
    """Who sees how far it is, and in which message; None: it is not known yet."""

    chat_id: int
    language: str
    message_id: int | None


class Broadcasts:
    """Broadcasts, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def create(
        self,
        made_by: int,
        province: str,
        body: Body,
        now: int,
        *,
        work: Work = Work.SEND,
        original: int | None = None,
    ) -> int | None:
        """A new draft; its id, or None for whoever has no role in that province."""
        key = new_key()
        series = key if body.repeats is not None else None
        values = {"id": key, "work": work.value, "original": original, "series": series, "now": now}
        values |= {"made_by": made_by, "province": province, **_columns(body)}
        return key if await self._found(Call(SQL["create"], values)) else None

    async def get(self, broadcast_id: int, viewer: int) -> Broadcast | None:
        """A broadcast for somebody who works on it; None also where her role does not reach."""
        found = await self._list(Call(SQL["get"], {"id": broadcast_id, "viewer": viewer}))
        return found[0] if found else None

    async def page(self, viewer: int, most: int = PAGE, before: int = _NEWEST) -> list[Broadcast]:
        """The broadcasts of her provinces, the newest first; the next page is the one `before` the last id of this."""
        return await self._list(Call(SQL["page"], {"viewer": viewer, "most": most, "before": before}))

    async def followed_by(self, broadcast_id: int, viewer: int) -> list[Broadcast]:
        """The corrections and deletions of a broadcast, in their order."""
        return await self._list(Call(SQL["followed_by"], {"id": broadcast_id, "viewer": viewer}))

    async def followers(self, broadcast_id: int) -> list[Broadcast]:
        """The same for whoever got it: what she reads is what stands now."""
        return await self._list(Call(SQL["followers"], {"id": broadcast_id}))

    async def later(self, broadcast: Broadcast) -> list[Broadcast]:
        """What was made since to mend the same messages: of a notice all that follow it, of those the later ones."""
        if broadcast.original is None:
            return await self.followers(broadcast.id)
        return [each for each in await self.followers(broadcast.original) if each.id > broadcast.id]

    async def approvers(self, broadcast_id: int) -> list[Reachable]:
        """Who may approve it: the staff of its province, but for who made it."""
        [rows] = await self._unit.fetch(Call(SQL["approvers"], {"id": broadcast_id}))
        return [Reachable(row["chat_id"], row["language"]) for row in rows]

    async def save_body(self, broadcast_id: int, viewer: int, body: Body) -> bool:
        """Keep a draft as it is now; false when it is no draft any more, or another one made it."""
        values = {"id": broadcast_id, "viewer": viewer, "repeats": int(body.repeats is not None), **_columns(body)}
        return await self._found(Call(SQL["save_body"], values))

    async def advance(self, broadcast: Broadcast, deed: Deed, by: int, now: int, *, again: State | None = None) -> bool:
        """Do it for this staff member; false when it stands differently by now, or it is not for her to do.

        `again`: whose turn comes once more, when it is tried again; the clock puts them back.

        Raises:
            NotAllowed: it cannot happen to a broadcast that stands so, or is done by the clock only.
        """
        if deed in MACHINE:
            raise ValueError(deed)
        values: dict[str, Any] = {"id": broadcast.id, "viewer": by, "now": now, "before": broadcast.life.value}
        values |= {"after": after(broadcast.life, deed).value, "approval": _APPROVAL.get(deed, "as it is")}
        values["again"] = again and again.value
        return await self._found(Call(SQL["move"], values | {"finished": _FINISHED.get(deed, "as it is")}))

    def watch(self, broadcast_id: int, chat_id: int, message_id: int | None = None) -> None:
        """Keep a message up to date that shows how far it is; without its id, one is sent."""
        values = {"id": broadcast_id, "chat_id": chat_id, "message_id": message_id}
        self._unit.write(Call(SQL["watch"], values))

    async def of(self, broadcast_id: int) -> Broadcast | None:
        """Any broadcast: for the clock, and for those who got it."""
        found = await self._list(Call(SQL["of"], {"id": broadcast_id}))
        return found[0] if found else None

    async def due(self, now: int) -> list[Broadcast]:
        """Where there is something to do for the clock, in their order."""
        return await self._list(Call(SQL["due"], {"now": now}))

    async def claim(self, broadcast_id: int, claim: int, now: int) -> bool:
        """Begin to freeze its audience, if nobody else is at it."""
        stale = now - int(LEASE.total_seconds() * 1000)
        return await self._found(Call(SQL["claim"], {"id": broadcast_id, "claim": claim, "now": now, "stale": stale}))

    async def hold_claim(self, broadcast_id: int, claim: int, now: int) -> bool:
        """Whether it is still ours to freeze; before every page, in its transaction."""
        return await self._found(Call(SQL["hold_claim"], {"id": broadcast_id, "claim": claim, "now": now}))

    async def leave_freezing(self, broadcast_id: int, claim: int, deed: Deed, now: int) -> bool:
        """Feed, hold or stop it now, if it is still ours to freeze."""
        life = after(Life.FREEZING, deed)
        values: dict[str, Any] = {"id": broadcast_id, "claim": claim, "after": life.value}
        values |= {"started_at": now if deed is Deed.FEED else None, "finished_at": None}
        return await self._found(Call(SQL["leave_freezing"], values))

    async def lock(self, broadcast: Broadcast) -> bool:
        """Whether it still stands as it did, and stays so until the end of the transaction."""
        return await self._found(Call(SQL["lock"], {"id": broadcast.id, "life": broadcast.life.value}))

    def queued_again(self, broadcast_id: int) -> None:
        """All whose turn comes once more are put back."""
        self._unit.write(Call(SQL["queued_again"], {"id": broadcast_id}))

    async def finish(self, broadcast: Broadcast, life: Life, now: int) -> bool:
        """Nothing of it is open any more."""
        values = {"id": broadcast.id, "before": broadcast.life.value, "after": life.value, "now": now}
        return await self._found(Call(SQL["finish"], values))

    def repeat(self, broadcast: Broadcast, starts_at: datetime) -> None:
        """Plan the next one of the series; twice at the same time changes nothing."""
        values = {"id": broadcast.id, "new": new_key(), "starts_at": _milliseconds(starts_at)}
        self._unit.write(Call(SQL["repeat"], values))

    async def told_alone(self, broadcast: Broadcast, now: int) -> int:
        """How many different people whoever made it told lately with other notices that nobody approved.

        Also those whose audience is being frozen now: of two at once, the later one sees the other.
        """
        if broadcast.work is not Work.SEND:
            return 0  # it goes to those who were told already
        since = now - int(TOGETHER.total_seconds() * 1000)
        values = {"id": broadcast.id, "made_by": broadcast.made_by, "since": since}
        [[row]] = await self._unit.fetch(Call(SQL["told_alone"], values))
        return int(row["people"])

    async def sender(self, broadcast_id: int) -> int | None:
        """Of those who made and approved it, somebody who still works where it goes to."""
        [rows] = await self._unit.fetch(Call(SQL["sender"], {"id": broadcast_id}))
        return rows[0]["chat_id"] if rows else None

    async def watched(self) -> list[Broadcast]:
        """Those of which somebody sees how far they are."""
        return await self._list(Call(SQL["watched"], {}))

    async def watchers(self, broadcast_id: int) -> list[Watcher]:
        [rows] = await self._unit.fetch(Call(SQL["watchers"], {"id": broadcast_id}))
        return [Watcher(row["chat_id"], row["language"] or "ar", row["message_id"]) for row in rows]

    def look_away(self, chat_id: int, message_id: int) -> None:
        """This message shows something else from now on."""
        self._unit.write(Call(SQL["look_away"], {"chat_id": chat_id, "message_id": message_id}))

    def unwatch(self, broadcast_id: int) -> None:
        """It is over, and its message says so."""
        self._unit.write(Call(SQL["unwatch"], {"id": broadcast_id}))

    def erase(self, chat_id: int) -> None:
        """Show nothing more to somebody who erases herself; what she made stays, as part of the histories."""
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))

    async def _found(self, call: Call) -> bool:
        [rows] = await self._unit.fetch(call)
        return bool(rows)

    async def _list(self, call: Call) -> list[Broadcast]:
        [rows] = await self._unit.fetch(call)
        return _read(rows)


def watch_key(broadcast_id: int, chat_id: int) -> str:
    """By which the outbox knows the message that shows somebody how far it is; see `watchers`."""
    return f"broadcast:{broadcast_id}:watch:{chat_id}"


def _columns(body: Body) -> Mapping[str, Any]:
    return {
        "topic": body.topic.value,
        "urgent_reason": body.urgent,
        "starts_at": None if body.starts is None else _milliseconds(moment_of(body.starts)),
        "body": json.encode(body, order="deterministic").decode(),
    }


def _read(rows: Sequence[Row]) -> list[Broadcast]:
    return [
        Broadcast(
            id=row["id"],
            life=Life(row["life"]),
            work=Work(row["work"]),
            province=row["province"],
            made_by=row["made_by"],
            made_at=_moment(row["made_at"]),
            body=json.decode(row["body"], type=Body),
            original=row["original"],
            series=row["series"],
            approved_by=row["approved_by"],
            again=row["again"] and State(row["again"]),
            **{name: _moment_or_none(row[name]) for name in ("approved_at", "starts_at", "started_at", "finished_at")},
        )
        for row in rows
    ]


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _moment_or_none(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else _moment(milliseconds)
