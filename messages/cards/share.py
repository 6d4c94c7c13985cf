"""A result as plain text: to forward, for example on WhatsApp, to people who have neither Telegram nor the bot."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from urllib.parse import quote

from domain.eligibility import Verdict
from domain.truth import Truth
from messages.bidi import bare
from messages.cards.overview import DECISION, LIVE
from messages.labels import SIGNS, STATUSES
from messages.text import Piece, T
from messages.values import Day, Lines
from messages.voice import Voice

WHATSAPP: Final = "https://wa.me/?text="
LONGEST_ADDRESS: Final = 2000
"""Characters of an address that every phone opens."""


def shared_result(verdicts: Sequence[Verdict], lessons: Sequence[Verdict], on: date) -> tuple[Piece, ...]:
    """What can be answered now comes with where to go, the rest is only named, what refuses her is left out.

    No answer of the person is in it.
    """
    live = [verdict for verdict in verdicts if verdict.status in LIVE]
    rest = [verdict for verdict in (*verdicts, *lessons) if verdict not in live]
    paragraphs: list[Piece] = [_heading(on)]
    paragraphs += [
        Lines((_title(one), STATUSES[one.status], T("📍 {where}", where=one.call.where))) for one in _hopeful(live)
    ]
    if named := _hopeful(rest):
        paragraphs.append(Lines((T("Only as a guide:"), *map(_title, named))))
    return (*paragraphs, DECISION)


def shared_titles(verdicts: Sequence[Verdict], on: date) -> tuple[Piece, ...]:
    """The same in a few words: only what can be answered now, by its title."""
    live = [verdict for verdict in verdicts if verdict.status in LIVE]
    return (_heading(on), Lines(tuple(map(_title, _hopeful(live)))))


def whatsapp_address(paragraphs: tuple[Piece, ...], voice: Voice) -> str | None:
    """An address that opens WhatsApp with the text; None where the text is too long for one."""
    text = "\n\n".join(bare(voice.plain(paragraph)) for paragraph in paragraphs)
    address = WHATSAPP + quote(text)
    return address if len(address) <= LONGEST_ADDRESS else None


def _heading(on: date) -> Piece:
    return T("My result from Tiwizi on {day}, by the conditions that were announced:", day=Day(on))


def _hopeful(verdicts: Sequence[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.truth is not Truth.NO]


def _title(verdict: Verdict) -> Piece:
    return T("{sign} {title}", sign=SIGNS[verdict.truth], title=verdict.call.title)
