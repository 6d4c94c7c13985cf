from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from documents.audit import FIELDS, audit_sheet
from documents.sheet import workbook
from domain.audit import Deed, Line
from domain.requests.life import Action, Actor
from messages.cards.audit import DEEDS, told
from messages.screen import Screen, render
from messages.voice import Voice
from simulator.messages import visible

NOW = datetime(2026, 4, 2, 12, tzinfo=UTC)
AT = int(NOW.timestamp() * 1000)
LINES = (
    Line(AT, Action.TAKE, Actor.AGENT, 800, "05.301", "TW-4827-1633", None, {}),
    Line(AT, Deed.GRANT, None, None, "*", None, 801, {"role": "agent"}),
    Line(AT, Deed.EXPORT, None, 802, None, None, None, {"what": "=1+1"}),
)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_register_is_a_table_of_typed_cells_that_opens(language: str) -> None:
    made = workbook([audit_sheet(LINES)], Voice.of(language), made=NOW)
    page = load_workbook(BytesIO(made)).active
    assert page is not None
    rows = list(page.values)
    assert len(rows) == 1 + len(LINES)
    assert len(rows[0]) == len(FIELDS)
    assert [row[0] for row in rows[1:]] == [datetime(2026, 4, 2, 13)] * 3  # noqa: DTZ001 - wall-clock time
    assert [row[2] for row in rows[1:]] == ["800", None, "802"]
    assert [row[4] for row in rows[1:]] == ["TW-4827-1633", None, None]
    assert rows[2][6] == "801"
    assert bool(page.sheet_view.rightToLeft) is (language == "ar")


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("deed", Deed)
def test_every_deed_has_words_and_a_line_on_the_screen(deed: Deed, language: str) -> None:
    assert deed in DEEDS
    line = Line(AT, deed, None, 800, "05.301", None, 801, {"role": "local"})
    said = visible("\n".join(render(Screen((told(line),)), Voice.of(language)).texts))
    assert "800" in said
    assert "801" in said
    assert Voice.of(language).plain(DEEDS[deed]) in said
