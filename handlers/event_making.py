"""Staff make a meeting, change it, make another like it, and cancel it."""

import secrets
import zlib
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct, json

from catalogue.local import Local
from conversations.engine import Open, Talk
from conversations.event import NAME, answers_of, event
from conversations.event_desk import cancellation
from conversations.event_fields import BLANK
from conversations.state import JSON
from domain.audit import Deed as Noted
from domain.civil_time import wall_of
from domain.events.change import must_be_told
from domain.events.event import Event
from domain.events.life import AHEAD, Deed, Life, NotAllowed, after, allowed
from domain.events.outcome import Outcome
from domain.replacing import replace
from handlers.conversations import Flow, begin, begin_after_another, begin_or_resume
from handlers.event_desk import NO_ROLE, show
from handlers.event_link import read, written
from handlers.event_scope import at_desk, provinces
from handlers.event_seats import offer_seats
from handlers.event_telling import cancel, move, timed
from handlers.register import note_meeting
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import N, T
from storage.events import Events, Kept
from storage.keys import new_key
from storage.people import People

DRAFT_KEPT: Final = timedelta(days=14)
UNBORN: Final = 0
"""The number of a meeting that is not kept yet."""
OVERTAKEN: Final = T("⚠️ A colleague changed it in the meantime. Here is how it stands; change it again, please.")
PAST: Final = T("⚠️ This hour is past already, so nobody was told. Change the day or the hour, please.")
NO_LONGER: Final = T("This meeting can no longer be changed. Here is how it stands.")


class Made(Struct, frozen=True):
    """A meeting as the conversation made it, and the print of the one that was to be changed, as it was then."""

    event: Event
    seen: int | None


class Cancelled(Struct, frozen=True):
    """A meeting to cancel, by name, and why."""

    event: str
    reason: str | None


async def new(turn: Turn) -> None:
    """Begin a new meeting, or go on with the one that was begun."""
    if await provinces(turn):
        await begin_or_resume(turn, FLOW)
    else:
        turn.show(Screen((NO_ROLE,)))


async def change(turn: Turn, name: str) -> None:
    """Change a meeting of the desk."""
    kept = await at_desk(turn, name)
    if kept is None:
        return
    if Deed.EDIT not in allowed(kept.event.life) or kept.event.life is Life.HELD:
        await show(turn, kept, NO_LONGER)
    else:
        await _begin(turn, {**answers_of(kept.event), "base": name, "seen": _print(kept.event)})


async def copy(turn: Turn, name: str) -> None:
    """Begin a meeting like this one; only its day is open."""
    kept = await at_desk(turn, name)
    if kept is not None:
        await _begin(turn, {**answers_of(kept.event), "when": None, "end": None, "like": name})


async def copy_for_guests(turn: Turn, name: str) -> None:
    """The same for those who were at this one, and follow something."""
    kept = await at_desk(turn, name)
    if kept is not None:
        await _begin(turn, {**answers_of(kept.event), "when": None, "end": None, "like": name, "came": True})


def _print(event: Event) -> int:
    """What tells two versions of a meeting apart, also where only its words differ."""
    return zlib.crc32(json.encode([event.sequence, answers_of(event)]))


async def ask_to_cancel(turn: Turn, name: str) -> None:
    kept = await at_desk(turn, name)
    if kept is None:
        return
    if Deed.CANCEL not in allowed(kept.event.life):
        await show(turn, kept, NO_LONGER)
    else:
        await begin(turn, CANCELLING, answers={"event": name})


async def _begin(turn: Turn, answers: dict[str, JSON]) -> None:
    another = T("You are in the middle of another meeting. Go on with it, or erase it first.")
    await begin_after_another(turn, FLOW, answers, same=("base", "seen"), unfinished=another)


async def _run(turn: Turn, talk: Talk) -> Made:
    # Whoever starts again begins with a meeting of which only the title and the invited must be said.
    talk.state.answers = {**BLANK, **talk.state.answers}
    made = await event(talk, await _base(turn, talk), wall_of(turn.now).date())
    seen = talk.so_far("seen")
    return Made(made, seen if isinstance(seen, int) else None)


async def _base(turn: Turn, talk: Talk) -> Event:
    """The meeting that is changed, the one that is like an earlier one, or an empty one."""
    found = [await _known(turn, talk.so_far(key)) for key in ("base", "like")]
    base, like = found
    if base is not None:
        return base.event
    if like is None:
        return blank()
    came = frozenset({like.event.id}) if talk.so_far("came") else like.event.audience.came_to
    audience = replace(like.event.audience, came_to=came)
    return fresh(replace(like.event, id=UNBORN, audience=audience))


