import asyncio

import pytest

from storage.event_visits import EventVisits, Present, Visit, came_to, erase_visits
from storage.events import Events
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY

EVENT, STAFF, FATIMA = COOPERATIVES_DAY.id, 500, 700
VISIT = Visit(FATIMA, 2, "scan", checked_at=1000, checked_by=STAFF)


@pytest.fixture(autouse=True)
async def meeting(database: Database) -> None:
    async with database.unit() as unit:
        Events(unit).save(COOPERATIVES_DAY, STAFF, "secret")


async def check_in(database: Database, visit: Visit) -> Visit | None:
    async with database.unit() as unit:
        return await EventVisits(unit, EVENT).check_in(visit)


async def count(database: Database) -> Present:
    async with database.unit() as unit:
        return await EventVisits(unit, EVENT).count()


async def test_who_is_scanned_twice_is_counted_once_and_the_second_time_says_when_the_first_was(
    database: Database,
) -> None:
    assert await check_in(database, VISIT) is None
    assert await check_in(database, Visit(FATIMA, 1, "wall", checked_at=2000)) == VISIT
    assert await count(database) == Present(1, 2)


async def test_two_doors_at_once_count_one_visitor(database: Database) -> None:
    both = await asyncio.gather(check_in(database, VISIT), check_in(database, VISIT))
    assert list(both) == [None, VISIT]


async def test_people_without_telegram_are_on_the_sheet_by_name(database: Database) -> None:
    async with database.unit() as unit:
        visits = EventVisits(unit, EVENT)
        visits.check_in_by_name("Brahim", "list", 3000, STAFF)
        visits.check_in_by_name("Aicha", "list", 3000, STAFF)
        await visits.check_in(VISIT)
        assert sorted(visit.name or "" for visit in await visits.all()) == ["", "Aicha", "Brahim"]
        assert await visits.count() == Present(3, 4)


async def test_a_mistake_can_be_taken_back(database: Database) -> None:
    await check_in(database, VISIT)
    async with database.unit() as unit:
        EventVisits(unit, EVENT).take_back(FATIMA)
    assert await count(database) == Present(0, 0)


async def test_the_meetings_that_somebody_was_at_are_known_until_she_erases_them(database: Database) -> None:
    await check_in(database, VISIT)
    async with database.unit() as unit:
        assert await came_to(unit, FATIMA) == {EVENT}
        erase_visits(unit, FATIMA)
        assert await came_to(unit, FATIMA) == frozenset()
    assert await count(database) == Present(1, 2), "the number of people who were there stays right"
