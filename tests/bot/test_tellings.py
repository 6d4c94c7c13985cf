"""An audience that is told page by page: interrupted, at night, while the meeting changes."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.clock import milliseconds
from bot.tellings import tell_of_meetings
from domain.events.event import Event
from domain.events.life import Life
from domain.events.when import When
from domain.replacing import replace
from handlers import event_notices, event_telling
from handlers.event_telling import announce, cancel, close, counted, move
from storage.event_answers import EventAnswers
from storage.event_notices import EventNotices
from storage.event_tellings import EventTellings
from storage.events import Events, Kept
from storage.outbox import Outbox
from storage.people import People, Person
from storage.subscriptions import Subscriptions
from storage.unit import Database, Unit
from tests.journeys.desks import KHENIFRA, TAROUDANT
from tests.journeys.meetings import MEETING
from tests.stage import TestClock

NOON = datetime(2026, 3, 27, 12, tzinfo=UTC)
NIGHT = datetime(2026, 3, 27, 23, tzinfo=UTC)
STAFF = 500
PEOPLE = range(700, 713)
ELSEWHERE = range(800, 807)


@pytest.fixture(autouse=True)
async def meeting(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft, thirteen people who follow its place and seven who follow another, told in pages of three."""
    monkeypatch.setattr(event_telling, "PAGE", 3)
    async with database.unit() as unit:
        Events(unit).save(MEETING, STAFF, "secret")
        for chat_id in (*PEOPLE, *ELSEWHERE):
            People(unit).put(Person(chat_id, "ar"))
            place = TAROUDANT if chat_id in PEOPLE else KHENIFRA
            Subscriptions(unit).add(chat_id, "place", place, 1)


async def kept(unit: Unit) -> Kept:
    found = await Events(unit).get(MEETING.id)
    assert found is not None
    return found


async def said(database: Database, words: str) -> list[int]:
    """To whom something with these words was said."""
    async with database.unit() as unit:
        queued = await Outbox(unit).due(milliseconds(NOON + timedelta(days=30)), 1000)
    return sorted(one.chat_id for one in queued if words in one.body)


async def announced(database: Database, now: datetime = NOON) -> event_telling.Begun:
    async with database.unit() as unit:
        return await announce(unit, await kept(unit), now)


INVITED = "لقاء يهمك"


async def test_the_first_page_is_told_at_once_and_the_clock_tells_the_others(database: Database) -> None:
    begun = await announced(database)
    assert (begun.people, begun.goes_on, begun.opens) == (6, True, None)
    for _ in range(2):
        await tell_of_meetings(database, TestClock(NOON))
    assert await said(database, INVITED) == list(PEOPLE)
    async with database.unit() as unit:
        [round_] = await EventNotices(unit, MEETING.id).settled()
        assert (round_.notice, round_.people) == ("announced", len(PEOPLE))
        assert await EventTellings(unit).of(MEETING.id) == []


@pytest.mark.parametrize("at", range(1, len(PEOPLE)))
async def test_wherever_the_power_goes_nobody_is_forgotten_or_told_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    whole, calls = event_notices.Notice.tell, 0

    def tell(self: event_notices.Notice, unit: Unit, person: Person, now: datetime) -> None:
        nonlocal calls
        calls += 1
        if calls == at:
            raise RuntimeError("the power is gone")
        whole(self, unit, person, now)

    monkeypatch.setattr(event_notices.Notice, "tell", tell)
    try:
        await announced(database)
    except RuntimeError:
        await announced(database)  # nothing was kept, and staff tap once more
    with pytest.MonkeyPatch.context():
        try:
            await tell_of_meetings(database, TestClock(NOON))
        except ExceptionGroup:
            await tell_of_meetings(database, TestClock(NOON))
    assert Counter(await said(database, INVITED)) == Counter(PEOPLE)


async def test_who_began_to_follow_meanwhile_and_saw_it_is_not_told_again(database: Database) -> None:
    await announced(database)
    async with database.unit() as unit:
        EventNotices(unit, MEETING.id).told("announced", PEOPLE[-1], 1)
    await tell_of_meetings(database, TestClock(NOON))
    assert await said(database, INVITED) == list(PEOPLE)[:-1]


async def test_who_ends_what_she_follows_meanwhile_is_left_in_peace(database: Database) -> None:
    await announced(database)
    async with database.unit() as unit:
        Subscriptions(unit).erase(PEOPLE[-1])
    await tell_of_meetings(database, TestClock(NOON))
    assert await said(database, INVITED) == list(PEOPLE)[:-1]


