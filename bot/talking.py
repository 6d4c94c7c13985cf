"""Carries what was said in a talk to the other side, and puts a mark on it that says whether it arrived.

What is carried is read at the moment when it leaves, so a message that was changed or became a note meanwhile is
carried as it is then, or not at all. What changes while it is on its way is mended after it has arrived.
"""

from collections.abc import Sequence
from typing import Any, Final

import structlog
from msgspec import Struct, json
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.api import Api
from bot.desk_group import NoGroup, as_nobody, in_topic
from domain.replacing import replace
from domain.requests.life import Actor
from domain.requests.request import Request
from domain.talk import Content, Kind
from handlers import talk
from handlers.after import AFTER, TALK, TALK_BACK, TALK_CHANGE
from handlers.letters import messages
from handlers.making import Order
from handlers.notices import below, receivers
from handlers.passing import ALBUM, Letter, Rows, change_in_album, change_of, letters
from handlers.requests import opening
from handlers.talk import ENDING, carry
from handlers.turn import Place
from messages.cards import talk as cards
from messages.keyboard import Button
from messages.screen import Screen, render
from messages.text import B, Piece, T, Text
from messages.voice import Voice
from storage.desk import DeskRequests
from storage.desk_groups import DeskGroups
from storage.drafts import Drafts
from storage.outbox import Outbox, Priority
from storage.people import People
from storage.talks import Copy, Message, State, Talks
from storage.unit import Database, Unit

log = structlog.get_logger(__name__)

ARRIVED: Final = "👌"
BLOCKED: Final = "💔"
FAILED: Final = "😢"
"""Marks on a message of a talk, of the few that a bot may give."""
TOO_MUCH: Final[tuple[str, dict[str, Any]]] = ("deleteMessage", {})
"""What becomes of a copy when the words have become so short that it is empty."""
NOT_ARRIVED: Final = {
    State.BLOCKED: T("💔 Not delivered: the person has blocked me. Call, if the request names a number."),
    State.FAILED: T("😢 Not delivered: Telegram refused it. Please send it in another way."),
}


class Passing(Struct, frozen=True):
    """What is to be carried: the messages of an album, or one, and the request that it is about.

    `there` has those of its parts that arrived already, when we were stopped between two of them.
    """

    said: tuple[Message, ...]
    request: Request
    there: frozenset[tuple[int, int]]

    @property
    def contents(self) -> list[tuple[int, Content]]:
        return [(message.id, message.content) for message in self.said if message.content is not None]


async def carry_over(database: Database, api: Api, order: Order) -> None:
    """Carry what was said to the chat of the order. Done already, or no longer to be done, it does nothing."""
    what = json.decode(order.what)
    passing = await _read(database, what["message"], order.chat_id)
    if passing is None or (what["to"] == talk.TO_PERSON and not await _hears(database, order.chat_id, passing)):
        return
    busy = what["to"] == talk.TO_PERSON and await _is_busy(database, order.chat_id)
    heading, rows = _around(what, passing.request, busy=busy)
    all_ = [
        letter
        for letter in letters(passing.contents, heading, order.voice, rows)
        if not passing.there.issuperset(letter.parts)
    ]
    if not all_:
        return
    match what["to"]:
        case talk.TO_GROUP:
            await _to_group(database, api, order, passing, all_)
        case talk.TO_PERSON:
            await _to_person(database, api, order, passing, all_)
        case _:
            await _to_staff(database, api, order, passing, all_)


