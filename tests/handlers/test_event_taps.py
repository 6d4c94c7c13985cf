"""Every button of a meeting, tapped by those whom it does not concern."""

from itertools import product

import pytest

from bot.clock import milliseconds
from domain.events.life import Life
from domain.replacing import replace
from domain.requests.life import Actor
from handlers.event_taps import TAPS
from handlers.turn import Tapped, Turn
from storage.events import Events
from storage.people import People, Person
from storage.staff import Staff
from storage.unit import Call, Database
from tests.journeys.desks import KHENIFRA, TAROUDANT
from tests.journeys.meetings import MEETING, NAME
from tests.stage import NOW, Stage

MAKER, COLLEAGUE, STRANGER = 500, 600, 700
HUGE = "9" * 30
ARGUMENTS = ("", f":{HUGE}", ":0", ":1:ok", ":coming", ":333", ":on")
TABLES = ("event", "event_answer", "event_visit", "event_question", "event_feedback", "event_telling", "event_notice")
ANSWERS = ("e:re:", "e:grp:", "e:with:")
"""Everybody may answer a meeting that was announced."""


async def everything(database: Database) -> list[object]:
    async with database.unit() as unit:
        return [await unit.fetch(Call(f"select * from {table}", {})) for table in TABLES]  # noqa: S608 -- as above


@pytest.mark.parametrize("life", [Life.DRAFT, Life.ANNOUNCED, Life.HELD, Life.CANCELLED])
async def test_no_button_moves_anything_for_a_colleague_elsewhere_or_a_stranger(stage: Stage, life: Life) -> None:
    database = stage.database
    async with database.unit() as unit:
        announced = None if life is Life.DRAFT else NOW
        Events(unit).save(replace(MEETING, life=life, announced_at=announced), MAKER, "secret")
        Staff(unit).grant(MAKER, Actor.AGENT, TAROUDANT, None, 1)
        Staff(unit).grant(COLLEAGUE, Actor.COORDINATOR, KHENIFRA, None, milliseconds(NOW))
        for chat_id in (COLLEAGUE, STRANGER):
            People(unit).put(Person(chat_id, "ar"))
    before = await everything(database)
    closed = [each for each in TAPS if life is not Life.ANNOUNCED or each not in ANSWERS]
    async with database.unit() as unit:  # one for all, which is quicker
        for chat_id, beginning, argument in product((COLLEAGUE, STRANGER), closed, ARGUMENTS):
            person = Person(chat_id, "ar", staff=chat_id == COLLEAGUE)
            turn = Turn(unit, chat_id, person, [], NOW, Tapped("1", 1), lambda: "run")
            await TAPS[beginning](turn, NAME + argument)
    assert await everything(database) == before
