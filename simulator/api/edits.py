"""Changing a message that was sent."""

from dataclasses import dataclass
from typing import Any

from simulator.api.registry import ChatId, method
from simulator.api.sending import writable_chat
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.formatting import message_caption, message_text
from simulator.markup import checked_markup
from simulator.mentions import with_mentions
from simulator.messages import MEDIA, Json, Message
from simulator.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


@dataclass(slots=True)
class EditOptions:
    chat_id: ChatId | None = None
    message_id: int | None = None
    inline_message_id: str | None = None
    reply_markup: dict[str, Any] | None = None
    business_connection_id: str | None = None


def editable(world: World, options: EditOptions) -> tuple[Chat, Message]:
    """A message of the bot's own.

    Raises:
        ApiError: 400 when it is not there, or is somebody else's.
    """
    if options.inline_message_id or options.business_connection_id:
        raise bad_request("MESSAGE_ID_INVALID")
    if options.message_id is None:
        raise bad_request("message identifier is not specified")
    chat = writable_chat(world, options.chat_id)
    message = world.find_message(chat, options.message_id, "to edit")
    if message.sender_id != world.profile.id or "forward_origin" in message.body:
        raise bad_request("message can't be edited")
    return chat, message


def apply_edit(world: World, options: EditOptions, chat: Chat, message: Message, content: Json) -> Json:
    """Give a message new content and the new keyboard; without one, it loses the keyboard it had.

    Raises:
        ApiError: 400 when that changes nothing or the keyboard is no inline keyboard; 429.
    """
    markup = checked_markup(options.reply_markup)
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    changes = {**with_mentions(world.people, content), "reply_markup": markup}
    if all(message.body.get(name) == value for name, value in changes.items()):
        raise bad_request(NOT_MODIFIED)
    world.limits.take(chat.id, group=chat.is_group)
    return world.change(chat, message, changes).body


@method("editMessageText")
def edit_message_text(
    world: World,
    *,
    options: EditOptions,
    text: str = "",
    parse_mode: str | None = None,
    entities: list[Any] | None = None,
    link_preview_options: dict[str, Any] | None = None,
    disable_web_page_preview: bool = False,
) -> Json:
    content = message_text(text, parse_mode, entities)
    chat, message = editable(world, options)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    if disable_web_page_preview and not link_preview_options:
        link_preview_options = {"is_disabled": True}
    changes = {"entities": None, **content}
    if link_preview_options is not None:
        changes["link_preview_options"] = link_preview_options
    return apply_edit(world, options, chat, message, changes)


@method("editMessageCaption")
def edit_message_caption(
    world: World,
    *,
    options: EditOptions,
    caption: str = "",
    parse_mode: str | None = None,
    caption_entities: list[Any] | None = None,
    show_caption_above_media: bool | None = None,
) -> Json:
    content = message_caption(caption, parse_mode, caption_entities)
    chat, message = editable(world, options)
    if not any(kind in message.body for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    changes = {"caption": None, "caption_entities": None, **content}
    if show_caption_above_media is not None:
        changes["show_caption_above_media"] = show_caption_above_media or None
    return apply_edit(world, options, chat, message, changes)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, *, options: EditOptions) -> Json:
    chat, message = editable(world, options)
    return apply_edit(world, options, chat, message, {})
