"""What the database tells of the health of the program: how long things wait, and how new its schema is."""

from msgspec import Struct

from storage.keys import made_at
from storage.migrate import migrations
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("health")


class Queues(Struct, frozen=True):
    """Updates that wait to be handled, messages that are due to be sent, and updates that were given up.

    `waiting_since` and `due_since` are in milliseconds, UTC: since when the oldest one waits; None: none does.
    """

    waiting: int
    waiting_since: int | None
    due: int
    due_since: int | None
    aside: int


class Health:
    """The state of the database, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def queues(self, now: int) -> Queues:
        [[row]] = await self._unit.fetch(Call(SQL["queues"], {"now": now}))
        first = row["due_first"]
        due_since = None if first is None else made_at(first)
        return Queues(row["waiting"], row["waiting_since"], row["due"], due_since, row["aside"])

    async def is_up_to_date(self) -> bool:
        """Whether the schema is that of this program."""
        [[row]] = await self._unit.fetch(Call(SQL["schema"], {}))
        return bool(row["version"] == max(migrations()))
