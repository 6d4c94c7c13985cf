"""How long something exists, kept in months; a bare number is confirmed as months or years."""

import re
from decimal import Decimal
from typing import NamedTuple

from conversations.given import Given
from conversations.question import Answered, Asked, Choice, Edit, Question, Refused, Stale, Turned
from conversations.questions.reading import pressed, words
from conversations.state import JSON
from domain.folding import fold, fold_digits
from domain.numbers import NotANumber, read_number
from domain.numerals import read_numeral
from messages.text import N, Piece, T, Text

YEAR = 12
MOST = 100 * YEAR
MONTH = 1
AND = fold("و")
SINGULAR = {fold(word): YEAR for word in ("سنة", "عام", "3am", "an", "année")} | {
    fold(word): MONTH for word in ("شهر", "شهرا", "chhar")
}
"""Without a number these mean one; a plural without a number says nothing."""
UNITS = (
    SINGULAR
    | {fold(word): YEAR for word in ("سنوات", "سنين", "عاما", "أعوام", "snin", "ans", "années")}
    | {fold(word): MONTH for word in ("أشهر", "شهور", "chhor", "mois")}
)
TWO = {fold("سنتين"): YEAR, fold("عامين"): YEAR, fold("شهرين"): MONTH}
GLUED = re.compile(r"(?<=\d)(?=(?:ans?|mois|سن|عام|أ?شه)\w*)", re.IGNORECASE)


class DurationQuestion(Question[int], frozen=True):
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
        if chosen is not None and note is not None and chosen in {f"{note}", f"{note * YEAR}"}:
            return Answered(_checked(int(chosen)))
        text = GLUED.sub(" ", fold_digits(words(given)))
        try:
            months = _with_units(text)
            if months is not None:
                return Answered(_checked(months))
            number = read_number(text)
        except NotANumber:
            raise Refused(HOW) from None
        return Turned(_checked(number)) if number else Answered(0)

    def load(self, stored: JSON) -> int:
        if not isinstance(stored, int) or isinstance(stored, bool) or not 0 <= stored <= MOST:
            raise Stale
        return stored

    def tell(self, stored: JSON) -> Piece:
        years, months = divmod(int(stored), YEAR)
        return _years(years) if years and not months else _months(int(stored))


HOW = T("Write how long, for example: 8 months, or 3 years.")


def _with_units(text: str) -> int | None:
    """The months of "3 years", "a year and a half" or "2 years and 3 months"; None when no unit is named.

    Raises:
        NotANumber: a number is missing, or too much is said.
    """
    months, unit, before = Decimal(0), YEAR + 1, list[str]()
    for word in text.split():
        found = _unit(fold(word))
        if found is None:
            before.append(word)
            continue
        if found.months >= unit:
            raise NotANumber(text)
        unit = found.months
        months += unit * (found.times or _amount(before, is_one=fold(word) in SINGULAR))
        before = []
    if unit > YEAR:
        return None
    return int(months + unit * _rest(before))


class _Unit(NamedTuple):
    months: int
    times: int | None  # 2 for a word in the dual


def _unit(word: str) -> _Unit | None:
    for bare in (word, word.removeprefix(AND)):
        if bare in UNITS:
            return _Unit(UNITS[bare], None)
        if bare in TWO:
            return _Unit(TWO[bare], 2)
    return None


def _amount(before: list[str], *, is_one: bool) -> Decimal:
    try:
        return read_numeral(" ".join(before)).value
    except NotANumber:
        if is_one and not any(character.isdigit() for word in before for character in word):
            return Decimal(1)
        raise


def _rest(after: list[str]) -> Decimal:
    """What follows the last unit: "and a half" of it, or "one", which says nothing new. Other numbers are too much."""
    try:
        value = read_numeral(" ".join(after)).value
    except NotANumber:
        return Decimal(0)
    if value not in {Decimal("0.25"), Decimal("0.5"), Decimal(1)}:
        raise NotANumber(" ".join(after))
    return value % 1


def _checked(months: int) -> int:
    if not 0 <= months <= MOST:
        raise Refused(HOW)
    return months


def _months(number: int) -> Text:
    return N("{n} month", "{n} months", number)


def _years(number: int) -> Text:
    return N("{n} year", "{n} years", number)
