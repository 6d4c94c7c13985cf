"""Erasing what meetings know of somebody. The number of those who came stays exact, as nobody's."""

from domain.civil_time import wall_of
from handlers.event_seats import offer_seats
from handlers.turn import Turn
from storage.event_answers import erase_answers
from storage.event_feedback import erase_feedback
from storage.event_notices import erase_notices
from storage.event_questions import erase_questions
from storage.event_visits import erase_visits
from storage.events import Events
from storage.subscriptions import Subscriptions


async def leave_meetings(turn: Turn) -> None:
    """Erase her answers, and offer the seats that she had to those who wait."""
    hers = await Events(turn.unit).mine(turn.chat_id, wall_of(turn.now).date())
    for erase in (erase_answers, erase_notices, erase_visits, erase_feedback, erase_questions):
        erase(turn.unit, turn.chat_id)
    Subscriptions(turn.unit).erase(turn.chat_id)
    for kept in hers:
        await offer_seats(turn.unit, kept.event, turn.now)
