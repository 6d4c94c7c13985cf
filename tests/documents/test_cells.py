import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from documents.cells import LARGEST, MOST_COLUMNS, MOST_ROWS, NotATable, read_cells

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{RELATED}"><sheets>'
    '<sheet name="second" sheetId="2" r:id="b"/><sheet name="first" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="b" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
    "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{NAMESPACE}"><sheetData>'
    '<row><c t="inlineStr"><is><t>الموضوع</t></is></c><c r="C1" t="str"><f>1+1</f><v>لقاء</v></c></row>'
    '<row><c t="e"><v>#REF!</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>',
}


def packed(**changes: str) -> bytes:
    """A spreadsheet by its parts; `workbook`, `sheet2` … replace those of PARTS."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            own = name.rpartition("/")[2].partition(".")[0]
            archive.writestr(name, changes.get(own, text))
    return file.getvalue()


def book(*, since_1904: bool = False) -> bytes:
    """A spreadsheet as people save them, with dates, numbers and a formula."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "date_1904": since_1904}) as made:
        sheet = made.add_worksheet()
        day, hour = (made.add_format({"num_format": form}) for form in ("dd/mm/yyyy hh:mm", 'hh"h"mm'))
        money = made.add_format({"num_format": '#,##0.0 "dirhams"'})
        sheet.write_row(0, 0, ["الموضوع", "الموعد", "النهاية", "المقاعد"])
        sheet.write_string(1, 0, "لقاء <b>&</b>")
        sheet.write_datetime(1, 1, datetime(2026, 3, 12, 10, 30), day)  # noqa: DTZ001 -- on the wall
        sheet.write_datetime(1, 2, time(12, 45), hour)
        sheet.write_number(1, 3, 40, money)
        sheet.write_datetime(2, 1, date(2026, 3, 13), day)
        sheet.write_formula(2, 3, "=20+20.5", None, 40.5)
        sheet.write_string(2, 0, "=cmd|' /C calc'!A0")
    return file.getvalue()


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_spreadsheet_is_read_with_its_days_hours_and_numbers(*, since_1904: bool) -> None:
    assert read_cells(book(since_1904=since_1904)) == [
        ["الموضوع", "الموعد", "النهاية", "المقاعد"],
        ["لقاء <b>&</b>", "2026-03-12 10:30", "12:45", "40"],
        ["=cmd|' /C calc'!A0", "2026-03-13", "", "40.5"],
    ]


def test_the_first_sheet_counts_and_formulas_have_the_value_that_was_saved() -> None:
    assert read_cells(packed()) == [["الموضوع", "", "لقاء"], ["", "1"]]


@pytest.mark.parametrize(
    "content",
    [
        'الموضوع,الموعد\r\nلقاء,"الخميس, 12 مارس"\r\n'.encode(),
        'الموضوع;الموعد\nلقاء;"الخميس, 12 مارس"\n'.encode("utf-8-sig"),
        "الموضوع\tالموعد\nلقاء\tالخميس, 12 مارس\n".encode("utf-16"),
        "الموضوع;الموعد\r\nلقاء;الخميس, 12 مارس\r\n".encode("cp1256"),
    ],
)
def test_text_is_read_as_spreadsheet_programs_save_it(content: bytes) -> None:
    assert read_cells(content) == [["الموضوع", "الموعد"], ["لقاء", "الخميس, 12 مارس"]]


def test_accents_of_an_old_french_file_stay() -> None:
    assert read_cells("Sujet;Durée\nRéunion;à midi\n".encode("cp1252"))[1] == ["Réunion", "à midi"]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"PK\x03\x04" + b"\0" * 100,
        b"\x89PNG\r\n\0\0\0",
        book()[:-200],
        packed(workbook="<workbook/>"),
        packed(sheet2="<worksheet><row>"),
        packed(sheet2=LAUGHS + "<worksheet><sheetData><row><c t='str'><v>&b;</v></c></row></sheetData></worksheet>"),
        packed(sheet2=f'<worksheet xmlns="{NAMESPACE}"><row><c t="s"><v>7</v></c></row></worksheet>'),
        packed(sheet2=f'<worksheet xmlns="{NAMESPACE}"><row><c><v>1e999</v></c></row></worksheet>'),
        packed(sheet2=f'<worksheet xmlns="{NAMESPACE}"><c><v>1</v></c></worksheet>'),
        b"x" * (LARGEST + 1),
    ],
    # Not by their length: a book bears the time at which it was made, and two workers have to find the same names.
    ids=[
        "nothing",
        "two-letters",
        "an-empty-archive",
        "a-picture",
        "a-book-cut-off",
        "no-sheets",
        "an-open-tag",
        "an-entity",
        "a-word-that-is-not-there",
        "an-endless-number",
        "a-cell-outside",
        "too-much",
    ],
)
def test_what_is_no_table_is_said_to_be_none(content: bytes) -> None:
    if content == b"":
        assert read_cells(content) == []
        return
    with pytest.raises(NotATable):
        read_cells(content)


def test_a_small_file_that_unpacks_to_very_much_is_refused() -> None:
    bomb = packed(
        sheet2=f'<worksheet xmlns="{NAMESPACE}"><row><c t="str"><v>{"0" * 40_000_000}</v></c></row></worksheet>'
    )
    assert len(bomb) < LARGEST
    with pytest.raises(NotATable, match="unpacks to too much"):
        read_cells(bomb)


def test_a_table_without_end_is_read_up_to_its_limits() -> None:
    row = "<row>" + "<c><v>1</v></c>" * (MOST_COLUMNS + 5) + '<c r="ZZZ1"><v>1</v></c></row>'
    many = packed(sheet2=f'<worksheet xmlns="{NAMESPACE}">{row * (MOST_ROWS + 1)}</worksheet>')
    for content in (many, ("1," * MOST_COLUMNS + "1\n").encode() * (MOST_ROWS + 1)):
        found = read_cells(content)
        assert len(found) == MOST_ROWS
        assert {len(each) for each in found} == {MOST_COLUMNS}


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda noise: b"PK\x03\x04" + noise))
def test_noise_is_a_table_or_none_and_nothing_else(noise: bytes) -> None:
    try:
        rows = read_cells(noise)
    except NotATable:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)


@given(st.integers(0, 5000), st.integers(0, 255))
def test_a_damaged_spreadsheet_is_a_table_or_none_and_nothing_else(at: int, byte: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[at % len(damaged)] = byte
    try:
        read_cells(bytes(damaged))
    except NotATable:
        return


WHOLE = book()
