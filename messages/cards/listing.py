"""The list of programmes and calls, one line each, numbered like its button."""

from collections.abc import Sequence

from catalogue.call import Call
from domain.status import Status
from messages.labels import STATUSES
from messages.text import Piece, T
from messages.values import Lines


def listing(known: Sequence[tuple[Status, Call]]) -> tuple[Piece, ...]:
    """Paragraphs: one for each status, in the order given."""
    paragraphs: list[Piece] = [T("<b>Programmes and calls that I know</b>")]
    number = 0
    for each in dict.fromkeys(status for status, _ in known):
        lines: list[Piece] = [T("<b>{status}</b>", status=STATUSES[each])]
        for call in (call for status, call in known if status is each):
            number += 1
            lines.append(T("{number}. {title}", number=number, title=call.title))
        paragraphs.append(Lines(tuple(lines)))
    return (*paragraphs, T("Tap a number to read about it."))
