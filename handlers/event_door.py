"""At the door, for staff: a ticket scanned or typed, a list to tick, a name for who has no Telegram, the code to show.

Everybody is counted once; a ticket that comes a second time says when it was used.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from conversations import event_desk as asking
from conversations.engine import Open, Talk
from domain.civil_time import wall_of
from domain.events.answer import Answer, Reply, Standing
from domain.events.door import wall_code
from domain.events.event import Event
from domain.events.life import AHEAD, Life
from domain.folding import fold, fold_digits
from handlers.conversations import Flow, begin
from handlers.event_card import show as show_card
from handlers.event_link import read, written
from handlers.event_scope import ONE, at_desk
from handlers.event_ticket import Given
from handlers.moment import milliseconds
from handlers.start import greet
from handlers.turn import Turn
from messages.cards.event import answer_said
from messages.deep_links import LARGEST
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, N, Piece, T, Text
from messages.values import Day, Moment, Verbatim
from storage.event_answers import EventAnswers
from storage.event_visits import EventVisits, Visit, Way
from storage.events import Events, Kept

DOOR, LIST, TICK, UNDO = "e:door:", "e:tick:", "e:in:", "e:out:"
CODE, WALK_IN, WALL = "e:code:", "e:walk:", "e:wall:"
PAGE: Final = 8
MOST_DIGITS: Final = 3
OPEN: Final = frozenset({*AHEAD, Life.HELD})
"""Meetings whose door has something to do; after one, names are still brought in from paper."""


async def door(turn: Turn, name: str) -> None:
    """How many are in, and the ways to let people in."""
    kept = await _open(turn, name)
    if kept is not None:
        await _show(turn, kept)


async def scanned(turn: Turn, payload: str) -> None:
    """The QR code of a ticket was opened: by staff at the door, or by somebody who tries her own."""
    name, _, ticket = payload.partition("_")
    event_id = read(name)
    kept = None if event_id is None else await Events(turn.unit).get(event_id)
    if kept is None or kept.event.announced_at is None:
        greet(turn)
    elif await Events(turn.unit).at_desk(kept.event.id, turn.chat_id) is None:
        await show_card(turn, kept.event, T("🎟 Show your ticket to the staff at the door: their phone counts you in."))
    elif kept.event.life not in OPEN:
        await show_card(turn, kept.event, NO_DOOR)
    else:
        await _ticket(turn, kept, ticket, "scan")


async def ask_for_ticket(turn: Turn, name: str) -> None:
    if await _open(turn, name) is not None:
        await begin(turn, TICKET, answers={"event": name})


async def ask_for_walk_in(turn: Turn, name: str) -> None:
    if await _open(turn, name) is not None:
        await begin(turn, GUEST, answers={"event": name})


async def show_wall_code(turn: Turn, name: str) -> None:
    """The code of this minute, to be shown on a screen or written on a board."""
    kept = await _open(turn, name)
    if kept is None:
        return
    code = T("🔢 <b>{code}</b>", code=wall_code(kept.secret, turn.now))
    how = T("People tap «I am here» on the meeting and write this code. It changes every minute; tap for a new one.")
    new = (Button(B("🔄 The code of now"), WALL + name),)
    turn.answer(T("This is the code of now."))
    turn.show(Screen((code, how), (new, _back(name))))


async def tick_list(turn: Turn, which: str) -> None:
    """A page of those who are expected and not in yet: `meeting:page`."""
    name, _, page = which.partition(":")
    kept = await _open(turn, name)
    if kept is not None:
        await _list(turn, kept, int(page) if page.isdecimal() and len(page) <= MOST_DIGITS else 0)


async def tick(turn: Turn, which: str) -> None:
    """Let in the holder of a ticket of the list, whatever she answered: `meeting:ticket`."""
    name, _, ticket = which.partition(":")
    kept = await _open(turn, name)
    answer = None if kept is None else await EventAnswers(turn.unit, kept.event.id).by_ticket(ticket)
    if kept is not None and answer is not None:
        await _let_in(turn, kept, answer, "list")


async def undo(turn: Turn, which: str) -> None:
    """It was a mistake: `meeting:visitor`."""
    name, _, visitor = which.partition(":")
    kept = await _open(turn, name)
    if kept is not None and visitor.isdecimal() and int(visitor) < LARGEST:
        EventVisits(turn.unit, kept.event.id).take_back(int(visitor))
        turn.answer(T("Taken back."))
        await _show(turn, kept)


async def _open(turn: Turn, name: str) -> Kept | None:
    """The meeting, if this staff member stands at its door and it has one."""
    kept = await at_desk(turn, name)
    if kept is None or kept.event.life in OPEN:
        return kept
    turn.answer(NO_DOOR)
    return None


def _too_early(turn: Turn, event: Event) -> Text | None:
    """Why nobody is counted yet: a ticket that is scanned days before would be used up at the door."""
    if event.when.day is None:
        return T("The day is not fixed yet.")
    if event.life in AHEAD and wall_of(turn.now).date() < event.when.day:
        return T("⚠️ Nobody is counted yet: the meeting is on {day}.", day=Day(event.when.day, weekday=True))
    return None


NO_DOOR: Final = T("This meeting has no door now.")


async def _show(turn: Turn, kept: Kept, *first: Piece, undoing: int | None = None) -> None:
    name, event = written(kept.event.id), kept.event
    present = await EventVisits(turn.unit, event.id).count()
    expected = await EventAnswers(turn.unit, event.id).counts()
    inside = N("🚪 {n} person is in", "🚪 {n} people are in", present.people)
    coming = N("{n} person said that she comes.", "{n} people said that they come.", expected.coming)
    how = T("Scan the codes with the camera of your phone, or:")
    rows = [
        *([(Button(B("↩️ Take it back"), f"{UNDO}{name}:{undoing}"),)] if undoing is not None else []),
        (Button(B("🔢 Ticket number"), CODE + name), Button(B("📋 Tick the list"), f"{LIST}{name}:0")),
        (Button(B("➕ Without Telegram"), WALK_IN + name), Button(B("🔄 Code on the wall"), WALL + name)),
        (Button(B("⬅️ Back"), ONE + name),),
    ]
    title = T("<b>{title}</b>", title=event.title)
    turn.show(Screen((*first, title, inside, coming, how), tuple(rows)))


async def _list(turn: Turn, kept: Kept, page: int, *first: Piece) -> None:
    ordered = await _not_in_yet(turn, kept)
    name = written(kept.event.id)
    shown = ordered[page * PAGE : (page + 1) * PAGE]
    before = [Button(B("◀️ Before"), f"{LIST}{name}:{page - 1}")] if page else []
    after = [Button(B("▶️ After"), f"{LIST}{name}:{page + 1}")] if (page + 1) * PAGE < len(ordered) else []
    turning = [(*before, *after)] if before or after else []
    heading = N("📋 {n} person is not in yet.", "📋 {n} people are not in yet.", len(ordered))
    turn.show(Screen((*first, heading, *([HOW] if shown else [])), (*_ticks(name, shown), *turning, _back(name))))


async def _not_in_yet(turn: Turn, kept: Kept) -> list[Answer]:
    """Who is expected and not in yet: by name, and then those without one by their tickets."""
    inside = {visit.visitor for visit in await EventVisits(turn.unit, kept.event.id).all()}
    answers = await EventAnswers(turn.unit, kept.event.id).all()
    waiting = [each for each in answers if each.chat_id not in inside and each.reply is not Reply.NOT_COMING]
    return sorted(waiting, key=lambda each: (each.name is None, each.name or "", each.ticket))


def _ticks(name: str, shown: Sequence[Answer]) -> list[tuple[Button, ...]]:
    return [(Button(_label(each), f"{TICK}{name}:{each.ticket}"),) for each in shown]


async def _search(turn: Turn, kept: Kept, words: str) -> None:
    """Who is expected and has these words in her name."""
    name = written(kept.event.id)
    found = [each for each in await _not_in_yet(turn, kept) if fold(words) in fold(each.name or "")][:PAGE]
    if found:
        turn.show(Screen((HOW,), (*_ticks(name, found), _back(name))))
    else:
        await _show(turn, kept, T("⚠️ Nobody who is expected and not in yet has this name on the sheet."))


HOW: Final = T("Tap who is here. Without a name, it is the number of the ticket.")


def _label(answer: Answer) -> Piece:
    called = answer.name or answer.ticket
    if answer.party.guests:
        return T("{called} + {guests}", called=called, guests=answer.party.guests)
    return Verbatim(called)


async def _ticket(turn: Turn, kept: Kept, ticket: str, way: Way) -> None:
    """Let in who shows this ticket. Who has no seat is let in only when staff say so. Words are looked for in names."""
    digits = fold_digits(ticket).replace(" ", "")
    if way == "ticket" and fold(ticket) and not any(map(str.isdecimal, digits)):
        await _search(turn, kept, ticket)
        return
    answer = await EventAnswers(turn.unit, kept.event.id).by_ticket(digits)
    name = written(kept.event.id)
    if answer is None:
        await _show(turn, kept, T("⚠️ No ticket of this meeting has this number."))
    elif answer.standing is not Standing.SEATED and answer.reply is not Reply.MAYBE:
        position = None
        if answer.standing is Standing.WAITING:
            position = await EventAnswers(turn.unit, kept.event.id).position(answer)
        all_the_same = (Button(B("✅ Let her in all the same"), f"{TICK}{name}:{answer.ticket}"),)
        said = T("⚠️ What this person sees on her card: {answer}", answer=answer_said(answer, position))
        turn.show(Screen((said,), (all_the_same, _back(name))))
    else:
        await _let_in(turn, kept, answer, way)


async def _let_in(turn: Turn, kept: Kept, answer: Answer, way: Way) -> None:
    if (early := _too_early(turn, kept.event)) is not None:
        turn.answer(early)
        await _show(turn, kept, early)
        return
    visit = Visit(answer.chat_id, answer.party.size, way, milliseconds(turn), turn.chat_id, answer.name)
    before = await EventVisits(turn.unit, kept.event.id).check_in(visit)
    called = answer.name or answer.ticket
    if before is not None:
        used = T("⚠️ {called}: already used, {moment}.", called=called, moment=_moment(before.checked_at))
        turn.answer(T("This ticket was used already."))
        await _show(turn, kept, used)
        return
    inside = N("✅ {called}: {n} person comes in.", "✅ {called}: {n} people come in.", visit.people, called=called)
    turn.answer(inside)
    if way == "list":
        await _list(turn, kept, 0, inside)
    else:
        await _show(turn, kept, inside, undoing=answer.chat_id)


def _moment(at: int) -> Moment:
    return Moment(wall_of(datetime.fromtimestamp(at / 1000, UTC)))


def _back(name: str) -> tuple[Button, ...]:
    return (Button(B("⬅️ To the door"), DOOR + name),)


async def _run_ticket(_turn: Turn, talk: Talk) -> Given:
    return Given(str(talk.so_far("event")), await asking.ticket(talk))


async def _finish_ticket(turn: Turn, given: Given) -> None:
    kept = await _open(turn, given.event)
    if kept is not None:
        await _ticket(turn, kept, given.words, "ticket")


async def _run_walk_in(_turn: Turn, talk: Talk) -> Given:
    return Given(str(talk.so_far("event")), await asking.walk_in(talk))


async def _finish_walk_in(turn: Turn, given: Given) -> None:
    kept = await _open(turn, given.event)
    if kept is None:
        return
    if (early := _too_early(turn, kept.event)) is not None:
        await _show(turn, kept, early)
        return
    visits = EventVisits(turn.unit, kept.event.id)
    visits.check_in_by_name(given.words, "list", milliseconds(turn), turn.chat_id)
    await _show(turn, kept, T("✅ {name} is on the sheet.", name=given.words))


def _kept_for(_here: Open) -> timedelta:
    return timedelta(hours=12)


TICKET: Final = Flow("event-ticket", _run_ticket, _finish_ticket, _kept_for)
GUEST: Final = Flow("event-guest", _run_walk_in, _finish_walk_in, _kept_for)
