"""How many people a notice would reach, and who is left out."""

from typing import Final

from domain.broadcasts.approval import Why
from domain.broadcasts.reach import Reach
from messages.broadcast_labels import SKIPPED
from messages.languages import LANGUAGES
from messages.text import N, Piece, T, Text
from messages.values import Lines, Listing, Verbatim

NOBODY: Final = T("⚠️ Nobody would get it now. Widen the audience, or keep it for later.")

LATER: Final = T("👥 There are many people. I am counting them, and tell you in a moment.")
WHY_SECOND: Final = {
    Why.URGENT: T("It is urgent, so it may disturb people: a second person looks at it first."),
    Why.MANY: T("It may go to more than 100 people: a second person looks at it first."),
    Why.TODAY: T(
        "Together with what went out in the last 24 hours without a second person, it may go to more than 100 people: "
        "a second person looks at it first."
    ),
}
"""Why a notice needs a second person."""


def reach_card(reach: Reach) -> tuple[Piece, ...]:
    """The figures in one paragraph: who would get it, in which languages, and who is left out and why."""
    if reach.later:
        return (LATER,)
    if not reach.people:
        return (NOBODY, *_left_out(reach))
    people = N("👥 <b>{n} person</b> would get it now", "👥 <b>{n} people</b> would get it now", reach.people)
    spoken = [
        T("{language}: {count}", language=Verbatim(LANGUAGES[code].own_name), count=count)
        for code, count in sorted(reach.by_language.items())
        if count and code in LANGUAGES
    ]
    by_language = [T("({languages})", languages=Listing(tuple(spoken)))] if len(spoken) > 1 else []
    return (Lines((people, *by_language)), *_left_out(reach))


def concerned(people: int) -> tuple[Piece, ...]:
    """How many messages are corrected or deleted."""
    return (N("👥 It concerns {n} person who has it.", "👥 It concerns {n} people who have it.", people),)


def _left_out(reach: Reach) -> tuple[Piece, ...]:
    lines: list[Text] = [
        T("• {reason}: {count}", reason=SKIPPED[reason], count=count)
        for reason, count in reach.left_out.items()
        if count
    ]
    return (Lines((T("Left out:"), *lines)),) if lines else ()
