"""The group of a province: its topics, made when they are needed and again when they are gone, and the news in them.

Nothing tells a bot that a topic was deleted; the next message into it is refused. So every message into a topic goes
through `in_topic`, which makes the topic anew and tries again, and no message is lost with a topic.
"""

from collections.abc import Awaitable, Callable
from typing import Any, Final, TypeVar

import structlog
from msgspec import json
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.api import Api
from bot.dispatch import new_run
from domain.audit import Deed
from domain.replacing import replace
from domain.requests.life import OVER, Action, Actor, State
from domain.requests.reference import compact
from domain.requests.request import Request
from handlers.desk_request import PAPERS, READY, READY_LABEL
from handlers.group_taps import TAKE
from handlers.groups import FORUM_RIGHTS, RIGHTS
from handlers.letters import messages
from handlers.making import Order
from handlers.notices import BELOW, NEW, tell_in_private
from handlers.requests import LINK
from handlers.turn import NOBODY, Place, Turn
from messages.cards import notice
from messages.cards import talk as cards
from messages.deep_links import deep_link
from messages.keyboard import Button, InlineButton, UrlButton
from messages.screen import Screen, render
from messages.text import B, Piece
from storage.audit import Audit
from storage.desk_groups import DeskGroups, Group, Topic
from storage.people import Person
from storage.talks import Talks
from storage.unit import Database, Unit

log = structlog.get_logger(__name__)
T_ = TypeVar("T_")

MOST_TRIES: Final = 3
GONE: Final = ("thread not found", "topic_deleted", "topic_id_invalid", "topic_closed", "thread_id")
"""How a message into a topic is refused that is not there, or takes nothing any more."""
NO_CHAT: Final = (
    "chat not found",
    "group chat was deleted",
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
)


class NoGroup(Exception):
    """The group does not work for the request's province, or we can no longer write there."""


async def news(database: Database, api: Api, order: Order) -> None:
    """Say in its topic what was done to a request, and how it stands."""
    what = json.decode(order.what)
    action, role = Action(what["action"]), Actor(what["role"])

    async def say(place: Place, request: Request) -> None:
        await _summarise(database, api, order, request)
        if action in NEW:
            return  # the summary says it
        screen = Screen(notice.to_staff(request, action, role, what["words"]))
        for message in messages(render(screen, order.voice)):
            await api.call("sendMessage", {**place.parameters(), **message})

    try:
        await in_topic(database, api, order, what["request"], say)
    except NoGroup:
        if role is Actor.MEMBER:
            await _tell_in_private(database, order, what["request"], action, what["words"])


async def close(database: Database, api: Api, order: Order) -> None:
    """Close the topic of a request that is over, unless somebody has said something since it was ordered."""
    what = json.decode(order.what)
    async with database.unit() as unit:
        request = await DeskGroups(unit).request(what["request"], order.chat_id)
        topic = await DeskGroups(unit).topic(what["request"], order.chat_id)
        last = await Talks(unit).latest(what["request"])
    over = request is not None and request.state in OVER and (last is None or last < what["before"])
    if not over or topic is None or topic.closed:
        return
    place = Place(topic.chat_id, topic.thread).parameters()
    try:
        if not await _try(api, "closeForumTopic", place):
            return
    except BadRequest:  # it was deleted
        await _forget(database, topic)
        return
    await _keep(database, replace(topic, closed=True))
    [said] = messages(render(Screen((cards.CLOSED,)), order.voice))
    await api.call("sendMessage", {**place, **said, "disable_notification": True})


