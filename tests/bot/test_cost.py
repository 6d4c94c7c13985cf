"""What an update costs, counted: visits to the database's thread, statements, transactions, calls to Telegram.

Counts do not depend on the machine, so they may be a test; what they amount to in time is in `bench/`. Whoever needs
more raises the budget here, on purpose.
"""

import itertools
import math
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from bot.api import Api
from conversations.state import State
from storage.drafts import Draft, Drafts
from storage.sqlite import Connection, Sqlite
from tests.bot.fakes import eventually
from tests.stage import Stage

PEOPLE = 16
WORKS = {"insert", "update", "delete", "select"}
FIRST_UPDATE = 10_000


@asynccontextmanager
async def counted(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Counter[str]]:
    """Count what happens in the database and on the wire while the block runs."""
    counts: Counter[str] = Counter()
    stage.program.feeder._looked_at = math.inf  # the clock's own looks come when they come
    connection = cast("Sqlite", stage.database)._connection
    visit, send = Connection.visit, Api.send

    async def counted_visit(self: Connection, work: Any) -> Any:
        counts["visits"] += 1
        return await visit(self, work)

    async def counted_send(self: Api, method: str, body: str) -> Any:
        counts["calls"] += 1
        return await send(self, method, body)

    def note(statement: str) -> None:
        word = statement.split(maxsplit=1)[0].lower()
        counts["transactions"] += word == "begin"
        counts["statements"] += word in WORKS

    await connection.visit(lambda db: db.set_trace_callback(note))
    monkeypatch.setattr(Connection, "visit", counted_visit)
    monkeypatch.setattr(Api, "send", counted_send)
    yield counts
    monkeypatch.undo()
    await connection.visit(lambda db: db.set_trace_callback(None))


def typed(number: int, chat: int, text: str) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "فاطمة", "language_code": "ar"}
    here = {"id": chat, "type": "private", "first_name": "فاطمة"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1, "from": person, "chat": here, "text": text},
    }


async def in_the_middle(stage: Stage, people: int) -> list[int]:
    """People who were asked for the place; the bot has nothing else to do."""
    phones = [stage.phone(f"{number}") for number in range(people)]
    for phone in phones:
        await phone.start()
        await phone.sees("مرحبا")
    await stage.settled()
    async with stage.database.unit() as unit:
        for phone in phones:
            Drafts(unit).put(phone.id, Draft("eligibility", State(run="abc").dump(), active=True), 2**52)
    return [phone.id for phone in phones]


async def cost(stage: Stage, monkeypatch: pytest.MonkeyPatch, people: int) -> dict[str, float]:
    """Each of so many people gives one answer at the same moment; what one of them cost."""
    chats = await in_the_middle(stage, people)
    numbers = itertools.count(FIRST_UPDATE)
    updates = [typed(next(numbers), chat, "تارودانت") for chat in chats]
    delivery = stage.program.delivery
    await eventually(lambda: delivery._behind is not None)
    # The tick of every second may fall into this moment.
    monkeypatch.setattr(delivery, "wake", lambda: None)
    monkeypatch.setattr(delivery, "_send_due", nothing)
    async with counted(stage, monkeypatch) as counts:
        await stage.program.intake.take(updates)
        await eventually(lambda: counts["calls"] >= people and not delivery._held)
    assert counts["calls"] == people
    return {name: count / people for name, count in counts.items()}


async def nothing() -> None:
    pass


async def test_an_update_alone_costs_four_visits_and_three_transactions(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = await cost(stage, monkeypatch, 1)
    assert each["visits"] <= 4  # stored; read; committed; marked as sent
    assert each["transactions"] <= 3
    assert each["statements"] <= 8


async def test_updates_of_many_people_share_visits_and_transactions(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = await cost(stage, monkeypatch, PEOPLE)
    assert each["visits"] <= 0.75
    assert each["transactions"] <= 0.5
    assert each["statements"] <= 8
