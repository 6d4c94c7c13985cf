"""What administrators read of the rules: which are due to be compared with their sources again."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from catalogue.call import Call
from catalogue.faq import Frequent
from messages.checks import read_on
from messages.text import N, Piece, T
from messages.values import Day, Lines

MOST: Final = 8
"""Lines of a kind; the others are counted, for this must stay short."""
WHAT_TO_DO: Final = T(
    "Read the sources again. Where they changed, correct the file of the call; where not, give it a new day of review."
)


def review(overdue: Sequence[Call], unread: Sequence[Frequent], following: Call | None) -> tuple[Piece, ...]:
    """What is overdue first, then answers whose sources are old; where there is neither, that all is in order."""
    paragraphs: list[Piece] = [T("<b>The rules and their review</b>")]
    if overdue:
        paragraphs += [_lines(T("⚠️ <b>Rules that should be reviewed by now:</b>"), [_rule(one) for one in overdue])]
    if unread:
        lines = [T("• {question} (read on {day})", question=one.question, day=Day(read_on(one))) for one in unread]
        paragraphs.append(_lines(T("⚠️ <b>Answers whose sources nobody has read for a year:</b>"), lines))
    paragraphs.append(WHAT_TO_DO if overdue or unread else T("✅ No rule and no answer is overdue."))
    if following is not None:
        day = Day(following.review_by)
        paragraphs.append(T("🗓 The next one: {title}, by {day}", title=following.title, day=day))
    return tuple(paragraphs)


def passed(overdue: Sequence[Call]) -> tuple[Piece, ...]:
    """The news that the day of review of these rules has passed."""
    heading = T("⚠️ <b>The day has passed by which these rules should be reviewed:</b>")
    return (_lines(heading, [_rule(one) for one in overdue]), WHAT_TO_DO)


def next_review(calls: Sequence[Call], today: date) -> Call | None:
    """The call whose rules are to be reviewed next."""
    return min((call for call in calls if call.review_by >= today), key=lambda call: call.review_by, default=None)


def _rule(call: Call) -> Piece:
    return T("• {title} (by {day})", title=call.title, day=Day(call.review_by))


def _lines(heading: Piece, lines: Sequence[Piece]) -> Piece:
    rest = len(lines) - MOST
    more = (N("and {n} more", "and {n} more", rest),) if rest > 0 else ()
    return Lines((heading, *lines[:MOST], *more))
