"""What a person marked in her own words, such as bold or a link: kept as HTML, and told again in plain text."""

import html
import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from messages.bidi import clean
from messages.markup import HTML, without_tags
from messages.values import LINK_STARTS

TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
"""What is kept, by Telegram's name of the entity; links beside it. What Telegram finds by itself it finds again."""
LINK: Final = "text_link"
_ANCHOR: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


class Mark(Struct, frozen=True):
    """From character `start` up to `end` the text is `kind`, in Telegram's names; `url` is where a link leads."""

    kind: str
    start: int
    end: int
    url: str | None = None


def as_html(text: str, marks: Iterable[Mark] = ()) -> str:
    """The text in Telegram's HTML, with nothing in it that could act but the marks that we keep.

    Marks that cross each other, which Telegram does not send, are closed and opened again where they cross.
    """
    kept = sorted((mark for mark in marks if _is_kept(mark, text)), key=lambda mark: (mark.start, -mark.end))
    edges = sorted({0, len(text), *(edge for mark in kept for edge in (mark.start, mark.end))})
    said: list[str] = []
    opened: list[Mark] = []
    for here, following in zip(edges, [*edges[1:], len(text)], strict=True):
        _close(said, opened, here)
        for mark in kept:
            if mark.start == here:
                said.append(_opening(mark))
                opened.append(mark)
        said.append(HTML.escape(clean(text[here:following])))
    return "".join(said).strip()


def as_plain(marked: str) -> str:
    """The same for WhatsApp or paper: without tags, and the address of a link behind its words."""
    return without_tags(_ANCHOR.sub(_written_out, marked))


def _is_kept(mark: Mark, text: str) -> bool:
    known = mark.kind in TAGS or (mark.kind == LINK and (mark.url or "").startswith(LINK_STARTS))
    return known and 0 <= mark.start < mark.end <= len(text)


def _close(said: list[str], opened: list[Mark], here: int) -> None:
    """Close what ends here, the innermost first; what is inside of it and goes on is opened again."""
    ending = [at for at, mark in enumerate(opened) if mark.end <= here]
    if not ending:
        return
    inner = opened[ending[0] :]
    said.extend(_closing(mark) for mark in reversed(inner))
    del opened[ending[0] :]
    for mark in inner:
        if mark.end > here:
            said.append(_opening(mark))
            opened.append(mark)


def _opening(mark: Mark) -> str:
    return f'<a href="{html.escape(mark.url or "")}">' if mark.kind == LINK else f"<{TAGS[mark.kind]}>"


def _closing(mark: Mark) -> str:
    return "</a>" if mark.kind == LINK else f"</{TAGS[mark.kind]}>"


def _written_out(found: re.Match[str]) -> str:
    """A link in the tags of the other marks; what it says is told once where the words are the address."""
    address, words = html.unescape(found[1]), found[2]
    if without_tags(words).strip() == address:
        return words
    # No marks of direction around it: what is forwarded to another program must stay an address there.
    return f"{words} ({HTML.escape(address)})"
