"""The last day of what comes again, or no last day."""

from datetime import date
from typing import ClassVar, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Question, Understood
from conversations.questions.day import DayQuestion
from conversations.questions.reading import pressed
from conversations.state import JSON
from messages.text import B, Piece, Text

OFFERED: Final = (30, 91, 182)
LONGEST: Final = 366
ENDLESS: Final = ""
NO_END: Final = "endless"


class UntilQuestion(Question[str], frozen=True):
    """A day after `first`, as ISO writes it, or ENDLESS."""

    text: Text
    short: Text
    first: date
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        asked = self._day.ask(note)
        return Asked(asked.paragraphs, (*asked.choices, (Choice(LABEL, NO_END),)))

    def read(self, given: Given, note: JSON) -> Understood:
        return Answered(ENDLESS) if pressed(given) == NO_END else self._day.read(given, note)

    def load(self, stored: JSON) -> str:
        return ENDLESS if stored == ENDLESS else self._day.load(stored).isoformat()

    def tell(self, stored: JSON) -> Piece:
        return LABEL if stored == ENDLESS else self._day.tell(stored)

    @property
    def _day(self) -> DayQuestion:
        return DayQuestion(self.text, self.short, self.first, OFFERED, LONGEST)


LABEL: Final = B("♾ Until I end it")
