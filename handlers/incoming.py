"""From an update to what a person did in a conversation: typed, tapped, shared a place or number, or sent a file."""

from collections.abc import Sequence
from typing import Any

from telegram import Message, MessageEntity

from conversations.given import Asking, Attached, Contact, File, Given, Placed, Typed
from messages.marks import Mark

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
        return Typed(message.text, _marks(message.text, message.entities))
    if message.location is not None:
        return Placed(message.location.latitude, message.location.longitude)
    if message.contact is not None:
        return Contact(message.contact.phone_number)
    kind = next((name for name in ATTACHMENTS if getattr(message, name, None)), "other")
    caption = message.caption or ""
    poll = message.poll
    asking = (
        None
        if poll is None
        else Asking(poll.question, tuple(each.text for each in poll.options), bool(poll.allows_multiple_answers))
    )
    marks = _marks(caption, message.caption_entities)
    album = message.media_group_id
    return Attached(kind, _file(getattr(message, kind, None)), caption, marks, asking, album)


def _marks(text: str, entities: Sequence[MessageEntity]) -> tuple[Mark, ...]:
    """What is marked, in characters: Telegram counts in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass") if entities else b""

    def character(unit: int) -> int:
        return len(units[: 2 * unit].decode("utf-16-le", "ignore"))

    return tuple(
        Mark(each.type, character(each.offset), character(each.offset + each.length), each.url) for each in entities
    )


def _file(content: Any) -> File | None:
    """Where the file is; of a photo, which comes in several sizes, the largest, which is the last."""
    largest = content[-1] if isinstance(content, tuple) else content
    if not hasattr(largest, "file_id"):
        return None
    name, mime = getattr(largest, "file_name", None), getattr(largest, "mime_type", None)
    return File(largest.file_id, largest.file_unique_id, name, mime, largest.file_size)
