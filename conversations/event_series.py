"""A meeting comes again: by which rule, until when, and on which days it does not take place."""

from datetime import date, timedelta
from typing import Final

from conversations.engine import Talk
from conversations.questions.choice import ChoiceQuestion
from conversations.questions.day import DayQuestion
from conversations.questions.several import SeveralQuestion
from domain.events.series import Monthly, Series, Weekly
from messages.text import B, Piece, T
from messages.values import Day, Lines

WEEKLY, FORTNIGHTLY, MONTHLY = "week", "fortnight", "month"
ALL, SOME = "all", "some"
OFFERED: Final = (30, 61, 91, 182)
LONGEST: Final = 366
"""Days from the first meeting to the last one."""


async def series(talk: Talk, first: date, today: date) -> tuple[date, ...]:
    """The days after the `first` and from `today` on on which it takes place; none where its end comes before them."""
    rule = await talk.need("rule", RULE)
    begins = max(first, today)
    until = await talk.need("until", DayQuestion(T("Until which day?"), T("Until"), begins, OFFERED, LONGEST))
    every = Monthly(first) if rule == MONTHLY else Weekly(first, 2 if rule == FORTNIGHTLY else 1)
    days = Series(every, until, since=max(first + timedelta(days=1), today)).days()
    if not days or await talk.need("days", _which(days)) == ALL:
        return days
    names: tuple[tuple[str, Piece], ...] = tuple((day.isoformat(), _named(day)) for day in days)
    without = SeveralQuestion(T("On which days does it not take place? Mark them."), T("Left out"), names)
    left_out = await talk.need("without", without)
    return tuple(day for day in days if day.isoformat() not in left_out)


def _which(days: tuple[date, ...]) -> ChoiceQuestion:
    listed = Lines((T("It would take place on these days too:"), *(T("• {subject}", subject=_named(d)) for d in days)))
    return ChoiceQuestion(
        listed, T("Days"), ((ALL, B("✅ On all of them")), (SOME, B("✂️ Not on all of them"))), columns=2
    )


def _named(day: date) -> Piece:
    return T("{day}", day=Day(day, weekday=True))


RULE: Final = ChoiceQuestion(
    T("How often does it take place?"),
    T("How often"),
    ((WEEKLY, B("Every week")), (FORTNIGHTLY, B("Every two weeks")), (MONTHLY, B("Every month, same weekday"))),
)
