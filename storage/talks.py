"""Talks between people and staff: who is in one, what was said where, and which copies of it are where."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct

from domain.talk import Content, Kind
from storage.keys import new_key
from storage.staff import Reachable
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("talks")


class State(StrEnum):
    """What became of a message."""

    WAITING = "waiting"
    ARRIVED = "arrived"  # on at least one phone of the other side
    BLOCKED = "blocked"
    FAILED = "failed"
    KEPT = "kept"  # a note, which goes nowhere
    BACK = "back"  # taken back


class Talk(Struct, frozen=True):
    """Somebody's open talk; `name` is her first name, perhaps empty."""

    chat_id: int
    request_id: int
    until: int
    name: str


class Message(Struct, frozen=True):
    """What was said, as message `message_id` of the chat `chat_id`; `content` fades after some days."""

    id: int
    request_id: int
    kind: Kind
    author: int
    chat_id: int
    message_id: int
    album: str | None
    content: Content | None
    state: State
    at: int


class Copy(Struct, frozen=True):
    """A message of ours that carries part of what was said; `around` says for whom it was made (bot/talking.py)."""

    message: int
    chat_id: int
    message_id: int
    part: int
    around: str


class Talks:
    """Talks, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def open(self, talk: Talk) -> None:
        """From now on what this person writes goes to whoever follows that request; an earlier talk ends."""
        values = {"chat_id": talk.chat_id, "request_id": talk.request_id, "until": talk.until, "name": talk.name}
        self._unit.write(Call(SQL["open"], values))

    async def open_with(self, chat_id: int, now: int) -> Talk | None:
        """The talk in which somebody is."""
        [rows] = await self._unit.fetch(Call(SQL["open_with"], {"chat_id": chat_id, "now": now}))
        return Talk(**rows[0]) if rows else None

    def close(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["close"], {"chat_id": chat_id}))

    def close_request(self, request_id: int) -> None:
        """End the talk about a request, with whoever is in it."""
        self._unit.write(Call(SQL["close_request"], {"request_id": request_id}))

    def add(
        self,
        request_id: int,
        kind: Kind,
        content: Content | None,
        now: int,
        *,
        author: int,
        at: tuple[int, int],
        album: str | None = None,
    ) -> int:
        """Keep what was said as message `at` (chat, message id); its key. Without content it is a note."""
        key = new_key()
        values: dict[str, Any] = {"id": key, "request_id": request_id, "kind": kind.value, "author": author, "at": now}
        values |= {"chat_id": at[0], "message_id": at[1], "album": album}
        state = State.KEPT if kind is Kind.NOTE else State.WAITING
        values |= {"content": None if content is None else content.dump(), "state": state.value}
        self._unit.write(Call(SQL["add"], values))
        return key

    async def written(self, chat_id: int, message_id: int) -> Message | None:
        """What was said as this message."""
        return await self._one("written", chat_id=chat_id, message_id=message_id)

    async def copied(self, chat_id: int, message_id: int) -> Message | None:
        """Of what this message of ours is a copy."""
        return await self._one("copied", chat_id=chat_id, message_id=message_id)

    async def message(self, key: int) -> Message | None:
        return await self._one("message", id=key)

    async def together(self, message: Message) -> list[Message]:
        """The messages of its album in their order; alone where it belongs to none."""
        if message.album is None:
            return [message]
        [rows] = await self._unit.fetch(Call(SQL["album"], {"chat_id": message.chat_id, "album": message.album}))
        return [_message(row) for row in rows]

    async def album(self, chat_id: int, album: str) -> list[Message]:
        """What came of this album so far."""
        [rows] = await self._unit.fetch(Call(SQL["album"], {"chat_id": chat_id, "album": album}))
        return [_message(row) for row in rows]

    async def latest(self, request_id: int) -> int | None:
        """When anything was last said about a request by either side; None: never."""
        [[row]] = await self._unit.fetch(Call(SQL["latest"], {"request_id": request_id}))
        return None if row["at"] is None else int(row["at"])

    def change(self, key: int, kind: Kind, content: Content | None, state: State) -> None:
        """What was said is something else now: it was changed before it left, or became a note."""
        stored = None if content is None else content.dump()
        values = {"id": key, "kind": kind.value, "content": stored, "state": state.value}
        self._unit.write(Call(SQL["change"], values))

    def settle(self, key: int, state: State) -> None:
        """It has arrived, or has not on this phone: what arrived on one of several has arrived."""
        self._unit.write(Call(SQL["settle"], {"id": key, "state": state.value}))

    def add_copy(self, copy: Copy) -> None:
        values: dict[str, Any] = {"message": copy.message, "chat_id": copy.chat_id, "message_id": copy.message_id}
        values |= {"part": copy.part, "around": copy.around}
        self._unit.write(Call(SQL["add_copy"], values))

    async def copies(self, key: int) -> list[Copy]:
        """Our messages that carry it, chat by chat, part by part."""
        [rows] = await self._unit.fetch(Call(SQL["copies"], {"message": key}))
        return [Copy(**row) for row in rows]

    async def copies_of(self, author: int) -> list[Copy]:
        """Our messages that carry what somebody asked."""
        [rows] = await self._unit.fetch(Call(SQL["copies_of"], {"author": author}))
        return [Copy(**row) for row in rows]

    def drop_copy(self, copy: Copy) -> None:
        """This message of ours is not there any more."""
        self._unit.write(Call(SQL["drop_copy"], {"chat_id": copy.chat_id, "message_id": copy.message_id}))

    async def listeners(self, request_id: int, besides: int) -> list[Reachable]:
        """Staff to whom the person's words came in private, and who may still read them; but for one of them."""
        values = {"request_id": request_id, "besides": besides}
        [rows] = await self._unit.fetch(Call(SQL["listeners"], values))
        return [Reachable(row["chat_id"], row["language"]) for row in rows]

    async def hears(self, request_id: int, chat_id: int) -> bool:
        """Whether this is, by now, somebody to whom answers about a request go."""
        [rows] = await self._unit.fetch(Call(SQL["hears"], {"request_id": request_id, "chat_id": chat_id}))
        return bool(rows)

    def hide_line(self, request_id: int, key: int) -> None:
        """Take the line of what was said out of the history that the person reads; staff keep it."""
        self._unit.write(Call(SQL["hide_line"], {"request_id": request_id, "talk": key}))

    async def signature(self, chat_id: int) -> str | None:
        """The name under which a staff member wants to be seen."""
        [rows] = await self._unit.fetch(Call(SQL["signature"], {"chat_id": chat_id}))
        return str(rows[0]["name"]) if rows else None

    def sign(self, chat_id: int, name: str | None) -> None:
        """Show this name from now on, or none."""
        call = Call(SQL["unsign"], {"chat_id": chat_id})
        self._unit.write(call if name is None else Call(SQL["sign"], {"chat_id": chat_id, "name": name}))

    def erase(self, chat_id: int) -> None:
        """Forget what somebody said and which copies of what are in her chat."""
        values = {"chat_id": chat_id}
        self._unit.write(*(Call(SQL[name], values) for name in ("close", "erase_copies", "erase_messages", "unsign")))

    def fade(self, now: int, before: int, long_before: int = 0) -> None:
        """Delete talks that are over, and the words of what was said before `before`.

        What has not arrived is kept, for it is still to be carried: up to `long_before`.
        """
        faded = Call(SQL["fade"], {"before": before, "long_before": long_before})
        self._unit.write(Call(SQL["forget_talks"], {"now": now}), faded)

    def forget(self, before: int) -> None:
        """Delete the traces of what was said before `before`: it can no longer be answered or changed."""
        self._unit.write(*(Call(SQL[name], {"before": before}) for name in ("forget_copies", "forget_messages")))

    async def _one(self, name: str, **values: int) -> Message | None:
        [rows] = await self._unit.fetch(Call(SQL[name], values))
        return _message(rows[0]) if rows else None


def _message(row: Row) -> Message:
    content = None if row["content"] is None else Content.load(row["content"])
    known: dict[str, Any] = {**row, "kind": Kind(row["kind"]), "state": State(row["state"]), "content": content}
    return Message(**known)


def parts_of(copies: Sequence[Copy]) -> dict[int, list[Copy]]:
    """Copies by the chat in which they are, each in the order of the parts."""
    chats: dict[int, list[Copy]] = {}
    for copy in copies:
        chats.setdefault(copy.chat_id, []).append(copy)
    return chats
