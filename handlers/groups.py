"""The groups of staff: linked to a province by `/desk`, with a topic for each request, or by replies to messages."""

from typing import Final

from msgspec import json
from telegram import ChatMemberUpdated, Message

from domain.places import match_place, province_of
from domain.requests.life import Actor
from domain.talk import Kind
from handlers import talk_desk
from handlers.after import LINK_GROUP
from handlers.heard import Heard, heard
from handlers.talk_desk import STAYS, react
from handlers.turn import NOBODY, Turn
from messages.cards import talk as cards
from messages.screen import Screen
from messages.text import T
from storage.desk_groups import DeskGroups, Group, Topic
from storage.people import People
from storage.staff import EVERYWHERE, Staff
from storage.talks import Talks

LINKING: Final = frozenset({Actor.COORDINATOR, Actor.ADMIN})
RIGHTS: Final = ("can_manage_chat",)
"""Any administrator has it; only an administrator hears what is no command and no reply to it."""
FORUM_RIGHTS: Final = ("can_manage_topics", "can_pin_messages")
TO_LINK: Final = T("To talk about requests in this group, a coordinator writes /desk here.")
UNLINKED: Final = T(
    "⚠️ Nothing was sent: this group is not linked to the desk any more. A coordinator sends /desk to link it again."
)
ANONYMOUS: Final = T(
    "⚠️ I cannot see who wrote this, so nothing was sent. Turn «Remain anonymous» off in your rights in this group."
)


async def said(turn: Turn, message: Message, bot_id: int) -> bool:
    """Somebody wrote in a group. False: it is none of ours, and this was no command for us."""
    if message.migrate_to_chat_id is not None:
        DeskGroups(turn.unit).move(turn.here.chat_id, message.migrate_to_chat_id)
        return True
    if message.migrate_from_chat_id is not None:  # each comes in a lane of its own, so either may be the first
        DeskGroups(turn.unit).move(message.migrate_from_chat_id, turn.here.chat_id)
        return True
    command, rest = _command(message.text or message.caption or "")
    if command == "desk" or (command == "start" and rest.strip() == "desk"):
        await link(turn, "" if command == "start" else rest)
        return True
    groups = await DeskGroups(turn.unit).of_chat(turn.here.chat_id)
    by_staff = message.from_user is not None and message.from_user.id != bot_id and _speaks(message)
    if not groups:
        return by_staff and await _in_vain(turn, heard(message))
    if by_staff:
        await _heard(turn, heard(message), command, to_us=_answers(message, bot_id))
    _notice_topics(turn, message, groups[0])
    return True


async def _in_vain(turn: Turn, said_: Heard) -> bool:
    """Somebody writes about a request in a group whose link does not count any more. False: it has none."""
    about = await _about(turn, said_)
    if about is not None:
        turn.reply(Screen((UNLINKED,)))
    return about is not None


async def edited(turn: Turn, message: Message) -> None:
    """Somebody changed what was said in a group of ours."""
    if not await DeskGroups(turn.unit).of_chat(turn.here.chat_id):
        return
    told = await Talks(turn.unit).written(turn.here.chat_id, message.message_id)
    if told is not None:
        await talk_desk.changed(turn, told, heard(message))


def _answers(message: Message, bot_id: int) -> bool:
    """Whether it is a reply to a message of ours. What is only said in a topic seems to answer its first message."""
    replied = message.reply_to_message
    return replied is not None and replied.from_user is not None and replied.from_user.id == bot_id


async def _heard(turn: Turn, said_: Heard, command: str, *, to_us: bool) -> None:
    topic = await _about(turn, said_)
    if command == "delete":
        await talk_desk.delete(turn, said_)
    elif command == "end" and topic is not None:
        await talk_desk.end(turn, topic)
    elif topic is None and to_us:
        react(turn, STAYS)  # perhaps a summary whose place another has taken: nobody shall think that it left
    elif topic is None:
        return  # staff among themselves
    elif turn.chat_id == NOBODY:
        turn.reply(Screen((ANONYMOUS,)))
    elif await _answers_a_colleague(turn, said_) and talk_desk.is_answer(said_):
        react(turn, STAYS)
    else:
        await talk_desk.said(turn, topic, said_)


async def _about(turn: Turn, said_: Heard) -> int | None:
    """The request about which somebody writes: that of the topic, or that of the message which is answered."""
    groups, thread = DeskGroups(turn.unit), turn.here.thread
    topic: Topic | None = None
    if thread is not None:
        topic = await groups.of_thread(turn.here.chat_id, thread)
    elif said_.reply_to is not None:
        copied = await Talks(turn.unit).copied(turn.here.chat_id, said_.reply_to)
        if copied is not None:
            return copied.request_id
        topic = await groups.of_summary(turn.here.chat_id, said_.reply_to)
    return None if topic is None else topic.request_id