async def test_what_is_cancelled_before_the_morning_is_announced_to_nobody(database: Database) -> None:
    begun = await announced(database, NIGHT)
    assert (begun.people, begun.opens) == (0, datetime(2026, 3, 28, 8, tzinfo=UTC))
    async with database.unit() as unit:
        await cancel(unit, await kept(unit), None, NIGHT)
    await tell_of_meetings(database, TestClock(NOON + timedelta(days=1)))
    assert await said(database, "") == []


async def test_who_was_not_told_yet_reads_the_meeting_as_it_stands_and_the_others_what_changed(
    database: Database,
) -> None:
    await announced(database)
    async with database.unit() as unit:
        before = await kept(unit)
        await move(unit, before, replace(before.event, when=When(date(2026, 4, 9), time(10))), NOON)
    await tell_of_meetings(database, TestClock(NOON + timedelta(seconds=5)))
    assert await said(database, INVITED) == list(PEOPLE)
    assert await said(database, "هل يناسبك اليوم الجديد") == list(PEOPLE)[:6]


async def moved(database: Database, day: date, now: datetime) -> event_telling.Begun:
    async with database.unit() as unit:
        before = await kept(unit)
        return await move(unit, before, replace(before.event, when=When(day, time(10), time(13))), now)


async def everybody_knows(database: Database) -> None:
    await announced(database)
    await tell_of_meetings(database, TestClock(NOON))


async def test_two_changes_in_one_night_are_told_as_one(database: Database) -> None:
    await everybody_knows(database)
    for day in (date(2026, 4, 9), date(2026, 4, 16)):
        assert (await moved(database, day, NIGHT)).opens is not None
    await tell_of_meetings(database, TestClock(NOON + timedelta(days=1)))
    assert await said(database, "16 أبريل") == list(PEOPLE)
    assert await said(database, "9 أبريل") == []


async def test_a_meeting_that_is_back_where_it_was_in_the_same_night_troubles_nobody(database: Database) -> None:
    await everybody_knows(database)
    await moved(database, date(2026, 4, 9), NIGHT)
    assert (await moved(database, date(2026, 4, 2), NIGHT)).is_back
    before = await said(database, "")
    await tell_of_meetings(database, TestClock(NOON + timedelta(days=1)))
    assert await said(database, "") == before
    async with database.unit() as unit:
        assert not any(answer.asked_again for answer in await EventAnswers(unit, MEETING.id).all())


async def test_what_becomes_quiet_in_the_middle_goes_on_in_the_morning(database: Database) -> None:
    await announced(database, datetime(2026, 3, 27, 19, 59, tzinfo=UTC))
    clock = TestClock(NIGHT)
    await tell_of_meetings(database, clock)
    assert await said(database, INVITED) == list(PEOPLE)[:6]
    clock.move(timedelta(hours=10))
    await tell_of_meetings(database, clock)
    assert await said(database, INVITED) == list(PEOPLE)


async def test_an_invitation_that_would_come_too_late_in_the_morning_comes_at_night(database: Database) -> None:
    now = datetime(2026, 4, 1, 22, tzinfo=UTC)
    assert (await announced(database, now)).opens is None
    await tell_of_meetings(database, TestClock(now))
    assert await said(database, INVITED) == list(PEOPLE)


async def test_results_go_page_by_page_too(database: Database) -> None:
    await everybody_knows(database)
    async with database.unit() as unit:
        held: Event = replace((await kept(unit)).event, life=Life.HELD)
        assert (await close(unit, Kept(held, STAFF, "secret"), NOON)).goes_on
    await tell_of_meetings(database, TestClock(NOON))
    assert await said(database, "حصيلة اللقاء") == list(PEOPLE)


async def test_a_meeting_that_fails_does_not_stop_the_others(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = replace(MEETING, id=7)
    async with database.unit() as unit:
        Events(unit).save(other, STAFF, "secret")
        await announce(unit, Kept(other, STAFF, "secret"), NOON)
    await announced(database)
    whole = Events.get

    async def get(self: Events, event_id: int) -> Kept | None:
        if event_id == 7:
            raise RuntimeError("broken")
        return await whole(self, event_id)

    monkeypatch.setattr(Events, "get", get)
    with pytest.raises(ExceptionGroup, match="not told"):
        await tell_of_meetings(database, TestClock(NOON))
    async with database.unit() as unit:
        assert await EventNotices(unit, MEETING.id).count_told("announced") == len(PEOPLE)


async def test_of_very_many_followers_not_all_are_counted_beforehand(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.unit() as unit:
        assert await counted(unit, MEETING) == (len(PEOPLE), True)
        monkeypatch.setattr(event_telling, "MOST_COUNTED", 2)
        assert await counted(unit, MEETING) == (6, False)
