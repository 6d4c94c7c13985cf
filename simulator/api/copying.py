"""Forwarding and copying, one message or many."""

from typing import Any

from simulator.api.deletion import MOST_AT_ONCE
from simulator.api.registry import ChatId, method
from simulator.api.sending import Envelope, SendOptions, find_chat
from simulator.errors import bad_request
from simulator.formatting import message_caption
from simulator.messages import KINDS, MEDIA, Json, Message
from simulator.world import World

# What makes a message this one and not a copy of it.
_OWN_FIELDS = (
    "message_id",
    "from",
    "chat",
    "date",
    "edit_date",
    "reply_to_message",
    "quote",
    "reply_markup",
    "message_thread_id",
    "is_topic_message",
    "has_protected_content",
    "effect_id",
    "forward_origin",
)


def content_of(message: Message) -> Json:
    return {name: value for name, value in message.body.items() if name not in _OWN_FIELDS}


def origin_of(message: Message) -> Json:
    """Where a forwarded message comes from: its first author, however often it is forwarded."""
    known: Json | None = message.body.get("forward_origin")
    return known or {
        "type": "user",
        "date": message.body["date"],
        "sender_user": message.body["from"],
    }


def _source(world: World, from_chat_id: ChatId | None, message_id: int | None, verb: str) -> Message:
    chat = find_chat(world, from_chat_id)
    message = world.find_message(chat, message_id, f"to {verb}")
    if not any(kind in message.body for kind in KINDS):
        raise bad_request(f"message can't be {verb.replace('copy', 'copi')}ed")
    if message.body.get("has_protected_content"):
        raise bad_request(f"message can't be {verb.replace('copy', 'copi')}ed")
    return message


def _sources(world: World, from_chat_id: ChatId | None, message_ids: list[Any] | None) -> list[Message]:
    """The messages of a list that can be found; those that cannot are passed over."""
    if not message_ids or len(message_ids) > MOST_AT_ONCE:
        raise bad_request("there must be 1-100 message identifiers")
    if message_ids != sorted(set(message_ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    chat = find_chat(world, from_chat_id)
    found = [chat.messages[number] for number in message_ids if number in chat.messages]
    if not found:
        raise bad_request("message to forward not found")
    return found


@method("forwardMessage", ignored=("video_start_timestamp",))
def forward_message(
    world: World,
    *,
    options: SendOptions,
    from_chat_id: ChatId | None = None,
    message_id: int | None = None,
) -> Json:
    message = _source(world, from_chat_id, message_id, "forward")
    return Envelope(world, options).post({"forward_origin": origin_of(message), **content_of(message)}).body


@method("forwardMessages")
def forward_messages(
    world: World,
    *,
    options: SendOptions,
    from_chat_id: ChatId | None = None,
    message_ids: list[Any] | None = None,
) -> list[Json]:
    messages = _sources(world, from_chat_id, message_ids)
    envelope = Envelope(world, options, count=len(messages))
    sent = [envelope.post({"forward_origin": origin_of(each), **content_of(each)}) for each in messages]
    return [{"message_id": message.id} for message in sent]


@method("copyMessage", ignored=("video_start_timestamp",))
def copy_message(
    world: World,
    *,
    options: SendOptions,
    from_chat_id: ChatId | None = None,
    message_id: int | None = None,
    caption: str | None = None,
    parse_mode: str | None = None,
    caption_entities: list[Any] | None = None,
    show_caption_above_media: bool = False,
) -> Json:
    """Send the same again as the bot's own. A caption, even an empty one, replaces that of the original."""
    message = _source(world, from_chat_id, message_id, "copy")
    content = content_of(message)
    if caption is not None and any(kind in content for kind in MEDIA):
        content = _without_caption(content) | message_caption(caption, parse_mode, caption_entities)
    if show_caption_above_media and "caption" in content:
        content["show_caption_above_media"] = True
    return {"message_id": Envelope(world, options).post(content).id}


@method("copyMessages")
def copy_messages(
    world: World,
    *,
    options: SendOptions,
    from_chat_id: ChatId | None = None,
    message_ids: list[Any] | None = None,
    remove_caption: bool = False,
) -> list[Json]:
    messages = _sources(world, from_chat_id, message_ids)
    contents = [content_of(message) for message in messages]
    if remove_caption:
        contents = [_without_caption(content) for content in contents]
    envelope = Envelope(world, options, count=len(messages))
    return [{"message_id": envelope.post(content).id} for content in contents]


def _without_caption(content: Json) -> Json:
    return {name: value for name, value in content.items() if name not in ("caption", "caption_entities")}
