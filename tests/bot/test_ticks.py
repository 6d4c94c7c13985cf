import asyncio
from datetime import timedelta

from bot.broadcasts import Feeder
from bot.clock import milliseconds
from bot.delivery import Delivery
from bot.ticks import DENIALS_KEPT, TRACE_KEPT, forget_what_is_over, schedule
from storage.drafts import Draft, Drafts
from storage.inbox import Arrival, Inbox
from storage.outbox import Outbox, Priority
from storage.unit import Call, Database
from tests.bot.fakes import Telegram, eventually
from tests.stage import NOW, TestClock

DAY = timedelta(days=1)


async def counts(database: Database) -> list[int]:
    async with database.unit() as unit:
        tables = [Call(f"select * from {table}", {}) for table in ("inbox", "outbox", "draft")]  # noqa: S608 -- our own names
        return [len(rows) for rows in await unit.fetch(*tables)]


async def test_what_is_over_is_forgotten_and_forgetting_twice_is_as_good_as_once(database: Database) -> None:
    clock = TestClock()
    async with database.unit() as unit:
        for number, received in enumerate([NOW, NOW - TRACE_KEPT - DAY]):
            Inbox(unit).store([Arrival(number, 700, "{}")], milliseconds(received))
            Inbox(unit).done(number)
        Outbox(unit).queue(700, "sendMessage", {}, Priority.REPLY)
        Drafts(unit).put(700, Draft("over", "{}", active=False), milliseconds(NOW - DAY))
        Drafts(unit).put(700, Draft("kept", "{}", active=False), milliseconds(NOW + DAY))
    for _ in range(2):
        await forget_what_is_over(database, clock)
        assert await counts(database) == [1, 1, 1]
    async with database.unit() as unit:
        [message] = await Outbox(unit).due(milliseconds(NOW), 10)
        Outbox(unit).sent(message.id, 1, milliseconds(NOW))
    clock.move(TRACE_KEPT + DAY)
    await forget_what_is_over(database, clock)
    assert await counts(database) == [0, 0, 0]


async def test_an_attempt_at_somebody_elses_request_is_forgotten_after_a_year(database: Database) -> None:
    clock = TestClock()
    async with database.unit() as unit:
        values = {"id": 1, "at": milliseconds(NOW), "chat": 700, "reference": "TW-0000-0000"}
        unit.write(Call("insert into request_denied values (:id, :at, :chat, :reference)", values))
    for after, left in ((DENIALS_KEPT - DAY, 1), (2 * DAY, 0)):
        clock.move(after)
        await forget_what_is_over(database, clock)
        async with database.unit() as unit:
            [rows] = await unit.fetch(Call("select * from request_denied", {}))
        assert len(rows) == left


async def test_the_ticks_wake_the_delivery_and_tidy_up(database: Database) -> None:
    clock = TestClock()
    delivery = Delivery(database, Telegram(), clock)
    await delivery.budget.slot(700, 1)
    delivery.budget.pace._chats[700] -= 3600
    async with database.unit() as unit:
        Drafts(unit).put(700, Draft("over", "{}", active=False), milliseconds(NOW - DAY))
    scheduler = schedule(database, delivery, clock, Feeder(database, clock))
    scheduler.start()
    for job in scheduler.get_jobs():
        assert (job.misfire_grace_time, job.coalesce, job.max_instances) == (None, True, 1)
        job.modify(next_run_time=NOW)  # long ago, for the scheduler: it comes late and is run all the same

    async def tidied() -> bool:
        return (await counts(database))[2] == 0

    await eventually(tidied)
    await eventually(delivery._wake.is_set)
    await eventually(lambda: delivery.budget.pace._chats == {})
    scheduler.shutdown(wait=False)
    await asyncio.sleep(0)