async def change_over(database: Database, api: Api, order: Order) -> None:
    """Bring the copies in the chat of the order to what was said by now."""
    key = json.decode(order.what)["message"]
    async with database.unit() as unit:
        message = await Talks(unit).message(key)
        copies = [copy for copy in await Talks(unit).copies(key) if copy.chat_id == order.chat_id]
        request = None if message is None else await DeskGroups(unit).any_request(message.request_id)
    if message is None or message.content is None or request is None:
        return
    all_ = [] if message.album is not None else _letters_like(message, message.content, copies, request, order.voice)
    try:
        for copy in copies:
            call = _change(message, message.content, copy, all_)
            if call is not None:
                await _mend(api, call[0], {**call[1], "chat_id": copy.chat_id, "message_id": copy.message_id})
            if call == TOO_MUCH:
                async with database.unit() as unit:
                    Talks(unit).drop_copy(copy)
        await _say_the_rest(database, api, order, copies, all_)
    except ChatMigrated as error:
        await _say_anew(database, order, copies[0].around, error.new_chat_id)


async def _say_anew(database: Database, order: Order, what: str, chat_id: int) -> None:
    """The group has become a supergroup, where the copies are not, and cannot be changed: it is carried there."""
    anew = Order(chat_id, order.language, order.username, order.now, what)
    async with database.unit() as unit:
        Outbox(unit).queue(chat_id, AFTER + TALK, anew.dump(), Priority.REPLY)


async def _say_the_rest(
    database: Database, api: Api, order: Order, copies: Sequence[Copy], all_: Sequence[Letter]
) -> None:
    """What has become longer than before needs another message."""
    rest = [letter for letter in all_ if letter.parts[0][1] > max(copy.part for copy in copies)]
    if not rest:
        return
    async with database.unit() as unit:
        message = await Talks(unit).message(copies[0].message)
        topic = None if message is None else await DeskGroups(unit).topic(message.request_id, order.chat_id)
    place = Place(order.chat_id, None if topic is None else topic.thread)
    await _keep(database, await _send(database, api, place, replace(order, what=copies[0].around), rest))


async def take_back(database: Database, api: Api, order: Order) -> None:
    """Delete the copies in the chat of the order; Telegram allows it for 48 hours."""
    key = json.decode(order.what)["message"]
    async with database.unit() as unit:
        copies = [copy for copy in await Talks(unit).copies(key) if copy.chat_id == order.chat_id]
    for copy in copies:
        await _mend(api, "deleteMessage", {"chat_id": copy.chat_id, "message_id": copy.message_id})


async def _read(database: Database, key: int, chat_id: int) -> Passing | None:
    """What is to be carried to this chat; None where it has become a note, was taken back, erased, or is there."""
    async with database.unit() as unit:
        talks = Talks(unit)
        message = await talks.message(key)
        if message is None:
            return None
        album = await talks.together(message)
        copies = [copy for each in album for copy in await talks.copies(each.id) if copy.chat_id == chat_id]
        request = await DeskGroups(unit).any_request(message.request_id)
    if request is None or any(each.kind is Kind.NOTE or each.content is None for each in album):
        return None  # of an album of which one file is a note, none leaves
    begun = {copy.message for copy in copies}
    left = tuple(each for each in album if each.id not in begun or message.album is None)
    return Passing(left, request, frozenset((copy.message, copy.part) for copy in copies)) if left else None


async def _hears(database: Database, chat_id: int, passing: Passing) -> bool:
    """Whether she still hears of the request: she may have erased everything since it was answered."""
    async with database.unit() as unit:
        talks = Talks(unit)
        hears = await talks.hears(passing.request.id, chat_id)
        if not hears:
            for message in passing.said:
                talks.settle(message.id, State.FAILED)
    return hears


def _around(what: dict[str, Any], request: Request, *, busy: bool = False) -> tuple[Piece, Rows]:
    """The heading, and the buttons under it; `busy`: what the person types now answers another question."""
    match what["to"]:
        case talk.TO_PERSON:
            heading = cards.from_staff(request, Actor(what["role"]), what["name"], busy=busy)
            [opened] = opening(request.reference)
            answer = Button(B("💬 Answer"), talk.OPEN + request.reference)
            first = (below(answer),) if busy else ENDING
            return heading, (first, (below(opened),))
        case talk.TO_STAFF:
            return cards.from_person(request, hint=True), ()
        case _ if "role" in what:
            return cards.from_colleague(request, Actor(what["role"])), ()
        case _:
            return cards.from_person(request, hint=False), ()


