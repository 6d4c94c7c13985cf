"""From an update to what a person did in a conversation: typed, tapped, shared a place or number, or sent a file."""

from typing import Any

from telegram import Message

from conversations.given import Attached, Contact, File, Given, Placed, Typed

ATTACHMENTS = (
    "photo",
    "animation",  # before document: Telegram describes an animation as both
    "document",
    "voice",
    "video",
    "audio",
    "sticker",
    "video_note",
    "poll",
    "dice",
)


def given(message: Message) -> Given:
    """What a message says, freed of Telegram."""
    if message.text is not None:
        return Typed(message.text)
    if message.location is not None:
        return Placed(message.location.latitude, message.location.longitude)
    if message.contact is not None:
        return Contact(message.contact.phone_number)
    kind = next((name for name in ATTACHMENTS if getattr(message, name, None)), "other")
    return Attached(kind, _file(getattr(message, kind, None)), message.caption or "")


def _file(content: Any) -> File | None:
    """Where the file is; of a photo, which comes in several sizes, the largest, which is the last."""
    largest = content[-1] if isinstance(content, tuple) else content
    if not hasattr(largest, "file_id"):
        return None
    name, mime = getattr(largest, "file_name", None), getattr(largest, "mime_type", None)
    return File(largest.file_id, largest.file_unique_id, name, mime, largest.file_size)
