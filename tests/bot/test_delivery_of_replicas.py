"""Delivery beside that of another replica, which does something in the worst moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery
from storage.outbox import Outbox, Outgoing, Priority
from storage.postgres import Postgres
from storage.postgres_unit import PostgresUnit
from storage.unit import Call, Unavailable
from tests import postgres
from tests.bot.fakes import Telegram, eventually

FATIMA, HASSAN = 700, 800


@pytest.fixture
def address(postgres_address: str) -> str:
    asyncio.run(postgres.empty(postgres_address))
    return postgres_address


@pytest.fixture
async def two(address: str) -> AsyncIterator[tuple[Postgres, Postgres]]:
    one, other = await Postgres.open(address), await Postgres.open(address)
    for each in (one, other):
        await each.replicas.join()
    yield one, other
    for each in (one, other):
        await each.close()


@asynccontextmanager
async def delivering(database: Postgres, telegram: Telegram) -> AsyncIterator[Delivery]:
    delivery = Delivery(database, telegram, SystemClock())
    delivery.budget = Budget(100_000, asyncio.get_running_loop().time, chat_interval=0)
    running = asyncio.create_task(delivery.run())
    try:
        yield delivery
    finally:
        delivery.stop()
        async with asyncio.timeout(5):
            await running


async def queue(database: Postgres, chat_id: int, text: str, priority: Priority) -> None:
    async with database.unit() as unit:
        Outbox(unit).queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, priority)


async def states(database: Postgres) -> list[str]:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select state from outbox order by id", {}))
    return [row["state"] for row in rows]


def once_after_reading(
    monkeypatch: pytest.MonkeyPatch, database: Postgres, happens: Callable[[], Awaitable[None]]
) -> None:
    """Between the first reading of what is due by this replica and what it does then, something happens."""
    due, pending = Outbox.due, [happens]

    async def due_and_then(
        outbox: Outbox, now: int, most: int, least: Priority = Priority.BULK, *, after: Outgoing | None = None
    ) -> list[Outgoing]:
        page = await due(outbox, now, most, least, after=after)
        if page and outbox._unit.replica == database.replicas.id and pending:
            await pending.pop()()
        return page

    monkeypatch.setattr(Outbox, "due", due_and_then)


@pytest.mark.parametrize("priority", [Priority.REPLY, Priority.BULK])
async def test_what_another_replica_says_while_the_outbox_is_read_is_not_said_twice(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch, priority: Priority
) -> None:
    one, other = two
    heard = Telegram()
    await queue(one, FATIMA, "السوق يوم الجمعة", priority)

    async def said_by_the_other() -> None:
        async with delivering(other, heard):
            await eventually(is_said)

    async def is_said() -> bool:
        return await states(other) == ["sent"]

    once_after_reading(monkeypatch, one, said_by_the_other)
    async with delivering(one, heard) as delivery:
        await eventually(lambda: len(heard.said) == 1)
        await queue(one, HASSAN, "مرحبا", priority)
        delivery.wake()
        await eventually(lambda: "مرحبا" in heard.said)
    assert heard.said == ["السوق يوم الجمعة", "مرحبا"]


async def test_what_is_withdrawn_while_the_outbox_is_read_does_not_leave(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two
    heard = Telegram()
    await queue(one, FATIMA, "wrong day", Priority.BULK)
    await queue(one, FATIMA, "right day", Priority.BULK)

    async def withdrawn() -> None:
        async with other.unit() as unit:
            unit.write(Call("delete from outbox where state = 'queued' and body like '%wrong%'", {}))

    once_after_reading(monkeypatch, one, withdrawn)
    async with delivering(one, heard) as delivery:
        await eventually(lambda: bool(heard.said) or waked(delivery))
    assert heard.said == ["right day"]


def waked(delivery: Delivery) -> bool:
    """The tick that looks every second what is due."""
    delivery.wake()
    return False


@pytest.mark.parametrize("committed", [True, False])
async def test_a_bulk_message_leaves_once_when_nobody_knows_whether_its_departure_was_written(
    two: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> None:
    one, _ = two
    heard, failures = Telegram(), [Unavailable("the connection was lost")]
    commit = PostgresUnit.commit

    async def commit_and_lose_the_answer(unit: PostgresUnit) -> None:
        departs = any("'inflight' where id" in call.sql for call in unit._writes)
        if departs and failures and not committed:
            raise failures.pop()
        await commit(unit)
        if departs and failures:
            raise failures.pop()

    await queue(one, FATIMA, "السوق يوم الجمعة", Priority.BULK)
    monkeypatch.setattr(PostgresUnit, "commit", commit_and_lose_the_answer)
    async with delivering(one, heard) as delivery:

        async def is_said() -> bool:
            delivery.wake()
            return await states(one) == ["sent"]

        await eventually(is_said)
    assert not failures
    assert heard.said == ["السوق يوم الجمعة"]
