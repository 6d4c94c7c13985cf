"""Groups as people make them, and conversations between two people."""

from simulator.chats import Chat, Member, Topic
from simulator.membership import ALL_RIGHTS, set_member, tell_of_itself
from simulator.messages import Json
from simulator.people import Person
from simulator.world import World

GENERAL = 1
"""The topic of a forum that is always there; in it is what names no topic."""
# Telegram gives supergroups ids below -100 0000000000 and other groups short ones; conversations among people have
# none that a bot could see.
FIRST_GROUP = -1_002_000_000_000
FIRST_BASIC = -400_000
FIRST_AMONG_PEOPLE = 9_000_000_000_000


def create_group(world: World, creator: Person, title: str, *, forum: bool = False, basic: bool = False) -> Chat:
    """A supergroup, or a `basic` group, with its creator alone; a forum has the topic General, whose id is 1."""
    number = sum(chat.is_group for chat in world.chats.values())
    chat = Chat((FIRST_BASIC if basic else FIRST_GROUP) - number, "group" if basic else "supergroup", title)
    chat.members[creator.id] = Member(creator.user(), "creator", {"is_anonymous": False})
    if forum:
        _make_forum(chat)
    world.add_chat(chat)
    world.post(chat, creator.user(), {"group_chat_created": True} if basic else {"supergroup_chat_created": True})
    world.events.publish("person", lambda: {"person": creator.id})
    return chat


def _make_forum(chat: Chat) -> None:
    chat.is_forum = True
    chat.topics[GENERAL] = Topic(GENERAL, "General")
    chat.renamed()


def set_forum(world: World, chat: Chat, *, forum: bool) -> None:
    """Turn topics on, or off: then their messages are in one list again."""
    if forum:
        _make_forum(chat)
    else:
        chat.is_forum = False
        chat.topics.clear()
        chat.renamed()
    world.events.publish("chat", lambda: {"chat": chat.id})


def upgrade(world: World, group: Chat) -> Chat:
    """Make a basic group a supergroup, as Telegram does by itself: it gets another id, and the bot hears of both.

    It hears too that it has come into the new one, and not that it has left the old one:
    https://github.com/tdlib/telegram-bot-api/issues/266.
    """
    number = sum(chat.is_group for chat in world.chats.values())
    chat = Chat(FIRST_GROUP - number, "supergroup", group.title, members=group.members)
    world.add_chat(chat)
    group.upgraded_to = chat.id
    owner = next(member.user for member in group.members.values() if member.status == "creator")
    if (bot := chat.members.get(world.profile.id)) is not None:
        tell_of_itself(world, chat, Member(bot.user, "left").json(), bot, by=owner)
    world.tell("message", world.post(group, owner, {"migrate_to_chat_id": chat.id}).body, group)
    world.tell("message", world.post(chat, owner, {"migrate_from_chat_id": group.id}).body, chat)
    return chat


def join(world: World, chat: Chat, person: Person, by: Person | None = None) -> None:
    set_member(world, chat, person.id, "member", {}, by=(by or person).user())


def leave(world: World, chat: Chat, person: Person) -> None:
    set_member(world, chat, person.id, "left", {}, by=person.user())


def add_bot(
    world: World, chat: Chat, by: Person, *, administrator: bool = False, without: tuple[str, ...] = ()
) -> None:
    """Add the bot, or give it (or take from it) the rights of an administrator, all but those `without`."""
    details: Json = ALL_RIGHTS | dict.fromkeys(without, False) if administrator else {}
    set_member(world, chat, world.profile.id, "administrator" if administrator else "member", details, by=by.user())


def remove_bot(world: World, chat: Chat, by: Person) -> None:
    details: Json = {"until_date": 0}
    set_member(world, chat, world.profile.id, "kicked", details, by=by.user())


def conversation(world: World, one: Person, other: Person) -> Chat:
    """The private chat of two people, made when it is first needed."""
    for chat in world.chats.values():
        if chat.among_people and set(chat.members) == {one.id, other.id}:
            return chat
    number = sum(chat.among_people for chat in world.chats.values())
    chat = Chat(FIRST_AMONG_PEOPLE + number, "private", among_people=True)
    chat.members = {person.id: Member(person.user()) for person in (one, other)}
    world.add_chat(chat)
    world.events.publish("person", lambda: {"person": one.id})
    world.events.publish("person", lambda: {"person": other.id})
    return chat
