"""Requests, counted for staff: who holds a role in a province may count what lies there (storage/sql/figures.sql)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from msgspec import Struct

from domain.civil_time import wall_of
from domain.figures.decided import Decided
from domain.figures.requests import Group
from domain.requests.kinds import Kind
from domain.requests.life import State
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("figures")


class Span(Struct, frozen=True):
    """Of which province, `EVERYWHERE` for all in scope; and from when until before when, in milliseconds, UTC."""

    province: str
    since: int
    until: int


class Listed(Struct, frozen=True):
    """A request as a line of a spreadsheet: nothing of who sent it."""

    reference: str
    kind: Kind
    state: State
    project: str
    sector: str | None
    province: str
    place: str
    amount: int | None
    total_cost: int | None
    decided_amount: int | None
    submitted_at: int
    decided_at: int | None


class Figures:
    """What one member of staff may count, inside one unit."""

    def __init__(self, unit: Unit, chat_id: int) -> None:
        self._unit = unit
        self._chat_id = chat_id

    async def groups(self, span: Span, now: int) -> list[Group]:
        """All requests that were sent in the span; those that are alike, together."""
        return [_group(row) for row in await self._rows("groups", span, now=now)]

    async def listed(self, span: Span, most: int) -> list[Listed]:
        """The requests that were sent in the span, the newest first, and not more than `most`."""
        rows = await self._rows("listed", span, most=most)
        return [Listed(**{**row, "kind": Kind(row["kind"]), "state": State(row["state"])}) for row in rows]

    async def decided(self, span: Span) -> list[Decided]:
        """What was accepted and funded in the span."""
        return [_decided(row) for row in await self._rows("decided", span)]

    async def _rows(self, name: str, span: Span, **more: int) -> Sequence[Row]:
        values = {"chat_id": self._chat_id, "province": span.province, "since": span.since, "until": span.until}
        [rows] = await self._unit.fetch(Call(SQL[name], values | more))
        return rows


def _group(row: Row) -> Group:
    return Group(**{**row, "state": State(row["state"]), "late": bool(row["late"])})


def _decided(row: Row) -> Decided:
    year = wall_of(datetime.fromtimestamp(row["decided_at"] / 1000, UTC)).year
    is_theirs = row["cooperative_id"] is not None
    return Decided(
        row["call_id"], is_theirs, row["place"], row["sector"], row["total_cost"], row["decided_amount"], year
    )
