import pytest

from conversations.facts import QUESTIONS
from conversations.given import Pressed, Typed
from conversations.question import Stale
from tests.conversations.asking import answer, plain, refused, values

WOMEN = QUESTIONS["women_pct"]


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("60", 60),
        ("60%", 60),
        ("60 %", 60),
        ("٦٠٪", 60),
        ("۶۰", 60),
        ("60 في المئة", 60),
        ("ستون في المائة", 60),
        ("60 pour cent", 60),
        ("62,5", 62),
        ("99.9%", 99),
        ("0", 0),
        ("8 من 12", 66),
        ("٨ من ١٢", 66),
        ("8/12", 66),
        ("8 sur 12", 66),
        ("8 mn 12", 66),
        ("8 من أصل 12", 66),
        ("8 نساء من 12", 66),
        ("عندنا 8 من 12 عضوة", 66),
        ("1 من 3", 33),
        ("0 من 5", 0),
        ("5 من 5", 100),
        ("النصف", 50),
        ("كلهن", 100),
        ("la moitié", 50),
    ],
)
def test_a_share_is_read_as_people_write_it_and_rounded_down(written: str, share: int) -> None:
    assert answer(WOMEN, written) == share


@pytest.mark.parametrize("written", ["101", "-1", "150%", "1000000", "-8 من 12"])
def test_a_share_lies_between_none_and_all(written: str) -> None:
    refused(WOMEN, Typed(written))


@pytest.mark.parametrize("written", ["12 من 8", "1 من 0", "0/0"])
def test_a_part_larger_than_the_whole_is_refused(written: str) -> None:
    assert "8" in refused(WOMEN, Typed(written))


@pytest.mark.parametrize("written", ["كثيرات", "8 12", "من"])
def test_what_is_no_share_is_told_an_example(written: str) -> None:
    assert "60%" in refused(WOMEN, Typed(written))


def test_none_half_and_all_by_button() -> None:
    assert [answer(WOMEN, Pressed(value)) for value in values(WOMEN.ask(None))] == [0, 50, 100]
    refused(WOMEN, Pressed("250"))


@pytest.mark.parametrize("stored", ["60", -1, 101, True, 60.5, None])
def test_a_stored_share_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        WOMEN.load(stored)


def test_a_share_is_told_as_one() -> None:
    assert "66" in plain(WOMEN.tell(66))
