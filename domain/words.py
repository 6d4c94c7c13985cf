"""Words that people typed for an activity or a place: which may be kept, and which could become an alias."""

import re
import unicodedata
from typing import Final, Literal

from msgspec import Struct

from catalogue.sectors import load_talk
from domain.folding import fold, fold_digits
from domain.matching import match_sector
from domain.places import match_place

LONGEST: Final = 120
"""Characters of a text that are kept."""
LONGEST_ALIAS: Final = 3
"""Words of an alias; more is a sentence, for a person to read."""

Kind = Literal["sector", "place"]

_MOST_DIGITS = 5
_WITH_LETTERS = re.compile(r"\w*[^\W\d_]\w*")  # in Latin letters digits stand for Arabic ones, as in 3sel
_CARD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}[^\w]*(?:n\W*)?\d(?:\W?\d){3,}")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_ADDRESS = re.compile(r"@|\(a\)|://|\w\.[a-z]{2,}", re.IGNORECASE)


class Heard(Struct, frozen=True):
    """What was typed, and the code that was chosen for it; None where none was."""

    kind: Kind
    text: str
    chosen: str | None


def keepable(text: str) -> str | None:
    """The text as it may be kept: cut, in one line; None when it may hold a phone number, a card number or an address.

    The whole of such a text is left out, for a number is seldom the only thing in it that tells who wrote it.
    """
    line = " ".join(_plain(fold_digits(unicodedata.normalize("NFKC", text))).split())
    if not line or _ADDRESS.search(line) or _CARD.search(line):
        return None
    if sum(map(str.isdecimal, _WITH_LETTERS.sub("", line))) > _MOST_DIGITS:
        return None
    return line[:LONGEST].rstrip()


def _plain(text: str) -> str:
    """The text without control characters, which would act on the terminal of whoever reads the report."""
    return "".join(" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)


def is_understood(heard: Heard) -> bool:
    """Whether today's vocabulary leads from these words to the choice at once."""
    matches = match_sector(heard.text) if heard.kind == "sector" else match_place(heard.text)
    return [match.code for match in matches[:1]] == [heard.chosen]


def alias_of(text: str) -> str | None:
    """The words of a text that could name something: without talk and numbers; None for a sentence or nothing."""
    talk = load_talk()
    around = {fold(word) for word in (*talk.particles, *talk.silent, *talk.other, *talk.common)}
    words = _WORD.findall(text)
    left = [word for word in words if (folded := fold(word)) and not folded.isdecimal() and folded not in around]
    return " ".join(left) if 0 < len(left) <= LONGEST_ALIAS else None
