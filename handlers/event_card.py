"""The card of a meeting on a person's phone: everything to know, and one tap to answer."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from domain.events.answer import Answer, Reply, Standing
from domain.events.event import Event
from domain.events.life import AHEAD, Life
from handlers.event_link import address, read, written
from handlers.event_seats import offer_row
from handlers.menu import keys
from handlers.turn import Turn
from messages.calendar_file import calendar_file
from messages.cards.event import event_card
from messages.cards.event_words import map_address
from messages.keyboard import Button, InlineButton, UrlButton
from messages.screen import Screen
from messages.text import B, Piece, T, Text
from messages.values import Lines
from storage.event_answers import EventAnswers
from storage.event_questions import Asked, EventQuestions
from storage.event_visits import EventVisits
from storage.events import Events, Kept

CARD, CALENDAR, FORWARD, POSTER = "e:card:", "e:ics:", "e:fwd:", "e:pic:"
REPLY, GUESTS, BELL, TICKET, ASK, HERE = "e:re:", "e:who:", "e:bell:", "e:qr:", "e:ask:", "e:here:"
CERTIFICATE: Final = "e:cert:"
MEETINGS: Final = "e:hub"
SHOWN: Final = 5
"""Published questions on a card; the newest are asked about what is still open."""
DOOR_OPENS: Final = timedelta(hours=2)
"""So long before the beginning somebody may say that she is here."""

REPLIES: Final[dict[Reply, Text]] = {
    Reply.COMING: B("✅ Coming"),
    Reply.MAYBE: B("🤔 Maybe"),
    Reply.NOT_COMING: B("🚫 Not coming"),
}
NOT_HERE: Final = T("I do not find this meeting. Perhaps it was taken back.")

Row = tuple[InlineButton, ...]


async def found(turn: Turn, name: str) -> Kept | None:
    """The meeting of a button or link, if people may see it; where there is none she is told so.

    What was never announced is seen by the staff who may work on it, and by nobody else.
    """
    event_id = read(name)
    kept = None if event_id is None else await Events(turn.unit).get(event_id)
    if kept is not None and kept.event.announced_at is None:
        kept = await Events(turn.unit).at_desk(kept.event.id, turn.chat_id)
    if kept is None:
        turn.answer(NOT_HERE)
        turn.say(Screen((NOT_HERE,)), keys(turn))
    return kept


async def open_card(turn: Turn, name: str) -> None:
    """The card of a button or of a link."""
    kept = await found(turn, name)
    if kept is not None:
        await show(turn, kept.event)


async def show(turn: Turn, event: Event, *first: Piece) -> None:
    """The card with her own answer, under what is to be said `first`."""
    answers = EventAnswers(turn.unit, event.id)
    answer = await answers.of(turn.chat_id)
    waits = answer is not None and answer.standing is Standing.WAITING
    position = await answers.position(answer) if answer is not None and waits else None
    published = await EventQuestions(turn.unit, event.id).published()
    paragraphs = (*first, *event_card(event, answer, position), *questions_said(published))
    came = event.life not in AHEAD and await EventVisits(turn.unit, event.id).of(turn.chat_id) is not None
    paper = ((Button(B("📜 My certificate"), CERTIFICATE + written(event.id)),),) if came else ()
    last = (Button(B("📅 All meetings"), MEETINGS),)
    turn.show(Screen(paragraphs, (*rows(event, answer, turn.now), *paper, last)))


def questions_said(published: Sequence[Asked]) -> tuple[Piece, ...]:
    """What others asked, with the answers."""
    said: list[Piece] = []
    for each in published[-SHOWN:]:
        said += [T("❓ {question}", question=each.words), T("💬 {answer}", answer=each.answer or "")]
    return (Lines((T("<b>Questions and answers</b>"), *said)),) if said else ()


def rows(event: Event, answer: Answer | None, now: datetime) -> tuple[Row, ...]:
    """What she can do with the meeting as it stands, and as she answered."""
    name = written(event.id)
    more: list[Row] = [_where_and_when(event)]
    if event.poster is not None:
        more.append((Button(B("🖼 The poster"), POSTER + name),))
    if event.life in {*AHEAD, Life.DRAFT} and not event.when.is_over(now):
        more = [*_answering(event, answer, now), *more]
        more.append((Button(B("❓ Ask the organisers"), ASK + name), Button(B("📤 To forward"), FORWARD + name)))
    return tuple(row for row in more if row)


def reply_row(event: Event) -> Row:
    """Coming, maybe, not coming."""
    return tuple(Button(label, f"{REPLY}{written(event.id)}:{reply.value}") for reply, label in REPLIES.items())


def _answering(event: Event, answer: Answer | None, now: datetime) -> list[Row]:
    name = written(event.id)
    if answer is not None and answer.standing is Standing.OFFERED:
        return [offer_row(event)]
    found: list[Row] = [reply_row(event)]
    if answer is None or answer.reply is Reply.NOT_COMING:
        return found
    coming = answer.reply is Reply.COMING
    guests = (Button(B("👥 I bring guests"), GUESTS + name),) if coming else ()
    found.append((*guests, Button(B("🔔 My reminders"), BELL + name)))
    if answer.standing is Standing.SEATED:
        begins = event.when.begins()
        here = begins is not None and now >= begins - DOOR_OPENS
        door = (Button(B("🚪 I am here"), HERE + name),) if here else ()
        found.append((Button(B("🎟 My ticket"), TICKET + name), *door))
    return found


def _where_and_when(event: Event) -> Row:
    place, name = map_address(event.venue), written(event.id)
    on_the_map: Row = () if place is None else (UrlButton(B("🗺 On the map"), place),)
    calendar: Row = () if event.when.day is None else (Button(B("📅 To my calendar"), CALENDAR + name),)
    return (*on_the_map, *calendar)


async def send_calendar(turn: Turn, name: str) -> None:
    """The file for the phone's calendar; of a cancelled meeting the one that takes it out."""
    kept = await found(turn, name)
    if kept is None:
        return
    content = calendar_file(kept.event, turn.voice, turn.now, address(turn, kept.event.id))
    if content is None:
        turn.answer(T("The day is not fixed yet."))
        return
    turn.answer()
    turn.send_file("tiwizi.ics", content, T("Open this file: it brings the meeting to your calendar."))


async def send_poster(turn: Turn, name: str) -> None:
    """The poster, as staff sent it."""
    kept = await found(turn, name)
    if kept is not None and kept.event.poster is not None:
        turn.answer()
        turn.pass_on("photo", kept.event.poster)


async def forward(turn: Turn, name: str) -> None:
    """The meeting as a message without buttons, which may be forwarded anywhere; its link opens the card here."""
    kept = await found(turn, name)
    if kept is None:
        return
    turn.answer(T("Forward the next message, also on WhatsApp."))
    link = T("To answer, or to be reminded, open: {link}", link=address(turn, kept.event.id))
    turn.say(Screen((*event_card(kept.event), link)))
