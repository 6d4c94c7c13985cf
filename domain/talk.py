"""Talking with staff: what can be passed on, what is a note and so never is, and how long a talk is open."""

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum
from typing import Final, Self

from msgspec import Struct, json

OPEN_FOR: Final = timedelta(hours=24)
"""After so long a silence on both sides the bot takes over again. Our own choice."""

CLOSED_AFTER: Final = timedelta(days=7)
"""After so long a silence about a request that is over its topic is closed. Our own choice."""

_MARK: Final = re.compile(
    r"\s*(?:/\s*(?:note|ملاحظ[ةه])(?:@\w+)?(?![^\W_])|#\s*(?:note|ملاحظ[ةه])(?![^\W_])|//|(?:note|ملاحظ[ةه])\s*:)\s*",
    re.IGNORECASE,
)


_SLASHES: Final = dict.fromkeys(map(ord, "⁄∕⧸╱⟋"), "/")


class Kind(StrEnum):
    """What a message of a talk is. Only `ask` and `answer` are passed on to the other side."""

    ASK = "ask"
    ANSWER = "answer"
    NOTE = "note"


class Medium(StrEnum):
    """In what something is said, by Telegram's names."""

    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    AUDIO = "audio"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"
    STICKER = "sticker"
    LOCATION = "location"


CAPTIONED: Final = frozenset(
    {Medium.PHOTO, Medium.DOCUMENT, Medium.VOICE, Medium.VIDEO, Medium.AUDIO, Medium.ANIMATION}
)
"""Under these words can stand."""


class Content(Struct, frozen=True, omit_defaults=True):
    """What was said, as it was when we heard it: what is changed afterwards in Telegram changes nothing here.

    `words` are the text, or what stands under a file; a `file_id` is Telegram's.
    """

    medium: Medium
    words: str = ""
    file_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    def dump(self) -> str:
        return json.encode(self).decode()

    @classmethod
    def load(cls, stored: str) -> Self:
        return json.decode(stored, type=cls)


def note(words: str) -> str | None:
    """The words of a note, without its mark; None for what is none.

    The mark is `/note`, `#note`, `note:` or `//` at the beginning, in Arabic `ملاحظة`, however it is dressed up.
    """
    plain = _plain(words)
    mark = _MARK.match(plain)
    return None if mark is None else plain[mark.end() :].strip()


def is_command(words: str) -> bool:
    """Whether this was meant for the bot, even if it is mistyped: such words never reach a person."""
    return _plain(words).startswith("/")


def _plain(words: str) -> str:
    """Without marks of direction and in ordinary letters, so that no invisible sign hides what it is."""
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", words) if unicodedata.category(letter) != "Cf")
    return seen.translate(_SLASHES).lstrip()
