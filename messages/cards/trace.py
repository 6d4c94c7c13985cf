"""The trace of a check: what was asked, answered and judged, and by which rules, for the person who reads it again.

Nobody is decided about by a machine alone (law 09-08): whoever talks with her afterwards sees what the bot saw.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from domain.calls import rules_hash
from domain.eligibility import Verdict
from domain.truth import Truth
from messages.bidi import bare
from messages.cards.call import Answers
from messages.labels import SIGNS, STATUSES
from messages.text import Piece, T, Text
from messages.values import Day
from messages.voice import Voice

HASH_LENGTH = 12
LONGEST: Final = 1300
"""Characters of a trace, so that it stands in one message with what she writes beside it."""
CUT: Final = "…"


def trace_of(verdicts: Sequence[Verdict], answers: Answers, on: date, voice: Voice, most: int = LONGEST) -> str:
    """Plain text of at most so many characters, one fact or condition a line, in the language of `voice`.

    What matters most comes first, for the rest may be cut: the answers (as a call's card takes them), each call with
    its rules and with what stands against it or is not known, then the conditions that are met.
    """
    met = (line for verdict in verdicts for line in _met(verdict))
    lines = (*_answers(answers, on), *(line for verdict in verdicts for line in _verdict(verdict)), *met)
    return _within([bare(voice.plain(line)) for line in lines], most)


def _answers(answers: Answers, on: date) -> Iterable[Piece]:
    yield T("Check of eligibility on {day}", day=Day(on))
    for name, answer in answers.values():
        yield T("• {name}: {answer}", name=name, answer=answer)


def _verdict(verdict: Verdict) -> Iterator[Piece]:
    call = verdict.call
    yield _title(verdict)
    yield T("{status}; rules {hash} of {call}", status=STATUSES[verdict.status], hash=_short(verdict), call=call.id)
    yield from _conditions(verdict, Truth.NO, Truth.UNKNOWN)


def _met(verdict: Verdict) -> Iterator[Piece]:
    """What is met, under the title of its call once more where anything is."""
    conditions = list(_conditions(verdict, Truth.YES))
    if conditions:
        yield _title(verdict)
    yield from conditions


def _title(verdict: Verdict) -> Text:
    return T("{sign} {title}", sign=SIGNS[verdict.truth], title=verdict.call.title)


def _conditions(verdict: Verdict, *truths: Truth) -> Iterator[Piece]:
    for truth in truths:
        for finding in verdict.findings:
            if finding.truth is truth:
                yield T("   {sign} {rule}", sign=SIGNS[finding.truth], rule=finding.condition.text)


def _short(verdict: Verdict) -> str:
    return rules_hash(verdict.call)[:HASH_LENGTH]


def _within(lines: Sequence[str], most: int) -> str:
    """Whole lines as long as they fit; where some do not, a last one shows that there were more."""
    whole = "\n".join(lines)
    if len(whole) <= most:
        return whole
    kept, room = [], most - len(CUT)
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join((*kept, CUT))
