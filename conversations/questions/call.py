"""Which call a request answers: one of those that take files now, or none in particular."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from catalogue.call import Call
from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.search import in_columns
from conversations.state import JSON
from domain.status import Status
from messages.text import B, Piece, T, Text
from messages.values import Day, Lines, Moment

TAKES_FILES: Final = frozenset({Status.OPEN, Status.STANDING, Status.UNDATED})
"""When a call may be answered, as far as we know."""
NO_CALL: Final = "none"
CALL: Final = "="


class CallQuestion(Question[str], frozen=True):
    """The answer is a call's id; "" for no particular call.

    `gone` is one that was chosen and cannot be any more: it has `closed` since, or it is for another place.
    """

    calls: Sequence[Call]
    gone: Call | None = None
    closed: bool = True
    short: ClassVar[Text] = T("Call for projects")
    help: ClassVar[Text] = T(
        "A file that names its call reaches the right committee, with the papers that this call asks for."
    )
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        paragraphs: list[Piece] = []
        if self.gone is not None:
            paragraphs.append(self._why(self.gone))
        if self.calls:
            lines = (_line(number, call) for number, call in enumerate(self.calls, 1))
            paragraphs += [T("For which call is it? Tap its number."), Lines(tuple(lines))]
        else:
            paragraphs.append(T("You can still send your request: it will be read as one for no particular call."))
        numbers = (Choice(T("{number}", number=n), CALL + call.id) for n, call in enumerate(self.calls, 1))
        return Asked(tuple(paragraphs), (*in_columns(numbers, columns=5), (Choice(B("No particular call"), NO_CALL),)))

    def read(self, given: Given, note: JSON) -> Understood:
        del note
        if pressed(given) == NO_CALL:
            return Answered(NO_CALL)
        id_ = pressed(given, CALL)
        if id_ is None or self._call(id_) is None:
            raise Refused(T("I did not understand. Please tap one of the buttons."))
        return Answered(id_)

    def load(self, stored: JSON) -> str:
        if stored == NO_CALL:
            return ""
        if not isinstance(stored, str) or self._call(stored) is None:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        call = self._call(stored)
        return T("no particular call") if call is None else call.title

    def _why(self, gone: Call) -> Piece:
        if self.closed:
            return T("⚠️ The call «{title}» has closed in the meantime.", title=gone.title)
        return T("⚠️ The call «{title}» is not for this place.", title=gone.title)

    def _call(self, id_: JSON) -> Call | None:
        return next((call for call in self.calls if call.id == id_), None)


def _line(number: int, call: Call) -> Piece:
    title = T("{number}. {title}", number=number, title=call.title)
    if call.window is None or call.window.closes is None:
        return title
    closes = call.window.closes
    moment = Moment(closes) if isinstance(closes, datetime) else Day(closes, weekday=True)
    return Lines((title, T("Closing: {moment}", moment=moment)))
