"""Talking with staff, on the person's side: while a talk is open, what she writes goes to them, past the bot."""

from typing import Any, Final

from msgspec import json

from conversations.questions.text import CARD
from domain.replacing import replace
from domain.requests.change import Change
from domain.requests.identity import looks_like_cin
from domain.requests.life import Action
from domain.requests.limits import OPEN_QUESTIONS
from domain.requests.request import Request
from domain.talk import OPEN_FOR, Kind
from handlers.after import AFTER, TALK, TALK_BACK, TALK_CHANGE
from handlers.conversations import leave, with_keys
from handlers.heard import Heard
from handlers.making import Order
from handlers.moment import milliseconds
from handlers.notices import receivers
from handlers.requests import NOT_FOUND, opening, own
from handlers.turn import Turn
from messages.cards.request import NOBODY_YET
from messages.cards.talk import END as END_LABEL
from messages.keyboard import Button
from messages.screen import Screen
from messages.text import Piece, T
from storage.desk_groups import DeskGroups
from storage.outbox import Outbox, Priority
from storage.people import People
from storage.requests import OwnRequests
from storage.staff import Reachable
from storage.talks import Message, Talk, Talks, parts_of

OPEN, END = "tk:open:", "tk:end"
TO_PERSON, TO_STAFF, TO_GROUP, TO_COLLEAGUE = "person", "staff", "group", "colleague"
ALBUM_PAUSE: Final = 1500
"""Milliseconds without another file of an album after which it is whole."""
MOST_DELETED: Final = 100
"""Messages that one call deletes: https://core.telegram.org/bots/api#deletemessages."""
ENDING: Final = (Button(END_LABEL, END),)
MANY_QUESTIONS: Final = T(
    "You have {most} questions that wait for an answer. They are all kept; we answer them one by one. You can ask "
    "again when one is answered.",
    most=OPEN_QUESTIONS,
)
CANNOT: Final = T("⚠️ I cannot pass this on, so it was not sent. Send a text, photo, paper, voice note or place.")


async def open_(turn: Turn, reference: str) -> None:
    """She wants to write to staff about this request of hers."""
    request = await own(turn, reference)
    if request is None:
        return
    leave(turn)
    People(turn.unit).put(turn.person)
    _keep_open(turn, request, "")
    said = (
        T("💬 Write your question about {reference}, or record it. A photo or paper is fine too.", reference=reference),
        T("It goes to staff, and I keep silent until you end the talk, or until a day has passed without a word."),
    )
    turn.show(Screen(said, (ENDING, opening(reference))))


async def end(turn: Turn) -> None:
    """She ends the talk: from now on the bot answers again."""
    Talks(turn.unit).close(turn.chat_id)
    turn.answer()
    with_keys(turn, Screen((T("The talk is over, and I answer you again. Tap a key below."),)))


def is_open(turn: Turn) -> bool:
    """Whether she is in a talk now."""
    return turn.person.talks_until > milliseconds(turn)


async def said(turn: Turn, heard: Heard) -> None:
    """She says something in her open talk."""
    talk = await Talks(turn.unit).open_with(turn.chat_id, milliseconds(turn))
    request = None if talk is None else await OwnRequests(turn.unit, turn.chat_id).with_key(talk.request_id)
    if request is None:  # it is hers no longer
        Talks(turn.unit).close(turn.chat_id)
        with_keys(turn, Screen((NOT_FOUND,)))
    else:
        await _pass_on(turn, request, heard)


async def answered(turn: Turn, message: Message, heard: Heard) -> bool:
    """She replies to what staff said, perhaps long ago. False: the request is not hers any more."""
    request = await OwnRequests(turn.unit, turn.chat_id).with_key(message.request_id)
    if request is None:
        return False
    await _pass_on(turn, request, heard)
    return True


async def changed(turn: Turn, message: Message, heard: Heard) -> None:
    """She has changed something that she said: staff see it changed, and the history has both."""
    request = await OwnRequests(turn.unit, turn.chat_id).with_key(message.request_id)
    if request is None or heard.content is None:
        return
    problem = await _problem(turn, heard)
    if problem is not None:
        turn.say(Screen((problem,)))
        return
    change = Change(Action.ASK, heard.words, medium=heard.medium, talk=message.id)
    if heard.words or heard.medium:
        await OwnRequests(turn.unit, turn.chat_id).change(request, change, milliseconds(turn))
    await change_copies(turn, replace(message, content=heard.content))


