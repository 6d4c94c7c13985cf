"""Bring the many spellings of one word to one form, so that texts can be compared. Never for display."""

import re
import unicodedata

_DIGITS = {ord(digit): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(row)}

# Decomposition already turns آأإؤئ into a bare letter and a mark; these have no decomposition.
_ARABIC = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ې": "ي",
        "ة": "ه",
        "ۀ": "ه",
        "ھ": "ه",
        "ہ": "ه",
        "ە": "ه",
        "ک": "ك",
        "ڪ": "ك",
        # The hard g of Moroccan names is written in five ways; most people type a plain kaf.
        "گ": "ك",
        "ݣ": "ك",
        "ڭ": "ك",
        "ڤ": "ف",
        "ڥ": "ف",
        "پ": "ب",
        "چ": "ش",
        "ء": None,
        "ـ": None,
    }
)

_LATIN = str.maketrans({"œ": "oe", "æ": "ae", "ɣ": "gh", "γ": "gh", "ɛ": "3", "ε": "3", "ø": "o", "ı": "i"})

_TIFINAGH = str.maketrans(
    dict(zip("ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵇⵉⵊⵍⵎⵏⵓⵔⵕⵙⵚⵜⵟⵡⵢⵣⵥ", "abgddefkh73qijlmnurrssttwyzz", strict=True))
    | {"ⵖ": "gh", "ⵅ": "kh", "ⵛ": "ch", "ⵯ": ""}
)

_LETTERS = _ARABIC | _LATIN | _TIFINAGH
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold_digits(text: str) -> str:
    """The same text with Arabic-Indic and Persian digits written 0-9."""
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """Words in lower case, without marks or punctuation, joined by single spaces; empty if nothing is left.

    Hamza, madda, short vowels, tatweel and French accents go; ة becomes ه, ى becomes ي, the Persian and Amazigh
    letters become their nearest neighbour, Tifinagh becomes Latin, every digit becomes 0-9.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_DIGITS)).casefold()
    # A mark joins its letter (Mn) and a joiner is invisible (Cf): both go without leaving a space.
    kept = "".join(letter for letter in decomposed if unicodedata.category(letter) not in {"Mn", "Me", "Cf"})
    return _NOT_A_WORD.sub(" ", kept.translate(_LETTERS)).strip()
