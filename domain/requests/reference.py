"""The short name of a request, to say on the phone and to type in any digits: TW-4827-1632.

The last digit is a check digit of H. M. Damm's kind ("Total anti-symmetrische Quasigruppen", Marburg 2004): it
uncovers every wrong digit and every exchange of two neighbours. Digits alone carry the meaning, because they are
the same on an Arabic and on a French keyboard, and no two of them look alike.
"""

import re
import unicodedata

from domain.folding import fold_digits

PREFIX = "TW"
CAPACITY = 10_000_000
_DIGITS = 7
_HALF = 4

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)

_BETWEEN = r"[\s.\-_‐‑‒–—−]*"
_WRITTEN = re.compile(rf"(?P<prefix>(?:tw|تو){_BETWEEN})?(?P<first>\d{{4}}){_BETWEEN}(?P<second>\d{{4}})")


def make(number: int) -> str:
    """The reference of `number`: each number has its own. Numbers are drawn by chance, so that none tells how many.

    Raises:
        ValueError: the number is not from 0 up to `CAPACITY`, which is left out.
    """
    if not 0 <= number < CAPACITY:
        raise ValueError(number)
    digits = f"{number:0{_DIGITS}}"
    digits += str(_check(digits))
    return f"{PREFIX}-{digits[:_HALF]}-{digits[_HALF:]}"


def read(text: str, *, bare: bool = False) -> str | None:
    """The reference that somebody wrote, as `make` writes it; None if it is none, or mistyped.

    Spaces, dashes, small letters and any digits are understood, and "تو" for TW. `bare` also takes the eight digits
    alone: for where a number can hardly be an amount.
    """
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    found = _WRITTEN.fullmatch(fold_digits(visible).strip().lower())
    if found is None or not (bare or found["prefix"]):
        return None
    digits = found["first"] + found["second"]
    return None if _check(digits) else f"{PREFIX}-{digits[:_HALF]}-{digits[_HALF:]}"


def compact(reference: str) -> str:
    """The reference without dashes, for links."""
    return reference.replace("-", "")


def _check(digits: str) -> int:
    """Damm's check digit; 0 for digits that end with their own."""
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim
