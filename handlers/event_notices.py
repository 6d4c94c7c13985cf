"""Handing notices about meetings to delivery: one screen for many people, each in her language, each told once."""

from datetime import datetime
from typing import Final

from catalogue.holidays import load_holidays
from domain.events.event import Event
from domain.quiet import next_open
from handlers.letters import Message, messages, send, tell_once
from messages.screen import Screen, render
from messages.voice import Voice
from storage.event_notices import EventNotices
from storage.events import Kept, province
from storage.outbox import Priority
from storage.people import People, Person
from storage.staff import Reachable, Staff
from storage.unit import Unit

PAGE: Final = 400
"""People told in one go; also in one transaction, where a tick tells them."""


class Notice:
    """A screen that many people are told, made once a language. `name` is what the ledger of the meeting calls it."""

    def __init__(self, event: Event, name: str, screen: Screen) -> None:
        self._event_id = event.id
        self.name = name
        self._screen = screen
        self._said: dict[str, list[Message]] = {}

    def tell(self, unit: Unit, person: Person, now: datetime, not_before: datetime | None = None) -> None:
        """Hand it to delivery for this person, and note that she was told; a second time changes nothing."""
        said = self._in(person.language or "ar")
        later = 0 if not_before is None else _milliseconds(not_before)
        key = f"event:{self._event_id}:{self.name}:{person.chat_id}"
        send(unit, person.chat_id, said, Priority.BULK, not_before=later, key=key)
        EventNotices(unit, self._event_id).told(self.name, person.chat_id, _milliseconds(now))

    def _in(self, language: str) -> list[Message]:
        if language not in self._said:
            self._said[language] = messages(render(self._screen, Voice.of(language)))
        return self._said[language]


async def tell_one(unit: Unit, notice: Notice, chat_id: int, now: datetime) -> None:
    """Tell one person, in her language, when quiet hours are over; nobody who has erased herself or left."""
    [rows] = await unit.fetch(People.who_is(chat_id))
    person = People.read(rows)
    if person is not None and person.blocked_at is None:
        notice.tell(unit, person, now, awake(now))


async def organisers(unit: Unit, kept: Kept) -> list[Reachable]:
    """Who of the staff hears about a meeting: who made it, if she still works there; else those of its province."""
    code = province(kept.event)
    if await Staff(unit).roles_of(kept.created_by):
        [rows] = await unit.fetch(People.who_is(kept.created_by))
        person = People.read(rows)
        return [Reachable(kept.created_by, None if person is None else person.language)]
    return [] if code is None else await Staff(unit).agents_of(code)


async def tell_organisers(unit: Unit, kept: Kept, screen: Screen, key: str) -> None:
    """Tell the staff of a meeting at once; once for each `key`."""
    for reader in await organisers(unit, kept):
        once = f"event:{kept.event.id}:{key}:{reader.chat_id}"
        tell_once(unit, reader.chat_id, reader.language or "ar", screen, once, priority=Priority.REPLY)


def awake(now: datetime) -> datetime | None:
    """When people may be told: None for at once, else when quiet hours are over."""
    opens = next_open(now, load_holidays())
    return None if opens <= now else opens


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
