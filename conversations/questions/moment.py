"""When something goes out: now, or on a day and at an hour to come."""

from datetime import datetime
from typing import ClassVar, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Turned, Understood
from conversations.questions.appointment import EXAMPLES, LATER, AppointmentQuestion
from conversations.questions.reading import pressed
from conversations.state import JSON
from messages.text import Piece, T, Text
from messages.values import Moment

NOW: Final = "now"


class MomentQuestion(Question[datetime | str], frozen=True):
    """NOW is at once, with `at_once` on its button. `now` and the answer are what the clock on the wall shows."""

    text: Text
    short: Text
    now: datetime
    at_once: Text
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        asked = self._appointment.ask(note)
        rows = (tuple(choice for choice in row if choice.value != LATER) for row in asked.choices)
        at_once = () if note else ((Choice(self.at_once, NOW),),)
        return Asked(asked.paragraphs, (*at_once, *filter(None, rows)))

    def read(self, given: Given, note: JSON) -> Understood:
        if pressed(given) == NOW:
            return Answered(NOW)
        match self._appointment.read(given, note):
            case Answered({"day": str(), "hour": str()} as stored):
                if self._moment(stored) <= self.now:
                    raise Refused(T("This hour is past already. Choose a later one."))
                return Answered(stored)
            case Answered({"day": str(day)}):
                return Turned({"day": day})
            case Answered():
                raise Refused(EXAMPLES)
            case understood:
                return understood

    def load(self, stored: JSON) -> datetime | str:
        if stored == NOW:
            return NOW
        moment = self._moment(stored)
        if moment <= self.now:
            raise Stale
        return moment

    def tell(self, stored: JSON) -> Piece:
        return self.at_once if stored == NOW else T("{when}", when=Moment(self._moment(stored)))

    def up(self, note: JSON) -> JSON:
        return self._appointment.up(note)

    def _moment(self, stored: JSON) -> datetime:
        """The day with its hour. Raises `Stale`."""
        when = self._appointment.load(stored)
        if when.day is None or when.hour is None:
            raise Stale
        return datetime.combine(when.day, when.hour)

    @property
    def _appointment(self) -> AppointmentQuestion:
        return AppointmentQuestion(self.text, self.short, self.now.date())
