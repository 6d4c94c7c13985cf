"""A notice as plain text, for WhatsApp or paper: its words, its addresses, and the link that opens it in the bot."""

from domain.broadcasts.content import Content, Link
from messages.cards.broadcast_below import label
from messages.marks import as_plain
from messages.text import Piece, T
from messages.values import Lines, Verbatim


def plain_text(content: Content, links: tuple[Link, ...], address: str) -> tuple[Piece, ...]:
    """Paragraphs without any markup; buttons that lead into the bot are there for whoever opens the `address`."""
    said: list[Piece] = []
    if content.poll is not None:
        options = (T("▫️ {words}", words=option) for option in content.poll.options)
        said = [Lines((T("📊 {question}", question=content.poll.question), *options))]
    elif content.html:
        said = [Verbatim(as_plain(content.html))]
    # An address stands alone in its line: marks of direction beside it would be taken for a part of it elsewhere.
    outside = [Lines((label(each), Verbatim(each.opens))) for each in links if "://" in each.opens]
    return (*said, *outside, Lines((T("To answer, and to hear more:"), Verbatim(address))))
