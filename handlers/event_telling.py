"""Telling people: that a meeting is announced, moved or cancelled, and what came of it. Each person once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.events.audience import concerns
from domain.events.change import change
from domain.events.event import Event
from domain.events.life import Deed, after
from handlers.event_card import CALENDAR, CARD, Row, reply_row, rows
from handlers.event_link import written
from handlers.event_notices import PAGE, Notice, awake
from handlers.notices import below
from messages.cards import event_notice as cards
from messages.cards.event import event_card, outcome_card
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.event_answers import EventAnswers
from storage.event_notices import EventNotices
from storage.event_visits import EventVisits
from storage.events import Events, Kept
from storage.people import Person
from storage.subscriptions import Subscriptions
from storage.unit import Unit

URGENT: Final = timedelta(hours=48)
"""A change of a meeting that is so near is told at once, also at night: who sleeps is not woken by a chat, and who
travels early must know. Other changes wait for the morning."""
ANNOUNCED: Final = "announced"


async def audience(unit: Unit, event: Event) -> AsyncIterator[Person]:
    """Everybody whom the meeting concerns and who can be reached, by chat."""
    came = {visit.visitor for event_id in event.audience.came_to for visit in await EventVisits(unit, event_id).all()}
    after_chat = 0
    while page := await Subscriptions(unit).readers(PAGE, after_chat):
        for chat_id, reader in page:
            earlier = event.audience.came_to if chat_id in came else frozenset[int]()
            if concerns(event.audience, replace(reader, came_to=earlier)):
                yield Person(chat_id, reader.language)
        after_chat = page[-1][0]


async def announce(unit: Unit, kept: Kept, now: datetime) -> int:
    """Announce the meeting; how many people are told is returned. Raises NotAllowed where it was announced before.

    The audience is frozen here, in one transaction with the announcement: a row a person, and a message to deliver.
    """
    event = replace(kept.event, life=after(kept.event.life, Deed.ANNOUNCE), announced_at=now)
    Events(unit).save(event, kept.created_by, kept.secret)
    invited = T("📣 A meeting for you. I tell you because you follow meetings here.")
    notice = Notice(event, ANNOUNCED, Screen((invited, *event_card(event)), rows(event, None, now)))
    later, people = awake(now), 0
    async for person in audience(unit, event):
        notice.tell(unit, person, now, later)
        people += 1
    EventNotices(unit, event.id).settle(ANNOUNCED, _milliseconds(now), "done", people, _milliseconds(now))
    return people


async def move(unit: Unit, kept: Kept, new: Event, now: datetime) -> int:
    """Keep the meeting as `new` and tell everybody who was invited. When the day changed, answers are asked again."""
    before = kept.event
    event = timed(before, replace(new, life=after(before.life, Deed.MOVE), sequence=before.sequence + 1), now)
    Events(unit).save(event, kept.created_by, kept.secret)
    again = change(before, event).asks_again
    if again:
        EventAnswers(unit, event.id).ask_again()
    first = reply_row(event) if again else ()
    screen = Screen(cards.moved(before, event), _filled(first, _see(event), _calendar(event)))
    notice = Notice(event, f"moved:{event.sequence}", screen)
    return await _tell_all(unit, event, notice, now, _soonest(before, event, now), declined=again)


def timed(before: Event, event: Event, now: datetime) -> Event:
    """`event` with the time of this change, where it changes when people are reminded."""
    if (before.when, before.reminders) == (event.when, event.reminders):
        return event
    return replace(event, timed_at=now)


async def cancel(unit: Unit, kept: Kept, reason: str | None, now: datetime) -> int:
    """Cancel the meeting and tell everybody who was invited. Raises NotAllowed where it is over or was cancelled."""
    before = kept.event
    event = replace(before, life=after(before.life, Deed.CANCEL), sequence=before.sequence + 1)
    Events(unit).save(event, kept.created_by, kept.secret)
    screen = Screen(cards.cancelled(event, reason), _filled(_calendar(event)))
    notice = Notice(event, f"cancelled:{event.sequence}", screen)
    return await _tell_all(unit, event, notice, now, _soonest(before, event, now))


async def close(unit: Unit, kept: Kept, now: datetime) -> int:
    """Send what came of the meeting to those who were invited, and close it. Raises NotAllowed."""
    event = replace(kept.event, life=after(kept.event.life, Deed.CLOSE), sequence=kept.event.sequence + 1)
    Events(unit).save(event, kept.created_by, kept.secret)
    heading = T("📝 The results of the meeting: <b>{title}</b>", title=event.title)
    notice = Notice(event, "results", Screen((heading, *outcome_card(event.outcome)), _filled(_see(event))))
    return await _tell_all(unit, event, notice, now, awake(now))


async def _tell_all(
    unit: Unit, event: Event, notice: Notice, now: datetime, later: datetime | None, *, declined: bool = False
) -> int:
    notices, people, last = EventNotices(unit, event.id), 0, 0
    while page := await notices.to_tell(notice.name, declined=declined, most=PAGE, after=last):
        for person in page:
            notice.tell(unit, person, now, later)
        people, last = people + len(page), page[-1].chat_id
    notices.settle(notice.name, _milliseconds(now), "done", people, _milliseconds(now))
    return people


def _soonest(before: Event, event: Event, now: datetime) -> datetime | None:
    begins = [each.when.begins() for each in (before, event)]
    near = any(begin is not None and now <= begin <= now + URGENT for begin in begins)
    return None if near else awake(now)


def _see(event: Event) -> Row:
    return (below(Button(B("👁 See the meeting"), CARD + written(event.id))),)


def _calendar(event: Event) -> Row:
    return () if event.when.day is None else (Button(B("📅 To my calendar"), CALENDAR + written(event.id)),)


def _filled(*found: Row) -> tuple[Row, ...]:
    return tuple(row for row in found if row)


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
