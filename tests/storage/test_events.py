from datetime import date, time

import pytest

from catalogue.local import Local
from catalogue.rules import All, Among, AtLeast
from domain.events.answer import Answer, Reply
from domain.events.audience import Audience
from domain.events.event import Condition, Event
from domain.events.life import Life
from domain.events.seating import Seating
from domain.events.venue import Pin, Venue
from domain.events.when import When
from domain.replacing import replace
from domain.requests.life import Actor
from storage.event_answers import EventAnswers
from storage.events import Events, Kept, province
from storage.staff import EVERYWHERE, Staff
from storage.unit import Database
from tests.domain.events.seeds import COOPERATIVES_DAY, LAUNCH, SEEDS, STUDY_DAY

STAFF, FATIMA = 500, 700
TODAY = date(2025, 7, 1)
AHEAD = replace(COOPERATIVES_DAY, life=Life.ANNOUNCED)


async def save(database: Database, *events: Event) -> None:
    async with database.unit() as unit:
        for event in events:
            Events(unit).save(event, STAFF, "secret")


async def get(database: Database, event_id: int) -> Kept | None:
    async with database.unit() as unit:
        return await Events(unit).get(event_id)


@pytest.mark.parametrize("event", SEEDS, ids=lambda event: str(event.id))
async def test_a_meeting_comes_back_as_it_was_saved(database: Database, event: Event) -> None:
    await save(database, event)
    assert await get(database, event.id) == Kept(event, STAFF, "secret")


async def test_conditions_pins_and_seats_come_back_too(database: Database) -> None:
    adults = All(tests=(AtLeast(fact="age", at_least=18), Among(fact="woman", values=(True,))))
    event = replace(
        LAUNCH,
        venue=Venue(pin=Pin(32.93, -5.66)),
        seating=Seating(40, 2),
        conditions=(Condition(Local("للنساء", "Pour les femmes"), adults),),
    )
    await save(database, event)
    assert await get(database, event.id) == Kept(event, STAFF, "secret")


async def test_an_unknown_meeting_is_none(database: Database) -> None:
    assert await get(database, 99) is None


async def test_a_version_that_was_overtaken_changes_nothing(database: Database) -> None:
    newer = replace(AHEAD, sequence=2, when=When(date(2025, 7, 10), time(10)))
    await save(database, newer, replace(AHEAD, sequence=1))
    found = await get(database, AHEAD.id)
    assert found is not None
    assert found.event == newer


async def test_the_list_of_what_is_ahead_begins_with_the_nearest_and_ends_with_what_has_no_day(
    database: Database,
) -> None:
    later = replace(AHEAD, id=20, when=When(date(2025, 7, 20)))
    past = replace(AHEAD, id=21, when=When(date(2025, 6, 20)))
    draft = replace(AHEAD, id=22, life=Life.DRAFT)
    await save(database, STUDY_DAY, later, AHEAD, past, draft)
    async with database.unit() as unit:
        assert [kept.event.id for kept in await Events(unit).ahead(TODAY)] == [AHEAD.id, later.id, STUDY_DAY.id]
        between = await Events(unit).between(date(2025, 7, 9), date(2025, 7, 10))
        assert [kept.event.id for kept in between] == [AHEAD.id]
        assert await Events(unit).past() == []


async def test_past_meetings_and_those_of_a_staff_member_come_newest_first(database: Database) -> None:
    await save(database, *SEEDS)
    await roles(database, (STAFF, Actor.ADMIN, EVERYWHERE))
    async with database.unit() as unit:
        past = [kept.event.when.day for kept in await Events(unit).past()]
        assert past == sorted((day for day in past if day), reverse=True)
        assert len(past) == 5
        hers = [kept.event.id for kept in await Events(unit).of_staff(STAFF)]
        assert hers == sorted(hers, reverse=True)
        assert await Events(unit).of_staff(FATIMA) == []


async def test_somebodys_meetings_are_those_she_comes_to_or_may_come_to(database: Database) -> None:
    other = replace(AHEAD, id=30)
    await save(database, AHEAD, other)
    async with database.unit() as unit:
        await EventAnswers(unit, AHEAD.id).give(Answer(FATIMA, Reply.MAYBE, ticket="a"), Seating())
        await EventAnswers(unit, other.id).give(Answer(FATIMA, Reply.NOT_COMING, ticket="b"), Seating())
        assert [kept.event.id for kept in await Events(unit).mine(FATIMA, TODAY)] == [AHEAD.id]


async def roles(database: Database, *held: tuple[int, Actor, str]) -> None:
    async with database.unit() as unit:
        for chat_id, role, province in held:
            Staff(unit).grant(chat_id, role, province, None, 1)


@pytest.mark.parametrize(
    ("role", "province", "sees"),
    [
        (Actor.AGENT, "01.511", True),
        (Actor.COORDINATOR, "01.511", True),
        (Actor.ADMIN, EVERYWHERE, True),
        (Actor.AGENT, "09.541", False),
        (Actor.LOCAL, "01.511", False),
    ],
)
async def test_staff_work_on_the_meetings_of_their_provinces(
    database: Database, role: Actor, province: str, *, sees: bool
) -> None:
    await save(database, AHEAD)
    await roles(database, (FATIMA, role, province))
    async with database.unit() as unit:
        assert (await Events(unit).at_desk(AHEAD.id, FATIMA) is not None) is sees
        assert bool(await Events(unit).of_staff(FATIMA)) is sees
        assert await Events(unit).at_desk(99, FATIMA) is None


@pytest.mark.parametrize(
    ("place", "audience", "whose"),
    [
        ("09.541", frozenset({"01.511"}), "09.541"),
        (None, frozenset({"01.511"}), "01.511"),
        (None, frozenset({"01.511", "09.541"}), None),
        (None, frozenset({"09"}), None),
        (None, frozenset[str](), None),
    ],
)
def test_a_meeting_is_its_places_and_else_its_audiences(
    place: str | None, audience: frozenset[str], whose: str | None
) -> None:
    assert province(replace(AHEAD, venue=Venue(place=place), audience=Audience(audience))) == whose
