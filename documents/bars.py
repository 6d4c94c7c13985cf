"""A chart drawn as a picture."""

from typing import Final

from documents.canvas import ACCENT, GREY, INK, Brush, Canvas
from documents.chart import Bar, Chart
from messages.voice import Voice

_TITLE: Final = Brush(58, bold=True)
_ABOUT: Final = Brush(38, colour=GREY)
_LABEL: Final = Brush(42)
_VALUE: Final = Brush(42, bold=True, colour=ACCENT)
_NOTE: Final = Brush(34, colour=GREY)
_BAR: Final = 26
_BETWEEN: Final = 18


def draw(chart: Chart, voice: Voice) -> bytes:
    """The chart as PNG. The longest bar fills the width; it takes tenths of a second: call it in a thread.

    Raises Untranslated.
    """
    canvas = Canvas(voice)
    canvas.write(chart.title, _TITLE)
    for words in chart.about:
        canvas.write(words, _ABOUT)
    canvas.y += _BETWEEN // 2
    canvas.rule()
    canvas.y += _BETWEEN
    longest = max((bar.length or 0 for bar in chart.bars), default=0)
    for bar in chart.bars:
        _bar(canvas, bar, longest)
    canvas.y += _BETWEEN // 2
    for words in chart.notes:
        canvas.write(words, _NOTE)
    return canvas.png()


def _bar(canvas: Canvas, bar: Bar, longest: int) -> None:
    hidden = bar.length is None
    said = Brush(_VALUE.size, bold=not hidden, colour=GREY if hidden or not bar.length else ACCENT)
    canvas.beside(bar.label, Brush(_LABEL.size, colour=GREY if hidden else INK), bar.said, said)
    canvas.bar((bar.length or 0) / longest if longest else 0.0, _BAR)
    canvas.y += _BETWEEN
