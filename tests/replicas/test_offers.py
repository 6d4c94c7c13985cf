"""An offered seat is taken in the moment in which another replica takes the offer back: one of the two is first."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import asyncpg
import pytest

from bot.reminders import pass_offers_on
from storage.event_answers import EventAnswers
from storage.postgres import Postgres
from tests.bot.fakes import eventually
from tests.journeys.chat import Chat
from tests.journeys.desks import read
from tests.journeys.meetings import MEETING, Meetings, counted
from tests.journeys.test_answering_meetings import COMING, NOT_COMING, at
from tests.stage import Stage

LATER = timedelta(hours=25)
WAITING_FOR_A_LOCK = """
select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
"""


@pytest.fixture
async def stage(address: str) -> AsyncIterator[Stage]:
    async with Stage(address) as made:
        yield made


@pytest.fixture
async def other(stage: Stage) -> AsyncIterator[Postgres]:
    """The database as another replica has it open."""
    opened = await Postgres.open(stage.address)
    yield opened
    await opened.close()


async def offered(stage: Stage) -> Chat:
    """Hassan, who has an offer for the only seat; Aicha waits behind him."""
    _, first, second, third = await at(Meetings(stage), "مريم", "حسن", "عائشة", event=counted(1))
    for member in (first, second, third):
        await member.taps(COMING)
    await first.taps(NOT_COMING)
    assert "🎟" in await read(second)
    return second


async def one_waits(address: str) -> None:
    """Wait until a transaction waits for another."""
    looking = await asyncpg.connect(address)
    try:

        async def waits() -> bool:
            return bool(await looking.fetchval(WAITING_FOR_A_LOCK))

        await eventually(waits)
    finally:
        await looking.close()


async def standings(stage: Stage) -> list[str]:
    rows = await stage.rows("select standing from event_answer order by chat_id")
    return [row["standing"] for row in rows]


async def test_who_takes_an_offer_that_another_replica_is_just_taking_back_reads_that_it_is_over(
    stage: Stage, other: Postgres
) -> None:
    second = await offered(stage)
    async with other.unit() as unit:
        answers = EventAnswers(unit, MEETING.id)
        [offer] = await answers.overdue(2**52, 10)
        answers.lapse(offer)
        await unit.fetch()
        tapping = asyncio.create_task(second.taps("✅ آخذ المقعد"))
        await one_waits(stage.address)
    await tapping
    assert second.phone.toast is not None
    assert "انتهى أجل هذا العرض" in second.phone.toast
    assert await standings(stage) == ["none", "waiting", "waiting"]


async def test_an_offer_that_is_just_being_taken_in_another_replica_does_not_lapse(
    stage: Stage, other: Postgres
) -> None:
    second = await offered(stage)
    async with other.unit() as unit:
        answers = EventAnswers(unit, MEETING.id)
        offer = await answers.locked(second.phone.id)
        assert offer is not None
        answers.accept(offer)
        ticking = asyncio.create_task(pass_offers_on(stage.database, stage.clock.now() + LATER))
        await one_waits(stage.address)
    await ticking
    assert await standings(stage) == ["none", "seated", "waiting"]
