"""Amounts in dirhams: "200.000 درهم" and "200 000 DH", as Moroccan announcements write them.

CLDR's own pattern shows centimes and the code MAD, which nobody writes for a grant.
"""

from collections.abc import Mapping
from typing import Final

from messages.languages import LANGUAGES
from messages.numbers import whole

_ARABIC: Final[Mapping[str, str]] = {"few": "دراهم", "many": "درهما"}
_NO_BREAK: Final = "\u00a0"


def dirhams(amount: int, language: str) -> str:
    """An amount and its unit, which stay on one line."""
    return f"{whole(amount, language)}{_NO_BREAK}{_unit(amount, language)}"


def _unit(amount: int, language: str) -> str:
    if language == "fr":
        return "DH"
    category = LANGUAGES[language].cldr.plural_form(amount)
    return _ARABIC.get(category, "درهم")
