from datetime import datetime, timedelta

from bot.clock import milliseconds
from bot.reviews import tell_of_reviews
from domain.calls import load
from domain.requests.life import Actor
from messages.checks import overdue
from storage.outbox import Outbox, Outgoing
from storage.people import People, Person
from storage.staff import EVERYWHERE, Staff
from storage.unit import Database
from tests.stage import NOW, TestClock

NADIA, SAID = 700, 800
FIRST = min(call.review_by for call in load().calls)
DUE = datetime.combine(FIRST, NOW.timetz().replace(hour=12))


def after(days: int) -> TestClock:
    """Noon, so many days after the first day of review."""
    return TestClock(DUE + timedelta(days=days))


async def administrator(database: Database, chat_id: int, language: str) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(chat_id, language, staff=True))
        Staff(unit).grant(chat_id, Actor.ADMIN, EVERYWHERE, None, 1)


async def queued(database: Database) -> list[Outgoing]:
    async with database.unit() as unit:
        return await Outbox(unit).due(milliseconds(DUE + timedelta(days=400)), 50)


async def test_each_administrator_hears_once_and_in_her_language_that_a_day_of_review_has_passed(
    database: Database,
) -> None:
    await administrator(database, NADIA, "ar")
    await administrator(database, SAID, "fr")
    for days in (0, 1, 2, 3):
        await tell_of_reviews(database, after(days))
    late = overdue(FIRST + timedelta(days=1))
    messages = {message.chat_id: message.body for message in await queued(database)}
    assert messages.keys() == {NADIA, SAID}
    assert len(await queued(database)) == 2 * len({call.review_by for call in overdue(FIRST + timedelta(days=3))})
    assert late[0].title.ar in messages[NADIA]
    assert "La date de révision" in messages[SAID]
    assert "st:review" in messages[SAID]


async def test_before_that_day_nobody_hears_anything(database: Database) -> None:
    await administrator(database, NADIA, "ar")
    await tell_of_reviews(database, after(0))
    assert await queued(database) == []


async def test_at_night_it_waits_and_without_an_administrator_too(database: Database) -> None:
    await tell_of_reviews(database, after(1))
    await administrator(database, NADIA, "ar")
    await tell_of_reviews(database, TestClock(DUE.replace(hour=23) + timedelta(days=1)))
    assert await queued(database) == []
    await tell_of_reviews(database, after(2))
    assert await queued(database)
