"""What is to be said: written in the transaction that decided it, sent by delivery after the commit."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import Any

from msgspec import Struct, json

from storage.keys import new_key
from storage.replicas import SQL as REPLICAS
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("outbox")


class Priority(IntEnum):
    """Smaller goes first."""

    TAP = 0  # the answer to a tapped button: the phone shows a spinner until it comes
    REPLY = 1
    BULK = 2


class Outgoing(Struct, frozen=True):
    """A Bot API call that waits to be made."""

    id: int
    chat_id: int
    method: str
    body: str
    priority: Priority
    attempts: int = 0


FIRST = ("id", "chat_id", "method", "body", "priority")
GONE = "gone"
"""The error of a message that was `blocked` because the account it was for no longer exists."""
UPLOAD = '"base64":"'
"""What is in a body that carries a file; a text cannot contain it, for its quotes would be escaped."""


def upload(name: str, content: bytes) -> dict[str, str]:
    """A file among the parameters of a call, which goes as one of its parts; see `uploaded`."""
    return {"name": name, "base64": base64.b64encode(content).decode()}


def uploaded(value: Any) -> tuple[str, bytes] | None:
    """The name and the content of a file that `upload` put among the parameters; None for any other parameter."""
    if isinstance(value, dict) and value.keys() == {"name", "base64"}:
        return value["name"], base64.b64decode(value["base64"])
    return None


class Outbox:
    """The outbox, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def queue(
        self,
        chat_id: int,
        method: str,
        parameters: Mapping[str, Any],
        priority: Priority,
        *,
        not_before: int = 0,
        dedupe_key: str | None = None,
    ) -> None:
        """Say something after the commit. A second message with the same `dedupe_key` is not queued."""
        values = {"id": new_key(), "chat_id": chat_id, "method": method, "priority": int(priority)}
        values |= {"body": json.encode(parameters).decode(), "not_before": not_before, "dedupe_key": dedupe_key}
        self._unit.write(Call(SQL["queue"], values))

    def queue_for(self, broadcast_id: int, chat_id: int, method: str, parameters: Mapping[str, Any]) -> None:
        """A message of a broadcast; while one is in the outbox for this person, a second one is not queued."""
        values = {"id": new_key(), "chat_id": chat_id, "method": method, "broadcast_id": broadcast_id}
        self._unit.write(Call(SQL["queue_for"], values | {"body": json.encode(parameters).decode()}))

    def replace(
        self,
        key: str,
        chat_id: int,
        method: str,
        parameters: Mapping[str, Any],
        priority: Priority,
        *,
        not_before: int,
    ) -> None:
        """Say something in place of what was queued under the same `key` and has not left yet."""
        self._unit.write(Call(SQL["withdraw"], {"dedupe_key": key}), Call(SQL["release"], {"dedupe_key": key}))
        self.queue(chat_id, method, parameters, priority, not_before=not_before, dedupe_key=key)

    @staticmethod
    def chats_in(calls: Iterable[Call]) -> Iterator[int]:
        """The chats for which these calls queue something."""
        return (call.values["chat_id"] for call in calls if call.sql == SQL["queue"])

    @staticmethod
    def queued_in(calls: Iterable[Call]) -> Iterator[Outgoing | None]:
        """The messages that these calls queued; None for one of which only the database knows whether or when."""
        for call in calls:
            if call.sql == SQL["queue"]:
                values = call.values
                at_once = not values["not_before"] and values["dedupe_key"] is None
                yield _outgoing({name: values[name] for name in FIRST}) if at_once else None

    async def due(
        self, now: int, most: int, least: Priority = Priority.BULK, *, after: Outgoing | None = None
    ) -> list[Outgoing]:
        """What may go now and is at least as urgent as `least`: the most urgent first, then the oldest.

        The next page is the one `after` the last message of this one.
        Nothing overtakes, in its chat, what has to wait after a failure. Chats in which another program speaks are
        left to it.
        """
        page = {"priority": after.priority if after else 0, "id": after.id if after else 0, "least": int(least)}
        [rows] = await self._unit.fetch(Call(SQL["due"], {"now": now, "most": most, "me": self._unit.replica} | page))
        return [_outgoing({"attempts": row["attempts"], **{name: row[name] for name in FIRST}}) for row in rows]

    async def waiting_chats(self, now: int, most: int) -> list[int]:
        """Chats in which something has to wait after a failure, at most so many of them."""
        [rows] = await self._unit.fetch(Call(SQL["waiting_chats"], {"now": now, "most": most}))
        return [row["chat_id"] for row in rows]

    async def hold(self, keys: Iterable[int]) -> set[int]:
        """Those of these messages that are still queued. Till the end of the unit nobody else changes them.

        What another program is just changing is not among them. Where there is one program nothing has changed since
        they were read, and nothing is asked.
        """
        held = set(keys)
        if not held or not self._unit.replica:
            return held
        [rows] = await self._unit.fetch(Call(REPLICAS["hold_messages"], {"ids": sorted(held)}))
        return {row["id"] for row in rows}

    def depart(self, key: int) -> None:
        """Mark before sending what must never be sent twice."""
        self._unit.write(Call(SQL["depart"], {"id": key}))

    def hand_back(self, key: int) -> None:
        """Take the mark of the departure away: it did not leave after all."""
        self._unit.write(Call(SQL["hand_back"], {"id": key}))

    def sent(self, key: int, message_id: int | None, now: int) -> None:
        self._unit.write(Call(SQL["sent"], {"id": key, "message_id": message_id, "now": now}))

    def settle(self, key: int, state: str, error: str, now: int) -> None:
        """End without success: `failed`, `blocked`, `expired` or `unknown`."""
        self._unit.write(Call(SQL["settle"], {"id": key, "state": state, "error": error, "now": now}))

    def become(self, key: int, chat_id: int, method: str, body: str) -> None:
        """Try the same message another way, or in the chat that its own has become, in its place in the order."""
        self._unit.write(Call(SQL["become"], {"id": key, "chat_id": chat_id, "method": method, "body": body}))

    def postpone(self, key: int, until: int, error: str) -> None:
        """Try again then; what comes after it in its chat waits too."""
        self._unit.write(Call(SQL["postpone"], {"id": key, "until": until, "error": error}))

    def pause_all(self, until: int) -> None:
        self._unit.write(Call(SQL["pause_all"], {"until": until}))

    def bring_forward(self, by: int) -> None:
        """The clock was set back by so many milliseconds: what has to wait does not wait longer for that."""
        self._unit.write(Call(SQL["bring_forward"], {"by": by}))

    def give_up_on_chat(self, chat_id: int, now: int) -> None:
        self._unit.write(Call(SQL["give_up_on_chat"], {"chat_id": chat_id, "now": now}))

    def lost_in_flight(self, now: int) -> None:
        """After a crash: what had departed may or may not have arrived, and is not sent again.

        What a living replica has in flight is not touched.
        """
        self._unit.write(Call(SQL["lost_in_flight"], {"now": now}))

    async def count_queued(self) -> int:
        [[row]] = await self._unit.fetch(Call(SQL["count_queued"], {}))
        return int(row["queued"])

    def forget(self, before: int) -> None:
        self._unit.write(Call(SQL["forget"], {"before": before}))

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))


def _outgoing(row: Row) -> Outgoing:
    return Outgoing(**{**row, "priority": Priority(row["priority"])})
