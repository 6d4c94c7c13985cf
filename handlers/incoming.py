"""From an update to what a person did in a conversation: typed, tapped, shared a place, or sent something else."""

from telegram import Message

from conversations.given import Attached, Given, Placed, Typed

ATTACHMENTS = (
    "photo",
    "document",
    "voice",
    "video",
    "audio",
    "sticker",
    "animation",
    "video_note",
    "contact",
    "poll",
    "dice",
)


def given(message: Message) -> Given:
    """What a message says, freed of Telegram."""
    if message.text is not None:
        return Typed(message.text)
    if message.location is not None:
        return Placed(message.location.latitude, message.location.longitude)
    kind = next((name for name in ATTACHMENTS if getattr(message, name, None)), "other")
    return Attached(kind)
