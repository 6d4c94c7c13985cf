"""Who is away, and which colleague stands in for her. It gives no rights: see domain/service/receiving.py."""

from msgspec import Struct

from domain.requests.life import Actor
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("absences")


class Absence(Struct, frozen=True):
    """From `since` up to `until`, in milliseconds, the colleague `stand_in` hears of what `chat_id` would hear of."""

    chat_id: int
    stand_in: int
    since: int
    until: int


class Peer(Struct, frozen=True):
    """Somebody who works in the same province; `province` may be all of them."""

    chat_id: int
    role: Actor
    province: str


class Absences:
    """Absences, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def begin(self, chat_id: int, stand_in: int, until: int, now: int) -> bool:
        """Note an absence in place of an earlier one; False: this is nobody who could stand in."""
        if stand_in not in {peer.chat_id for peer in await self.peers(chat_id, now)}:
            return False
        self.end(chat_id, now)
        values = {"id": new_key(), "chat_id": chat_id, "stand_in": stand_in, "now": now, "until": until}
        self._unit.write(Call(SQL["begin"], values))
        return True

    def end(self, chat_id: int, now: int) -> None:
        """She is back."""
        self._unit.write(Call(SQL["end"], {"chat_id": chat_id, "now": now}))

    async def now(self, chat_id: int, now: int) -> Absence | None:
        """Her absence, while she is away."""
        [rows] = await self._unit.fetch(Call(SQL["now"], {"chat_id": chat_id, "now": now}))
        return Absence(**rows[0]) if rows else None

    async def stands_in_for(self, chat_id: int, now: int) -> int:
        """For how many colleagues she stands in now."""
        [rows] = await self._unit.fetch(Call(SQL["stands_in_for"], {"chat_id": chat_id, "now": now}))
        return len(rows)

    async def peers(self, chat_id: int, now: int) -> list[Peer]:
        """Who could stand in for her: works in a province of hers, and is there; each once."""
        [rows] = await self._unit.fetch(Call(SQL["colleagues"], {"chat_id": chat_id, "now": now}))
        first = {row["chat_id"]: row for row in reversed(rows)}
        return [Peer(row["chat_id"], Actor(row["role"]), row["province"]) for row in reversed(first.values())]

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))

    def forget(self, before: int) -> None:
        self._unit.write(Call(SQL["forget"], {"before": before}))
