from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents.attendance import EMPTY_ROWS, Line, attendance_page, attendance_sheet
from documents.certificate import certificate_page
from documents.page import Banner, Table
from documents.pdf import render
from documents.sheet import workbook
from messages.bidi import bare
from messages.voice import Voice
from tests.domain.events.seeds import SEEDS

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
LINES = (
    Line("مريم =1+1", "012345", 2, datetime(2026, 4, 2, 9, 40)),  # noqa: DTZ001 - wall-clock time
    Line(None, "234567", 1),
    Line("لالة خديجة", "", 1, datetime(2026, 4, 2, 9, 50)),  # noqa: DTZ001 - wall-clock time
)


def test_the_sheet_has_a_line_for_each_and_empty_ones_for_the_others() -> None:
    [table] = [block for block in attendance_page(SEEDS[0], LINES).blocks if isinstance(block, Table)]
    assert len(table.rows) == len(LINES) + EMPTY_ROWS
    assert table.rows[1][2] is None, "who gave no name writes it there"


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("event", SEEDS, ids=lambda event: str(event.id))
def test_sheet_and_certificate_can_be_drawn_for_every_meeting(event: object, language: str) -> None:
    voice = Voice.of(language)
    for page in (attendance_page(event, LINES), certificate_page(event, "مريم", "https://t.me/t?start=e_1")):  # type: ignore[arg-type] # a seed
        assert render(page, voice, made=NOW).startswith(b"%PDF")


def test_the_certificate_names_its_holder() -> None:
    page = certificate_page(SEEDS[0], "<b>مريم</b>", "https://t.me/t?start=e_1")
    [banner] = [block for block in page.blocks if isinstance(block, Banner)]
    assert bare(Voice.of("ar").plain(banner.words)) == "<b>مريم</b>"


def test_the_spreadsheet_keeps_the_zeros_of_a_ticket_and_no_name_is_a_formula() -> None:
    book = load_workbook(BytesIO(workbook([attendance_sheet(LINES)], Voice.of("ar"), made=NOW)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[1][:3] == ("مريم =1+1", "012345", 2)
    assert rows[2][3] is None
    assert len(rows) == 4
