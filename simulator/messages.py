"""A message as both sides see it."""

import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

# Marks that steer the direction of text: a reader does not see them, so a comparison must not either.
_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text as a person reads it: without direction marks, and with ordinary spaces."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\u202f", " ")


@dataclass(slots=True)
class Message:
    """One message. `body` is Telegram's own JSON; `revision` grows with everything that happens anywhere."""

    body: Json
    sender_id: int
    revision: int

    @property
    def id(self) -> int:
        return int(self.body["message_id"])

    @property
    def text(self) -> str:
        """The text, or a file's caption, a poll's question, a venue's title."""
        body = self.body
        headings = body.get("poll", {}).get("question"), body.get("venue", {}).get("title")
        return str(body.get("text") or body.get("caption") or headings[0] or headings[1] or "")

    @property
    def inline_keyboard(self) -> list[list[Json]]:
        markup: Json = self.body.get("reply_markup") or {}
        keyboard: list[list[Json]] = markup.get("inline_keyboard", [])
        return keyboard

    @property
    def buttons(self) -> list[list[str]]:
        """The labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self.inline_keyboard]

    @property
    def kind(self) -> str:
        """What the message carries: `text`, or the name of the media or service field."""
        return next((kind for kind in KINDS if kind in self.body), "service")

    @property
    def file_id(self) -> str | None:
        content = self.body.get(self.kind)
        if isinstance(content, list) and content and "file_id" in content[-1]:
            content = content[-1]
        return content.get("file_id") if isinstance(content, dict) else None


# The order matters: an animation is also a document, and a venue is also a location.
KINDS = (
    "text",
    "animation",
    "audio",
    "document",
    "photo",
    "sticker",
    "video",
    "video_note",
    "voice",
    "contact",
    "dice",
    "poll",
    "venue",
    "location",
)
MEDIA = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
