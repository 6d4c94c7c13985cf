"""Seats that became free: offered to those who wait, in their order, and passed on when nobody answers."""

from datetime import datetime

from catalogue.holidays import load_holidays
from domain.civil_time import wall_of
from domain.events.event import Event
from domain.events.life import AHEAD
from domain.events.offers import offered_until
from domain.quiet import next_open
from handlers.event_link import written
from handlers.event_notices import Notice, tell_one
from messages.cards.event_notice import seat_offered
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B
from messages.values import Moment
from storage.event_answers import EventAnswers
from storage.unit import Unit

ACCEPT, DECLINE = "e:take:", "e:leave:"


async def offer_seats(unit: Unit, event: Event, now: datetime) -> int:
    """Offer what is free; how many were asked is returned. Shortly before the beginning nothing is offered any more."""
    until = offered_until(now, event.when.begins(), next_open(now, load_holidays()))
    counted = event.seating.seats is not None or event.seating.per_cooperative is not None
    if until is None or event.life not in AHEAD or not counted:
        return 0
    end = int(until.timestamp() * 1000)
    offered = await EventAnswers(unit, event.id).offer(event.seating, end)
    screen = Screen(seat_offered(event, Moment(wall_of(until))), (offer_row(event),))
    notice = Notice(event, f"offer:{end}", screen)  # an offer that lapsed is followed by one with another end
    for answer in offered:
        await tell_one(unit, notice, answer.chat_id, now)
    return len(offered)


def offer_row(event: Event) -> tuple[Button, ...]:
    """Take the seat, or leave it to the next."""
    name = written(event.id)
    return Button(B("✅ I take the seat"), ACCEPT + name), Button(B("↪️ I leave it"), DECLINE + name)
