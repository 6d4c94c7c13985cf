from datetime import time

import pytest

from conversations.given import Given, Pressed, Typed
from conversations.question import Stale
from conversations.questions.hour import HourQuestion
from messages.text import T
from tests.conversations.asking import NONSENSE, answer, labels, plain, refused, turned, values

HOUR = HourQuestion(T("At what hour?"), T("When"))


def test_the_hour_is_tapped_and_then_the_quarter() -> None:
    assert "at:10" in values(HOUR.ask(None))
    note = turned(HOUR, Pressed("at:10"))
    assert labels(HOUR.ask(note)) == ["10:00", "10:15", "10:30", "10:45"]
    assert answer(HOUR, Pressed("=10:30"), note) == "10:30"
    assert HOUR.load("10:30") == time(10, 30)


@pytest.mark.parametrize(
    ("written", "stored"), [("الساعة العاشرة صباحاً", "10:00"), ("16h00", "16:00"), ("الرابعة والنصف زوالاً", "16:30")]
)
def test_an_hour_is_typed_as_people_say_it(written: str, stored: str) -> None:
    assert answer(HOUR, written) == stored


def test_an_hour_that_may_be_two_is_confirmed() -> None:
    note = turned(HOUR, "الرابعة والنصف")
    assert values(HOUR.ask(note)) == ["=16:30", "=04:30"]
    assert answer(HOUR, Pressed("=16:30"), note) == "16:30"


@pytest.mark.parametrize("given", [*NONSENSE, Pressed("at:25"), Pressed("at:x"), Pressed("=25:00"), Typed("25:00")])
def test_what_is_no_hour_is_refused_kindly(given: Given) -> None:
    assert refused(HOUR, given)


@pytest.mark.parametrize("stored", ["25:00", 10, None, True, ["10:00"]])
def test_a_stored_hour_is_checked_again(stored: object) -> None:
    with pytest.raises(Stale):
        HOUR.load(stored)


def test_an_hour_is_told_in_digits_and_words() -> None:
    assert "16:30 (الرابعة والنصف زوالا)" in plain(HOUR.tell("16:30"))
