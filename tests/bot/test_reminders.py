"""The tick of the meetings: late, twice, interrupted, after a day of downtime, on a clock that jumps."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import reminders
from bot.clock import milliseconds
from bot.metrics import REMINDER_LAG
from bot.reminders import look_after_meetings
from domain.events.answer import Answer, Reply, Standing
from domain.events.life import Life
from domain.replacing import replace
from domain.requests.life import Actor
from handlers import event_notices
from storage.event_answers import EventAnswers
from storage.event_notices import EventNotices, Round
from storage.event_visits import EventVisits, Visit
from storage.events import Events
from storage.outbox import Outbox, Outgoing
from storage.people import People, Person
from storage.staff import Staff
from storage.unit import Database, Unit
from tests.journeys.meetings import MEETING
from tests.stage import TestClock

ANNOUNCED = datetime(2026, 3, 27, 11, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 4, 1, 9, tzinfo=UTC)
"""Ten o'clock in Morocco, a day before the meeting."""
STAFF, MINUTE, TICK = 500, timedelta(minutes=1), timedelta(seconds=30)
PEOPLE = range(700, 712)
AHEAD = replace(MEETING, life=Life.ANNOUNCED, announced_at=ANNOUNCED)


@pytest.fixture(autouse=True)
async def meeting(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A meeting to which twelve people come, told in pages of five."""
    monkeypatch.setattr(reminders, "PAGE", 5)
    async with database.unit() as unit:
        Events(unit).save(AHEAD, STAFF, "secret")
        Staff(unit).grant(STAFF, Actor.AGENT, "09.541", None, 1)
        People(unit).put(Person(STAFF, "ar"))
        for chat_id in PEOPLE:
            People(unit).put(Person(chat_id, "ar" if chat_id % 2 else "fr"))
            answer = Answer(chat_id, Reply.COMING, answered_at=milliseconds(ANNOUNCED), ticket=str(chat_id))
            await EventAnswers(unit, AHEAD.id).give(answer, AHEAD.seating)


async def queued(database: Database) -> list[Outgoing]:
    async with database.unit() as unit:
        return await Outbox(unit).due(milliseconds(DAY_BEFORE + timedelta(days=30)), 1000)


async def reminded(database: Database) -> list[int]:
    return sorted(one.chat_id for one in await queued(database) if one.chat_id != STAFF)


async def rounds(database: Database) -> list[Round]:
    async with database.unit() as unit:
        return await EventNotices(unit, AHEAD.id).settled()


async def test_everybody_is_reminded_once_in_her_language_however_often_the_tick_looks(database: Database) -> None:
    clock = TestClock(DAY_BEFORE + MINUTE)
    for _ in range(3):
        await look_after_meetings(database, clock)
        clock.move(TICK)
    assert await reminded(database) == list(PEOPLE)
    bodies = {one.chat_id: one.body for one in await queued(database)}
    assert "غدا" in bodies[701]
    assert "Demain" in bodies[700]
    [done] = [each for each in await rounds(database) if each.notice.startswith("reminder:1440")]
    assert (done.outcome, done.people) == ("done", len(PEOPLE))


async def test_an_interrupted_tick_goes_on_where_it_stopped(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, told = TestClock(DAY_BEFORE + MINUTE), 0
    whole = event_notices.Notice.tell

    def tell(
        self: event_notices.Notice, unit: Unit, person: Person, now: datetime, later: datetime | None = None
    ) -> None:
        nonlocal told
        told += 1
        if told == 8:
            raise RuntimeError("the power is gone")
        whole(self, unit, person, now, later)

    monkeypatch.setattr(event_notices.Notice, "tell", tell)
    with pytest.raises(ExceptionGroup):
        await look_after_meetings(database, clock)
    assert await reminded(database) == list(PEOPLE)[:5]
    await look_after_meetings(database, clock)
    assert await reminded(database) == list(PEOPLE)


async def test_a_day_of_downtime_is_recorded_said_to_staff_and_nothing_is_sent_late(database: Database) -> None:
    clock = TestClock(DAY_BEFORE + timedelta(hours=8))
    for _ in range(2):
        await look_after_meetings(database, clock)
    assert await reminded(database) == []
    missed = [each for each in await rounds(database) if each.outcome == "missed"]
    assert [(each.notice.split(":")[1], each.people) for each in missed] == [("1440", len(PEOPLE))]
    [said] = await queued(database)
    assert said.chat_id == STAFF
    assert "لم يُرسل تذكير في وقته" in said.body


async def test_a_clock_that_jumps_ahead_and_back_reminds_nobody_twice(database: Database) -> None:
    clock = TestClock(DAY_BEFORE - timedelta(hours=3))
    await look_after_meetings(database, clock)
    clock.move(timedelta(hours=3, minutes=1))
    await look_after_meetings(database, clock)
    clock.move(-timedelta(hours=3))
    await look_after_meetings(database, clock)
    clock.move(timedelta(hours=3))
    await look_after_meetings(database, clock)
    assert await reminded(database) == list(PEOPLE)


async def test_a_meeting_that_is_cancelled_while_people_are_reminded_is_left_alone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages, whole = 0, EventNotices.to_remind

    async def to_remind(self: EventNotices, due: object, **values: object) -> list[Person]:
        nonlocal pages
        pages += 1
        if pages == 1:
            Events(self._unit).save(replace(AHEAD, life=Life.CANCELLED, sequence=1), STAFF, "secret")
        return await whole(self, due, **values)  # type: ignore[arg-type] # passed on as it came

    monkeypatch.setattr(EventNotices, "to_remind", to_remind)
    await look_after_meetings(database, TestClock(DAY_BEFORE + MINUTE))
    assert await reminded(database) == list(PEOPLE)[:5]


async def test_who_blocked_the_bot_is_left_in_peace(database: Database) -> None:
    async with database.unit() as unit:
        People(unit).block(700, 1)
    await look_after_meetings(database, TestClock(DAY_BEFORE + MINUTE))
    assert 700 not in await reminded(database)


async def test_the_metrics_show_how_late_a_reminder_was(database: Database) -> None:
    clock = TestClock(DAY_BEFORE + 20 * MINUTE)
    await look_after_meetings(database, clock)
    assert REMINDER_LAG._value.get() == 20 * 60
    await look_after_meetings(database, clock)
    assert REMINDER_LAG._value.get() == 0


async def test_a_meeting_that_is_over_is_held_and_only_those_who_came_are_thanked(database: Database) -> None:
    async with database.unit() as unit:
        visit = Visit(700, 1, "scan", milliseconds(DAY_BEFORE), STAFF)
        await EventVisits(unit, AHEAD.id).check_in(visit)
    clock = TestClock(datetime(2026, 4, 2, 13, tzinfo=UTC))
    for _ in range(3):
        await look_after_meetings(database, clock)
    thanked = [one for one in await queued(database) if "e:mark:" in one.body]
    assert [one.chat_id for one in thanked] == [700]
    assert "Merci" in thanked[0].body
    async with database.unit() as unit:
        kept = await Events(unit).get(AHEAD.id)
    assert kept is not None
    assert kept.event.life is Life.HELD


async def test_nobody_is_thanked_at_night_or_after_a_week(database: Database) -> None:
    async with database.unit() as unit:
        await EventVisits(unit, AHEAD.id).check_in(Visit(700, 1, "scan", 1, STAFF))
    clock = TestClock(datetime(2026, 4, 2, 23, tzinfo=UTC))
    await look_after_meetings(database, clock)
    assert not [one for one in await queued(database) if "e:mark:" in one.body]
    clock.move(timedelta(days=9, hours=12))
    await look_after_meetings(database, clock)
    assert not [one for one in await queued(database) if "e:mark:" in one.body]


async def test_a_meeting_that_fails_does_not_stop_the_others(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = replace(AHEAD, id=1, title=AHEAD.title)
    async with database.unit() as unit:
        Events(unit).save(broken, STAFF, "secret")
    whole = reminders._remind_page

    async def page(unit: Unit, round_: reminders._Round, last: int, now: datetime) -> tuple[int, bool]:
        if round_.event.id == broken.id:
            raise RuntimeError("broken")
        return await whole(unit, round_, last, now)

    monkeypatch.setattr(reminders, "_remind_page", page)
    with pytest.raises(ExceptionGroup, match="not looked after"):
        await look_after_meetings(database, TestClock(DAY_BEFORE + MINUTE))
    assert await reminded(database) == list(PEOPLE)


async def test_names_from_paper_are_thanked_on_the_day_after(database: Database) -> None:
    clock = TestClock(datetime(2026, 4, 2, 13, tzinfo=UTC))
    await look_after_meetings(database, clock)
    async with database.unit() as unit:
        await EventVisits(unit, AHEAD.id).check_in(Visit(701, 1, "list", 1, STAFF))
    clock.move(timedelta(days=1))
    for _ in range(2):
        await look_after_meetings(database, clock)
    assert [one.chat_id for one in await queued(database) if "e:mark:" in one.body] == [701]


@pytest.mark.parametrize(
    ("life", "begins_in"), [(Life.CANCELLED, timedelta(days=2)), (Life.ANNOUNCED, timedelta(hours=-1))]
)
async def test_who_waits_hears_nothing_of_an_offer_when_there_is_no_meeting_to_wait_for(
    database: Database, life: Life, begins_in: timedelta
) -> None:
    now = datetime(2026, 4, 2, 9, tzinfo=UTC) - begins_in
    async with database.unit() as unit:
        Events(unit).save(replace(AHEAD, life=life, sequence=1), STAFF, "secret")
        EventAnswers(unit, AHEAD.id).put(Answer(700, Reply.COMING, standing=Standing.OFFERED, offered_until=1, queue=1))
    await reminders.pass_offers_on(database, now)
    assert await queued(database) == []
    async with database.unit() as unit:
        answer = await EventAnswers(unit, AHEAD.id).of(700)
    assert answer is not None
    assert answer.standing is Standing.WAITING


async def test_a_clock_that_ran_ahead_for_days_ends_nothing_and_costs_nobody_her_reminder(database: Database) -> None:
    clock = TestClock(DAY_BEFORE - timedelta(hours=3))
    for days in (0, 30, -30):
        clock.move(timedelta(days=days))
        await look_after_meetings(database, clock)
    async with database.unit() as unit:
        kept = await Events(unit).get(AHEAD.id)
    assert kept is not None
    assert kept.event.life is Life.ANNOUNCED
    clock.move(timedelta(hours=3, minutes=1))
    for _ in range(2):
        await look_after_meetings(database, clock)
    assert await reminded(database) == list(PEOPLE)
    [done] = [each for each in await rounds(database) if each.notice.startswith("reminder:1440")]
    assert (done.outcome, done.people) == ("done", len(PEOPLE))
