from datetime import UTC, datetime

import pytest

from domain.events.answer import Answer, Reply
from domain.events.reminders import Due
from domain.events.seating import Seating
from domain.replacing import replace
from storage.event_answers import EventAnswers
from storage.event_notices import EventNotices, Round, erase_notices
from storage.event_visits import EventVisits, Visit
from storage.events import Events
from storage.people import People, Person
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY

EVENT = COOPERATIVES_DAY.id
FATIMA, HASSAN, AICHA, BRAHIM = 700, 800, 900, 950
DUE = Due(1440, "2025-07-09T10:00", datetime(2025, 7, 8, 9, tzinfo=UTC), missed=False)
EARLIER = int(DUE.planned.timestamp() * 1000) - 1000


@pytest.fixture(autouse=True)
async def people(database: Database) -> None:
    """Fatima comes, Hassan may come, Aicha waits for a seat, Brahim does not come."""
    async with database.unit() as unit:
        Events(unit).save(COOPERATIVES_DAY, 500, "secret")
        answers = EventAnswers(unit, EVENT)
        replies = {FATIMA: Reply.COMING, HASSAN: Reply.MAYBE, AICHA: Reply.COMING, BRAHIM: Reply.NOT_COMING}
        for chat_id, reply in replies.items():
            People(unit).put(Person(chat_id, "ar"))
            await answers.give(Answer(chat_id, reply, answered_at=EARLIER, ticket=str(chat_id)), Seating(1))


async def to_remind(database: Database, due: Due = DUE, *, general: bool = True, most: int = 10) -> list[int]:
    async with database.unit() as unit:
        found = await EventNotices(unit, EVENT).to_remind(due, general=general, most=most)
    return [person.chat_id for person in found]


async def change(database: Database, chat_id: int, **values: object) -> None:
    async with database.unit() as unit:
        answers = EventAnswers(unit, EVENT)
        answer = await answers.of(chat_id)
        assert answer is not None
        answers.put(replace(answer, **values))  # type: ignore[arg-type] # the test says which fields


async def test_who_has_a_seat_or_may_come_is_reminded_and_who_waits_is_not(database: Database) -> None:
    assert await to_remind(database) == [FATIMA, HASSAN]


async def test_who_was_told_is_not_told_again(database: Database) -> None:
    async with database.unit() as unit:
        notices = EventNotices(unit, EVENT)
        notices.told(DUE.notice, FATIMA, now=1)
        notices.told(DUE.notice, FATIMA, now=2)
        assert await notices.count_told(DUE.notice) == 1
    assert await to_remind(database) == [HASSAN]
    assert await to_remind(database, replace(DUE, starts="2025-07-10T10:00")) == [FATIMA, HASSAN]


async def test_who_wants_no_reminders_gets_none_and_who_wants_her_own_gets_that(database: Database) -> None:
    await change(database, FATIMA, reminders=False, own_reminder=30)
    assert await to_remind(database) == [HASSAN]
    assert await to_remind(database, replace(DUE, minutes=30), general=False) == [FATIMA]


async def test_who_answered_after_the_time_of_a_reminder_is_left_out(database: Database) -> None:
    await change(database, FATIMA, answered_at=EARLIER + 5000)
    assert await to_remind(database) == [HASSAN]


async def test_who_blocked_the_bot_is_left_out(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).block(FATIMA, 1)
    assert await to_remind(database) == [HASSAN]


async def test_pages_follow_each_other(database: Database) -> None:
    assert await to_remind(database, most=1) == [FATIMA]
    async with database.unit() as unit:
        rest = await EventNotices(unit, EVENT).to_remind(DUE, general=True, most=1, after=FATIMA)
    assert [(person.chat_id, person.language) for person in rest] == [(HASSAN, "ar")]


async def test_a_move_is_told_to_all_who_come_may_come_or_wait(database: Database) -> None:
    async with database.unit() as unit:
        found = await EventNotices(unit, EVENT).to_tell("moved:1", invited=10**15, most=10)
        again = await EventNotices(unit, EVENT).to_tell("moved:1", invited=10**15, declined=True, most=10)
    assert [person.chat_id for person in found] == [FATIMA, HASSAN, AICHA]
    assert [person.chat_id for person in again] == [FATIMA, HASSAN, AICHA, BRAHIM]


async def test_who_was_invited_and_has_not_answered_is_told_too(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).put(Person(960, "fr"))
        notices = EventNotices(unit, EVENT)
        notices.told("announced", 960, 1)
        notices.told("announced", BRAHIM, 1)
        assert [person.chat_id for person in await notices.to_tell("moved:1", invited=10**15, most=10)] == [
            FATIMA,
            HASSAN,
            AICHA,
            960,
        ]
        assert [
            person.chat_id for person in await notices.to_tell("moved:1", invited=10**15, most=10, after=AICHA)
        ] == [960]


async def test_only_those_who_came_are_thanked_once(database: Database) -> None:
    async with database.unit() as unit:
        await EventVisits(unit, EVENT).check_in(Visit(FATIMA, 1, "scan", 1, 500))
        EventVisits(unit, EVENT).check_in_by_name("خديجة", "list", 1, 500)
        notices = EventNotices(unit, EVENT)
        assert [person.chat_id for person in await notices.to_thank("thanks", most=10)] == [FATIMA]
        notices.told("thanks", FATIMA, 2)
        assert await notices.to_thank("thanks", most=10) == []


async def test_a_round_ends_once_and_only_what_was_missed_can_still_be_done(database: Database) -> None:
    async with database.unit() as unit:
        notices = EventNotices(unit, EVENT)
        notices.settle(DUE.notice, 10, "missed", 60, now=20)
        assert await notices.settled() == [Round(DUE.notice, "missed", 60, 10)]
        for people in (2, 3):
            notices.settle(DUE.notice, 10, "done", people, now=30)
        assert await notices.settled() == [Round(DUE.notice, "done", 2, 10)]


async def test_what_somebody_was_told_can_be_erased(database: Database) -> None:
    async with database.unit() as unit:
        notices = EventNotices(unit, EVENT)
        notices.told(DUE.notice, FATIMA, now=1)
        erase_notices(unit, FATIMA)
        assert await notices.count_told(DUE.notice) == 0