async def in_topic(
    database: Database, api: Api, order: Order, request_id: int, say: Callable[[Place, Request], Awaitable[T_]]
) -> T_:
    """Say something in the topic of a request, which is made, opened or replaced where need be.

    Raises:
        NoGroup: the group of the order is none, or is gone, or has no place where we may write.
        ChatMigrated: it has another id by now; the order is to be done there, after what was ordered before it.
        TelegramError: whatever is to be tried again, or is wrong with the message itself.
    """
    for _ in range(MOST_TRIES):
        group, request, topic = await _read(database, order, request_id)
        try:
            topic = topic or await _make(database, api, order, group, request)
            if topic.summary is None:  # we were stopped between the two
                await _post_summary(database, api, order, request, topic)
            await _open(database, api, topic)
            return await say(Place(topic.chat_id, topic.thread), request)
        except Forbidden as error:
            await _gone(database, order)
            raise NoGroup from error
        except BadRequest as error:
            if any(sign in str(error).lower() for sign in NO_CHAT):
                await _gone(database, order)
                raise NoGroup from error
            if not any(sign in str(error).lower() for sign in GONE):
                raise
            if topic is None:
                raise NoGroup from error  # no topic can be made, and nothing be said outside of one
            await _forget(database, topic)
    raise NoGroup


async def _read(database: Database, order: Order, request_id: int) -> tuple[Group, Request, Topic | None]:
    async with database.unit() as unit:
        groups = DeskGroups(unit)
        request = await groups.request(request_id, order.chat_id)
        linked = {group.province: group for group in await groups.of_chat(order.chat_id)}
        if request is None:
            raise NoGroup
        group = linked[request.province]
        if group.chat_id != order.chat_id:
            raise ChatMigrated(group.chat_id)
        return group, request, await groups.topic(request_id, order.chat_id)


async def _make(database: Database, api: Api, order: Order, group: Group, request: Request) -> Topic:
    """A topic with its summary; where none can be made, the summary alone, to which staff reply."""
    title = cards.title(request, order.voice)
    thread = await _thread(api, group, title) if group.forum else None
    topic = Topic(request.id, group.chat_id, thread, title, None)
    await _keep(database, topic)
    return replace(topic, summary=await _post_summary(database, api, order, request, topic))


async def _thread(api: Api, group: Group, title: str) -> int | None:
    try:
        made = await api.call("createForumTopic", {"chat_id": group.chat_id, "name": title})
    except BadRequest as error:
        # Topics were turned off, the right was taken, or there are too many: what is said matters more than where.
        log.warning("A topic could not be made.", error=str(error))
        return None
    return int(made["message_thread_id"])


async def _post_summary(database: Database, api: Api, order: Order, request: Request, topic: Topic) -> int:
    where = Place(topic.chat_id, topic.thread).parameters()
    [message] = messages(render(_screen(order, request, topic), order.voice))
    sent = await api.call("sendMessage", {**where, **message})
    summary = int(sent["message_id"])
    await _keep(database, replace(topic, summary=summary))
    if topic.thread is not None:
        pinned = {"chat_id": topic.chat_id, "message_id": summary, "disable_notification": True}
        await _try(api, "pinChatMessage", pinned)
    return summary


async def _summarise(database: Database, api: Api, order: Order, request: Request) -> None:
    """Bring summary, name and lock of the topic to how the request stands."""
    async with database.unit() as unit:
        topic = await DeskGroups(unit).topic(request.id, order.chat_id)
    if topic is None or topic.summary is None:
        return
    [message] = messages(render(_screen(order, request, topic), order.voice))
    edited = {**message, "chat_id": topic.chat_id, "message_id": topic.summary}
    try:
        await api.call("editMessageText", edited)
    except BadRequest as error:
        if "to edit not found" in str(error).lower() or "can't be edited" in str(error).lower():
            await _post_summary(database, api, order, request, topic)
        elif "not modified" not in str(error).lower():
            raise
    title = cards.title(request, order.voice)
    if topic.thread is not None and title != topic.title:
        await _try(api, "editForumTopic", {"chat_id": topic.chat_id, "message_thread_id": topic.thread, "name": title})
        async with database.unit() as unit:
            known = await DeskGroups(unit).topic(request.id, order.chat_id)
            if known is not None:
                DeskGroups(unit).put_topic(replace(known, title=title))


def _screen(order: Order, request: Request, topic: Topic) -> Screen:
    paragraphs: tuple[Piece, ...] = (*cards.summary(request), cards.how_to_answer(topics=topic.thread is not None))
    return Screen(paragraphs, _rows(order, request))


