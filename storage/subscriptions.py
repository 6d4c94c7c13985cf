"""What people asked to hear about: places, sectors, legal forms and topics. Who asked for nothing is told nothing."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from domain.events.audience import Reader
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("subscriptions")

Kind = Literal["place", "sector", "legal_form", "topic"]


class Subscriptions:
    """Subscriptions, inside one unit."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def add(self, chat_id: int, kind: Kind, code: str, now: int) -> None:
        self._unit.write(Call(SQL["add"], {"chat_id": chat_id, "kind": kind, "code": code, "since": now}))

    def remove(self, chat_id: int, kind: Kind, code: str) -> None:
        self._unit.write(Call(SQL["remove"], {"chat_id": chat_id, "kind": kind, "code": code}))

    async def of(self, chat_id: int) -> Reader | None:
        """What somebody follows; None when she follows nothing."""
        [rows] = await self._unit.fetch(Call(SQL["of"], {"chat_id": chat_id}))
        return _reader(rows, None) if rows else None

    async def readers(self, most: int, after: int = 0) -> list[tuple[int, Reader]]:
        """The next page of people who follow something and can be reached: by chat, in order, `after` a chat."""
        [rows] = await self._unit.fetch(Call(SQL["readers"], {"most": most, "after": after}))
        grouped = groupby(rows, key=lambda row: (int(row["chat_id"]), row["language"]))
        return [(chat_id, _reader(list(own), language)) for (chat_id, language), own in grouped]

    def erase(self, chat_id: int) -> None:
        self._unit.write(Call(SQL["erase"], {"chat_id": chat_id}))


def _reader(rows: Sequence[Row], language: str | None) -> Reader:
    codes = {kind: frozenset(row["code"] for row in rows if row["kind"] == kind) for kind in _KINDS}
    return Reader(codes["place"], codes["sector"], codes["legal_form"], codes["topic"], language)


_KINDS: tuple[Kind, ...] = ("place", "sector", "legal_form", "topic")
