"""The account of a notice as a spreadsheet."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from documents.broadcast_report import broadcast_sheets
from documents.sheet import workbook
from domain.broadcasts.account import State
from domain.broadcasts.audience import Skipped
from domain.broadcasts.body import Body
from domain.broadcasts.broadcast import Broadcast, Work
from domain.broadcasts.content import Content, Kind, Link, Poll
from domain.broadcasts.life import Life
from domain.broadcasts.topic import Topic
from messages.cards.broadcast_report import Account, Line
from messages.text import T
from messages.values import Verbatim
from messages.voice import Voice

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BODY = Body(
    Topic.NEWS,
    {"ar": Content(Kind.TEXT, "=HYPERLINK(1)"), "fr": Content(Kind.POLL, poll=Poll("+1?", ("@a", "-b")))},
    (Link("check"),),
    urgent="=1+1",
)
NOTICE = Broadcast(7, Life.DONE, Work.SEND, "09.541", 1, NOW, BODY, started_at=NOW, finished_at=NOW)
ACCOUNT = Account(
    [
        Line("ar", State.SENT, "", 6),
        Line("fr", State.FAILED, "=cmd", 1),
        Line("ar", State.SKIPPED, Skipped.OPTED_OUT, 2),
    ],
    {"l0": 3, "v1": 1},
)


def pages(language: str, notice: Broadcast = NOTICE, account: Account = ACCOUNT) -> list[str]:
    sheets = broadcast_sheets(notice, account, [(T("Places"), Verbatim("=x"))])
    with ZipFile(BytesIO(workbook(sheets, Voice.of(language), made=NOW))) as book:
        return [book.read(name).decode() for name in sorted(book.namelist()) if "worksheets/sheet" in name]


@pytest.mark.parametrize(("language", "right_to_left"), [("ar", True), ("fr", False)])
def test_it_is_read_from_the_side_of_its_language(language: str, right_to_left: bool) -> None:  # noqa: FBT001 -- a parameter
    for page in pages(language):
        assert ('rightToLeft="1"' in page) is right_to_left


def test_no_words_of_anybody_act_as_a_formula_and_numbers_are_numbers() -> None:
    account, buttons, notice = pages("ar")
    assert not any("<f>" in page for page in (account, buttons, notice))
    assert "<v>6</v>" in account
    assert "<v>3</v>" in buttons


def test_lines_are_in_the_order_of_the_states() -> None:
    [account, *_] = broadcast_sheets(NOTICE, ACCOUNT, ())
    assert [row[-1] for row in account.rows] == [6, 1, 2]


def test_a_notice_without_buttons_has_no_table_of_them() -> None:
    bare_body = Body(Topic.NEWS, {"ar": Content(Kind.TEXT, "نص")})
    plain = Broadcast(7, Life.DONE, Work.SEND, "*", 1, NOW, bare_body)
    assert len(pages("fr", plain, Account([]))) == 2
