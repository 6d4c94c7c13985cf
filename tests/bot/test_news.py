from datetime import timedelta

from bot.clock import milliseconds
from bot.news import BETWEEN, tell_news
from domain.calls import load, relevant
from domain.eligibility import assess
from domain.news import glance
from handlers.eligibility import TELLING
from storage.outbox import Outbox, Outgoing
from storage.people import People, Person
from storage.saved_checks import SavedCheck, SavedChecks
from storage.unit import Call, Database
from tests.stage import NOW, TestClock

FACTS = {"place": "09.163", "legal_form": "cooperative", "sector": "argan"}
DAY, FATIMA, HASSAN = timedelta(days=1), 700, 800
NOON = NOW.replace(hour=12)
"""In Ramadan people are left in peace longer in the morning."""
MONTH_AGO = NOW - 28 * DAY


async def asks_to_be_told(database: Database, chat_id: int, *, telling: str | None = "tell-news/1") -> None:
    """Somebody who looked a month ago, before the call of Chtouka opened."""
    seen = glance(assess(FACTS, relevant(load().calls, "09.163", MONTH_AGO), MONTH_AGO))
    check = SavedCheck(FACTS, {}, "keep-check/1", milliseconds(MONTH_AGO), {}, telling, seen)
    async with database.unit() as unit:
        SavedChecks(unit).save(chat_id, check)


async def queued(database: Database) -> list[Outgoing]:
    async with database.unit() as unit:
        return await Outbox(unit).due(milliseconds(NOW + 9 * DAY), 50)


async def test_who_asked_hears_once_that_a_call_opened(database: Database) -> None:
    clock = TestClock(NOON)
    await asks_to_be_told(database, FATIMA)
    await asks_to_be_told(database, HASSAN, telling=None)
    for _ in range(3):
        await tell_news(database, clock)
        clock.move(DAY)
    [message] = [one for one in await queued(database) if "اشتوكة" in one.body]
    assert message.chat_id == FATIMA
    assert "c:card:indh_chtouka_2026" in message.body
    assert "n:off" in message.body
    assert {one.chat_id for one in await queued(database)} == {FATIMA}


async def test_each_is_told_in_her_language(database: Database) -> None:
    await asks_to_be_told(database, FATIMA)
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "fr"))
    await tell_news(database, TestClock(NOON))
    messages = await queued(database)
    assert messages
    assert all("Voici du nouveau" in one.body for one in messages)


async def test_nothing_is_said_at_night_and_the_morning_says_it(database: Database) -> None:
    clock = TestClock(NOW.replace(hour=23))
    await asks_to_be_told(database, FATIMA)
    await tell_news(database, clock)
    assert await queued(database) == []
    clock.move(timedelta(hours=13))
    await tell_news(database, clock)
    assert await queued(database)


async def test_who_blocked_the_bot_or_ended_it_is_left_in_peace(database: Database) -> None:
    await asks_to_be_told(database, FATIMA)
    await asks_to_be_told(database, HASSAN)
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
        People(unit).block(FATIMA, 1)
        SavedChecks(unit).hush(HASSAN)
    await tell_news(database, TestClock(NOON))
    assert await queued(database) == []


async def test_nobody_is_looked_at_twice_within_a_day(database: Database) -> None:
    clock = TestClock(NOON)
    await asks_to_be_told(database, FATIMA)
    await tell_news(database, clock)
    async with database.unit() as unit:
        assert await SavedChecks(unit).due(milliseconds(NOW - BETWEEN), 10) == []
        [awaited] = await SavedChecks(unit).due(milliseconds(NOW + DAY), 10)
    assert awaited.check.seen["indh_chtouka_2026"] == ["open", "yes"]


async def test_staff_choose_by_what_is_known_only_of_those_who_were_told_so(database: Database) -> None:
    await asks_to_be_told(database, FATIMA, telling=TELLING)
    await asks_to_be_told(database, HASSAN, telling="tell-news/1")
    await tell_news(database, TestClock(NOON))
    async with database.unit() as unit:
        [rows] = await unit.fetch(Call("select distinct chat_id from check_trait", {}))
    assert [row["chat_id"] for row in rows] == [FATIMA]
