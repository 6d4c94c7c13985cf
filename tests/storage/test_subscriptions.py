from domain.events.audience import Reader
from storage.people import People, Person
from storage.subscriptions import Subscriptions
from storage.unit import Database

FATIMA, HASSAN, AICHA = 700, 800, 900
HERS = Reader(places=frozenset({"09.581"}), sectors=frozenset({"beekeeping"}))


async def follow(database: Database) -> None:
    async with database.unit() as unit:
        for chat_id in (FATIMA, HASSAN, AICHA):
            People(unit).put(Person(chat_id, "ar"))
        following = Subscriptions(unit)
        following.add(FATIMA, "place", "09.581", now=1)
        following.add(FATIMA, "place", "09.581", now=2)
        following.add(FATIMA, "sector", "beekeeping", now=1)
        following.add(HASSAN, "topic", "fairs", now=1)


async def test_what_somebody_follows_comes_back_once(database: Database) -> None:
    await follow(database)
    async with database.unit() as unit:
        assert await Subscriptions(unit).of(FATIMA) == HERS
        assert await Subscriptions(unit).of(AICHA) is None


async def test_readers_come_in_pages_and_without_those_who_follow_nothing_or_blocked_the_bot(
    database: Database,
) -> None:
    await follow(database)
    async with database.unit() as unit:
        following = Subscriptions(unit)
        [(first, reader)] = await following.readers(most=1)
        assert (first, reader.places, reader.language) == (FATIMA, HERS.places, "ar")
        [(second, _)] = await following.readers(most=5, after=FATIMA)
        assert second == HASSAN
        People(unit).block(HASSAN, 1)
        assert await following.readers(most=5, after=FATIMA) == []


async def test_following_can_be_ended_one_by_one_and_all_at_once(database: Database) -> None:
    await follow(database)
    async with database.unit() as unit:
        following = Subscriptions(unit)
        following.remove(FATIMA, "sector", "beekeeping")
        assert await following.of(FATIMA) == Reader(places=HERS.places)
        following.erase(FATIMA)
        assert await following.of(FATIMA) is None
