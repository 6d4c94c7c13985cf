"""Questions to the organisers of a meeting: collected before it, answered, and published without who asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from storage.keys import new_key
from storage.statements import statements
from storage.unit import Call, Row, Unit

SQL = statements("event_questions")


class Asked(Struct, frozen=True):
    """One question. Who asked it is for the answer to reach her, and for nothing else."""

    id: int
    chat_id: int
    words: str
    asked_at: int
    answer: str | None
    published: bool


class EventQuestions:
    """The questions about one meeting, inside one unit."""

    def __init__(self, unit: Unit, event_id: int) -> None:
        self._unit = unit
        self._event_id = event_id

    def ask(self, chat_id: int, words: str, now: int) -> int:
        """Keep a question and return its id."""
        key = new_key()
        self._unit.write(self._call(SQL["ask"], id=key, chat_id=chat_id, words=words, asked_at=now))
        return key

    def answer(self, key: int, words: str, now: int, *, publish: bool) -> None:
        """Answer a question of this meeting; `publish` shows both to everybody who opens its card."""
        self._unit.write(self._call(SQL["answer"], id=key, answer=words, now=now, published=int(publish)))

    async def all(self) -> list[Asked]:
        [rows] = await self._unit.fetch(self._call(SQL["all"]))
        return _read(rows)

    async def published(self) -> list[Asked]:
        [rows] = await self._unit.fetch(self._call(SQL["published"]))
        return _read(rows)

    def _call(self, sql: str, **values: Any) -> Call:
        return Call(sql, {"event_id": self._event_id, **values})


def forget_questions(unit: Unit, before: date) -> None:
    """Delete the questions about meetings that were held before that day."""
    unit.write(Call(SQL["forget"], {"before": before.isoformat()}))


def erase_questions(unit: Unit, chat_id: int) -> None:
    unit.write(Call(SQL["erase"], {"chat_id": chat_id}))


def _read(rows: Sequence[Row]) -> list[Asked]:
    return [
        Asked(row["id"], row["chat_id"], row["words"], row["asked_at"], row["answer"], bool(row["published"]))
        for row in rows
    ]
