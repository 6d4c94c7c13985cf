"""Notice an identity card number (CIN): Tiwizi never asks for one and stores none (law 09-08)."""

import re
import unicodedata

from domain.folding import fold_digits

# One or two Latin letters, then five or six digits; nothing glued on either side that makes it something else.
_START, _END = r"(?<![\w@/.])", r"(?![\s.\-]?\d)(?![\w@])"
_LETTERS = r"(?P<letters>[A-Za-z][ .\-]?[A-Za-z]|[A-Za-z])"
_CANDIDATE = re.compile(rf"{_START}{_LETTERS}(?P<gap>[\s.:\-_]{{0,2}})(?P<digits>\d(?:[ .\-]?\d){{4,5}}){_END}")
_MONEY = re.compile(r"\s*(?:dhs?|mad|dirhams?|درهم|دراهم|ريال|سنتيم|centimes?|€|euros?)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b(?:cin|cnie|c\.i\.n|carte nationale|la ?carte?|البطاقة|بطاقة|لاكارط|لكارط)\b", re.IGNORECASE)

# Short words that stand before other numbers: money, addresses, registers, measures.
_OTHER_NUMBERS = frozenset({"dh", "rc", "bp", "cp", "tp", "if", "kg", "km", "ha", "m", "n", "no", "nr", "tl", "ps"})
# Short words of French and of Arabizi; in capitals before a number that is not round they may be a card's letters.
_WORDS = frozenset(
    {"a", "au", "b", "ce", "d", "de", "du", "e", "en", "et", "f", "fi", "h", "il", "k", "l", "la", "le", "li", "ma"}
    | {"o", "on", "ou", "p", "q", "s", "sa", "se", "si", "t", "tu", "u", "un", "w", "y"}
)


def looks_like_cin(text: str) -> bool:
    """Whether an identity card number seems to stand in `text`, in any digits, with or without spaces."""
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    plain = fold_digits(visible)
    named = _NAMED.search(plain) is not None
    return any(_is_card(found, plain, named=named) for found in _CANDIDATE.finditer(plain))


def _is_card(found: re.Match[str], text: str, *, named: bool) -> bool:
    letters = re.sub(r"[ .\-]", "", found["letters"])
    if letters.lower() in _OTHER_NUMBERS or _MONEY.match(text, found.end()):
        return False
    if named or not found["gap"] or letters.lower() not in _WORDS:
        return True
    return letters.isupper() and found["digits"].isdecimal() and not found["digits"].endswith("00")
