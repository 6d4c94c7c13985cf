from storage.people import People, Person
from storage.unit import Database

FATIMA = 700


async def who_is(database: Database, chat_id: int) -> Person | None:
    async with database.unit() as unit:
        [rows] = await unit.fetch(People.who_is(chat_id))
    return People.read(rows)


async def test_nobody_is_known_who_did_not_come(database: Database) -> None:
    assert await who_is(database, FATIMA) is None


async def test_a_person_comes_back_as_she_was_put_and_can_be_changed(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
    assert await who_is(database, FATIMA) == Person(FATIMA, "ar")
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "fr"))
    assert await who_is(database, FATIMA) == Person(FATIMA, "fr")


async def test_the_moment_of_blocking_is_the_first_one(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
        People(unit).block(FATIMA, 1000)
        People(unit).block(FATIMA, 2000)
    assert await who_is(database, FATIMA) == Person(FATIMA, "ar", blocked_at=1000)


async def test_blocking_makes_no_person_of_somebody_unknown(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).block(FATIMA, 1000)
    assert await who_is(database, FATIMA) is None


async def test_an_erased_person_is_gone(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(FATIMA, "ar"))
        People(unit).erase(FATIMA)
    assert await who_is(database, FATIMA) is None
