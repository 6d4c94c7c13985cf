"""A screen: what a person sees at once, paragraphs and the buttons under them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from messages import keyboard
from messages.keyboard import InlineButton
from messages.markup import HTML, without_tags
from messages.text import Piece
from messages.voice import Voice

MESSAGE_LIMIT: Final = 4096
"""Telegram's limit for a message, in UTF-16 units, without tags and with entities resolved."""
_BETWEEN: Final = "\n\n"
_SHORT: Final = MESSAGE_LIMIT // 2
"""A text of so many characters fits whatever they are: none takes more than two UTF-16 units."""


class Screen(Struct, frozen=True):
    """Paragraphs, and rows of buttons in reading order."""

    paragraphs: tuple[Piece, ...]
    rows: tuple[tuple[InlineButton, ...], ...] = ()


class Rendered(Struct, frozen=True):
    """A screen ready to send: Telegram HTML, and the keyboard that belongs to the last message."""

    texts: tuple[str, ...]
    markup: keyboard.Markup | None


def render(screen: Screen, voice: Voice) -> Rendered:
    """Say a screen, in as few messages as Telegram's limit allows, split between paragraphs."""
    paragraphs = [part for piece in screen.paragraphs for part in _fitting(voice, piece)]
    markup = keyboard.inline(screen.rows, voice) if screen.rows else None
    whole = _BETWEEN.join(paragraphs)
    texts = (whole,) if 0 < len(whole) <= _SHORT else tuple(_joined(paragraphs, _BETWEEN))
    return Rendered(texts, markup)


def _fitting(voice: Voice, piece: Piece) -> Iterator[str]:
    """One paragraph, or its parts when it alone is too long for a message; nothing when it is blank."""
    said = voice.say(piece).strip()
    if not said:
        return
    if len(said) <= _SHORT or length(said) <= MESSAGE_LIMIT:
        yield said
        return
    # A cut could fall inside a tag or an entity, so a text this long goes without tags.
    words = (HTML.escape(word) for line in voice.plain(piece).split("\n") for word in _words(line))
    yield from filter(None, (part.strip() for part in _joined(words, "")))


def _words(line: str) -> Iterator[str]:
    """The words of a line, each with the space or the line's end after it; none longer than a message."""
    # Half the limit, because a character may take two UTF-16 units.
    step = MESSAGE_LIMIT // 2
    for word in [*re.findall(r"[^ ]* |[^ ]+$", line), "\n"]:
        yield from (word[start : start + step] for start in range(0, len(word), step))


def _joined(parts: Iterable[str], between: str) -> Iterator[str]:
    """Parts put together as long as they fit in one message."""
    together: list[str] = []
    total = 0
    for part in parts:
        added = length(part)
        if together and total + len(between) + added > MESSAGE_LIMIT:
            yield between.join(together)
            together, total = [], 0
        total += added + (len(between) if together else 0)
        together.append(part)
    if together:
        yield between.join(together)


def length(said: str) -> int:
    """How Telegram counts the length of a text in HTML."""
    return len(without_tags(said).encode("utf-16-le")) // 2
