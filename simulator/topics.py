"""What people do with the topics of a forum; the bot hears of all but of a topic's end."""

from simulator.chats import Chat, Topic
from simulator.messages import Json
from simulator.people import Person
from simulator.world import World


def close_topic(world: World, chat: Chat, person: Person, thread: int) -> None:
    chat.topics[thread].closed = True
    _tell(world, chat, person, thread, {"forum_topic_closed": {}})


def reopen_topic(world: World, chat: Chat, person: Person, thread: int) -> None:
    chat.topics[thread].closed = False
    _tell(world, chat, person, thread, {"forum_topic_reopened": {}})


def rename_topic(world: World, chat: Chat, person: Person, thread: int, name: str) -> None:
    chat.topics[thread].name = name
    _tell(world, chat, person, thread, {"forum_topic_edited": {"name": name}})


def delete_topic(world: World, chat: Chat, thread: int) -> None:
    """Delete a topic with all its messages."""
    topic: Topic = chat.topics.pop(thread)
    chat.deleted_topics.add(topic.id)
    inside = [each for each in chat.messages.values() if each.body.get("message_thread_id") == topic.id]
    for message in inside:
        world.remove(chat, message.id)
    world.events.publish("chat", lambda: {"chat": chat.id})


def _tell(world: World, chat: Chat, person: Person, thread: int, notice: Json) -> None:
    content = {"message_thread_id": thread, "is_topic_message": True, **notice}
    world.tell("message", world.post(chat, person.user(), content).body, chat)
    world.events.publish("chat", lambda: {"chat": chat.id})