async def _pass_on(turn: Turn, request: Request, heard: Heard) -> None:
    request = await _standing(turn, request)
    talks, now = Talks(turn.unit), milliseconds(turn)
    problem = await _problem(turn, heard)
    if problem is not None:
        turn.say(Screen((problem,), (ENDING,)))
        return
    first = await talks.latest(request.id)
    begun = heard.album is not None and bool(await talks.album(turn.chat_id, heard.album))
    at = (turn.chat_id, heard.message_id)
    key = talks.add(request.id, Kind.ASK, heard.content, now, author=turn.chat_id, at=at, album=heard.album)
    if heard.words or not begun:
        change = Change(Action.ASK, heard.words, medium=heard.medium, talk=key)
        await OwnRequests(turn.unit, turn.chat_id).change(request, change, now)
    _keep_open(turn, request, heard.name)
    reached = await _to_staff(turn, request, key, heard)
    if begun:
        return
    if not reached:
        turn.say(Screen((T("Your words are kept with your request."), NOBODY_YET), (ENDING,)))
    elif first is None or now - first > OPEN_FOR.total_seconds() * 1000:
        turn.say(Screen((T("✅ Your question is sent. The answer comes here."),), (ENDING,)))


async def _standing(turn: Turn, request: Request) -> Request:
    """The request itself, or the one with which it was joined since."""
    if request.merged_into is None:
        return request
    return await OwnRequests(turn.unit, turn.chat_id).with_key(request.merged_into) or request


async def _problem(turn: Turn, heard: Heard) -> Piece | None:
    """Why what she said cannot be passed on."""
    if heard.content is None:
        return CANNOT
    if looks_like_cin(heard.words):
        return CARD
    may = await OwnRequests(turn.unit, turn.chat_id).may_ask()
    return None if may else MANY_QUESTIONS


async def _to_staff(turn: Turn, request: Request, key: int, heard: Heard) -> bool:
    """To the group of the province, else to each who is told of the request. False: there is nobody."""
    group = await DeskGroups(turn.unit).of_province(request.province)
    if group is not None:
        carry(turn, Reachable(group.chat_id, group.language), key, TO_GROUP, heard.album)
        return True
    readers = await receivers(turn, request)
    for reader in readers:
        carry(turn, reader, key, TO_STAFF, heard.album)
    return bool(readers)


def _keep_open(turn: Turn, request: Request, name: str) -> None:
    until = int((turn.now + OPEN_FOR).timestamp() * 1000)
    Talks(turn.unit).open(Talk(turn.chat_id, request.id, until, name))


# What both sides need


def carry(turn: Turn, reader: Reachable, key: int, to: str, album: str | None = None, **known: Any) -> None:
    """Have what was said carried to a chat, after the commit; an album as one, when its last file has come."""
    work, outbox = AFTER + TALK, Outbox(turn.unit)
    chat_id = reader.chat_id
    dumped = _order(turn, chat_id, reader.language or "ar", {"message": key, "to": to, **known})
    if album is None:
        outbox.queue(chat_id, work, dumped, Priority.REPLY)
        return
    once = f"talk:{turn.here.chat_id}:{album}:{to}:{chat_id}"
    later = milliseconds(turn) + ALBUM_PAUSE
    outbox.replace(once, chat_id, work, dumped, Priority.REPLY, not_before=later)


async def change_copies(turn: Turn, message: Message) -> None:
    """Bring all copies of what was said to what it says now."""
    talks = Talks(turn.unit)
    talks.change(message.id, message.kind, message.content, message.state)
    for chat_id in parts_of(await talks.copies(message.id)):
        dumped = _order(turn, chat_id, await language_of(turn, chat_id), {"message": message.id})
        Outbox(turn.unit).queue(chat_id, AFTER + TALK_CHANGE, dumped, Priority.REPLY)


async def leave_staff(turn: Turn) -> None:
    """Delete what this person said wherever staff have it, as far as Telegram allows: she erases everything."""
    copies = parts_of(await Talks(turn.unit).copies_of(turn.chat_id))
    for chat_id, all_ in copies.items():
        for at in range(0, len(all_), MOST_DELETED):
            numbers = sorted({copy.message_id for copy in all_[at : at + MOST_DELETED]})
            deleted = {"chat_id": chat_id, "message_ids": numbers}
            Outbox(turn.unit).queue(chat_id, "deleteMessages", deleted, Priority.REPLY)


async def drop_copies(turn: Turn, message: Message) -> int:
    """Have all copies deleted; in how many chats there are any."""
    chats = parts_of(await Talks(turn.unit).copies(message.id))
    for chat_id in chats:
        dumped = _order(turn, chat_id, await language_of(turn, chat_id), {"message": message.id})
        Outbox(turn.unit).queue(chat_id, AFTER + TALK_BACK, dumped, Priority.REPLY)
    return len(chats)


async def language_of(turn: Turn, chat_id: int) -> str:
    """In which language a chat reads."""
    groups = await DeskGroups(turn.unit).of_chat(chat_id) if chat_id < 0 else []
    if groups:
        return groups[0].language
    [rows] = await turn.unit.fetch(People.who_is(chat_id))
    person = People.read(rows)
    return (person and person.language) or "ar"


def _order(turn: Turn, chat_id: int, language: str, what: dict[str, Any]) -> dict[str, Any]:
    return Order(chat_id, language, turn.username, turn.now, json.encode(what).decode()).dump()
