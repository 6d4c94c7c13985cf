"""A page drawn as PDF."""

import datetime as dt
from contextlib import closing
from typing import Final

from catalogue.local import Local
from documents import qr
from documents.page import (
    Banner,
    Block,
    Code,
    Facts,
    Heading,
    Item,
    Items,
    Mark,
    Page,
    Paragraph,
    Signatures,
    Space,
    Step,
    Table,
    Timeline,
)
from documents.pen import BOTTOM, WIDTH, Cell, Hand, Ink, Pen
from messages.bidi import bare
from messages.text import Piece
from messages.values import Verbatim
from messages.voice import Voice

_BODY: Final = Hand()
_SMALL: Final = Hand(10.5, ink=Ink.GREY)
_LABEL: Final = Hand(13, ink=Ink.GREY)
_HEADING: Final = Hand(15, bold=True, ink=Ink.ACCENT)
_TITLE: Final = Hand(22, bold=True)
_BANNER: Final = Hand(26, bold=True)
_DOUBT: Final = Hand(11, bold=True)
_CODE: Final = 30.0
_LABELS: Final = 46.0
_LIST: Final = 8.0


def render(page: Page, voice: Voice, *, made: dt.datetime) -> bytes:
    """The page as a PDF file: the same bytes for the same page, voice and moment of making, which has a zone.

    It takes tenths of a second of computing: call it in a thread. Raises Untranslated.
    """
    total = 1
    while True:  # twice at most: only a drawn page knows how many there are, and each says it
        with closing(Pen(voice, made)) as pen:
            _draw(pen, page, total)
            if pen.pdf.pages_count == total:
                return bytes(pen.pdf.output())
            total = pen.pdf.pages_count


def _draw(pen: Pen, page: Page, total: int) -> None:
    pen.pdf.set_title(bare(pen.plain(page.title)))
    pen.on_turn.append(lambda: _footer(pen, page.footer, total))
    pen.turn()
    _head(pen, page)
    for block in page.blocks:
        _block(pen, block)


def _footer(pen: Pen, words: Piece, total: int) -> None:
    number = Verbatim(f"{pen.pdf.page}/{total}") if total > 1 else None
    with pen.at(BOTTOM + 4):
        _rule(pen)
        pen.row([Cell(words, _SMALL, WIDTH - 20), Cell(number, _SMALL, 12, WIDTH - 12)])


def _head(pen: Pen, page: Page) -> None:
    if page.code is not None:
        _code(pen, page.code)
    pen.write(page.title, _TITLE)
    pen.y += 1
    _rule(pen, Ink.ACCENT)
    pen.y += 4


def _code(pen: Pen, code: Code) -> None:
    """A QR code at the end of the first lines, which can also be tapped, with its caption."""
    inset, top = WIDTH - _CODE, pen.y
    rows = qr.modules(code.address)
    size = _CODE / len(rows)
    left = pen.x(inset, _CODE)
    pen.pdf.set_fill_color(0, 0, 0)
    seamless = size * 1.02  # else some viewers show light between the modules
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                pen.pdf.rect(left + across * size, top + down * size, seamless, seamless, style="F")
    pen.pdf.link(left, top, _CODE, _CODE, code.address)
    with pen.at(top + _CODE + 1):
        pen.row([Cell(code.caption, _SMALL, _CODE + 8, inset - 4, centred=True)])
        bottom = pen.y
    pen.leave(_CODE + 8, until=bottom)


def _block(pen: Pen, block: Block) -> None:
    match block:
        case Heading() | Paragraph() | Banner():
            _words(pen, block)
        case Facts():
            _facts(pen, block)
        case Items():
            _items(pen, block)
        case Table():
            _table(pen, block)
        case Timeline():
            _timeline(pen, block)
        case Signatures():
            _signatures(pen, block)
        case Space(height):
            pen.y += height


def _words(pen: Pen, block: Heading | Paragraph | Banner) -> None:
    match block:
        case Heading(words):
            pen.keep(_HEADING.height + 3 * _BODY.height)  # no heading alone at the bottom
            pen.y += 3
            pen.write(words, _HEADING)
        case Paragraph(words, small, centred):
            pen.write(words, _SMALL if small else _BODY, centred=centred)
            pen.y += 2
        case Banner(words):
            pen.y += 3
            pen.write(words, _BANNER, centred=True)
            pen.y += 3


def _facts(pen: Pen, facts: Facts) -> None:
    for label, value in facts.rows:
        pen.row([Cell(label, _LABEL, _LABELS - 4), Cell(value, _BODY, pen.width - _LABELS, _LABELS)])
        _rule(pen)
        pen.y += 0.8
    pen.y += 2


