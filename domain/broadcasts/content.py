"""What a notice says in one language, and what Telegram takes of it."""

import html
import re
from enum import StrEnum
from typing import Any, Final

import msgspec
from msgspec import Struct

from catalogue.local import Local
from domain.plain import plain

TEXT_LIMIT: Final = 4096
CAPTION_LIMIT: Final = 1024
"""Both in UTF-16 units, without tags: https://core.telegram.org/bots/api#sendmessage."""
QUESTION_LIMIT: Final = 300
OPTION_LIMIT: Final = 100
MOST_OPTIONS: Final = 10
MOST_LINKS: Final = 4
_TAG: Final = re.compile(r"<[^<>]*>")


class Kind(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    POLL = "poll"


FILES: Final = frozenset({Kind.PHOTO, Kind.DOCUMENT, Kind.VOICE, Kind.VIDEO})


class Problem(StrEnum):
    """Why a content cannot be sent."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_FILE = "no_file"
    NO_POLL = "no_poll"
    POLL_TOO_LONG = "poll_too_long"
    FEW_OPTIONS = "few_options"
    MANY_OPTIONS = "many_options"


class Poll(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with the answers to choose from, one of them or `several`."""

    question: str
    options: tuple[str, ...]
    several: bool = False


class Content(Struct, frozen=True, forbid_unknown_fields=True):
    """`html` is the text, or what is written under a file, as Telegram takes it; `file_id` is Telegram's."""

    kind: Kind
    html: str = ""
    file_id: str | None = None
    poll: Poll | None = None


class Link(Struct, frozen=True, forbid_unknown_fields=True):
    """A button under a notice. It opens a place of the bot ("check", "call:indh-2026" …) or an address on the web.

    `label` is needed for an address only; the bot knows what its own places are called.
    """

    opens: str
    label: Local | None = None


def length(markup: str) -> int:
    """How long Telegram finds a text: in UTF-16 units, without its tags."""
    return len(_visible(markup).encode("utf-16-le")) // 2


def problems(content: Content) -> tuple[Problem, ...]:
    """Why it cannot be sent; nothing when it can."""
    if content.kind is Kind.POLL:
        return tuple(_poll_problems(content.poll))
    found = []
    if content.kind in FILES and not content.file_id:
        found.append(Problem.NO_FILE)
    if content.kind is Kind.TEXT and not _visible(content.html).strip():
        found.append(Problem.EMPTY)
    if length(content.html) > (TEXT_LIMIT if content.kind is Kind.TEXT else CAPTION_LIMIT):
        found.append(Problem.TOO_LONG)
    return tuple(found)


def _visible(markup: str) -> str:
    return html.unescape(_TAG.sub("", markup))


def _poll_problems(poll: Poll | None) -> list[Problem]:
    if poll is None:
        return [Problem.NO_POLL]
    found = []
    if not poll.question.strip() or not all(option.strip() for option in poll.options):
        found.append(Problem.EMPTY)
    if length(poll.question) > QUESTION_LIMIT or any(length(option) > OPTION_LIMIT for option in poll.options):
        found.append(Problem.POLL_TOO_LONG)
    if len(poll.options) < 2:  # noqa: PLR2004 -- with one there is no choice
        found.append(Problem.FEW_OPTIONS)
    if len(poll.options) > MOST_OPTIONS:
        found.append(Problem.MANY_OPTIONS)
    return found


def dump(content: Content) -> dict[str, Any]:
    """As JSON takes it."""
    dumped: dict[str, Any] = plain(content)
    return dumped


def load(stored: object) -> Content:
    """What `dump` gave. Raises ValueError for anything else."""
    return msgspec.convert(stored, Content)
