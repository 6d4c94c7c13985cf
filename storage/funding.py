"""Funded projects that coordinators enter for the report; the roles are in the SQL (storage/sql/funding.sql)."""

from collections.abc import Mapping

from msgspec import Struct

from catalogue.call import Axis
from domain.figures.funding import Funded
from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("funding")
COLUMNS = (
    "projects",
    "cooperatives",
    "urban",
    "rural",
    "women",
    "phase",
    "axis",
    "sector",
    "year",
    "total_cost",
    "share",
    "name",
)


class Entered(Struct, frozen=True):
    """A row that was entered, by its key, for a province."""

    key: int
    province: str
    funded: Funded


class Funding:
    """What one member of staff may read and enter, inside one unit."""

    def __init__(self, unit: Unit, chat_id: int) -> None:
        self._unit = unit
        self._chat_id = chat_id

    async def enter(self, funded: Funded, province: str, now: int) -> bool:
        """Keep a row; False: she is no coordinator of that province.

        Percentages that were stated beside its numbers are not kept: they have been compared.
        """
        values = {column: getattr(funded, column) for column in COLUMNS}
        values |= {"axis": None if funded.axis is None else funded.axis.value}
        return bool(await self._fetch("enter", values | {"id": new_key(), "province": province, "now": now}))

    async def all(self, province: str, year: int | None) -> list[Entered]:
        """The rows of a province, `EVERYWHERE` for all in scope, in the order of entering; None: of every year."""
        return [_entered(row) for row in await self._fetch("all", {"province": province, "year": year})]

    async def remove(self, key: int, now: int) -> Entered | None:
        """Take a row out of the report; None: it is not there, or not hers to remove."""
        rows = await self._fetch("remove", {"id": key, "now": now})
        return _entered(rows[0]) if rows else None

    def erase(self) -> None:
        """Somebody erases everything: what she entered belongs to the report, and no longer tells who entered it."""
        for name in ("leave_entered", "leave_removed"):
            self._unit.write(Call(SQL[name], {"chat_id": self._chat_id}))

    async def _fetch(self, name: str, values: Mapping[str, object]) -> list[Row]:
        [rows] = await self._unit.fetch(Call(SQL[name], {"chat_id": self._chat_id, **values}))
        return list(rows)


def _entered(row: Row) -> Entered:
    known = {column: row[column] for column in COLUMNS}
    axis = None if row["axis"] is None else Axis(row["axis"])
    return Entered(row["id"], row["province"], Funded(**{**known, "axis": axis}))
