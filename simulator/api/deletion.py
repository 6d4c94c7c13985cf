from typing import Any

from simulator.api.registry import ChatId, method
from simulator.api.sending import find_chat, writable_chat
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.messages import Message
from simulator.world import World

# https://core.telegram.org/bots/api#deletemessage
DELETABLE_SECONDS = 48 * 3600
MOST_AT_ONCE = 100


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    own = message.sender_id == world.profile.id
    is_admin = chat.status(world.profile.id) in ("administrator", "creator")
    if world.clock() - message.body["date"] > DELETABLE_SECONDS and not (chat.is_group and is_admin):
        raise bad_request("message can't be deleted for everyone")
    if not own and chat.type != "private" and not is_admin:
        raise bad_request("message can't be deleted")


@method("deleteMessage")
def delete_message(world: World, *, chat_id: ChatId | None = None, message_id: int | None = None) -> bool:
    chat = writable_chat(world, chat_id)
    message = world.find_message(chat, message_id, "to delete")
    _check_deletable(world, chat, message)
    world.remove(chat, message.id)
    return True


@method("deleteMessages")
def delete_messages(world: World, *, chat_id: ChatId | None = None, message_ids: list[Any] | None = None) -> bool:
    """Messages that are not there are passed over."""
    chat = find_chat(world, chat_id)
    if not message_ids or len(message_ids) > MOST_AT_ONCE:
        raise bad_request("there must be 1-100 message identifiers")
    messages = [chat.messages[number] for number in message_ids if number in chat.messages]
    for message in messages:
        _check_deletable(world, chat, message)
    for message in messages:
        world.remove(chat, message.id)
    return True
