"""The way to a drawn page or picture.

What draws is large, and is loaded when the first page is wanted: without it a start takes a fifth less time, and the
program a fifth less memory.
"""

import datetime as dt

from documents.chart import Chart
from documents.page import Page
from messages.voice import Voice


def render(page: Page, voice: Voice, *, made: dt.datetime) -> bytes:
    """The page as a PDF file; see `documents.pdf.render`."""
    from documents.pdf import render as draw  # noqa: PLC0415 -- loaded when it is needed, see above

    return draw(page, voice, made=made)


def picture(chart: Chart, voice: Voice) -> bytes:
    """The chart as PNG; see `documents.bars.draw`."""
    from documents.bars import draw  # noqa: PLC0415 -- loaded when it is needed, see above

    return draw(chart, voice)
