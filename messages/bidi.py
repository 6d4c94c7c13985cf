"""Direction marks: what keeps Arabic, French and numbers in order when they share a line.

The rules are those of the Unicode Bidirectional Algorithm (UAX #9).
"""

import re
import unicodedata
from typing import Final

FSI: Final = "\u2068"
PDI: Final = "\u2069"
RLM: Final = "\u200f"

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Controls, line separators other than the newline, and halves of surrogate pairs, which no UTF-8 can hold.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that Unicode does not count among the spaces, but that leave an empty place."""
_TAGS = re.compile(r"(?:<[^<>]*>)*")


def isolate(text: str) -> str:
    """Keep a value's direction to itself, line by line because an isolate ends with its line."""
    return "\n".join(_isolate_line(line) for line in text.split("\n"))


def _isolate_line(line: str) -> str:
    if not line or (line.startswith(FSI) and line.find(PDI) == len(line) - 1):
        return line
    return f"{FSI}{line}{PDI}"


def point_right_to_left(text: str) -> str:
    """Put a right-to-left mark before each line that begins with anything but an Arabic letter.

    Telegram takes a line's side from its first strong character: a line that begins with an emoji, a digit
    or a French name would start on the left.
    """
    return "\n".join(line if _begins_in_arabic(line) else RLM + line for line in text.split("\n"))


def _begins_in_arabic(line: str) -> bool:
    """Whether a line, after its opening HTML tags, begins with an Arabic letter or mark; so does an empty one."""
    found = _TAGS.match(line)
    rest = line[found.end() :] if found else line
    return not rest or unicodedata.bidirectional(rest[0]) in {"AL", "R"}


def clean(text: str) -> str:
    """Take out of a person's text the characters that could disturb the text around it."""
    return _CONTROL.sub("", bare(text))


def shows(text: str) -> bool:
    """Whether anything of a text can be seen: not of one that is all joiners, marks without a letter, or fillers."""
    return any(unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK for letter in text)


def bare(text: str) -> str:
    """A text without direction marks: to compare what a person pressed with what was on the button."""
    return _DIRECTION.sub("", text)


def visible_length(text: str) -> int:
    """How many characters of a text take room on a screen: no marks, joiners or vowel signs."""
    return sum(unicodedata.category(character) not in {"Mn", "Me", "Cf"} for character in text)
