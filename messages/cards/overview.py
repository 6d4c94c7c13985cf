"""The results of a check at a glance: one line a call, numbered like its button, under what stands of it now."""

from collections.abc import Mapping, Sequence
from typing import Final

from domain.eligibility import Verdict
from domain.status import Status
from domain.truth import Truth
from messages.cards.difference import Difference, Since, difference_paragraph, since_paragraph
from messages.labels import SIGNS, STATUSES
from messages.text import Piece, T, Text
from messages.values import Lines

LIVE: Final = frozenset({Status.OPEN, Status.STANDING, Status.UPCOMING, Status.UNDATED})
DECISION: Final = T(
    "This is only what the announced conditions say. <b>The committee decides</b>, or the body that gives the support."
)
MEANINGS: Final[Mapping[Truth, Text]] = {
    Truth.YES: T("{sign} you seem to meet the conditions", sign=SIGNS[Truth.YES]),
    Truth.UNKNOWN: T("{sign} it depends on what is not known yet", sign=SIGNS[Truth.UNKNOWN]),
    Truth.NO: T("{sign} you do not seem to meet the conditions", sign=SIGNS[Truth.NO]),
}


def overview(
    verdicts: Sequence[Verdict],
    lessons: Sequence[Verdict],
    difference: Difference | None = None,
    since: Since | None = None,
) -> tuple[Piece, ...]:
    """Paragraphs: what can be answered, what is past and only a guide, what other provinces asked, and who decides.

    `verdicts` come in the order of their status, as `assess` gives them; the numbers go on through `lessons`.
    Before all that, what the last change of an answer did, and what happened since the result was kept.
    """
    paragraphs: list[Piece] = [] if difference is None else [difference_paragraph(difference)]
    if since is not None:
        paragraphs.append(since_paragraph(since))
    paragraphs.append(T("<b>Your result</b>, by the conditions that were announced:"))
    if not any(verdict.status in LIVE for verdict in verdicts):
        paragraphs.append(NOTHING_LIVE)
    statuses = dict.fromkeys(verdict.status for verdict in verdicts)
    paragraphs += [_group(status, verdicts) for status in statuses]
    if lessons:
        lines = (_line(number, verdict) for number, verdict in enumerate(lessons, 1 + len(verdicts)))
        paragraphs.append(Lines((ELSEWHERE, *lines)))
    shown = {verdict.truth for verdict in (*verdicts, *lessons)}
    legend = Lines(tuple(meaning for truth, meaning in MEANINGS.items() if truth in shown))
    return (*paragraphs, legend, T("Tap a number to see why, how much, which papers and where to go."), DECISION)


NOTHING_LIVE: Final = T("Today I know of no open call for you here. When one opens, its conditions may be new.")
ELSEWHERE: Final = T("<b>I know of no INDH call for your province.</b> These are of other provinces, only as a guide:")
GUIDE: Final = T("<b>{status}</b>, only a guide to what the next one may ask:", status=STATUSES[Status.CLOSED])


def _group(status: Status, verdicts: Sequence[Verdict]) -> Piece:
    heading = GUIDE if status is Status.CLOSED else T("<b>{status}</b>", status=STATUSES[status])
    lines = (_line(number, verdict) for number, verdict in enumerate(verdicts, 1) if verdict.status is status)
    return Lines((heading, *lines))


def _line(number: int, verdict: Verdict) -> Text:
    sign = SIGNS[verdict.truth]
    return T("{number}. {sign} {title}", number=number, sign=sign, title=verdict.call.title)