async def _is_busy(database: Database, chat_id: int) -> bool:
    async with database.unit() as unit:
        [rows] = await unit.fetch(Drafts.of(chat_id))
    return any(draft.active for draft in Drafts.read(rows))


async def _to_person(database: Database, api: Api, order: Order, passing: Passing, all_: Sequence[Letter]) -> None:
    try:
        copies = await _send(database, api, Place(order.chat_id), order, all_)
    except Forbidden:
        await _note_trouble(database, passing, State.BLOCKED)
        raise  # delivery knows what follows from it
    except BadRequest as error:
        log.warning("What was said could not be carried.", error=str(error))
        await _note_trouble(database, passing, State.FAILED)
    else:
        await _arrived(database, order, passing, copies)


async def _to_staff(database: Database, api: Api, order: Order, passing: Passing, all_: Sequence[Letter]) -> None:
    """To a staff member in private, if she may still read it."""
    async with database.unit() as unit:
        request = await DeskRequests(unit, order.chat_id).with_key(passing.request.id)
    if request is None or not request.acting:
        return
    try:
        copies = await _send(database, api, Place(order.chat_id), order, all_)
    except BadRequest as error:
        log.warning("What was said could not be carried.", error=str(error))
    else:
        await _arrived(database, order, passing, copies)


async def _to_group(database: Database, api: Api, order: Order, passing: Passing, all_: Sequence[Letter]) -> None:
    async def say(place: Place, _request: Request) -> list[Copy]:
        return await _send(database, api, place, order, all_)

    try:
        copies = await in_topic(database, api, order, passing.request.id, say)
    except NoGroup:
        await _in_private(database, order, passing)
    except BadRequest as error:
        log.warning("What was said could not be carried.", error=str(error))
        await _in_private(database, order, passing)
    else:
        await _arrived(database, order, passing, copies)


async def _in_private(database: Database, order: Order, passing: Passing) -> None:
    """The group is gone, or takes nothing: what the person said goes to each who receives her request."""
    if passing.said[0].kind is not Kind.ASK:
        return  # what a colleague answered is in the history
    async with database.unit() as unit:
        turn = as_nobody(unit, order)
        for reader in await receivers(turn, passing.request):
            carry(turn, reader, passing.said[0].id, talk.TO_STAFF)


async def _send(database: Database, api: Api, place: Place, order: Order, all_: Sequence[Letter]) -> list[Copy]:
    """Send the letters, and return what those have become that are not kept yet.

    Each is kept before the next one leaves: when that fails, it is tried again alone. What stands above an album is
    said again with it.
    """
    copies: list[Copy] = []
    for letter in all_:
        if letter.method != ALBUM:
            await _keep(database, copies)
            copies = []
        result = await api.call(letter.method, {**place.parameters(), **letter.parameters})
        sent = result if isinstance(result, list) else [result]
        copies += [
            Copy(key, place.chat_id, int(message["message_id"]), part, order.what)
            for (key, part), message in zip(letter.parts, sent, strict=True)
        ]
    return copies


async def _arrived(database: Database, order: Order, passing: Passing, copies: Sequence[Copy]) -> None:
    """Keep where it is now, put the mark on it, and mend what has changed while it was on its way."""
    # What is only shown to colleagues says nothing of whether the person has it.
    reached = passing.said[0].kind is Kind.ASK or json.decode(order.what)["to"] == talk.TO_PERSON
    async with database.unit() as unit:
        talks = Talks(unit)
        standing = {message.id: await talks.message(message.id) for message in passing.said}
        await _put(unit, copies)
        for message in passing.said:
            now = standing[message.id]
            if now is None:
                continue
            if now.kind is Kind.NOTE or now.state is State.BACK:
                _again(unit, order, TALK_BACK, message.id)
                continue
            if now.content != message.content:
                _again(unit, order, TALK_CHANGE, message.id)
            if reached:
                talks.settle(message.id, State.ARRIVED)
        if reached:
            _mark(unit, passing.said[0], ARRIVED)


