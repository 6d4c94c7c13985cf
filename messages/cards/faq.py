"""Frequent questions: the list, and one answer with the pages that say so."""

from collections.abc import Sequence

from catalogue.faq import Frequent
from messages.cards.call import source_line
from messages.text import Piece, T
from messages.values import Lines, Quote


def faq_list(questions: Sequence[Frequent]) -> tuple[Piece, ...]:
    """Paragraphs: the questions, numbered like their buttons."""
    lines = (T("{number}. {title}", number=number, title=one.question) for number, one in enumerate(questions, 1))
    return (T("<b>Frequent questions</b>"), Lines(tuple(lines)), T("Tap a number to read the answer."))


def faq_answer(one: Frequent) -> tuple[Piece, ...]:
    """Paragraphs: the question, the answer, and folded its sources."""
    sources = Lines(tuple(source_line(source) for source in one.sources))
    return (T("<b>{question}</b>", question=one.question), Lines(one.answer), Quote(sources, folded=True))