async def _answers_a_colleague(turn: Turn, said_: Heard) -> bool:
    """Whether it answers anything but the person, an answer of one's own, or the summary."""
    if said_.reply_to is None:
        return False
    talks, here = Talks(turn.unit), turn.here.chat_id
    copied = await talks.copied(here, said_.reply_to)
    if copied is not None:
        return copied.kind is not Kind.ASK
    written = await talks.written(here, said_.reply_to)
    if written is not None:
        return written.kind is not Kind.ANSWER or written.author != turn.chat_id
    return await DeskGroups(turn.unit).of_summary(here, said_.reply_to) is None


def _command(words: str) -> tuple[str, str]:
    """The command with which a message begins, without whom it is for, and the rest; empty where there is none."""
    first, _, rest = words.partition(" ")
    return (first[1:].partition("@")[0].lower(), rest) if first.startswith("/") else ("", "")


def _speaks(message: Message) -> bool:
    """Whether somebody says something; that people come, go or pin is none of that."""
    return bool(message.effective_attachment or message.text or message.location)


def _notice_topics(turn: Turn, message: Message, group: Group) -> None:
    """What a message tells of the group itself: whether it has topics now, and that one was closed or opened."""
    groups, chat_id, thread = DeskGroups(turn.unit), turn.here.chat_id, turn.here.thread
    if chat_id != group.chat_id:
        return  # it was said before the group became a supergroup
    if bool(message.chat.is_forum) is not group.forum:
        groups.set_forum(chat_id, forum=bool(message.chat.is_forum))
    if thread is not None and (message.forum_topic_closed or message.forum_topic_reopened):
        groups.set_closed(chat_id, thread, closed=message.forum_topic_closed is not None)


async def link(turn: Turn, named: str) -> None:
    """`/desk`, perhaps with the name of a province: let this be the group of that province, if she coordinates it."""
    roles = [role for role in await Staff(turn.unit).roles_of(turn.chat_id) if role.role in LINKING]
    if turn.chat_id == NOBODY:
        turn.reply(Screen((ANONYMOUS,)))
        return
    if not roles:
        turn.reply(Screen((T("Only coordinators and administrators link a group to the desk."),)))
        return
    found = match_place(named) if named.strip() else []
    held = {role.province for role in roles}
    province = province_of(found[0].code) if found else next(iter(held)) if len(held) == 1 else None
    if province is None or province == EVERYWHERE:
        turn.reply(Screen((T("For which province? Write it behind the command, for example: /desk Taroudant"),)))
    elif not held & {province, EVERYWHERE}:
        turn.reply(Screen((T("You may link a group only for a province of yours."),)))
    else:
        turn.do_after(LINK_GROUP, json.encode({"province": province, "by": turn.chat_id}).decode())


async def membership(turn: Turn, change: ChatMemberUpdated) -> bool:
    """The bot's own standing in a group changed. False: the group is none of ours."""
    groups = DeskGroups(turn.unit)
    linked = [group for group in await groups.all() if group.chat_id == change.chat.id]
    if not linked:
        return False
    status = change.new_chat_member.status
    if status in {change.new_chat_member.LEFT, change.new_chat_member.BANNED}:
        groups.unlink(change.chat.id)
        for linker in {group.linked_by for group in linked}:
            await _tell(turn, linker, change.chat.title or "")
    elif bool(change.chat.is_forum) is not linked[0].forum:
        groups.set_forum(change.chat.id, forum=bool(change.chat.is_forum))
    else:
        if linked[0].forum:
            groups.drop_unthreaded(change.chat.id)
        if missing := _missing(change, forum=linked[0].forum):
            turn.say(Screen(cards.rights_missing(missing)))
    return True


def _missing(change: ChatMemberUpdated, *, forum: bool) -> list[str]:
    """The rights that we need in a group of ours and do not have any more."""
    needed = (*RIGHTS, *(FORUM_RIGHTS if forum else ()))
    return [right for right in needed if not getattr(change.new_chat_member, right, False)]


async def _tell(turn: Turn, chat_id: int, title: str) -> None:
    [rows] = await turn.unit.fetch(People.who_is(chat_id))
    person = People.read(rows)
    gone = T(
        "⚠️ I was removed from the group {group}. News of requests comes to each of you in private again.", group=title
    )
    turn.say_to(chat_id, (person and person.language) or "ar", Screen((gone,)))
