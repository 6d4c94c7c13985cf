import pytest

from storage.event_questions import EventQuestions, erase_questions
from storage.events import Events
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY, LAUNCH

EVENT, FATIMA, HASSAN = COOPERATIVES_DAY.id, 700, 800


@pytest.fixture(autouse=True)
async def meetings(database: Database) -> None:
    async with database.unit() as unit:
        for event in (COOPERATIVES_DAY, LAUNCH):
            Events(unit).save(event, 500, "secret")


async def test_questions_are_collected_answered_and_only_some_published(database: Database) -> None:
    async with database.unit() as unit:
        questions = EventQuestions(unit, EVENT)
        first = questions.ask(FATIMA, "هل النقل متوفر؟", now=1)
        second = questions.ask(HASSAN, "سؤال خاص", now=2)
        questions.answer(first, "نعم، من المحطة.", now=3, publish=True)
        questions.answer(second, "سنتصل بك.", now=4, publish=False)
        assert [(each.id, each.answer, each.published) for each in await questions.all()] == [
            (first, "نعم، من المحطة.", True),
            (second, "سنتصل بك.", False),
        ]
        assert [each.id for each in await questions.published()] == [first]


async def test_a_question_of_another_meeting_cannot_be_answered_here(database: Database) -> None:
    async with database.unit() as unit:
        key = EventQuestions(unit, EVENT).ask(FATIMA, "سؤال", now=1)
        EventQuestions(unit, LAUNCH.id).answer(key, "جواب", now=2, publish=True)
        [asked] = await EventQuestions(unit, EVENT).all()
        assert asked.answer is None


async def test_somebodys_questions_can_be_erased(database: Database) -> None:
    async with database.unit() as unit:
        EventQuestions(unit, EVENT).ask(FATIMA, "سؤال", now=1)
        erase_questions(unit, FATIMA)
        assert await EventQuestions(unit, EVENT).all() == []
