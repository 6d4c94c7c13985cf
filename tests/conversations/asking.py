"""Short words for the tests of single questions."""

from typing import Any

import pytest

from conversations.given import Attached, Given, Placed, Pressed, Typed
from conversations.question import Answered, Asked, Edit, Question, Refused, Turned
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
    Attached("contact"),
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
    read: Answered | Turned | Edit = question.read(Typed(given) if isinstance(given, str) else given, note)
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


def plain(piece: Piece, language: str = "ar") -> str:
    return Voice.of(language).plain(piece)


def labels(asked: Asked, language: str = "ar") -> list[str]:
    return [plain(choice.label, language) for row in asked.choices for choice in row]


def values(asked: Asked) -> list[str]:
    return [choice.value for row in asked.choices for choice in row]


def text(asked: Asked, language: str = "ar") -> str:
    return plain(Lines(asked.paragraphs), language)
