"""Meetings. The whole of one is JSON; the columns beside it are what lists and the clock look for."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct
from pydantic import TypeAdapter

from domain.events.event import Event
from domain.places import province_of
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("events")
JSON: Final = TypeAdapter(Event)
MOST: Final = 200
"""Meetings in one list; a list that is longer is searched, not read."""


class Kept(Struct, frozen=True):
    """A meeting with who made it, and the secret of the code on its wall, which no card shows."""

    event: Event
    created_by: int
    secret: str


class Events:
    """Meetings, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def save(self, event: Event, created_by: int, secret: str) -> None:
        """Keep the meeting as it is now; a version with a lower sequence, which was overtaken, changes nothing."""
        self._unit.write(Call(SQL["save"], _columns(event) | {"created_by": created_by, "secret": secret}))

    async def get(self, event_id: int) -> Kept | None:
        found = await self._list(Call(SQL["get"], {"id": event_id}))
        return found[0] if found else None

    async def ahead(self, today: date, most: int = MOST) -> list[Kept]:
        """What is announced and not past, the nearest first, and at the end those without a day."""
        return await self._list(Call(SQL["ahead"], {"today": today.isoformat(), "most": most}))

    async def between(self, first: date, last: date) -> list[Kept]:
        """What is announced for these days: what a tick has to look at."""
        return await self._list(Call(SQL["between"], {"first": first.isoformat(), "last": last.isoformat()}))

    async def past(self, most: int = MOST) -> list[Kept]:
        return await self._list(Call(SQL["past"], {"most": most}))

    async def held_since(self, first: date) -> list[Kept]:
        """What took place on that day or later."""
        return await self._list(Call(SQL["held_since"], {"first": first.isoformat()}))

    async def mine(self, chat_id: int, today: date) -> list[Kept]:
        """What somebody comes to, or may come to."""
        return await self._list(Call(SQL["mine"], {"chat_id": chat_id, "today": today.isoformat()}))

    async def of_staff(self, chat_id: int, most: int = MOST) -> list[Kept]:
        """The meetings of a staff member's provinces and those that she made, newest first; none without a role."""
        return await self._list(Call(SQL["of_staff"], {"chat_id": chat_id, "most": most}))

    async def at_desk(self, event_id: int, chat_id: int) -> Kept | None:
        """A meeting for somebody who wants to work on it; None also where her role does not reach."""
        found = await self._list(Call(SQL["at_desk"], {"id": event_id, "chat_id": chat_id}))
        return found[0] if found else None

    async def _list(self, call: Call) -> list[Kept]:
        [rows] = await self._unit.fetch(call)
        return _read(rows)


def province(event: Event) -> str | None:
    """Whose meeting it is: of the province where it takes place; while that is not known, where it is meant for."""
    places = [event.venue.place] if event.venue.place is not None else list(event.audience.places)
    found = {province_of(place) for place in places}
    return found.pop() if len(found) == 1 else None


def _columns(event: Event) -> dict[str, Any]:
    when = event.when
    return {
        "id": event.id,
        "life": event.life.value,
        "day": None if when.day is None else when.day.isoformat(),
        "hour": None if when.hour is None else when.hour.isoformat(timespec="minutes"),
        "province": province(event),
        "sequence": event.sequence,
        "announced_at": None if event.announced_at is None else int(event.announced_at.timestamp() * 1000),
        "body": JSON.dump_json(event, by_alias=True).decode(),
    }


def _read(rows: Sequence[Row]) -> list[Kept]:
    return [Kept(JSON.validate_json(row["body"]), row["created_by"], row["secret"]) for row in rows]
