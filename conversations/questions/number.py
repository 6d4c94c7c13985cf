"""A whole number, typed in any digits or in words."""

from conversations.given import Given
from conversations.question import Answered, Asked, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import words
from conversations.state import JSON
from domain.numbers import NotANumber, read_number
from messages.text import Piece, T, Text


class NumberQuestion(Question[int], frozen=True):
    """A number from `least` to `most`."""

    text: Text
    short: Text
    least: int
    most: int
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        return Asked((self.text,))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        try:
            value = read_number(words(given))
        except NotANumber:
            raise Refused(T("I was expecting a number, for example {example}.", example=self._example())) from None
        self._check(value)
        return Answered(value)

    def load(self, stored: JSON) -> int:
        if not isinstance(stored, int) or isinstance(stored, bool) or not self.least <= stored <= self.most:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return T("{number}", number=int(stored))

    def _check(self, value: int) -> None:
        if not self.least <= value <= self.most:
            raise Refused(T("Please give a number from {least} to {most}.", least=self.least, most=self.most))

    def _example(self) -> int:
        return min(max(self.least, 30), self.most)
