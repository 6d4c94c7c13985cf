"""Talking with people, on the side of staff: what is an answer, what is a note, and what is neither.

An answer leaves only when nothing speaks against it. What begins like a command, what is forwarded, and what answers a
colleague stays among staff; so does every file of an album of which one is a note.
"""

from typing import Final

from domain.replacing import replace
from domain.requests.change import Change
from domain.requests.life import Action, Actor, NotAllowed, acting, allowed
from domain.requests.request import Request
from domain.talk import OPEN_FOR, Content, Kind, Medium, is_command, note
from handlers.heard import Heard
from handlers.moment import milliseconds
from handlers.talk import (
    CANNOT,
    TO_COLLEAGUE,
    TO_GROUP,
    TO_PERSON,
    carry,
    change_copies,
    drop_copies,
)
from handlers.turn import Turn
from messages.screen import Screen
from messages.text import T
from storage.desk import DeskRequests
from storage.desk_groups import DeskGroups
from storage.outbox import Outbox, Priority
from storage.request_scope import Gone
from storage.staff import Reachable
from storage.talks import Message, State, Talk, Talks

NOTED: Final = "✍"
STAYS: Final = "🙊"
"""Reactions: kept as a note; stays among staff."""
NOTHING_SENT: Final = T("⚠️ Nothing was sent: your role does not reach this request, or no longer.")
A_COMMAND: Final = T("⚠️ I do not know this command. Nothing was sent to the person.")
TO_A_COLLEAGUE: Final = T(
    "⚠️ This answers a colleague, so nothing was sent. To write to the person, reply to what the person wrote."
)
STAYS_A_NOTE: Final = T("📝 A note stays a note: nothing was sent. To send it, write it anew.")
A_PAPERCLIP: Final = "📎"
"""The words of a note that is a file without any."""


async def said(turn: Turn, request_id: int, heard: Heard) -> None:
    """A staff member says something about a request, in its topic or as a reply: a note, or an answer."""
    request = await reached(turn, request_id)
    if request is None:
        turn.reply(Screen((NOTHING_SENT,)))
    elif (words := note(heard.words)) is not None or await _album_is_note(turn, heard):
        await keep_note(turn, request, heard, heard.words if words is None else words)
    elif is_command(heard.words):
        turn.reply(Screen((A_COMMAND,)))
    elif heard.forwarded:
        react(turn, STAYS)
    else:
        await answer(turn, request, heard)


async def replied(turn: Turn, message: Message, heard: Heard) -> None:
    """In private, a reply to something that came from a talk."""
    if message.kind is Kind.ASK or note(heard.words) is not None:
        await said(turn, message.request_id, heard)
    else:
        turn.reply(Screen((TO_A_COLLEAGUE,)))


def is_answer(heard: Heard) -> bool:
    """Whether it has no mark of a note, and is no command: then where it stands decides whether it leaves."""
    return note(heard.words) is None and not is_command(heard.words)


async def reached(turn: Turn, request_id: int) -> Request | None:
    """The request, if this staff member may write to its person now."""
    request = await DeskRequests(turn.unit, turn.chat_id).with_key(request_id)
    if request is None or Action.ANSWER not in allowed(request.state, *request.acting, level=request.level):
        return None
    return request


async def answer(turn: Turn, request: Request, heard: Heard) -> None:
    """Send it to the person, and let colleagues see it."""
    talks = Talks(turn.unit)
    if heard.content is None:
        turn.reply(Screen((CANNOT,)))
        return
    begun = heard.album is not None and bool(await talks.album(turn.here.chat_id, heard.album))
    at = (turn.here.chat_id, heard.message_id)
    now = milliseconds(turn)
    key = talks.add(request.id, Kind.ANSWER, heard.content, now, author=turn.chat_id, at=at, album=heard.album)
    if heard.words or not begun:
        change = Change(Action.ANSWER, heard.words, medium=heard.medium, talk=key)
        try:
            request = await DeskRequests(turn.unit, turn.chat_id).change(request, change, now)
        except (Gone, NotAllowed):
            talks.settle(key, State.FAILED)
            turn.reply(Screen((NOTHING_SENT,)))
            return
    await send(turn, request, key, heard.album)


