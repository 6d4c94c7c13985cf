"""Whether something cannot wait for the morning, and then why: the reason is kept for whoever checks."""

from typing import ClassVar, Final

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Question, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.reason import MOST, ReasonQuestion
from conversations.state import JSON
from messages.text import B, Piece, T, Text
from messages.values import Verbatim

CAN_WAIT: Final = "wait"
LEAST: Final = 10
"""Letters of a reason that somebody else can check."""


class UrgentQuestion(Question[str], frozen=True):
    """The reason, in words; "" for what can wait."""

    short: ClassVar[Text] = T("Urgent")
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((TEXT,), ((Choice(LABEL, CAN_WAIT),),))

    def read(self, given: Given, note: JSON) -> Understood:
        if pressed(given) == CAN_WAIT:
            return Answered("")
        return ReasonQuestion(TEXT, self.short, least=LEAST).read(given, note)

    def load(self, stored: JSON) -> str:
        if not isinstance(stored, str) or len(stored) > MOST:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return Verbatim(stored) if stored else LABEL


LABEL: Final = B("🌙 It can wait")
TEXT: Final = T(
    "If it is urgent it goes out at night and on holidays too, and a second person approves it. "
    "Why can it not wait? Write the reason: it is kept."
)
