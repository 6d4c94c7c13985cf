"""Who may hear of a request: its province's staff, without those whose own it is. It is read, never shown."""

from collections.abc import Sequence

from domain.requests.life import Actor
from domain.service.receiving import Colleague
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("receiving")


def receiving(province: str) -> Call:
    """A row if anybody receives requests there."""
    return Call(SQL["receiving"], {"province": province})


class Receiving:
    """Teams, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def received(self, province: str) -> bool:
        """Whether anybody receives requests there."""
        [rows] = await self._unit.fetch(receiving(province))
        return bool(rows)

    async def team(self, request: int, now: int) -> dict[int, Colleague]:
        """Everybody who may work on the request with this id, by chat; in the order in which they became staff."""
        return (await self.teams([request], now))[request]

    async def teams(self, requests: list[int], now: int) -> dict[int, dict[int, Colleague]]:
        """The same for several requests, in one visit."""
        found = await self._unit.fetch(*(Call(SQL["team"], {"request": each, "now": now}) for each in requests))
        return {request: _team(rows) for request, rows in zip(requests, found, strict=True)}


def _team(rows: Sequence[Row]) -> dict[int, Colleague]:
    team: dict[int, Colleague] = {}
    for row in rows:
        chat_id, role = row["chat_id"], Actor(row["role"])
        held = team[chat_id].roles if chat_id in team else frozenset()
        team[chat_id] = Colleague(chat_id, row["language"], held | {role}, row["stand_in"])
    return team
