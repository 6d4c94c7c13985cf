"""Updates as they came: stored before they are acknowledged, done in the transaction that has their effects."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("inbox")


class Arrival(Struct, frozen=True):
    """An update that came in: its number, its lane (the chat) and its raw JSON."""

    update_id: int
    lane: int
    body: str


class Waiting(Struct, frozen=True):
    """The first update of a lane that is not done. `more`: another one waits behind it."""

    update_id: int
    body: str
    attempts: int
    not_before: int
    more: bool = False


class Backlog(Struct, frozen=True):
    """How much waits, and since when (milliseconds; None when nothing waits)."""

    count: int
    oldest: int | None


class Inbox:
    """The inbox, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def store(self, arrivals: Iterable[Arrival], now: int) -> None:
        """Keep updates; one that came before is left as it is, done or not."""
        for arrival in arrivals:
            values = {"update_id": arrival.update_id, "lane": arrival.lane, "body": arrival.body}
            self._unit.write(Call(SQL["store"], values | {"received_at": now}))

    @staticmethod
    def head_of(lane: int) -> Call:
        """The query for a lane's first waiting update, to be sent along with others; see `read_head`."""
        return Call(SQL["head"], {"lane": lane})

    @staticmethod
    def read_head(rows: Sequence[Row]) -> Waiting | None:
        return Waiting(**rows[0], more=len(rows) > 1) if rows else None

    def done(self, update_id: int) -> None:
        self._unit.write(Call(SQL["done"], {"update_id": update_id}))

    def retry(self, update_id: int, not_before: int, error: str) -> None:
        values = {"update_id": update_id, "not_before": not_before, "error": error}
        self._unit.write(Call(SQL["retry"], values))

    def set_aside(self, update_id: int, error: str) -> None:
        """Stop trying. What the person wrote goes; that it failed, and how, stays for a while."""
        self._unit.write(Call(SQL["set_aside"], {"update_id": update_id, "error": error}))

    def erase(self, lane: int) -> None:
        """Forget whose the handled updates were; their numbers stay, so that a late redelivery is known."""
        self._unit.write(Call(SQL["erase"], {"lane": lane}))

    async def waiting_lanes(self) -> list[int]:
        [rows] = await self._unit.fetch(Call(SQL["waiting_lanes"], {}))
        return [row["lane"] for row in rows]

    async def left_waiting(self, before: int) -> dict[int, int]:
        """Lanes with something that came before that time and is not done, and since when."""
        [rows] = await self._unit.fetch(Call(SQL["left_waiting"], {"before": before}))
        return {row["lane"]: row["since"] for row in rows}

    async def backlog(self) -> Backlog:
        [[row]] = await self._unit.fetch(Call(SQL["count_waiting"], {}))
        return Backlog(row["waiting"], row["oldest"])

    def forget(self, before: int) -> None:
        """Delete the traces of updates received before `before`; they guard against late redeliveries till then."""
        self._unit.write(Call(SQL["forget"], {"before": before}))
