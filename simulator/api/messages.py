"""Sending a text, and the sign that the bot is busy."""

from typing import Any

from simulator.api.registry import ChatId, method
from simulator.api.sending import Envelope, SendOptions, writable_chat
from simulator.errors import bad_request
from simulator.formatting import message_text
from simulator.messages import Json
from simulator.world import World

CHAT_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


@method("sendMessage")
def send_message(
    world: World,
    *,
    options: SendOptions,
    text: str = "",
    parse_mode: str | None = None,
    entities: list[Any] | None = None,
    link_preview_options: dict[str, Any] | None = None,
    disable_web_page_preview: bool = False,
) -> Json:
    content = message_text(text, parse_mode, entities)
    if link_preview_options or disable_web_page_preview:
        content["link_preview_options"] = link_preview_options or {"is_disabled": True}
    return Envelope(world, options).post(content).body


@method("sendChatAction")
def send_chat_action(
    world: World, *, chat_id: ChatId | None = None, action: str = "", message_thread_id: int | None = None
) -> bool:
    chat = writable_chat(world, chat_id)
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    if message_thread_id is not None and message_thread_id not in chat.topics:
        raise bad_request("message thread not found")
    world.events.publish("action", lambda: {"chat": chat.id, "action": action})
    return True
