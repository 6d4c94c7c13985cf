import pytest

from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, labels, plain, refused, turned, values

SINCE = QUESTIONS["entity_age_months"]


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("8 أشهر", 8),
        ("٨ أشهر", 8),
        ("ثمانية أشهر", 8),
        ("18 شهرا", 18),
        ("3 سنوات", 36),
        ("ثلاث سنوات", 36),
        ("3 ans", 36),
        ("3ans", 36),
        ("8 mois", 8),
        ("سنة", 12),
        ("عام واحد", 12),
        ("شهر", 1),
        ("سنتين", 24),
        ("عامين", 24),
        ("شهرين", 2),
        ("un an", 12),
        ("3 snin", 36),
        ("منذ 3 سنوات تقريبا", 36),
        ("سنة واحدة", 12),
        ("0", 0),
        ("٠", 0),
    ],
)
def test_a_duration_is_read_in_months_and_years(written: str, months: int) -> None:
    assert answer(SINCE, written) == months


@pytest.mark.parametrize(
    ("written", "months"),
    [
        ("سنة ونصف", 18),
        ("عام ونص", 18),
        ("نصف سنة", 6),
        ("سنة و 3 أشهر", 15),
        ("سنتين ونصف", 30),
        ("سنتين و 3 أشهر", 27),
        ("2 ans et 6 mois", 30),
        ("un an et demi", 18),
        ("2,5 ans", 30),
    ],
)
def test_years_and_parts_of_years_are_added(written: str, months: int) -> None:
    assert answer(SINCE, written) == months


def test_a_bare_number_is_confirmed_as_months_or_years() -> None:
    assert turned(SINCE, "8") == 8
    asked = SINCE.ask(8)
    assert values(asked) == ["=8", "=96"]
    assert answer(SINCE, Pressed("=96"), 8) == 96
    assert len(labels(asked)) == 2


def test_a_duration_can_be_written_again_while_it_is_in_doubt() -> None:
    assert answer(SINCE, "8 أشهر", 5) == 8


@pytest.mark.parametrize(
    "written",
    [
        "-3",
        "-3 سنوات",
        "بضع سنوات",
        "سنة أو 3",
        "3 أشهر وسنة",
        "20 سنة 30 سنة",
        "3/4 سنوات",
        "1201",
        "101 سنة",
        "منذ زمان",
        "2019 2020",
    ],
)
def test_what_is_no_duration_is_told_an_example(written: str) -> None:
    refused(SINCE, Typed(written))


def test_a_tap_without_a_number_in_doubt_is_refused() -> None:
    refused(SINCE, Pressed("=8"))


def test_a_forged_number_of_months_is_refused() -> None:
    refused(SINCE, Pressed("=7"), 8)


@pytest.mark.parametrize("stored", ["8", -1, 1201, True, 1.5, None])
def test_a_stored_duration_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        SINCE.load(stored)


def test_whole_years_are_told_as_years() -> None:
    assert plain(SINCE.tell(24)) == "سنتان"
    assert "شهر" in plain(SINCE.tell(18))
    assert plain(SINCE.tell(0))