async def send(turn: Turn, request: Request, key: int, album: str | None = None) -> None:
    """Send an answer that is kept and in the history."""
    role = acting(request.state, Action.ANSWER, request.acting) or Actor.AGENT
    name = await Talks(turn.unit).signature(turn.chat_id)
    readers = await DeskRequests(turn.unit, turn.chat_id).readers(request)
    until = int((turn.now + OPEN_FOR).timestamp() * 1000)
    for reader in readers:
        Talks(turn.unit).open(Talk(reader.chat_id, request.id, until, ""))
        known = {"role": role.value, "name": name}
        carry(turn, reader, key, TO_PERSON, album, **known)
    if not readers:
        Talks(turn.unit).settle(key, State.FAILED)
        turn.reply(Screen((T("⚠️ Nothing was sent: the person has erased everything, and cannot be reached here."),)))
        return
    await _show_colleagues(turn, request, key, role, album)


async def _show_colleagues(turn: Turn, request: Request, key: int, role: Actor, album: str | None) -> None:
    """Who also reads what the person writes sees what was answered. In its own group it stands already."""
    group = await DeskGroups(turn.unit).of_province(request.province)
    if group is not None and group.chat_id != turn.here.chat_id:
        carry(turn, Reachable(group.chat_id, group.language), key, TO_GROUP, album, role=role.value)
    if group is None:
        for reader in await Talks(turn.unit).listeners(request.id, turn.chat_id):
            carry(turn, reader, key, TO_COLLEAGUE, album, role=role.value)


def keep(turn: Turn, request: Request, words: str) -> int:
    """Keep words that were asked for in a conversation, or were ready, as the message that is handled; their key."""
    at = (turn.here.chat_id, turn.message_id or 0)
    content, now = Content(Medium.TEXT, words), milliseconds(turn)
    return Talks(turn.unit).add(request.id, Kind.ANSWER, content, now, author=turn.chat_id, at=at)


async def keep_note(turn: Turn, request: Request, heard: Heard, words: str) -> None:
    """Keep a note in the history, where only staff read it. The rest of its album becomes one too."""
    if not words and not heard.medium:
        turn.reply(Screen((T("Write the note behind /note, in the same message."),)))
        return
    await _keep_from_leaving(turn, heard)
    at, now = (turn.here.chat_id, heard.message_id), milliseconds(turn)
    key = Talks(turn.unit).add(request.id, Kind.NOTE, None, now, author=turn.chat_id, at=at, album=heard.album)
    if words or heard.album is None:
        change = Change(Action.NOTE, words or A_PAPERCLIP, medium=heard.medium, talk=key)
        await DeskRequests(turn.unit, turn.chat_id).change(request, change, now)
    react(turn, NOTED)


async def _album_is_note(turn: Turn, heard: Heard) -> bool:
    """Whether a file of the same album was a note: then this one is no answer either."""
    if heard.album is None:
        return False
    came = await Talks(turn.unit).album(turn.here.chat_id, heard.album)
    return any(message.kind is Kind.NOTE for message in came)


async def _keep_from_leaving(turn: Turn, heard: Heard) -> None:
    """The files of this album that came before the one that is a note do not leave, or are taken back."""
    if heard.album is not None:
        for message in await Talks(turn.unit).album(turn.here.chat_id, heard.album):
            if message.kind is Kind.ANSWER:
                await take_back(turn, message, into=Kind.NOTE)


async def take_back(turn: Turn, message: Message, into: Kind = Kind.ANSWER) -> int:
    """Let an answer not leave, or delete it where it arrived. Its line leaves what the person reads in the history."""
    talks = Talks(turn.unit)
    talks.change(message.id, into, None, State.KEPT if into is Kind.NOTE else State.BACK)
    talks.hide_line(message.request_id, message.id)
    return await drop_copies(turn, message)


