import pytest

from storage.event_tellings import EventTellings, Key, Telling
from storage.events import Events
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY

KEY = Key(COOPERATIVES_DAY.id, "moved:2")


@pytest.fixture(autouse=True)
async def meeting(database: Database) -> None:
    async with database.unit() as unit:
        Events(unit).save(COOPERATIVES_DAY, 500, "secret")
        EventTellings(unit).begin(Telling(KEY, {"reason": 'قاعة "أخرى"'}, 900, 1000))


async def test_what_is_told_goes_on_where_it_was(database: Database) -> None:
    async with database.unit() as unit:
        EventTellings(unit).go_on(KEY, 77)
    async with database.unit() as unit:
        assert await EventTellings(unit).taken(KEY) == Telling(KEY, {"reason": 'قاعة "أخرى"'}, 900, 1000, 77)


async def test_a_second_beginning_changes_nothing(database: Database) -> None:
    async with database.unit() as unit:
        EventTellings(unit).begin(Telling(KEY, {}, 5, 5))
        [telling] = await EventTellings(unit).of(KEY.event_id)
    assert telling.not_before == 1000


async def test_what_waits_is_due_when_its_time_has_come_and_not_when_it_has_ended(database: Database) -> None:
    async with database.unit() as unit:
        tellings = EventTellings(unit)
        assert await tellings.due(999) == []
        assert await tellings.due(1000) == [KEY]
        tellings.postpone(KEY, 2000)
        assert await tellings.due(1500) == []
        tellings.end(KEY)
        assert await tellings.due(9000) == []
        assert await tellings.taken(KEY) is None
