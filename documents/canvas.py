"""A canvas: words, bars and rules as a picture for a phone, with Arabic letters joined as in print.

All lengths are pixels. An inset is a distance from the side where reading begins, so that one code serves both
directions. Lines are broken and ordered in `documents.lines`, as for a page; HarfBuzz shapes and draws the letters.
"""

import io
from collections.abc import Sequence
from functools import cache
from typing import Final

import fontpkg
import uharfbuzz as hb  # type: ignore[import-untyped] # it ships no types
from msgspec import Struct
from PIL import Image, ImageDraw

from documents.letters import readable
from documents.lines import Line, Run, broken
from messages.text import Piece
from messages.voice import Voice

WIDTH: Final = 1080
MARGIN: Final = 60
INSIDE: Final = WIDTH - 2 * MARGIN
_TALLEST: Final = 4000
_FAMILY: Final = "Amiri"
_LEADING: Final = 1.55
"""A line's height in letter heights: Arabic letters reach far up and down."""
_BASE: Final = 0.68
"""How far down a line its letters stand."""

Colour = tuple[int, int, int]
PAPER: Final[Colour] = (255, 255, 255)
INK: Final[Colour] = (28, 28, 28)
GREY: Final[Colour] = (95, 95, 95)
ACCENT: Final[Colour] = (15, 118, 110)
TRACK: Final[Colour] = (231, 239, 237)


class Brush(Struct, frozen=True):
    """How words look: the height of the letters in pixels, weight and colour."""

    size: int
    bold: bool = False
    colour: Colour = INK

    @property
    def height(self) -> int:
        """The height of a line."""
        return round(self.size * _LEADING)


class Canvas:
    """Draws downwards from `y`; the picture ends where the drawing did."""

    def __init__(self, voice: Voice) -> None:
        self.y = MARGIN
        self._voice = voice
        self._image = Image.new("RGB", (WIDTH, _TALLEST), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def png(self) -> bytes:
        """The picture so far."""
        file = io.BytesIO()
        self._image.crop((0, 0, WIDTH, min(self.y + MARGIN, _TALLEST))).save(file, "png", optimize=True)
        return file.getvalue()

    def write(self, words: Piece, brush: Brush) -> None:
        """Words over the whole width, in as many lines as they need."""
        for line in self._lines(words, brush, INSIDE):
            self._line(line, brush, 0, INSIDE)
            self.y += brush.height

    def beside(self, words: Piece, brush: Brush, value: Piece, of_value: Brush) -> None:
        """Words where reading begins, and a short value where it ends, level with their first line."""
        [said] = self._lines(value, of_value, INSIDE)[:1]
        taken = self._width(said, of_value)
        lines = self._lines(words, brush, INSIDE - taken - brush.size)
        height = max(brush.height, of_value.height)
        self._line(said, of_value, INSIDE - taken, taken, drop=height - of_value.height)
        for line in lines:
            self._line(line, brush, 0, INSIDE, drop=height - brush.height)
            self.y += height

    def bar(self, share: float, height: int) -> None:
        """A track over the whole width, filled from the side where reading begins to `share` (0 to 1) of it."""
        self._rectangle(0, INSIDE, height, TRACK)
        filled = round(INSIDE * min(max(share, 0.0), 1.0))
        if share > 0:
            self._rectangle(0, max(filled, height // 2), height, ACCENT)
        self.y += height

    def rule(self, height: int = 3) -> None:
        """A line across."""
        self._rectangle(0, INSIDE, height, ACCENT)
        self.y += height

    def _rectangle(self, inset: int, width: int, height: int, colour: Colour) -> None:
        left = self._left(inset, width)
        self._draw.rectangle((left, self.y, left + width - 1, self.y + height - 1), fill=colour)

    def _left(self, inset: float, width: float) -> float:
        return WIDTH - MARGIN - inset - width if self._voice.rtl else MARGIN + inset

    def _lines(self, words: Piece, brush: Brush, width: float) -> list[Line]:
        text = readable(self._voice.plain(words), _drawn(brush.bold)).strip()
        return broken(text, rtl=self._voice.rtl, width=width, measure=lambda run: _measured(run, brush))

    def _width(self, line: Line, brush: Brush) -> float:
        return sum(_measured(run, brush) for run in line)

    def _line(self, line: Line, brush: Brush, inset: float, width: float, drop: int = 0) -> None:
        """A line in a place so wide, at the side of it where reading begins."""
        long = self._width(line, brush)
        left = self._left(inset, width) + (width - long if self._voice.rtl else 0)
        base = self.y + drop + brush.height * _BASE
        for run in line:
            left += self._run(run, brush, left, base)

    def _run(self, run: Run, brush: Brush, left: float, base: float) -> float:
        """Draw a run and give its width."""
        font, scale = _font(brush.bold), brush.size / _face(brush.bold).upem
        drawing, pen = hb.RasterDraw(), 0.0
        for glyph, place in _shaped(run, brush.bold):
            across, up = (pen + place.x_offset) * scale, place.y_offset * scale
            drawing.transform = (scale, 0.0, 0.0, scale, left % 1 + across, up)
            drawing.draw_glyph(font, glyph)
            pen += place.x_advance
        self._stamp(drawing.render(), brush.colour, int(left), round(base))
        return float(pen * scale)

    def _stamp(self, letters: hb.RasterImage | None, colour: Colour, left: int, base: int) -> None:
        at = None if letters is None else letters.extents
        if letters is None or at is None or not (at.width and at.height):
            return  # a run of spaces leaves no ink
        # HarfBuzz counts rows from the bottom, Pillow from the top.
        ink = Image.frombytes("L", (at.width, at.height), bytes(letters.buffer), "raw", "L", at.stride, -1)
        self._image.paste(colour, (left + at.x_origin, base - at.y_origin - at.height), ink)


@cache
def _face(bold: bool) -> hb.Face:  # noqa: FBT001 -- there are two weights
    return hb.Face(hb.Blob.from_file_path(str(fontpkg.path(_FAMILY, weight=700 if bold else 400))))


@cache
def _font(bold: bool) -> hb.Font:  # noqa: FBT001 -- as _face
    return hb.Font(_face(bold))


@cache
def _drawn(bold: bool) -> frozenset[int]:  # noqa: FBT001 -- as _face
    return frozenset(_face(bold).unicodes)


def _shaped(run: Run, bold: bool) -> Sequence[tuple[int, hb.GlyphPosition]]:  # noqa: FBT001 -- as _face
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    # A number has no script of its own; in the Arabic one its full stops would be raised.
    buffer.direction, buffer.script = ("rtl", "arab") if run.rtl else ("ltr", "latn")
    hb.shape(_font(bold), buffer)
    return [(info.codepoint, at) for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)]


def _measured(run: Run, brush: Brush) -> float:
    advance = sum(at.x_advance for _, at in _shaped(run, brush.bold))
    return float(advance * brush.size / _face(brush.bold).upem)
