"""What the page shows, as JSON: the bot, the people, and each person's chats."""

from typing import TYPE_CHECKING

from simulator.chats import Chat
from simulator.messages import Json
from simulator.people import Person
from simulator.world import World

if TYPE_CHECKING:
    from simulator.simulator import Simulator


def bot_view(world: World) -> Json:
    profile = world.profile
    languages = ("", "ar", "fr")
    return {
        "id": profile.id,
        "username": profile.username,
        "name": profile.name,
        "names": profile.names,
        "descriptions": profile.descriptions,
        "short_descriptions": profile.short_descriptions,
        "commands": {
            code: profile.commands.get(("all_private_chats", code)) or profile.commands.get(("default", code), [])
            for code in languages
        },
        "menu_button": profile.menu_button,
    }


def person_view(world: World, person: Person) -> Json:
    """A person with the ids of the chats that she is in."""
    chat = world.chats[person.id]
    return {
        "id": person.id,
        "name": person.name,
        "last_name": person.last_name,
        "username": person.username,
        "language": person.language,
        "phone_number": person.phone_number,
        "blocked": chat.status(world.profile.id) == "kicked",
        "started": chat.started,
        "chats": [each.id for each in world.chats.values() if each.has(person.id)],
    }


def chat_view(world: World, chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "among_people": chat.among_people,
        "is_forum": chat.is_forum,
        "topics": [vars(topic) for topic in chat.topics.values()],
        "people": [user_id for user_id in chat.members if chat.has(user_id)],
        "pinned": chat.pinned,
        "keyboards": chat.keyboards,
        "reactions": chat.reactions,
        "votes": {poll.body["id"]: poll.votes for poll in world.polls.values() if poll.chat_id == chat.id},
        "messages": [message.body for message in chat.messages.values()],
        "bot": world.bot_sees(chat),
    }


def state_view(simulator: "Simulator") -> Json:
    world = simulator.world
    return {
        "bot": bot_view(world),
        "now": world.clock(),
        "people": [person_view(world, person) for person in world.people.values()],
        "chats": [chat_view(world, chat) for chat in world.chats.values()],
        "faults": [vars(fault) for fault in world.faults.active],
    }