def _items(pen: Pen, items: Items) -> None:
    for item in items.items:
        _item(pen, item)
    pen.y += 2


def _item(pen: Pen, item: Item) -> None:
    def mark(number: int, top: float, height: float) -> None:
        if number == 0:
            _mark(pen, item.mark, top + height / 2)

    width = pen.width - _LIST
    pen.row([Cell(item.words, _BODY, width, _LIST)], gutter=mark)
    if item.remark is not None:
        pen.row([Cell(item.remark, _SMALL, width, _LIST)])
    pen.y += 0.8


def _mark(pen: Pen, mark: Mark, middle: float) -> None:
    """A mark beside a line, drawn, because the font has not all of these signs."""
    size = 4.0
    left, top, pdf = pen.x(1, size), middle - size / 2 + 0.3, pen.pdf
    pdf.set_draw_color(*Ink.BLACK.value)
    pdf.set_fill_color(*Ink.ACCENT.value)
    pdf.set_line_width(0.35)
    match mark:
        case Mark.DOT:
            pdf.circle(left + size / 2, top + size / 2, 0.8, style="F")
        case Mark.BOX:
            pdf.rect(left, top, size, size)
        case Mark.YES:
            pdf.rect(left, top, size, size)
            pdf.set_line_width(0.7)
            pdf.polyline([(left + 0.8, top + 2.1), (left + 1.8, top + 3.2), (left + 3.6, top + 0.5)])
        case Mark.NO:
            pdf.rect(left, top, size, size)
            pdf.set_line_width(0.7)
            pdf.line(left + 0.9, top + 0.9, left + 3.1, top + 3.1)
            pdf.line(left + 0.9, top + 3.1, left + 3.1, top + 0.9)
        case Mark.UNKNOWN:
            pdf.rect(left, top, size, size)
            with pen.at(middle - _DOUBT.height / 2):
                pen.row([Cell(Local(ar="؟", fr="?"), _DOUBT, size, 1, centred=True)])


def _table(pen: Pen, table: Table) -> None:
    unit = WIDTH / sum(column.share for column in table.columns)
    widths = [column.share * unit for column in table.columns]

    def row(words: tuple[Piece | None, ...], hand: Hand, least: float) -> None:
        cells, inset = [], 0.0
        for each, width in zip(words, widths, strict=True):
            cells.append(Cell(each, hand, width - 3, inset + 1.5))
            inset += width
        pen.row(cells, least=least)
        _rule(pen)

    def labels() -> None:
        row(tuple(column.label for column in table.columns), Hand(11.5, bold=True, ink=Ink.ACCENT), 9)

    pen.pass_by()
    labels()
    pen.on_turn.append(labels)
    for words in table.rows:
        row(words, Hand(12), 13 if table.tall else 8)
    pen.on_turn.remove(labels)
    pen.y += 3


def _timeline(pen: Pen, timeline: Timeline) -> None:
    for number, step in enumerate(timeline.steps, start=1):
        _step(pen, step, last=number == len(timeline.steps))
    pen.y += 2


def _step(pen: Pen, step: Step, *, last: bool) -> None:
    def dot(number: int, top: float, height: float) -> None:
        thread(number, top, height)
        if number == 0:
            _mark(pen, Mark.DOT, top + height / 2)

    def thread(_number: int, top: float, height: float) -> None:
        if not last:
            pen.pdf.set_draw_color(*Ink.RULE.value)
            pen.pdf.set_line_width(0.4)
            pen.pdf.line(pen.x(3, 0), top + height / 2, pen.x(3, 0), top + 1.5 * height)

    width = pen.width - _LIST
    pen.row([Cell(step.when, _SMALL, width, _LIST)], gutter=dot)
    pen.row([Cell(step.words, _BODY, width, _LIST)], gutter=thread)
    if step.remark is not None:
        pen.row([Cell(step.remark, _SMALL, width, _LIST)], gutter=thread)


def _signatures(pen: Pen, signatures: Signatures) -> None:
    width = WIDTH / len(signatures.labels)
    pen.pass_by()
    pen.keep(_LABEL.height + 24)
    pen.row(
        [Cell(label, _LABEL, width - 6, number * width, centred=True) for number, label in enumerate(signatures.labels)]
    )
    pen.y += 24


def _rule(pen: Pen, ink: Ink = Ink.RULE) -> None:
    pen.pdf.set_draw_color(*ink.value)
    pen.pdf.set_line_width(0.2)
    left = pen.x(0, pen.width)
    pen.pdf.line(left, pen.y, left + pen.width, pen.y)
