import pytest

from storage.event_feedback import EventFeedback, Feedback, Opinion, erase_feedback
from storage.events import Events
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY

EVENT, FATIMA, HASSAN = COOPERATIVES_DAY.id, 700, 800


@pytest.fixture(autouse=True)
async def meeting(database: Database) -> None:
    async with database.unit() as unit:
        Events(unit).save(COOPERATIVES_DAY, 500, "secret")


async def test_opinions_are_added_up_and_the_latest_of_a_person_counts(database: Database) -> None:
    async with database.unit() as unit:
        said = EventFeedback(unit, EVENT)
        assert await said.opinion() == Opinion(0, 0, 0, 0)
        said.put(FATIMA, Feedback(1, 1, 1), now=1)
        said.put(FATIMA, Feedback(3, 2, 3, voice="note"), now=2)
        said.put(HASSAN, Feedback(2, 2, 1), now=3)
        assert await said.opinion() == Opinion(2, 5, 4, 4)
        assert await said.voices() == ["note"]
        erase_feedback(unit, FATIMA)
        assert await said.opinion() == Opinion(1, 2, 2, 1)
