"""Who was at a meeting. Everybody is counted once, however often she is scanned."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import asdict

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("event_visits")

Way = Literal["scan", "ticket", "wall", "list"]


class Visit(Struct, frozen=True):
    """`visitor` is a chat, or a key of its own for somebody without Telegram, who has a `name` on the sheet.

    `people` counts her and her guests; `checked_by` is None when she used the code on the wall.
    """

    visitor: int
    people: int
    way: Way
    checked_at: int
    checked_by: int | None = None
    name: str | None = None


class Present(Struct, frozen=True):
    """How many entries there are, and how many people with their guests."""

    visitors: int
    people: int


class EventVisits:
    """The visits of one meeting, inside one unit."""

    def __init__(self, unit: Unit, event_id: int) -> None:
        self._unit = unit
        self._event_id = event_id

    async def check_in(self, visit: Visit) -> Visit | None:
        """Count a visitor. None: she is in now; otherwise the earlier visit, which stays as it was ("already used")."""
        [before] = await self._unit.fetch(self._call(SQL["get"], visitor=visit.visitor))
        self._unit.write(self._call(SQL["check_in"], **asdict(visit)))
        return _read(before)[0] if before else None

    def check_in_by_name(self, name: str, way: Way, now: int, checked_by: int) -> None:
        """Count somebody without Telegram, from the list or on the spot."""
        visit = Visit(new_key(), 1, way, now, checked_by, name)
        self._unit.write(self._call(SQL["check_in"], **asdict(visit)))

    def name(self, visitor: int, name: str) -> None:
        """What the sheet calls somebody who is or was there; where she is not, nothing happens."""
        self._unit.write(self._call(SQL["name"], visitor=visitor, name=name))

    def take_back(self, visitor: int) -> None:
        """Undo a check-in that was a mistake."""
        self._unit.write(self._call(SQL["take_back"], visitor=visitor))

    async def of(self, visitor: int) -> Visit | None:
        [rows] = await self._unit.fetch(self._call(SQL["get"], visitor=visitor))
        return _read(rows)[0] if rows else None

    async def all(self) -> list[Visit]:
        """Everybody who was there, in the order of coming."""
        [rows] = await self._unit.fetch(self._call(SQL["all"]))
        return _read(rows)

    async def visitors(self, *, after: int, to: int) -> frozenset[int]:
        """Who was there, of the chats between."""
        [rows] = await self._unit.fetch(self._call(SQL["visitors"], after=after, to=to))
        return frozenset(int(row["visitor"]) for row in rows)

    async def count(self) -> Present:
        [[row]] = await self._unit.fetch(self._call(SQL["count"]))
        return Present(int(row["visitors"]), int(row["people"]))

    def _call(self, sql: str, **values: Any) -> Call:
        return Call(sql, {"event_id": self._event_id, **values})


async def came_to(unit: Unit, visitor: int) -> frozenset[int]:
    """The meetings that somebody was at."""
    [rows] = await unit.fetch(Call(SQL["came_to"], {"visitor": visitor}))
    return frozenset(int(row["event_id"]) for row in rows)


def forget_names(unit: Unit, before: date) -> None:
    """Take the names out of the sheets of meetings that were held before that day; the numbers stay."""
    unit.write(Call(SQL["forget_names"], {"before": before.isoformat()}))


def erase_visits(unit: Unit, visitor: int) -> None:
    """Take somebody out of the sheets. The numbers stay exact, because her visits stay, as nobody's."""
    unit.write(Call(SQL["erase"], {"visitor": visitor, "replaced": new_key()}))


def _read(rows: Sequence[Row]) -> list[Visit]:
    return [Visit(**{name: row[name] for name in Visit.__struct_fields__}) for row in rows]
