"""News for somebody who asked to be told: one call, why it is told now, and how she seems to stand to it."""

from collections.abc import Mapping
from typing import Final

from domain.news import Kind, News
from messages.cards.call import SAYS, about, decision, when
from messages.text import Piece, T, Text

WHY: Final[Mapping[Kind, Text]] = {
    Kind.OPENED: T("🔔 This is new, and you asked me to tell you:"),
    Kind.FITS: T("🔔 The conditions changed, and by the new ones this seems to fit you:"),
}


def news_card(news: News) -> tuple[Piece, ...]:
    """Paragraphs short enough for one message."""
    verdict = news.verdict
    says = SAYS[verdict.truth]
    return (WHY[news.kind], about(verdict.call), when(verdict.call, verdict.status), says, decision(verdict.call))
