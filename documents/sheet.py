"""Spreadsheets: typed cells under a fixed header, read from the right in Arabic. No text can act as a formula."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from catalogue.local import Local
from domain.money import Money
from messages.bidi import bare, clean
from messages.text import Piece, Text
from messages.values import Lines, Quote, Verbatim
from messages.voice import Voice

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format


class Kind(Enum):
    """What the cells of a column hold, which gives their type, their form and their width."""

    TEXT = auto()
    INT = auto()
    MONEY = auto()
    DATE = auto()
    MOMENT = auto()


Cell = str | Piece | int | Money | dt.date | dt.datetime | None
"""A cell of TEXT is a person's words or a Piece; of MOMENT, wall-clock time without a zone; None is empty."""


class Field(Struct, frozen=True):
    """A column: its label, and what it holds."""

    label: Piece
    kind: Kind = Kind.TEXT


class Sheet(Struct, frozen=True):
    """A table with a name for its tab."""

    name: Piece
    fields: tuple[Field, ...]
    rows: Iterable[Sequence[Cell]]


_HEAD: Final = {"bold": True, "bg_color": "#ECF6F4", "bottom": 1, "valign": "vcenter", "text_wrap": True}
_FORMS: Final[Mapping[Kind, Mapping[str, object]]] = {
    Kind.TEXT: {"text_wrap": True},
    Kind.INT: {"num_format": "#,##0"},
    Kind.MONEY: {"num_format": '#,##0" DH"'},
    Kind.DATE: {"num_format": "yyyy-mm-dd"},
    Kind.MOMENT: {"num_format": "yyyy-mm-dd hh:mm"},
}
_WIDTHS: Final = {Kind.INT: 10, Kind.MONEY: 16, Kind.DATE: 12, Kind.MOMENT: 18}
_WIDEST: Final = 48
_LONGEST_TEXT: Final = 32_767
_LONGEST_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r")


def workbook(sheets: Sequence[Sheet], voice: Voice, *, made: dt.datetime) -> bytes:
    """The sheets as an xlsx file: the same bytes for the same sheets, voice and moment of making, which has a zone.

    Raises ValueError for a cell that its field cannot hold and for a row that has not one cell for each field;
    Untranslated.
    """
    file = io.BytesIO()
    from xlsxwriter import Workbook  # noqa: PLC0415 -- loading it takes a while, and a bot that starts has none to write

    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": made.astimezone(dt.UTC).replace(tzinfo=None)})
        for sheet in sheets:
            _Writer(book, sheet, voice).write()
    return file.getvalue()


class _Writer:
    """Writes one sheet."""

    def __init__(self, book: "Workbook", sheet: Sheet, voice: Voice) -> None:
        self._sheet = sheet
        self._voice = voice
        name = _NOT_IN_A_NAME.sub(" ", bare(voice.plain(sheet.name)))
        self._page = book.add_worksheet(name[:_LONGEST_NAME])
        self._head = book.add_format(_HEAD)
        self._forms = {kind: book.add_format({"valign": "top", **form}) for kind, form in _FORMS.items()}
        # The mark of a quoted text keeps it a text when somebody edits the cell.
        self._quoted = book.add_format({"valign": "top", "quote_prefix": True, **_FORMS[Kind.TEXT]})
        self._widths = [_WIDTHS.get(field.kind, 0) for field in sheet.fields]

    def write(self) -> None:
        for column, field in enumerate(self._sheet.fields):
            self._text(0, column, self._voice.plain(field.label), self._head)
        row = 0
        for row, cells in enumerate(self._sheet.rows, start=1):
            for column, (field, cell) in enumerate(zip(self._sheet.fields, cells, strict=True)):
                self._cell(row, column, field, cell)
        self._lay_out(last_row=row)

    def _cell(self, row: int, column: int, field: Field, cell: Cell) -> None:
        form = self._forms[field.kind]
        match field.kind, cell:
            case _, None:
                self._page.write_blank(row, column, None, form)
            case Kind.TEXT, str():
                self._text(row, column, clean(cell), form)
            case Kind.TEXT, Text() | Local() | Verbatim() | Lines() | Quote():
                self._text(row, column, self._voice.plain(cell), form)
            case Kind.INT, int():
                self._page.write_number(row, column, cell, form)
            case Kind.MONEY, Money(dirhams):
                self._page.write_number(row, column, dirhams, form)
            case Kind.MOMENT, dt.datetime(tzinfo=None):
                self._page.write_datetime(row, column, cell, form)
            case Kind.DATE, dt.date() if not isinstance(cell, dt.datetime):
                self._page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), form)
            case _:
                raise ValueError(f"A cell of {field.kind.name} cannot hold {cell!r}.")

    def _text(self, row: int, column: int, words: str, form: "Format") -> None:
        text = bare(words)[:_LONGEST_TEXT]
        self._page.write_string(row, column, text, self._quoted if text.startswith(_ACTS) else form)
        longest = max(map(len, text.split("\n")))
        self._widths[column] = max(self._widths[column], min(longest + 2, _WIDEST))

    def _lay_out(self, last_row: int) -> None:
        if self._voice.rtl:
            self._page.right_to_left()
        for column, width in enumerate(self._widths):
            self._page.set_column(column, column, width)
        self._page.freeze_panes(1, 0)
        self._page.autofilter(0, 0, last_row, len(self._widths) - 1)
        self._page.repeat_rows(0)
        self._page.set_landscape()
        self._page.fit_to_pages(1, 0)