def fresh(event: Event) -> Event:
    """The same meeting as a draft, of which nobody has been told and nothing has come."""
    return replace(event, life=Life.DRAFT, sequence=0, announced_at=None, timed_at=None, outcome=Outcome())


def blank() -> Event:
    """A meeting of which nothing is known; its title is asked for before anybody sees it."""
    return Event(UNBORN, Local("?", "?"))


def new_secret() -> str:
    """What makes the code on the wall of a meeting."""
    return secrets.token_hex(8)


async def _known(turn: Turn, name: JSON) -> Kept | None:
    event_id = read(name) if isinstance(name, str) else None
    return None if event_id is None else await Events(turn.unit).at_desk(event_id, turn.chat_id)


async def _finish(turn: Turn, made: Made) -> None:
    """Keep the meeting. Whether she still may is asked of the database, now."""
    if not await provinces(turn):
        turn.show(Screen((NO_ROLE,)))
    elif made.event.id == UNBORN:
        People(turn.unit).put(turn.person)
        kept = Kept(replace(made.event, id=new_key()), turn.chat_id, new_secret())
        Events(turn.unit).save(kept.event, kept.created_by, kept.secret)
        await show(turn, kept)
    else:
        await _keep_change(turn, made.event, made.seen)


async def _keep_change(turn: Turn, made: Event, seen: int | None) -> None:
    kept = await at_desk(turn, written(made.id))
    if kept is None:
        return
    if seen != _print(kept.event):
        await show(turn, kept, OVERTAKEN)
        return
    if kept.event.life not in {*AHEAD, Life.DRAFT}:
        await show(turn, kept, NO_LONGER)
    elif must_be_told(kept.event, made) and _is_past(made, turn.now):
        turn.say(Screen((PAST,)))
        await begin(turn, FLOW, answers={**answers_of(made), "base": written(made.id), "seen": seen})
    elif must_be_told(kept.event, made):
        begun = await move(turn.unit, kept, made, turn.now)
        note_meeting(turn, Noted.MEETING_MOVED, made, begun.people)
        moved = await _again(turn, kept)
        await offer_seats(turn.unit, moved.event, turn.now)
        done = N("✅ Kept. {n} person is told.", "✅ Kept. {n} people are told.", begun.people)
        await show(turn, moved, *begun.said(T("✅ Kept."), done))
    else:
        edited = timed(kept.event, replace(made, life=after(kept.event.life, Deed.EDIT)), turn.now)
        Events(turn.unit).save(edited, kept.created_by, kept.secret)
        await offer_seats(turn.unit, edited, turn.now)
        await show(turn, await _again(turn, kept), T("✅ Kept."))


def _is_past(event: Event, now: datetime) -> bool:
    """Whether its hour is over already; a day without an hour lasts until its night."""
    begins = event.when.begins()
    return event.when.is_over(now) or (event.when.hour is not None and begins is not None and begins <= now)


async def _run_cancelling(_turn: Turn, talk: Talk) -> Cancelled:
    return Cancelled(str(talk.so_far("event")), await cancellation(talk))


async def _finish_cancelling(turn: Turn, cancelled: Cancelled) -> None:
    kept = await at_desk(turn, cancelled.event)
    if kept is None:
        return
    try:
        begun = await cancel(turn.unit, kept, cancelled.reason, turn.now)
    except NotAllowed:
        await show(turn, kept, NO_LONGER)
    else:
        note_meeting(turn, Noted.MEETING_CANCELLED, kept.event, begun.people)
        done = N("❌ Cancelled. {n} person is told.", "❌ Cancelled. {n} people are told.", begun.people)
        await show(turn, await _again(turn, kept), *begun.said(T("❌ The meeting is cancelled."), done))


async def _again(turn: Turn, kept: Kept) -> Kept:
    """The meeting as it was just stored."""
    return await Events(turn.unit).get(kept.event.id) or kept


def _kept_for(_here: Open) -> timedelta:
    return DRAFT_KEPT


FLOW: Final = Flow(NAME, _run, _finish, _kept_for)
CANCELLING: Final = Flow("event-cancel", _run_cancelling, _finish_cancelling, _kept_for)