async def _keep(database: Database, copies: Sequence[Copy]) -> None:
    if copies:
        async with database.unit() as unit:
            await _put(unit, copies)


async def _put(unit: Unit, copies: Sequence[Copy]) -> None:
    """Keep where it is now, or delete it there: she has erased everything meanwhile."""
    for copy in copies:
        if await Talks(unit).message(copy.message) is not None:
            Talks(unit).add_copy(copy)
        else:
            values = {"chat_id": copy.chat_id, "message_id": copy.message_id}
            Outbox(unit).queue(copy.chat_id, "deleteMessage", values, Priority.REPLY)


def _again(unit: Unit, order: Order, work: str, key: int) -> None:
    what = json.encode({"message": key}).decode()
    again = Order(order.chat_id, order.language, order.username, order.now, what)
    Outbox(unit).queue(order.chat_id, AFTER + work, again.dump(), Priority.REPLY)


async def _note_trouble(database: Database, passing: Passing, state: State) -> None:
    """Tell whoever wrote it that it did not arrive; where others of a cooperative got it, the mark stays theirs."""
    async with database.unit() as unit:
        talks, first = Talks(unit), passing.said[0]
        now = await talks.message(first.id)
        for message in passing.said:
            talks.settle(message.id, state)
        if now is not None and now.state is not State.ARRIVED:
            _mark(unit, first, BLOCKED if state is State.BLOCKED else FAILED)
        await _explain(unit, first, NOT_ARRIVED[state])


async def _explain(unit: Unit, message: Message, sentence: Text) -> None:
    """A sentence under what did not arrive, where it was written."""
    topic = await DeskGroups(unit).topic(message.request_id, message.chat_id)
    groups = await DeskGroups(unit).of_chat(message.chat_id)
    [rows] = await unit.fetch(People.who_is(message.author))
    person = People.read(rows)
    language = groups[0].language if groups else (person and person.language) or "ar"
    [said] = messages(render(Screen((sentence,)), Voice.of(language)))
    answered = {"message_id": message.message_id, "allow_sending_without_reply": True}
    where = Place(message.chat_id, None if topic is None else topic.thread).parameters()
    Outbox(unit).queue(message.chat_id, "sendMessage", {**where, **said, "reply_parameters": answered}, Priority.REPLY)


def _mark(unit: Unit, message: Message, emoji: str) -> None:
    values: dict[str, Any] = {"chat_id": message.chat_id, "message_id": message.message_id}
    values |= {"reaction": [{"type": "emoji", "emoji": emoji}]}
    Outbox(unit).queue(message.chat_id, "setMessageReaction", values, Priority.TAP)


def _letters_like(
    message: Message, content: Content, copies: Sequence[Copy], request: Request, voice: Voice
) -> list[Letter]:
    """What was said by now, made in the way in which these copies were."""
    if not copies:
        return []
    heading, rows = _around(json.decode(copies[0].around), request)
    return letters([(message.id, content)], heading, voice, rows)


def _change(
    message: Message, content: Content, copy: Copy, all_: Sequence[Letter]
) -> tuple[str, dict[str, Any]] | None:
    """The call that brings one copy to what was said by now; None where nothing of it can be changed."""
    if message.album is not None:
        return change_in_album(content) if copy.part else None
    return change_of(content, all_[copy.part]) if copy.part < len(all_) else TOO_MUCH


async def _mend(api: Api, method: str, parameters: dict[str, Any]) -> None:
    """Change or delete a message, as far as Telegram lets us: not after 48 hours, and not what is gone already."""
    try:
        await api.call(method, parameters)
    except (BadRequest, Forbidden) as error:
        log.info("A copy could not be changed.", method=method, error=str(error))
