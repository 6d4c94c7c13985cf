"""What a word sounds like, the same for Arabic and Latin letters: "خياطة", "khiyata" and "5yata" meet here.

The letters of a sound are a i u for vowels (ع counts as one: it is heard, and often left out) and one Latin
letter for each consonant; x is kh, G is gh, C is ch.
"""

import re
from functools import lru_cache

_ARABIC = str.maketrans(dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويؤئ", "abttjhxddrzsCsdtdaGfkklmnhuiui", strict=True)))
_LATIN_PAIRS = re.compile(r"tch|kh|gh|ch|sh|ph|th|dj|qu|eau|au|ou|oo|ee")
_PAIRS = {
    "tch": "tC",
    "kh": "x",
    "gh": "G",
    "ch": "C",
    "sh": "C",
    "ph": "f",
    "th": "t",
    "dj": "j",
    "qu": "k",
    "eau": "u",
    "au": "u",
    "ou": "u",
    "oo": "u",
    "ee": "i",
}
_SOFT_C = re.compile(r"c(?=[eiy])")
_LATIN = str.maketrans(
    {
        "2": "",
        "3": "a",
        "4": "",
        "5": "x",
        "6": "t",
        "7": "h",
        "8": "G",
        "9": "k",
        "c": "k",
        "e": "",
        "g": "k",
        "o": "u",
        "p": "b",
        "q": "k",
        "v": "f",
        "w": "u",
        "y": "i",
    }
)
_DOUBLED = re.compile(r"(.)\1+")
# Arabic does not write a doubled consonant twice: two of them are two syllables ("قبب").
_DOUBLED_VOWEL = re.compile(r"([aiu])\1+")
_VOWELS = str.maketrans("", "", "aiu")


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The sound of one folded word."""
    if word[:1] >= "\u0600":
        heard = (word[:-1] + "ا" if word.endswith("ه") else word).translate(_ARABIC)
        return _DOUBLED_VOWEL.sub(r"\1", heard)
    first = "a" if word[:1] == "e" else ""
    paired = _LATIN_PAIRS.sub(lambda pair: _PAIRS[pair.group()], _SOFT_C.sub("s", word))
    return _DOUBLED.sub(r"\1", first + paired.translate(_LATIN))


def skeleton(heard: str) -> str:
    """The consonants of a sound, which every spelling keeps."""
    return heard.translate(_VOWELS)
