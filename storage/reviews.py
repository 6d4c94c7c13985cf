"""Of which overdue rules administrators were told. It tells of no person, so it has no scope."""

from datetime import date

from storage.statements import statements
from storage.unit import Call, Unit

SQL = statements("reviews")


class Reviews:
    """What was told, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def told(self) -> set[tuple[str, date]]:
        """The calls, each with the day of review that had passed."""
        [rows] = await self._unit.fetch(Call(SQL["told"], {}))
        return {(row["call_id"], date.fromisoformat(row["review_by"])) for row in rows}

    def tell(self, call: str, review_by: date, now: int) -> None:
        """Note that it was told; once more changes nothing."""
        self._unit.write(Call(SQL["tell"], {"call_id": call, "review_by": review_by.isoformat(), "now": now}))
