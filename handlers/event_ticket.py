"""What a person does at the door: show her ticket, as a QR code or digits, or write the code that is on the wall."""

from datetime import timedelta
from typing import Final

from msgspec import Struct

from conversations.engine import Open, Talk
from conversations.event_desk import own_name, wall
from documents import qr
from domain.events.answer import Answer, Standing
from domain.events.door import opens
from domain.events.event import Event
from domain.events.life import AHEAD, Life
from domain.folding import fold_digits
from domain.replacing import replace
from handlers.conversations import Flow, begin
from handlers.event_answers import open_event
from handlers.event_card import CARD, DOOR_OPENS, HERE, NOT_HERE, found, show
from handlers.event_link import read
from handlers.moment import milliseconds
from handlers.turn import Turn
from messages.deep_links import deep_link
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import B, T
from storage.event_answers import EventAnswers
from storage.event_notices import EventNotices
from storage.event_visits import EventVisits, Visit
from storage.events import Events, Kept

LINK: Final = "v_"
"""With this the link begins that the QR code of a ticket carries: `v_meeting_digits`."""
NAME_ME: Final = "e:name:"
MOST_WRONG: Final = 5


class Given(Struct, frozen=True):
    """What somebody wrote for a meeting, by name: her own name, or the code on the wall."""

    event: str
    words: str


async def send_ticket(turn: Turn, name: str) -> None:
    """The ticket as a picture to scan, with its digits for a screen that is broken or dark."""
    event = await open_event(turn, name)
    answer = None if event is None else await EventAnswers(turn.unit, event.id).of(turn.chat_id)
    if event is None or answer is None:
        return
    if answer.standing is not Standing.SEATED:
        turn.answer(T("You have no seat at this meeting yet."))
        return
    turn.answer()
    caption = T("🎟 <b>{ticket}</b>. Show this at the door: {title}", ticket=answer.ticket, title=event.title)
    turn.send_photo("ticket.png", qr.png(ticket_link(turn, name, answer.ticket)), caption)
    named = T("On the attendance sheet you are: {name}", name=answer.name or answer.ticket)
    why = T("With your name on it you can be found without this ticket, and get a certificate afterwards.")
    row = (Button(B("✍️ My name on the sheet"), NAME_ME + name),)
    turn.say(Screen((named, why), (row, (Button(B("⬅️ To the meeting"), CARD + name),))))


def ticket_link(turn: Turn, name: str, ticket: str) -> str:
    """What the QR code carries."""
    return deep_link(turn.username, f"{LINK}{name}_{ticket}")


async def ask_for_name(turn: Turn, name: str) -> None:
    if await _answered(turn, name) is not None:
        await begin(turn, NAMING, answers={"event": name})


async def ask_for_code(turn: Turn, name: str) -> None:
    """«I am here»: the code on the wall is asked for, from shortly before the beginning on."""
    event = await open_event(turn, name)
    begins = None if event is None else event.when.begins()
    if begins is None or turn.now < begins - DOOR_OPENS:
        turn.answer(T("The door is not open yet."))
    else:
        await begin(turn, ENTERING, answers={"event": name})


async def _answered(turn: Turn, name: str) -> tuple[Kept, Answer] | None:
    """The meeting and her answer to it, also when it is over."""
    event_id = read(name)
    kept = None if event_id is None else await Events(turn.unit).get(event_id)
    answer = None if kept is None else await EventAnswers(turn.unit, kept.event.id).of(turn.chat_id)
    return None if kept is None or answer is None else (kept, answer)


async def _run_naming(_turn: Turn, talk: Talk) -> Given:
    return Given(str(talk.so_far("event")), await own_name(talk))


async def _finish_naming(turn: Turn, given: Given) -> None:
    known = await _answered(turn, given.event)
    if known is None:
        turn.show(Screen((NOT_HERE,)))
        return
    kept, answer = known
    EventAnswers(turn.unit, kept.event.id).keep(replace(answer, name=given.words))
    EventVisits(turn.unit, kept.event.id).name(turn.chat_id, given.words)
    await show(turn, kept.event, T("✅ On the attendance sheet you are: {name}", name=given.words))


async def _run_entering(_turn: Turn, talk: Talk) -> Given:
    return Given(str(talk.so_far("event")), await wall(talk))


async def _finish_entering(turn: Turn, given: Given) -> None:
    """Let her in, if this was on the wall just now. Who guesses is sent to the staff at the door."""
    kept = await found(turn, given.event)
    if kept is None or not await _has_a_door(turn, kept.event):
        return
    event, now = kept.event, milliseconds(turn)
    answer = await EventAnswers(turn.unit, event.id).of(turn.chat_id)
    notices = EventNotices(turn.unit, event.id)
    wrong = await notices.count_wrong(turn.chat_id)
    if answer is None or answer.standing is not Standing.SEATED or wrong >= MOST_WRONG:
        turn.show(Screen((T("Please ask the staff at the door: they let you in."),)))
    elif not opens(kept.secret, fold_digits(given.words).replace(" ", ""), turn.now):
        notices.told(f"wrong:{wrong + 1}", turn.chat_id, now)
        again = (Button(B("🔄 Try again"), HERE + given.event),)
        turn.show(Screen((T("This is not the code on the wall. It changes every minute."),), (again,)))
    else:
        visit = Visit(turn.chat_id, answer.party.size, "wall", now, None, answer.name)
        before = await EventVisits(turn.unit, event.id).check_in(visit)
        welcome = T("✅ Welcome! You are counted.") if before is None else T("You are counted already.")
        await show(turn, event, welcome)


async def _has_a_door(turn: Turn, event: Event) -> bool:
    """Whether people are let in: it takes place, and it may have been cancelled since she was asked for the code."""
    if event.life in {*AHEAD, Life.HELD}:
        return True
    await show(turn, event)
    return False


def _kept_for(_here: Open) -> timedelta:
    return timedelta(hours=2)


NAMING: Final = Flow("event-name", _run_naming, _finish_naming, _kept_for)
ENTERING: Final = Flow("event-wall", _run_entering, _finish_entering, _kept_for)
