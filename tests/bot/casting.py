"""A team, its people and its notices, for the tests of broadcasts; and a clock at which nobody sleeps."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.api import Api
from bot.broadcasts import Feeder
from bot.budget import Budget
from bot.clock import Clock, milliseconds
from bot.delivery import Delivery
from bot.freezing import freeze_audiences
from domain.broadcasts.account import State
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind
from domain.broadcasts.life import Deed, Life
from domain.broadcasts.topic import Topic
from domain.replacing import replace
from storage.broadcast_recipients import Recipients
from storage.broadcasts import Broadcasts
from storage.people import People, Person
from storage.subscriptions import Subscriptions
from storage.unit import Database
from tests.bot.fakes import Telegram, eventually
from tests.stage import TestClock
from tests.storage.examples import HASSAN, KHENIFRA, NADIA, employ

NOON = datetime(2026, 4, 15, 12, tzinfo=UTC)
FIRST = 10_001
TEXTS = {"ar": "السوق يوم الجمعة", "fr": "Le marché est vendredi"}
BODY = Body(Topic.NEWS, {language: Content(Kind.TEXT, text) for language, text in TEXTS.items()})


def noon() -> TestClock:
    return TestClock(NOON)


async def gather_people(database: Database, count: int) -> list[int]:
    """Staff of Khénifra, and so many who follow what happens there; every fourth reads French."""
    await employ(database)
    people = list(range(FIRST, FIRST + count))
    async with database.unit() as unit:
        for chat_id in people:
            People(unit).put(Person(chat_id, "ar" if chat_id % 4 else "fr"))
            Subscriptions(unit).add(chat_id, "place", KHENIFRA, 1)
    return people


async def planned(
    database: Database,
    clock: Clock,
    body: Body = BODY,
    *,
    approved: bool = False,
    **more: Any,
) -> int:
    """A notice that waits for its time, without an approval, or with one."""
    now = milliseconds(clock.now())
    async with database.unit() as unit:
        broadcasts = Broadcasts(unit)
        key = await broadcasts.create(HASSAN, KHENIFRA, body, now, **more)
        assert key is not None
        deeds = ((Deed.ASK, HASSAN), (Deed.APPROVE, NADIA)) if approved else ((Deed.PLAN, HASSAN),)
        for deed, by in deeds:
            assert await broadcasts.advance(await _of(broadcasts, key), deed, by, now)
    return key


async def do(
    database: Database, clock: Clock, key: int, deed: Deed, by: int = HASSAN, *, again: State | None = None
) -> None:
    """What a staff member taps."""
    async with database.unit() as unit:
        broadcasts = Broadcasts(unit)
        assert await broadcasts.advance(await _of(broadcasts, key), deed, by, milliseconds(clock.now()), again=again)


async def follow(database: Database, clock: Clock, original: int, work: Work, **texts: str) -> int:
    """A correction or a deletion of a notice."""
    contents = {language: Content(Kind.TEXT, text) for language, text in texts.items()}
    return await planned(database, clock, replace(BODY, contents=contents), work=work, original=original)


async def stored(database: Database, key: int) -> Broadcast:
    async with database.unit() as unit:
        return await _of(Broadcasts(unit), key)


async def life(database: Database, key: int) -> Life:
    return (await stored(database, key)).life


async def counts(database: Database, key: int) -> dict[State, int]:
    async with database.unit() as unit:
        return {state: people for state, people in (await Recipients(unit, key).counts()).items() if people}


async def states(database: Database, key: int) -> dict[int, State]:
    async with database.unit() as unit:
        recipients = Recipients(unit, key)
        return {each.chat_id: state for state in State for each in await recipients.page_of_state(state, 10_000)}


@asynccontextmanager
async def delivering(database: Database, telegram: Api, clock: Clock) -> AsyncIterator[Delivery]:
    """A start of what sends: first what a crash left is put in order."""
    delivery = Delivery(database, telegram, clock)
    delivery.budget = Budget(100_000, asyncio.get_running_loop().time, chat_interval=0)
    await delivery.recover()
    await Feeder(database, clock).recover()
    running = asyncio.create_task(delivery.run())
    try:
        yield delivery
    finally:
        if isinstance(telegram, Telegram):
            telegram.gate.set()
        delivery.stop()
        async with asyncio.timeout(5):
            await running


async def finish(database: Database, clock: Clock, delivery: Delivery, *keys: int) -> None:
    """Tick till these are over."""

    async def over() -> bool:
        await freeze_audiences(database, clock)
        if await Feeder(database, clock).feed():
            delivery.wake()
        return all([(await stored(database, key)).finished_at is not None for key in keys])

    await eventually(over)


def received(telegram: Telegram) -> Counter[int]:
    """How often each person was sent the notice."""
    return Counter(int(parameters["chat_id"]) for method, parameters in telegram.calls if method == "sendMessage")


async def _of(broadcasts: Broadcasts, key: int) -> Broadcast:
    found = await broadcasts.of(key)
    assert found is not None
    return found
