"""The way to a drawn page.

What draws is large, and is loaded when the first page is wanted: without it a start takes a fifth less time, and the
program a fifth less memory.
"""

import datetime as dt

from documents.page import Page
from messages.voice import Voice


def render(page: Page, voice: Voice, *, made: dt.datetime) -> bytes:
    """The page as a PDF file; see `documents.pdf.render`."""
    from documents.pdf import render as draw  # noqa: PLC0415 -- loaded when it is needed, see above

    return draw(page, voice, made=made)
