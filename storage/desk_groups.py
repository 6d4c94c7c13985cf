"""The groups in which staff work, each for a province, and the topic of each request there."""

from typing import Any

from msgspec import Struct

from domain.requests.request import Request
from storage.request_rows import read_request
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("desk_groups")


class Group(Struct, frozen=True):
    """A group in which staff talk about the requests of a province; `forum`: it has topics."""

    province: str
    chat_id: int
    forum: bool
    language: str
    linked_by: int


class Topic(Struct, frozen=True):
    """Where in a group a request is talked about. `thread` is None where there are no topics.

    `title` is the topic's name as we gave it, `summary` the message that tells how the request stands.
    """

    request_id: int
    chat_id: int
    thread: int | None
    title: str
    summary: int | None
    closed: bool = False


class Silent(Struct, frozen=True):
    """A topic to be closed; `key` is under which that is ordered."""

    request_id: int
    chat_id: int
    language: str
    key: str


CLOSING = "close:"
"""How the key of such an order begins."""


class DeskGroups:
    """Groups and topics, inside one unit. A group counts as long as whoever linked it may do so."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def of_province(self, province: str) -> Group | None:
        found = await self._groups("of_province", province=province)
        return found[0] if found else None

    async def of_chat(self, chat_id: int) -> list[Group]:
        """The provinces for which this group works; empty: it is not linked. Its former id finds it too."""
        return await self._groups("of_chat", chat_id=chat_id)

    async def linked_by(self, chat_id: int) -> list[Group]:
        """What somebody linked, whether it still counts or not."""
        return await self._groups("linked_by", chat_id=chat_id)

    async def all(self) -> list[Group]:
        """All that were linked, also those that do not count any more."""
        return await self._groups("all")

    async def may_link(self, chat_id: int, province: str) -> bool:
        """Whether somebody coordinates or administers that province."""
        [rows] = await self._unit.fetch(Call(SQL["may_link"], {"chat_id": chat_id, "province": province}))
        return bool(rows)

    def link(self, group: Group, now: int) -> None:
        """Talk about this province there; where it was talked about before, it ends."""
        values = {"province": group.province, "chat_id": group.chat_id, "forum": int(group.forum), "now": now}
        self._unit.write(Call(SQL["link"], values | {"language": group.language, "linked_by": group.linked_by}))

    def unlink(self, chat_id: int) -> None:
        """The group is gone, with its topics."""
        self._unit.write(*(Call(SQL[name], {"chat_id": chat_id}) for name in ("unlink", "drop_topics")))

    def unlink_province(self, province: str, by: int) -> None:
        """End the group of a province; only who may link one ends it."""
        self._unit.write(Call(SQL["unlink_province"], {"province": province, "chat_id": by}))

    def set_forum(self, chat_id: int, *, forum: bool) -> None:
        """Topics were turned on or off: what we knew of them is void."""
        self._unit.write(Call(SQL["set_forum"], {"chat_id": chat_id, "forum": int(forum)}))
        self._unit.write(Call(SQL["drop_topics"], {"chat_id": chat_id}))

    def move(self, chat_id: int, to_chat: int) -> None:
        """The group has become a supergroup, with another id.

        Its summaries are kept: what staff answered to them may still wait to be handled.
        """
        self._unit.write(Call(SQL["move_group"], {"chat_id": chat_id, "to_chat": to_chat}))

    async def topic(self, request_id: int, chat_id: int) -> Topic | None:
        return await self._topic("topic", request_id=request_id, chat_id=chat_id)

    async def of_thread(self, chat_id: int, thread: int) -> Topic | None:
        return await self._topic("of_thread", chat_id=chat_id, thread=thread)

    async def of_summary(self, chat_id: int, message_id: int) -> Topic | None:
        return await self._topic("of_summary", chat_id=chat_id, message_id=message_id)

    def put_topic(self, topic: Topic) -> None:
        values: dict[str, Any] = {"request_id": topic.request_id, "chat_id": topic.chat_id, "thread": topic.thread}
        values |= {"title": topic.title, "summary": topic.summary, "closed": int(topic.closed)}
        self._unit.write(Call(SQL["put_topic"], values))

    def drop_topic(self, request_id: int, chat_id: int) -> None:
        """It is not there any more: another one is made when it is needed."""
        self._unit.write(Call(SQL["drop_topic"], {"request_id": request_id, "chat_id": chat_id}))

    def drop_unthreaded(self, chat_id: int) -> None:
        """Topics can be made from now on: what had none gets one when it is needed."""
        self._unit.write(Call(SQL["drop_unthreaded"], {"chat_id": chat_id}))

    def set_closed(self, chat_id: int, thread: int, *, closed: bool) -> None:
        self._unit.write(Call(SQL["set_closed"], {"chat_id": chat_id, "thread": thread, "closed": int(closed)}))

    async def silent(self, before: int, most: int) -> list[Silent]:
        """Open topics of requests that are over, in which nobody said or did anything since `before`.

        Those are left out of which it was ordered of late that they be closed.
        """
        values = {"before": before, "most": most, "key": CLOSING}
        [rows] = await self._unit.fetch(Call(SQL["silent"], values))
        return [Silent(**row) for row in rows]

    async def request(self, request_id: int, chat_id: int) -> Request | None:
        """A request, if that group works for its province."""
        [rows] = await self._unit.fetch(Call(SQL["request"], {"request": request_id, "chat_id": chat_id}))
        return read_request(rows[0], ()) if rows else None

    async def any_request(self, request_id: int) -> Request | None:
        """A request whoever asks: to find out who is to be told, when its group is gone."""
        [rows] = await self._unit.fetch(Call(SQL["any_request"], {"request": request_id}))
        return read_request(rows[0], ()) if rows else None

    def erase(self, chat_id: int) -> None:
        """Forget who linked a group and who wrote ready answers; the groups end, the answers stay."""
        self._unit.write(*(Call(SQL[name], {"chat_id": chat_id}) for name in ("erase_links", "erase_makers")))

    async def _groups(self, name: str, **values: str | int) -> list[Group]:
        [rows] = await self._unit.fetch(Call(SQL[name], values))
        return [Group(**{**row, "forum": bool(row["forum"])}) for row in rows]

    async def _topic(self, name: str, **values: int) -> Topic | None:
        [rows] = await self._unit.fetch(Call(SQL[name], values))
        return _topic(rows[0]) if rows else None


def _topic(row: Row) -> Topic:
    return Topic(**{**row, "closed": bool(row["closed"])})
