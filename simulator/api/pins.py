from simulator.api.members import require_right
from simulator.api.registry import ChatId, method
from simulator.api.sending import writable_chat
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.world import World


def _pinnable(world: World, chat_id: ChatId | None) -> Chat:
    chat = writable_chat(world, chat_id)
    if chat.is_group:
        require_right(world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    return chat


def _tell(world: World, chat: Chat) -> None:
    world.events.publish("pinned", lambda: {"chat": chat.id, "pinned": list(chat.pinned)})


@method(
    "pinChatMessage",
    ignored=(
        "disable_notification",
        "business_connection_id",
    ),
)
def pin_chat_message(
    world: World,
    *,
    chat_id: ChatId | None = None,
    message_id: int | None = None,
) -> bool:
    """Pin a message; a service message says so in the chat, and the bot is told of it too."""
    chat = _pinnable(world, chat_id)
    message = world.find_message(chat, message_id, "to pin")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    _tell(world, chat)
    notice = world.post(chat, world.profile.user(), {"pinned_message": message.body})
    world.tell("message", notice.body, chat)
    return True


@method("unpinChatMessage", ignored=("business_connection_id",))
def unpin_chat_message(
    world: World,
    *,
    chat_id: ChatId | None = None,
    message_id: int | None = None,
) -> bool:
    chat = _pinnable(world, chat_id)
    number = chat.pinned[-1] if message_id is None and chat.pinned else message_id
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    _tell(world, chat)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(world: World, *, chat_id: ChatId | None = None) -> bool:
    chat = _pinnable(world, chat_id)
    chat.pinned.clear()
    _tell(world, chat)
    return True
