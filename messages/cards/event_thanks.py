"""After a meeting: thanks to those who came, and three questions with three faces each."""

from collections.abc import Mapping
from typing import Final

from domain.events.event import Event
from messages.text import B, Piece, T, Text

QUESTIONS: Final = (
    T("Was it useful for you?"),
    T("Was it clear?"),
    T("Would you come again?"),
)
MARKS: Final[Mapping[int, Text]] = {3: B("😀 Yes"), 2: B("😐 A little"), 1: B("🙁 No")}


def thanks(event: Event) -> tuple[Piece, ...]:
    """What she reads first when it is over."""
    return (T("🙏 Thank you for coming: <b>{title}</b>", title=event.title),)
