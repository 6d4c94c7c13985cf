"""Forum topics: https://core.telegram.org/bots/api#createforumtopic and what follows it."""

from simulator.api.members import require_right
from simulator.api.registry import ChatId, method
from simulator.api.sending import writable_chat
from simulator.chats import Chat, Topic
from simulator.errors import bad_request
from simulator.groups import GENERAL
from simulator.messages import Json
from simulator.topics import delete_topic
from simulator.world import World

LONGEST_NAME = 128
COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)


def _forum(world: World, chat_id: ChatId | None, to: str = "manage topics") -> Chat:
    chat = writable_chat(world, chat_id)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    require_right(world, chat, "can_manage_topics", f"not enough rights to {to}")
    return chat


def _topic(chat: Chat, thread: int | None) -> Topic:
    topic = chat.topics.get(thread or 0)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID" if thread in chat.deleted_topics else "message thread not found")
    return topic


def _name(name: str) -> str:
    if not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name.strip() else "TOPIC_TITLE_TOO_LONG")
    return name.strip()


def _say(world: World, chat: Chat, topic: Topic, notice: Json) -> bool:
    """A service message in the topic; a bot is not told of what it did itself."""
    content = {"message_thread_id": topic.id, "is_topic_message": True, **notice}
    world.post(chat, world.profile.user(), content)
    world.events.publish("chat", lambda: {"chat": chat.id})
    return True


@method("createForumTopic")
def create_forum_topic(
    world: World,
    *,
    chat_id: ChatId | None = None,
    name: str = "",
    icon_color: int = COLORS[0],
    icon_custom_emoji_id: str = "",
) -> Json:
    chat = _forum(world, chat_id, "create a topic")
    if icon_color not in COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    topic = Topic(world.next_message_id(chat), _name(name), icon_color, icon_custom_emoji_id)
    chat.topics[topic.id] = topic
    created = {"name": topic.name, "icon_color": icon_color}
    content = {"message_thread_id": topic.id, "is_topic_message": True, "forum_topic_created": created}
    world.post(chat, world.profile.user(), content, topic.id)
    world.events.publish("chat", lambda: {"chat": chat.id})
    emoji = {"icon_custom_emoji_id": icon_custom_emoji_id} if icon_custom_emoji_id else {}
    return {"message_thread_id": topic.id, **created, **emoji}


@method("editForumTopic")
def edit_forum_topic(
    world: World,
    *,
    chat_id: ChatId | None = None,
    message_thread_id: int | None = None,
    name: str | None = None,
    icon_custom_emoji_id: str | None = None,
) -> bool:
    return _edit(world, chat_id, message_thread_id, name, icon_custom_emoji_id)


def _edit(world: World, chat_id: ChatId | None, thread: int | None, name: str | None, icon: str | None) -> bool:
    chat = _forum(world, chat_id)
    topic = _topic(chat, thread)
    new_name = topic.name if not name else _name(name)
    new_icon = topic.icon_custom_emoji_id if icon is None else icon
    if (new_name, new_icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = new_name, new_icon
    return _say(world, chat, topic, {"forum_topic_edited": {"name": new_name}})


def _set_closed(world: World, chat_id: ChatId | None, thread: int | None, *, closed: bool) -> bool:
    chat = _forum(world, chat_id)
    topic = _topic(chat, thread)
    if topic.closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    return _say(world, chat, topic, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})


@method("closeForumTopic")
def close_forum_topic(world: World, *, chat_id: ChatId | None = None, message_thread_id: int | None = None) -> bool:
    return _set_closed(world, chat_id, message_thread_id, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(world: World, *, chat_id: ChatId | None = None, message_thread_id: int | None = None) -> bool:
    return _set_closed(world, chat_id, message_thread_id, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(world: World, *, chat_id: ChatId | None = None, message_thread_id: int | None = None) -> bool:
    """Delete a topic with all its messages."""
    chat = _forum(world, chat_id)
    topic = _topic(chat, message_thread_id)
    if topic.id == GENERAL:
        raise bad_request("TOPIC_ID_INVALID")
    delete_topic(world, chat, topic.id)
    return True


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(
    world: World, *, chat_id: ChatId | None = None, message_thread_id: int | None = None
) -> bool:
    chat = _forum(world, chat_id)
    topic = _topic(chat, message_thread_id)
    chat.pinned = [number for number in chat.pinned if chat.messages[number].body.get("message_thread_id") != topic.id]
    world.events.publish("pinned", lambda: {"chat": chat.id, "pinned": list(chat.pinned)})
    return True


@method("closeGeneralForumTopic")
def close_general_forum_topic(world: World, *, chat_id: ChatId | None = None) -> bool:
    return _set_closed(world, chat_id, GENERAL, closed=True)


@method("reopenGeneralForumTopic")
def reopen_general_forum_topic(world: World, *, chat_id: ChatId | None = None) -> bool:
    return _set_closed(world, chat_id, GENERAL, closed=False)


@method("editGeneralForumTopic")
def edit_general_forum_topic(world: World, *, chat_id: ChatId | None = None, name: str = "") -> bool:
    return _edit(world, chat_id, GENERAL, _name(name), None)


@method("hideGeneralForumTopic")
def hide_general_forum_topic(world: World, *, chat_id: ChatId | None = None) -> bool:
    return _set_hidden(world, chat_id, hidden=True)


@method("unhideGeneralForumTopic")
def unhide_general_forum_topic(world: World, *, chat_id: ChatId | None = None) -> bool:
    return _set_hidden(world, chat_id, hidden=False)


def _set_hidden(world: World, chat_id: ChatId | None, *, hidden: bool) -> bool:
    chat = _forum(world, chat_id)
    topic = _topic(chat, GENERAL)
    if topic.hidden is hidden:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.hidden = hidden
    notice = "general_forum_topic_hidden" if hidden else "general_forum_topic_unhidden"
    return _say(world, chat, topic, {notice: {}})


@method("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(_: World) -> list[Json]:
    return []
