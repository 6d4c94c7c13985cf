"""A day in the near future: by button, or typed as people write dates."""

from datetime import date, timedelta
from typing import ClassVar, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.dates import NotADay, read_day
from messages.text import Piece, T, Text
from messages.values import Day

ON: Final = "="


class DayQuestion(Question[date], frozen=True):
    """A day from tomorrow to `most` days after `today`; `offered` are numbers of days, each with a button."""

    text: Text
    short: Text
    today: date
    offered: tuple[int, ...]
    most: int
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        days = [self.today + timedelta(days=ahead) for ahead in self.offered]
        return Asked((self.text,), tuple((Choice(_named(day), f"{ON}{day.isoformat()}"),) for day in days))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        try:
            day = read_day(pressed(given, ON) or words(given), self.today)
        except NotADay:
            raise Refused(T("I was expecting a day, for example {example}.", example=Day(self._last()))) from None
        if not self._fits(day):
            raise Refused(T("Please give a day after today, at the latest {last}.", last=Day(self._last())))
        return Answered(day.isoformat())

    def load(self, stored: JSON) -> date:
        try:
            day = date.fromisoformat(stored)
        except (TypeError, ValueError):
            raise Stale from None
        if not self._fits(day):
            raise Stale
        return day

    def tell(self, stored: JSON) -> Piece:
        return _named(date.fromisoformat(stored))

    def _fits(self, day: date) -> bool:
        return self.today < day <= self._last()

    def _last(self) -> date:
        return self.today + timedelta(days=self.most)


def _named(day: date) -> Text:
    return T("{day}", day=Day(day, weekday=True))
