"""Letters that the font can draw: nobody's name may become empty boxes."""

import unicodedata
from collections.abc import Container
from typing import Final

# The Latin letters beside the Tifinagh ones in the alphabet of the Royal Institute of Amazigh Culture (IRCAM), with
# gh and ʿ for the two that the font does not have, ɣ and ɛ.
_AMAZIGH: Final = str.maketrans(
    dict(
        zip(
            "ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵯ",
            [*"abgdḍefkhḥʿxqijlmnurṛ", "gh", *"sṣctṭwyzẓʷ"],
            strict=True,
        )
    )
    | {"ɣ": "gh", "Ɣ": "Gh", "ɛ": "ʿ", "Ɛ": "ʿ"}
)
_NO_BREAKS: Final = str.maketrans({"\u202f": "\u00a0", "\u2011": "-"})


def readable(text: str, drawn: Container[int]) -> str:
    """A text with only code points that are drawn, and direction marks, which are obeyed.

    Another letter is written in simpler ones (Tifinagh and ornamented letters in Latin ones), or as "?". Another sign,
    such as an emoji, is left out, unless it is one of mathematics.
    """
    plain = unicodedata.normalize("NFC", text).translate(_AMAZIGH).translate(_NO_BREAKS)
    return "".join(each if _stays(each, drawn) else _instead(each, drawn) for each in plain)


def _stays(character: str, drawn: Container[int]) -> bool:
    return character in "\n\t" or ord(character) in drawn or unicodedata.category(character) == "Cf"


def _instead(character: str, drawn: Container[int]) -> str:
    simpler = "".join(each for each in unicodedata.normalize("NFKD", character) if ord(each) in drawn)
    unknown = "?" if unicodedata.category(character).startswith(("L", "N", "Sm")) else ""
    return simpler or unknown
