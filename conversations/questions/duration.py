"""How long something exists, kept in months; a bare number is confirmed as months or years."""

from dataclasses import dataclass

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.folding import fold
from domain.numbers import NotANumber, read_number
from messages.text import N, Piece, T, Text

YEAR = 12
MOST = 100 * YEAR
YEARS = frozenset(
    fold(word) for word in ("سنة", "سنوات", "سنين", "عام", "أعوام", "3am", "snin", "an", "ans", "année", "années")
)
MONTHS = frozenset(fold(word) for word in ("شهر", "أشهر", "شهور", "شهرا", "chhar", "chhor", "mois"))
TWO = {fold("سنتين"): 2 * YEAR, fold("عامين"): 2 * YEAR, fold("شهرين"): 2}


@dataclass(frozen=True)
class DurationQuestion(Question[int]):
    """A duration in whole months. Its note is the bare number that may be months or years."""

    text: Text
    short: Text
    help: Text | None = None

    def ask(self, note: JSON) -> Asked:
        if note is None:
            return Asked((self.text,))
        number = int(note)
        row = (Choice(_months(number), f"={number}"), Choice(_years(number), f"={number * YEAR}"))
        return Asked((T("Do you mean months or years?"),), (row,))

    def read(self, given: Given, note: JSON) -> Answered | Turned | Edit:
        chosen = pressed(given, "=")
        if chosen is not None and chosen.isdecimal() and note is not None:
            return Answered(_checked(int(chosen)))
        text = words(given)
        said = frozenset(fold(text).split())
        for exact in said & TWO.keys():
            return Answered(TWO[exact])
        number = _number(text, said)
        if said & YEARS:
            return Answered(_checked(number * YEAR))
        if said & MONTHS or number == 0:
            return Answered(_checked(number))
        return Turned(_checked(number))

    def load(self, stored: JSON) -> int:
        if not isinstance(stored, int) or isinstance(stored, bool) or not 0 <= stored <= MOST:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        years, months = divmod(int(stored), YEAR)
        return _years(years) if years and not months else _months(int(stored))


def _number(text: str, said: frozenset[str]) -> int:
    try:
        return read_number(text)
    except NotANumber:
        if said & (YEARS | MONTHS):
            return 1  # «عام» alone is one year
        raise Refused(T("Write how long, for example: 8 months, or 3 years.")) from None


def _checked(months: int) -> int:
    if not 0 <= months <= MOST:
        raise Refused(T("Write how long, for example: 8 months, or 3 years."))
    return months


def _months(number: int) -> Text:
    return N("{n} month", "{n} months", number)


def _years(number: int) -> Text:
    return N("{n} year", "{n} years", number)
