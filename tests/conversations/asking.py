"""Short words for the tests of single questions."""

from typing import Any

import pytest

from conversations.given import Attached, Contact, File, Given, Placed, Pressed, Typed
from conversations.question import Answered, Asked, Gathered, Question, Refused, Turned
from messages.text import Piece
from messages.values import Lines
from messages.voice import Voice

NONSENSE: tuple[Given, ...] = (
    Typed(""),
    Typed("   \n"),
    Typed("👍👍👍"),
    Typed("بلابلابلا طقطقطق"),
    Typed("؟!…"),
    Typed("ط" * 4096),
    Typed("9" * 4096),
    Typed("<b>&amp;</b>"),
    Typed("\u202e\u2066\u200f"),
    Attached("sticker"),
    Attached("photo"),
    Attached("document"),
    Contact(""),
    Contact("+33612345678"),
    Attached("voice"),
    Attached("other"),
    Pressed("?"),
    Pressed("!skip"),
    Pressed("!list\x00"),
    Pressed("=" + "9" * 60),
    Pressed(">nowhere"),
    Pressed("="),
)
"""What is an answer to no question at all."""


def sent(kind: str = "photo", name: str | None = None, mime: str | None = None, size: int = 1000, at: int = 1) -> Given:
    """A file that somebody sends; those with another number are other files."""
    return Attached(kind, File(f"file{at}", f"unique{at}", name, mime, size))


ELSEWHERE: Given = Placed(48.85, 2.35)


def refused(question: Question[Any], given: Given, note: Any = None) -> str:
    """The kind sentence in Arabic with which the question refuses."""
    with pytest.raises(Refused) as refusal:
        question.read(given, note)
    said = Voice.of("ar").plain(refusal.value.why)
    assert 0 < len(said) <= 200, "it must fit into the answer to a tap"
    assert Voice.of("fr").plain(refusal.value.why)
    return said


def answer(question: Question[Any], given: Given | str, note: Any = None) -> Any:
    """What would be stored; the question must take it back from the database as it is."""
    read = question.read(Typed(given) if isinstance(given, str) else given, note)
    assert isinstance(read, Answered), read
    question.load(read.stored)
    assert plain(question.tell(read.stored))
    return read.stored


def turned(question: Question[Any], given: Given | str, note: Any = None) -> Any:
    """The note of a question that is not answered yet; it can be shown and left."""
    read = question.read(Typed(given) if isinstance(given, str) else given, note)
    assert isinstance(read, Turned), read
    question.ask(read.note)
    question.up(read.note)
    return read.note


def gathered(question: Question[Any], given: Given, note: Any = None) -> Any:
    """What is stored while the question stays open for more."""
    read = question.read(given, note)
    assert isinstance(read, Gathered), read
    return read.stored


def plain(piece: Piece, language: str = "ar") -> str:
    return Voice.of(language).plain(piece)


def labels(asked: Asked, language: str = "ar") -> list[str]:
    return [plain(choice.label, language) for row in asked.choices for choice in row]


def values(asked: Asked) -> list[str]:
    return [choice.value for row in asked.choices for choice in row]


def text(asked: Asked, language: str = "ar") -> str:
    return plain(Lines(asked.paragraphs), language)
