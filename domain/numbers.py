"""Read a number as people type it: any digits, any separators, or words in Arabic, Darija, Arabizi and French."""

import math
import re

from domain.folding import fold
from domain.number_words import HALF, QUARTER
from domain.numerals import NotANumber, read_numeral

__all__ = ["NotANumber", "read_number", "read_percent"]

_PER_HUNDRED = re.compile(
    r"(?:(?:في|ف)\s*ال|بال|لل)(?:مئة|مائة|مية|ميه|مئه|مائه)|\bpour\s*cents?\b|\b[fb]e?l\s?(?:mya|mia|miya)\b|[%٪]",
    re.IGNORECASE,
)
_SHARES = {
    0: frozenset(fold("والو walo walou aucune aucun").split()),
    25: QUARTER | {fold("الربع")},
    33: frozenset(fold("الثلث ثلث tiers tolt").split()),
    50: HALF | frozenset(fold("النصف النص moitié nesf").split()),
    66: frozenset(fold("الثلثين ثلثين الثلثان").split()),
    100: frozenset(fold("كلهم كلنا كلهن كاملين الكل جميعهن جميعنا kolhom kamlin toutes tous").split()),
}


def read_number(text: str) -> int:
    """The whole number a person means by a short answer: "35 سنة", "خمسة وعشرون", "13.179.091", "deux cents".

    A negative number is read as such; the caller's range refuses it.

    Raises:
        NotANumber: there is none, there are several, or it has decimals.
    """
    value = read_numeral(text).value
    if value != value.to_integral_value():
        raise NotANumber(text)
    return int(value)


def read_percent(text: str) -> int:
    """A share of a hundred, rounded down to a whole one: "60%", "60 في المئة", "النصف", "كلهن" (100).

    The caller decides the range.

    Raises:
        NotANumber: there is no share, or there are several.
    """
    # The hundred of "60 في المئة" and "60 pour cent" is the unit and not part of the number.
    bare = _PER_HUNDRED.sub(" ", text)
    words = set(fold(bare).split())
    shares = [share for share, names in _SHARES.items() if names & words]
    if len(shares) == 1 and not any(word.isdecimal() for word in words):
        return shares[0]
    return math.floor(read_numeral(bare).value)