def _rows(order: Order, request: Request) -> tuple[tuple[InlineButton, ...], ...]:
    take = Button(B("✋ Take it"), f"{TAKE}{request.reference}:{request.revision}")
    papers = Button(B("📎 Papers"), f"{BELOW}{PAPERS}{request.reference}")
    opened = UrlButton(B("👁 Open it in private"), deep_link(order.username, LINK + compact(request.reference)))
    answers = Button(READY_LABEL, f"{BELOW}{READY}{request.reference}")
    return (*(((take,),) if request.state is State.SUBMITTED else ()), (papers, answers), (opened,))


async def _open(database: Database, api: Api, topic: Topic) -> None:
    """Open a topic that staff have closed: what comes now would be overlooked there."""
    if topic.closed and topic.thread is not None:
        await _try(api, "reopenForumTopic", {"chat_id": topic.chat_id, "message_thread_id": topic.thread})
        await _keep(database, replace(topic, closed=False))


async def _try(api: Api, method: str, parameters: dict[str, Any]) -> bool:
    """Whether it was done: what is good to have, and needs a right that the group may not give."""
    try:
        await api.call(method, parameters)
    except BadRequest as error:
        if any(sign in str(error).lower() for sign in GONE):
            raise
        log.info("A topic could not be tended.", method=method, error=str(error))
        return False
    return True


async def _keep(database: Database, topic: Topic) -> None:
    async with database.unit() as unit:
        DeskGroups(unit).put_topic(topic)


async def _forget(database: Database, topic: Topic) -> None:
    async with database.unit() as unit:
        DeskGroups(unit).drop_topic(topic.request_id, topic.chat_id)


async def _gone(database: Database, order: Order) -> None:
    """We can no longer write there: from now on everybody is told in private."""
    async with database.unit() as unit:
        linked = await DeskGroups(unit).of_chat(order.chat_id)
        DeskGroups(unit).unlink(order.chat_id)
        for group in linked:
            told = Screen((cards.out_of_reach(group.province),))
            as_nobody(unit, order).say_to(group.linked_by, group.language, told)


async def _tell_in_private(database: Database, order: Order, request_id: int, action: Action, words: str) -> None:
    """What the group should have read, for those who receive requests."""
    async with database.unit() as unit:
        request = await DeskGroups(unit).any_request(request_id)
        if request is not None:
            await tell_in_private(as_nobody(unit, order), request, action, words)


def as_nobody(unit: Unit, order: Order) -> Turn:
    """A turn of the bot itself, to tell whom it concerns."""
    return Turn(unit, NOBODY, Person(NOBODY), [], order.now, None, new_run, username=order.username)


async def link(database: Database, api: Api, order: Order) -> None:
    """See what we may do in the group of the order, and let it be that of a province, or say what is missing."""
    what = json.decode(order.what)
    try:
        chat = await api.call("getChat", {"chat_id": order.chat_id})
        me = await api.call("getChatMember", {"chat_id": order.chat_id, "user_id": api.id})
    except Forbidden:
        return  # removed meanwhile
    forum = bool(chat.get("is_forum"))
    needed = (*RIGHTS, *(FORUM_RIGHTS if forum else ()))
    missing = [right for right in needed if me["status"] != "administrator" or not me.get(right)]
    async with database.unit() as unit:
        groups, turn = DeskGroups(unit), as_nobody(unit, order)
        turn.place, turn.person = Place(order.chat_id), Person(NOBODY, order.language)
        if not await groups.may_link(what["by"], what["province"]):
            return
        if missing:
            turn.say(Screen(cards.rights_missing(missing)))
            return
        former = await groups.of_province(what["province"])
        now = int(order.now.timestamp() * 1000)
        group = Group(what["province"], order.chat_id, forum, order.language, what["by"])
        groups.link(group, now)
        Audit(unit).note(what["by"], Deed.GROUP, now, province=group.province, linked=True)
        turn.say(Screen(cards.linked(group.province, topics=forum)))
        if former is not None and former.chat_id != order.chat_id:
            turn.say_to(former.chat_id, former.language, Screen((cards.moved_away(group.province),)))
