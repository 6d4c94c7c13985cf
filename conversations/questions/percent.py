"""A share of a group: as a percentage, as "8 of 12", or by a button for none, half and all."""

import re

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.folding import fold_digits
from domain.numbers import NotANumber, read_percent
from messages.text import B, Piece, T, Text
from messages.values import Percent

FRACTION = re.compile(
    r"^[^\d−–-]*(\d{1,6})\s*(?:[^\W\d_]+\s+){0,3}?"  # "8", "8 women"
    r"(?:/|على|من اصل|من أصل|من|sur|mn|men|d'?)\s*(\d{1,6})\D*$",
    re.IGNORECASE,
)
ALL = 100


class PercentQuestion(Question[int], frozen=True):
    """A share from 0 to 100, rounded down: a rule that asks for more than a half is not met by rounding."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        del note
        row = (Choice(B("None"), "0"), Choice(B("Half"), "50"), Choice(B("All"), "100"))
        return Asked((self.text,), (row,))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        del note
        button = pressed(given)
        value = int(button) if button and button.isdecimal() else _typed(words(given))
        if not 0 <= value <= ALL:
            raise Refused(T("A share lies between {none} and {all}.", none=Percent(0), all=Percent(ALL)))
        return Answered(value)

    def load(self, stored: JSON) -> int:
        if not isinstance(stored, int) or isinstance(stored, bool) or not 0 <= stored <= ALL:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        return T("{share}", share=Percent(int(stored)))


def _typed(text: str) -> int:
    if (match := FRACTION.match(fold_digits(text))) is not None:
        part, whole = int(match[1]), int(match[2])
        if not 0 <= part <= whole or whole == 0:
            raise Refused(T("The part cannot be larger than the whole. For example: 8 of 12."))
        return part * ALL // whole
    try:
        return read_percent(text)
    except NotANumber:
        raise Refused(T("Write a percentage like 60%, or numbers like: 8 of 12.")) from None
