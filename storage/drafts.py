"""Conversations that are under way: the answers so far, and nothing else."""

from collections.abc import Sequence

from msgspec import Struct

from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("drafts")


class Draft(Struct, frozen=True):
    """One conversation of one person; `state` is the JSON of the conversation engine."""

    conversation: str
    state: str
    active: bool


class Left(Struct, frozen=True):
    """Somebody's draft, and the language that she reads."""

    chat_id: int
    language: str
    draft: Draft


class Drafts:
    """Drafts, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @staticmethod
    def of(chat_id: int) -> Call:
        """The query for a person's drafts, the active one first; see `read`."""
        return Call(SQL["of"], {"chat_id": chat_id})

    @staticmethod
    def read(rows: Sequence[Row]) -> list[Draft]:
        return [Draft(row["conversation"], row["state"], bool(row["active"])) for row in rows]

    async def left(self, conversation: str, most: int, after: int | None = None) -> list[Left]:
        """Drafts of a conversation whose people can be reached, by their chats; the next page is `after` the last."""
        values = {"conversation": conversation, "most": most, "after": -(2**63) if after is None else after}
        [rows] = await self._unit.fetch(Call(SQL["left"], values))
        return [Left(row["chat_id"], row["language"] or "ar", self.read([row])[0]) for row in rows]

    def put(self, chat_id: int, draft: Draft, expires_at: int) -> None:
        values = {"chat_id": chat_id, "conversation": draft.conversation, "state": draft.state}
        self._unit.write(Call(SQL["put"], values | {"active": int(draft.active), "expires_at": expires_at}))

    def suspend(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["suspend"], {"chat_id": chat_id}))

    def drop(self, chat_id: int, conversation: str) -> None:
        self._unit.write(Call(SQL["drop"], {"chat_id": chat_id, "conversation": conversation}))

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))

    def forget(self, now: int) -> None:
        """Delete the drafts whose time is over."""
        self._unit.write(Call(SQL["forget"], {"now": now}))
