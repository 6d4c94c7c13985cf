import datetime as dt
import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from catalogue.local import Local
from documents.sheet import Cell, Field, Kind, Sheet, workbook
from domain.money import Money
from messages.values import Verbatim
from messages.voice import Voice

MADE = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
FIELDS = (
    Field(Local(ar="المرجع", fr="Référence")),
    Field(Local(ar="العدد", fr="Nombre"), Kind.INT),
    Field(Local(ar="المبلغ", fr="Montant"), Kind.MONEY),
    Field(Local(ar="اليوم", fr="Jour"), Kind.DATE),
    Field(Local(ar="الموعد", fr="Moment"), Kind.MOMENT),
)
ROW: tuple[Cell, ...] = ("R7K-24Q", 3, Money(200_000), dt.date(2026, 11, 22), dt.datetime(2026, 11, 22, 16, 30))  # noqa: DTZ001 - wall clock


def written(*rows: tuple[Cell, ...], language: str = "ar", fields: tuple[Field, ...] = FIELDS) -> bytes:
    sheet = Sheet(Local(ar="الطلبات: كلها", fr="Demandes"), fields, rows)
    return workbook([sheet], Voice.of(language), made=MADE)


def opened(file: bytes) -> Workbook:
    return load_workbook(io.BytesIO(file))


def test_cells_have_the_types_of_their_fields() -> None:
    page = opened(written(ROW)).worksheets[0]
    assert [cell.value for cell in page[1]] == ["المرجع", "العدد", "المبلغ", "اليوم", "الموعد"]
    cells = page[2]
    assert [cell.value for cell in cells] == [
        "R7K-24Q",
        3,
        200_000,
        dt.datetime(2026, 11, 22),  # noqa: DTZ001 - what openpyxl makes of a date
        dt.datetime(2026, 11, 22, 16, 30),  # noqa: DTZ001 - wall clock
    ]
    assert [cell.number_format for cell in cells[1:]] == ["#,##0", '#,##0" DH"', "yyyy-mm-dd", "yyyy-mm-dd hh:mm"]


def test_only_an_arabic_sheet_is_read_from_the_right() -> None:
    sides = [opened(written(ROW, language=each)).worksheets[0].sheet_view.rightToLeft for each in ("ar", "fr")]
    assert sides == [True, None]


def test_the_header_stands_out_and_stays() -> None:
    page = opened(written(ROW)).worksheets[0]
    assert page.freeze_panes == "A2"
    assert page["A1"].font.b


@pytest.mark.parametrize("words", ["=1+1", "+212612345678", "-5", "@SUM(A1)", "\t=1+1", '=HYPERLINK("https://x.ma")'])
def test_no_text_acts_as_a_formula(words: str) -> None:
    cell = opened(written((words, None, None, None, None))).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", 1)


def test_an_address_is_only_a_text() -> None:
    cell = opened(written(("https://example.ma", None, None, None, None))).worksheets[0]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_direction_marks_and_controls_stay_out() -> None:
    page = opened(written(("\u202eab\x00\u2068c", None, None, None, None))).worksheets[0]
    assert page["A2"].value == "abc"


def test_a_piece_is_said_in_the_language_of_the_sheet() -> None:
    row: tuple[Cell, ...] = (Local(ar="مقبول", fr="Accepté"), None, None, None, None)
    assert opened(written(row, language="fr")).worksheets[0]["A2"].value == "Accepté"


def test_the_tab_has_a_name_that_spreadsheets_take() -> None:
    assert opened(written(ROW)).sheetnames == ["الطلبات  كلها"]


def test_a_wide_text_gives_a_wide_column_up_to_a_bound() -> None:
    fields = (Field(Verbatim("a")), Field(Verbatim("b")))
    dimensions = opened(written(("x" * 20, "y" * 900), fields=fields)).worksheets[0].column_dimensions
    assert (round(dimensions["A"].width), round(dimensions["B"].width)) == (23, 49)


@pytest.mark.parametrize(
    "row",
    [
        (3, 3, None, None, None),
        ("a", "3", None, None, None),
        ("a", 3, 200_000, None, None),
        ("a", 3, None, dt.datetime(2026, 11, 22), None),  # noqa: DTZ001 - a moment in a field of days
        ("a", 3, None, None, MADE),
        ("a", 3),
    ],
)
def test_a_cell_that_its_field_cannot_hold_is_refused(row: tuple[Cell, ...]) -> None:
    with pytest.raises(ValueError, match=r"cannot hold|shorter"):
        written(row)


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert written(ROW) == written(ROW)


def test_a_sheet_without_rows_has_its_header() -> None:
    assert opened(written()).worksheets[0].max_row == 1
