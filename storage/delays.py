"""How long decisions took. It tells of no person, so it has no scope."""

from domain.requests.delay import Usual, usual
from domain.requests.kinds import Kind
from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("delays")
_NEWEST = 500
_DAY = 24 * 60 * 60 * 1000


class Delays:
    """Delays, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def usual(self, kind: Kind, province: str) -> Usual | None:
        """From sending to the decision, for the newest requests of this kind in the province; None below 20."""
        values = {"kind": kind.value, "province": province, "most": _NEWEST}
        [rows] = await self._unit.fetch(Call(SQL["decided"], values))
        return usual([row["took"] / _DAY for row in rows])
