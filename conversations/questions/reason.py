"""Why: in words that somebody else will read; the usual reasons have a button."""

from typing import ClassVar, Final

from conversations.given import Given, Typed
from conversations.question import Answered, Asked, Choice, Question, Refused, Stale, Understood
from conversations.questions.reading import pressed
from conversations.questions.text import TextQuestion
from conversations.state import JSON
from domain.folding import fold
from messages.text import Piece, T, Text
from messages.values import Verbatim

USUAL: Final = "="
MOST: Final = 1000


class ReasonQuestion(Question[Piece], frozen=True):
    """A reason with at least `least` letters, or one of the `usual` codes, which is said in the reader's language."""

    text: Text
    short: Text
    usual: tuple[tuple[str, Text], ...] = ()
    least: int = 3
    help: Text | None = None
    skippable: ClassVar[bool] = False

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,), tuple((Choice(label, USUAL + code),) for code, label in self.usual))

    def read(self, given: Given, note: JSON) -> Understood:
        code = pressed(given, USUAL)
        if code in dict(self.usual):
            return Answered({"usual": code})
        understood = TextQuestion(self.text, self.short, MOST).read(given, note)
        if isinstance(given, Typed) and len(fold(given.text)) < self.least:
            raise Refused(T("This is very short. Write a whole sentence, so that it can be understood and acted on."))
        return understood

    def load(self, stored: JSON) -> Piece:
        match stored:
            case {"usual": code} if code in dict(self.usual):
                return dict(self.usual)[code]
            case str(words) if words and len(words) <= MOST:
                return Verbatim(words)
        raise Stale

    def tell(self, stored: JSON) -> Piece:
        return self.load(stored)
