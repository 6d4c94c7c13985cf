"""Delivery beside that of another replica, which does something in the worst moment."""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest

from bot.budget import Budget
from bot.clock import SystemClock
from bot.delivery import Delivery
from storage.outbox import Outbox, Outgoing, Priority
from storage.postgres import Postgres
from storage.postgres_unit import PostgresUnit
from storage.unit import Call, Part, Row, Unavailable
from tests.bot.fakes import Telegram, eventually

FATIMA, HASSAN = 700, 800
CHATS, STEPS, AT_ONCE = 5, 60, 3
LONGEST_WAIT = 0.01


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
    two_replicas: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch, priority: Priority
) -> None:
    one, other = two_replicas
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
    two_replicas: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two_replicas
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
    two_replicas: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch, *, committed: bool
) -> None:
    one, _ = two_replicas
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


class Street:
    """Two replicas and a few chats, to which things happen in an order that the dice choose."""

    def __init__(self, databases: tuple[Postgres, Postgres], seed: int) -> None:
        self._dice = random.Random(seed)  # noqa: S311 -- a repeatable story, no secret
        self._databases = databases
        self._telegrams = tuple(Telegram() for _ in databases)
        self._deliveries: tuple[Delivery, ...] = ()
        self._numbers = count()
        self.replies: dict[int, list[str]] = defaultdict(list)
        self.bulk: set[str] = set()
        self.heard: list[tuple[int, str]] = []
        for telegram in self._telegrams:
            telegram.behave = self._hear

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        one, other = (delivering(*each) for each in zip(self._databases, self._telegrams, strict=True))
        async with one as first, other as second:
            self._deliveries = first, second
            yield

    async def happens(self) -> None:
        at, chat_id = self._dice.randrange(2), self._dice.randint(1, CHATS)
        match self._dice.choice(("update", "update", "update", "notice", "stop")):
            case "update":
                await self._update(at, chat_id)
            case "notice":
                await self._notice(at)
            case _:
                await self._stop(at)
        for delivery in self._deliveries:
            if self._dice.random() < 0.5:
                delivery.wake()

    async def falls_silent(self) -> None:
        async def is_silent() -> bool:
            for delivery in self._deliveries:
                delivery.wake()
            return not {"queued", "inflight"} & set(await states(self._databases[0]))

        await eventually(is_silent)

    async def _update(self, at: int, chat_id: int) -> None:
        """A handler in one replica answers, if it gets the chat."""
        async with self._databases[at].unit() as unit:
            if chat_id not in await unit.claim([chat_id]):
                return
            part = Part(unit)
            for _ in range(self._dice.randint(1, 3)):
                self.replies[chat_id].append(f"{len(self.replies[chat_id])}")
                said = {"chat_id": chat_id, "text": self.replies[chat_id][-1]}
                Outbox(part).queue(chat_id, "sendMessage", said, Priority.REPLY)
            part.join()
        self._deliveries[at].hand_over(part.written)

    async def _notice(self, at: int) -> None:
        async with self._databases[at].unit() as unit:
            for chat_id in range(1, CHATS + 1):
                text = f"notice {next(self._numbers)}"
                self.bulk.add(text)
                Outbox(unit).queue(chat_id, "sendMessage", {"chat_id": chat_id, "text": text}, Priority.BULK)

    async def _stop(self, at: int) -> None:
        """What was not yet on its way is withdrawn."""
        async with self._databases[at].unit() as unit:
            withdraw = "delete from outbox where priority = 2 and state = 'queued' and chat_id > 2 returning body"
            [rows] = await unit.fetch(Call(withdraw, {}))
        self.bulk -= {json.loads(row["body"])["text"] for row in rows}

    def _hear(self, _method: str, parameters: dict[str, Any]) -> dict[str, int]:
        self.heard.append((parameters["chat_id"], parameters["text"]))
        return {"message_id": len(self.heard)}


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_two_replicas_do_at_once_each_thing_is_said_once_and_in_order(
    two_replicas: tuple[Postgres, Postgres], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    street, pauses = Street(two_replicas, seed), random.Random(seed)  # noqa: S311 -- a repeatable story, no secret
    fetch = PostgresUnit.fetch

    async def fetch_and_wait(unit: PostgresUnit, *calls: Call) -> Sequence[Sequence[Row]]:
        rows = await fetch(unit, *calls)
        if pauses.random() < 0.3:
            await asyncio.sleep(pauses.random() * LONGEST_WAIT)
        return rows

    monkeypatch.setattr(PostgresUnit, "fetch", fetch_and_wait)
    async with street.open():
        for _ in range(STEPS // AT_ONCE):
            await asyncio.gather(*(street.happens() for _ in range(AT_ONCE)))
        await street.falls_silent()
    for chat_id, replies in street.replies.items():
        assert [text for chat, text in street.heard if chat == chat_id and "notice" not in text] == replies
    assert sorted(text for _, text in street.heard if "notice" in text) == sorted(street.bulk)
