"""A meeting that comes again: a draft for each of its days, which can then be changed, announced or dropped alone."""

from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from conversations.engine import Open, Talk
from conversations.event_series import series
from domain.civil_time import wall_of
from domain.events.event import Event
from domain.replacing import replace
from handlers.conversations import Flow, begin
from handlers.event_desk import desk, show
from handlers.event_link import read
from handlers.event_making import fresh, new_secret
from handlers.event_scope import at_desk
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import N, T
from storage.events import Events
from storage.keys import new_key

KEPT_FOR: Final = timedelta(days=1)


class Repeated(Struct, frozen=True):
    """A meeting, by name, and the other days on which it takes place."""

    event: str
    days: tuple[date, ...]


async def repeat(turn: Turn, name: str) -> None:
    kept = await at_desk(turn, name)
    if kept is None:
        return
    if kept.event.when.day is None:
        await show(turn, kept, T("First fix the day of this meeting."))
    else:
        await begin(turn, FLOW, answers={"event": name})


async def _run(turn: Turn, talk: Talk) -> Repeated:
    name = str(talk.so_far("event"))
    event_id = read(name)
    kept = None if event_id is None else await Events(turn.unit).at_desk(event_id, turn.chat_id)
    if kept is None or kept.event.when.day is None:
        return Repeated(name, ())
    return Repeated(name, await series(talk, kept.event.when.day, wall_of(turn.now).date()))


async def _finish(turn: Turn, repeated: Repeated) -> None:
    kept = await at_desk(turn, repeated.event)
    if kept is None:
        return
    for day in repeated.days:
        Events(turn.unit).save(_on(kept.event, day), turn.chat_id, new_secret())
    turn.say(Screen((N("✅ {n} draft is kept.", "✅ {n} drafts are kept.", len(repeated.days)),)))
    await desk(turn)


def _on(event: Event, day: date) -> Event:
    """The same meeting on another day, of which nobody has been told."""
    when = replace(event.when, day=day)
    return fresh(replace(event, id=new_key(), when=when))


def _kept_for(_here: Open) -> timedelta:
    return KEPT_FOR


FLOW: Final = Flow("event-series", _run, _finish, _kept_for)
