"""The pen: writes rows of words on A4 pages, in a font that has Arabic and Latin letters.

All lengths are millimetres. An inset is a distance from the side where reading begins, so that one code serves both
directions.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from functools import cached_property
from typing import Final

import fontpkg
from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment
from msgspec import Struct

from documents.letters import readable
from documents.lines import Line, Run, broken
from messages.text import Piece
from messages.voice import Voice

MARGIN: Final = 18.0
WIDTH: Final = 210 - 2 * MARGIN
TOP: Final = 16.0
BOTTOM: Final = 297 - 24.0
_FAMILY: Final = "Amiri"
_POINT: Final = 25.4 / 72
_LEADING: Final = 1.6
"""A line's height in letter heights: Arabic letters reach far up and down."""


class Ink(Enum):
    """The colours, as red, green and blue."""

    BLACK = (28, 28, 28)
    GREY = (95, 95, 95)
    ACCENT = (15, 118, 110)
    RULE = (200, 210, 208)
    TINT = (236, 246, 244)


class Hand(Struct, frozen=True):
    """How words look: size in points, weight, ink."""

    size: float = 13
    bold: bool = False
    ink: Ink = Ink.BLACK

    @property
    def height(self) -> float:
        """The height of a line."""
        return self.size * _POINT * _LEADING


class Cell(Struct, frozen=True):
    """Words in their place in a row; without words, a place to fill in by hand."""

    words: Piece | None
    hand: Hand
    width: float
    inset: float = 0.0
    centred: bool = False


Gutter = Callable[[int, float, float], None]
"""Draws beside one line of a row: its number in the row, its top and its height."""


class _Paper(FPDF):
    """FPDF, which takes the runs as they come."""

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:  # noqa: ARG002, FBT001 - FPDF's signature
        # FPDF would order the run once more, and cut it before each vowel sign, so that its letters no longer join.
        shaping = self.text_shaping or {}
        shaping["fragment_direction"] = shaping["paragraph_direction"] = shaping["direction"]
        return (Fragment(text, self._get_current_graphics_state(), self.k),)


class Pen:
    """Writes downwards from `y`, and turns the page where there is no more room."""

    def __init__(self, voice: Voice, made: dt.datetime) -> None:
        self.pdf = _Paper(format="A4")
        self.pdf.set_creation_date(made)
        self.pdf.set_lang(f"{voice.language}-MA")
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.alias_nb_pages("")  # or the words {nb} in a text would become the number of pages
        self.pdf.c_margin = 0
        for style, weight in (("", 400), ("B", 700)):
            self.pdf.add_font(_FAMILY, style, fontpkg.path(_FAMILY, weight=weight))
        self.pdf.set_font(_FAMILY)
        self.y = TOP
        self.on_turn: list[Callable[[], None]] = []
        self._voice = voice
        self._side = (0.0, 0.0)
        self._turns = True

    def close(self) -> None:
        """Close the files of the fonts."""
        for font in self.pdf.fonts.values():
            assert isinstance(font, TTFFont)
            font.ttfont.close()

    @property
    def width(self) -> float:
        """The room for a line here: the whole width, or what is left beside what stands at its end."""
        taken, until = self._side
        return WIDTH - taken if self.y < until else WIDTH

    def leave(self, width: float, *, until: float) -> None:
        """Keep what follows away from the end of the lines, down to a place on this page."""
        self._side = (width, until)

    def pass_by(self) -> None:
        """Go on below what stands at the end of the lines."""
        self.y = max(self.y, self._side[1])

    def turn(self) -> None:
        """Begin a new page."""
        self.pdf.add_page()
        self._side = (0.0, 0.0)
        self.y = TOP
        for written in self.on_turn:
            written()

    @contextmanager
    def at(self, y: float) -> Iterator[None]:
        """Write elsewhere on this page, even under its last line, and go on from where the pen stood."""
        stood, turns = self.y, self._turns
        self.y, self._turns = y, False
        yield
        self.y, self._turns = stood, turns

    def keep(self, height: float) -> None:
        """Turn the page unless there is room for what must not be torn. What needs more than a page will be."""
        if self._turns and self.y + height > BOTTOM and height <= BOTTOM - TOP:
            self.turn()

    def x(self, inset: float, width: float) -> float:
        """The left edge of something, from its distance to the side where reading begins."""
        return 210 - MARGIN - inset - width if self._voice.rtl else MARGIN + inset

    def row(self, cells: Sequence[Cell], *, least: float = 0.0, gutter: Gutter | None = None) -> None:
        """Cells side by side, each in as many lines as it needs, at least so high together."""
        columns = [self._lines(cell) for cell in cells]
        high = max(cell.hand.height for cell in cells)
        count = max(map(len, columns))
        self.keep(max(count * high, least))
        above = max(0.0, least - count * high) / 2
        self.y += above
        for number in range(count):
            self.keep(high)
            for cell, lines in zip(cells, columns, strict=True):
                if number < len(lines):
                    self._line(lines[number], cell, high)
            if gutter is not None:
                gutter(number, self.y, high)
            self.y += high
        self.y += above

    def write(self, words: Piece, hand: Hand, *, centred: bool = False) -> None:
        """Words over the whole width."""
        self.row([Cell(words, hand, self.width, centred=centred)])

    def plain(self, words: Piece) -> str:
        """Words as they will be drawn."""
        return readable(self._voice.plain(words), self._drawn)

    def measured(self, run: Run) -> float:
        """How wide a run is in the hand taken last."""
        self._shape(run)
        return self.pdf.get_string_width(run.text)

    @cached_property
    def _drawn(self) -> frozenset[int]:
        font = self.pdf.current_font
        assert isinstance(font, TTFFont)
        return frozenset(font.cmap)

    def _lines(self, cell: Cell) -> list[Line]:
        if cell.words is None:
            return []
        self._take(cell.hand)
        return broken(self.plain(cell.words), rtl=self._voice.rtl, width=cell.width, measure=self.measured)

    def _line(self, line: Line, cell: Cell, height: float) -> None:
        self._take(cell.hand)
        widths = [self.measured(run) for run in line]
        free = cell.width - sum(widths)
        inset = cell.inset + (free / 2 if cell.centred else 0)
        self.pdf.set_xy(self.x(inset, cell.width - free), self.y)
        for run, width in zip(line, widths, strict=True):
            self._shape(run)
            self.pdf.cell(width, height, run.text)

    def _take(self, hand: Hand) -> None:
        self.pdf.set_font(_FAMILY, "B" if hand.bold else "", hand.size)
        self.pdf.set_text_color(*hand.ink.value)

    def _shape(self, run: Run) -> None:
        # A number has no script of its own; in the Arabic one its full stops would be raised.
        direction, script = ("rtl", "arab") if run.rtl else ("ltr", "latn")
        self.pdf.set_text_shaping(direction=direction, script=script)