async def delete(turn: Turn, heard: Heard) -> None:
    """`/delete` as a reply to an answer of one's own."""
    target = None if heard.reply_to is None else await Talks(turn.unit).written(turn.here.chat_id, heard.reply_to)
    if target is None or target.kind is not Kind.ANSWER or target.author != turn.chat_id:
        turn.reply(Screen((T("To take an answer of yours back, reply to it with /delete."),)))
    elif await reached(turn, target.request_id) is None:
        turn.reply(Screen((NOTHING_SENT,)))
    else:
        for message in await Talks(turn.unit).together(target):
            await take_back(turn, message)
        done = T("Taken back. What was read already cannot be unread, and after 48 hours I can no longer delete it.")
        turn.reply(Screen((done,)))


async def changed(turn: Turn, message: Message, heard: Heard) -> None:
    """An answer that was edited: changed where it arrived, or taken back where it has become a note."""
    request = await reached(turn, message.request_id)
    if message.kind is Kind.NOTE:
        if note(heard.words) is None:
            turn.reply(Screen((STAYS_A_NOTE,)))
    elif request is None or message.author != turn.chat_id:
        turn.reply(Screen((NOTHING_SENT,)))
    elif (words := note(heard.words)) is not None or is_command(heard.words):
        await _becomes_a_note(turn, request, message, heard, heard.words if words is None else words)
    elif heard.content is not None and message.state is not State.BACK:
        await _corrected(turn, request, message, heard)


async def _becomes_a_note(turn: Turn, request: Request, message: Message, heard: Heard, words: str) -> None:
    for each in await Talks(turn.unit).together(message):
        await take_back(turn, each, into=Kind.NOTE)
    change = Change(Action.NOTE, words or A_PAPERCLIP, medium=heard.medium, talk=message.id)
    await DeskRequests(turn.unit, turn.chat_id).change(request, change, milliseconds(turn))
    react(turn, NOTED)


async def _corrected(turn: Turn, request: Request, message: Message, heard: Heard) -> None:
    """The history keeps both; the person reads the line of the new one."""
    Talks(turn.unit).hide_line(request.id, message.id)
    if heard.words or heard.medium:
        change = Change(Action.ANSWER, heard.words, medium=heard.medium, talk=message.id)
        await DeskRequests(turn.unit, turn.chat_id).change(request, change, milliseconds(turn))
    await change_copies(turn, replace(message, content=heard.content))


async def end(turn: Turn, request_id: int) -> None:
    """Staff end the talk: the bot answers the person again, and says so."""
    request = await reached(turn, request_id)
    if request is None:
        turn.reply(Screen((NOTHING_SENT,)))
        return
    Talks(turn.unit).close_request(request.id)
    over = T("The talk about {reference} is over. From now on I answer you again.", reference=request.reference)
    for reader in await DeskRequests(turn.unit, turn.chat_id).readers(request):
        turn.say_to(reader.chat_id, reader.language or "ar", Screen((over,)))
    react(turn, "👌")


async def sign(turn: Turn, name: str) -> None:
    """`/sign Name`: from now on people see the name; without one, only the role."""
    shown = " ".join(name.split())[:60] or None
    Talks(turn.unit).sign(turn.chat_id, shown)
    if shown is None:
        turn.say(Screen((T("People see your role, and no name."),)))
    else:
        seen = T("People see this name beside your role: {name}. To end it, send /sign alone.", name=shown)
        turn.say(Screen((seen,)))


def react(turn: Turn, emoji: str) -> None:
    """A sign on the message that is handled, which waits for nothing."""
    reaction = [{"type": "emoji", "emoji": emoji}]
    values = {"chat_id": turn.here.chat_id, "message_id": turn.message_id, "reaction": reaction}
    Outbox(turn.unit).queue(turn.here.chat_id, "setMessageReaction", values, Priority.TAP)
