"""Lines of text: broken in the order of reading, and only then each put in the order of sight.

The order is that of the Unicode Bidirectional Algorithm (UAX #9): levels belong to the paragraph, reordering (L2)
to the line.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final

from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from msgspec import Struct


class Run(Struct, frozen=True):
    """Characters that are read one after the other and shaped together, in the order of reading."""

    text: str
    rtl: bool


Line = tuple[Run, ...]
"""Runs from left to right."""
Measure = Callable[[Run], float]
"""How wide a run is drawn, in the unit of the width to fill."""
_Character = tuple[str, int]
"""A character and its level: even is left to right, odd right to left."""

_BLANKS: Final = re.compile(r"[ \t\r\f\v]+")
# The algorithm goes down one call for each sign in a row without a letter, and people do write long rows of dashes.
_MANY_SIGNS: Final = re.compile("([^\\w\u2066-\u2069]{80})[^\\w\u2066-\u2069]+")


def broken(text: str, *, rtl: bool, width: float, measure: Measure) -> list[Line]:
    """The lines of a text, none wider than `width` unless one character is. Direction marks are obeyed and gone."""
    return [
        _in_sight(line)
        for paragraph in text.split("\n")
        for line in _lines(_levelled(paragraph, rtl=rtl), width, measure)
    ]


def _levelled(paragraph: str, *, rtl: bool) -> list[_Character]:
    text = _MANY_SIGNS.sub(r"\1", _BLANKS.sub(" ", paragraph))
    resolved = BidiParagraph(text, TextDirection.RTL if rtl else TextDirection.LTR).get_characters()
    return [(each.character, each.embedding_level) for each in resolved]


def _lines(characters: list[_Character], width: float, measure: Measure) -> Iterator[list[_Character]]:
    line: list[_Character] = []
    used = 0.0
    for part in (part for word in _words(characters) for part in _parts(word, width, measure)):
        if line and used + _width(_trimmed(part), measure) > width:
            yield _trimmed(line)
            line, used = [], 0.0
        line += part
        used += _width(part, measure)
    yield _trimmed(line)


def _words(characters: list[_Character]) -> Iterator[list[_Character]]:
    """Words, each with the blank after it."""
    word: list[_Character] = []
    for each in characters:
        word.append(each)
        if each[0] == " ":
            yield word
            word = []
    yield word


def _parts(word: list[_Character], width: float, measure: Measure) -> Iterator[list[_Character]]:
    """The word; in parts if it is wider than a line, as a long address is."""
    if _width(_trimmed(word), measure) <= width:
        yield word
        return
    part: list[_Character] = []
    for each in word:
        if part and _width([*part, each], measure) > width:
            yield part
            part = []
        part.append(each)
    yield part


def _trimmed(line: list[_Character]) -> list[_Character]:
    blank = [character == " " or _is_mark(character) for character, _ in line]
    if all(blank):
        return []
    return line[blank.index(False) : len(line) - blank[::-1].index(False)]


def _width(characters: list[_Character], measure: Measure) -> float:
    return sum(map(measure, _in_sight(characters)))


def _in_sight(line: list[_Character]) -> Line:
    """Rule L2: turn round every stretch at a level or above, from the highest level down to one."""
    runs = [(level, list(group)) for level, group in groupby(line, key=lambda each: each[1])]
    for turned in range(max((level for level, _ in runs), default=0), 0, -1):
        stretches = [(high, list(group)) for high, group in groupby(runs, key=lambda run: run[0] >= turned)]
        runs = [run for high, stretch in stretches for run in (reversed(stretch) if high else stretch)]
    # Only now can the marks go: between two values they keep the stretches apart.
    shown = [(level, "".join(each for each, _ in run if not _is_mark(each))) for level, run in runs]
    return tuple(Run(text, rtl=level % 2 == 1) for level, text in shown if text)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Cf"
