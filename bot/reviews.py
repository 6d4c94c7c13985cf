"""Tells administrators once when the day has passed by which the rules of a call should be reviewed."""

from datetime import datetime
from typing import Final

from bot.clock import Clock, milliseconds
from catalogue.call import Call
from catalogue.holidays import load_holidays
from domain.civil_time import MOROCCO
from domain.quiet import is_quiet
from handlers.letters import tell_once
from handlers.notices import below
from handlers.staff import REVIEW
from messages.cards.review import passed
from messages.checks import overdue
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B
from storage.reviews import Reviews
from storage.staff import Reachable, Staff
from storage.unit import Database, Unit

LOOK: Final = below(Button(B("🧭 Check of the rules"), REVIEW))


async def tell_of_reviews(database: Database, clock: Clock) -> None:
    """Queue what was not told yet, one message for each administrator; as long as there is none, it waits for one."""
    now = clock.now()
    late = overdue(now.astimezone(MOROCCO).date())
    if not late or is_quiet(now, load_holidays()):
        return
    async with database.unit() as unit:
        told = await Reviews(unit).told()
        new = [call for call in late if (call.id, call.review_by) not in told]
        administrators = await Staff(unit).administrators() if new else []
        for reader in administrators:
            _queue(unit, reader, new)
        if administrators:
            _note(unit, new, now)


def _note(unit: Unit, calls: list[Call], now: datetime) -> None:
    for call in calls:
        Reviews(unit).tell(call.id, call.review_by, milliseconds(now))


def _queue(unit: Unit, reader: Reachable, calls: list[Call]) -> None:
    days = ",".join(f"{call.id}:{call.review_by}" for call in calls)
    screen = Screen(passed(calls), ((LOOK,),))
    tell_once(unit, reader.chat_id, reader.language or "ar", screen, f"review:{reader.chat_id}:{days}")
