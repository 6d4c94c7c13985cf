"""What all who are concerned by a meeting are being told, page by page: how far it is, and when it may go on.

With each page goes, in one transaction, how far it came; a crash loses nobody, and the ledger of notices tells nobody
twice.
"""

from typing import Any, NamedTuple

from msgspec import Struct, json

from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("event_tellings")


class Key(NamedTuple):
    """A meeting, and the name of the notice in its ledger."""

    event_id: int
    notice: str


class Telling(Struct, frozen=True):
    """`body` is what is said besides the meeting as it stands; times are in milliseconds, UTC.

    `last` is the last chat of the last page, 0 while nobody was told.
    """

    key: Key
    body: dict[str, Any]
    ordered_at: int = 0
    not_before: int = 0
    last: int = 0


class EventTellings:
    """What is being told, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def begin(self, telling: Telling) -> None:
        """Begin to tell; what has this name already stays as it is."""
        body = json.encode(telling.body).decode()
        self._write("begin", telling.key, body=body, ordered_at=telling.ordered_at, not_before=telling.not_before)

    async def taken(self, key: Key) -> Telling | None:
        """How far it is, for who tells the next page; nobody else tells or changes the meeting until this unit ends.

        None: everybody is told.
        """
        self._unit.write(Call(SQL["lock"], {"event_id": key.event_id}))
        [rows] = await self._unit.fetch(Call(SQL["get"], key._asdict()))
        return _read(rows[0]) if rows else None

    async def of(self, event_id: int) -> list[Telling]:
        """What is being told about a meeting, or waits for the end of quiet hours."""
        [rows] = await self._unit.fetch(Call(SQL["of"], {"event_id": event_id}))
        return [_read(row) for row in rows]

    async def due(self, now: int) -> list[Key]:
        """What may go on now."""
        [rows] = await self._unit.fetch(Call(SQL["due"], {"now": now}))
        return [Key(int(row["event_id"]), row["notice"]) for row in rows]

    def go_on(self, key: Key, last: int) -> None:
        """A page was told, up to this chat."""
        self._write("go_on", key, last=last)

    def postpone(self, key: Key, not_before: int) -> None:
        self._write("postpone", key, not_before=not_before)

    def end(self, key: Key) -> None:
        self._write("end", key)

    def _write(self, name: str, key: Key, **values: Any) -> None:
        self._unit.write(Call(SQL[name], {**key._asdict(), **values}))


def _read(row: Row) -> Telling:
    key = Key(int(row["event_id"]), row["notice"])
    return Telling(key, json.decode(row["body"]), int(row["ordered_at"]), int(row["not_before"]), int(row["last"]))
