"""Moroccan phone numbers, as people write them."""

import re
import unicodedata

from domain.folding import fold_digits

# In and from Morocco: +212 or 0, then 5 (landlines), 6 or 7 (mobiles), then eight digits.
_NUMBER = re.compile(r"(?:(?:\+|00)?212(?:0)?|0)?(?P<own>[567]\d{8})")
_ORNAMENTS = re.compile(r"[\s().\-/‐‑‒–—−]+")


def read(text: str) -> str | None:
    """The number as +212 and nine digits, None if it is no Moroccan one; any digits and spacing, also "+212 (0) 6…"."""
    visible = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    found = _NUMBER.fullmatch(_ORNAMENTS.sub("", fold_digits(visible)))
    return f"+212{found['own']}" if found else None
